"""An Adaptive Card as a person reads it, top to bottom."""

from collections.abc import Iterator
from typing import Any

from tests.fakes.teams.judge import INVISIBLE


def read_card(card: Any) -> str:
    """What is shown, line by line: buttons and links as [words], a field as its label and a colon."""
    return "\n".join(line for node in card["body"] for line in _lines(node)).translate(INVISIBLE)


def buttons(card: Any) -> list[dict[str, Any]]:
    """Every button, in reading order."""
    found = []
    for node in card["body"]:
        for each in (node, *node.get("items", ())):
            found += each.get("actions", ())
    return found


def _lines(node: Any) -> Iterator[str]:
    match node["type"]:
        case "TextBlock":
            yield node["text"]
        case "RichTextBlock":
            yield "".join(run["text"] for run in node["inlines"])
        case "Container":
            for each in node["items"]:
                yield from _lines(each)
        case "ActionSet":
            yield from (f"[{action['title']}]" for action in node["actions"])
        case "Image":
            yield node["altText"]
        case "Chart.HorizontalBar":
            yield f"(a chart: {node['title']})"
        case _:
            yield f"{node['label']}:"
            yield from (choice["title"] for choice in node.get("choices", ()))
