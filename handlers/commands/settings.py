"""`settings`, `english`, `cymraeg`: what each person chooses for themselves."""

from dataclasses import replace

from bot.ask import Ask
from bot.card import Language
from bot.desk import Desk
from bot.learning.people import Remind
from bot.learning.quiet import LIMITS
from bot.registry import Answer, command
from bot.store import people
from bot.views import settings as view
from bot.words.voice import voice


@command(
    "settings",
    en=(
        "settings",
        "preferences",
        "unsubscribe",
        "stop",
        "stop sending me",
        "turn off reminders",
        "turn off",
        "change my language",
        "remind me",
        "reminders",
    ),
    cy=("gosodiadau", "dewisiadau", "newid fy ngosodiadau", "newid iaith", "nodiadau atgoffa"),
)
def settings(desk: Desk, ask: Ask) -> Answer:
    ours = desk.settings.quiet.nudges_a_week
    a_week = desk.me.nudges_a_week or ours
    rooms = sorted({address.room for address in people.addresses_of(desk.db, desk.me.id)})
    if not ask.values:
        return Answer(view.form(desk.me, a_week, {*LIMITS, ours, a_week}, desk.say, rooms=rooms))
    chosen = ask.values.get("reminders", ())
    words = (chosen,) if isinstance(chosen, str) else chosen
    language: Language = "cy" if ask.values.get("language") == "cy" else "en"
    people.choose(
        desk.db,
        desk.me.id,
        language=language,
        reminders=[remind for remind in Remind if remind.value in words],
        prompts=ask.values.get("prompts") != "no",
        nudges_a_week=_limit(str(ask.values.get("limit", "")), {*LIMITS, ours} - {a_week}),
        letters_to=_room(str(ask.values.get("letters_to", "")), rooms),
    )
    return Answer(view.saved(voice(language)))


def _room(chosen: str, rooms: list[str]) -> str | None:
    """Where they want their letters, empty for where they last spoke; None where they could not choose."""
    if chosen == view.LAST:
        return ""
    return chosen if chosen in rooms else None


def _limit(chosen: str, offered: set[int]) -> int | None:
    """What they chose anew; None where that is what applies already, so that it goes on being ours to set."""
    return next((n for n in offered if str(n) == chosen), None)


@command(
    "english",
    en=("english", "in english"),
    cy=("saesneg", "yn saesneg", "siarad saesneg", "troi i'r saesneg"),
)
def english(desk: Desk, ask: Ask) -> Answer:
    return _speak(desk, ask, "en")


@command(
    "cymraeg",
    en=("welsh", "in welsh"),
    cy=("cymraeg", "yn gymraeg", "siarad cymraeg", "cymraeg plis", "troi i'r gymraeg"),
)
def cymraeg(desk: Desk, ask: Ask) -> Answer:
    return _speak(desk, ask, "cy")


def _speak(desk: Desk, ask: Ask, language: Language) -> Answer:
    people.choose(desk.db, desk.me.id, language=language)
    desk.person = replace(desk.me, language=language)
    # "/learn cymraeg beth sydd ymlaen" would be two asks; one sentence is the answer to this one.
    del ask
    return Answer(view.language_chosen(voice(language)))
