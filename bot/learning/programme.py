"""What a file would change: its drafts beside the sessions that are there."""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import UTC, date, datetime, tzinfo

from bot.learning.sessions import Draft, Session, Status

PART = "#"
"""Stands in a uid between what names a whole (a reference, a series) and what names one date of it."""

MADE_UP = "x-"
"""Begins a uid that we made from title, start and place, because the file gives none."""

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
class Kept:
    """A session of which the file says what it always said, and an organiser something else."""

    session: Session
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What importing would do. Every draft is new, changed or unchanged, and no session is in two groups.

    `gone`: of this source, inside the file's dates, not cancelled, and no longer in the file.
    `held`: would be gone, but a row that we could not read names it: it stays as it is. `adopted` are
    those of the unchanged that the file names otherwise now, each with its new uid. `kept` tells what
    organisers changed and the file did not (see `changes.keep_edits`); such a session may be in any group.
    """

    new: tuple[Draft, ...] = ()
    changed: tuple[Change, ...] = ()
    unchanged: tuple[Session, ...] = ()
    gone: tuple[Session, ...] = ()
    held: tuple[Session, ...] = ()
    adopted: tuple[tuple[Session, str], ...] = ()
    kept: tuple[Kept, ...] = ()


def compare(
    drafts: Iterable[Draft],
    existing: Iterable[Session],
    *,
    source: str = "programme",
    told: Collection[str] = TOLD,
    unsaid: Mapping[str, Collection[str]] | None = None,
    held: Collection[str] = (),
    ended: Collection[str] = (),
    start: date | None = None,
    until: date | None = None,
    now: datetime | None = None,
) -> Plan:
    """The plan for importing these drafts; `existing` may hold sessions of other sources too.

    A draft meets its session by uid, then by reference (without regard to capitals) where that leaves
    no doubt: the same moment, or the only one left on both sides; then by its title and start; and where
    the file gives no names of its own, by a title that there is only once, among sessions that are not
    over at `now`. `told` are the attributes that the file speaks of, but for those that `unsaid` names
    by uid; the others are no change. A file never reopens: a session that was closed or cancelled here
    stays so until someone opens it here. `held` are references and uids that unreadable rows name. The
    file's dates run from its first session's day to its last one's, or from `start` and to `until` where
    the import was bounded by them (days in the drafts' own zone); of a series in `ended` (its uid) the
    file speaks beyond its last day too.
    """
    ours = [session for session in existing if session.source == source]
    drafts = list(drafts)
    meets = _meet(drafts, ours, now)
    unsaid = unsaid or {}
    new: list[Draft] = []
    changed: list[Change] = []
    unchanged: list[Session] = []
    adopted: list[tuple[Session, str]] = []
    for index, draft in enumerate(drafts):
        session = meets.get(index)
        if session is None:
            new.append(draft)
        elif differing := _differing(draft, session, told, unsaid.get(draft.uid, ())):
            changed.append(Change(session, draft, differing))
        else:
            unchanged.append(session)
            if session.uid != draft.uid:
                adopted.append((session, draft.uid))
    met = {id(session) for session in meets.values()}
    dates = _Dates.of(drafts, start, until)
    missing = [
        session
        for session in ours
        if id(session) not in met
        and session.status is not Status.CANCELLED
        and dates.hold(session.starts_at, endless=_whole(session.uid) in ended)
    ]
    names = {name.casefold() for name in held if name}
    return Plan(
        new=tuple(new),
        changed=tuple(changed),
        unchanged=tuple(unchanged),
        gone=tuple(session for session in missing if not _named(session, names)),
        held=tuple(session for session in missing if _named(session, names)),
        adopted=tuple(adopted),
    )


def _meet(drafts: Sequence[Draft], ours: Sequence[Session], now: datetime | None) -> dict[int, Session]:
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
    # A program that makes up new uids at each export, a file that has lost its references, or got some.
    for key in (_said, _titled_at):
        meets |= _meet_by(key, drafts, ours, meets)
    if now is not None:
        meets |= _meet_by_title(drafts, ours, meets, now)
    return meets


def _said(draft: Draft) -> Hashable:
    return (*_titled_at(draft), draft.place.casefold())


def _titled_at(draft: Draft) -> tuple[str, str, datetime]:
    return draft.title.en.casefold(), draft.title.cy.casefold(), draft.starts_at.astimezone(UTC)


def _meet_by(
    key: Callable[[Draft], Hashable],
    drafts: Sequence[Draft],
    ours: Sequence[Session],
    meets: Mapping[int, Session],
) -> dict[int, Session]:
    """What is left over and alone with its key, on both sides."""
    met = {id(session) for session in meets.values()}
    left: dict[Hashable, tuple[list[int], list[Session]]] = defaultdict(lambda: ([], []))
    for index, draft in enumerate(drafts):
        if index not in meets:
            left[key(draft)][0].append(index)
    if not left:
        return {}
    for session in ours:
        if id(session) not in met:
            left[key(session)][1].append(session)
    return {
        waiting[0]: sessions[0] for waiting, sessions in left.values() if len(waiting) == len(sessions) == 1
    }


def _meet_by_title(
    drafts: Sequence[Draft], ours: Sequence[Session], meets: Mapping[int, Session], now: datetime
) -> dict[int, Session]:
    """A session that moved in a file without references: nothing else ever had, or has, its title."""
    nameless = {index for index, draft in enumerate(drafts) if index not in meets and _nameless(draft)}
    if not nameless:
        return {}
    met = {id(session) for session in meets.values()}
    titles: dict[tuple[str, str], tuple[list[int], list[Session]]] = defaultdict(lambda: ([], []))
    for index, draft in enumerate(drafts):
        titles[_titled_at(draft)[:2]][0].append(index)
    for session in ours:
        titles[_titled_at(session)[:2]][1].append(session)
    return {
        indexes[0]: sessions[0]
        for indexes, sessions in titles.values()
        if len(indexes) == len(sessions) == 1
        and indexes[0] in nameless
        and id(sessions[0]) not in met
        and sessions[0].ends_at > now
        and sessions[0].status is not Status.CANCELLED
    }


def _nameless(draft: Draft) -> bool:
    """Whether its uid was made from what it says: the file gives it none."""
    return not draft.ref and draft.uid.startswith(MADE_UP) and PART not in draft.uid


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


def _differing(
    draft: Draft, session: Session, told: Collection[str], unsaid: Collection[str]
) -> tuple[str, ...]:
    return tuple(
        name
        for name in (attribute.name for attribute in fields(Draft))
        if name in told
        and name not in unsaid
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
    return not names.isdisjoint(
        {session.ref.casefold(), session.uid.casefold(), _whole(session.uid).casefold()}
    )


def _whole(uid: str) -> str:
    """What names the series or the reference, without the date."""
    return uid.split(PART, maxsplit=1)[0]


@dataclass(frozen=True, slots=True)
class _Dates:
    """The days that the file speaks of, in the zone of its drafts; no zone: it speaks of none."""

    first: date
    last: date
    zone: tzinfo | None
    bounded: bool  # the import was to begin on the first day

    @classmethod
    def of(cls, drafts: Sequence[Draft], start: date | None, until: date | None) -> "_Dates":
        days = [draft.starts_at.date() for draft in drafts]
        if not days:
            return cls(date.max, date.min, None, bounded=False)
        return cls(start or min(days), until or max(days), drafts[0].starts_at.tzinfo, start is not None)

    def hold(self, moment: datetime, *, endless: bool) -> bool:
        """Whether it is in these days; `endless`: their first and last are not where the file ends."""
        day = moment.astimezone(self.zone).date()
        if endless:
            return self.zone is not None and (day >= self.first or not self.bounded)
        return self.first <= day <= self.last
