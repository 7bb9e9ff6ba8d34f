"""What people ask besides what's on, booking and cancelling: that it is heard, and taken for nothing else."""

import time
from pathlib import Path

import pytest

from bot.understand.besides import about
from bot.understand.letters import spoken
from bot.understand.sentences import pieces
from tests.understand.test_questions import house

WORDS = {
    "mine": {"mine"},
    "settings": {"settings"},
    "record": {"record"},
    "certificate": {"certificate"},
    "access": {"access"},
    "privacy": {"privacy"},
    "materials": {"materials"},
    "contact": {"contact"},
    "change": {"change_online", "change_in_person", "shall_change_online", "shall_change_in_person"},
    "late": {"late"},
    "searched": {"whats_on", "look", "follow", "details", "shall_book", "feedback"},
}


def asked():
    """(before or below "half", what is meant, words)."""
    half = 0
    for line in Path(__file__).with_name("besides.tsv").read_text(encoding="utf-8").splitlines():
        if line == "# half":
            half = 1
        elif not line.startswith("#"):
            yield half, *line.split("\t")


def heard(words):
    return house().hear(words, house().programme)


@pytest.mark.parametrize(("half", "least"), [(0, 1.0), (1, 0.97)])
def test_what_is_asked_is_heard(half, least):
    found = [(kind, words) for which, kind, words in asked() if which == half and kind != "searched"]
    assert len(found) > 90
    wrong = [(words, heard(words)) for kind, words in found if heard(words)[0] not in WORDS[kind]]
    assert 1 - len(wrong) / len(found) >= least, wrong


def test_who_looks_for_something_to_learn_is_understood_so():
    found = [words for _, kind, words in asked() if kind == "searched"]
    assert len(found) > 35
    assert [words for words in found if heard(words)[0] not in WORDS["searched"]] == []


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("i need a sign language interpreter for 12", "12"),
        ("im autistic and id like to sit near the door in 12 please", "12"),
        ("i'm deaf and i can't hear my manager, can i have captions", ""),
        ("dw i'n ddyslecsig, ga i'r sleidiau cyn 12", "12"),
        ("can you remind me 30 mins before, im deaf", ""),
        ("im deaf and will need captions on tuesday", "tuesday"),
    ],
)
def test_of_what_people_say_about_themselves_only_the_session_is_taken_along(words, named):
    found = pieces(spoken(words))
    assert about("access", found, words) == named


@pytest.mark.parametrize(
    ("words", "named"),
    [
        ("can i have a certificate for saying no kindly", "saying no kindly"),
        ("i need proof that i attended saying no kindly for my manager", "saying no kindly"),
        ("is there a recording of 8", "8"),
        ("can i get the powerpoint from yesterday", "yesterday"),
        ("have you got the slides from the session on saying no?", "the session on saying no"),
        ("ga i dystysgrif am ddweud na yn garedig", "ddweud na yn garedig"),
        ("where's my certificate", ""),
        ("where can i find the slides", ""),
    ],
)
def test_the_session_is_found_in_the_sentence(words, named):
    assert heard(words)[1] == named


@pytest.mark.parametrize(
    "shape", ["i need ", "who can see my ", "stop sending me ", "im ", "slides from ", "late "]
)
def test_a_sentence_that_goes_on_for_ever_is_read_in_no_time(shape):
    began = time.process_time()
    heard((shape * 2000)[:4000])
    assert time.process_time() - began < 2
