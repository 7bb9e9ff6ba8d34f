"""When schools are off and banks are shut: what an organisation tells, beside what the calendar gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Holidays:
    """`schools`: first and last days of school holidays, both included. `banks`: bank holidays of one
    year alone, such as a coronation's; those of every year are known.
    """

    schools: Sequence[tuple[date, date]] = ()
    banks: Sequence[date] = ()


NO_HOLIDAYS = Holidays()
