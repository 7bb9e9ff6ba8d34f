"""What a press brings back is what the button carried, and nothing else is taken for a press."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.card import Choice, Line, Plain, Text, Ticks, Words
from bot.platforms.teams import limits
from bot.platforms.teams.carried import (
    Pressed,
    carries,
    execute,
    execute_form,
    input_id,
    option_value,
    pressed,
    submitted,
)
from bot.words.fitting import clean, units

LABEL = Text((Plain("Label"),))
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
STARS = Choice("rating", LABEL, (("1", LABEL), ("5", LABEL)))
COMMENT = Words("comment", LABEL)
TOPICS = Ticks("topics", LABEL, (("health, safety", LABEL), ("100% data", LABEL), ("a%2Cb", LABEL)))


def over_the_wire(action: dict[str, Any], inputs: dict[str, Any]) -> tuple[Any, Any]:
    """What Teams sends: an invoke's action, and an older client's message value."""
    action = json.loads(json.dumps(action))
    older = action.pop("fallback")
    return {**action, "data": {**action["data"], **inputs}}, {**older["data"], **inputs}


@given(about=st.text(max_size=2100))
def test_a_button_comes_back_as_it_was_or_is_not_drawn(about):
    drawn = execute("book", about)
    if drawn is None:
        assert clean(about) != about or units(about) > limits.ABOUT
        return
    new, old = over_the_wire(drawn, {})
    assert pressed(new) == submitted(old) == Pressed("book", about)


@pytest.mark.parametrize("word", ["", "two words", "b|ook", "x" * 101, "llyfr\u0175"])
def test_a_word_that_is_none_of_ours_is_not_carried(word):
    assert execute(word, "12") is None
    assert execute_form(word, "12", [COMMENT]) is None


def test_a_form_comes_back_with_every_field():
    drawn = execute_form("feedback_form", "12", [STARS, COMMENT, TOPICS])
    assert drawn is not None
    values = [option_value(TOPICS, value) for value, _ in TOPICS.options]
    for read, sent in zip(
        (pressed, submitted),
        over_the_wire(drawn, {input_id(STARS): "5", input_id(TOPICS): ",".join(values)}),
        strict=True,
    ):
        assert read(sent) == Pressed(
            "feedback_form",
            "12",
            {"rating": "5", "comment": "", "topics": ("health, safety", "100% data", "a%2Cb")},
            form=True,
        )


@given(chosen=st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), max_size=10))
def test_several_choices_are_told_apart_whatever_stands_in_them(chosen):
    chosen = [value for value in chosen if clean(value) == value]
    drawn = execute_form("settings", "", [TOPICS])
    assert drawn is not None
    sent, _ = over_the_wire(
        drawn, {input_id(TOPICS): ",".join(option_value(TOPICS, value) for value in chosen)}
    )
    found = pressed(sent)
    assert found is not None
    assert found.values == {"topics": tuple(chosen)}


def test_nothing_filled_in_is_still_a_form():
    drawn = execute_form("settings", "", [TOPICS, COMMENT])
    assert drawn is not None
    found = pressed(over_the_wire(drawn, {})[0])
    assert found == Pressed("settings", "", {"topics": (), "comment": ""}, form=True)


def test_a_form_without_fields_is_a_form():
    drawn = execute_form("settings", "", [])
    assert drawn is not None
    assert pressed(over_the_wire(drawn, {})[0]) == Pressed("settings", "", {}, form=True)


@given(found=JSON)
def test_whatever_arrives_is_read_or_not_and_never_a_fault(found):
    for read in (pressed, submitted):
        assert read(found) is None or isinstance(read(found), Pressed)
    for read, sent in (
        (pressed, {"verb": "book", "data": found}),
        (pressed, {"verb": "book", "data": {"about": found}}),
        (pressed, {"verb": "book", "data": {"form": "one-a,any-b", "one-a": found, "any-b": found}}),
        (pressed, {"verb": "book", "data": {"form": found}}),
        (submitted, {"word": found, "about": "12"}),
    ):
        answer = read(sent)
        if answer is not None:
            assert all(isinstance(each, str) for each in (answer.word, answer.about))
            assert all(isinstance(value, str | tuple) for value in answer.values.values())


@pytest.mark.parametrize(
    "data",
    [
        {"about": 12},
        {"about": "x" * 2001},
        {"about": "a\x00b"},
        {"form": "one-a", "one-a": ["x"]},
        {"form": "one-a", "one-a": "x" * 20_001},
        {"form": "two-a"},
        {"form": "one-" + "x" * 10_000},
        {"form": "one-a b"},
    ],
)
def test_what_is_not_of_our_shape_is_not_read(data):
    assert pressed({"verb": "book", "data": data}) is None
    assert submitted({"word": "book", **data}) is None


def test_what_cannot_be_kept_is_taken_out_of_what_was_typed():
    found = pressed({"verb": "w", "data": {"form": "one-a", "one-a": "tea\x00\r\nand \ud83dcake\u202e"}})
    assert found is not None
    assert found.values == {"a": "tea\nand cake"}


def test_only_the_forms_own_fields_are_read():
    found = pressed({"verb": "w", "data": {"form": "one-a", "one-a": "1", "one-b": "2", "msteams": {}}})
    assert found == Pressed("w", "", {"a": "1"}, form=True)


def test_a_field_whose_name_would_not_come_back_is_known():
    assert carries(Line("clock", LABEL))
    assert not any(carries(Line(name, LABEL)) for name in ("", "a,b", "a b", "x" * 101, "\u0175"))


def test_nothing_but_words_and_references_is_carried():
    action = execute_form("feedback_form", "12", [STARS])
    assert action == {
        "type": "Action.Execute",
        "verb": "feedback_form",
        "data": {"about": "12", "form": "one-rating"},
        "fallback": {
            "type": "Action.Submit",
            "data": {"word": "feedback_form", "about": "12", "form": "one-rating"},
        },
    }
