"""`caffi understand`: how questions are read, line by line, by the code that answers staff."""

import csv
import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from bot.cli.reports import tell_reason
from bot.cli.shared import content_or_exit, tell
from bot.hearing import Hear, hearing
from bot.intake import Unreadable, read_programme
from bot.learning.holidays import Holidays
from bot.learning.people import known_zone
from bot.learning.sessions import Draft, Session
from bot.registry import find
from bot.shelf import Programme, programme_of
from bot.steps.looking import look_for, wishes_in
from bot.understand.choose import Asker
from bot.understand.dates import Span, find_dates
from bot.understand.meant import meant
from bot.understand.search import Index
from bot.understand.wishes import Wishes

_INTENTS = {
    "mine": "my_bookings", "home": "my_bookings", "book": "book", "cancel": "cancel", "undo": "cancel",
    "shall_book": "book", "book_after_all": "book", "swap": "book", "shall_cancel": "cancel",
    "still_on": "session_details", "is_on": "whats_on",
    "details": "session_details", "feedback": "feedback", "follow": "subscribe", "unfollow": "subscribe",
    "digest": "subscribe", "help": "help", "settings": "help", "english": "help", "cymraeg": "help",
    "unsure": "unknown", "courtesy": "unknown", "look": "whats_on", "whats_on": "whats_on",
    "share": "whats_on", "record": "my_bookings", "certificate": "session_details",
    "materials": "session_details", "access": "session_details", "late": "session_details",
    "shall_change_online": "book", "shall_change_in_person": "book",
}  # fmt: skip


def understand(
    programme: Annotated[Path, typer.Option(help="The sessions: CSV, Excel (.xlsx) or iCalendar (.ics).")],
    context: Annotated[
        Path, typer.Option(help="JSON: now, timezone, me (bookings, attended), public (holidays).")
    ],
) -> None:
    """Read questions as lines of JSON, {"id", "text"}; print how each is read, and what it finds."""
    try:
        told = json.loads(content_or_exit(context))
        house = _house(programme, told)
    except Unreadable as error:
        typer.echo(tell_reason(error.reason), err=True)
        raise typer.Exit(3) from None
    except (ValueError, KeyError, TypeError) as error:
        typer.echo(tell("cli-no-context", file=str(context), reason=str(error)), err=True)
        raise typer.Exit(2) from None
    for question in _questions(sys.stdin):
        typer.echo(json.dumps(house.answer(question), ensure_ascii=False))


@dataclass(frozen=True, kw_only=True)
class House:
    """One moment, one programme and one person who asks."""

    now: datetime
    programme: Programme
    holidays: Holidays
    held: Sequence[Session]
    attended: Sequence[Session]
    site: str
    hear: Hear

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        word, about, _ = self.hear(str(question["text"]), self.programme)
        intent = _INTENTS.get(word, "help")
        wishes = wishes_in(about, self.programme, now=self.now, holidays=self.holidays)
        if word == "look" and wishes == Wishes():
            intent = "unknown"
        dated = intent not in {"help", "unknown", "subscribe"}
        found = self._found(intent, about, wishes) if dated else ()
        when = (wishes.span if intent == "whats_on" else self._days(about)) if dated else Span()
        return {
            "id": question.get("id"),
            "intent": intent,
            "range_start": _local(when.start),
            "range_end": _local(when.end),
            "part_of_day": when.part,
            "refs": [session.ref for session in found],
        }

    def _found(self, intent: str, about: str, wishes: Wishes) -> Sequence[Session]:
        match intent:
            case "whats_on":
                asker = Asker(self.site, frozenset(session.id for session in self.held))
                return look_for(wishes, self.programme, now=self.now, asker=asker)
            case "my_bookings":
                days = self._days(about)
                return [each for each in self.held if days.hold(each.starts_at.astimezone(self.now.tzinfo))]
            case "cancel":
                return self._meant(about, Index(self.held)) if about else self.held
            case "feedback":
                return self._meant(about, Index(self.attended)) if about else ()
        found = self._meant(about, self.programme.index) if about else ()
        return found or self._meant(about, self.programme.past_index)

    def _meant(self, about: str, pool: Index) -> Sequence[Session]:
        return meant(about, pool, now=self.now, names=self.programme.names, holidays=self.holidays)

    def _days(self, about: str) -> Span:
        span, _ = find_dates(about, now=self.now, names=self.programme.names, holidays=self.holidays)
        return span or Span()


def _local(moment: datetime | None) -> str | None:
    return moment.replace(tzinfo=None).isoformat(timespec="minutes") if moment else None


def _house(file: Path, told: dict[str, Any]) -> House:
    zone = known_zone(str(told.get("timezone", ""))) or ZoneInfo("Europe/London")
    now = datetime.fromisoformat(told["now"])
    now = now.astimezone(zone) if now.tzinfo else now.replace(tzinfo=zone)
    content = content_or_exit(file)
    sheet = read_programme(file.name, content, zone=zone, today=now.date())
    booked = _booked(content)
    known = [
        Session(**_fields(draft), id=number, taken=booked.get(draft.ref, 0))
        for number, draft in enumerate(sheet.drafts, 1)
    ]
    me, public = told.get("me", {}), told.get("public", {})
    by_ref = {session.ref: session for session in known}
    known.sort(key=lambda session: (session.starts_at, session.id))
    programme = programme_of(known, revision="file", now=now)
    held = sorted(_named(me.get("bookings", ()), by_ref), key=lambda session: session.starts_at)
    return House(
        now=now,
        programme=programme,
        holidays=Holidays(
            tuple((date.fromisoformat(a), date.fromisoformat(b)) for a, b in _schools(public)),
            tuple(date.fromisoformat(day) for day in public.get("bank_holidays", ())),
        ),
        held=[session for session in held if session.ends_at > now],
        attended=_named(me.get("attended", ()), by_ref),
        site=str(me.get("office", "") or me.get("site", "")),
        hear=hearing(find("handlers.commands")),
    )


def _fields(draft: Draft) -> dict[str, Any]:
    return {field.name: getattr(draft, field.name) for field in fields(draft)}


def _booked(content: bytes) -> dict[str, int]:
    """Places taken by reference, where a CSV has such a column: an import never looks at it."""
    rows = csv.DictReader(content.decode("utf-8-sig", "replace").splitlines())
    if not {"ref", "booked"} <= set(rows.fieldnames or ()):
        return {}
    return {row["ref"]: int(row["booked"]) for row in rows if str(row["booked"]).isdecimal()}


def _named(refs: Sequence[str], by_ref: dict[str, Session]) -> list[Session]:
    return [by_ref[ref] for ref in refs if ref in by_ref]


def _schools(public: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Whatever their place in the file is called: "school_holidays", "school_holidays_wales"."""
    for name, days in public.items():
        if name.startswith("school_holidays"):
            yield from ((first, last) for first, last in days)


def _questions(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                question = json.loads(line)
                question["text"]
            except (ValueError, KeyError, TypeError):
                typer.echo(tell("cli-no-question", line=number), err=True)
                raise typer.Exit(2) from None
            yield question
