"""Every sentence, by its name, in English and Welsh: `voice("cy")("booked", title=…)` → Text.

The sentences stand in the gettext catalogues beside this file (monolingual: the name is the msgid).
"""

import gettext
import io
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from string import Formatter
from typing import TypeAlias

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from bot.card import LANGUAGES, Bold, Language, Link, Plain, Someone, Span, Text, When
from bot.learning.sessions import Bilingual

Fact: TypeAlias = str | int | Span | Text | Bilingual
_ENDED_BY = {"?": ("?", "."), "!": ("!", "?", "."), ".": (".",)}  # what needs not follow
_SPANS = (Plain, Bold, Link, Someone, When)


class Voice:
    """Says sentences in one language."""

    def __init__(self, language: Language, catalogue: gettext.NullTranslations) -> None:
        self.language: Language = language
        self._catalogue = catalogue

    def __call__(self, name: str, /, n: int | None = None, **facts: Fact) -> Text:
        """The sentence called `name`, with its facts in place; `n` picks the plural form and is a fact too.

        Raises KeyError for a name that the catalogue does not have: a test keeps that from happening.
        """
        if n is None:
            sentence = self._catalogue.gettext(name)
        else:
            sentence = self._catalogue.ngettext(name, f"{name}-many", n)
            facts = {"n": n, **facts}
        if sentence in {name, f"{name}-many"}:
            raise KeyError(name)
        return Text(tuple(self._spans(sentence, facts)), self.language)

    def has(self, name: str) -> bool:
        return self._catalogue.gettext(name) != name

    def words(self, words: str | Bilingual | Span) -> Text:
        """Words that are not ours (a title, a comment), as a text."""
        return (
            Text((self._span(words),), self.language)
            if not isinstance(words, str)
            else Text((Plain(words),), self.language)
        )

    def join(self, *texts: Text, with_: str = " ") -> Text:
        """Texts of this language, one after the other."""
        spans: list[Span] = []
        for text in texts:
            if spans:
                spans.append(Plain(with_))
            spans.extend(text.spans)
        return Text(tuple(spans), self.language)

    def bold(self, words: Bilingual) -> Bold:
        text, language = words.in_(self.language)
        return Bold(text, None if language == self.language else language)

    def _span(self, fact: str | int | Span | Bilingual) -> Span:
        if isinstance(fact, Bilingual):
            words, language = fact.in_(self.language)
            return Plain(words, None if language == self.language else language)
        return fact if isinstance(fact, _SPANS) else Plain(str(fact))

    def _spans(self, sentence: str, facts: dict[str, Fact]) -> Iterator[Span]:
        ended = ""
        for letters, fact_name, _, _ in Formatter().parse(sentence):
            # A title may end its sentence itself: "You’re booked on What would you like to learn?"
            told = letters[1:] if ended and letters[:1] in _ENDED_BY[ended] else letters
            if told:
                yield Plain(told)
            if fact_name is not None:
                fact = facts[fact_name]
                spans = fact.spans if isinstance(fact, Text) else (self._span(fact),)
                yield from spans
                ended = _last_sign(spans)


def _last_sign(spans: Sequence[Span]) -> str:
    """The sign that ends these words, where it ends a sentence, too."""
    words = spans[-1] if spans else None
    last = words.text[-1:] if isinstance(words, Plain | Bold) else ""
    return last if last in _ENDED_BY else ""


@cache
def voice(language: Language) -> Voice:
    """The one voice of a language; its catalogue is read once."""
    path = resources.files("bot.words") / "catalogues" / f"{language}.po"
    catalogue = read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Voice(language, gettext.GNUTranslations(compiled))


def voices() -> tuple[Voice, ...]:
    """Welsh first, then English."""
    return tuple(voice(language) for language in LANGUAGES)
