"""What a button and a form of an Adaptive Card carry, and how it is read when it comes back.

Whatever comes back was in somebody's hands: it is as long and as plain as what we sent, or it is not
read. A card carries words, references and names of fields, never who somebody is: all who see the
message are sent it.

Sources: learn.microsoft.com, "Universal Actions for Adaptive Cards" (Action.Execute: `verb` and `data`,
into which the inputs are merged by their ids); adaptivecards.io, "Input.ChoiceSet" (several choices
arrive in one string, with commas between them).
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import unquote

from bot.ask import Value
from bot.card import Choice, Field, Line, Ticks, Words
from bot.platforms.teams.limits import ABOUT, ANSWER, FIELDS, NAME
from bot.words.fitting import clean, units

Node: TypeAlias = dict[str, Any]

# An input's id tells its kind, so that a string with commas is known for several choices.
_ONE, _ANY = "one-", "any-"
# What does not come back as it was sent: control characters, halves of characters.
_LOST = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_NAME = re.compile(r"[A-Za-z0-9_-]+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Pressed:
    """A press: of a button, or of what sends a form in. `values`: every field that the form has, by
    name; one left empty is an empty string, or tuple.
    """

    word: str
    about: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    form: bool = False


# ── Out ──────────────────────────────────────────────────────────────────────────────────────────


def execute(word: str, about: str) -> Node | None:
    """A button's action, without its title; None where what it carries would not come back whole."""
    return _action(word, {"about": about}) if _whole(word, about) else None


def execute_form(word: str, about: str, fields: Iterable[Field]) -> Node | None:
    """The action that sends a form with these fields in, without its title; None as for a button."""
    ids = ",".join(input_id(field) for field in fields)
    return _action(word, {"about": about, "form": ids}) if _whole(word, about) else None


def carries(field: Field) -> bool:
    """Whether what is filled in comes back under the field's own name."""
    return bool(_NAME.fullmatch(field.name)) and len(field.name) <= NAME


def input_id(field: Field) -> str:
    match field:
        case Ticks():
            return _ANY + field.name
        case Line() | Words() | Choice():
            return _ONE + field.name


def option_value(field: Choice | Ticks, value: str) -> str:
    """An option's value as it stands in the card: among several, a comma would be read as two of them."""
    return value.replace("%", "%25").replace(",", "%2C") if isinstance(field, Ticks) else value


def _action(word: str, data: Node) -> Node:
    # Clients that do not know Action.Execute send Action.Submit, which has no verb, as a message.
    older = {"type": "Action.Submit", "data": {"word": word, **data}}
    return {"type": "Action.Execute", "verb": word, "data": data, "fallback": older}


def _whole(word: object, about: object) -> bool:
    return _word(word) is not None and _about(about) is not None


# ── Back ─────────────────────────────────────────────────────────────────────────────────────────


def pressed(action: object) -> Pressed | None:
    """The `value.action` of an `adaptiveCard/action` invoke; None where it is not one of our buttons."""
    if not isinstance(action, Mapping):
        return None
    return _read(action.get("verb"), action.get("data"))


def submitted(value: object) -> Pressed | None:
    """The `value` of a message that an Action.Submit sent; None where it is not one of our buttons."""
    if not isinstance(value, Mapping):
        return None
    return _read(value.get("word"), value)


def _read(verb: object, data: object) -> Pressed | None:
    if not isinstance(data, Mapping):
        return None
    word, about, form = _word(verb), _about(data.get("about", "")), data.get("form")
    if word is None or about is None:
        return None
    if form is None:
        return Pressed(word, about)
    values = _values(form, data)
    return None if values is None else Pressed(word, about, values, form=True)


def _values(form: object, data: Mapping[Any, Any]) -> dict[str, Value] | None:
    if not isinstance(form, str) or len(form) > FIELDS * (NAME + len(_ANY) + 1):
        return None
    values: dict[str, Value] = {}
    for each in form.split(",") if form else ():
        kind, name = each[: len(_ANY)], each[len(_ANY) :]
        answer = data.get(each, "")  # an input left empty may not be sent at all
        if kind not in (_ONE, _ANY) or not _NAME.fullmatch(name) or not isinstance(answer, str):
            return None
        if units(answer) > ANSWER:
            return None
        values[name] = _several(answer) if kind == _ANY else clean(answer)
    return values


def _several(answer: str) -> tuple[str, ...]:
    return tuple(clean(unquote(each)) for each in answer.split(",") if each)


def _word(found: object) -> str | None:
    return found if isinstance(found, str) and _NAME.fullmatch(found) and len(found) <= NAME else None


def _about(found: object) -> str | None:
    # It is never shown, so marks that turn text round do no harm in it.
    if not isinstance(found, str) or units(found) > ABOUT:
        return None
    return None if _LOST.search(found) else found
