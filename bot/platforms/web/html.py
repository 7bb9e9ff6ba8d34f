"""Cards and forms as HTML. Everything is escaped: no tag and no attribute ever comes from a text."""

from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias
from unicodedata import bidirectional
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.card import Bars, Card, Form, Heading, Language, Picture, Reader, Span, Text, When
from bot.words.aloud import say, say_span

TEMPLATES = Path(__file__).parent / "templates"

Say: TypeAlias = Callable[[str], str]
"""An interface sentence by its name, in the page's language."""

# They would turn round what stands beside them, and end only where the page does.
_TURNING = dict.fromkeys((*range(8234, 8239), *range(8294, 8298)))
_LEFTWARD = frozenset({"R", "AL", "AN"})
_FEW = 6  # options: up to so many are shown side by side, more as a list that opens


def draw_card(card: Card, reader: Reader, *, around: Language, path: str, message: int, level: int) -> str:
    """A card as HTML.

    `around` is the language of the page; `path` the address of the spot it is shown in and `message`
    its number on the pinboard (for its files and buttons); `level` that of its first heading.
    """
    drawn = environment().get_template("parts.html").module.card  # type: ignore[attr-defined]  # a macro
    return str(drawn(card, reader, around, path, message, level))


def draw_form(
    form: Form, reader: Reader, *, around: Language, action: str, back: str, nonce: str, words: Say
) -> str:
    """A form as HTML, posting to `action`; `back` is where leaving it leads, `words` our sentences."""
    drawn = environment().get_template("forms.html").module.form  # type: ignore[attr-defined]  # a macro
    return str(drawn(form, reader, around, action, back, nonce, words))


@cache
def environment() -> Environment:
    """The templates: escaping always on, and a name that is missing is an error."""
    made = Environment(
        autoescape=True,
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        finalize=upright,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["kind"] = lambda thing: type(thing).__name__
    made.filters["say"] = say
    made.filters["spell"] = spell_span
    made.filters["iso"] = iso
    made.filters["data_uri"] = data_uri
    made.filters["initials"] = initials
    made.filters["longest_bar"] = longest_bar
    made.tests["web_address"] = is_web_address
    made.tests["leftward"] = is_leftward
    made.tests["few"] = lambda options: len(options) <= _FEW
    made.tests["headed"] = lambda card: any(isinstance(part, Heading) for part in card.parts)
    return made


def upright(shown: Any) -> Any:
    """Words without marks that force a direction on them; which way they run is said by `dir` and <bdi>."""
    return shown.translate(_TURNING) if type(shown) is str else shown


def is_leftward(words: str) -> bool:
    """Whether any of it runs from right to left, so that beside it our own words would change places.

    Ours never do, so these are words from outside. Source: Unicode Standard Annex 9, bidirectional types.
    """
    return not words.isascii() and any(bidirectional(letter) in _LEFTWARD for letter in words)


def is_web_address(url: str) -> bool:
    """Whether a link may lead there: http or https with a host. Anything else is shown as plain text."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc)


def spell_span(span: Span, text: Text, reader: Reader) -> str:
    return say_span(span, text, reader)


def iso(when: When) -> str:
    """For HTML's <time datetime>: a date for an all-day session, else a moment with its offset."""
    return when.start.date().isoformat() if when.all_day else when.start.isoformat(timespec="minutes")


def data_uri(picture: Picture) -> str:
    return f"data:image/png;base64,{b64encode(picture.png).decode('ascii')}"


def longest_bar(bars: Bars) -> int:
    before = bars.before if bars.pairs else ()
    return max([*(count for _, count in bars.rows), *before], default=0) or 1


def initials(name: str) -> str:
    """One or two letters that stand for a name in its picture."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()
