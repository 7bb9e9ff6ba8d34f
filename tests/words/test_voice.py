"""How a sentence and what is put into it meet."""

import pytest

from bot.card import Reader
from bot.learning.sessions import Bilingual
from bot.words.aloud import say
from bot.words.voice import voice
from tests.house import LONDON, MONDAY


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("What would you like to learn?", "How was What would you like to learn?"),
        ("Sing!", "How was Sing!"),
        ("Walking", "How was Walking?"),
        ("Working with Morgan Ltd.", "How was Working with Morgan Ltd.?"),
    ],
)
def test_a_title_that_ends_a_sentence_ends_it_once(title, said):
    text = voice("en")("feedback-ask", title=Bilingual(en=title))
    assert say(text, Reader(LONDON, MONDAY.date())) == said
