"""Every sentence stands in both languages, with the same facts; none stands in code."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from bot.words.voice import voice

ROOT = Path(__file__).parents[2]
CATALOGUES = ROOT / "bot" / "words" / "catalogues"


def catalogue(language: str) -> Catalog:
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def forms(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def facts(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


def names(language: str) -> set[str]:
    return {m.id[0] if isinstance(m.id, tuple) else m.id for m in catalogue(language) if m.id}


def test_both_languages_have_the_same_sentences():
    assert names("en") == names("cy")


@pytest.mark.parametrize("language", ["en", "cy"])
def test_no_sentence_is_empty_and_plurals_are_complete(language):
    plurals = {"en": 2, "cy": 6}[language]
    found = catalogue(language)
    assert found.num_plurals == plurals
    for message in found:
        if message.id:
            assert all(forms(message)), message.id
            assert not message.fuzzy, message.id
            if isinstance(message.id, tuple):
                assert len(message.string) == plurals, message.id


def test_both_languages_tell_the_same_facts():
    welsh = {message.id: message for message in catalogue("cy") if message.id}
    for message in catalogue("en"):
        if message.id:
            told = set().union(*(facts(form) for form in forms(message)))
            # "n" may be said in a word ("yr ail"), every other fact stands in every form.
            for form in (*forms(message), *forms(welsh[message.id])):
                assert facts(form) - {"n"} == told - {"n"}, message.id


def said() -> set[str]:
    """Names of sentences in the code; a name made of pieces stands as a pattern."""
    found = set()
    for top in ("bot", "handlers", "schedules"):
        for path in (ROOT / top).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                called = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                first = node.args[0]
                prefix = {
                    "say": "",
                    "tell": "",
                    "Refusal": "refusal-",
                    "Reason": "intake-",
                    "Unclear": "intake-",
                }.get(called)
                if prefix is None:
                    continue
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    found.add(re.escape(prefix + first.value))
                elif isinstance(first, ast.JoinedStr):
                    found.add(
                        re.escape(prefix)
                        + "".join(
                            re.escape(p.value) if isinstance(p, ast.Constant) else ".+" for p in first.values
                        )
                    )
    return found


def test_every_sentence_that_the_code_says_is_there():
    there = names("en")
    missing = [name for name in said() if not any(re.fullmatch(name, known) for known in there)]
    assert missing == []


def test_voices_say_plurals_in_welsh():
    welsh = voice("cy")
    counted = {n: "".join(s.text for s in welsh("places-left", n=n).spans) for n in (0, 1, 2, 3, 6, 7)}
    assert counted[0] == "Dim lleoedd ar ôl"
    assert counted[2] == "2 le ar ôl"
    assert counted[7] == "7 lle ar ôl"
