"""Cards, targets and facts as JSON, and back."""

import base64
import json
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


class Written(str):
    """JSON as it is to stand in the table."""

    __slots__ = ()


def write_down(thing: Any) -> Written:
    """`thing` packed and written, once for all the rows that hold it."""
    return Written(json.dumps(pack(thing)))


def as_json(value: Any) -> str:
    """For tables: what is written down already stays as it is."""
    return value if isinstance(value, Written) else json.dumps(value)


def unpack(data: Any, as_: Any) -> Any:
    """The thing again, of type `as_`."""
    return _paper.structure(data, as_)
