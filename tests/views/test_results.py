"""How published figures look: all in words, each with what it measures; what is somebody’s own, apart."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.card import Bars, Card, Note, Reader
from bot.learning.figures import Done, Figure, Figures
from bot.learning.question_library import LIBRARY
from bot.learning.questions import Option, Question
from bot.views.results import MOST_SAID, results
from bot.words.aloud import say_card, say_part
from bot.words.voice import voice

READER = Reader(ZoneInfo("Europe/London"), date(2026, 11, 2))
NOW = datetime(2026, 11, 2, 9, tzinfo=UTC)
BY_KEY = {question.key: question for question in LIBRARY}


def card(*figures: Figure, language="en", **more) -> Card:
    say = voice(language)
    facts = {"asked": 40, "answered": 23, "published_at": NOW} | more
    return results(Figures(figures=figures, **facts), say.words("About listening"), say)


def shown(*figures: Figure, **more) -> str:
    return say_card(card(*figures, **more), READER)


USEFUL = Figure(BY_KEY["useful"], 23, (0, 1, 4, 10, 8))
CONFIDENT = Figure(BY_KEY["confidence"], 20, (0, 1, 4, 10, 5), before=(4, 8, 6, 2, 0))


def test_how_many_answered_stands_first_and_in_the_notification():
    drawn = card(USEFUL)
    assert say_card(drawn, READER).startswith("What people said\nAbout listening\n23 of 40 people answered\n")
    assert "".join(span.text for span in drawn.summary.spans) == "What people said: 23 of 40 people answered"


def test_a_distribution_is_bars_with_what_it_measures_and_how_many_it_stands_on():
    (bars,) = (part for part in card(USEFUL).parts if isinstance(part, Bars))
    assert say_part(bars, READER).splitlines() == [
        "How useful was it?",
        "What people thought of it (tier 3 of 8) · 23 answers",
        "1 Not useful: 0",
        "2 A little useful: 1",
        "3 Useful: 4",
        "4 Very useful: 10",
        "5 Extremely useful: 8",
    ]
    assert "18 of 23 chose 4 or 5." in shown(USEFUL)


def test_before_and_now_stand_beside_each_other():
    text = shown(CONFIDENT)
    assert ": Before 4, Now 0" in text
    assert "Before, 2 of 20 chose 4 or 5. Now, 15 of 20 do." in text
    welsh = shown(CONFIDENT, language="cy")
    assert ": Cynt 4, Nawr 0" in welsh


@pytest.mark.parametrize("language", ["en", "cy"])
@pytest.mark.parametrize("question", LIBRARY, ids=lambda question: question.key)
def test_every_question_that_is_ready_can_be_shown_in_words(question, language):
    options = len(question.options)
    figure = {
        "rating": Figure(question, 12, (0, 0, 2, 4, 6)),
        "change": Figure(question, 12, (0, 0, 2, 4, 6), before=(6, 4, 2, 0, 0)),
        "choice": Figure(question, 12, tuple(range(options))),
        "choices": Figure(question, 12, tuple(range(options))),
    }.get(question.kind, Figure(question, 12, said=("Diolch", "Thank you")))
    text = shown(figure, language=language)
    tier = {"en": f"(tier {question.tier} of 8)", "cy": f"(haen {question.tier} o 8)"}[language]
    assert question.tier == 0 or tier in text
    assert f"\n{question.key}\n" not in text, "asked in words, not by its key"


def test_what_was_chosen_is_in_the_words_that_there_are():
    question = Question(
        "own-1",
        "choices",
        {"cy": "Beth nesaf?"},
        (Option("a", {"en": "Practice", "cy": "Ymarfer"}), Option("b", {"cy": "Ail ran"})),
        tier=3,
    )
    drawn = card(Figure(question, 15, (9, 12)))
    (bars,) = (part for part in drawn.parts if isinstance(part, Bars))
    assert [span.language for label, _ in bars.rows for span in label.spans] == [None, "cy"]
    text = say_card(drawn, READER)
    assert "Beth nesaf?" in text
    assert "Practice: 9\nAil ran: 12\nPeople could choose several." in text


def test_words_are_quoted_with_those_used_most_and_no_more_than_can_be_read():
    said = tuple(sorted(f"Listening, answer {n:03}" for n in range(MOST_SAID + 35)))
    text = shown(Figure(BY_KEY["comment"], len(said), said=said))
    assert "how many used each: answer (65), listening (65)" in text
    assert text.count("“") == MOST_SAID
    assert "And 35 more answers in words." in text


def test_what_people_mean_to_do_is_not_called_done():
    text = shown(Figure(BY_KEY["action"], 12, said=("Listen",)))
    assert "What people mean to do, not what they did (tier 3 of 8) · 1 answer" in text


def test_long_answers_are_whole_and_stand_together_as_far_as_there_is_room():
    said = tuple(f"{n} {'x' * 700}" for n in range(9))
    drawn = card(Figure(BY_KEY["comment"], 12, said=said))
    assert all(f"“{words}”" in say_card(drawn, READER) for words in said)
    assert len(drawn.parts) == 4 + 2 + 5, "two together"


def test_what_nobody_wrote_is_left_out():
    assert "Anything else?" not in shown(Figure(BY_KEY["comment"], 12))


def test_what_people_did_says_that_nobody_checked_it():
    done = Done(said=12, answered=11, did=6, partly=3, not_yet=2, hindrances=(("time", 5),))
    text = shown(USEFUL, done=done)
    assert "What people did\nAs people say themselves; nobody has checked it. Nearest to tier 7 of 8." in text
    assert "Did it: 6\nDid some of it: 3\nNot yet: 2" in text
    assert "12 had said what they would do. 11 have told us how it went." in text


def test_names_stand_apart_from_what_nobody_is_named_for():
    comment = Figure(BY_KEY["comment"], 12, said=("Less theory",))
    text = shown(comment, named=(("Eluned Rees", "Diolch o galon"),))
    assert text.index("“Less theory”") < text.index("What people said by name\nEluned Rees\n“Diolch o galon”")


def test_several_sessions_are_told_in_answers_and_what_is_left_out_without_numbers_of_people():
    text = shown(USEFUL, sessions=3, left_out=2)
    assert "23 answers out of 40 asked for, after 3 sessions" in text
    assert "2 sessions are left out: too few people answered." in text


@pytest.mark.parametrize("language", ["en", "cy"])
def test_that_people_came_and_liked_it_is_never_called_more(language):
    comment = Figure(BY_KEY["comment"], 12, said=("Less theory",))
    parts = card(comment, USEFUL, CONFIDENT, language=language).parts
    note = next(part for part in parts[4:] if isinstance(part, Note))
    assert [type(part).__name__ for part in parts[parts.index(note) :]] == [
        "Note",
        "Heading",
        "Note",
        "Paragraph",
    ]
    words = "".join(span.text for span in note.text.spans)
    assert {"en": "does not show that they learnt", "cy": "Nid yw’r ffaith"}[language] in words
