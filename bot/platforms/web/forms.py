"""A submitted form: its values by field name, and what is wrong with them before anybody is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import assert_never

from bot.ask import Value
from bot.card import Choice, Field, Form, Line, Text, Ticks, Words

PREFIX = "field."  # so that no field's name meets one of the room's own


def read_form(form: Form, sent: Mapping[str, Sequence[str]]) -> tuple[dict[str, Value], dict[str, str]]:
    """Values, and by field name the sentence ("web-…") that says what is wrong. `sent` is the whole body."""
    values: dict[str, Value] = {}
    wrong: dict[str, str] = {}
    for field in form.fields:
        given = sent.get(PREFIX + field.name, ())
        match field:
            case Line() | Words():
                text = given[0].replace("\r\n", "\n").strip() if given else ""
                values[field.name] = text
                if field.required and not text:
                    wrong[field.name] = "web-needs-answer"
                elif len(text) > field.longest:
                    wrong[field.name] = "web-make-shorter"
            case Choice():
                value = given[0] if given else ""
                known = value in {option for option, _ in field.options}
                values[field.name] = value if known else ""
                if (value and not known) or (field.required and not value):
                    wrong[field.name] = "web-choose-one"
            case Ticks():
                values[field.name] = tuple(option for option, _ in field.options if option in given)
            case _:
                assert_never(field)
    return values, wrong


def fill_form(form: Form, values: Mapping[str, Value], errors: Mapping[str, Text]) -> Form:
    """The form again, as the person left it, with what is wrong."""
    return replace(form, fields=tuple(_fill(field, values) for field in form.fields), errors=errors)


def empty_form(form: Form) -> Form:
    """The form without anything that was written in it."""
    return fill_form(form, {field.name: () if isinstance(field, Ticks) else "" for field in form.fields}, {})


def _fill(field: Field, values: Mapping[str, Value]) -> Field:
    value = values.get(field.name)
    if isinstance(field, Ticks):
        return replace(field, values=value) if isinstance(value, tuple) else field
    return replace(field, value=value) if isinstance(value, str) else field
