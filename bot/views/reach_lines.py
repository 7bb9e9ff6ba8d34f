"""The figures of reach, line by line, as the message, the files and the page to print all say them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from bot.card import Text
from bot.learning.reach import (
    ATTENDED,
    PEOPLE,
    Headcount,
    Kind,
    Period,
    Report,
    fitting,
    percent,
    side_by_side,
)
from bot.views.topics import topic_name
from bot.words.moments import spell_day, spell_month
from bot.words.voice import Voice

ATTENDANCE = 1
"""The tier of attendance in LTEM (Thalheimer, "The Learning-Transfer Evaluation Model", 2018)."""
_NO_YEAR = date(1, 1, 1)  # nobody's own year, so that it is always named


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A report; of a year also what its `quarters` tell; and `headcounts` by scope."""

    report: Report
    quarters: Sequence[Report | None] = ()
    headcounts: Mapping[str, Sequence[Headcount]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
    """One figure: None where it is not told. `share` is in percent, of the headcount where there is one."""

    period: Period
    number: int | None
    share: int | None = None
    headcount: Headcount | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """`what`: what is counted and what is not, where it is not said of the whole section; `tier`: of LTEM."""

    label: Text
    value: Text
    numbers: tuple[Number, ...]
    what: Text | None = None
    tier: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    name: str
    title: Text
    lines: tuple[Line, ...]
    what: Text | None = None


def written(number: int) -> str:
    """As people write it: 1,240."""
    return f"{number:,}"


def counted(name: str, number: int, say: Voice) -> Text:
    """Like "1,240 people": `name` is a sentence with plural forms."""
    return say(name, number, number=written(number))


def spell_date(day: date, say: Voice) -> str:
    return spell_day(day, say.language, _NO_YEAR)


def period_name(period: Period, say: Voice) -> Text:
    if period.kind is Kind.MONTH:
        return say.words(spell_month(period.first, say.language))
    year = f"{period.year}-{(period.year + 1) % 100:02}"
    if period.kind is Kind.YEAR:
        return say("reach-year", year=year)
    first, last = (spell_month(day, say.language) for day in (period.first, period.last))
    first = first.removesuffix(f" {period.first.year}")  # a quarter begins and ends in one year
    return say("reach-quarter", first=first, last=last, number=period.quarter, year=year)


def sections(shown: Shown, say: Voice) -> list[Section]:
    """Everybody first; then, of a quarter and of a year's quarters, who and what apart."""
    found = [Section("all", say("reach-all"), tuple(_whole(shown, say)))]
    for name in ("language", "topic", *PEOPLE, "format"):
        lines = tuple(replace(line, tier=ATTENDANCE) for line in _apart(shown, name, say))
        if lines:
            what = say(f"reach-what-{name}", minimum=shown.report.minimum)
            found.append(Section(name, say(f"reach-by-{name}"), lines, _of_which(what, lines, say)))
    if shown.report.wishes:
        period = shown.report.period
        wishes = tuple(
            Line(say.words(words), counted("reach-times", times, say), (Number(period, times),))
            for words, times in shown.report.wishes
        )
        what = say("reach-what-wishes", minimum=shown.report.minimum)
        found.append(Section("wishes", say("reach-by-wishes"), wishes, what))
    return found


# ── Everybody ────────────────────────────────────────────────────────────────────────────────────


def _whole(shown: Shown, say: Voice) -> Iterator[Line]:
    whole, period = shown.report.whole, shown.report.period

    def line(name: str, value: Text, number: int, share: int | None = None, what: Text | None = None) -> Line:
        explained = what or say(f"reach-what-{name}")
        tier = ATTENDANCE if name == "attendances" else None
        return Line(say(f"reach-label-{name}"), value, (Number(period, number, share),), explained, tier)

    people = _of_headcount(shown, "", period, whole.people)
    value = say.join(counted("reach-people", whole.people, say), _share(people, say), with_=", ")
    everybody = Line(say("reach-label-people"), value, (people,), tier=ATTENDANCE)
    yield replace(everybody, what=_of_which(say("reach-what-people"), (everybody,), say))
    yield line("attendances", say.words(written(whole.attendances)), whole.attendances)
    held = say("reach-sessions", held=written(whole.sessions), taken=written(whole.taken))
    yield line("sessions", held, whole.sessions)
    if whole.booked:
        yield line("booked", counted("reach-places", whole.booked, say), whole.booked)
    if whole.expected:
        share = percent(whole.absent, whole.expected)
        places = counted("reach-places", whole.expected, say)
        value = say(
            "reach-absent",
            share=_percent(share, whole.absent, say),
            absent=written(whole.absent),
            places=places,
        )
        sessions = counted("reach-sessions-held", whole.taken, say)
        what = say("reach-what-absent", sessions=sessions)
        if whole.unknown:
            unknown = counted("reach-places", whole.unknown, say)
            what = say.join(what, say("reach-absent-unknown", places=unknown))
        yield line("absent", value, whole.absent, share, what)
    if whole.seats:
        share = percent(whole.filled, whole.seats)
        places = counted("reach-places", whole.seats, say)
        value = say(
            "reach-seats",
            share=_percent(share, whole.filled, say),
            filled=written(whole.filled),
            places=places,
        )
        what = say("reach-what-seats", sessions=counted("reach-sessions-held", whole.limited, say))
        yield line("seats", value, whole.filled, share, what)
    yield line("waiting", say.words(written(whole.waiting)), whole.waiting)


def _of_headcount(shown: Shown, scope: str, period: Period, number: int | None) -> Number:
    headcount = fitting(shown.headcounts.get(scope, ()), period)
    if headcount is None or number is None:
        return Number(period, number)
    return Number(period, number, percent(number, headcount.number), headcount)


def _share(number: Number, say: Voice) -> Text:
    if number.headcount is None or number.share is None or number.number is None:
        return say("reach-no-headcount")
    of = written(number.headcount.number)
    if number.number > number.headcount.number:
        return say("reach-share-over", number=of)
    return say("reach-share-of", share=_percent(number.share, number.number, say), number=of)


def _of_which(what: Text, lines: Sequence[Line], say: Voice) -> Text:
    """What is counted, and for which day the headcounts are that the shares are of."""
    given = {each.headcount.on for line in lines for each in line.numbers if each.headcount is not None}
    if not given:
        return what
    days = ", ".join(spell_date(day, say) for day in sorted(given))
    name = "reach-headcount-day" if len(lines) == 1 else "reach-headcount-days"
    return say.join(what, say(name, when=days))


def _percent(share: int, number: int, say: Voice) -> Text:
    return say("reach-less-than-one") if number and not share else say.words(f"{share}%")


# ── Who and what, apart ──────────────────────────────────────────────────────────────────────────


def _apart(shown: Shown, name: str, say: Voice) -> Iterator[Line]:
    if shown.report.period.kind is Kind.YEAR:
        beside = side_by_side(shown.quarters, name)
        for each in _in_order(name, beside):
            yield _year(shown, name, each, beside[each], say)
        return
    told = dict(shown.report.told.get(name, {}))
    if name == "language" and told:
        told.setdefault("cy", None)
    draw = _language if name == "language" else partial(_group, name=name)
    for each in _in_order(name, told):
        yield draw(shown, each=each, number=told[each], say=say)


def _in_order(name: str, there: Collection[str]) -> list[str]:
    """Welsh first; anything else by the alphabet."""
    first = ("cy", "bilingual", "en") if name == "language" else ()
    return [*(each for each in first if each in there), *sorted(set(there) - set(first), key=str.casefold)]


def _group(shown: Shown, *, name: str, each: str, number: int | None, say: Voice) -> Line:
    period = shown.report.period
    if name in ATTENDED:
        value = say("reach-hidden") if number is None else counted("reach-attendances", number, say)
        return Line(_label(name, each, say), value, (Number(period, number),))
    of = _of_headcount(shown, f"{name}:{each}", period, number)
    if number is None:
        return Line(_label(name, each, say), say("reach-hidden"), (of,))
    value = counted("reach-people", number, say)
    if of.headcount is not None:
        value = say.join(value, _share(of, say), with_=", ")
    return Line(_label(name, each, say), value, (of,))


def _language(shown: Shown, *, each: str, number: int | None, say: Voice) -> Line:
    whole, period = shown.report.whole, shown.report.period
    held = counted("reach-sessions-held", whole.held.get(each, 0), say)
    label = _label("language", each, say)
    if not whole.held.get(each, 0):
        return Line(label, counted("reach-sessions-held", 0, say), (Number(period, 0, 0),))
    if number is None:
        value = say("reach-language-hidden", hidden=say("reach-hidden"), sessions=held)
        return Line(label, value, (Number(period, None),))
    share = percent(number, whole.attendances)
    attendances = counted("reach-attendances", number, say)
    value = say(
        "reach-language-line", attendances=attendances, share=_percent(share, number, say), sessions=held
    )
    return Line(label, value, (Number(period, number, share),))


def _year(shown: Shown, name: str, each: str, numbers: Sequence[int | None], say: Voice) -> Line:
    """The quarters that are counted for good; a sum where it is one of attendances."""
    told, values = [], []
    for report, number in zip(shown.quarters, numbers, strict=True):
        if report is None:
            continue
        figure = _of_quarter(shown, name, each, report, number)
        told.append(figure)
        value = say("reach-hidden") if number is None else say.words(written(number))
        if figure.share is not None and number is not None:
            value = say.join(value, _percent(figure.share, number, say), with_=", ")
        values.append(say("reach-in-quarter", quarter=report.period.quarter, value=value))
    if name in ATTENDED and all(figure.number is not None for figure in told):
        total = sum(figure.number or 0 for figure in told)
        values.append(say("reach-together", number=written(total)))
    return Line(_label(name, each, say), say.join(*values, with_=" · "), tuple(told))


def _of_quarter(shown: Shown, name: str, each: str, report: Report, number: int | None) -> Number:
    if name in PEOPLE:
        return _of_headcount(shown, f"{name}:{each}", report.period, number)
    if name == "language" and number is not None and report.whole.attendances:
        return Number(report.period, number, percent(number, report.whole.attendances))
    return Number(report.period, number)


def _label(name: str, each: str, say: Voice) -> Text:
    if name == "topic":
        return topic_name(each, say)
    known = {"format": f"format-{each}", "language": f"reach-language-{each}"}.get(name, "")
    return say(known) if known and say.has(known) else say.words(each)
