"""The fields of a form as inputs in the message itself, with what is wrong beside them.

The client asks for what is required before it sends anything; what we find wrong afterwards stands in
words above its field. Source: adaptivecards.io, "Input.Text", "Input.ChoiceSet" (1.5).
"""

from collections.abc import Iterable, Iterator

from bot.card import Choice, Field, Form, Line, Reader, Text, Ticks, Words
from bot.platforms.teams import limits, parts
from bot.platforms.teams.carried import carries, input_id, option_value
from bot.platforms.teams.escape import literal
from bot.platforms.teams.lines import BOLD, Node, below, block, spans
from bot.words.aloud import say
from bot.words.fitting import ENDING, clean, cut, units

_SHOWN_AT_ONCE = 6  # up to here options stand side by side, beyond it in a list to open
_WRONG = {**BOLD, "color": "Attention"}


def asked(form: Form, reader: Reader, words: parts.Words) -> Iterator[tuple[Field, list[Node]]]:
    """Each field that can be asked, once, with its elements: what is wrong with it, and its input."""
    names: set[str] = set()
    for field in form.fields[: limits.FIELDS]:
        element = _input(field, form, reader, words)
        if element is None or not carries(field) or field.name in names:
            continue
        names.add(field.name)
        wrong = form.errors.get(field.name)
        error = below(block(spans(wrong, reader, **_WRONG), wrong.language, form.language)) if wrong else []
        yield field, [*error, element | ({"spacing": "Small"} if error else {})]


def problems(form: Form, reader: Reader, words: parts.Words) -> list[Node]:
    """What is wrong, all together, for the top of the form."""
    labels = {field.name: field.label for field in form.fields}
    wrong = [(labels.get(name), text) for name, text in form.errors.items()]
    lines = [
        line
        for label, text in wrong
        for line in block(
            [*(spans(label, reader, **BOLD) if label else ()), *_after(label), *spans(text, reader)],
            text.language,
            form.language,
        )
    ]
    if not lines:
        return []
    title = parts.heading(say(words("teams.problem", form.language), reader))
    return [{"type": "Container", "style": "attention", "items": [*title, *below(lines)]}]


def _after(label: Text | None) -> list[Node]:
    return [{"type": "TextRun", "text": ": "}] if label else []


def _input(field: Field, form: Form, reader: Reader, words: parts.Words) -> Node | None:
    shared: Node = {"id": input_id(field), "label": _label(field, reader)}
    if not isinstance(field, Ticks) and field.required:
        needed = say(words("teams.needed", form.language), reader)
        shared |= {"isRequired": True, "errorMessage": literal(needed)}
    match field:
        case Line() | Words():
            longest = min(max(1, field.longest), limits.ANSWER)
            typed: Node = {"type": "Input.Text", **shared, "maxLength": longest}
            if isinstance(field, Words):
                typed["isMultiline"] = True
            if value := cut(clean(field.value), longest):
                typed["value"] = value
            return typed
        case Choice():
            options = _options(field, reader)
            one: Node = {"type": "Input.ChoiceSet", **shared, "choices": options, "wrap": True}
            if len(options) <= _SHOWN_AT_ONCE:
                one["style"] = "expanded"
            else:
                one |= {
                    "style": "compact",
                    "placeholder": say(words("teams.choose", form.language), reader),
                }
            chosen = _chosen(field, options, [field.value])
            return (one | {"value": chosen} if chosen else one) if options else None
        case Ticks():
            options = _options(field, reader)
            some: Node = {
                "type": "Input.ChoiceSet",
                **shared,
                "choices": options,
                "isMultiSelect": True,
                "style": "expanded",
                "wrap": True,
            }
            ticked = _chosen(field, options, field.values)
            return (some | {"value": ticked} if ticked else some) if options else None


def _label(field: Field, reader: Reader) -> str:
    # There is no place for a hint that is read before the field is filled in, but its label.
    label = clean(say(field.label, reader)).strip() or ENDING
    hint = clean(say(field.hint, reader)).strip() if field.hint else ""
    return literal(cut(f"{label} ({hint})" if hint else label, limits.LABEL))


def _options(field: Choice | Ticks, reader: Reader) -> list[Node]:
    offered: dict[str, Node] = {}
    for value, label in field.options[: limits.OPTIONS]:
        if value and clean(value) == value and units(value) <= limits.ABOUT:
            title = literal(cut(clean(say(label, reader)).strip(), limits.LABEL)) or ENDING
            kept = option_value(field, value)
            offered.setdefault(kept, {"title": title, "value": kept})
    return list(offered.values())


def _chosen(field: Choice | Ticks, options: list[Node], values: Iterable[str]) -> str:
    there = {option["value"] for option in options}
    kept = [option_value(field, value) for value in values]
    return ",".join(value for value in kept if value in there)
