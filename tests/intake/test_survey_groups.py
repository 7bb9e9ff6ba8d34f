"""What may be seen of a survey from elsewhere: nothing about few people can be worked out."""

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.learning.refusals import Refusal
from bot.learning.survey_reports import check_apart
from bot.learning.surveys import Answered, Asked, add_up, hidden_among
from tests.intake.survey import column, read, refused


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 30), max_size=9), st.integers(5, 12), st.data())
def test_no_small_group_can_be_worked_out_from_the_total(sizes, minimum, data):
    """An attacker knows the total and every group that is shown, and adds and subtracts as they like: what
    they get are groups that are shown, alone or together, with all that are hidden or without.
    """
    already = data.draw(st.sets(st.integers(0, len(sizes) - 1))) if sizes else set()
    hidden = hidden_among(sizes, minimum, already)
    shown = [place for place in range(len(sizes)) if place not in hidden]
    pool = sum(sizes[place] for place in hidden)
    assert already <= hidden
    assert all(sizes[place] >= minimum for place in shown)
    if sum(sizes) >= minimum:
        assert pool == 0 or pool >= minimum
        for many in range(len(shown) + 1):
            for some in combinations(shown, many):
                rest = sum(sizes) - sum(sizes[place] for place in some)
                assert rest == 0 or rest >= minimum


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcde"), st.sampled_from([None, "1", "2", "9"]), st.sampled_from([None, "word"])
        ),
        min_size=10,
        max_size=90,
    )
)
def test_every_figure_of_a_survey_stands_for_enough_answers(rows):
    """Question by question, comments among them, in the total, in groups and in what is left over."""
    asked = (
        Asked("Q", "other", "scale", ("1", "2"), (1, 2), codes=(9,)),
        Asked("C", "comment", "words"),
    )
    questions = [Answered(asked[0], [row[1] for row in rows]), Answered(asked[1], [row[2] for row in rows])]
    survey = add_up(questions, rows=len(rows), minimum=10, groups=[row[0] for row in rows], by="S")
    real = Counter(row[0] for row in rows)
    for group in survey.groups:
        assert group.n == real[group.name] >= 10
    left = len(rows) - sum(group.n for group in survey.groups)
    assert left == 0 or left >= 10
    for place in (0, 1):
        total = survey.tallies[place]
        tallies = [group.tallies[place] for group in survey.groups]
        seen = [tally.n for tally in tallies if tally]
        assert all(n >= 10 for n in seen)
        if total is None:
            assert not seen
        else:
            assert total.n >= 10
            assert total.n - sum(seen) == 0 or total.n - sum(seen) >= 10


def test_those_who_do_not_say_their_session_are_in_the_total_alone():
    rows = [*(f"5,A{n % 2}" for n in range(40)), *("4," for _ in range(12))]
    sheet = read("\n".join(["Useful,Session", *rows]), minimum=10)
    assert [(group.name, group.n) for group in sheet.survey.groups] == [("A0", 20), ("A1", 20)]
    assert (sheet.survey.n, sheet.survey.hidden) == (52, 0)
    rows = rows[:43]
    sheet = read("\n".join(["Useful,Session", *rows]), minimum=10)  # three who do not: one session hides them
    assert len(sheet.survey.groups) == 1


def test_a_floor_holds_whatever_is_set():
    assert refused(column("Useful", *[5] * 4), minimum=1) == "survey-too-few"
    assert read(column("Useful", *[5] * 5), minimum=1).survey.minimum == 5


def test_newer_figures_never_differ_by_a_few():
    few, more, many = (read(column("Useful", *[5] * n), minimum=10).survey for n in (20, 25, 30))
    check_apart(few, many)
    check_apart(few, few)
    with pytest.raises(Refusal):
        check_apart(few, more)
