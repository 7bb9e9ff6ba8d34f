"""The report of a period: counted for good the first time somebody asks once it is settled, then kept."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from bot.desk import Desk
from bot.learning.reach import Kind, Period, Report, Whole, report
from bot.store import reach


def reports(desk: Desk, *periods: Period, keeps: bool = True) -> list[Report]:
    """One report for each; those that are settled are kept, and never counted again. Where nothing can be
    kept (`keeps` False), a period that is not kept is told as one that is not settled.
    """
    there = reach.kept(desk.db, [period.key for period in periods])
    return [
        _unpack(period, *there[period.key]) if period.key in there else _count(desk, period, keeps=keeps)
        for period in periods
    ]


def quarters(desk: Desk, year: Period, *, keeps: bool = True) -> list[Report | None]:
    """What the four quarters of a year tell; None where one is not settled, or nothing took place."""
    settled = [each for each in year.quarters if each.is_settled(desk.now, desk.zone)]
    found = {each.period: each for each in reports(desk, *settled, keeps=keeps)}
    found = {period: each for period, each in found.items() if each.final and each.whole.sessions}
    return [found.get(each) for each in year.quarters]


def _count(desk: Desk, period: Period, *, keeps: bool) -> Report:
    minimum = desk.settings.feedback.minimum
    start, end = period.moments(desk.zone)
    final = keeps and period.is_settled(desk.now, desk.zone)
    groups = final and period.kind is Kind.QUARTER
    counted = reach.count(desk.db, start, end, desk.now, groups=groups, few=minimum)
    made = report(period, counted, minimum=minimum, now=desk.now, final=final)
    if not final:
        return made
    reach.keep(desk.db, period.key, _pack(made), desk.now)
    return _unpack(period, *reach.kept(desk.db, [period.key])[period.key])


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
