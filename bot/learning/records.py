"""Somebody's own record: what they went to, how long that was, and when a certificate can say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.learning.attendance import THERE, Mark, Marked
from bot.learning.refusals import Refusal
from bot.learning.sessions import NOT_ON, Mode, Session


@dataclass(frozen=True, slots=True)
class Past:
    """A session that is over. `mark` None: they had a place, and who came was not written down."""

    session: Session
    mark: Mark | None
    mode: Mode = Mode.ANY

    @property
    def there(self) -> bool:
        return self.mark in THERE


@dataclass(frozen=True, slots=True)
class Total:
    """Sessions that they went to; of those that they came to whole: minutes, and days of whole days."""

    sessions: int
    minutes: int
    days: int
    in_part: int


def length(session: Session) -> tuple[int, int]:
    """(minutes, days): a session has the one, or, where it lasts whole days, the other."""
    lasts = session.ends_at - session.starts_at
    # A day on which the clocks change is a day too.
    return (0, round(lasts / timedelta(days=1))) if session.all_day else (int(lasts.total_seconds()) // 60, 0)


def total(past: Sequence[Past]) -> Total:
    """Nothing is counted of what is not known, and no length of what they were at for a part."""
    whole = [length(each.session) for each in past if each.mark is Mark.CAME]
    return Total(
        sessions=sum(each.there for each in past),
        minutes=sum(minutes for minutes, _ in whole),
        days=sum(days for _, days in whole),
        in_part=sum(each.mark is Mark.PART for each in past),
    )


def topics(past: Sequence[Past]) -> list[tuple[str, int]]:
    """The topics of what they went to, the most frequent first."""
    found = [each.session.topic for each in past if each.there and each.session.topic]
    return sorted({(topic, found.count(topic)) for topic in found}, key=lambda each: (-each[1], each[0]))


def certify(session: Session, marked: Marked | None, now: datetime) -> Mark:
    """What a certificate may say: that they came, or came for part.

    Refuses: called off, not over yet, nobody knows whether they were there, they were not.
    """
    title = session.title
    if session.status in NOT_ON:
        raise Refusal("certificate-not-on", title=title)
    if session.ends_at > now:
        raise Refusal("certificate-not-yet", title=title)
    if marked is None:
        raise Refusal("certificate-not-known", title=title)
    if marked.mark not in THERE:
        raise Refusal("certificate-not-there", title=title)
    return marked.mark
