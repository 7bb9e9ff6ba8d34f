"""Which groups of answers are large enough, and what a slice adds up to."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.figures import Done, Figure, Figures
from bot.learning.publishing import Group, at_least, pools, publish, smallest, together
from bot.learning.questions import Option, Question

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
USEFUL = Question("useful", "rating", {})
COMMENT = Question("comment", "words", {})
PACE = Question("pace", "choice", {}, (Option("slow", {}), Option("right", {})))
TOOLS = Question("tools", "choices", {}, (Option("a", {}), Option("b", {})))
SURE = Question("sure", "change", {})


def group(number: int, answers, *, people=None, questions=(USEFUL, COMMENT), **facts) -> Group:
    who = range(100 * number, 100 * number + len(answers)) if people is None else people
    plain = {"asked": len(answers) + 3, "minimum": 5}
    return Group(
        session_id=number, questions=questions, answers=answers, people=frozenset(who), **(plain | facts)
    )


def rated(*ratings):
    return [{"useful": rating} for rating in ratings]


def figure(found: Figures, key: str) -> Figure | None:
    return next((each for each in found.figures if each.question.key == key), None)


def test_a_session_with_enough_answers_is_a_group_of_its_own():
    found = publish([group(1, rated(1, 4, 4, 5, 5))], NOW)
    assert (found.asked, found.answered, found.sessions, found.published_at) == (8, 5, 1, NOW)
    assert found.figures == (Figure(USEFUL, 5, counts=(1, 0, 0, 2, 2)),)


def test_one_answer_less_is_none():
    assert publish([group(1, rated(1, 4, 4, 5))], NOW) is None
    assert publish([group(1, rated(1, 4, 4, 5, 5), minimum=6)], NOW) is None


def test_no_setting_goes_below_the_floor():
    assert publish([group(1, rated(1, 4, 4, 5), minimum=2)], NOW) is None
    assert smallest([1, 2]) == 5
    assert smallest([7, 12, 9]) == 12


def test_a_question_that_few_answered_has_no_figure():
    answers = [*rated(1, 2, 3, 4, 5), {"comment": "late"}]
    answers[0]["pace"] = "slow"
    found = publish([group(1, answers, questions=(USEFUL, PACE, COMMENT))], NOW)
    assert figure(found, "pace") is None
    assert figure(found, "useful").n == 5


def test_behind_a_comment_stand_all_who_could_have_written_it():
    answers = [*rated(1, 2, 3, 4), {"comment": "Good tea"}]
    found = publish([group(1, answers)], NOW)
    assert figure(found, "comment") == Figure(COMMENT, 5, said=("Good tea",))
    # Who wrote under their name did not write this one.
    named = publish([group(1, [*answers, {"useful": 3}], named={100, 101})], NOW)
    assert figure(named, "comment") is None


def test_words_stand_in_alphabetical_order():
    answers = [{"useful": 3, "comment": words} for words in ("zest", "Apple", "apple", "Éclair", "bun")]
    found = publish([group(1, answers)], NOW)
    assert figure(found, "comment").said == ("Apple", "apple", "bun", "zest", "Éclair")


def test_every_kind_of_question_is_counted():
    answers = [{"pace": "slow", "tools": ["a", "b"], "sure": [2, 4]}] * 3 + [
        {"pace": "right", "tools": ["b"], "sure": [1, 5]}
    ] * 2
    found = publish([group(1, answers, questions=(PACE, TOOLS, SURE))], NOW)
    assert figure(found, "pace").counts == (3, 2)
    assert figure(found, "tools").counts == (3, 5)
    assert (figure(found, "sure").before, figure(found, "sure").counts) == ((2, 3, 0, 0, 0), (0, 0, 0, 3, 2))


@given(st.lists(st.one_of(st.integers(), st.text(max_size=3), st.none(), st.lists(st.integers()))))
def test_what_is_no_answer_is_not_counted(values):
    answers = [dict.fromkeys(("useful", "pace", "tools", "sure"), value) for value in values]
    found = publish([group(1, [*answers, *rated(*[3] * 5)], questions=(USEFUL, PACE, TOOLS, SURE))], NOW)
    for each in found.figures:
        assert each.n >= 5
        if each.question.key in {"useful", "pace"}:
            assert sum(each.counts) == each.n


# ── Small sessions together ──────────────────────────────────────────────────────────────────────


def small(number: int, many: int, **facts) -> Group:
    return group(number, rated(*[3] * many), **({"waits_until": NOW + timedelta(days=9)} | facts))


def numbers(found):
    return [tuple(each.session_id for each in groups) for groups, _ in found]


def test_sessions_of_a_series_are_put_together_at_once():
    waiting = [small(1, 3, series="Walks"), small(2, 4, series="walks"), small(3, 4, series="Talks")]
    (found,) = pools(waiting, NOW)
    assert [each.session_id for each in found[0]] == [1, 2]
    assert (found[1].answered, found[1].sessions, found[1].figures[0].n) == (7, 2, 7)


def test_then_those_of_one_topic_in_one_month():
    waiting = [
        small(n, 3, topic="it", month=month) for n, month in enumerate(("2026-03", "2026-04", "2026-03"))
    ]
    assert numbers(pools(waiting, NOW)) == [(0, 2)]


def test_others_only_when_one_of_them_can_wait_no_longer():
    waiting = [small(1, 3, topic="it", month="2026-02"), small(2, 3, topic="it", month="2026-03")]
    assert pools(waiting, NOW) == []
    assert numbers(pools(waiting, NOW + timedelta(days=9))) == [(1, 2)]


def test_the_closest_company_is_chosen():
    late = NOW + timedelta(days=9)
    waiting = [
        small(1, 3, topic="it", month="2026-02"),
        small(2, 3, topic="law", month="2026-02"),
        small(3, 3, topic="it", month="2026-03"),
        small(4, 3, topic="art", month="2026-01"),
        small(5, 3, topic="tea", month="2026-01"),
    ]
    assert numbers(pools(waiting, late)) == [(1, 3), (4, 5)]  # 2 is left, and too few
    assert numbers(pools([waiting[1], waiting[4]], late)) == [(2, 5)]


def test_people_are_counted_once():
    waiting = [small(1, 3, people={1, 2, 3}, series="w"), small(2, 4, people={1, 2, 3, 4}, series="w")]
    assert pools(waiting, NOW) == []
    more = [*waiting, small(3, 1, people={5}, series="w")]
    ((_, found),) = pools(more, NOW)
    assert (found.answered, found.sessions) == (8, 3)


def test_the_largest_minimum_counts():
    assert pools([small(1, 3, series="w"), small(2, 4, series="w", minimum=8)], NOW) == []


def test_the_order_in_which_sessions_come_does_not_matter():
    waiting = [small(n, 2, series="w", topic="it", month="2026-03") for n in range(6)]
    assert pools(waiting, NOW) == pools(waiting[::-1], NOW)


@given(
    st.lists(st.frozensets(st.integers(0, 7), max_size=5), min_size=1, max_size=5),
    st.integers(0, 20),
    st.randoms(),
)
def test_no_more_people_are_said_to_answer_than_really_do(sessions, many, chance):
    given_ = [(number, person) for number, people in enumerate(sessions) for person in sorted(people)]
    answered = chance.sample(given_, min(many, len(given_)))
    really = len({person for _, person in answered})
    each = [sum(person in people for people in sessions) for person in range(8)]
    assert at_least(len(answered), each, 0) <= really
    # Of some it is not known any more whose they are.
    forgotten = chance.sample(range(8), 3)
    known = [0 if person in forgotten else n for person, n in enumerate(each)]
    nobodys = sum(each[person] for person in forgotten)
    assert at_least(len(answered), known, nobodys) <= really


# ── Slices ───────────────────────────────────────────────────────────────────────────────────────


def cell(*ratings, said=(), done=None) -> Figures:
    answers = [{"useful": rating} for rating in ratings]
    for answer, words in zip(answers, said, strict=False):
        answer["comment"] = words
    found = publish([group(1, answers)], NOW)
    return replace(found, done=done)


def test_a_slice_adds_up_whole_groups():
    found = together([cell(1, 2, 3, 4, 5, said=["b"]), cell(5, 5, 5, 5, 5, 5, said=["a"])], left_out=2)
    assert (found.asked, found.answered, found.sessions, found.left_out) == (17, 11, 2, 2)
    assert figure(found, "useful").counts == (1, 1, 1, 1, 7)
    assert figure(found, "comment").said == ("a", "b")


def test_of_nothing_there_are_no_figures():
    assert together([]) is None


def test_what_was_asked_in_other_words_is_not_added_up():
    other = publish(
        [group(2, rated(1, 1, 1, 1, 1), questions=(Question("useful", "rating", {"en": "Was it fun?"}),))],
        NOW,
    )
    found = together([cell(5, 5, 5, 5, 5), other])
    assert [(each.question.words.get("en", ""), each.n) for each in found.figures] == [
        ("", 5),
        ("Was it fun?", 5),
    ]


def test_what_people_did_is_added_up():
    done = [Done(9, 6, 3, 2, 1, (("time", 2),)), Done(7, 5, 1, 1, 3, (("time", 1), ("tools", 2))), None]
    found = together([cell(1, 1, 1, 1, 1, done=each) for each in done])
    assert found.done == Done(16, 11, 4, 3, 4, (("time", 3), ("tools", 2)))


@pytest.mark.parametrize("minimum", [5, 10])
def test_a_hundred_small_sessions_end_in_large_groups_only(minimum):
    waiting = [
        small(
            n,
            n % minimum,
            minimum=minimum,
            series=("", "a", "b")[n % 3],
            topic="xyz"[n % 2],
            month=f"{n % 7}",
        )
        for n in range(100)
    ]
    found = pools(waiting, NOW + timedelta(days=9))
    together_ = [each.session_id for groups, _ in found for each in groups]
    assert len(together_) == len(set(together_)) > 90
    for groups, figures in found:
        assert sum(len(each.answers) for each in groups) == figures.answered >= minimum
