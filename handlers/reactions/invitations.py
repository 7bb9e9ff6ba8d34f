"""Calendars are told what becomes of places: an invitation, another when it moves, its end when it is off.

Who declines in their calendar is told in chat what became of their place.
"""

from bot.calendar.entries import Entry, Party, secret_uid
from bot.card import Card, File
from bot.desk import Desk
from bot.learning.changes import told_at
from bot.learning.events import (
    AccountsLinked,
    AccountsParted,
    ApprovalGiven,
    InvitationAnswered,
    ModeChanged,
    OfferTaken,
    PlaceBooked,
    PlaceFreed,
    PlacePromoted,
    SessionCancelled,
    SessionMoved,
    SessionPostponed,
)
from bot.learning.invitations import Meaning
from bot.learning.sessions import Mode
from bot.registry import draws, reacts_to
from bot.steps.invitations import tell_calendars
from bot.store import calendars, places, sessions
from bot.store.letters import Letter
from bot.views import calendars as view


@reacts_to(PlaceBooked, PlacePromoted, OfferTaken, ApprovalGiven, PlaceFreed, ModeChanged)
def tell_one(
    desk: Desk,
    happening: int,  # noqa: ARG001 - an invitation's own sequence is in its letter's key
    event: PlaceBooked | PlacePromoted | OfferTaken | ApprovalGiven | PlaceFreed | ModeChanged,
) -> None:
    tell_calendars(desk, event.session_id, person_id=event.person_id)


@reacts_to(SessionMoved)
def tell_of_a_change(desk: Desk, happening: int, event: SessionMoved) -> None:  # noqa: ARG001 - as above
    """Changes that come close together are one letter, as they are in chat."""
    _, due = told_at(desk.now, sessions.get(desk.db, event.session_id).starts_at, event.was_at)
    tell_calendars(desk, event.session_id, due_at=due)


@reacts_to(SessionCancelled, SessionPostponed)
def tell_that_it_is_off(desk: Desk, happening: int, event: SessionCancelled | SessionPostponed) -> None:  # noqa: ARG001
    tell_calendars(desk, event.session_id)


@reacts_to(AccountsLinked, AccountsParted)
def tell_who_is_one(desk: Desk, happening: int, event: AccountsLinked | AccountsParted) -> None:  # noqa: ARG001
    """Places have come to somebody, or gone from them."""
    for person_id in sorted({event.person_id, getattr(event, "other_id", event.person_id)}):
        concerned = {session.id for session, _ in sessions.held_by(desk.db, person_id, after=desk.now)}
        for session_id in sorted(concerned | set(calendars.all_of(desk.db, person_id))):
            tell_calendars(desk, session_id, person_id=person_id)


@reacts_to(InvitationAnswered)
def answer(desk: Desk, happening: int, event: InvitationAnswered) -> None:
    kinds = {Meaning.FREED: "declined", Meaning.TOO_LATE: "accepted-too-late"}
    kind = kinds.get(Meaning(event.meaning))
    if kind is not None:
        desk.write(kind, f"{kind} {happening}", person_id=event.person_id, session=event.session_id)


@draws("declined")
def draw_declined(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    if places.of(desk.db, session.id, desk.me.id) is not None:
        return None  # they have booked again meanwhile
    return view.declined(session, desk.say, passed_on=session.full)


@draws("accepted-too-late")
def draw_too_late(desk: Desk, letter: Letter) -> Card | None:
    session = sessions.get(desk.db, letter.facts["session"])
    return None if places.of(desk.db, session.id, desk.me.id) else view.too_late(session, desk.say)


@draws("invitation")
def draw_invitation(desk: Desk, letter: Letter) -> Card | None:
    """As things stand when it goes; nothing where there is something newer to say."""
    known = calendars.get(desk.db, letter.facts["invitation"])
    if known is None or known.sequence != letter.facts["sequence"] or desk.me.gone:
        return None
    assert letter.target is not None
    session = sessions.get(desk.db, known.session_id)
    place = places.of(desk.db, session.id, desk.me.id)
    mode = place.mode if place else Mode.ANY
    off = bool(letter.facts["off"])
    entry = view.entry(
        session,
        mode,
        desk.say,
        desk.zone,
        uid=secret_uid(known.secret),
        sequence=known.sequence,
        stamp=desk.now,
        off=off,
    )
    ics = _file(desk, entry, Party(desk.me.name, letter.target.user), off=off)
    if off:
        return view.withdrawal(session, desk.say, ics, holding=place is not None)
    changed, heard = bool(letter.facts["changed"]), desk.settings.imap.given
    return view.invitation(session, mode, desk.say, ics, changed=changed, heard=heard)


def _file(desk: Desk, entry: Entry, attendee: Party, *, off: bool) -> File:
    from bot.calendar import write  # noqa: PLC0415 - its library takes 7 MB, where invitations go out

    organiser = Party(desk.settings.programme.name, desk.settings.mail.address)
    method, written = ("CANCEL", write.withdrawal) if off else ("REQUEST", write.invitation)
    name = "cancel.ics" if off else "invite.ics"
    content = written(entry, organiser, attendee).encode()
    return File(name, f"text/calendar; method={method}", content, desk.say.words(entry.title))
