"""Cards, targets and facts as JSON, and back."""

import base64
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import cattrs
from cattrs.strategies import configure_tagged_union

from bot.card import Card, Field, Form, Part, Span, Text

_paper = cattrs.Converter()
_paper.register_unstructure_hook(datetime, datetime.isoformat)
_paper.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
_paper.register_unstructure_hook(date, lambda value: value.isoformat())
_paper.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
_paper.register_unstructure_hook(bytes, lambda value: base64.b64encode(value).decode("ascii"))
_paper.register_structure_hook(bytes, lambda value, _: base64.b64decode(value))
_paper.register_unstructure_hook(ZoneInfo, str)
for _union in (Span, Part, Field, Card | Form, Card | Form | Text):
    configure_tagged_union(_union, _paper)


def pack(thing: Any, as_: Any = None) -> Any:
    """`thing` as what JSON can hold."""
    return _paper.unstructure(thing, as_)


def unpack(data: Any, as_: Any) -> Any:
    """The thing again, of type `as_`."""
    return _paper.structure(data, as_)
