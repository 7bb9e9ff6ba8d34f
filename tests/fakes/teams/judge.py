"""Whether Teams would take a card, node by node, and house rules about foreign text.

Written from adaptivecards.io (schema explorer, 1.5) and learn.microsoft.com ("Cards reference", "Message
size limits for agents") on its own, so that a wrong number in the room is not repeated here. Where the
SDK is installed its models have their say too; they let unknown keys pass, which is why we do not.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from types import ModuleType
from typing import Any

import pytest
from markdown_it import MarkdownIt

CARD = {"$schema", "type", "version", "lang", "fallbackText", "body"}
SHARED = {"type", "spacing", "separator", "lang"}
NODES = {
    "TextBlock": {"text", "style", "size", "weight", "wrap", "color", "isSubtle"},
    "RichTextBlock": {"inlines"},
    "TextRun": {"text", "size", "weight", "isSubtle", "color", "lang"},
    "Container": {"items", "style"},
    "ActionSet": {"actions"},
    "Image": {"url", "altText", "size"},
    "Chart.HorizontalBar": {"title", "data", "fallback", "displayMode", "color"},
    "Input.Text": {"id", "label", "isRequired", "errorMessage", "isMultiline", "maxLength", "value"},
    "Input.ChoiceSet": {
        "id",
        "label",
        "isRequired",
        "errorMessage",
        "choices",
        "isMultiSelect",
        "style",
        "value",
        "placeholder",
        "wrap",
    },
    "Action.Execute": {"verb", "data", "title", "tooltip", "style", "fallback", "associatedInputs"},
    "Action.Submit": {"data", "title", "tooltip", "style", "associatedInputs"},
    "Action.OpenUrl": {"url", "title", "tooltip"},
}
MODELS = {
    "TextBlock": "TextBlock",
    "RichTextBlock": "RichTextBlock",
    "TextRun": "TextRun",
    "Container": "Container",
    "ActionSet": "ActionSet",
    "Image": "Image",
    "Chart.HorizontalBar": "HorizontalBarChart",
    "Input.Text": "TextInput",
    "Input.ChoiceSet": "ChoiceSetInput",
    "Action.Execute": "ExecuteAction",
    "Action.Submit": "SubmitAction",
    "Action.OpenUrl": "OpenUrlAction",
    "AdaptiveCard": "AdaptiveCard",
}
INNER = {"body": "element", "items": "element", "inlines": "TextRun", "actions": "action"}
READS_MARKDOWN = {("TextBlock", "text"), ("Input.ChoiceSet", "errorMessage"), ("Input.Text", "errorMessage")}
UNSENDABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
MACRO = re.compile(r"\{\{")
MARKDOWN = MarkdownIt("commonmark").enable(["strikethrough", "table"])
INVISIBLE = str.maketrans({"\u200b": None, "\u200a": None})


def size(card: Any) -> int:
    """Bytes of UTF-16, as Teams counts a message: without the pictures that are in it."""
    pictures = sum(len(node["url"]) for node in walk(card) if node.get("type") == "Image")
    return len(json.dumps(card, ensure_ascii=False).encode("utf-16-le")) - 2 * pictures


def judge(card: Any) -> Iterator[str]:
    """What is wrong with an Adaptive Card."""
    if not isinstance(card, dict) or card.get("type") != "AdaptiveCard" or card.get("version") != "1.5":
        yield "no Adaptive Card 1.5"
        return
    yield from (f"card: unknown key {key}" for key in card.keys() - CARD)
    if not card.get("body"):
        yield "card: nothing in it"
    if not str(card.get("fallbackText", "")).strip():
        yield "card: no fallbackText, for notifications and old clients"
    if card.get("lang") not in ("en", "cy"):
        yield "card: no language"
    if size(card) > 80_000:
        yield f"card: {size(card)} bytes"
    yield from _markdown(card["fallbackText"], "fallbackText", lines=True)
    yield from _letters(card)
    yield from _model(card, "card")
    for number, node in enumerate(card.get("body", ())):
        yield from _node(node, f"body[{number}]", "element")
    yield from _ids(card)


def _node(node: Any, at: str, kind: str) -> Iterator[str]:
    name = node.get("type")
    if name not in NODES or not _fits(name, kind):
        yield f"{at}: a {name} has no place here"
        return
    shared = set() if name == "TextRun" or name.startswith("Action.") else SHARED
    yield from (f"{at}: unknown key {key}" for key in node.keys() - NODES[name] - shared - {"type"})
    yield from _model(node, at)
    for key, inner in INNER.items():
        if key in NODES[name]:
            if not node.get(key):
                yield f"{at}: an empty {name}"
            for number, each in enumerate(node.get(key, ())):
                yield from _node(each, f"{at}.{key}[{number}]", inner)
    for of, key in READS_MARKDOWN:
        if name == of and key in node:
            yield from _markdown(node[key], f"{at}.{key}")
    for says in _says(name, node):
        yield f"{at}: {says}"


def _fits(name: str, kind: str) -> bool:
    if kind == "action":
        return name in ("Action.Execute", "Action.OpenUrl")
    return name == kind if kind == "TextRun" else name != "TextRun" and not name.startswith("Action.")


def _says(name: str, node: Any) -> Iterator[str]:
    match name:
        case "TextBlock" | "TextRun" | "RichTextBlock" | "Image":
            if wrong := _shown(name, node):
                yield wrong
        case "ActionSet":
            if len(node["actions"]) > 6:
                yield f"{len(node['actions'])} buttons in a row"
        case "Chart.HorizontalBar":
            yield from _chart(node)
        case "Action.Execute":
            yield from _execute(node)
        case "Action.OpenUrl":
            if not re.fullmatch(r"https?://[!-~]+", node["url"]) or not node["title"].strip():
                yield f"leads to {node['url'][:40]!r}"
        case "Input.Text" | "Input.ChoiceSet":
            yield from _input(name, node)


def _shown(name: str, node: Any) -> str:
    match name:
        case "TextBlock" if not node.get("wrap") or not node["text"].strip():
            return "text that is cut off, or none"
        case "TextRun" if not node["text"] or MACRO.search(node["text"]):
            return f"an empty run, or a macro: {node['text'][:40]!r}"
        case "RichTextBlock" if not "".join(run["text"] for run in node["inlines"]).strip():
            return "nothing to read"
        case "Image" if not node.get("altText") or not node["url"].startswith("data:image/png;base64,"):
            return "a picture without words, or from elsewhere"
    return ""


def _chart(node: Any) -> Iterator[str]:
    """learn.microsoft.com, "Charts in Adaptive Cards"; and what stands in its place on other clients."""
    for point in node["data"]:
        if (
            point.keys() != {"x", "y"}
            or type(point["y"]) is not int
            or point["y"] < 0
            or not point["x"].strip()
        ):
            yield f"a point {point}"
        yield from _markdown(point["x"], "label")
    yield from _markdown(node["title"], "title")
    if not node["data"]:
        yield "no points"
    if node["fallback"] != "drop":
        yield from _node(node["fallback"], "fallback", "element")
        if node["fallback"]["type"] != "Image":
            yield "something else than the same as a picture"


def _execute(node: Any) -> Iterator[str]:
    older = node.get("fallback") or {}
    if not node.get("title", "").strip() or len(node["title"]) > 75 or older.get("title") != node["title"]:
        yield "a button without words, or with other words on old clients"
    if older.get("type") != "Action.Submit" or older["data"] != {"word": node["verb"], **node["data"]}:
        yield "carries something else on old clients"
    if node["data"].keys() - {"about", "form"} or not all(isinstance(v, str) for v in node["data"].values()):
        yield f"carries {sorted(node['data'])}"
    yield from _model(older, "fallback")


def _input(name: str, node: Any) -> Iterator[str]:
    if not re.fullmatch(r"(one|any)-[A-Za-z0-9_-]+", node["id"]) or not node.get("label", "").strip():
        yield "no id, or no label"
    if MACRO.search(node["label"]):
        yield "a macro in a label"
    if node.get("isRequired") and not node.get("errorMessage", "").strip():
        yield "nothing is said where nothing is filled in"
    if name == "Input.Text":
        value = node.get("value", "")
        if node["maxLength"] < 1 or len(value) > node["maxLength"]:
            yield "a value that is longer than it may be"
        return
    values = [choice["value"] for choice in node["choices"]]
    chosen = (
        node["value"].split(",") if node.get("isMultiSelect") and "value" in node else [node.get("value")]
    )
    if not values or len(set(values)) < len(values) or not set(chosen) - {None} <= set(values):
        yield f"choices {values[:3]}, chosen {chosen[:3]}"
    if node.get("isMultiSelect") and any("," in value for value in values):
        yield "a value that arrives as two"
    for choice in node["choices"]:
        if choice.keys() != {"title", "value"} or not choice["title"].strip():
            yield f"a choice of {sorted(choice)}"
        yield from _markdown(choice["title"], "choice")


def _markdown(text: str, at: str, *, lines: bool = False) -> Iterator[str]:
    """Markdown may find nothing in it but words, and a macro nothing at all."""
    if MACRO.search(text):
        yield f"{at}: a macro in {text[:40]!r}"
    shown = []
    for token in MARKDOWN.parse(text):
        if token.type not in {"paragraph_open", "paragraph_close", "inline"}:
            yield f"{at}: {token.type} in {text[:40]!r}"
        for child in token.children or ():
            shown.append(child.content)
            if child.type != "text":
                yield f"{at}: {child.type} in {text[:40]!r}"
    if not lines and "".join(shown) != text.strip():
        yield f"{at}: {text[:40]!r} is shown as {''.join(shown)[:40]!r}"
    if re.search(r"://|www\.\w|\w@\w", text):
        yield f"{at}: an address in {text[:60]!r}"


def _letters(node: Any) -> Iterator[str]:
    if isinstance(node, str) and (found := UNSENDABLE.search(node)):
        yield f"unsendable {found[0]!r} in {node[:40]!r}"
    if isinstance(node, dict):
        shown = [each for name, each in node.items() if name != "data"]  # that is carried, and not shown
    else:
        shown = node if isinstance(node, list) else []
    for each in shown:
        yield from _letters(each)


def _ids(card: Any) -> Iterator[str]:
    ids = Counter(node["id"] for node in walk(card) if "id" in node)
    yield from (f"{name} stands {times} times" for name, times in ids.items() if times > 1)


def walk(node: Any) -> Iterator[Any]:
    """Every object in a card, from the outside in."""
    if isinstance(node, dict):
        yield node
    for each in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from walk(each)


def _model(node: Any, at: str) -> Iterator[str]:
    model = getattr(sdk(), MODELS[node["type"]])
    made = model.model_validate(node)  # raises what is wrong with it
    # The model names its own schema field differently.
    if extra := set(made.model_extra or ()) - {"$schema"}:
        yield f"{at}: the SDK does not know {sorted(extra)}"
    for choice in node.get("choices", ()):
        if sdk().Choice.model_validate(choice).model_extra:
            yield f"{at}: the SDK does not know a choice's {sorted(choice)}"


@cache
def sdk() -> ModuleType:
    return pytest.importorskip("microsoft_teams.cards", reason="the optional group `teams` is not installed")
