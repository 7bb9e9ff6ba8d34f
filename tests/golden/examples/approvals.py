"""A manager's approval: what whoever asks for a place reads, and whoever decides about it."""

from dataclasses import replace
from functools import partial

from bot.card import Card
from bot.learning.people import Person
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Bilingual, Format, Mode
from bot.views import approvals as view
from bot.views import approving, for_others, home, refusals, settings
from bot.views import organising_people as people
from bot.views import sessions as sessions_view
from bot.views.approvals import Standing
from bot.views.approving import Request
from bot.words.voice import Voice
from tests.golden.drawing import Examples
from tests.golden.programme import HOSTILE, LONG, PIVOTS, WALKING, WELSH, at

_UNTIL = at(2, 17, 30)
_COURSE = replace(WALKING, approval=True, cost="£45 and travel")
_QUIET = replace(_COURSE, sensitive=True)
_APART = replace(_COURSE, format=Format.HYBRID, apart=True, online_capacity=40)
_ASKED = Standing("Megan Puw", "", _UNTIL, at(5, 17, 30), last=False, approves=False)
_GENTLE = replace(_ASKED, approves=True)
_ALONE = Standing("", "no-manager", _UNTIL, _UNTIL, last=True, approves=False)
_LATE = replace(_ALONE, reason="no-answer", approves=True)
_HUSHED = replace(_ALONE, reason="sensitive")
_NIA = Request(7, "Nia Rees", "nia@example.org · Housing", _COURSE, Mode.ANY, _ASKED)
_OTHERS = (
    Request(8, "<!channel> {{DATE()}}", "", replace(HOSTILE, cost="<script>"), Mode.ANY, _ALONE),
    Request(9, "Tomos Huws", "tomos@example.org", replace(WELSH, cost=""), Mode.ANY, _LATE),
    Request(10, "Lowri " * 40, "", replace(LONG, cost="£" + "1" * 190), Mode.ANY, _GENTLE),
)
_ON_IT = [
    people.OnIt(Person(id=number, name=name), hold, 0, at(2, 9), approval=number if hold != "booked" else 0)
    for number, (name, hold) in enumerate(
        (("Nia Rees", "booked"), ("Tomos Huws", "asked"), ("Lowri", "referred"))
    )
]
_PLAIN = (
    "approval-own",
    "approval-not-yours",
    "approval-not-manager-now",
    "approval-sensitive-now",
    "approval-gone",
    "already-asked",
)
_ENDED = [f"approval-was-{outcome}{by}" for outcome in ("given", "refused") for by in ("", "-you", "-rule")]


def _refused(name: str, say: Voice) -> Card:
    facts = {"title": WALKING.title, "who": "Nia Rees", "by": "Megan Puw"}
    return refusals.draw(Refusal(name, **facts), say)


def _home(say: Voice) -> Card:
    page = home.Home(
        name="Megan",
        mine=[(_COURSE, Hold.ASKED)],
        for_me=[PIVOTS],
        held={},
        feedback=[],
        follows=[],
        approvals=[_NIA],
        more_approvals=2,
    )
    return home.home(page, say)


