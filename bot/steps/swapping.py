"""What a swap carries from press to press: what they want, how they come, and what they would give up."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.card import Button, Buttons, Card, Item, Part
from bot.learning.sessions import Mode
from bot.registry import Answer

_ANYWAY = ":anyway"  # beside what they have at the same time
_MODES = {f":{mode.value}": mode for mode in Mode if mode}
_PRESSED = {"book_in_person": Mode.IN_PERSON, "book_online": Mode.ONLINE, "book_anyway": Mode.ANY}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`ref`: what they want; `old`: the references of what they would give up; `sure`: whatever else they
    have then.
    """

    ref: str
    old: tuple[str, ...] = ()
    mode: Mode = Mode.ANY
    sure: bool = False


def read_about(about: str) -> Wanted:
    """Of "<reference> [:online] [:anyway] <reference of an old place> …"."""
    ref, *rest = about.split() or [""]
    modes = [_MODES[word] for word in rest if word in _MODES]
    old = tuple(word for word in rest if word != _ANYWAY and word not in _MODES)
    return Wanted(ref, old, modes[0] if modes else Mode.ANY, _ANYWAY in rest)


def carried_on(answer: Answer, word: str, old: Sequence[str]) -> Answer:
    """The same question, with what they would give up behind each of its buttons that book: `word` is
    pressed in their place.
    """
    body = answer.body
    if not isinstance(body, Card):
        return answer
    return replace(answer, body=replace(body, parts=tuple(_carry(part, word, old) for part in body.parts)))


def _carry(part: Part, word: str, old: Sequence[str]) -> Part:
    if not isinstance(part, Item | Buttons):
        return part
    return replace(part, buttons=tuple(_button(each, word, old) for each in part.buttons))


def _button(button: Button, word: str, old: Sequence[str]) -> Button:
    if button.word not in _PRESSED:
        return button
    ref, _, said = button.about.partition(" ")
    mode = _PRESSED[button.word].value or said
    marks = [f":{mode}"] if mode else []
    if button.word == "book_anyway":
        marks.append(_ANYWAY)
    return replace(button, word=word, about=" ".join((ref, *marks, *old)))
