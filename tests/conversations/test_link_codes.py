"""Two accounts of one person are joined by a code that works once, and by nothing that only looks like it."""

import asyncio

import pytest
from sqlalchemy import select

from bot.card import Button, Plain, Text
from bot.store import links
from bot.store.tables import answers, letters, link_codes
from tests.conversations.two_accounts import ANN, OTHER, WALK, code_of, linked, person_at, same
from tests.house import MONDAY, build_house, buttons


@pytest.fixture
def house(database):
    return build_house(database, rooms=("slack", "teams"))


async def test_a_code_joins_two_accounts_and_says_whose_it_is_before(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    typed = await code_of(slack)
    assert "made by Ann Hughes, ann@example.org (Slack)" in await teams.types(typed.lower().replace("-", " "))
    assert not await same(house, slack, teams)
    assert "one person here now" in await teams.presses("Yes, that’s me")
    assert await same(house, slack, teams)
    await house.deliver()
    assert "one person here now" in slack.post[-1]
    assert teams.post == []


async def test_in_welsh_it_goes_the_same_way(house):
    slack = await house.meets("ann", **ANN | {"language": "cy"})
    teams = await house.meets("a1", room="teams", **OTHER | {"language": "cy"})
    text = await slack.types("cysylltu")
    typed = next(line for line in text.splitlines() if line.startswith("cysylltu "))
    await teams.types(typed)
    await teams.presses("Ie, fi yw hwnnw")
    assert await same(house, slack, teams)


async def test_a_code_is_spoken_in_messages_too(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    text = await slack.says("link")
    typed = next(line for line in text.splitlines() if line.startswith("link "))
    assert "made by Ann Hughes" in await teams.says(typed)


async def test_it_is_kept_nowhere_as_it_is_read(house):
    slack = await house.meets("ann", **ANN)
    for way in (slack.types, slack.says):
        text = await way("link")
        code = next(line for line in text.splitlines() if line.startswith("link ")).removeprefix("link ")

        def everything(db):
            rows = [
                tuple(row) for table in (answers, link_codes, letters) for row in db.execute(select(table))
            ]
            return repr(rows)

        kept = await house.database.read(everything)
        assert code not in kept
        assert code.replace("-", "") not in kept
        assert slack.letters == [] or code not in repr(slack.letters[-1].card.summary)


async def test_a_code_is_used_up_by_the_first_who_types_it(house):
    slack = await house.meets("ann", **ANN)
    first = await house.meets("a1", room="teams", **OTHER)
    second = await house.meets("owen", room="teams")
    typed = await code_of(slack)
    await first.types(typed)
    assert "wrong, used or too old" in await second.types(typed)
    claim = buttons(first.last.body)[0]
    assert "can no longer be used" in await second.press(claim), "a button in somebody else's hand"
    await first.press(claim)
    assert await same(house, slack, first)
    assert "can no longer be used" in await first.press(claim)


async def test_no_means_no(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    typed = await code_of(slack)
    await teams.types(typed)
    yes = buttons(teams.last.body)[0]
    assert "Nothing has changed" in await teams.presses("No")
    assert "can no longer be used" in await teams.press(yes)
    assert "wrong, used" in await teams.types(typed)
    assert not await same(house, slack, teams)


async def test_ten_minutes_later_it_is_too_old(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    early, late = await code_of(slack), None
    house.clock.move_to(MONDAY + links.LIFE)
    assert "too old" in await teams.types(early)
    late = await code_of(slack)
    await teams.types(late)
    house.clock.move_to(MONDAY + 2 * links.LIFE)
    assert "can no longer be used" in await teams.presses("Yes, that’s me")


async def test_a_new_code_ends_the_one_before(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    old = await code_of(slack)
    await code_of(slack)
    assert "wrong" in await teams.types(old)


async def test_the_sixth_try_waits_though_it_be_right(house):
    slack = await house.meets("ann", **ANN)
    teams = await house.meets("a1", room="teams", **OTHER)
    for _ in range(5):
        assert "wrong" in await teams.types("link CCCC-CCCC")
    assert "one try too many" in await teams.types(await code_of(slack))
    house.clock.move_to(MONDAY + links.WAIT)
    assert "made by Ann" in await teams.types(await code_of(slack))


async def test_tries_at_the_same_moment_are_all_counted(house):
    teams = await house.meets("a1", room="teams", **OTHER)
    answers = await asyncio.gather(*(teams.types("link CCCC-CCCC") for _ in range(12)))
    assert sum("wrong" in answer for answer in answers) == links.TRIES


async def test_joining_and_parting_gives_no_new_tries(house):
    slack, teams = await linked(house)
    for _ in range(3):
        await teams.types("link CCCC-CCCC")
    await teams.types("unlink")
    for each in (slack, teams):
        assert "wrong" in await each.types("link CCCC-CCCC")
        assert "one try too many" in await each.types("link CCCC-CCCC")


async def test_ones_own_code_joins_nothing(house):
    slack = await house.meets("ann", **ANN)
    assert "your own code" in await slack.types(await code_of(slack))


async def test_a_code_gives_nobody_an_organisers_rights(house):
    """Talked into it or not: an organiser's account is not joined to one of somebody who is none."""
    thief, olwen = await house.meets("thief"), await house.meets("olwen", room="teams")
    assert "organiser’s rights" in await olwen.types(await code_of(thief))
    assert "organiser’s rights" in await thief.types(await code_of(olwen))
    assert not await same(house, thief, olwen)


async def test_two_addresses_with_the_same_rights_are_joined(database):
    house = build_house(database, organisers=("olwen", "o1"), rooms=("slack", "teams"))
    slack, teams = await house.meets("olwen"), await house.meets("o1", room="teams")
    await teams.types(await code_of(slack))
    await teams.presses("Yes, that’s me")
    assert (await person_at(house, teams)).organises


async def test_words_behind_link_ask_for_the_session(house):
    await house.puts_on(WALK)
    slack = await house.meets("ann", **ANN)
    assert "Walk" in await slack.types("link 12")


@pytest.mark.parametrize(
    "about",
    [
        "<!channel>",
        "{{DATE()}}",
        "\u202egfdsa",
        "CCCC-CCCC" * 400,
        "７７７７-７７７７",
        "٣٤٦٧-٣٤٦٧",
        "\x00" * 8,
    ],
)
async def test_hostile_codes_are_answered(house, about):
    slack = await house.meets("ann", **ANN)
    assert await slack.types(f"link {about}")


@pytest.mark.parametrize("about", ["", "0", "-1", "9" * 40, "1; drop table people", "²"])
async def test_hostile_buttons_do_nothing(house, about):
    slack, _ = await linked(house)
    for word in ("link_confirm", "link_decline"):
        button = Button(Text((Plain("x"),)), word, about)
        assert "can no longer be used" in await slack.press(button)


async def test_a_link_is_undone_only_by_who_has_it(house):
    slack, teams = await linked(house)
    mallory = await house.meets("mallory")
    undo = next(button for button in buttons(teams.last.body) if button.word == "unlink")
    assert "nothing to undo" in await mallory.press(undo)
    assert await same(house, slack, teams)
