"""What may be told of groups: an attacker who tries every possible world never finds a small one."""

from itertools import product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.learning import small_groups
from bot.learning.small_groups import Crossed, rounded, row, tell
from tests.learning.worlds import found_out, told


def test_numbers_are_rounded_to_five_and_small_ones_hidden():
    assert [rounded(number) for number in (0, 2, 3, 7, 8, 12, 13, 1240)] == [0, 0, 5, 5, 10, 10, 15, 1240]
    came = {("Housing", "Cardiff"): 41, ("Planning", "Cardiff"): 3, ("Planning", "Wrexham"): 38}
    came |= {("Social Services", "Wrexham"): 52, ("People", "Cardiff"): 2}
    most = {cell: number + 30 for cell, number in came.items()}
    directorates, sites = tell(Crossed(came, most), 10)
    assert directorates["People"] is None
    assert sum(number is None for number in directorates.values()) == 2, "one alone is what the total leaves"
    assert directorates["Social Services"] == 50
    assert sites == {"Cardiff": 45, "Wrexham": 90}


def test_the_one_person_who_works_elsewhere_is_not_worked_out():
    """Everybody of Housing is in Cardiff, and so is one of Planning: 40 and 45 would tell that they came."""
    most = {("Housing", "Cardiff"): 60, ("Planning", "Cardiff"): 1, ("Planning", "Wrexham"): 60}
    came = {("Housing", "Cardiff"): 42, ("Planning", "Cardiff"): 1, ("Planning", "Wrexham"): 30}
    directorates, sites = tell(Crossed(came, most), 10)
    assert {rounded(42), rounded(43)} == {40, 45}
    assert not ({"Housing"} <= told(directorates) and {"Cardiff"} <= told(sites))
    assert not found_out(came, most, 10, directorates, sites)


def test_few_people_who_came_often_are_a_small_group():
    came = {("a", ""): 60, ("b", ""): 45, ("c", ""): 80}
    most = dict.fromkeys(came, 1000)
    shown, _ = tell(Crossed(came, most, {row("a")}), 10)
    assert shown["a"] is None
    assert shown["b"] is None, "or the total gives it away"
    assert shown["c"] == 80


def test_what_is_not_known_is_never_told_and_hides_others():
    shown, _ = tell(
        Crossed({("a", ""): 40, ("", ""): 25, ("b", ""): 4}, {("a", ""): 90, ("", ""): 90, ("b", ""): 9}), 10
    )
    assert shown == {"a": 40, "b": None}
    assert tell(Crossed({}, {}), 10) == ({}, {})


def test_many_directorates_at_many_sites_are_looked_at_quickly():
    cells = [(f"d{one}", f"s{other}") for one, other in product(range(15), range(60)) if (one * other) % 3]
    came = {cell: number * 7 % 23 for number, cell in enumerate(cells)}
    directorates, sites = tell(Crossed(came, dict.fromkeys(cells, 25)), 10)
    assert told(directorates)
    assert told(sites)


@st.composite
def _organisations(draw):
    """Two directorates (and perhaps unknown) at two sites, some of them with hardly anybody at one."""
    rows = draw(st.sampled_from([("D", "E"), ("D", "E", "")]))
    cells = [(one, other) for one in rows for other in ("S", "T")]
    cells = draw(st.lists(st.sampled_from(cells), min_size=2, max_size=4, unique=True))
    most = {cell: draw(st.sampled_from([1, 2, 5, 7, 9, 12])) for cell in cells}
    return {cell: draw(st.integers(0, most[cell])) for cell in cells}, most


@settings(max_examples=250, deadline=None)
@given(organisation=_organisations())
@example(organisation=({("D", "S"): 5, ("E", "S"): 1}, {("D", "S"): 5, ("E", "S"): 1}))
def test_nobody_works_out_a_small_group(organisation):
    came, most = organisation
    directorates, sites = tell(Crossed(came, most), 5)
    assert found_out(came, most, 5, directorates, sites) == []


@pytest.mark.parametrize("rule", ["_lonely", "_found"])
def test_the_attacker_is_good_enough_to_find_what_is_not_looked_at(monkeypatch, rule):
    """Without the rule there are organisations of which something can be worked out: the attack works."""
    monkeypatch.setattr(small_groups, "_found", lambda *_: False)
    if rule == "_lonely":
        monkeypatch.setattr(small_groups, "_lonely", lambda *_: False)
    most = {("D", "S"): 14, ("E", "S"): 1, ("E", "T"): 14}
    came = {("D", "S"): 7, ("E", "S"): 1, ("E", "T"): 11}
    directorates, sites = tell(Crossed(came, most), 5)
    assert found_out(came, most, 5, directorates, sites)
