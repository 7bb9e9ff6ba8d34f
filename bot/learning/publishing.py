"""The rules of publishing: which groups of answers are large enough, and how the figures of a slice add up.

What is published is a *cell*: one session's answers, or several small sessions' together. A session is in
one cell for ever, a cell never changes, and every slice is a sum of whole cells. So whatever is asked for,
in whatever order, nothing can be worked out but sums of cells, and each of these is people enough.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from typing import Any, Final, Literal, TypeAlias

from bot.learning.feedback import FLOOR
from bot.learning.figures import Done, Figure, Figures
from bot.learning.questions import SCALE, Answers, Question, Value, valid

Kind: TypeAlias = Literal["session", "series", "topic", "speaker", "month", "everything"]
KINDS: Final[tuple[Kind, ...]] = ("session", "series", "topic", "speaker", "month", "everything")


@dataclass(frozen=True, slots=True)
class Slice:
    """What figures can be asked of, and nothing between. `name`: a session's reference, a series, a topic,
    a speaker, a month of the programme's zone ("2026-03"), or "" of everything.
    """

    kind: Kind
    name: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """`minimum`: of sessions for which nobody chose one; `waits`: how long answers that are too few wait for
    others; `zone`: the programme's, in which a month begins.
    """

    minimum: int
    waits: timedelta
    zone: tzinfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The answers of one session whose feedback is over.

    `people`: who answered, as far as that is known still; where two people have become one, or somebody is
    forgotten, there are more answers than people. `named`: who of them wrote with their name. `month`: of
    its start, "2026-03"; `waits_until`: when its answers are deleted unread.
    """

    session_id: int
    questions: tuple[Question, ...]
    answers: Sequence[Answers]
    people: Collection[int]
    named: Collection[int] = ()
    asked: int
    minimum: int
    series: str = ""
    topic: str = ""
    month: str = ""
    waits_until: datetime | None = None


def smallest(minimums: Iterable[int]) -> int:
    """The smallest group that may be shown of several sessions: the largest of theirs, never under FLOOR."""
    return max(FLOOR, *minimums)


def at_least(n: int, each: Iterable[int], nobodys: int) -> int:
    """The fewest different people that `n` answers can come from, whoever gave them.

    `each`: how many of the sessions each person answered in; `nobodys`: answers whose author nobody knows
    any more, which may all be by people who are counted already.
    """
    left, found = n - nobodys, 0
    for many in sorted(each, reverse=True):
        if left <= 0:
            break
        left, found = left - many, found + 1
    return found


# ── A cell ───────────────────────────────────────────────────────────────────────────────────────


def publish(groups: Sequence[Group], now: datetime) -> Figures | None:
    """What a cell of these sessions shows for ever; None where that would be nothing."""
    minimum = smallest(group.minimum for group in groups)
    if _people(groups) < minimum:
        return None
    figures = tuple(_figures(groups, minimum))
    if not figures:
        return None
    return Figures(
        asked=sum(group.asked for group in groups),
        answered=sum(len(group.answers) for group in groups),
        figures=figures,
        published_at=now,
        sessions=len(groups),
    )


def _people(groups: Sequence[Group], many: int | None = None) -> int:
    """How many different people have answered at the least; `many`: that many answers of theirs."""
    in_how_many = Counter(person for group in groups for person in group.people)
    nobodys = sum(max(0, len(group.answers) - len(group.people)) for group in groups)
    given = sum(len(group.answers) for group in groups) if many is None else many
    return at_least(given, in_how_many.values(), nobodys)


def _figures(groups: Sequence[Group], minimum: int) -> Iterator[Figure]:
    asked: dict[Hashable, tuple[Question, list[Group]]] = {}
    for group in groups:
        for question in group.questions:
            asked.setdefault(_identity(question), (question, []))[1].append(group)
    for question, of in asked.values():
        given = (answer.get(question.key) for group in of for answer in group.answers)
        values = [value for each in given if (value := valid(question, each)) is not None]
        if question.kind in {"words", "people"}:
            figure = _written(question, values, _behind(of))
            people = figure.n
        else:
            figure = _counted(question, values)
            people = _people(of, figure.n)
        if values and people >= minimum:
            yield figure


def _behind(groups: Sequence[Group]) -> int:
    """From how many people free words can come: all who had the question before them, but for those who
    wrote under their name. So many stand behind every sentence; that each has written one is not asked.
    """
    named = {person for group in groups for person in group.named}
    return len({person for group in groups for person in group.people} - named)


def _written(question: Question, values: Iterable[Value], behind: int) -> Figure:
    return Figure(question, behind, said=tuple(sorted(map(str, values), key=_alphabetically)))


