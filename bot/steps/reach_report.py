"""The report of a period: as it was counted for good, or as things stand until then."""

from collections.abc import Callable
from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.desk import Desk
from bot.learning.reach import Kind, Period, Report, Whole, around, report
from bot.store import question_sets, reach


def reports(desk: Desk, *periods: Period) -> list[Report]:
    """One report for each. What is not counted for good yet is told of everybody together alone."""
    there = reach.kept(desk.db, [period.key for period in periods])
    return [
        _unpack(period, *there[period.key]) if period.key in there else _count(desk, period, final=False)
        for period in periods
    ]


def quarters(desk: Desk, year: Period) -> list[Report | None]:
    """What the four quarters of a year tell; None where one is not counted for good."""
    there = reach.kept(desk.db, [each.key for each in year.quarters])
    return [_unpack(each, *there[each.key]) if each.key in there else None for each in year.quarters]


def waiting(desk: Desk) -> list[Period]:
    """What can be counted for good, and is not: every settled period in which something took place."""
    found: dict[str, Period] = {}
    start = reach.next_session(desk.db, None)
    while start is not None:
        day = start.astimezone(desk.zone).date()
        found |= {period.key: period for period in (around(kind, day) for kind in Kind)}
        start = reach.next_session(desk.db, around(Kind.MONTH, day).moments(desk.zone)[1])
    there = reach.kept(desk.db, list(found))
    return [
        period for key, period in found.items() if key not in there and period.is_settled(desk.now, desk.zone)
    ]


def count_for_good(period: Period, desk: Desk) -> Callable[[Desk], None]:
    """Count a settled period; what keeps it, once: a second counting leaves no trace."""
    packed = _pack(_count(desk, period, final=True))
    return lambda desk: reach.keep(desk.db, period.key, packed, desk.now)


def _count(desk: Desk, period: Period, *, final: bool) -> Report:
    minimum = question_sets.for_all(desk.db, desk.settings.feedback.minimum).minimum
    start, end = period.moments(desk.zone)
    groups = final and period.kind is Kind.QUARTER
    counted = reach.count(desk.db, start, end, desk.now, groups=groups, few=minimum)
    return report(period, counted, minimum=minimum, now=desk.now, final=final)


def _pack(made: Report) -> dict[str, Any]:
    return {
        "whole": asdict(made.whole),
        "minimum": made.minimum,
        "told": {name: dict(told) for name, told in made.told.items()},
        "wishes": [list(each) for each in made.wishes],
    }


def _unpack(period: Period, facts: dict[str, Any], counted_at: datetime) -> Report:
    return Report(
        period=period,
        whole=Whole(**facts["whole"]),
        minimum=facts["minimum"],
        counted_at=counted_at,
        final=True,
        told=facts["told"],
        wishes=[(words, times) for words, times in facts["wishes"]],
    )
