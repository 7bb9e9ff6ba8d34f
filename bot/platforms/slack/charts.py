"""A distribution as a chart that Slack draws itself, where all its labels fit.

Source: docs.slack.dev, "Data visualization block" (since June 2026; two in a message; the names of
categories and of series have at most 20 characters, and each series a value for every category).
"""

from collections.abc import Sequence

from bot.card import Bars, Reader, Text
from bot.platforms.slack import limits
from bot.platforms.slack.rich import Block
from bot.words.aloud import say
from bot.words.fitting import clean, cut, units


def chart(bars: Bars, reader: Reader) -> Block | None:
    """The block, or None: a label that would be cut says too little without its end, and before and now
    would be told apart by their colour alone.
    """
    labels = [_said(label, reader) for label, _ in bars.rows]
    title = _said(bars.title, reader)
    if bars.pairs or not title or not 0 < len(labels) <= limits.CHART_ROWS or not _names(labels):
        return None
    points = [{"label": label, "value": count} for label, (_, count) in zip(labels, bars.rows, strict=True)]
    return {
        "type": "data_visualization",
        "title": cut(title, limits.CHART_TITLE),
        "chart": {
            "type": "bar",
            "series": [{"name": cut(title, limits.CHART_LABEL), "data": points}],
            "axis_config": {"categories": labels},
        },
    }


def _said(text: Text, reader: Reader) -> str:
    return " ".join(clean(say(text, reader)).split())


def _names(names: Sequence[str]) -> bool:
    """Whether they are short enough, and tell one thing from another."""
    return all(0 < units(name) <= limits.CHART_LABEL for name in names) and len(set(names)) == len(names)
