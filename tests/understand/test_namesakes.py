"""Two towns of one English name: who says Newport, Casnewydd or Trefdraeth is shown the one they mean."""

import pytest

from bot.understand.towns import spoken_places, stands_in
from bot.understand.wishes import read_wishes
from tests.house import MONDAY

CITY = "Riverfront, Newport"


def found(text, places):
    wishes = read_wishes(text, now=MONDAY, topics=(), places=places)
    return [place for place in places if any(stands_in(name, place) for name in wishes.places)]


@pytest.mark.parametrize(
    "town",
    [
        "Newport, Pembrokeshire",
        "Newport in Pembrokeshire",
        "Newport (Pembs)",
        "Newport, Sir Benfro",
        "Newport yn Sir Benfro",
    ],
)
@pytest.mark.parametrize(
    ("said", "city", "there"),
    [
        ("yoga in Newport", True, False),
        ("ioga yng Nghasnewydd", True, False),
        ("yoga in Newport in Pembrokeshire", False, True),
        ("yoga in Newport, Pembrokeshire", False, True),
        ("yoga in Newport Pembs", False, True),
        ("ioga yn Newport Sir Benfro", False, True),
        ("ioga yn Nhrefdraeth", False, True),
        ("yoga in Pembrokeshire", False, True),
    ],
)
def test_each_is_found_by_its_own_name(town, said, city, there):
    assert found(said, (CITY, town)) == [CITY] * city + [town] * there
    assert found(said, (town, CITY)) == [town] * there + [CITY] * city


def test_where_there_is_only_one_newport_it_is_the_one_that_is_meant():
    town = "Newport, Pembrokeshire"
    assert found("yoga in Newport", (town,)) == [town]
    assert found("ioga yng Nghasnewydd", (town,)) == []
    assert found("yoga in Newport", (CITY,)) == [CITY]
    assert ("trefdraeth",) not in spoken_places((CITY,))
