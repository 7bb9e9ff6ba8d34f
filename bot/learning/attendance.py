"""The rules of attendance: when somebody can say that they are there, and what marks mean."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.card import When
from bot.learning.events import CheckedIn
from bot.learning.places import Hold, Place
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session, Status

EARLY: Final = timedelta(minutes=30)
"""From so long before the start people can say that they are there."""
LATE: Final = timedelta(hours=12)
"""So long after the end somebody who says that they are there means that session."""
YEAR: Final = timedelta(days=365)
TRIES: Final = 5
"""So many wrong codes, and only the organiser can mark that person."""


class Mark(StrEnum):
    """What is known of somebody's coming."""

    CAME = "came"
    PART = "part"  # for part of it
    ABSENT = "absent"
    TOLD = "told"  # did not come, and had told us


THERE: Final = (Mark.CAME, Mark.PART)


class Hindrance(StrEnum):
    """What got in the way, to choose from."""

    WORK = "work"
    UNWELL = "unwell"
    CARING = "caring"
    TRAVEL = "travel"
    FORGOT = "forgot"
    CHANGED = "changed"  # they no longer needed it
    HARD_TO_CANCEL = "hard-to-cancel"
    WAS_THERE = "was-there"  # the mark is wrong
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Marked:
    """`by_organiser`: not by the person themselves, and so not theirs to change."""

    mark: Mark
    by_organiser: bool
    at: datetime


def opens_at(session: Session) -> datetime:
    """From when people can say that they are there."""
    return session.starts_at - EARLY


def is_on(session: Session, now: datetime) -> bool:
    """Whether somebody can say now that they are there."""
    takes_place = session.status not in (Status.CANCELLED, Status.POSTPONED)
    return takes_place and opens_at(session) <= now <= session.ends_at


def can_be_marked(session: Session, now: datetime) -> None:
    """Refuses as long as nobody can know who came, and where nobody could come."""
    _takes_place(session)
    if now < opens_at(session):
        raise Refusal("attendance-early", title=session.title, when=When(opens_at(session)))


def check_in(session: Session, place: Place | None, marked: Marked | None, now: datetime) -> CheckedIn | None:
    """That they are there; None where that is known. Whether the code is right is another question.

    Refuses, and says why: called off, without a date, too early, over, no place of theirs, and where the
    organiser has said otherwise.
    """
    _takes_place(session)
    if now < opens_at(session):
        raise Refusal(
            "here-early", title=session.title, start=When(session.starts_at), when=When(opens_at(session))
        )
    if marked is not None and marked.mark in THERE:
        return None
    if now > session.ends_at:
        raise Refusal("here-late", title=session.title, when=When(session.ends_at))
    if marked is not None and marked.by_organiser:
        raise Refusal("here-marked", title=session.title)
    if place is None or place.hold not in (Hold.BOOKED, Hold.LEAVING):
        raise Refusal("here-no-place", title=session.title)
    return CheckedIn(session.id, place.person_id)


def can_tell(session: Session, place: Place | None, marked: Marked | None, now: datetime) -> bool:
    """Whether somebody who says that they cannot come says it when it has begun, or soon after: nobody else
    can have their place then, but they have told us, and are not asked what got in the way.
    """
    begun = is_on(session, now) or session.ends_at < now <= session.ends_at + LATE
    if session.status not in (Status.OPEN, Status.CLOSED) or not begun or now < session.starts_at:
        return False
    return place is not None and place.hold is Hold.BOOKED and marked is None


def _takes_place(session: Session) -> None:
    if session.status is Status.CANCELLED:
        raise Refusal("session-cancelled", title=session.title)
    if session.status is Status.POSTPONED:
        raise Refusal("session-postponed", title=session.title)
