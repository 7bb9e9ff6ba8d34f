"""What answers to a question can be, whatever arrives; and what a written question has to be like."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.learning.question_library import DEFAULT, LIBRARY, asks_two_things, check, in_order, own
from bot.learning.questions import (
    LONGEST,
    MOST,
    SCALE,
    Question,
    QuestionSet,
    answers_in,
    one_press,
    presses,
    valid,
)
from bot.learning.refusals import Refusal
from bot.store.paper import pack, unpack
from bot.words.voice import voices

READY = {each.key: each for each in LIBRARY}
BOTH = {"en": "How was it today?", "cy": "Sut oedd hi heddiw?"}
HOSTILE = st.one_of(
    st.none(),
    st.integers(-10, 10),
    st.booleans(),
    st.text(max_size=30),
    st.sampled_from(
        ["1", "5", "slow", "٣", "²", "<!channel>", "{{DATE()}}", "<script>", "w" * 3200, "\u202eknow"]
    ),
    st.lists(st.sampled_from(["1", "5", "time", "tools", "x", 3]), max_size=4),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)


@given(question=st.sampled_from(LIBRARY), value=HOSTILE)
def test_whatever_arrives_is_an_answer_to_that_question_or_none(question, value):
    found = valid(question, value)
    if found is None:
        return
    keys = {option.key for option in question.options}
    match question.kind:
        case "rating":
            assert found in SCALE
            assert not isinstance(found, bool)
        case "choice":
            assert found in keys
        case "choices":
            assert set(found) <= keys
        case "change":
            assert len(found) == 2
            assert set(found) <= set(SCALE)
        case _:
            assert isinstance(found, str)
            assert found.strip() == found
            assert 0 < len(found) <= LONGEST
    kept = json.loads(json.dumps(found))
    assert valid(question, kept) == found, "what was kept is read as it was said"


@given(filled=st.dictionaries(st.sampled_from([*READY, "confidence-before", "confidence-now"]), HOSTILE))
def test_a_form_holds_answers_to_what_was_asked_and_nothing_else(filled):
    asked = (READY["useful"], READY["confidence"], READY["comment"])
    assert set(answers_in(asked, filled)) <= {"useful", "confidence", "comment"}


def test_a_change_is_both_steps_or_nothing():
    asked = (READY["confidence"],)
    assert answers_in(asked, {"confidence-before": "2", "confidence-now": "4"}) == {"confidence": (2, 4)}
    assert answers_in(asked, {"confidence-before": "2", "confidence-now": ""}) == {}


@pytest.mark.parametrize("question", [each for each in LIBRARY if one_press(each)], ids=lambda each: each.key)
def test_every_button_gives_an_answer(question):
    assert all(valid(question, each) is not None for each in presses(question))


def test_the_library_is_worded_in_both_languages_and_asks_one_thing_each():
    for question in LIBRARY:
        for say in voices():
            assert say.has(f"ask-{question.key}")
            assert all(say.has(f"ask-{question.key}-{option.key}") for option in question.options)
            if question.kind in ("rating", "change"):
                assert all(say.has(f"{question.scale}-{step}") for step in SCALE)
        words = "".join(span.text for span in voices()[1](f"ask-{question.key}").spans)
        assert not asks_two_things(Question(question.key, question.kind, {"en": words}))


def test_everything_that_is_kept_is_read_again():
    written = own("choices", BOTH, {"en": ["Sleep", "Mood"], "cy": ["Cwsg", "Hwyliau"]}, tier=7)
    whole = QuestionSet((*LIBRARY, written), 10)
    assert unpack(json.loads(json.dumps(pack(whole))), QuestionSet) == whole


def test_the_same_question_has_the_same_key_and_another_has_another():
    options = {"en": ["Yes", "No"], "cy": ["Oedd", "Nac oedd"]}
    one = own("choice", BOTH, options)
    assert own("choice", {key: f"  {words} " for key, words in BOTH.items()}, options).key == one.key
    others = [
        own("choices", BOTH, options),
        own("choice", BOTH | {"cy": "Sut oedd hi ddoe?"}, options),
        own("choice", BOTH, options | {"en": ["No", "Yes"]}),
        own("rating", BOTH, options),
    ]
    assert len({one.key, *(each.key for each in others)}) == 5


@given(st.sampled_from(["rating", "choice", "choices", "words", "change", "people", "essay", ""]), st.data())
def test_no_written_question_is_half_there(kind, data):
    text = st.one_of(st.text(max_size=160), st.just(BOTH["en"]))
    lines = st.lists(st.one_of(st.text(max_size=75), st.just("Yes")), max_size=12)
    words = {"en": data.draw(text), "cy": data.draw(text)}
    try:
        found = own(kind, words, {"en": data.draw(lines), "cy": data.draw(lines)})
    except Refusal:
        return
    assert all(5 <= len(said) <= 150 for said in found.words.values())
    assert set(found.words) == {"en", "cy"}
    assert bool(found.options) == (kind in ("choice", "choices"))
    for option in found.options:
        assert all(0 < len(option.words[language]) <= 70 for language in ("en", "cy"))


def test_a_set_is_neither_empty_nor_long_and_asks_for_people_once():
    with pytest.raises(Refusal, match="questions-none"):
        check(QuestionSet((), 10))
    with pytest.raises(Refusal, match="questions-many"):
        check(QuestionSet(LIBRARY[: MOST + 1], 10))
    with pytest.raises(Refusal, match="questions-people"):
        check(QuestionSet((READY["people"], own("people", BOTH, {})), 10))
    check(QuestionSet(DEFAULT, 10))


def test_the_comment_comes_last():
    written = own("rating", BOTH, {})
    found = in_order([READY["comment"], written, READY["action"], READY["useful"]])
    assert [each.key for each in found] == ["useful", "action", written.key, "comment"]


def test_what_is_private_is_never_signed():
    asked = QuestionSet(DEFAULT, 10)
    assert asked.action.key == "action"
    assert asked.signed.key == "comment"
    assert QuestionSet((READY["action"],), 10).signed is None
