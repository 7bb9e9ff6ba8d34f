"""Decorators mark what answers, reacts, draws and is due; `find()` collects it. Importing does nothing."""

import importlib
import pkgutil
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeAlias, TypeVar

from bot.learning.events import Event
from bot.learning.unmet import Unmet

if TYPE_CHECKING:
    from bot.ask import Ask
    from bot.card import Card, Form
    from bot.desk import Desk
    from bot.store.letters import Letter

    Handle: TypeAlias = Callable[[Desk, Ask], "Answer"]
    React: TypeAlias = Callable[[Desk, int, Any], None]
    Draw: TypeAlias = Callable[[Desk, Letter], Card | None]
    Run: TypeAlias = Callable[[Desk], "bool | Reading | None"]
    Coming: TypeAlias = Callable[[Desk, datetime], datetime | None]
    Hand: TypeAlias = Callable[[Desk, Mapping[str, Any]], "Handed | Stored | None"]

_Function = TypeVar("_Function", bound=Callable[..., Any])
_MARK = "_caffi_marks"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command gives back; see bot.card.Reply for `replace` and `public`. `secret`: it is given once,
    not kept for when the same delivery comes again, and neither is that it was given. `unmet`: what was
    looked for in vain, to be kept.
    """

    body: "Card | Form"
    replace: bool = False
    public: bool = False
    secret: bool = False
    unmet: Unmet | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A file for one person. `draw` makes its content outside of any transaction: it reads nothing."""

    name: str
    media_type: str
    draw: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Stored:
    """A file that we keep, and that is too large to be held whole: `piece(db, number=…)` reads one, from
    number 0 on, always of the same file; None: there are no more (of it). `size` in bytes.
    """

    name: str
    media_type: str
    size: int
    piece: Callable[..., bytes | None]


@dataclass(frozen=True, slots=True)
class Command:
    """A word that people use. `en`, `cy`: how they say it. `reads`: it changes nothing."""

    word: str
    en: tuple[str, ...]
    cy: tuple[str, ...]
    reads: bool
    handle: "Handle"


@dataclass(frozen=True, slots=True)
class Schedule:
    """`run` does what is due by `desk.now`, and is safe to lose or repeat; it says True when there is more
    to do, in a transaction of its own, and gives a `Reading` where it must read at length first. `coming` is
    the next moment after the given one at which something will be due (None: nothing in sight). `last`: it
    runs after those of the same tick that are not.
    """

    name: str
    run: "Run"
    coming: "Coming"
    last: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What a schedule has to read for so long that those who book meanwhile would wait for its transaction.

    `look` reads in one where nothing is written, and gives what is to be written in another; then the
    schedule is run again. It is for what does not change in between.
    """

    look: "Callable[[Desk], Callable[[Desk], None]]"


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: str
    value: Any


def command(
    word: str, *, en: Iterable[str] = (), cy: Iterable[str] = (), reads: bool = False
) -> Callable[[_Function], _Function]:
    """Marks what answers `word`. One that nobody says is reached by buttons alone."""
    return _mark("command", (word, tuple(en), tuple(cy), reads))


def reacts_to(*events: type[Event]) -> Callable[[_Function], _Function]:
    """Marks what follows from an event: `(desk, happening's id, event)`."""
    return _mark("reaction", events)


def draws(kind: str) -> Callable[[_Function], _Function]:
    """Marks what draws letters of that kind: `(desk, letter)`; None withdraws the letter."""
    return _mark("drawing", kind)


def schedule(name: str, *, coming: "Coming", last: bool = False) -> Callable[[_Function], _Function]:
    """Marks what is done when it is due."""
    return _mark("schedule", (name, coming, last))


def hands_over(kind: str) -> Callable[[_Function], _Function]:
    """Marks what makes files of that kind, when one is fetched: `(desk, facts)`; None: there is none for
    that person (any more). See `bot.steps.downloads`.
    """
    return _mark("file", kind)


def _mark(kind: str, value: Any) -> Callable[[_Function], _Function]:
    def mark(function: _Function) -> _Function:
        marks = [*getattr(function, _MARK, ()), _Mark(kind, value)]
        setattr(function, _MARK, marks)
        return function

    return mark


@dataclass(frozen=True)
class Registry:
    """All that was found."""

    commands: Mapping[str, Command] = field(default_factory=dict)
    reactions: Mapping[type, tuple["React", ...]] = field(default_factory=dict)
    drawings: Mapping[str, "Draw"] = field(default_factory=dict)
    schedules: tuple[Schedule, ...] = ()
    files: Mapping[str, "Hand"] = field(default_factory=dict)

    @cached_property
    def vocabulary(self) -> Mapping[str, tuple[str, ...]]:
        """What people say, by language and command: "cy:book" → ("archebu", …)."""
        said = {f"en:{word}": known.en for word, known in self.commands.items()}
        said |= {f"cy:{word}": known.cy for word, known in self.commands.items()}
        return {key: phrases for key, phrases in said.items() if phrases}


def find(*packages: str) -> Registry:
    """Import every module of these packages, and collect what they mark, in the order of their names.

    Raises ValueError when two claim the same word, kind of letter, schedule or kind of file.
    """
    commands: dict[str, Command] = {}
    reactions: dict[type, tuple[React, ...]] = {}
    drawings: dict[str, Draw] = {}
    schedules: dict[str, Schedule] = {}
    files: dict[str, Hand] = {}
    for function, mark in _marks(packages):
        match mark.kind:
            case "command":
                word, en, cy, reads = mark.value
                _once(commands, word, Command(word, en, cy, reads, function))
            case "reaction":
                for event in mark.value:
                    reactions[event] = (*reactions.get(event, ()), function)
            case "drawing":
                _once(drawings, mark.value, function)
            case "file":
                _once(files, mark.value, function)
            case _:
                name, coming, last = mark.value
                _once(schedules, name, Schedule(name, function, coming, last))
    in_turn = sorted(schedules.values(), key=lambda due: due.last)
    return Registry(commands, reactions, drawings, tuple(in_turn), files)


def _once(there: dict[str, Any], name: str, found: Any) -> None:
    if name in there:
        raise ValueError(f"two claim {name!r}")
    there[name] = found


def _marks(packages: Iterable[str]) -> Iterator[tuple[Any, _Mark]]:
    for module in _modules(packages):
        for function in vars(module).values():
            if getattr(function, "__module__", None) == module.__name__:
                for mark in getattr(function, _MARK, ()):
                    yield function, mark


def _modules(packages: Iterable[str]) -> Iterator[Any]:
    for name in packages:
        package = importlib.import_module(name)
        yield package
        for found in sorted(pkgutil.walk_packages(package.__path__, f"{name}."), key=lambda m: m.name):
            yield importlib.import_module(found.name)
