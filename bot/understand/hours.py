"""The parts of the day and clock times in a text, as the hours in which a session may start.

"Half nine" is 9:30, as the British say it. A bare hour from one to seven is in the afternoon.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum

from bot.understand.date_lexicon import FUNCTION
from bot.understand.date_words import Word


class PartOfDay(StrEnum):
    MORNING = "morning"
    LUNCHTIME = "lunchtime"
    AFTERNOON = "afternoon"
    EVENING = "evening"


@dataclass(frozen=True, slots=True)
class Hours:
    """Local wall times between which a session starts, both included."""

    earliest: time = time.min
    latest: time = time(23, 59)

    def hold(self, moment: datetime) -> bool:
        """Whether something that starts at `moment` (in the programme's zone) starts within them."""
        return self.earliest <= moment.time().replace(second=0, microsecond=0) <= self.latest


PARTS = {
    PartOfDay.MORNING: Hours(time(0), time(11, 59)),
    PartOfDay.LUNCHTIME: Hours(time(11, 30), time(13, 59)),
    PartOfDay.AFTERNOON: Hours(time(12), time(16, 59)),
    PartOfDay.EVENING: Hours(time(17), time(23, 59)),
}


@dataclass(frozen=True, slots=True)
class TimeFound:
    """What was said about the time of day; `used` are the places of the words that said it."""

    part: PartOfDay | None
    hours: Hours | None
    today: bool  # "this afternoon" is a day too
    used: frozenset[int]


def find_hours(words: Sequence[Word]) -> TimeFound:
    """The part of the day and the clock times among `words`; the last clock time said wins."""
    reading = _Reading(words)
    place = 0
    while place < len(words):
        place = max(place + 1, reading.clock(place), reading.part_of_day(place))
    return TimeFound(reading.part, reading.hours, reading.today, frozenset(reading.used))


# "From" and "between" need another hour; a word that may be either is first tried as the other.
_BOUNDS = ("from", "between", "after", "before", "until", "at")


_LUNCH = {
    "before": Hours(latest=time(11, 59)),
    "after": Hours(earliest=time(13)),
    "until": Hours(latest=time(12)),
}


class _Reading:
    def __init__(self, words: Sequence[Word]) -> None:
        self.words = words
        self.part: PartOfDay | None = None
        self.hours: Hours | None = None
        self.today = False
        self.used: set[int] = set()

    def at(self, place: int, kind: str) -> str | None:
        return self.words[place].kinds.get(kind) if 0 <= place < len(self.words) else None

    def part_of_day(self, place: int) -> int:
        """Take a part of the day; gives the place behind it (or `place`)."""
        value = self.at(place, "part")
        if value is None or (self.words[place].text in {"night", "nights", "eve"} and not self._dated(place)):
            return place
        self.part = PartOfDay(value)
        end = place + 1
        if self.at(place, "day") is None:
            self.used.add(place)
        if self.at(end, "this") and self.words[end].text != "this":  # "y bore 'ma"
            self.used.add(end)
            self.today = True
            end += 1
        elif self.at(place - 1, "this"):
            self.used.add(place - 1)
            self.today = True
        return end

    def _dated(self, place: int) -> bool:
        around = (place - 1, place + 1)
        return any(self.at(near, kind) for near in around for kind in ("weekday", "day", "this", "at"))

    def clock(self, place: int) -> int:
        """Take a clock time with what bounds it; gives the place behind it (or `place`)."""
        bound = next((kind for kind in _BOUNDS if self.at(place, kind)), "")
        first = place + bool(bound)
        if bound in _LUNCH and self.at(first, "meal"):
            return self._take(place, first + 1, _LUNCH[bound])
        said = self._time(first, bound=bool(bound))
        opening = said or self._bare(first)
        if opening and self.at(opening[1], "to") and self._counts(opening[1] + 1):
            closing = self._time(opening[1] + 1, bound=bool(bound or said))
            if closing is None:  # "from 3 to 5 June"
                return place
            return self._take(place, closing[1], Hours(_settled(opening[0], closing[0]), closing[0]))
        if said is None or bound == "between" or not self._free(said[1]):
            return place
        moment, end = said
        match bound:
            case "after" | "from":
                hours = Hours(earliest=moment)
            case "before":
                hours = Hours(latest=_minute_before(moment))
            case "until":
                hours = Hours(latest=moment)
            case _:
                hours = Hours(moment, moment)
        return self._take(place, end, hours)

    def _take(self, start: int, end: int, hours: Hours) -> int:
        if self.at(start - 1, "at"):
            start -= 1
        self.hours = hours
        self.used.update(range(start, end))
        return end

    def _counts(self, place: int) -> bool:
        return any(
            self.at(place, kind) is not None for kind in ("number", "ordinal", "clock", "noon", "half")
        )

    def _free(self, place: int) -> bool:
        """Whether nothing counted follows ("at 10 Downing Street", "after 3 sessions", "from 3 March")."""
        if place >= len(self.words):
            return True
        word = self.words[place]
        if word.kinds.keys() & {"month", "minutes"}:
            return False
        if "unit" in word.kinds:  # "am 10 wythnos nesaf", but not "at 10 weeks"
            return bool(self.at(place + 1, "next") or self.at(place + 1, "this"))
        return bool(word.kinds) or word.text in FUNCTION or not word.text[0].isalnum()

    def _bare(self, place: int) -> tuple[time, int] | None:
        hour = self.at(place, "number")
        if hour is None or not 1 <= int(hour) <= 24 or self.words[place].text in {"a", "an"}:
            return None
        return _of_day(int(hour), 0), place + 1

    def _time(self, place: int, *, bound: bool) -> tuple[time, int] | None:
        """A clock time at `place`. A bare hour is one only where something before it asks for a time."""
        if self.at(place, "noon"):
            return time(12), place + 1
        clock = self.at(place, "clock")
        if clock is not None:
            return self._digital(place, clock, bound=bound)
        if self.at(place, "half") and (hour := self._bare(place + 1)) and self._free(hour[1]):
            return hour[0].replace(minute=30), self._suffixed(hour[1])
        if past := self._past_or_to(place):
            return past
        hour = self._bare(place)
        if hour is None:
            return None
        suffix = self.at(hour[1], "suffix")
        if suffix is not None:
            return self._with_suffix(int(self.words[place].kinds["number"]), 0, suffix), hour[1] + 1
        return hour if bound and self._free(hour[1]) else None

    def _digital(self, place: int, clock: str, *, bound: bool) -> tuple[time, int] | None:
        hour, minute = (int(part) for part in clock.split(":"))
        suffix = self.at(place + 1, "suffix")
        dated = any(self.at(place - 1, kind) for kind in ("weekday", "month", "ordinal", "day"))
        sure = bound or suffix is not None or dated or not self.at(place, "dotted")
        if hour > 23 or minute > 59 or not sure:
            return None
        if suffix is not None:
            return self._with_suffix(hour, minute, suffix), place + 2
        return (time(hour, minute) if clock.startswith("0") else _of_day(hour, minute)), place + 1

    def _past_or_to(self, place: int) -> tuple[time, int] | None:
        """Quarter past two, ten to three, chwarter i dri, deg munud wedi naw."""
        minutes = 15 if self.at(place, "quarter") else int(self.at(place, "number") or 0)
        if minutes not in {5, 10, 15, 20, 25}:
            return None
        place += 2 if self.at(place + 1, "minutes") else 1
        said = self.words[place].text if place < len(self.words) else ""
        hour = self._bare(place + 1)
        if hour is None or said not in {"past", "wedi", "to", "i"} or not self._free(hour[1]):
            return None
        if said in {"past", "wedi"}:
            return hour[0].replace(minute=minutes), self._suffixed(hour[1])
        return time((hour[0].hour - 1) % 24, 60 - minutes), self._suffixed(hour[1])

    def _suffixed(self, place: int) -> int:
        return place + 1 if self.at(place, "suffix") is not None else place

    def _with_suffix(self, hour: int, minute: int, suffix: str) -> time:
        if suffix == "" or hour > 12:
            return _of_day(hour, minute)
        return time(hour % 12 + (12 if suffix == "pm" else 0), minute)


def _of_day(hour: int, minute: int) -> time:
    return time((hour + 12 if 1 <= hour <= 7 else hour) % 24, minute)


def _settled(first: time, second: time) -> time:
    """The first of two hours that share a suffix: before the second ("2-4pm", "10 to 12", "11-1pm")."""
    if first > second and first.hour >= 12:
        return first.replace(hour=first.hour - 12)
    return first


def _minute_before(moment: time) -> time:
    minutes = max(moment.hour * 60 + moment.minute - 1, 0)
    return time(minutes // 60, minutes % 60)
