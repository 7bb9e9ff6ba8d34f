"""The rules of change: what a change of a session means to people, and when an edit outlives a file."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TypeAlias

from bot.learning.events import (
    ApprovalDropped,
    CapacityRaised,
    SessionCancelled,
    SessionHushed,
    SessionMoved,
    SessionPostponed,
)
from bot.learning.programme import Change, Kept, Plan
from bot.learning.sessions import Bilingual, Draft, Session, Status

GATHERED = timedelta(minutes=3)
"""Changes of one session that come within this time of the first are told in one letter."""

SETTLING = timedelta(minutes=1)
"""And so long after that the letter goes: a change that was just being kept is in it."""

_HURRY = timedelta(hours=2)  # nobody should find an empty room because we waited

OfASession: TypeAlias = (
    SessionMoved | SessionCancelled | SessionPostponed | CapacityRaised | ApprovalDropped | SessionHushed
)


def events_of(before: Session, after: Draft) -> Sequence[OfASession]:
    """What it means to people that a session is another one now."""
    if after.status is Status.CANCELLED:
        dateless = before.status is Status.POSTPONED
        return [] if before.status is Status.CANCELLED else [SessionCancelled(before.id, dateless)]
    if after.status is Status.POSTPONED:
        return [] if before.status is Status.POSTPONED else [SessionPostponed(before.id)]
    found: list[OfASession] = []
    dated = before.status is Status.POSTPONED
    timed = dated or (before.starts_at, before.all_day) != (after.starts_at, after.all_day)
    timed = timed or before.ends_at != after.ends_at
    placed = (before.place, before.link) != (after.place, after.link)
    spoken = before.speaker != after.speaker
    if timed or placed or spoken:
        found.append(
            SessionMoved(
                session_id=before.id,
                was_at=before.starts_at,
                was_until=before.ends_at,
                was_all_day=before.all_day,
                was_place=before.place,
                was_link=before.link,
                was_speaker=before.speaker,
                was_postponed=dated,
                timed=timed,
                placed=placed,
                spoken=spoken,
            )
        )
    if _more_places(before, after):
        found.append(CapacityRaised(before.id))
    if before.approval and not after.approval:
        found.append(ApprovalDropped(before.id))
    if after.sensitive and not before.sensitive:
        found.append(SessionHushed(before.id))
    return found


def _more_places(before: Draft, after: Draft) -> bool:
    return _raised(before.capacity, after.capacity) or _raised(before.online_capacity, after.online_capacity)


def _raised(before: int | None, after: int | None) -> bool:
    return before is not None and (after is None or after > before)


def told_at(now: datetime, *starts: datetime) -> tuple[datetime, datetime]:
    """Until when further changes join in one letter, and when it goes; `starts`: the old and the new one."""
    if any(now < start <= now + _HURRY for start in starts):
        return now, now
    return now + GATHERED, now + GATHERED + SETTLING


# ── An organiser's edit and the next file ────────────────────────────────────────────────────────


def said(value: object) -> str | None:
    """A field's value as it is kept beside an edit: comparable, whatever its type."""
    match value:
        case None:
            return None
        case datetime():
            return value.astimezone(UTC).isoformat()
        case Bilingual():
            return f"{value.en}\n{value.cy}"
        case _:
            return str(value)


def keep_edits(plan: Plan, edits: Mapping[int, Mapping[str, str | None]]) -> Plan:
    """The plan without what organisers changed, as far as the file has not changed it since.

    `edits`: by session, what the file said of each field when an organiser first changed it. A new time
    in the file is a date for a session that was postponed.
    """
    changed: list[Change] = []
    unchanged, adopted = list(plan.unchanged), list(plan.adopted)
    kept: list[Kept] = []
    for change in plan.changed:
        before = edits.get(change.session.id, {})
        ours = tuple(
            name
            for name in change.fields
            if name in before and said(getattr(change.draft, name)) == before[name]
        )
        theirs = tuple(name for name in change.fields if name not in ours)
        if ours:
            kept.append(Kept(change.session, ours))
        if change.session.status is Status.POSTPONED and "starts_at" in theirs and "status" not in theirs:
            theirs = (*theirs, "status")
        if theirs:
            changed.append(replace(change, fields=theirs))
        else:
            unchanged.append(change.session)
            if change.session.uid != change.draft.uid:
                adopted.append((change.session, change.draft.uid))
    return replace(
        plan, changed=tuple(changed), unchanged=tuple(unchanged), adopted=tuple(adopted), kept=tuple(kept)
    )
