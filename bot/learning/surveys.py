"""Feedback gathered elsewhere: what a survey asked, what its answers add up to, and what of it may be seen.

A group of answers is shown only where it is large enough, and never alone: what is hidden is hidden with so
much else that nobody can work it out from the total (complementary suppression, as in the GSS guidance on
tables of counts).
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal, TypeAlias

from bot.learning.feedback import FLOOR

Role: TypeAlias = Literal[
    "useful", "recommend", "before", "after", "comment", "action", "session", "date", "person", "other"
]
"""What a column is to us. "before" and "after": confidence. "person": it says who somebody is, and nothing of
it is kept.
"""

Kind: TypeAlias = Literal["scale", "order", "choice", "choices", "words", "number"]
"""Numbers of a scale · words of a scale, in its order · one of several · several of them · free words · any
number.
"""

MOST_SAID: Final = 1_000
"""Free words that are kept of one question, evenly from the alphabet."""
MOST_GROUPS: Final = 200


@dataclass(frozen=True, slots=True)
class Asked:
    """One question. `options` are in their order; `values` their numbers, of a scale.

    `codes`: numbers outside the scale that the file explains nowhere, neither counted nor dropped.
    `missing`: what stands for no answer, because somebody said so or because it says so itself.
    """

    heading: str
    role: Role
    kind: Kind
    options: tuple[str, ...] = ()
    values: tuple[int, ...] = ()
    codes: tuple[int, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tally:
    """How many gave each option (`counts`), each code and each mark of no answer; `n` gave an option.

    `said`: free words in alphabetical order. `total`: the sum, of any numbers.
    """

    n: int
    counts: tuple[int, ...] = ()
    coded: tuple[int, ...] = ()
    left: tuple[int, ...] = ()
    said: tuple[str, ...] = ()
    total: float = 0


@dataclass(frozen=True, slots=True)
class Group:
    """Those who answered about one session. A tally is None where too few answered that question."""

    name: str
    n: int
    tallies: tuple[Tally | None, ...]


@dataclass(frozen=True, slots=True)
class Survey:
    """What may be seen of a survey: nothing that stands for fewer than `minimum` answers is in here.

    `tallies` stand beside `asked`. `by` is the heading by which `groups` are told apart; `hidden` how many
    more groups there are. `first` and `last`: the days of the answers, where the file says them.
    """

    n: int
    minimum: int
    asked: tuple[Asked, ...] = ()
    tallies: tuple[Tally | None, ...] = ()
    by: str = ""
    groups: tuple[Group, ...] = ()
    hidden: int = 0
    first: date | None = None
    last: date | None = None

    @property
    def open(self) -> tuple[int, ...]:
        """The questions (by their place) with numbers that somebody has to explain."""
        return tuple(place for place, asked in enumerate(self.asked) if asked.codes and self.tallies[place])


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with every row's answer: an option, a number, words, several options; None for a blank."""

    asked: Asked
    answers: Sequence[Hashable]


@dataclass(frozen=True, slots=True)
class Nps:
    """Who would recommend it: 9 and 10 against 0 to 6, of 100 (Reichheld, Harvard Business Review, 2003)."""

    promoters: int
    detractors: int
    score: float


def smallest(minimum: int) -> int:
    """The least number of answers that may be shown, whatever the settings say."""
    return max(minimum, FLOOR)


# ── Figures ──────────────────────────────────────────────────────────────────────────────────────


def tally(asked: Asked, given: Mapping[Hashable, int]) -> Tally:
    """What answers add up to, each with how often it was given. What is no option is not counted."""
    if asked.kind == "words":
        words = sorted(
            ((str(said), times) for said, times in given.items()), key=lambda each: each[0].casefold()
        )
        return Tally(sum(given.values()), said=_spread([said for said, times in words for _ in range(times)]))
    if asked.kind == "number":
        numbers = {float(str(value)): times for value, times in given.items()}
        return Tally(sum(numbers.values()), total=sum(value * times for value, times in numbers.items()))
    if asked.kind == "choices":
        ticked: Counter[Hashable] = Counter()
        for several, times in given.items():
            assert isinstance(several, tuple)
            ticked.update(dict.fromkeys(several, times))
        return Tally(sum(given.values()), tuple(ticked[option] for option in asked.options))
    counts = tuple(given.get(option, 0) for option in asked.options)
    return Tally(
        sum(counts),
        counts,
        coded=tuple(given.get(str(code), 0) for code in asked.codes),
        left=tuple(given.get(mark, 0) for mark in asked.missing),
    )


