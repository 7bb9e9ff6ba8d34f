"""Spreadsheets and calendars to sessions and people, with a report row by row."""

import warnings
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date, tzinfo
from typing import TYPE_CHECKING

from bot.intake.report import PeopleSheet, Problem, Reason, Sheet, Unreadable

if TYPE_CHECKING:
    from bot.intake.repeats import Bounds

__all__ = ["PeopleSheet", "Problem", "Reason", "Sheet", "Unreadable", "read_people", "read_programme"]

# The formats load inside: when there is a file, not when Caffi starts.
# ruff: noqa: PLC0415


def read_programme(
    name: str,
    content: bytes,
    *,
    zone: tzinfo,
    today: date,
    start: date | None = None,
    until: date | None = None,
    columns: Mapping[str, int] | None = None,
    sheets: Collection[str] = (),
) -> Sheet:
    """A programme from CSV, Excel (.xlsx) or iCalendar (.ics); the content tells which.

    `name` is the file's name; `zone` the programme's, for times that name none; `today` the day there.
    `start` and `until` are the first and the last day wanted. Without them a series with an end comes
    in whole, one without an end for 12 months from the later of today and its start; where that makes
    more sessions than a programme has, what is before `today` stays out, and a note says so. `columns`
    tells where fields stand ("title": 3; the first column is 1) in a table whose headings do not.
    `sheets` are the only sheets of a workbook to read, by name; without them all that hold a programme.
    Raises Unreadable where the file cannot be used at all.
    """
    from bot.intake.kinds import weigh
    from bot.intake.repeats import LARGEST, Bounds

    weigh(content)
    with warnings.catch_warnings():
        # The libraries warn of oddities in a file; what matters of them is in the report.
        warnings.simplefilter("ignore")
        try:
            return _read(name, content, columns or {}, sheets, Bounds(today, zone, start, until))
        except Unreadable as unreadable:
            if unreadable.reason.name != "too-many" or start or (until and until < today):
                raise
        ahead = _read(name, content, columns or {}, sheets, Bounds(today, zone, today, until))
    note = Problem(None, "", Reason("past-left-out", {"limit": LARGEST}))
    return replace(ahead, since=today, notes=(note, *ahead.notes))


def _read(
    name: str,
    content: bytes,
    columns: Mapping[str, int],
    sheets: Collection[str],
    bounds: "Bounds",
) -> Sheet:
    from bot.intake.kinds import calendar_text, tables

    if (text := calendar_text(name, content)) is not None:
        from bot.intake.calendars import read_calendars

        return read_calendars(text, bounds.zone, bounds)
    from bot.intake.rows import read_rows

    return read_rows(tables(content, sheets), columns, bounds.zone, bounds)


def read_people(name: str, content: bytes) -> PeopleSheet:
    """The people file: CSV or Excel, with an e-mail column and any of the others.

    `name` is the file's name. Raises Unreadable where the file cannot be used at all.
    """
    from bot.intake.kinds import calendar_text, tables, weigh
    from bot.intake.people import read_table

    weigh(content)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        if calendar_text(name, content) is not None:
            raise Unreadable(Reason("no-people"))
        return read_table(tables(content))
