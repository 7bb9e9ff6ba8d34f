"""`reach`: how many people learning reached in a month, a quarter or a financial year; for organisers."""

from collections.abc import Mapping
from typing import Any

from bot.ask import Ask
from bot.card import When
from bot.desk import Desk
from bot.files.reach import as_csv, as_xlsx, rows
from bot.learning.reach import Kind, Period, of_key
from bot.learning.refusals import Refusal
from bot.registry import Answer, Handed, command, hands_over
from bot.steps.downloads import link_to
from bot.steps.organising import organisers_only, plain_question
from bot.steps.reach_report import quarters, reports
from bot.store import reach as store
from bot.understand.periods import read_period
from bot.views import reach as view
from bot.views.reach_lines import Shown
from bot.views.reach_page import page

_FILES = ("csv", "xlsx", "page")


@command(
    "reach",
    en=("reach", "reach figures", "reach report", "attendance figures", "attendance report"),
    cy=("cyrhaeddiad", "ffigurau cyrhaeddiad", "adroddiad cyrhaeddiad", "ffigurau presenoldeb"),
    reads=True,
)
def reach(desk: Desk, ask: Ask) -> Answer:
    """About = a month, a quarter or a financial year; "": the quarter that ended last."""
    answered = plain_question(desk, ask)
    if answered is not None:
        return answered
    organisers_only(desk)
    period = _period(desk, ask.about)
    return Answer(view.card(_shown(desk, period), _settles(desk, period), desk.say))


@command("reach_files")
def files(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    period = _period(desk, ask.about)
    links = {name: link_to(desk, f"reach-{name}", period=period.key) for name in _FILES}
    links = {name: address for name, address in links.items() if address}
    return Answer(view.files(period, links, desk.say), secret=True)


@hands_over("reach-csv")
def spreadsheet(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    """To nobody who organises no more."""
    found = _promised(desk, facts)
    if found is None:
        return None
    table = rows(found, desk.say)
    return Handed(_name(found, "csv"), "text/csv; charset=utf-8", lambda: as_csv(table))


@hands_over("reach-xlsx")
def workbook(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    found = _promised(desk, facts)
    if found is None:
        return None
    table, kind = rows(found, desk.say), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Handed(_name(found, "xlsx"), kind, lambda: as_xlsx(table, found.report.period.key))


@hands_over("reach-page")
def printable(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    found = _promised(desk, facts)
    if found is None:
        return None
    settles, programme = _settles(desk, found.report.period), desk.settings.programme.name
    content = page(found, settles, programme, desk.reader(desk.me), desk.say)
    return Handed(_name(found, "html"), "text/html; charset=utf-8", lambda: content)


def _period(desk: Desk, words: str) -> Period:
    period = read_period(words, desk.now.astimezone(desk.zone).date())
    if period is None:
        raise Refusal("reach-period")
    return period


def _shown(desk: Desk, period: Period) -> Shown:
    (report,) = reports(desk, period)
    whole_year = quarters(desk, period) if period.kind is Kind.YEAR else ()
    return Shown(report=report, quarters=whole_year, headcounts=store.all_headcounts(desk.db))


def _promised(desk: Desk, facts: Mapping[str, Any]) -> Shown | None:
    period = of_key(facts["period"])
    return _shown(desk, period) if period and desk.me.organises else None


def _settles(desk: Desk, period: Period) -> When:
    return When(period.settles(desk.zone), style="day")


def _name(shown: Shown, ending: str) -> str:
    return f"caffi-reach-{shown.report.period.key}.{ending}"
