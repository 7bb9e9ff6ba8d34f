"""Whether Slack would take a message or a view, rule by rule, and house rules about foreign text.

Written from docs.slack.dev ("Blocks", "Block elements", "Composition objects", "Modals") on its own,
so that a wrong number in the room is not repeated here. Lengths are in UTF-16 units.
"""

import json
from collections.abc import Iterator
from typing import Any

from tests.fakes.slack.charts import judge_shown

SURFACES = {
    "section": "MOH",
    "header": "MOH",
    "context": "MOH",
    "actions": "MOH",
    "divider": "MOH",
    "rich_text": "MOH",
    "image": "MOH",
    "input": "MOH",
    "data_visualization": "M",
}
FIELDS = {
    "section": {"text", "fields", "accessory", "expand"},
    "header": {"text"},
    "context": {"elements"},
    "actions": {"elements"},
    "divider": set(),
    "rich_text": {"elements"},
    "image": {"image_url", "slack_file", "alt_text", "title"},
    "input": {"label", "element", "hint", "optional", "dispatch_action"},
    "data_visualization": {"title", "chart"},
}
ELEMENTS = {
    "button": {"text", "action_id", "value", "url", "style", "confirm", "accessibility_label"},
    "plain_text_input": {
        "action_id",
        "initial_value",
        "multiline",
        "min_length",
        "max_length",
        "placeholder",
        "focus_on_load",
        "dispatch_action_config",
    },
    "static_select": {"action_id", "options", "initial_option", "placeholder", "confirm", "focus_on_load"},
    "radio_buttons": {"action_id", "options", "initial_option", "confirm", "focus_on_load"},
    "checkboxes": {"action_id", "options", "initial_options", "confirm", "focus_on_load"},
}
IN_ACTIONS = {"button", "static_select", "radio_buttons", "checkboxes"}
IN_INPUT = {"plain_text_input", "static_select", "radio_buttons", "checkboxes"}
VIEW_FIELDS = {
    "type",
    "title",
    "blocks",
    "close",
    "submit",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}


def length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def judge_text(text: Any) -> Iterator[str]:
    """What is wrong with a message's top-level `text`."""
    if not isinstance(text, str) or not text.strip():
        yield "no_text: a message needs text, for notifications and screen readers"
        return
    if length(text) > 4000:
        yield f"msg_too_long: text of {length(text)}"
    if "<" in text:
        yield f"markup in text: {text[text.index('<') :][:40]!r}"
    yield from _letters(text, "text")


def judge_blocks(blocks: Any, surface: str) -> Iterator[str]:
    """What is wrong with blocks. `surface`: M for a message, O for a modal, H for a home page."""
    if not isinstance(blocks, list) or not blocks:
        yield "invalid_blocks: no blocks"
        return
    most = 50 if surface == "M" else 100
    if len(blocks) > most:
        yield f"invalid_blocks: {len(blocks)} blocks"
    if sum(block.get("type") == "data_visualization" for block in blocks) > 2:
        yield "invalid_blocks: more than two charts"
    ids: set[str] = set()
    for place, block in enumerate(blocks):
        for fault in _block(block, surface):
            yield f"invalid_blocks: /blocks/{place} {fault}"
        if block_id := block.get("block_id"):
            if block_id in ids:
                yield f"invalid_blocks: /blocks/{place} block_id {block_id!r} twice"
            ids.add(block_id)
    letters = sum(length(text) for text in _readable(blocks))
    if surface == "M" and letters > 13_000:
        yield f"msg_blocks_too_long: {letters} letters"


