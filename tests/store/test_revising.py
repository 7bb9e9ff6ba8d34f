"""What an import writes over a session: what differs, and nothing else; few statements for many."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event

from bot.learning.sessions import Bilingual, Draft, Format, Freed, Status
from bot.store import revising, sessions
from bot.store.database import Database

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FIRST = Draft(uid="a", title=Bilingual("Walking", "Cerdded"), starts_at=NOW, ends_at=NOW + timedelta(hours=1))
OTHER = Draft(
    uid="b",
    title=Bilingual("Slow walking", "Cerdded araf"),
    summary=Bilingual("Slowly", "Yn araf"),
    topic="wellbeing",
    format=Format.ONLINE,
    place="Hafod",
    link="https://example.org",
    audience="All",
    language="cy",
    starts_at=NOW + timedelta(days=1),
    ends_at=NOW + timedelta(days=1, hours=2),
    all_day=True,
    capacity=7,
    speaker="Mair",
    series="Walks",
    status=Status.CANCELLED,
    apart=True,
    online_capacity=4,
    freed=Freed.OFFER,
    opens_at=NOW,
    closes_at=NOW + timedelta(hours=1),
    dates_each=2,
    invited="nia@example.org",
    sensitive=True,
)
TOLD = [each.name for each in fields(Draft) if each.name != "ref"]  # a reference is given once


def _written(database: Database) -> dict[str, object]:
    [session] = database.read_now(lambda db: sessions.of_source(db, "file"))
    return {name: getattr(session, name) for name in TOLD}


@pytest.mark.parametrize("name", TOLD)
def test_only_what_differs_is_written(database: Database, name: str):
    number = database.write_now(lambda db: revising.add(db, FIRST, source="file", now=NOW))
    database.write_now(lambda db: revising.change_all(db, [(number, OTHER, [name])]))
    expected = {each: getattr(OTHER if each == name else FIRST, each) for each in TOLD}
    assert _written(database) == expected


def test_many_that_differ_alike_take_one_statement(database: Database):
    drafts = [replace(FIRST, uid=f"{number}") for number in range(300)]
    database.write_now(lambda db: revising.add_all(db, drafts, source="file", now=NOW))
    ids = [session.id for session in database.read_now(lambda db: sessions.of_source(db, "file"))]
    said: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    # Half of them moved to another place, half to another day.
    changes = [(number, OTHER, ["place"] if number % 2 else ["starts_at", "ends_at"]) for number in ids]
    database.write_now(lambda db: revising.change_all(db, changes))
    assert sum("UPDATE sessions" in words for words in said) == 2
    found = database.read_now(lambda db: sessions.of_source(db, "file"))
    assert all(
        (session.place, session.starts_at) in {("Hafod", NOW), ("", OTHER.starts_at)} for session in found
    )
    assert {session.place for session in found} == {"Hafod", ""}
