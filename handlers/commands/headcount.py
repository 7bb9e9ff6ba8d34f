"""`headcount`: how many people there are, in all or in one directorate or at one site; for organisers."""

import re
from datetime import date, timedelta

from bot.ask import Ask
from bot.card import Form
from bot.desk import Desk
from bot.learning.reach import Headcount
from bot.learning.refusals import Refusal
from bot.registry import Answer, command
from bot.steps.organising import organisers_only, plain_question
from bot.store import reach as store
from bot.understand.dates import find_dates
from bot.understand.letters import fold
from bot.views import headcount as view

_MOST = 9_999_999
_DAY = timedelta(days=1)
_BESIDE = {"people", "staff", "o", "bobl", "on", "ar"}  # may stand between the number and the day


@command(
    "headcount",
    en=("headcount", "head count", "headcounts"),
    cy=("cyfrif staff", "nifer y staff", "nifer staff"),
)
def headcount(desk: Desk, ask: Ask) -> Answer:
    """All that are given; or, where a number is typed, that one is kept."""
    answered = plain_question(desk, ask)
    if answered is not None:
        return answered
    organisers_only(desk)
    whose, number, on = _typed(ask.about)
    if not number:
        return Answer(view.listing(store.scopes(desk.db), store.all_headcounts(desk.db), desk.say))
    scope = _scope(desk, whose)
    if scope is None:
        raise Refusal("headcount-unknown", whose=whose)
    return _keep(desk, {"scope": scope, "number": number, "on": on})


@command("headcount_form")
def form(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    values = {name: str(value).strip() for name, value in ask.values.items()}
    if not values:
        return Answer(_form(desk, {"scope": "all"}))
    return _keep(desk, values)


def _keep(desk: Desk, values: dict[str, str]) -> Answer:
    said = values.get("scope", "")
    scope = "" if said == "all" else said
    number, on, wrong = _number(values.get("number", "")), _day(desk, values.get("on", "")), {}
    if not said:
        wrong["scope"] = "headcount-bad-scope"
    if number is None:
        wrong["number"] = "headcount-bad-number"
    if on is None:
        wrong["on"] = "headcount-bad-day"
    if scope and scope not in store.scopes(desk.db):
        raise Refusal("headcount-unknown", whose=scope.partition(":")[2])
    if not said or number is None or on is None:
        return Answer(_form(desk, values, wrong))
    before = store.headcount_on(desk.db, scope, on)
    store.set_headcount(desk.db, scope, Headcount(number, on), by=desk.me.id, now=desk.now)
    return Answer(view.kept(scope, Headcount(number, on), before, desk.say))


def _form(desk: Desk, values: dict[str, str], wrong: dict[str, str] | None = None) -> Form:
    return view.form(store.scopes(desk.db), values, wrong or {}, desk.say)


def _typed(words: str) -> tuple[str, str, str]:
    """Whose, how many and when, of "Housing 210 on 31 March 2026"; each may be ""."""
    said = words.split()
    first = next((place for place, word in enumerate(said) if word[0].isdigit()), len(said))
    rest = said[first + 1 :]
    while rest and rest[0].casefold() in _BESIDE:
        del rest[0]
    return " ".join(said[:first]), said[first] if first < len(said) else "", " ".join(rest)


def _scope(desk: Desk, whose: str) -> str | None:
    """What is meant by "Housing"; "all" by nothing; None: there is none of that name."""
    if not whose:
        return "all"
    named = {fold(scope.partition(":")[2]): scope for scope in reversed(store.scopes(desk.db))}
    return named.get(fold(whose.strip(" :,")))


def _number(words: str) -> int | None:
    plain = words.replace(",", "").replace(" ", "")
    return int(plain) if re.fullmatch(r"[0-9]{1,7}", plain) and 1 <= int(plain) <= _MOST else None


def _day(desk: Desk, words: str) -> date | None:
    """A day that has come; without a year the latest. Nothing: today."""
    today = desk.now.astimezone(desk.zone).date()
    if not words:
        return today
    span, _ = find_dates(words, now=desk.now.astimezone(desk.zone))
    if span is None or span.start is None or span.end is None or span.end.date() != span.start.date() + _DAY:
        return None
    day = span.start.date()
    if day > today and not re.search(r"\d{4}", words):
        day = date(day.year - 1, day.month, min(day.day, 28) if day.month == 2 else day.day)
    return day if day <= today else None