def judge_view(view: Any, surface: str) -> Iterator[str]:
    """What is wrong with a view. `surface`: O for a modal, H for a home page."""
    if not isinstance(view, dict):
        yield "invalid_arguments: no view"
        return
    if unknown := view.keys() - VIEW_FIELDS:
        yield f"invalid_arguments: unknown {sorted(unknown)}"
    if view.get("type") != {"O": "modal", "H": "home"}[surface]:
        yield f"invalid_arguments: type {view.get('type')!r}"
    if len(json.dumps(view)) > 250_000:
        yield "view_too_large"
    for name, longest in (("callback_id", 255), ("private_metadata", 3000), ("external_id", 255)):
        if length(view.get(name, "")) > longest:
            yield f"invalid_arguments: {name} over {longest}"
    if surface == "O":
        yield from _plain(view.get("title"), 24, "title")
        for name in ("submit", "close"):
            if name in view:
                yield from _plain(view[name], 24, name)
        has_input = any(block.get("type") == "input" for block in view.get("blocks", []))
        if has_input and "submit" not in view:
            yield "invalid_arguments: input without submit"
    yield from judge_blocks(view.get("blocks"), surface)


# ── Blocks ───────────────────────────────────────────────────────────────────────────────────────


def _block(block: dict[str, Any], surface: str) -> Iterator[str]:
    kind = block.get("type", "")
    if surface not in SURFACES.get(kind, ""):
        yield f"{kind!r} is not for {surface}"
        return
    if unknown := block.keys() - FIELDS[kind] - {"type", "block_id"}:
        yield f"{kind} unknown {sorted(unknown)}"
    if "block_id" in block and not 1 <= length(block["block_id"]) <= 255:
        yield f"block_id of {length(block['block_id'])}"
    if kind == "header":
        yield from _plain(block.get("text"), 150, "header")
    elif kind == "section":
        yield from _section(block)
    elif kind == "context":
        yield from _context(block)
    elif kind == "actions":
        yield from _actions(block)
    elif kind == "input":
        yield from _input(block)
    elif kind == "rich_text":
        yield from _rich(block)
    else:
        yield from judge_shown(block)


def _section(block: dict[str, Any]) -> Iterator[str]:
    if "text" not in block and "fields" not in block:
        yield "section without text"
    if "text" in block:
        yield from _text_object(block["text"], 3000, "section")
    for field in block.get("fields", []):
        yield from _text_object(field, 2000, "field")
    if len(block.get("fields", [])) > 10:
        yield "more than 10 fields"
    if "accessory" in block:
        yield from _element(block["accessory"], set(ELEMENTS))


def _context(block: dict[str, Any]) -> Iterator[str]:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 10:
        yield f"context with {len(elements)} elements"
    for element in elements:
        if element.get("type") != "image":
            yield from _text_object(element, 3000, "context")


def _actions(block: dict[str, Any]) -> Iterator[str]:
    elements = block.get("elements") or []
    if not 1 <= len(elements) <= 25:
        yield f"actions with {len(elements)} elements"
    ids = [element.get("action_id") for element in elements]
    if len(ids) != len(set(ids)):
        yield "action_id twice in a block"
    for element in elements:
        yield from _element(element, IN_ACTIONS)


def _input(block: dict[str, Any]) -> Iterator[str]:
    yield from _plain(block.get("label"), 2000, "label")
    if "hint" in block:
        yield from _plain(block["hint"], 2000, "hint")
    yield from _element(block.get("element") or {}, IN_INPUT)


def _element(element: dict[str, Any], allowed: set[str]) -> Iterator[str]:
    kind = element.get("type", "")
    if kind not in allowed:
        yield f"element {kind!r} does not belong here"
        return
    if unknown := element.keys() - ELEMENTS[kind] - {"type"}:
        yield f"{kind} unknown {sorted(unknown)}"
    if not 1 <= length(element.get("action_id", "")) <= 255:
        yield "action_id missing or too long"
    if kind == "button":
        yield from _button(element)
    elif kind == "plain_text_input":
        yield from _typed(element)
    else:
        yield from _choices(element, kind)


def _button(element: dict[str, Any]) -> Iterator[str]:
    yield from _plain(element.get("text"), 75, "button")
    if length(element.get("value", "")) > 2000:
        yield "value over 2000"
    if element.get("style", "primary") not in ("primary", "danger"):
        yield f"style {element['style']!r}"
    if "accessibility_label" in element and not 1 <= length(element["accessibility_label"]) <= 75:
        yield "accessibility_label"


