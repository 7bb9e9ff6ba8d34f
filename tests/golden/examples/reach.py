"""How far learning reaches: a quarter with hidden groups, a year, what is not settled yet, and headcounts."""

from dataclasses import replace
from datetime import date

from bot.card import When
from bot.learning.reach import Headcount, Kind, Period, Report, Whole
from bot.learning.refusals import Refusal
from bot.views import headcount, refusals
from bot.views import reach as view
from bot.views.reach_lines import Shown
from tests.golden.drawing import Examples
from tests.golden.programme import at

_QUARTER = Period(Kind.QUARTER, date(2025, 10, 1))
_YEAR = _QUARTER.in_year
_MONTH = Period(Kind.MONTH, date(2026, 2, 1))
_SETTLES = When(at(15, 9), style="day")
_HOSTILE = "<!channel> {{DATE()}} <b>"
_WHOLE = Whole(
    sessions=96,
    taken=82,
    people=1240,
    attendances=3012,
    booked=210,
    expected=860,
    absent=103,
    unknown=40,
    limited=60,
    seats=2400,
    filled=1900,
    waiting=45,
    held={"cy": 12, "bilingual": 9, "en": 75},
)
_REPORT = Report(
    period=_QUARTER,
    whole=_WHOLE,
    minimum=10,
    counted_at=at(9, 9),
    final=True,
    told={
        "directorate": {"Housing": 420, "Legal": None, "Planning": 15, _HOSTILE: None},
        "site": {"Cardiff": 700, "Wrexham": 540},
        "topic": {"digital": 1500, "wellbeing": 1510},
        "format": {"in-person": None, "online": 2890},
        "language": {"bilingual": None, "cy": 155, "en": 2700},
    },
    wishes=(("beekeeping <!here>", 14),),
)
_COUNTS = {
    "": [Headcount(3100, date(2025, 4, 1))],
    "directorate:Housing": [Headcount(900, date(2025, 4, 1))],
    "directorate:Planning": [Headcount(12, date(2025, 9, 1))],
}
_SCOPES = ("directorate:Housing", "directorate:Planning", f"directorate:{_HOSTILE}", "site:Cardiff")
_SHOWN = Shown(report=_REPORT, headcounts=_COUNTS)
_NOBODY = replace(_REPORT, whole=Whole(), told={}, wishes=())
_OPEN = replace(_REPORT, final=False, told={}, wishes=(), whole=replace(_WHOLE, held={}))
_OF_YEAR = Shown(
    report=replace(_REPORT, period=_YEAR, told={}, wishes=()),
    quarters=(None, replace(_REPORT, period=_QUARTER.before), _REPORT, None),
    headcounts=_COUNTS,
)
_LINKS = {name: f"https://caffi.example.org/file/{name}" for name in ("csv", "xlsx", "page")}

EXAMPLES: Examples = {
    "reach-quarter": lambda say: view.card(_SHOWN, _SETTLES, say),
    "reach-no-headcount": lambda say: view.card(Shown(report=_REPORT), _SETTLES, say),
    "reach-not-settled": lambda say: view.card(Shown(report=_OPEN), _SETTLES, say),
    "reach-month": lambda say: view.card(Shown(report=replace(_OPEN, period=_MONTH)), _SETTLES, say),
    "reach-year": lambda say: view.card(_OF_YEAR, _SETTLES, say),
    "reach-nothing": lambda say: view.card(Shown(report=_NOBODY), _SETTLES, say),
    "reach-files": lambda say: view.files(_QUARTER, _LINKS, say),
    "reach-no-files": lambda say: view.files(_QUARTER, {}, say),
    "headcount-list": lambda say: headcount.listing(_SCOPES, _COUNTS, say),
    "headcount-kept": lambda say: headcount.kept("", Headcount(3100, date(2026, 3, 31)), None, say),
    "headcount-replaced": lambda say: headcount.kept(_SCOPES[0], Headcount(1, date(2026, 3, 1)), 900, say),
    "refusal-reach-period": lambda say: refusals.draw(Refusal("reach-period"), say),
    "refusal-headcount-unknown": lambda say: refusals.draw(Refusal("headcount-unknown", whose=_HOSTILE), say),
    "headcount-form": lambda say: headcount.form(_SCOPES, {"scope": "all"}, {}, say),
    "headcount-form-errors": lambda say: headcount.form(
        _SCOPES,
        {"scope": "site:Cardiff", "number": "many", "on": "then"},
        {"number": "headcount-bad-number", "on": "headcount-bad-day"},
        say,
    ),
}
