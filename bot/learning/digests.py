"""The rules of a channel's weekly digest: when it is due, what it covers, when it is too late."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta, tzinfo

from bot.learning.refusals import Refusal
from bot.learning.wall_time import WEEKDAYS, at, weekly

COVERS = timedelta(days=7)
DEFAULT_CLOCK = time(9)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>am|pm|yb|yp)?", re.IGNORECASE)
_TOPIC = re.compile(r"\b(topic|pwnc):", re.IGNORECASE)
_HALF = re.compile(r"(\d)\s+(am|pm|yb|yp)\b", re.IGNORECASE)  # "9 am" is one word to us
_WELSH_DAYS = ("llun", "mawrth", "mercher", "iau", "gwener", "sadwrn", "sul")
_FILLER = {"weekly", "every", "on", "at", "bob", "am", "ar", "y", "yn", "dydd", "ddydd", "wythnosol"}


@dataclass(frozen=True, slots=True)
class Plan:
    """`weekday` is a name, `clock` wall time in the programme's zone; no topic: everything."""

    weekday: str = "monday"
    clock: time = DEFAULT_CLOCK
    topic: str = ""

    def __str__(self) -> str:
        """As a button carries it, and as `read_plan` reads it again."""
        return f"{self.weekday} {self.clock:%H:%M} topic:{self.topic or '-'}"

    def next_due(self, after: datetime, zone: tzinfo) -> datetime:
        """The first time it is due later than `after`."""
        return weekly(self.weekday, self.clock, zone, after=after)


def read_clock(words: str) -> time:
    """Wall time from "9am", "13:30" or "9.30". Refuses what is no time of the day."""
    match = _CLOCK.fullmatch(words.strip())
    if match is None:
        raise Refusal("no-such-time", words=words)
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    half = (match["half"] or "").casefold()
    if half and not 1 <= hour <= 12:
        raise Refusal("no-such-time", words=words)
    if half:
        hour = hour % 12 + (12 if half in {"pm", "yp"} else 0)
    if hour > 23 or minute > 59:
        raise Refusal("no-such-time", words=words)
    return time(hour, minute)


def read_plan(words: str) -> Plan:
    """A plan from "weekly monday 9am topic:wellbeing", or the same in Welsh; the rest has its default.

    Refuses words that are neither a day, a time nor a topic.
    """
    before, _, topic = (*_TOPIC.split(words, maxsplit=1), "", "")[:3]
    plan = Plan(topic="" if topic.strip() in {"", "-"} else topic.strip())
    for word in _HALF.sub(r"\1\2", before.replace(",", " ")).split():
        folded = word.casefold()
        if folded in _FILLER:
            continue
        day = _weekday(folded)
        if day:
            plan = Plan(day, plan.clock, plan.topic)
        elif folded[0].isdigit():
            plan = Plan(plan.weekday, read_clock(folded), plan.topic)
        else:
            raise Refusal("no-such-plan", words=word)
    return plan


def _weekday(word: str) -> str:
    """The English name of a weekday, from its own or its first letters in either language, or ""."""
    if len(word) < 3:
        return ""
    singular = word.removesuffix("s") if word.endswith("days") else word
    for english, welsh in zip(WEEKDAYS, _WELSH_DAYS, strict=True):
        if english.startswith(singular) or welsh == word:
            return english
    return ""


def too_late(due: datetime, now: datetime, zone: tzinfo) -> bool:
    """A missed digest is posted late within the same day; after that its week is skipped."""
    midnight = at(due.astimezone(zone).date() + timedelta(days=1), time(0), zone)
    return now >= midnight
