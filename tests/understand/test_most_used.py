"""The words that people used most: counted by who used them, and never one person's alone."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.understand.most_used import LEAST, most_used
from bot.understand.stop_words import spoken_language


def test_a_word_counts_once_for_each_who_used_it():
    said = ["Feedback, feedback and feedback", "How to give feedback", "Kind feedback helps", "Kind words"]
    assert most_used(said) == (("feedback", 3),)


def test_what_one_or_two_wrote_is_theirs():
    assert most_used(["Zorblax zorblax zorblax"] + ["Nothing"] * 2) == ()
    assert most_used(["pivot tables"] * 2 + ["charts"]) == ()


def test_forms_of_a_word_are_one_and_shown_as_most_wrote_them():
    said = ["Listening to others", "I will listen", "listening first", "Listening"]
    assert most_used(said) == (("listening", 4),)


def test_welsh_words_are_counted_with_their_mutations():
    said = [
        "Mae hyder yn tyfu",
        "Mwy o hyder",
        "Roedd yr hyder yno",
        "Byddaf yn trafod mwy",
        "Rydw i am drafod",
        "Mae angen trafod",
    ]
    assert most_used(said) == (("hyder", 3), ("trafod", 3))


def test_english_words_that_look_like_mutations_are_words_of_their_own():
    assert most_used(["The town", "Our town hall", "In town", "Cut it down", "Down tools"]) == (("town", 3),)


def test_small_words_of_both_languages_say_nothing():
    assert most_used(["It was really the most that we had", "Mae hyn yn dda iawn i ni"] * 5) == ()


def test_addresses_and_numbers_are_not_words():
    said = ["nia@example.org has slides", "https://example.org/nia 2026", "nia@example.org 2026"]
    assert most_used(said) == ()


def test_the_commonest_stand_first_and_there_are_only_so_many():
    said = [" ".join(f"word{chr(97 + n)}{chr(97 + n)}" for n in range(k)) for k in range(1, 16)]
    found = most_used(said, 5)
    assert len(found) == 5
    assert [n for _, n in found] == [15, 14, 13, 12, 11]


WORDS = ("listen", "listening", "hyder", "trafod", "drafod", "gwrando", "wrando", "town", "down", "yn", "mae")


@given(st.lists(st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join), max_size=14))
@settings(max_examples=80, deadline=None)
def test_it_is_what_one_would_count_by_hand(said):
    """Each text by itself; a mutated word is another one only in Welsh, and where that was written too."""
    by_hand: Counter[str] = Counter()
    there = set(" ".join(said).split())
    for text in said:
        words = {"listen" if word == "listening" else word for word in set(text.split()) - {"yn", "mae"}}
        if spoken_language(text) == "cy":
            changed = {"drafod": "trafod", "wrando": "gwrando", "down": "town"}
            words = {changed[w] if w in changed and changed[w] in there else w for w in words}
        by_hand.update(words)
    counted = {("listen" if word == "listening" else word): n for word, n in most_used(said, 50)}
    assert counted == {word: n for word, n in by_hand.items() if n >= LEAST}


@given(
    st.lists(st.text(max_size=60) | st.sampled_from(["feedback", "hyder", "gwrando ar bobl"]), max_size=12)
)
@settings(max_examples=60)
def test_whatever_they_write_no_word_stands_for_fewer_than_three(said):
    for word, n in most_used(said):
        assert LEAST <= n <= len(said)
        assert word == word.lower().strip()
