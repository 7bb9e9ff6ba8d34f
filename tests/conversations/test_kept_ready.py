"""What is kept ready is never old: a change by anybody, in another process too, shows in the next answer."""

from datetime import timedelta

import pytest

from bot.learning.events import PlaceBooked
from bot.store import people, places, revising, sessions
from bot.store.database import Database
from tests.house import MONDAY, build_house, draft


@pytest.fixture
def elsewhere(database):
    """The same database, opened by somebody else, as the command line or another replica does."""
    other = Database(database.url.render_as_string(hide_password=False))
    yield other
    other.close()


@pytest.fixture
async def asked(house):
    """Ann has asked twice, so that all that can be kept is kept, by each of the readers."""
    ann = await house.meets("ann")
    await house.puts_on(draft("Mindful walking", MONDAY + timedelta(days=1), capacity=3))
    for _ in range(4):
        assert "3 places left" in await ann.types("what's on")
    return ann


async def test_places_that_are_taken_elsewhere_are_gone_at_once(house, asked, elsewhere):
    bob = await build_house(elsewhere).meets("bob")
    for left in ("2 places left", "3 places left"):
        await bob.types("book 1" if left[0] == "2" else "cancel 1")
        if left[0] == "3":
            await house.wait_until(MONDAY + timedelta(minutes=5))
        for _ in range(4):
            assert left in await asked.types("what's on")


async def test_the_programme_that_is_changed_elsewhere_shows_at_once(asked, elsewhere):
    def rename(db):
        known = sessions.get(db, 1)
        revising.change(db, 1, draft("Slow walking", known.starts_at))

    elsewhere.write_now(rename)
    for _ in range(4):
        told = await asked.types("what's on")
        assert "Slow walking" in told
        assert "Mindful walking" not in told


async def test_my_own_place_shows_at_once_and_to_nobody_else(house, asked):
    bob = await house.meets("bob")
    await asked.types("book 1")
    for _ in range(4):
        assert "You’re booked" in await asked.types("what's on")
        assert "You’re booked" not in await bob.types("what's on")


async def test_a_language_that_is_chosen_elsewhere_is_spoken_at_once(house, asked, elsewhere):
    mine = await house.person_id("ann")
    elsewhere.write_now(lambda db: people.choose(db, mine, language="cy"))
    for _ in range(4):
        assert "Mindful walking" in (told := await asked.types("what's on"))
        assert "places left" not in told


async def test_while_nothing_changes_the_same_card_is_given_again(asked):
    await asked.types("what's on")
    first = asked.last.body
    await asked.types("what's on")
    assert asked.last.body is first


async def test_a_change_reads_what_it_wrote_itself(house, asked):
    """A writer keeps nothing: between two statements of one change it sees its own."""
    mine = await house.person_id("ann")

    def look_book_look(db):
        before = sessions.standing(db, [1], mine)
        places.apply(PlaceBooked(1, mine), db, MONDAY)
        return before[1], sessions.standing(db, [1], mine)[1]

    before, after = await house.database.write(look_book_look)
    assert (before.taken, before.hold) == (0, "")
    assert (after.taken, after.hold) == (1, "booked")
