"""A filled-in form about a session → what it says of the session, or what is wrong, field by field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from bot.learning.sessions import Bilingual, Draft, Format
from bot.learning.wall_time import at
from bot.understand.letters import fold
from bot.understand.occasion import Occasion, Reading, Unread

ALL_DAY = ("all day", "drwy'r dydd", "trwy'r dydd")
"""What may stand where a start is asked for, without accents and with straight quotes."""

HOUR = timedelta(hours=1)
_DAY = timedelta(days=1)
_LINES = ("place", "topic", "speaker", "audience")
_LANGUAGES = ("en", "cy", "bilingual")
_MOST = 100_000  # places
WHEN = ("day", "starts", "ends")


def read_session(
    values: Mapping[str, str], before: Draft, shown: Mapping[str, str], reading: Reading
) -> tuple[Draft, Sequence[Unread]]:
    """The session that the form makes of `before`, and all that cannot be so, at its field.

    `shown`: what stood in the form when it was opened. Fields that were not touched change nothing, so
    that a session that has begun can still get another link. A field that is not there is not touched.
    """
    said = {name: value.strip() for name, value in values.items()}
    length = min(before.ends_at - before.starts_at, _DAY)
    questions: tuple[tuple[tuple[str, ...], Callable[[], dict[str, Any]]], ...] = (
        (("title_en", "title_cy"), lambda: {"title": _title(said)}),
        (("summary_en", "summary_cy"), lambda: {"summary": _bilingual(said, "summary")}),
        (WHEN, lambda: _when(said, reading, length)),
        *((((name,), partial(_line, said, name))) for name in _LINES),
        (("link",), lambda: {"link": _link(said["link"])}),
        (("capacity",), lambda: {"capacity": read_capacity(said["capacity"])}),
        (("format",), lambda: {"format": _format(said["format"])}),
        (("language",), lambda: {"language": _language(said["language"])}),
    )
    after, wrong = before, []
    for names, read in questions:
        if any(name in said and said[name] != shown.get(name, "").strip() for name in names):
            try:
                after = replace(after, **read())
            except Unread as unread:
                wrong.append(unread)
    return after, wrong


def read_capacity(words: str) -> int | None:
    """A number of places; nothing for no limit. Raises Unread."""
    plain = words.replace(",", "").replace(" ", "")
    if not plain:
        return None
    if not (plain.isascii() and plain.isdigit()) or len(plain) > 6 or int(plain) > _MOST:
        raise Unread("capacity", "capacity-unclear", said=words)
    return int(plain)


def _title(said: Mapping[str, str]) -> Bilingual:
    both = _bilingual(said, "title")
    if not (both.en or both.cy):
        raise Unread("title_en", "title-missing")
    return Bilingual(" ".join(both.en.split()), " ".join(both.cy.split()))


def _bilingual(said: Mapping[str, str], name: str) -> Bilingual:
    return Bilingual(said.get(f"{name}_en", ""), said.get(f"{name}_cy", ""))


def _line(said: Mapping[str, str], name: str) -> dict[str, Any]:
    return {name: " ".join(said[name].split())}


def _language(words: str) -> str:
    return words if words in _LANGUAGES else ""


def _link(words: str) -> str:
    if not words:
        return ""
    try:
        parts = urlsplit(words)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in {"https", "http"} or not parts.hostname or any(c.isspace() for c in words):
        raise Unread("link", "link-unclear", said=words)
    return words


def _format(words: str) -> Format:
    return Format(words) if words in {each.value for each in Format} else Format.UNKNOWN


def _when(said: Mapping[str, str], reading: Reading, length: timedelta) -> dict[str, Any]:
    day, starts, ends = (said.get(name, "") for name in WHEN)
    if fold(starts) in ALL_DAY:
        first = reading.day(day)
        last = reading.day(ends) if ends else first
        if last < first:
            raise Unread("ends", "end-before-start", said=ends)
        return {"starts_at": _midnight(first, reading), "ends_at": _midnight(last + _DAY, reading)} | {
            "all_day": True
        }
    occasion: Occasion = reading.occasion(day, starts, ends, length=min(length, _DAY))
    return {"starts_at": occasion.starts_at, "ends_at": occasion.ends_at, "all_day": False}


def _midnight(day: date, reading: Reading) -> datetime:
    return at(day, time.min, reading.zone)


def read_dates(words: str, reading: Reading) -> tuple[list[date], list[Unread]]:
    """Days, one a line, or several on a line with commas between; each that is none, by itself."""
    days: list[date] = []
    wrong: list[Unread] = []
    for line in words.replace(";", "\n").splitlines():
        pieces = [line]
        try:
            reading.day(line)
        except Unread:
            pieces = line.split(",")  # "Tuesday, 3 March" is one day
        for piece in filter(None, (piece.strip() for piece in pieces)):
            try:
                days.append(reading.day(piece))
            except Unread as unread:
                wrong.append(Unread("dates", unread.reason, said=piece))
    return list(dict.fromkeys(days)), wrong
