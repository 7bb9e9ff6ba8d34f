"""Which command people mean, however politely and hastily they type it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understand.commands import Command, find_command

VOCABULARY = {
    "whats_on": ("what's on", "whats on", "beth sydd ymlaen"),
    "book": ("book", "sign me up for", "archebu", "archebwch"),
    "cancel": ("cancel", "canslo"),
    "mine": ("mine", "my places", "fy lleoedd"),
    "follow": ("follow", "dilyn"),
    "digest": ("digest", "digest weekly", "crynodeb"),
    "feedback": ("feedback", "rhoi adborth"),
    "help": ("help", "help me", "cymorth"),
    "share": ("share", "rhannu"),
}


@pytest.mark.parametrize(
    ("text", "word", "about"),
    [
        ("book 12", "book", "12"),
        ("Book EX-7", "book", "EX-7"),
        ("/book 12", "book", "12"),
        ("BOOK  12!", "book", "12"),
        ("book", "book", ""),
        ("please book number 12", "book", "12"),
        ("Can you book me a place on 12, please?", "book", "12"),
        ("I’d like to book a seat for the yoga", "book", "the yoga"),
        ("sign me up for repairing a bike", "book", "repairing a bike"),
        ("What’s on in May?", "whats_on", "in May"),
        ("whats on", "whats_on", ""),
        ("hi, what's on next week?", "whats_on", "next week"),
        ("beth sydd ymlaen yfory", "whats_on", "yfory"),
        ("Archebu 12", "book", "12"),
        ("archebwch le i mi ar 12", "book", "12"),
        ("os gwelwch yn dda, canslo 12", "cancel", "12"),
        ("Ga i ganslo 12?", "cancel", "12"),
        ("ganslo 12", "cancel", "12"),
        ("dw i eisiau canslo fy lle ar yr ioga", "cancel", "yr ioga"),
        ("hoffwn i ddilyn llesiant", "follow", "llesiant"),
        ("gaf i gymorth", "help", ""),
        ("hoffwn i roi adborth ar 12", "feedback", "12"),
        ("fy lleoedd i", "mine", "i"),
        ("cancle 12", "cancel", "12"),
        ("flolow wellbeing", "follow", "wellbeing"),
        ("digest weekly monday 9am", "digest", "monday 9am"),
        ("digest pause", "digest", "pause"),
        ("help me", "help", ""),
        ("12", "details", "12"),
        ("#12", "details", "12"),
        ("EX-12", "details", "EX-12"),
        ("ex-12?", "details", "ex-12"),
    ],
)
def test_hears(text, word, about):
    assert find_command(text, VOCABULARY) == Command(word, about)


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "/", "please", "ga i", "bookshelf", "the book club", "wellbeing", "a good book", "fine",
        "shared spaces",
        "what", "on", "beth", "3/3/2026", "10am", "12 angry men", "<@U123>", "🙂", "\u202e21 koob",
    ],
)  # fmt: skip
def test_hears_no_command(text):
    assert find_command(text, VOCABULARY) is None


def test_knows_only_the_words_it_is_given():
    assert find_command("book 12", {"reserve": ("reserve",)}) is None
    assert find_command("reserve 12", {"reserve": ("reserve",)}) == Command("reserve", "12")


def test_what_it_is_about_stays_as_it_was_typed():
    assert find_command("book {{DATE()}} <!channel> Tŷ Afon", VOCABULARY) == Command(
        "book", "{{DATE()}} <!channel> Tŷ Afon"
    )


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_words_behind_a_command_are_what_it_is_about(about):
    heard = find_command(f"follow {about}", VOCABULARY)
    assert heard
    assert heard.word == "follow"
    assert heard.about in about


@settings(deadline=None)
@given(
    st.sampled_from(sorted(VOCABULARY)),
    st.integers(0),
    st.sampled_from(["", "please ", "/", "Can I ", "ga i ", "  "]),
)
def test_every_phrase_is_heard_behind_politeness(name, which, polite):
    phrase = VOCABULARY[name][which % len(VOCABULARY[name])]
    assert find_command(f"{polite}{phrase.upper()}", VOCABULARY) == Command(name, "")


def test_it_is_told_where_a_slip_was_forgiven():
    heard = [find_command(text, VOCABULARY) for text in ("feedback 12", "feeback 12", "/digset on")]
    assert [each.exactly for each in heard if each] == [True, False, False]