def _spread(words: Sequence[str]) -> tuple[str, ...]:
    """No more than anybody reads, evenly from all of them."""
    if len(words) <= MOST_SAID:
        return tuple(words)
    return tuple(words[place * len(words) // MOST_SAID] for place in range(MOST_SAID))


def mean(asked: Asked, tally: Tally, *, with_codes: bool = False) -> float | None:
    """The average of a scale, or of numbers; None where the question has none, or nobody answered.

    `with_codes` counts unexplained numbers as if they were steps of the scale.
    """
    if asked.kind == "number":
        return tally.total / tally.n if tally.n else None
    pairs = list(zip(asked.values, tally.counts, strict=True)) if asked.kind == "scale" else []
    if with_codes:
        pairs += zip(asked.codes, tally.coded, strict=True)
    n = sum(times for _, times in pairs)
    return sum(value * times for value, times in pairs) / n if n else None


def nps(asked: Asked, tally: Tally) -> Nps | None:
    """Only where the question is how likely somebody is to recommend it, from 0 to 10."""
    if asked.role != "recommend" or asked.kind != "scale" or asked.values != tuple(range(11)) or not tally.n:
        return None
    promoters, detractors = sum(tally.counts[9:]), sum(tally.counts[:7])
    return Nps(promoters, detractors, 100 * (promoters - detractors) / tally.n)


# ── What may be seen ─────────────────────────────────────────────────────────────────────────────


def hidden_among(sizes: Sequence[int], minimum: int, already: Iterable[int] = ()) -> frozenset[int]:
    """The places of the groups to hide, where the total of all is known: those that are too small, and so
    many of the next larger ones that all the hidden together are not. `already`: hidden for another reason.
    """
    hidden = {place for place, size in enumerate(sizes) if size < minimum} | set(already)
    larger = sorted((size, place) for place, size in enumerate(sizes) if place not in hidden)
    for _, place in larger:
        if not 0 < sum(sizes[each] for each in hidden) < minimum:
            break
        hidden.add(place)
    return frozenset(hidden)


def add_up(
    questions: Sequence[Answered],
    *,
    rows: int,
    minimum: int,
    groups: Sequence[str] | None = None,
    by: str = "",
) -> Survey:
    """The figures of a survey of so many rows. `groups`: what each row is about ("" where it does not say).

    The survey has no figures at all where fewer than `minimum` answered.
    """
    least = smallest(minimum)
    if rows < least:
        return Survey(rows, least)
    tallies = tuple(_enough(each.asked, Counter(each.answers), least) for each in questions)
    survey = Survey(rows, least, tuple(each.asked for each in questions), tallies)
    if groups is None:
        return survey
    size = Counter(groups)
    names = sorted(size, key=lambda name: (-size[name], name))
    sizes = [size[name] for name in names]
    unsaid = [place for place, name in enumerate(names) if not name]
    hidden = hidden_among(sizes, least, (*unsaid, *range(MOST_GROUPS, len(names))))
    seen = [name for place, name in enumerate(names) if place not in hidden]
    # Who is hidden is hidden at every question: their answers need no telling apart from here on.
    place_of = dict.fromkeys(names, len(seen)) | {name: place for place, name in enumerate(seen)}
    places = [place_of[name] for name in groups]
    columns = [_by_group(each, places, len(seen), least) for each in questions]
    shown = tuple(
        Group(name, size[name], tuple(column[place] for column in columns)) for place, name in enumerate(seen)
    )
    return replace(survey, by=by, groups=shown, hidden=len(hidden) - len(unsaid))


def _by_group(question: Answered, places: Sequence[int], many: int, least: int) -> list[Tally | None]:
    """A question's tally for each of so many groups, without those that must not be seen. What has the
    number after the last one's is of a hidden group.
    """
    given: list[Counter[Hashable]] = [Counter() for _ in range(many + 1)]
    for (place, answer), times in Counter(zip(places, question.answers, strict=True)).items():
        if answer is not None:
            given[place][answer] = times
    tallies = [tally(question.asked, each) for each in given]
    out = hidden_among([each.n for each in tallies], least, (many,))
    return [None if place in out else tallies[place] for place in range(many)]


def _enough(asked: Asked, given: Counter[Hashable], least: int) -> Tally | None:
    del given[None]
    found = tally(asked, given)
    return found if found.n >= least else None


# ── Numbers that somebody explains ───────────────────────────────────────────────────────────────


def explain(survey: Survey, place: int, code: int, *, counts: bool) -> Survey:
    """The survey once somebody has said what a number means: a step of the scale, or no answer.

    What may be seen stays what it was: it was decided by the answers that are on the scale for certain.
    """
    asked = survey.asked[place]
    if code not in asked.codes:
        return survey
    at = asked.codes.index(code)
    codes = (*asked.codes[:at], *asked.codes[at + 1 :])
    if counts:
        step = sum(value < code for value in asked.values)
        new = replace(
            asked,
            codes=codes,
            options=(*asked.options[:step], str(code), *asked.options[step:]),
            values=(*asked.values[:step], code, *asked.values[step:]),
        )
    else:
        step = len(asked.missing)
        new = replace(asked, codes=codes, missing=(*asked.missing, str(code)))

    def settled(tally: Tally | None) -> Tally | None:
        if tally is None:
            return None
        times, coded = tally.coded[at], (*tally.coded[:at], *tally.coded[at + 1 :])
        if not counts:
            return replace(tally, coded=coded, left=(*tally.left, times))
        with_it = (*tally.counts[:step], times, *tally.counts[step:])
        return replace(tally, n=tally.n + times, counts=with_it, coded=coded)

    def among(tallies: tuple[Tally | None, ...]) -> tuple[Tally | None, ...]:
        return tuple(settled(each) if number == place else each for number, each in enumerate(tallies))

    return replace(
        survey,
        asked=tuple(new if number == place else each for number, each in enumerate(survey.asked)),
        tallies=among(survey.tallies),
        groups=tuple(replace(group, tallies=among(group.tallies)) for group in survey.groups),
    )
