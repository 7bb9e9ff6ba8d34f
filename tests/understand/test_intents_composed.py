"""What is wanted does not hang on what it is wanted of: sentences, each with several sessions in it.

The sessions are named as people name them, by a word or two of a title of the demo's programme.
"""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from test_questions import house

ENGLISH = ("yoga", "menopause", "peatlands", "phishing", "negotiating", "copilot")
WELSH = ("ioga", "menopos", "mawndiroedd", "taenlenni", "trwsio")

SAID = {
    "book": (
        "stick me down for the {} session", "id love to do the {} session", "i want in on the {} one",
        "could i attend the {} session pls", "bag me a place on {}", "can i still get on the {} session",
    ),
    "cancel": (
        "sorry gonna have to skip {}", "no longer able to do {}", "drop the {} one",
        "i'm double booked, drop {}",
        "could a colleague have my {} place", "something came up so i wont make {}",
    ),
    "my_bookings": ("did i get on the {} session", "did i get a place on {}", "am i definitely down for {}"),
    "session_details": (
        "where do i go for {}", "whos running the {} session", "what time does the {} session finish",
        "do you need to be a manager for the {} session",
    ),
    "feedback": (
        "the {} session was a bit rushed", "{} was absolutely brilliant", "wasnt keen on the {} session",
        "{} session too basic", "i wasn't convinced by the {} session",
    ),
    "subscribe": (
        "tell me when theres more on {}", "notify me about {}", "ping me if there's another {} course",
        "update me on {}",
    ),
    "whats_on": (
        "what can i do about {}", "i want to know more about {}", "what could i go to about {} in june",
        "any help with {}", "who can teach me {}",
    ),
    "unknown": ("book me a meeting room for {}",),
}  # fmt: skip
WELSH_SAID = {
    "book": ("cadwa le i fi ar y sesiwn {}", "rho fi lawr ar gyfer {}"),
    "cancel": (
        "dwi'n moyn cancelio'r {}", "sai'n gallu dod i'r {}", "dwi ddim yn gallu dod i'r {}",
        "ffaelu dod i {}",
    ),
    "session_details": ("ble mae'r {}", "pwy sy'n rhedeg y sesiwn {}", "pryd mae'r sesiwn {}"),
    "feedback": ("roedd y sesiwn {} yn wych", "doedd y cwrs {} ddim yn dda iawn"),
}  # fmt: skip


def frames(said, names):
    for intent, sentences in said.items():
        for sentence in sentences:
            yield pytest.param(intent, sentence, names, id=sentence.format("…"))


@pytest.mark.parametrize(
    ("intent", "sentence", "names"), [*frames(SAID, ENGLISH), *frames(WELSH_SAID, WELSH)]
)
def test_the_intent_is_the_same_whatever_it_is_about(intent, sentence, names):
    texts = [sentence.format(name) for name in names]
    read = {text: house().answer({"id": 0, "text": text})["intent"] for text in texts}
    assert read == dict.fromkeys(texts, intent)


@pytest.mark.parametrize(
    "text",
    [
        "lost my id badge", "can you order some toner", "how do i change my bank details", "wheres my p60",
        "request annual leave for friday", "my council tax is wrong", "teams keeps crashing", "you're a star",
        "my screen has gone black", "the lift is broken again", "pryd mae'r bws nesaf", "beth yw dy enw di",
        "mae'r argraffydd wedi torri", "is the office open on boxing day", "i'd like to raise a grievance",
        "the second one please", "yes that one", "the last one",
    ],
)  # fmt: skip
def test_what_is_nothing_of_ours_is_not_looked_for(text):
    assert house().answer({"id": 0, "text": text})["intent"] == "unknown"


@pytest.mark.parametrize(
    "text", ["how do i book a session", "how can i cancel", "be fedri di neud", "dont message me so much"]
)
def test_how_things_are_done_here_is_told(text):
    assert house().answer({"id": 0, "text": text})["intent"] == "help"


@pytest.mark.parametrize(
    "text",
    [
        "teach me about autism",
        "beach walks",
        "organise my day",
        "question time",
        "sharing my concerns",
        "gdpr",
        "outlook",
        "cancer support",
        "cancer",
    ],
)
def test_a_slip_of_an_organisers_word_is_a_question(text):
    assert house().answer({"id": 0, "text": text})["intent"] == "whats_on"


@pytest.mark.parametrize(
    "text",
    [
        "does the {} session clash with my other booking", "which sessions don't clash with {}",
        "am i double booked on friday", "will this clash with {}", "i don't want to miss {}",
        "i'd hate to miss {}", "will i miss {} if i book the walk", "what happens if i cancel {}",
        "if i cancel {} do i lose my place", "do i need to cancel my place on {}", "don't cancel {}",
        "i wouldn't drop the {} session", "what if i have to skip {}", "remind me to cancel {}",
        "i can't join the {} link", "the link is broken, i can't join {}",
    ],
)  # fmt: skip
def test_who_asks_what_would_be_or_keeps_their_place_gives_nothing_up(text):
    said = [text.format(name) for name in ENGLISH]
    assert "cancel" not in {house().answer({"id": 0, "text": each})["intent"] for each in said}


@pytest.mark.parametrize(
    "text",
    [
        "i want to cancel {}", "i'm double booked, sorry, cancel {}", "{} clashes with a clinic",
        "not well so i will have to miss {}", "please cancel {} if i am on it", "i need to cancel {}",
        "can't make {}, will there be a recording",
    ],
)  # fmt: skip
def test_who_says_so_gives_it_up(text):
    said = [text.format(name) for name in ENGLISH]
    assert {house().answer({"id": 0, "text": each})["intent"] for each in said} == {"cancel"}