EXAMPLES: Examples = {
    "approval-pending": lambda say: view.pending(_COURSE, _ASKED, say),
    "approval-pending-freed": lambda say: view.pending(_APART, _GENTLE, say, mode=Mode.ONLINE, freed=True),
    "approval-pending-organisers": lambda say: view.pending(_COURSE, _ALONE, say, clashes=(PIVOTS,)),
    "approval-pending-sensitive": lambda say: view.pending(_QUIET, _HUSHED, say),
    "approval-pending-hostile": lambda say: view.pending(HOSTILE, _ASKED, say),
    "approval-passed-on": lambda say: view.passed_on(_COURSE, "Megan Puw", _LATE, say),
    "approval-passed-on-sensitive": lambda say: view.passed_on(_QUIET, "Megan Puw", _HUSHED, say),
    "approval-handed-on": lambda say: view.handed_on(_COURSE, _ASKED, say),
    "approval-withdrawn": lambda say: view.withdrawn(_COURSE, say),
    "approval-given": lambda say: view.given(_APART, "Megan Puw", "", say, mode=Mode.ONLINE),
    "approval-given-rule": lambda say: view.given(_COURSE, "", "rule", say, clashes=(PIVOTS,)),
    "approval-given-dropped": lambda say: view.given(_COURSE, "", "dropped", say),
    "approval-refused": lambda say: view.refused(_COURSE, "Megan Puw", "The inspection is that week.", say),
    "approval-refused-hostile": lambda say: view.refused(HOSTILE, "<@U1>", "<!channel> *no* {{DATE()}}", say),
    "approval-refused-rule": lambda say: view.refused(_COURSE, "", "", say),
    "approval-decision": lambda say: approving.decision(_NIA, say),
    "approval-decision-again": lambda say: approving.decision(_NIA, say, name="wanted-again"),
    "approval-decision-reminder": lambda say: approving.decision(_NIA, say, name="reminder"),
    "approval-decision-hostile": lambda say: approving.decision(_OTHERS[0], say),
    "approval-decision-organisers": lambda say: approving.decision(_OTHERS[1], say),
    "approval-decision-long": lambda say: approving.decision(_OTHERS[2], say),
    "approval-decision-sensitive": lambda say: approving.decision(
        replace(_NIA, session=_QUIET, stands=_HUSHED), say
    ),
    "approvals": lambda say: approving.waiting((_NIA, *_OTHERS), 3, say),
    "approvals-one": lambda say: approving.waiting((_NIA,), 0, say),
    "approvals-handed": lambda say: approving.handed_on((_NIA, *_OTHERS[1:2]), 2, say),
    "approvals-none": lambda say: approving.waiting((), 0, say),
    "approve-several": lambda say: approving.several((_NIA, *_OTHERS), 1, say),
    "decline-several": lambda say: approving.several((_NIA, *_OTHERS), 1, say, agreed=False),
    "approve-several-done": lambda say: approving.decided_all(
        (
            approving.decided_line("Nia Rees", _COURSE, say, agreed=True),
            say("refusal-approval-was-withdrawn", who="Tomos Huws", title=WELSH.title),
        ),
        say,
    ),
    "approval-decline-form": lambda say: approving.decline_form(_NIA, say),
    "approval-decided": lambda say: approving.decided("Nia Rees", _COURSE, say, agreed=True),
    "approval-decided-more": lambda say: approving.decided(
        "Nia Rees", _COURSE, say, agreed=True, requests=_OTHERS[1:2], rest=2
    ),
    "approval-declined": lambda say: approving.decided("Nia Rees", _COURSE, say, agreed=False),
    "details-approval": lambda say: sessions_view.details(_COURSE, None, say),
    "details-asked": lambda say: sessions_view.details(_COURSE, Hold.ASKED, say),
    "details-referred": lambda say: sessions_view.details(
        replace(_COURSE, cost="", summary=Bilingual()), Hold.REFERRED, say
    ),
    "home-approvals": _home,
    "help-manager": lambda say: settings.help_(say, organises=False, manages=True),
    "others-booked-own-asked": lambda say: for_others.booked(_COURSE, ("Megan Puw",), say, asked=True),
    "others-refused-asked": lambda say: for_others.refused(
        _COURSE, [for_others.Hindered("Nia Rees", "asked")], say
    ),
    "organise-people-asked": lambda say: people.people_on(_COURSE, _ON_IT, 0, say),
    "organise-added-asked": lambda say: people.added(_COURSE, [people.Added("Elen Morgan", "asked")], say),
    **{f"refusal-{name}": partial(_refused, name) for name in (*_PLAIN, *_ENDED)},
    "refusal-approval-was-withdrawn": partial(_refused, "approval-was-withdrawn"),
}
