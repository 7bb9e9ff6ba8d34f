"""What a person sees of blocks: plain words, line by line, a button as [its label]."""

from collections.abc import Iterator
from typing import Any


def read_blocks(blocks: list[dict[str, Any]]) -> str:
    """The blocks as words, one block under the other."""
    return "\n".join(read_block(block) for block in blocks)


def read_block(block: dict[str, Any]) -> str:
    match block["type"]:
        case "header" | "section":
            return block["text"]["text"]
        case "context":
            return " ".join(element["text"] for element in block["elements"])
        case "actions":
            return " ".join(f"[{element['text']['text']}]" for element in block["elements"])
        case "rich_text":
            return "\n".join(
                "".join(element.get("text", "") for element in section["elements"])
                for section in block["elements"]
            )
        case "input":
            return _read_input(block)
        case "divider":
            return "—"
        case "image":
            return f"({block['alt_text']})"
        case "data_visualization":
            return f"(a chart: {block['title']})"
    return ""


def buttons(blocks: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any], str]]:
    """Every button, its block, and the words of the block it stands under."""
    above = ""
    for block in blocks:
        if block["type"] != "actions":
            above = read_block(block)
            continue
        for element in block["elements"]:
            if element["type"] == "button":
                yield element, block, above


def unescaped(text: str) -> str:
    """A message's `text` as Slack shows it."""
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _read_input(block: dict[str, Any]) -> str:
    element = block["element"]
    lines = [block["label"]["text"] + ("" if block.get("optional") else " *")]
    if hint := block.get("hint"):
        lines.append(hint["text"])
    if "options" in element:
        chosen = element.get("initial_options") or [element.get("initial_option")]
        lines += [
            f"({'x' if option in chosen else ' '}) {option['text']['text']}" for option in element["options"]
        ]
    else:
        lines.append(f"[{element.get('initial_value', '')}]")
    return "\n".join(lines)
