"""The rules of invitations: when a calendar is told something new, and what an answer to one means.

Source: RFC 5546 (iTIP), 2.1.4 and 2.1.5: a UID names an entry for good, a higher SEQUENCE replaces what was
known of it, and an answer to what is out of date counts for nothing.
"""

import hashlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.learning.places import Hold
from bot.learning.sessions import NOT_ON, Mode, Session

KEPT_FOR: Final = timedelta(days=120)
"""After a session, what calendars were told of it and who was invited: feeds look back sixty days, and no
letter about it is kept for longer.
"""


class Response(StrEnum):
    """What somebody says to an invitation, as iCalendar's PARTSTAT names it (RFC 5545, 3.2.12)."""

    NONE = ""
    ACCEPTED = "accepted"
    TENTATIVE = "tentative"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True, kw_only=True)
class Invitation:
    """What calendars were told of one person's place on one session, however often they gave it up.

    `secret` names it to whoever holds it. Answers to a sequence before `answerable` are about another time,
    or about a place that was given up since. `told` is a fingerprint of what was told; empty: that they have
    no place (any more). `email`: where it was last sent.
    """

    id: int
    session_id: int
    person_id: int
    secret: str
    sequence: int = 0
    answerable: int = 0
    told: str = ""
    changed_at: datetime
    email: str = ""
    response: Response = Response.NONE
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What arrived by e-mail. `stamp`: when they answered, as their calendar says; addresses as they are
    told apart by. `attendee` is whose answer it is, `sender` whom the letter is from.
    """

    secret: str
    sequence: int
    stamp: datetime
    attendee: str
    sender: str
    response: Response


def goes_in(session: Session, hold: Hold | None, mode: Mode = Mode.ANY) -> str:
    """A fingerprint of what stands in somebody's calendar; empty where nothing does: they have no place,
    or the session does not take place at the time that it has.
    """
    if hold not in (Hold.BOOKED, Hold.LEAVING) or session.status in NOT_ON:
        return ""
    times = (session.starts_at.timestamp(), session.ends_at.timestamp(), session.all_day)
    rest = (session.title, session.place, session.link, session.speaker, session.sensitive, mode.value)
    return f"{_digest(times)}.{_digest(rest)}"


def _digest(facts: object) -> str:
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:24]


def tell(known: Invitation, goes: str, now: datetime) -> Invitation | None:
    """The next version of what calendars are told; None where they know it already."""
    if known.told == goes:
        return None
    # One that was never told anything begins at 0.
    sequence = known.sequence + 1 if known.told or known.sequence or known.response else 0
    anew = goes.partition(".")[0] != known.told.partition(".")[0]
    return replace(
        known,
        sequence=sequence,
        answerable=sequence if anew else known.answerable,
        told=goes,
        changed_at=now,
        response=Response.NONE if anew else known.response,
    )


class Meaning(StrEnum):
    """What is to be done about an answer; the first five are nothing."""

    NOT_THEIRS = "not-theirs"  # somebody else answers: the invitation was passed on, or the letter is forged
    OUT_OF_DATE = "out-of-date"
    KNOWN = "known"
    BEGUN = "begun"
    NO_PLACE = "no-place"
    NOTED = "noted"
    FREED = "freed"  # they decline: the place is the next person's
    TOO_LATE = "too-late"  # they accept after they had declined, and the place is gone


def meaning(known: Invitation, reply: Reply, hold: Hold | None, session: Session, now: datetime) -> Meaning:
    """What that answer means. The same one twice means nothing the second time."""
    if not known.email or {reply.attendee, reply.sender} != {known.email}:
        return Meaning.NOT_THEIRS
    if reply.sequence < known.answerable:
        return Meaning.OUT_OF_DATE
    if known.answered_at is not None and (
        reply.stamp < known.answered_at
        # Some calendars copy the invitation's own stamp into every answer: then the later letter counts.
        or (reply.stamp == known.answered_at and reply.response is known.response)
    ):
        return Meaning.KNOWN
    if session.starts_at <= now or session.status in NOT_ON:
        return Meaning.BEGUN
    if not known.told:
        late = known.response is Response.DECLINED and reply.response is not Response.DECLINED
        return Meaning.TOO_LATE if late and hold is None else Meaning.NO_PLACE
    if reply.response is Response.DECLINED and hold in (Hold.BOOKED, Hold.LEAVING):
        return Meaning.FREED
    return Meaning.NOTED


def heard(known: Invitation, reply: Reply, what: Meaning, now: datetime) -> Invitation:
    """The invitation after that answer. A clock that is fast must not shut out the answers that follow."""
    told = "" if what is Meaning.FREED else known.told
    return replace(known, response=reply.response, answered_at=min(reply.stamp, now), told=told)
