"""Whatever is said over and over is heard, in a time that nobody notices."""

import pytest

from bot.hearing import hearing
from bot.registry import find
from bot.shelf import programme_of
from tests.house import MONDAY

_REGISTRY = find("handlers")
_LONGEST = 4000  # letters that are read


@pytest.mark.parametrize("word", sorted(_REGISTRY.vocabulary))
def test_a_phrase_a_thousand_times(word):
    hear = hearing(_REGISTRY)
    programme = programme_of((), revision="none", now=MONDAY)
    phrase = max(_REGISTRY.vocabulary[word], key=len)
    for said in {phrase, _REGISTRY.vocabulary[word][0]}:
        heard, _, _ = hear(f"{said} " * (_LONGEST // (len(said) + 1)), programme)
        assert heard in _REGISTRY.commands
