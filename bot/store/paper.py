"""Cards, targets and facts as JSON, and back."""

import base64
import json
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import cattrs
from cattrs.strategies import configure_tagged_union

from bot.card import Card, Field, Form, Part, Span, Text


def _converter(*, brief: bool = False) -> cattrs.Converter:
    """`brief`: what a field has by default is left out, and read as what is the default by then."""
    converter = cattrs.Converter(omit_if_default=brief)
    converter.register_unstructure_hook(datetime, datetime.isoformat)
    converter.register_structure_hook(datetime, lambda value, _: datetime.fromisoformat(value))
    converter.register_unstructure_hook(date, lambda value: value.isoformat())
    converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
    converter.register_unstructure_hook(bytes, lambda value: base64.b64encode(value).decode("ascii"))
    converter.register_structure_hook(bytes, lambda value, _: base64.b64decode(value))
    converter.register_unstructure_hook(ZoneInfo, str)
    for union in (Span, Part, Field, Card | Form, Card | Form | Text):
        configure_tagged_union(union, converter)
    return converter


_paper, _brief = _converter(), _converter(brief=True)


def pack(thing: Any, as_: Any = None) -> Any:
    """`thing` as what JSON can hold."""
    return _paper.unstructure(thing, as_)


class Written(str):
    """JSON as it is to stand in the table."""

    __slots__ = ()


def write_down(thing: Any) -> Written:
    """`thing` packed and written as briefly as can be, once for all the rows that hold it. A row for each
    thing that was asked is most of what is written to the disk.
    """
    return Written(json.dumps(_brief.unstructure(thing), separators=(",", ":")))


def as_json(value: Any) -> str:
    """For tables: what is written down already stays as it is."""
    return value if isinstance(value, Written) else json.dumps(value)


def unpack(data: Any, as_: Any) -> Any:
    """The thing again, of type `as_`."""
    return _paper.structure(data, as_)
