"""What people write of what they will do, and what organisers call a file, is words in every room."""

from dataclasses import replace

import pytest

from bot.card import Language
from bot.learning.materials import Material, Part, plain_name
from bot.views import actions
from bot.views import materials as view
from bot.words.voice import voice
from tests.golden.drawing import as_html, faults, faults_in_teams
from tests.golden.examples.afterwards import ACTION
from tests.golden.programme import WALKING
from tests.hostile.texts import chances, hostile


@pytest.mark.parametrize("language", ["en", "cy"])
def test_words_stay_words(language: Language) -> None:
    say = voice(language)
    for chance in chances(7, 12):
        words = _kept(hostile(chance))[:500] or "x"
        own = actions.Own(replace(ACTION, words=words, colleagues=words, note=words), WALKING)
        link = Material(
            id=1, session_id=1, person_id=1, title=words[:120], round=1, url="https://example.org"
        )
        file = replace(link, url="", file_name=plain_name(f"{words}.pdf"), size=1)
        for body in (
            actions.question(own, say),
            actions.mine((own,), 0, say),
            actions.change_form(own, say),
            view.letter(WALKING, Part.CAME, (file, link), (), say),
            view.take_back(file, WALKING, say),
        ):
            assert faults(body) == []
            assert faults_in_teams(body) == []
            assert "<script" not in as_html(body, language).lower()


def _kept(words: str) -> str:
    """As the front desk lets them in."""
    return words.replace("\0", "").encode("utf-8", "ignore").decode()
