"""When schools are off and banks are shut: what an organisation tells, beside what the calendar gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter
from dateutil.relativedelta import MO, relativedelta


@dataclass(frozen=True, slots=True)
class Holidays:
    """`schools`: first and last days of school holidays, both included. `banks`: bank holidays of one
    year alone, such as a coronation's; those of every year are known.
    """

    schools: Sequence[tuple[date, date]] = ()
    banks: Sequence[date] = ()


NO_HOLIDAYS = Holidays()


@cache
def bank_holidays(year: int) -> tuple[date, ...]:
    """The bank holidays of a year, in order; one at a weekend is kept on the next working day.

    Source: GOV.UK, "UK bank holidays" (England and Wales).
    """
    found: list[date] = []
    for day in (
        date(year, 1, 1),
        easter(year) - timedelta(days=2),
        easter(year) + timedelta(days=1),
        date(year, 5, 1) + relativedelta(weekday=MO),
        date(year, 5, 25) + relativedelta(weekday=MO),
        date(year, 8, 25) + relativedelta(weekday=MO),
        date(year, 12, 25),
        date(year, 12, 26),
    ):
        kept = day
        while kept.weekday() > 4 or kept in found:
            kept += timedelta(days=1)
        found.append(kept)
    return tuple(sorted(found))
