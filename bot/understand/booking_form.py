"""A filled-in form about who books a session, and when → what it says, or what is wrong, field by field."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from bot.learning.people import plain_email
from bot.learning.sessions import Draft, Freed, Status
from bot.understand.occasion import Occasion, Reading, Unread
from bot.understand.session_form import HOUR, read_capacity

_MOST_EACH = 1000
_PARTED = re.compile(r"[\s,;]+")


def read_booking(
    values: Mapping[str, str], before: Draft, shown: Mapping[str, str], reading: Reading
) -> tuple[Draft, Sequence[Unread]]:
    """The session that the form makes of `before`, and all that cannot be so; see `read_session`."""
    said = {name: value.strip() for name, value in values.items()}
    questions: dict[str, Callable[[str], dict[str, Any]]] = {
        "taking": partial(_taking, before.status),
        "freed": lambda words: {"freed": _freed(words)},
        "opens": lambda words: {"opens_at": _moment(words, "opens", reading)},
        "closes": lambda words: {"closes_at": _moment(words, "closes", reading)},
        "dates_each": lambda words: {"dates_each": _each(words)},
        "online_capacity": _online,
        "invited": lambda words: {"invited": _invited(words, before.invited)},
        "sensitive": lambda words: {"sensitive": words == "yes"},
        "approval": lambda words: {"approval": words == "yes"},
        "cost": lambda words: {"cost": " ".join(words.split())},
    }
    after, wrong = before, []
    for name, read in questions.items():
        if name in said and said[name] != shown.get(name, "").strip():
            try:
                after = replace(after, **read(said[name]))
            except Unread as unread:
                wrong.append(Unread(name, unread.reason, **unread.facts))
    if after.opens_at and after.closes_at and after.closes_at <= after.opens_at:
        wrong.append(Unread("closes", "closes-before-opens"))
    return after, wrong


def _taking(status: Status, words: str) -> dict[str, Any]:
    """Only what is on can be closed to bookings, and opened again."""
    if status not in {Status.OPEN, Status.CLOSED}:
        return {}
    return {"status": Status.CLOSED if words == "no" else Status.OPEN}


def _freed(words: str) -> Freed:
    return Freed(words) if words in {each.value for each in Freed} else Freed.DEFAULT


def _moment(words: str, field: str, reading: Reading) -> datetime | None:
    if not words:
        return None
    nothing = Occasion(reading.now, reading.now + HOUR)
    reading.day(words)
    if not reading.has_time(words):
        raise Unread(field, "time-missing-too", said=words)
    return reading.moved(words, nothing).starts_at


def _each(words: str) -> int | None:
    if not words:
        return None
    if not (words.isascii() and words.isdigit() and 0 < int(words[:9]) <= _MOST_EACH):
        raise Unread("dates_each", "each-unclear", said=words)
    return int(words)


def _online(words: str) -> dict[str, Any]:
    """A number: places in the room and online are counted apart. Nothing: they are not."""
    capacity = read_capacity(words)
    return {"apart": capacity is not None, "online_capacity": capacity}


def _invited(words: str, before: str) -> str:
    """E-mail addresses, as a session keeps them: with spaces between. The same ones in another order are no
    change.
    """
    found = []
    for piece in filter(None, _PARTED.split(words)):
        email = plain_email(piece)
        if email is None:
            raise Unread("invited", "email-unclear", said=piece)
        found.append(email)
    return before if {*found} == {*before.split()} else " ".join(dict.fromkeys(found))
