"""What somebody wants to swap for what, and that no other sentence is taken for that."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.swaps import Swap, read_swap

_WORDS = ["swap", "cancel", "and", "book", "me", "my", "from", "to", "i", "can", "for"]


@pytest.mark.parametrize(
    ("words", "old", "new"),
    [
        ("swap yoga for the one in June", "yoga", "the one in June"),
        ("Could you swap my place on yoga for first aid, please?", "yoga", "first aid"),
        ("move me from yoga to first aid", "yoga", "first aid"),
        ("move me to the one in June", "", "the one in June"),
        ("I'd like first aid instead of yoga", "yoga", "first aid"),
        ("cancel my place on yoga and book me on first aid instead", "yoga", "first aid"),
        ("hoffwn gyfnewid ioga am yr un ym Mehefin", "ioga", "yr un ym Mehefin"),
        ("symudwch fi o'r ioga i'r cymorth cyntaf", "ioga", "cymorth cyntaf"),
        ("canslo ioga ac archebu cymorth cyntaf", "ioga", "cymorth cyntaf"),
    ],
)
def test_what_is_swapped_for_what(words, old, new):
    found = read_swap(words)
    assert found is not None
    assert (found.old.replace("my place on ", ""), found.new) == (old, new)


@pytest.mark.parametrize(
    "words",
    [
        "what's on next week",
        "swap shop",
        "is there a swap shop for clothes",
        "change my place to online",
        "change my place on yoga to in person",
        "book change management for leaders",
        "book the walk and lunch",
        "cancel art and craft",
        "move 12 to friday",
        "ways to move my team from paper to digital",
        "newid i'r Gymraeg",
    ],
)
def test_other_sentences_are_none(words):
    assert read_swap(words) is None


@given(st.text(max_size=400) | st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_whatever_is_said_is_read(words):
    found = read_swap(words)
    assert found is None or (isinstance(found, Swap) and found.new is not None)


@pytest.mark.parametrize(
    "words", ["cancel ", "book a and ", "can i ", "swap a for ", "move me from ", "i cancel,"]
)
def test_no_sentence_takes_long(words):
    before = time.thread_time()
    read_swap(words * 300)
    read_swap((words * 60)[:299])
    assert time.thread_time() - before < 0.05
