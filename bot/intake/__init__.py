"""Spreadsheets and calendars to sessions and people, with a report row by row."""

import warnings
from collections.abc import Mapping
from datetime import date, tzinfo

from bot.intake.report import PeopleSheet, Problem, Reason, Sheet, Unreadable

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
) -> Sheet:
    """A programme from CSV, Excel (.xlsx) or iCalendar (.ics); the content tells which.

    `name` is the file's name; `zone` the programme's, for times that name none; `today` the day there.
    `start` and `until` are the first and the last day wanted. Without them a series with an end comes
    in whole, one without an end for 12 months from the later of today and its start. `columns` tells
    where fields stand ("title": 3; the first column is 1) in a table whose headings do not.
    Raises Unreadable where the file cannot be used at all.
    """
    from bot.intake.kinds import calendar_text, tables, weigh
    from bot.intake.repeats import Bounds

    weigh(content)
    bounds = Bounds(today, start, until)
    with warnings.catch_warnings():
        # The libraries warn of oddities in a file; what matters of them is in the report.
        warnings.simplefilter("ignore")
        if (text := calendar_text(name, content)) is not None:
            from bot.intake.calendars import read_calendars

            return read_calendars(text, zone, bounds)
        from bot.intake.rows import read_rows

        return read_rows(tables(content), columns or {}, zone, bounds)


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
