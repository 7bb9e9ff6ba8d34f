"""A form as a Slack modal, a card in a modal or on the home page, and what a person filled in.

A modal remembers in its private metadata the word, what it is about, and where it was opened: a
submission does not say from which channel it came.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from bot.ask import Value, Where
from bot.card import Card, Choice, Field, Form, Line, Reader, Text, Ticks, Words
from bot.platforms.slack import blocks, limits
from bot.platforms.slack.blocks import plain, plain_block
from bot.platforms.slack.rich import Block
from bot.words.aloud import say
from bot.words.fitting import ENDING, clean, cut, units

CALLBACK = "form"
_ANSWER = "answer"  # every input's action id; the block id is the field's name
_SHOWN_AT_ONCE = 5  # up to here options stand as radio buttons, beyond it in a list to open
_ERROR = 300


def modal(form: Form, reader: Reader, words: blocks.Words, where: Where) -> Block:
    """The form as a view for `views.open` and `response_action: update`. `where` is kept in it."""
    title = clean(say(form.title, reader)).strip()
    intro = Card(form.title, form.intro, form.language)
    fields = list(_fields(form, reader))
    most = max(1, limits.VIEW_BLOCKS - len(fields) - 1)
    above = blocks.draw(intro, reader, words, most) if form.intro or not fields else []
    if units(title) > limits.TITLE:
        above = [{"type": "header", "text": plain(title, limits.HEADER)}, *above]
    return _view(
        title,
        (above + fields)[: limits.VIEW_BLOCKS],
        close=say(words("slack.cancel", form.language), reader),
        submit=plain(say(form.submit, reader), limits.TITLE),
        private_metadata=_remember(form.word, form.about, where),
    )


def card_view(card: Card, reader: Reader, words: blocks.Words, title: str) -> Block:
    """The card as a view that takes the place of a submitted form titled `title`."""
    drawn = blocks.draw(card, reader, words, limits.VIEW_BLOCKS)
    return _view(title, drawn, close=say(words("slack.close", card.language), reader))


def home(card: Card, reader: Reader, words: blocks.Words) -> Block:
    """The card as the person's home page, for `views.publish`."""
    return {"type": "home", "blocks": blocks.draw(card, reader, words, limits.VIEW_BLOCKS)}


def errors(form: Form, reader: Reader, asked: Iterable[str]) -> dict[str, str]:
    """What is wrong, by block id, for the fields that the open modal (`asked`: its block ids) has."""
    wrong = {_block_id(name): _wrong(text, reader) for name, text in form.errors.items()}
    return {name: wrong[name] for name in asked if name in wrong}


def filled_in(view: Mapping[str, Any]) -> dict[str, Value]:
    """The values of a submitted view by field name; a field left empty is an empty string or tuple."""
    state = (view.get("state") or {}).get("values") or {}
    return {name: _value(answer) for name, answers in state.items() for answer in answers.values()}


def remembered(view: Mapping[str, Any]) -> tuple[str, str, Where]:
    """The word, the about and the place that a view of ours was opened with; ("", "", ...) of another's."""
    try:
        kept = json.loads(view.get("private_metadata") or "{}")
        word, about, name = (str(each) for each in (kept["word"], kept["about"], kept.get("name", "")))
        return word, about, Where(limits.id_in(kept.get("channel")), name)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", "", Where()


def _remember(word: str, about: str, where: Where) -> str:
    kept = json.dumps({"word": word, "about": about, "channel": where.channel, "name": where.name})
    # A word that is not ours is answered with help; half of one could mean something else.
    return kept if len(kept) <= limits.METADATA else ""


def _view(title: str, drawn: list[Block], *, close: str, **more: Any) -> Block:
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "title": plain(title, limits.TITLE),
        "close": plain(close, limits.TITLE),
        "blocks": drawn,
        **more,
    }


# ── Fields ───────────────────────────────────────────────────────────────────────────────────────


def _fields(form: Form, reader: Reader) -> Iterator[Block]:
    drawn: set[str] = set()
    left = limits.WEIGHT
    for field in form.fields[: limits.VIEW_BLOCKS // 2]:
        block_id = _block_id(field.name)
        element = _element(field, reader)
        if element is None or block_id in drawn:
            continue
        block: Block = {
            "type": "input",
            "block_id": block_id,
            "label": plain(say(field.label, reader), limits.LABEL),
            "element": {**element, "action_id": _ANSWER},
            "optional": isinstance(field, Ticks) or not field.required,
        }
        if field.hint and (hint := clean(say(field.hint, reader)).strip()):
            block["hint"] = plain(hint, limits.LABEL)
        left -= len(json.dumps(block))
        if left < 0:
            return
        drawn.add(block_id)
        yield block
        if wrong := form.errors.get(field.name):
            yield plain_block(_wrong(wrong, reader))


def _block_id(name: str) -> str:
    return cut(clean(name), limits.BLOCK_ID) or "field"


def _wrong(text: Text, reader: Reader) -> str:
    return cut(clean(say(text, reader)).strip() or ENDING, _ERROR)


def _element(field: Field, reader: Reader) -> Block | None:
    match field:
        case Line() | Words():
            longest = min(max(1, field.longest), limits.INPUT)
            typed: Block = {
                "type": "plain_text_input",
                "multiline": isinstance(field, Words),
                "max_length": longest,
            }
            if value := cut(clean(field.value), longest):
                typed["initial_value"] = value
            return typed
        case Choice():
            options = list(_options(field.options, reader, limits.OPTIONS))
            chosen = [option for option in options if option["value"] == field.value]
            one: Block = {
                "type": "radio_buttons" if len(options) <= _SHOWN_AT_ONCE else "static_select",
                "options": options,
            }
            return (one | {"initial_option": chosen[0]} if chosen else one) if options else None
        case Ticks():
            options = list(_options(field.options, reader, limits.FEW_OPTIONS))
            ticked = [option for option in options if option["value"] in field.values]
            any_of: Block = {"type": "checkboxes", "options": options}
            return (any_of | {"initial_options": ticked} if ticked else any_of) if options else None


def _options(options: Iterable[tuple[str, Text]], reader: Reader, most: int) -> Iterator[Block]:
    offered: set[str] = set()
    for value, label in options:
        if value and value not in offered and units(value) <= limits.OPTION_VALUE and len(offered) < most:
            offered.add(value)
            yield {"text": plain(say(label, reader), limits.OPTION_TEXT), "value": value}


def _value(answer: Mapping[str, Any]) -> Value:
    if "selected_options" in answer:
        return tuple(option["value"] for option in answer["selected_options"] or ())
    if "selected_option" in answer:
        return str((answer["selected_option"] or {}).get("value", ""))
    return str(answer.get("value") or "")
