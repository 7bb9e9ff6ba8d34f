"""What came out of a file: its sessions, and every row that could not be used, with the reason why.

A reason is a name and facts; `words/` makes the sentence, in the reader's language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.learning.sessions import Draft
from bot.learning.staff import PersonRow


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something could not be used ("no-such-day"), with what its sentence needs to name."""

    name: str
    facts: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to put right in the file.

    `row` is the row as a spreadsheet numbers it (the first is 1), or the number of the VEVENT in a
    calendar (the first is 1); None for the file as a whole. `column` is the heading as it stands in
    the file, a column's number where there is no heading, a calendar's property, or "". `sheet` is the
    one it stands in, where several sheets of a workbook came in.
    """

    row: int | None
    column: str
    reason: Reason
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A programme as one file tells it.

    `problems`: what did not come in. `notes`: what came in, and what the organiser should know of it.
    `fields` names the attributes of `Draft` that this file speaks of at all: a file without a column
    for places says nothing about capacity; `unsaid` names by uid what a session's own sheet does not speak
    of although another sheet does. `held` are the references and uids that problem rows name: such a
    session is not gone from the file, we only cannot read its row. `ended` are the uids of series that
    came in to their very end. `since`: what was before that day was left out, because it is past.
    """

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    fields: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    unsaid: Mapping[str, frozenset[str]] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()
    since: date | None = None


@dataclass(frozen=True, slots=True)
class PeopleSheet:
    """The people of one file."""

    people: tuple[PersonRow, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


class Unreadable(Exception):  # noqa: N818 — it is a finding about the file, not an error of ours
    """The file cannot be used at all."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.name)
        self.reason = reason


class Unclear(Exception):  # noqa: N818 — it is a finding about one cell
    """One value cannot be used; the reason names it, and `field` says where it stands, once that is known."""

    field = ""

    def __init__(self, name: str, value: object = "", **facts: str | int) -> None:
        super().__init__(name)
        self.reason = Reason(name, {"value": shown(value), **facts})


def shown(value: object) -> str:
    """A value from a file, short enough to stand in a sentence: one line, at most 80 characters."""
    line = " ".join(str(value).split())
    return line if len(line) <= 80 else line[:79] + "…"
