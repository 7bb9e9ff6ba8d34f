"""What is kept about me: told in both languages, with whom to ask; nothing is looked up for it."""

import pytest

from tests.house import MONDAY, build_house, draft


@pytest.mark.parametrize(
    "words",
    [
        "what do you know about me",
        "delete my data",
        "forget me",
        "privacy",
        "export my data",
        "dileu fy nata",
    ],
)
async def test_who_asks_for_their_data_is_told_what_is_kept(house, words):
    nia = await house.meets("nia")
    answer = await nia.types(words)
    assert answer.startswith("What Caffi keeps about you")
    assert "ask an organiser" in answer
    assert "[Take it with you]" in answer


async def test_administrators_are_named(database):
    house = build_house(database, CAFFI_ORGANISERS__ADMINISTRATORS="sam@example.org,ann@example.org")
    for key in ("sam", "ann"):
        await house.meets(key)
    nia = await house.meets("nia", language="cy")
    assert "gofynnwch i: Ann, Sam" in await nia.types("beth ydych chi'n ei wybod amdanaf")


async def test_a_title_with_data_in_it_is_a_question(house):
    nia = await house.meets("nia")
    await house.puts_on(draft("My data and how to read it", MONDAY.replace(day=9), ref="12"))
    assert "My data and how to read it" in await nia.types("my data and how to read it")
    assert "[Book]" in await nia.types("my data reading")
