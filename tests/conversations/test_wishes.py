"""What nobody offers is remembered for organisers: the words, how often, and nothing of who asked."""

from datetime import timedelta

import pytest
from sqlalchemy import text

from tests.house import MONDAY, build_house, draft


@pytest.fixture
async def house(database):
    house = build_house(database)
    await house.puts_on(
        draft("Plain figures", MONDAY + timedelta(days=3)),
        draft("Restful nights|Cwsg da", MONDAY + timedelta(days=4)),
    )
    return house


async def test_what_nothing_suits_is_counted_for_organisers(house):
    nia, ali, olwen = [await house.meets(name) for name in ("nia", "ali", "olwen")]
    assert "Only organisers" in await nia.types("wishes")
    assert "in vain" in await olwen.types("wishes")
    assert "Plain" not in await nia.types("what's on about beekeeping?")
    await ali.types("anything on beekeeping next week")
    await ali.types("find falconry")
    said = await olwen.types("wishes")
    assert said.index("beekeeping") < said.index("falconry")
    assert "Asked for 2 times, last on Monday 2 March" in said
    await olwen.types("cymraeg")
    assert "Gofynnwyd amdano ddwywaith" in await olwen.types("dymuniadau")


async def test_who_asked_is_nowhere(house):
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    await nia.types("beekeeping for nia@example.org 07700 900123 <@U123> please")
    said = await olwen.types("wishes")
    assert "beekeeping" in said
    for hidden in ("nia", "example", "07700", "U123"):
        assert hidden not in said.lower()
    columns = house.database.read_now(lambda db: set(db.execute(text("select * from unmet")).keys()))
    assert columns == {"key", "words", "times", "first_at", "last_at"}


@pytest.mark.parametrize(
    "words",
    ["restful nights", "cwsg", "sleep tomorrow", "what's on tomorrow", "12/12", "asdf " * 30, "🙂", ""],
)
async def test_what_is_offered_or_says_nothing_is_no_wish(house, words):
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    await nia.types(words)
    assert "in vain" in await olwen.types("wishes")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("is there anything on pottery for beginners next week please", "pottery for beginners"),
        ("I would like to learn how to keep bees", "keep bees"),
        ("oes rhywbeth am weldio i ddechreuwyr wythnos nesaf", "weldio i ddechreuwyr"),
        ("falconry for nia@example.org", "falconry"),
    ],
)
async def test_a_wish_is_shown_as_it_was_said_without_what_stood_around_it(house, words, shown):
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    await nia.types(words)
    assert f"\n{shown}\nAsked for" in await olwen.types("wishes")


@pytest.mark.parametrize(
    "words",
    ["has anything changed about the walk", "newidiodd rhywbeth am y daith", "something better at work"],
)
async def test_a_question_about_what_is_on_is_no_wish(house, words):
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    await nia.types(words)
    assert "in vain" in await olwen.types("wishes")


async def test_a_wish_of_long_ago_is_forgotten(house):
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    await nia.types("beekeeping")
    await house.comes_back_at(MONDAY + timedelta(days=170))
    assert "beekeeping" in await olwen.types("wishes")
    await house.comes_back_at(MONDAY + timedelta(days=370))
    count = house.database.read_now(lambda db: db.execute(text("select count(*) from unmet")).scalar())
    assert count == 0
