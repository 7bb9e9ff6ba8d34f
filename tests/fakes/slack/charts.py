"""Whether Slack would show a picture or draw a chart.

Written from docs.slack.dev, "Image block", "Slack file object" and "Data visualization block".
"""

from collections.abc import Iterator
from typing import Any


def judge_shown(block: dict[str, Any]) -> Iterator[str]:
    """What is wrong with a block that shows something; nothing for one that does not."""
    if block["type"] == "image":
        yield from _image(block)
    elif block["type"] == "data_visualization":
        yield from _chart(block)


def _image(block: dict[str, Any]) -> Iterator[str]:
    if not 1 <= _length(block.get("alt_text")) <= 2000:
        yield "image alt_text"
    if ("image_url" in block) == ("slack_file" in block):
        yield "image: one of image_url and slack_file"
    if "slack_file" in block and len(block["slack_file"].keys() & {"id", "url"}) != 1:
        yield "slack_file: one of id and url"


def _chart(block: dict[str, Any]) -> Iterator[str]:
    """A bar chart, the only kind that an app of ours sends."""
    if not 1 <= _length(block.get("title")) <= 50:
        yield "chart title of 1 to 50"
    chart = block.get("chart") or {}
    if chart.keys() != {"type", "series", "axis_config"} or chart["type"] != "bar":
        yield f"chart of {sorted(chart)}"
        return
    axis, series = chart["axis_config"], chart["series"]
    if unknown := axis.keys() - {"categories", "x_label", "y_label"}:
        yield f"axis_config unknown {sorted(unknown)}"
    categories = axis.get("categories") or []
    if not 1 <= len(categories) <= 20 or len(set(categories)) != len(categories):
        yield f"{len(categories)} categories, or one twice"
    names = [each.get("name") for each in series]
    if not 1 <= len(series) <= 6 or len(set(names)) != len(names):
        yield f"{len(series)} series, or one name twice"
    for each in series:
        if each.keys() != {"name", "data"}:
            yield f"series of {sorted(each)}"
        if [point.get("label") for point in each["data"]] != categories:
            yield "a series does not tell every category"
        if any(type(point.get("value")) not in (int, float) for point in each["data"]):
            yield "a value is no number"
    if any(not 1 <= _length(name) <= 20 for name in [*categories, *names]):
        yield "a label of 1 to 20"


def _length(text: Any) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2 if isinstance(text, str) else 0
