"""Somebody who uses Slack and Teams is one person, by an e-mail address that a room vouches for."""

import pytest

from bot.ask import Profile
from bot.store import people, sessions, staff
from tests.conversations.two_accounts import ANN, WALK, code_of, person_at, same
from tests.house import build_house


@pytest.fixture
def house(database):
    return build_house(database, rooms=("slack", "teams"))


async def test_one_vouched_address_is_one_person_with_one_set_of_places(house):
    await house.puts_on(WALK)
    slack = await house.meets("ann", **ANN)
    await slack.types("book 12")
    teams = await house.meets("a1", room="teams", **ANN | {"email": " Ann@Example.org "})
    assert await same(house, slack, teams)
    assert "Walk" in await teams.types("mine")
    await teams.types("cymraeg")
    assert "Mae" in await slack.types("mine")


async def test_both_accounts_are_told_and_either_undoes_it(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **ANN)
    await house.deliver()
    assert [len(each.post) for each in (slack, teams)] == [1, 1]
    assert "one person here now (Slack, Microsoft Teams)" in slack.post[0]
    assert "separate again" in await slack.presses("Undo the link", on=slack.letters[0].card)
    assert not await same(house, slack, teams)
    await house.deliver()
    assert "separate again" in teams.post[-1]
    await house.desk.meet(teams.address, Profile(**ANN))
    assert not await same(house, slack, teams), "told again, they stay apart"


async def test_the_people_file_is_met_in_both_without_a_word(house):
    await house.database.write(lambda db: staff.load(db, [("ann@example.org", {"site": "Bangor"})]))
    slack = await house.meets("ann", **ANN)
    assert (await person_at(house, slack)).site == "Bangor"
    await house.deliver()
    assert slack.post == []


@pytest.mark.parametrize("profile", [{"guest": True}, {"email": None}, {"email": "ann"}, {"email": ""}])
async def test_what_no_room_vouches_for_links_nobody(house, profile):
    slack = await house.meets("ann", **ANN)
    guest = await house.meets("x", room="teams", **ANN | profile)
    assert not await same(house, slack, guest)


async def test_a_guest_has_no_rights_and_blocks_nobody(house):
    guest = await house.meets("x", email="olwen@example.org", guest=True)
    assert not (await person_at(house, guest)).organises
    olwen = await house.meets("olwen", room="teams")
    assert (await person_at(house, olwen)).organises
    assert not await same(house, guest, olwen)


async def test_an_address_changed_to_a_colleagues_takes_nothing_over(house):
    await house.puts_on(WALK)
    olwen = await house.meets("olwen", room="teams")
    await olwen.types("book 12")
    thief = await house.meets("thief")
    nameless = await house.meets("shy", email=None)
    for each in (thief, nameless):
        await house.desk.meet(each.address, Profile(email="olwen@example.org"))
        assert not await same(house, each, olwen)
        assert not (await person_at(house, each)).organises
        assert "Walk" not in await each.types("mine")


async def test_a_second_account_in_one_room_is_another_person_until_a_code_says_otherwise(house):
    first = await house.meets("ann", **ANN)
    second = await house.meets("ann2", **ANN)
    assert not await same(house, first, second)
    await house.deliver()
    assert "has your e-mail address already" in second.post[0]
    await second.types(await code_of(first))
    await second.presses("Yes, that’s me")
    assert await same(house, first, second)


async def test_a_new_account_in_the_place_of_a_closed_one_goes_on(house):
    first = await house.meets("ann", **ANN)
    await house.desk.meet(first.address, Profile(gone=True))
    second = await house.meets("ann2", **ANN)
    assert (await person_at(house, second)).email == "ann@example.org"
    assert await house.database.read(people.count) == 1


@pytest.mark.parametrize("lookalike", ["ſam@example.org", "\u212aim@example.org", "straße@example.org"])
async def test_letters_that_only_look_alike_are_somebody_elses(house, lookalike):
    real = lookalike.casefold()
    slack = await house.meets("real", email=real)
    teams = await house.meets("fake", room="teams", email=lookalike)
    assert not await same(house, slack, teams)


async def test_who_leaves_one_room_keeps_their_places_as_long_as_they_are_in_the_other(house):
    await house.puts_on(WALK)
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **ANN)
    await teams.types("book 12")
    await house.desk.meet(slack.address, Profile(gone=True))
    assert "Walk" in await teams.types("mine")
    await house.desk.meet(teams.address, Profile(gone=True))
    session = await house.database.read(lambda db: sessions.by_ref(db, "12"))
    assert session.taken == 0
