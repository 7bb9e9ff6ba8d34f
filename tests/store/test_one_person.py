"""All that is kept about one person can be shown, and what tells who they are can be erased."""

import json

from bot.store import one_person
from bot.store.tables import metadata, people
from tests.conversations.test_erasing import busy


def test_every_column_that_leads_to_a_person_is_known():
    """A new table of people's things is to be thought of here: it is erased, or left of nobody."""
    left = {str(column) for column in one_person.LEADS} - {str(column) for column in one_person.ERASED}
    assert left == {
        *("places.person_id", "places.booked_by", "attendance.person_id", "attendance.marked_by"),
        *("approvals.person_id", "approvals.asked_of", "approvals.asked_before", "approvals.by_id"),
        *("feedback_asked.person_id", "events.actor_id", "materials.person_id", "surveys.brought_by"),
        *("digests.set_by", "headcounts.set_by", "upshots.written_by"),
    }
    named_so = {
        column
        for table in metadata.sorted_tables
        for column in table.c
        if column.name in {"person_id", "by_id", "booked_by", "set_by", "marked_by", "actor_id", "was"}
    }
    assert named_so <= {*one_person.LEADS}
    assert all(column.table is not people for column in one_person.ERASED)


async def test_what_is_shown_is_theirs_alone_and_opens_nothing(house):
    await busy(house)
    owen = await house.meets("owen")
    await owen.types("book 12")
    number = await house.person_id("nia")
    found = await house.database.read(lambda db: one_person.known(db, number))
    told = json.dumps(found, ensure_ascii=False)
    assert {"people", "addresses", "places", "follows", "letters", "events", "link_codes"} <= found.keys()
    assert found["people"][0]["email"] == "nia@example.org"
    assert found["places"][0]["session"] == "Mindful walking"
    assert "owen" not in told
    for secret in ("token", "secret", "hash"):
        assert f'"{secret}"' not in told
