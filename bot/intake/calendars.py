"""An iCalendar file to drafts of sessions: series unrolled, moved and cancelled dates in their place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta, tzinfo

import recurring_ical_events  # type: ignore[import-untyped]  # it ships no types
from icalendar import Calendar

from bot.intake.events import find_events
from bot.intake.occasions import Moment, Occasion, lost_link, read_occasion, stands_for, uid_of
from bot.intake.repeats import Bounds, Search, check_rule, too_many
from bot.intake.report import Problem, Reason, Sheet, Unclear, Unreadable, shown
from bot.intake.rows import fingerprint, stamp
from bot.learning.programme import PART
from bot.learning.sessions import Draft

_DAY = timedelta(days=1)
_ALWAYS = {"title", "starts_at", "ends_at", "all_day", "status", "series"}
_TELLS = {
    "DESCRIPTION": "summary",
    "LOCATION": "place",
    "CATEGORIES": "topic",
    "URL": "link",
    "X-MICROSOFT-SKYPETEAMSMEETINGURL": "link",
    "X-GOOGLE-CONFERENCE": "link",
    "CONFERENCE": "link",
}


@dataclass(slots=True)
class _File:
    """What has been read of the file so far. `spoilt` are uids of dates that must not stand as they were."""

    series: dict[str, list[Occasion]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    held: set[str] = field(default_factory=set)
    spoilt: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=lambda: set(_ALWAYS))
    drafts: dict[str, Draft] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)  # uid → the VEVENT that it came from
    ended: set[str] = field(default_factory=set)  # uids of series that came in to their end
    search: Search = field(default_factory=Search)
    cut: int = 0


def read_calendars(text: str, zone: tzinfo, bounds: Bounds) -> Sheet:
    """Every event of every calendar in the file; times without a zone are in `zone`.

    A date of a series keeps its uid when it moves: UID and the moment at which the rule put it
    (RECURRENCE-ID, RFC 5545, 3.8.4.4). Raises Unreadable for a file without events, and for one that
    unrolls to too many.
    """
    file = _gather(text, zone, bounds)
    for group in file.series.values():
        for whole in _parted(group):
            try:
                unrolled, cut = _unroll(whole, zone, bounds, file.search)
            except Unclear as unclear:
                file.problems.append(Problem(whole[0].number, unclear.field or "RRULE", unclear.reason))
                file.held.add(whole[0].uid)
                continue
            file.cut += cut
            if whole[0].uid and whole[0].rules and not cut and bounds.until is None:
                file.ended.add(whole[0].uid)
            for draft in unrolled:
                _keep(draft, whole[0], file)
            too_many(len(file.drafts), bounds)
    cut_series = [Problem(None, "RRULE", Reason("cut-series", {"series": file.cut}))] if file.cut else []
    return Sheet(
        drafts=tuple(file.drafts.values()),
        problems=tuple(sorted(file.problems, key=lambda problem: problem.row or 0)),
        notes=(*cut_series, *file.notes),
        fields=frozenset(file.told | ({"format"} if "place" in file.told else set())),
        held=frozenset(file.held - {""}),
        ended=frozenset(file.ended - file.held),
    )


def _gather(text: str, zone: tzinfo, bounds: Bounds) -> _File:
    file = _File()
    number = 0
    for found in find_events(text, bounds):
        number = found.number
        file.told |= {_TELLS[name] for name in found.lines if name in _TELLS}
        try:
            occasion = read_occasion(found, zone)
        except Unclear as unclear:
            file.problems.append(Problem(number, unclear.field, unclear.reason))
            uid = uid_of(found)
            file.held.add(uid)
            if moment := stands_for(found, zone):
                # It moved or was cancelled, and we cannot tell: it must not come in where it was.
                file.spoilt.add(f"{uid}{PART}{_mark(moment)}")
        else:
            file.series.setdefault(occasion.uid or f"{PART}{number}", []).append(occasion)
            wanted = occasion.repeats or bounds.hold(_day(occasion.starts))
            if wanted and (lost := lost_link(found, occasion)):
                file.notes.append(lost)
    if not number and not re.search("BEGIN:VEVENT", text, re.IGNORECASE):
        raise Unreadable(Reason("no-events"))
    return file


def _keep(draft: Draft, first: Occasion, file: _File) -> None:
    """The draft joins the others, unless it is spoilt, or the same (without a UID) was there before."""
    if draft.uid in file.drafts and not first.uid:
        facts: dict[str, str | int] = {"row": file.numbers[draft.uid], "value": shown(first.title)}
        file.problems.append(Problem(first.number, "UID", Reason("same-as-event", facts)))
    elif draft.uid not in file.spoilt:
        file.drafts.setdefault(draft.uid, draft)
        file.numbers.setdefault(draft.uid, first.number)


def _parted(group: Sequence[Occasion]) -> Iterator[list[Occasion]]:
    """Events of one UID: a series and its moved dates. The newest version of each counts.

    Some programs give unlike events one UID: of one SEQUENCE but with other starts, they are sessions of
    their own, and their starts become part of their uids.
    """
    moved: dict[object, Occasion] = {}
    plain: dict[Moment, Occasion] = {}
    newest = max((one.sequence for one in group if one.recurrence is None), default=0)
    for one in group:
        if one.recurrence is not None:
            known = moved.get(one.recurrence)
            if known is None or one.sequence >= known.sequence:
                moved[one.recurrence] = one
        elif one.sequence == newest:
            plain[one.starts] = one
    wholes = [[one] for one in plain.values()] or [[]]
    if len(wholes) > 1:
        wholes = [[replace(one, uid=f"{one.uid}{PART}{_mark(one.starts)}")] for [one] in wholes]
    wholes.sort(key=lambda whole: not (whole and whole[0].repeats))  # moved dates belong to the series
    wholes[0].extend(moved.values())
    yield from wholes


def _unroll(
    whole: Sequence[Occasion], zone: tzinfo, bounds: Bounds, search: Search
) -> tuple[list[Draft], bool]:
    """The occurrences of one series, and whether it was cut because it has no end."""
    first = whole[0]
    if len(whole) == 1 and not first.repeats and first.recurrence is None:
        draft = first.draft(first.starts, first.ends, zone)
        return [replace(draft, uid=first.uid or fingerprint(draft))] if bounds.hold(
            draft.starts_at.date()
        ) else [], False
    last, cut = max(_day(one.starts) for one in whole), False
    for rule in first.rules:
        end, was_cut = search.last_day(rule, _wall(first.starts), bounds)
        last, cut = max(last, end), cut or was_cut
    too_many(len(first.extra), bounds)
    last = max([last, *(_day(moment) for moment in first.extra)])
    calendar = Calendar()
    for one in whole:
        calendar.add_component(one.component())
    by_number = {one.number: one for one in whole}
    begin = min(_day(moment) for one in whole for moment in (one.starts, *one.extra))
    begin, stop = max(begin, bounds.start or begin) - 2 * _DAY, min(last, bounds.until or last) + 2 * _DAY
    if stop < begin:
        return [], cut
    try:
        found = recurring_ical_events.of(calendar).between(begin, stop)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError):
        # What the library lets through of a rule that contradicts itself.
        raise Unclear("no-rule", *map(check_rule, first.rules[:1])) from None
    base = first.uid or fingerprint(first.draft(first.starts, first.ends, zone))
    drafts = {}
    for event in found:
        one = by_number[int(event["X-NUMBER"])]
        starts = event["DTSTART"].dt
        draft = one.draft(starts, event["DTEND"].dt, zone)
        draft = replace(draft, uid=f"{base}{PART}{_mark(_original(one, starts, first))}", series=first.title)
        if bounds.hold(draft.starts_at.date()) and not (cut and draft.starts_at.date() > last):
            drafts[draft.uid] = draft
    return sorted(drafts.values(), key=lambda draft: draft.starts_at), cut


def _original(one: Occasion, starts: Moment, first: Occasion) -> Moment:
    """The moment at which the rule put this date, in the kind (day or time) that the series has."""
    moment: Moment = starts
    if one.recurrence is not None:
        moment = one.recurrence
        if one.and_after:  # each later date moves by as much (RFC 5545, 3.8.4.4)
            moment = starts - (_wall(one.starts) - _wall(one.recurrence))
    if not isinstance(first.starts, datetime):
        return _day(moment)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, first.starts.timetz())
    return moment


def _mark(moment: Moment) -> str:
    return stamp(moment) if isinstance(moment, datetime) else f"{moment:%Y%m%d}"


def _day(moment: Moment) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _wall(moment: Moment) -> datetime:
    return moment.replace(tzinfo=None) if isinstance(moment, datetime) else datetime.combine(moment, time())
