"""What a file would change: its drafts beside the sessions that are there."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, tzinfo

from bot.learning.sessions import Draft, Session, Status

PART = "#"
"""Stands in a uid between what names a whole (a reference, a series) and what names one date of it."""

TOLD = frozenset(attribute.name for attribute in fields(Draft)) - {"uid"}
"""Everything that a file can say of a session."""


@dataclass(frozen=True, slots=True)
class Change:
    """A session that the file tells otherwise; `fields` names the attributes that differ, in order.

    The session takes the draft's uid too, which differs where its reference found it.
    """

    session: Session
    draft: Draft
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing would do. Every draft is new, changed or unchanged, and no session is in two groups.

    `gone`: of this source, inside the file's dates, not cancelled, and no longer in the file.
    `held`: would be gone, but a row that we could not read names it: it stays as it is.
    """

    new: tuple[Draft, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Session, ...] = ()
    gone: tuple[Session, ...] = ()
    held: tuple[Session, ...] = ()


def compare(
    drafts: Iterable[Draft],
    existing: Iterable[Session],
    *,
    source: str = "programme",
    told: Collection[str] = TOLD,
    held: Collection[str] = (),
    start: date | None = None,
    until: date | None = None,
) -> Plan:
    """The plan for importing these drafts; `existing` may hold sessions of other sources too.

    A draft meets its session by uid, then by reference (without regard to capitals) where that leaves
    no doubt: the same moment, or the only one left on both sides. `told` are the attributes that the
    file speaks of; the others are no change. A file never reopens: a session that was closed or
    cancelled here stays so until someone opens it here. `held` are references and uids that unreadable
    rows name. The file's dates run from its first session's day to its last one's, or from `start`
    and to `until` where the import was bounded by them (days in the drafts' own zone).
    """
    ours = [session for session in existing if session.source == source]
    drafts = list(drafts)
    meets = _meet(drafts, ours)
    new: list[Draft] = []
    changed: list[Change] = []
    unchanged: list[Session] = []
    for index, draft in enumerate(drafts):
        session = meets.get(index)
        if session is None:
            new.append(draft)
        elif differing := _differing(draft, session, told):
            changed.append(Change(session, draft, differing))
        else:
            unchanged.append(session)
    met = {id(session) for session in meets.values()}
    dates = _Dates.of(drafts, start, until)
    missing = [
        session
        for session in ours
        if id(session) not in met and session.status is not Status.CANCELLED and dates.hold(session.starts_at)
    ]
    names = {name.casefold() for name in held if name}
    return Plan(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        gone=tuple(session for session in missing if not _named(session, names)),
        held=tuple(session for session in missing if _named(session, names)),
    )


def _meet(drafts: Sequence[Draft], ours: Sequence[Session]) -> dict[int, Session]:
    """The session of each draft, by the draft's place in the sequence."""
    by_uid: dict[str, Session] = {}
    for session in ours:
        by_uid.setdefault(session.uid, session)
    meets = {index: by_uid.pop(draft.uid) for index, draft in enumerate(drafts) if draft.uid in by_uid}
    met = {id(session) for session in meets.values()}
    left: dict[str, tuple[list[int], list[Session]]] = defaultdict(lambda: ([], []))
    for index, draft in enumerate(drafts):
        if index not in meets and draft.ref:
            left[draft.ref.casefold()][0].append(index)
    for session in ours:
        if id(session) not in met and session.ref:
            left[session.ref.casefold()][1].append(session)
    for waiting, sessions in left.values():
        meets |= _meet_by_ref(drafts, waiting, sessions)
    return meets


def _meet_by_ref(drafts: Sequence[Draft], waiting: list[int], sessions: list[Session]) -> dict[int, Session]:
    """Drafts and sessions of one reference that their uids left over; only where there is no doubt."""
    meets: dict[int, Session] = {}
    for index in waiting:
        free = [session for session in sessions if session not in meets.values()]
        same = [session for session in free if _same(session.starts_at, drafts[index].starts_at)]
        if len(same) == 1:
            meets[index] = same[0]
    alone = [index for index in waiting if index not in meets]
    free = [session for session in sessions if session not in meets.values()]
    if len(alone) == len(free) == 1:
        meets[alone[0]] = free[0]
    return meets


def _differing(draft: Draft, session: Session, told: Collection[str]) -> tuple[str, ...]:
    return tuple(
        name
        for name in (attribute.name for attribute in fields(Draft))
        if name in told
        and name != "uid"
        and not _same(getattr(draft, name), getattr(session, name))
        and not (name == "status" and draft.status is Status.OPEN)
    )


def _same(mine: object, theirs: object) -> bool:
    # Two times of one zone are compared by their wall time alone, also in the hour that happens twice.
    if isinstance(mine, datetime) and isinstance(theirs, datetime):
        return mine.astimezone(UTC) == theirs.astimezone(UTC)
    return mine == theirs


def _named(session: Session, names: set[str]) -> bool:
    whole = session.uid.split(PART, maxsplit=1)[0]
    return not names.isdisjoint({session.ref.casefold(), session.uid.casefold(), whole.casefold()})


@dataclass(frozen=True, slots=True)
class _Dates:
    """The days that the file speaks of, in the zone of its drafts; no zone: it speaks of none."""

    first: date
    last: date
    zone: tzinfo | None

    @classmethod
    def of(cls, drafts: Sequence[Draft], start: date | None, until: date | None) -> "_Dates":
        days = [draft.starts_at.date() for draft in drafts]
        if not days:
            return cls(date.max, date.min, None)
        return cls(start or min(days), until or max(days), drafts[0].starts_at.tzinfo)

    def hold(self, moment: datetime) -> bool:
        return self.first <= moment.astimezone(self.zone).date() <= self.last
