"""What somebody asks after, to hear whether it is on; and that no other sentence is taken for that."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.understand.going_ahead import AskedOn, asked_on

_WORDS = [
    "is",
    "the",
    "a",
    "on",
    "still",
    "cancelled",
    "moved",
    "to",
    "ydy'r",
    "wedi'i",
    "ganslo",
    "yn",
    "dal",
    "?",
]


@pytest.mark.parametrize(
    ("words", "name", "surely"),
    [
        ("is yoga cancelled?", "yoga", True),
        ("Hi, is the walk still on please?", "the walk", True),
        ("is yoga on tomorrow?", "yoga tomorrow", False),
        ("has tomorrow’s session been moved?", "tomorrow's session", True),
        ("is first aid happening?", "first aid", False),
        ("has stress and sleep been moved to Friday", "stress and sleep", True),
        ("can you tell me if yoga is still going ahead", "yoga", True),
        ("when was yoga moved to?", "yoga", True),
        ("yoga cancelled?", "yoga", True),
        ("is it still on?", "", True),
        ("is my next session still on tomorrow?", "tomorrow", True),
        ("ydy'r ioga wedi'i ganslo?", "ioga", True),
        ("Ydi’r daith wedi cael ei chanslo?", "daith", True),
        ("wyddoch chi a ydy'r ioga wedi ei ohirio", "ioga", True),
        ("ydy'r cymorth cyntaf yn dal i fynd yn ei flaen?", "cymorth cyntaf", True),
        ("ydy ioga ymlaen yfory?", "ioga yfory", False),
        ("ydy o'n dal ymlaen?", "", True),
        ("ioga wedi'i ganslo?", "ioga", True),
    ],
)
def test_what_is_asked_after(words, name, surely):
    assert asked_on(words) == AskedOn(name, surely)


@pytest.mark.parametrize(
    "words",
    [
        "what's on tomorrow",
        "is there anything on tomorrow?",
        "is anything still on this week",
        "are any sessions cancelled?",
        "are all sessions going ahead",
        "what's been cancelled",
        "am I still on yoga?",
        "have I been moved?",
        "is he still on?",
        "cancel yoga",
        "can I cancel yoga?",
        "yoga is cancelled",
        "yoga cancelled",
        "move yoga to friday",
        "is yoga online?",
        "is yoga full?",
        "is it ok if yoga is moved?",
        "oes unrhyw beth ymlaen yfory?",
        "beth sydd ymlaen?",
        "ydy popeth ymlaen?",
        "canslo ioga",
    ],
)
def test_other_sentences_ask_no_such_thing(words):
    assert asked_on(words) is None


@given(st.text(max_size=300) | st.lists(st.sampled_from(_WORDS)).map(" ".join))
def test_whatever_is_said_is_read(words):
    found = asked_on(words)
    assert found is None or isinstance(found, AskedOn)


@pytest.mark.parametrize(
    "words", ["is ", "on on ", "is a on ", "wedi ", "ydy'r ", "moved to ", "do you know if is ", "1 may "]
)
def test_no_sentence_takes_long(words):
    before = time.thread_time()
    asked_on(words * 400)
    asked_on((words * 60)[:195] + " on?")
    assert time.thread_time() - before < 0.05
