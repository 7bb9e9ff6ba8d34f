"""What the programme calls things: titles and people whose names hold a number, a day or a month.

"Excel 2016", "Saturday repair", "May Evans" name something; they are no dates, wherever a question says
them. So they are found first, and the grammar of dates does not see them.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.learning.sessions import Session
from bot.understand.date_lexicon import LEXICON
from bot.understand.glossary import SAME
from bot.understand.letters import Token, spoken
from bot.understand.stems import stem
from bot.understand.stop_words import STOP_WORDS
from bot.understand.welsh import radicals

_DATED = {"weekday", "month", "season", "part", "number", "nth", "unit", "feast", "edge", "half"}
_SMALL = frozenset(
    ["a", "an", "un", "o", "early", "end", "start", "mid", "rest", "later"]
)  # they name nothing


class Names:
    """The names of one programme that could be taken for dates. Building takes about 0.05 ms a session."""

    def __init__(self, sessions: Iterable[Session] = ()) -> None:
        self._pairs: set[tuple[str, str]] = set()
        self._people: set[str] = set()
        self._titles: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        self._stems: set[str] = set()
        seen: set[str] = {""}
        for session in sessions:
            for name in (session.series, session.speaker, session.topic):
                if name not in seen:
                    seen.add(name)
                    self._learn(spoken(name))
            for title in (session.title.en, session.title.cy):
                self._learn(words := spoken(title))
                self._know(tuple(word.text for word in words))
                if ":" in title:
                    for part in title.split(":"):
                        self._know(tuple(word.text for word in spoken(part)))
            first = session.speaker.lower().partition(" ")[0]
            if first and _dated(first):
                self._people.add(first)

    def _learn(self, words: Sequence[Token]) -> None:
        self._stems.update(stem(word.text) for word in words)
        for one, other in pairwise(token.text for token in words):
            measured = other in {"minutes", "munud", "hours", "awr"}
            if (_dated(one) and (measured or _tells(other))) or (_tells(one) and _dated(other)):
                self._pairs.add((one, other))

    def _know(self, title: tuple[str, ...]) -> None:
        if len(title) > 1 and any(_tells(word) for word in title):
            self._titles.setdefault((title[0], title[1]), set()).add(title)

    def knows(self, word: str) -> bool:
        """Whether a folded word stands in a title, a series, a topic or a name: mutated, misspelt or in the
        other language, too. An empty programme knows everything.
        """
        if not self._stems:
            return True
        forms = [word, *radicals(word)]
        meant = [part for form in forms for term in SAME.get((form,), ()) for part in term]
        if any(stem(form) in self._stems for form in (*forms, *meant)):
            return True
        near = (known for known in self._stems if known[:1] == word[:1]) if len(word) > 4 else ()
        return process.extractOne(stem(word), near, scorer=OSA.distance, score_cutoff=1) is not None

    def holds(self, word: str) -> bool:
        """Whether a folded word itself stands in one of them, mutated or not."""
        return any(stem(form) in self._stems for form in (word, *radicals(word)))

    def titles(self, words: Sequence[Token]) -> list[tuple[int, int]]:
        """The stretches of a text, [start, end), that are titles, or one side of a title's colon.

        `words` are those of `letters.spoken`.
        """
        found: list[tuple[int, int]] = []
        said = tuple(word.text for word in words)
        for place in range(len(said) - 1):
            known = self._titles.get((said[place], said[place + 1]), ())
            sizes = [len(title) for title in known if said[place : place + len(title)] == title]
            if sizes:
                found.append((words[place].start, words[place + max(sizes) - 1].end))
        return found

    def begin(self, text: str) -> bool:
        """Whether `text` begins with a title of more than one word, or with one side of a title's colon."""
        words = spoken(text)
        return any(start == words[0].start for start, _ in self.titles(words))

    def within(self, words: Sequence[Token]) -> list[tuple[int, int]]:
        """The stretches of a text, [start, end), in which its words are such names."""
        if not self._pairs and not self._people:
            return []
        found: list[tuple[int, int]] = []
        for place, word in enumerate(words):
            after = words[place + 1] if place + 1 < len(words) else None
            if after and (word.text, after.text) in self._pairs:
                found.append((word.start, after.end))
            elif word.text in self._people and self._as_person(words, place):
                found.append((word.start, word.end))
        return found

    def _as_person(self, words: Sequence[Token], place: int) -> bool:
        """Somebody called April: "with April", "April's session"."""
        before = words[place - 1].text if place else ""
        after = words[place + 1].text if place + 1 < len(words) else ""
        return before in {"with", "gyda", "efo", "gan", "is"} or after == "'s"


def _dated(word: str) -> bool:
    return word[0].isdigit() or (word not in _SMALL and bool(LEXICON.get(word, {}).keys() & _DATED))


def _tells(word: str) -> bool:
    """Whether it says something by itself, and nothing of dates."""
    return word[0].isalpha() and word not in STOP_WORDS and word not in LEXICON


NO_NAMES = Names()
