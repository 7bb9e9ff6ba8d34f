"""`record`: what I have booked and been to, with hours and topics; as files, to take along."""

from collections.abc import Mapping
from typing import Any

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.actions import Outcome
from bot.learning.places import Hold
from bot.registry import Answer, Handed, command, hands_over
from bot.steps.downloads import link_to
from bot.store import actions, records, sessions
from bot.views import record as view


@command(
    "record",
    en=(
        "record",
        "my record",
        "my learning record",
        "my history",
        "my learning",
        "what have i been to",
        "what have i attended",
        "my hours",
    ),
    cy=("fy nghofnod", "cofnod", "fy nghofnod dysgu", "cofnod dysgu", "beth ydw i wedi bod iddo", "fy oriau"),
    reads=True,
)
def record(desk: Desk, ask: Ask) -> Answer:
    """About = "" or "<from which number on>" behind [Show more]."""
    first = ask.about.strip()
    number = int(first) if first.isascii() and first.isdigit() and len(first) < 6 else 0
    return Answer(view.record(_mine(desk, number), desk.say))


def _mine(desk: Desk, first: int = 0) -> view.Record:
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    kept = [(session, Hold(hold)) for session, hold in held if hold in {Hold.BOOKED, Hold.WAITING}]
    mine = [action for action in actions.of_person(desk.db, desk.me.id) if action.words]
    done = sum(action.outcome is Outcome.DID for action in mine)
    past = records.past(desk.db, desk.me.id, desk.now)
    return view.Record(held=kept, past=past, first=first, actions=(len(mine), done))


@command("record_files", en=("export my record", "download my record"), cy=("allforio fy nghofnod",))
def files(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every handler has both
    spreadsheet, calendar = link_to(desk, "record-csv"), link_to(desk, "record-ics")
    return Answer(view.files(spreadsheet, calendar, desk.say), secret=True)


@hands_over("record-csv")
def spreadsheet(desk: Desk, facts: Mapping[str, Any]) -> Handed:  # noqa: ARG001 - every kind has both
    content = view.table(_mine(desk), desk.zone_of(desk.me), desk.say)
    return Handed("caffi-record.csv", "text/csv; charset=utf-8", lambda: content)


@hands_over("record-ics")
def calendar(desk: Desk, facts: Mapping[str, Any]) -> Handed:  # noqa: ARG001 - as above
    entries = view.entries(_mine(desk), desk.me.id, desk.now, desk.zone, desk.say)
    name = desk.settings.programme.name

    def draw() -> bytes:
        from bot.calendar import write  # noqa: PLC0415 - its library takes 7 MB, where calendars are written

        return write.feed(name, entries).encode()

    return Handed("caffi-record.ics", "text/calendar; charset=utf-8", draw)
