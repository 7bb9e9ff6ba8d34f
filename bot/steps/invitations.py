"""Keeps calendars as they should be: what somebody's place has become is told once, and answers are taken.

It compares what stands in a calendar with what should, whatever happened in between: so nothing is told
twice, and nothing is left out.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache, partial
from typing import Any, TypeAlias

from bot.ask import Target
from bot.desk import Desk
from bot.learning.events import InvitationAnswered, PlaceFreed
from bot.learning.invitations import Invitation, Meaning, Reply, goes_in, heard, meaning, tell
from bot.learning.sessions import Session, Status
from bot.store import calendars, letters, people, places, sessions

ROOM = "mail"
_Owed: TypeAlias = dict[str, tuple[int, Target, dict[str, Any]]]


def tell_calendars(
    desk: Desk, session_id: int, *, person_id: int | None = None, due_at: datetime | None = None
) -> None:
    """Bring the calendars of everybody concerned (or of that one person) up to date with their places.

    `due_at`: when the letters go; a change that follows until then is in them.
    """
    if not desk.settings.sends_invitations and not desk.settings.public_address:
        return
    session = sessions.lock(desk.db, session_id)
    if session.ends_at <= desk.now and session.status is not Status.POSTPONED:
        return
    known = calendars.known(desk.db, session_id, person_id)
    goes = cache(partial(goes_in, session))  # the same for thousands
    new = [each.person_id for each in known if each.invitation is None and goes(each.hold, each.mode)]
    if new:
        calendars.begin(desk.db, session_id, new, desk.now)
        known = calendars.known(desk.db, session_id, person_id)
    changed = [
        (each.invitation, state)
        for each in known
        if each.invitation is not None
        and (state := tell(each.invitation, goes(each.hold, each.mode), desk.now))
    ]
    _tell(desk, changed, due_at or desk.now)


def _tell(desk: Desk, changed: Sequence[tuple[Invitation, Invitation]], due_at: datetime) -> None:
    """`changed`: what each was, and what it is now."""
    mail = desk.settings.sends_invitations
    wanted = calendars.addresses(desk.db, [each.person_id for _, each in changed]) if mail else {}
    states: list[Invitation] = []
    owed: _Owed = {}
    for was, state in changed:
        # What stands in a calendar is kept right there, wherever new ones would go by now.
        email = was.email if was.told or not state.told else wanted.get(state.person_id, "")
        states.append(state if state.email == email else replace(state, email=email))
        if email and mail:
            owed |= _letter(state, email, changed=bool(was.told))
    calendars.keep(desk.db, states)
    letters.write_by_mail(desk.db, owed, kind="invitation", now=desk.now, due_at=due_at)


def _letter(state: Invitation, email: str, *, changed: bool = False, off: bool = False) -> _Owed:
    facts = {
        "invitation": state.id,
        "sequence": state.sequence,
        "changed": changed,
        "off": off or not state.told,
    }
    return {f"invitation {state.id} {state.sequence}": (state.person_id, Target(ROOM, user=email), facts)}


def choose_mail(desk: Desk, *, by_mail: bool) -> None:
    """Who asks wants invitations by e-mail, or none: what they have is sent to them, or taken out again."""
    calendars.choose_mail(desk.db, desk.me.id, by_mail=by_mail)
    to = calendars.addresses(desk.db, [desk.me.id]).get(desk.me.id, "")
    coming = {session.id for session, _ in sessions.held_by(desk.db, desk.me.id, after=desk.now)}
    states: list[Invitation] = []
    owed: _Owed = {}
    for session_id, known in calendars.all_of(desk.db, desk.me.id).items():
        if session_id not in coming or not known.told or bool(known.email) == by_mail:
            continue
        state = replace(known, sequence=known.sequence + 1, changed_at=desk.now, email=to)
        states.append(state)
        if email := to or known.email:
            owed |= _letter(state, email, off=not by_mail)
    calendars.keep(desk.db, states)
    letters.write_by_mail(desk.db, owed, kind="invitation", now=desk.now, due_at=desk.now)


def take_answer(desk: Desk, reply: Reply) -> Meaning | None:
    """What somebody answered to an invitation, done at once; None where it names no invitation of ours."""
    found = calendars.by_secret(desk.db, reply.secret)
    if found is None:
        return None
    roster = places.locked_roster(desk.db, found.session_id)
    known = calendars.by_secret(desk.db, reply.secret)  # as it is now that nobody else can change it
    if known is None:
        return None
    place = roster.of(known.person_id)
    what = meaning(known, reply, place.hold if place else None, roster.session, desk.now)
    if what not in (Meaning.NOTED, Meaning.FREED, Meaning.TOO_LATE):
        return what
    desk.person = people.get(desk.db, known.person_id, desk.roles)
    calendars.keep(desk.db, [heard(known, reply, what, desk.now)])
    answer = InvitationAnswered(known.session_id, known.person_id, reply.response.value, what.value)
    desk.record(answer)
    if what is Meaning.FREED:
        desk.record(PlaceFreed(known.session_id, known.person_id))
    if what is Meaning.TOO_LATE:
        _take_out(desk, known.id)
    return what


def _take_out(desk: Desk, invitation_id: int) -> None:
    """Their calendar says that they come, and they do not: it is told so, once."""
    known = calendars.get(desk.db, invitation_id)
    assert known is not None
    state = replace(known, sequence=known.sequence + 1, changed_at=desk.now)
    _tell(desk, [(known, state)], desk.now)


# ── One place, as a file to open ─────────────────────────────────────────────────────────────────


def key_of(invitation: Invitation) -> str:
    """What shows in the address of a file that it is theirs. The secret cannot be told from it."""
    return hashlib.sha256(f"file {invitation.secret}".encode()).hexdigest()[:40]


def file_address(desk: Desk, session: Session, person_id: int) -> str:
    """Where that place can be had as a file; empty where it comes by e-mail, or cannot be had."""
    public = desk.settings.public_address
    invitation = calendars.to(desk.db, session.id, person_id) if public else None
    if invitation is None or not invitation.told or invitation.email:
        return ""
    return f"{public}/calendar/place/{invitation.id}-{key_of(invitation)}.ics"
