"""`calendar`: my places in my own calendar, by an address of its own or by e-mail."""

from bot.ask import Ask
from bot.desk import Desk
from bot.registry import Answer, command
from bot.steps.invitations import choose_mail
from bot.store import calendars
from bot.views import calendars as view


@command(
    "calendar",
    en=(
        "calendar",
        "my calendar",
        "calendar feed",
        "calendar address",
        "subscribe to my calendar",
        "put it in my calendar",
        "invitations",
        "google calendar",
    ),
    cy=(
        "calendr",
        "fy nghalendr",
        "cyfeiriad calendr",
        "tanysgrifio i fy nghalendr",
        "rhoi yn fy nghalendr",
        "gwahoddiadau",
    ),
    reads=True,
)
def calendar(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every handler has both
    return _mine(desk)


@command("calendar_new")
def make_anew(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - as above
    if desk.settings.public_address:
        calendars.open_anew(desk.db, desk.me.id)
    return _mine(desk, replace=True)


@command("calendar_stop")
def stop(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - as above
    calendars.close(desk.db, desk.me.id)
    return _mine(desk, replace=True)


@command("calendar_mail")
def by_mail(desk: Desk, ask: Ask) -> Answer:
    if desk.settings.sends_invitations:
        choose_mail(desk, by_mail=ask.about != "off")
    return _mine(desk, replace=True)


def _mine(desk: Desk, *, replace: bool = False) -> Answer:
    own, public = calendars.of(desk.db, desk.me.id), desk.settings.public_address
    address = f"{public}/calendar/{own.token}.ics" if public and own.token else ""
    email = desk.me.email if desk.settings.sends_invitations else ""
    heard = desk.settings.imap.given
    card = view.mine(address, email, desk.say, by_mail=own.by_mail, possible=bool(public), heard=heard)
    return Answer(card, replace=replace, secret=True)
