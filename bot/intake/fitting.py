"""A draft cut to what messages, indexes and people can take: nobody books by a title of a megabyte."""

import hashlib
from dataclasses import replace

from bot.learning.programme import PART
from bot.learning.sessions import Bilingual, Draft

_LINE = 5_000  # letters of a title, a place, a speaker; a card cuts far shorter
_TEXT = 20_000  # letters of a summary; Excel's largest cell holds 32,767
_NAME = 200  # letters of what the database keeps in an index (PostgreSQL: at most 2,704 bytes)


def fitted(draft: Draft) -> Draft:
    """The draft with its long texts cut, an ellipsis at their end; itself where nothing is too long."""
    lines = ("place", "audience", "language", "speaker", "series", "asked")
    cut: dict[str, object] = {name: _cut(getattr(draft, name), _LINE) for name in lines}
    cut["title"] = Bilingual(_cut(draft.title.en, _LINE), _cut(draft.title.cy, _LINE))
    cut["summary"] = Bilingual(_cut(draft.summary.en, _TEXT), _cut(draft.summary.cy, _TEXT))
    cut["topic"], cut["cost"] = _cut(draft.topic, _NAME), _cut(draft.cost, _NAME)
    cut["link"] = draft.link if len(draft.link) <= _LINE else ""  # half an address leads elsewhere
    different = {name: value for name, value in cut.items() if value != getattr(draft, name)}
    return replace(draft, **different) if different else draft  # type: ignore[arg-type]  # names and values belong together


def fitted_uid(uid: str) -> str:
    """A uid that fits into an index: a long one is told apart by a fingerprint of its first part."""
    whole, mark, date = uid.partition(PART)
    if len(uid) <= _NAME:
        return uid
    short = "x-" + hashlib.sha256(whole.encode()).hexdigest()[:24]
    return f"{short}{mark}{date}" if len(date) <= _NAME else fitted_uid(whole) + mark + fitted_uid(date)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