def _counted(question: Question, values: Sequence[Any]) -> Figure:
    """`values` as `learning.questions.Value` says."""
    n = len(values)
    match question.kind:
        case "rating":
            return Figure(question, n, counts=_counts(values, SCALE))
        case "change":
            before, now = (_counts([pair[side] for pair in values], SCALE) for side in (0, 1))
            return Figure(question, n, counts=now, before=before)
        case "choice":
            return Figure(question, n, counts=_counts(values, _options(question)))
        case _:
            chosen = [key for keys in values for key in keys]
            return Figure(question, n, counts=_counts(chosen, _options(question)))


def _options(question: Question) -> list[str]:
    return [option.key for option in question.options]


def _counts(given: Iterable[Hashable], scale: Iterable[Hashable]) -> tuple[int, ...]:
    found = Counter(given)
    return tuple(found[step] for step in scale)


def _alphabetically(words: str) -> tuple[str, str]:
    return words.casefold(), words


def _identity(question: Question) -> Hashable:
    """Only what was asked in the same words, with the same options, may be added up."""
    options = tuple((option.key, *sorted(option.words.items())) for option in question.options)
    return question.key, question.kind, question.scale, tuple(sorted(question.words.items())), options


# ── Small sessions, put together ─────────────────────────────────────────────────────────────────

_Level: TypeAlias = Callable[[Group], str]
# From the finest slice that sessions can have in common to the coarsest; the coarse ones only at the last
# moment, because what is put together once is never told apart again.
_FINE: Final[tuple[_Level, ...]] = (
    lambda group: group.series,
    lambda group: group.topic and f"{group.month} {group.topic}",
)
_COARSE: Final[tuple[_Level, ...]] = (
    lambda group: group.topic,
    lambda group: group.month,
    lambda _: "everything",
)


def pools(waiting: Iterable[Group], now: datetime) -> list[tuple[Sequence[Group], Figures]]:
    """The cells that waiting sessions can make by now; each session is in one of them at most."""
    left = {group.session_id: group for group in sorted(waiting, key=lambda group: group.session_id)}
    found: list[tuple[Sequence[Group], Figures]] = []
    for level in (*_FINE, *_COARSE):
        alike: dict[str, list[Group]] = {}
        for group in left.values():
            if name := level(group).casefold():
                alike.setdefault(name, []).append(group)
        for groups in alike.values():
            if level in _COARSE and not any(_out_of_time(group, now) for group in groups):
                continue
            if figures := publish(groups, now):
                found.append((groups, figures))
                for group in groups:
                    del left[group.session_id]
    return found


def _out_of_time(group: Group, now: datetime) -> bool:
    return group.waits_until is not None and group.waits_until <= now


# ── A slice ──────────────────────────────────────────────────────────────────────────────────────


def together(cells: Sequence[Figures], *, left_out: int = 0) -> Figures | None:
    """The sum of whole cells, and of nothing else; None where there are none."""
    if not cells:
        return None
    alike: dict[Hashable, list[Figure]] = {}
    for cell in cells:
        for figure in cell.figures:
            alike.setdefault(_identity(figure.question), []).append(figure)
    return Figures(
        asked=sum(cell.asked for cell in cells),
        answered=sum(cell.answered for cell in cells),
        figures=tuple(_sum(figures) for figures in alike.values()),
        published_at=max(cell.published_at for cell in cells),
        sessions=sum(cell.sessions for cell in cells),
        left_out=left_out,
        named=tuple(sorted(named for cell in cells for named in cell.named)),
        done=_all_done([cell.done for cell in cells if cell.done]),
    )


def _sum(figures: Sequence[Figure]) -> Figure:
    return Figure(
        figures[-1].question,
        sum(figure.n for figure in figures),
        counts=_added(figure.counts for figure in figures),
        before=_added(figure.before for figure in figures),
        said=tuple(sorted((words for figure in figures for words in figure.said), key=_alphabetically)),
    )


def _added(rows: Iterable[tuple[int, ...]]) -> tuple[int, ...]:
    return tuple(sum(column) for column in zip(*rows, strict=True))


def _all_done(found: Sequence[Done]) -> Done | None:
    if not found:
        return None
    hindrances: Counter[str] = Counter()
    for done in found:
        hindrances.update(dict(done.hindrances))
    return Done(
        said=sum(done.said for done in found),
        answered=sum(done.answered for done in found),
        did=sum(done.did for done in found),
        partly=sum(done.partly for done in found),
        not_yet=sum(done.not_yet for done in found),
        hindrances=tuple(hindrances.items()),
    )
