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
    """The block, or None: a label that would be cut says too little without its end."""
    labels = [_said(label, reader) for label, _ in bars.rows]
    series = [_said(moment, reader) for moment in bars.moments] if bars.pairs else []
    names = series or [cut(_said(bars.title, reader), limits.CHART_LABEL)]
    counts = [bars.before] if series else []
    counts.append(tuple(count for _, count in bars.rows))
    title = cut(_said(bars.title, reader), limits.CHART_TITLE)
    if not title or not 0 < len(labels) <= limits.CHART_ROWS or not _names(labels) or not _names(names):
        return None
    return {
        "type": "data_visualization",
        "title": title,
        "chart": {
            "type": "bar",
            "series": [
                {"name": name, "data": _points(labels, of)} for name, of in zip(names, counts, strict=True)
            ],
            "axis_config": {"categories": labels},
        },
    }


def _points(labels: Sequence[str], counts: Sequence[int]) -> list[Block]:
    return [{"label": label, "value": count} for label, count in zip(labels, counts, strict=True)]


def _said(text: Text, reader: Reader) -> str:
    return " ".join(clean(say(text, reader)).split())


def _names(names: Sequence[str]) -> bool:
    """Whether they are short enough, and tell one thing from another."""
    return all(0 < units(name) <= limits.CHART_LABEL for name in names) and len(set(names)) == len(names)
