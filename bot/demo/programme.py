"""The demo programme: rows of `programme.csv`, each on a day of a week counted from this one."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, time, timedelta, tzinfo
from pathlib import Path
from typing import Any

from bot.learning.sessions import Bilingual, Draft, Format, Freed
from bot.learning.wall_time import at

_FILE = Path(__file__).with_name("programme.csv")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
_DAY = timedelta(days=1)
# What only a few sessions say: places offered rather than taken, counted apart, nobody else's to see,
# or a manager's to approve.
_BESIDES: Mapping[str, Mapping[str, Any]] = {
    "17": {"sensitive": True},
    "21": {"freed": Freed.OFFER},
    "26": {"apart": True, "online_capacity": 40},
    "47": {"approval": True, "cost": "£85"},
    "48": {"sensitive": True},
}


def rows() -> Iterator[dict[str, str]]:
    """The rows of the file, by column."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def demo_sessions(today: date, zone: tzinfo) -> list[Draft]:
    """About sixty sessions from two weeks back to ten weeks ahead, on weekdays, by start.

    Week 0 is the week of `today`; at a weekend, the week to come. "yesterday", "today" and "tomorrow"
    are the working days next to `today` (which is itself, or Monday at a weekend).
    """
    return sorted((_session(row, today, zone) for row in rows()), key=lambda draft: draft.starts_at)


def _session(row: dict[str, str], today: date, zone: tzinfo) -> Draft:
    clock = time.fromisoformat(row["time"])
    starts_at = at(_day(row["week"], row["weekday"], today), clock, zone)
    ends = (starts_at.replace(tzinfo=None) + timedelta(minutes=int(row["minutes"]))).time()
    draft = Draft(
        uid=f"demo-{row['ref']}",
        ref=row["ref"],
        title=Bilingual(row["title"], row["title_cy"]),
        summary=Bilingual(row["summary"], row["summary_cy"]),
        topic=row["topic"],
        format=Format(row["format"]),
        place=row["place"],
        link=row["link"],
        audience=row["audience"],
        language=row["language"],
        starts_at=starts_at,
        ends_at=at(starts_at.date(), ends, zone),
        capacity=int(row["capacity"]),
        speaker=row["speaker"],
        series=row["series"],
    )
    return replace(draft, **_BESIDES.get(row["ref"], {}))


def _day(week: str, weekday: str, today: date) -> date:
    working = _from(today, _DAY)
    match weekday:
        case "today":
            return working
        case "tomorrow":
            return _from(today + _DAY, _DAY)
        case "yesterday":
            return _from(today - _DAY, -_DAY)
        case _:
            monday = working - working.weekday() * _DAY
            return monday + int(week) * 7 * _DAY + _WEEKDAYS.index(weekday) * _DAY


def _from(day: date, step: timedelta) -> date:
    """The first working day from `day` on, in steps of a day forward or back."""
    while day.weekday() > 4:
        day += step
    return day