def _typed(element: dict[str, Any]) -> Iterator[str]:
    longest = element.get("max_length", 3000)
    if not 1 <= longest <= 3000:
        yield f"max_length {longest}"
    if length(element.get("initial_value", "")) > longest:
        yield "initial_value over max_length"


def _choices(element: dict[str, Any], kind: str) -> Iterator[str]:
    options = element.get("options") or []
    if not 1 <= len(options) <= (100 if kind == "static_select" else 10):
        yield f"{kind} with {len(options)} options"
    values = [option.get("value") for option in options]
    if len(values) != len(set(values)):
        yield "option value twice"
    for option in options:
        yield from _plain(option.get("text"), 75, "option")
        if not 1 <= length(option.get("value", "")) <= 150:
            yield "option value missing or over 150"
    chosen = element.get(
        "initial_options", [element["initial_option"]] if "initial_option" in element else []
    )
    if any(option not in options for option in chosen) or element.get("initial_options") == []:
        yield "initial option is not one of the options"


def _rich(block: dict[str, Any]) -> Iterator[str]:
    sections = block.get("elements") or []
    if not sections:
        yield "rich_text without elements"
    read = ""
    for section in sections:
        if section.get("type") != "rich_text_section" or not section.get("elements"):
            yield "rich_text section"
            continue
        for element in section["elements"]:
            yield from _rich_element(element)
            read += element.get("text", "")
    if not read.strip():
        yield "rich_text with nothing to read"
    if length(read) > 3000:
        yield f"rich_text of {length(read)}"


def _rich_element(element: dict[str, Any]) -> Iterator[str]:
    kind = element.get("type")
    fields = {"text": {"text", "style"}, "link": {"text", "url", "style"}, "user": {"user_id", "style"}}
    if kind not in fields:
        yield f"rich_text {kind!r}: a mention of many or an unknown element"
        return
    if unknown := element.keys() - fields[kind] - {"type"}:
        yield f"rich_text {kind} unknown {sorted(unknown)}"
    if kind in ("text", "link") and not element.get("text"):
        yield "rich_text: empty text"
    if kind == "link" and not element["url"].startswith(("https://", "http://")):
        yield f"link to {element['url'][:40]!r}"
    yield from _letters(element.get("text", ""), "rich_text")


def _text_object(text: Any, longest: int, name: str) -> Iterator[str]:
    if isinstance(text, dict) and text.get("type") == "mrkdwn":
        if unknown := text.keys() - {"type", "text", "verbatim"}:
            yield f"{name} unknown {sorted(unknown)}"
        if text.get("verbatim") is not True:
            yield f"{name}: mrkdwn without verbatim finds names and links by itself"
        if not length(text.get("text", "").strip()) >= 1 or length(text.get("text", "")) > longest:
            yield f"{name} empty or over {longest}"
        return
    yield from _plain(text, longest, name)


def _plain(text: Any, longest: int, name: str) -> Iterator[str]:
    if not isinstance(text, dict) or text.get("type") != "plain_text":
        yield f"{name} is not plain_text"
        return
    if unknown := text.keys() - {"type", "text", "emoji"}:
        yield f"{name} unknown {sorted(unknown)}"
    words = text.get("text", "")
    if not words.strip() or length(words) > longest:
        yield f"{name} of {length(words)}, not 1 to {longest}"
    yield from _letters(words, name)


def _letters(words: str, name: str) -> Iterator[str]:
    if any((ord(letter) < 32 and letter not in "\n\t") or 0xD800 <= ord(letter) < 0xE000 for letter in words):
        yield f"{name}: a control character or half a letter"


def _readable(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "text" and isinstance(value, str):
                yield value
            else:
                yield from _readable(value)
    elif isinstance(node, list):
        for each in node:
            yield from _readable(each)
