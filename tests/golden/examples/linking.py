"""One person in two apps: the code, what it would join, and what came of it."""

from datetime import UTC, datetime
from functools import partial

from bot.card import Card
from bot.views import linking as view
from bot.words.voice import Voice
from tests.golden.drawing import Examples

_TODAY = datetime(2026, 3, 2, 9, 10, tzinfo=UTC)
_LATER = datetime(2026, 3, 16, 9, tzinfo=UTC)
_BOTH = ("slack", "teams")


def _said(name: str, say: Voice) -> Card:
    return view.said(name, say)


EXAMPLES: Examples = {
    "link-code": lambda say: view.code("K7QM3XPD", _TODAY, say),
    "link-confirm": lambda say: view.confirm("Tegid Lloyd", "tegid@example.org", ("slack",), 7, say),
    "link-confirm-hostile": lambda say: view.confirm("<!channel> {{DATE()}} <b>", "", ("a <b>",), 7, say),
    "link-confirm-nameless": lambda say: view.confirm("", "", _BOTH, 7, say),
    "linked": lambda say: view.linked((*_BOTH, "teams", "web"), 3, _LATER, say),
    "link-wait": lambda say: view.wait(_TODAY, say),
    **{name: partial(_said, name) for name in ("link-wrong", "link-own", "link-declined", "parted", "alike")},
}
