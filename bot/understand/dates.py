"""When: the days and hours that a text speaks of, and the text without the words that said so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.learning.holidays import NO_HOLIDAYS, Holidays
from bot.learning.wall_time import at
from bot.understand.almanac import Piece, Stretch, Unit, Weekdays, around, later, one_day
from bot.understand.date_grammar import Grammar
from bot.understand.date_join import days_within, overlap
from bot.understand.date_words import Word, words
from bot.understand.hours import PARTS, Hours, PartOfDay, find_hours
from bot.understand.letters import tokens, without
from bot.understand.names import NO_NAMES, Names

__all__ = ["Hours", "PartOfDay", "Span", "find_dates"]


# Meanings with which no date begins: most words of most texts are passed quickly.
_AROUND = (
    "and to glue onwards hence time suffix minutes greeting half quarter noon meal at clock dotted part dydd"
)
_NEVER_FIRST = frozenset(_AROUND.split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch [start, end) of local days, as aware datetimes in the programme's zone.

    `start` None: only a time of day was said. `end` None: open. `weekdays` (Monday 0): only those days
    of it. `part` and `hours` say at what time of these days a session starts. `said`: the words read.
    """

    start: datetime | None = None
    end: datetime | None = None
    weekdays: frozenset[int] = frozenset()
    part: PartOfDay | None = None
    hours: Hours | None = None
    said: tuple[str, ...] = ()

    def hold(self, moment: datetime) -> bool:
        """Whether something that starts at `moment` (aware) starts within this span."""
        local = moment if self.start is None else moment.astimezone(self.start.tzinfo)
        return (
            (self.start is None or self.start <= local)
            and (self.end is None or local < self.end)
            and (not self.weekdays or local.weekday() in self.weekdays)
            and (self.part is None or PARTS[self.part].hold(local))
            and (self.hours is None or self.hours.hold(local))
        )


def find_dates(
    text: str, *, now: datetime, names: Names = NO_NAMES, holidays: Holidays = NO_HOLIDAYS
) -> tuple[Span | None, str]:
    """The days and times that `text` speaks of, and the text without their words.

    `now` is aware, in the programme's zone; days begin at local midnight, whatever the clocks do. What
    `names` names is no date. None where the text speaks of no time; a text is read to its 4,000th letter.
    """
    assert now.tzinfo is not None
    found = words(text)
    called = names.within(tokens(text))
    for word in found:
        if any(first <= word.start < last for first, last in called):
            word.kinds.clear()
    clock = find_hours(found)
    asked = [word for place, word in enumerate(found) if place not in clock.used]
    days, used = _find_days(Grammar(asked, now.date(), holidays))
    if clock.today:
        today = one_day(now.date())
        days = [(today, today), *days]
    used = sorted([*used, *((found[place].start, found[place].end) for place in clock.used)])
    if not days and clock.part is None and clock.hours is None:
        return None, text.strip()
    whole = _together(_apart(days, now.date()))
    start = None if whole is None else at(_first(whole, now.date()), time.min, now.tzinfo)
    span = Span(
        start=start,
        end=at(whole.until, time.min, now.tzinfo) if whole and whole.until else None,
        weekdays=whole.weekdays if whole else frozenset(),
        part=clock.part,
        hours=clock.hours,
        said=_said(text, used),
    )
    return span, without(text, _with_glue(found, used))


def _find_days(grammar: Grammar) -> tuple[list[tuple[Piece, Stretch]], list[tuple[int, int]]]:
    """Every date in the words, and where its words stood in the text."""
    found = grammar.words
    stretches: list[tuple[Piece, Stretch]] = []
    used: list[tuple[int, int]] = []
    place = 0
    while place < len(found):
        read = grammar.read(place) if found[place].kinds.keys() - _NEVER_FIRST else None
        if read is None:
            place += 1
            continue
        piece, stretch, end = read
        stretches.append((piece, stretch))
        used += [(word.start, word.end) for word in found[place:end]]
        place = end
    return stretches, used


def _with_glue(found: Sequence[Word], used: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same, with the small words before them ("on", "in the", "ym") that have nothing left to join."""
    taken = set(used)
    for word, behind in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if (behind.start, behind.end) in taken and word.kinds.keys() & {"glue", "this"}:
            taken.add((word.start, word.end))
    return sorted(taken)


def _apart(days: Sequence[tuple[Piece, Stretch]], today: date) -> list[Stretch]:
    """What dates mean that stand apart: "Friday courses in May" asks for its Fridays, not for this one."""
    long = next((stretch for _, stretch in days if _longer_than_a_week(stretch)), None)
    this_weekend = around(today, Unit.WEEKEND)
    found: list[Stretch] = []
    for piece, stretch in days:
        named = Weekdays((5, 6)) if stretch == this_weekend else piece
        within = days_within(named, long) if long and isinstance(named, Weekdays) else None
        found.append(within or stretch)
    return found


def _longer_than_a_week(stretch: Stretch) -> bool:
    return bool(stretch.first and stretch.until and (stretch.until - stretch.first).days > 7)


def _together(stretches: Sequence[Stretch]) -> Stretch | None:
    """All of them at once, as far as they agree; what contradicts the first is left out."""
    whole: Stretch | None = None
    for stretch in stretches:
        whole = stretch if whole is None else overlap(whole, stretch) or whole
    return whole


def _first(whole: Stretch, today: date) -> date:
    """Where a stretch without a beginning begins: today, or a year before an end that is past."""
    if whole.first:
        return whole.first
    return later(whole.until, -1, Unit.YEAR) if whole.until and whole.until <= today else today


def _said(text: str, used: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """The words that were used, those that stood side by side together."""
    runs: list[tuple[int, int]] = []
    for start, end in used:
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = (runs[-1][0], end)
        else:
            runs.append((start, end))
    return tuple(text[start:end] for start, end in runs)
