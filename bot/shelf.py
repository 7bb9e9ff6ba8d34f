"""The programme kept ready between its changes: sorted by start, with its topics, places and search index.

Only what seldom changes is kept: whoever shows places left reads them afresh.
"""

from bisect import bisect_left
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from threading import Event as ThreadEvent
from threading import Lock, Thread
from typing import Any, TypeVar, cast

from sqlalchemy import Connection

from bot.learning.admission import invitation_only
from bot.learning.sessions import NOT_ON, Session, Status
from bot.store import sessions
from bot.understand.names import Names
from bot.understand.search import Index

_LONG_AGO = timedelta(days=120)  # what somebody may still name
_MOST_PAST = 2000  # of those: a year's sessions of most organisations, read again at every change
_STALE = timedelta(hours=6)  # by then enough has begun to be put away
_DRAWN = 500  # drawings that are kept of one version

Drawn = TypeVar("Drawn")


@dataclass(frozen=True)
class Programme:
    """One version of the programme. `coming` is by start, without what is off or had begun."""

    revision: str
    at: datetime
    coming: tuple[Session, ...]
    past: tuple[Session, ...]
    _drawn: dict[Hashable, Any] = field(default_factory=dict, compare=False)
    prepared: ThreadEvent = field(default_factory=ThreadEvent, compare=False)

    def drawn(self, facts: Hashable, draw: Callable[[], Drawn]) -> Drawn:
        """What `draw` makes of the programme and these facts; the same object while both stay the same.

        `facts` name everything else that the drawing shows: the language, the places left, whose they are.
        """
        kept = self._drawn.get(facts)
        if kept is None:
            if len(self._drawn) >= _DRAWN:
                self._drawn.clear()
            kept = self._drawn[facts] = draw()
        return cast(Drawn, kept)

    def prepare(self) -> None:
        """Make what a question about words needs; takes about a second for each 2,000 sessions."""
        _ = (self.names, self.index, self.past_index, self.off_index)
        self.prepared.set()

    @cached_property
    def index(self) -> Index:
        """For searching what is to come."""
        return Index(self.coming)

    @cached_property
    def past_index(self) -> Index:
        """For finding out that what somebody names is over or cancelled."""
        return Index(self.past)

    @cached_property
    def off_index(self) -> Index:
        """For finding what was to come, and is cancelled or postponed."""
        gone = (each for each in self.past if each.status in NOT_ON)
        return Index([each for each in gone if each.ends_at > self.at or each.status is Status.POSTPONED])

    @cached_property
    def names(self) -> Names:
        """What could be taken for a date and is none."""
        return Names((*self.coming, *self.past))

    @cached_property
    def topics(self) -> list[str]:
        return sorted({each.topic for each in (*self.coming, *self.past) if each.topic}, key=str.casefold)

    @cached_property
    def audiences(self) -> list[str]:
        return sorted({each.audience for each in self.coming if each.audience})

    @cached_property
    def sites(self) -> list[str]:
        return sorted({each.place for each in self.coming if each.place})

    @cached_property
    def guarded(self) -> frozenset[int]:
        """What to come is not for everybody to see: sensitive, or by invitation only."""
        return frozenset(each.id for each in self.coming if each.sensitive or invitation_only(each))

    def dates_of(self, session: Session) -> Sequence[Session]:
        """All dates to come of what has this title, itself among them."""
        return self._dates.get(_titled(session), ())

    @cached_property
    def _dates(self) -> Mapping[Hashable, Sequence[Session]]:
        found: dict[Hashable, list[Session]] = {}
        for each in self.coming:
            found.setdefault(_titled(each), []).append(each)
        return found

    def between(self, start: datetime, end: datetime | None) -> Sequence[Session]:
        """What starts in [start, end)."""
        first = bisect_left(self._starts, start)
        return self.coming[first : None if end is None else bisect_left(self._starts, end)]

    @cached_property
    def _starts(self) -> list[datetime]:
        return [session.starts_at for session in self.coming]


def _titled(session: Session) -> Hashable:
    return session.title.en.casefold(), session.title.cy.casefold()


class Shelf:
    """Shared by all desks; safe to look at from several threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._programme: Programme | None = None

    def look(self, db: Connection, now: datetime) -> Programme:
        """The programme as it is now; read anew only when it has changed."""
        revision = sessions.revision(db)
        kept = self._programme
        if kept is not None and kept.revision == revision and kept.at <= now < kept.at + _STALE:
            return kept
        with self._lock:
            kept = self._programme
            if kept is None or kept.revision != revision or not kept.at <= now < kept.at + _STALE:
                kept = self._programme = _read(db, revision, now)
                # Whoever asks about words before it is there waits for it, in a thread of the database. It is
                # no daemon: Python breaks those off when it ends, which in a library's own code is a crash.
                Thread(target=kept.prepare, name="shelf", daemon=False).start()
            return kept


def _read(db: Connection, revision: str, now: datetime) -> Programme:
    known = sessions.recent_and_coming(db, since=now - _LONG_AGO, now=now, past=_MOST_PAST)
    return programme_of(known, revision=revision, now=now)


def programme_of(known: Sequence[Session], *, revision: str, now: datetime) -> Programme:
    """That version of the programme, of these sessions in the order of their start."""
    coming = [each for each in known if each.starts_at > now and each.status not in NOT_ON]
    there = {each.id for each in coming}
    past = tuple(each for each in known if each.id not in there)
    return Programme(revision, now, tuple(coming), past)
