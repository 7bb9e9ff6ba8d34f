"""What people will do with what they learned, and what organisers give them to take along."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from bot.card import Card
from bot.learning.actions import Action, Obstacle, Outcome
from bot.learning.materials import Material, Part, Reach
from bot.learning.refusals import Refusal
from bot.views import actions, record, refusals
from bot.views import materials as view
from bot.words.voice import Voice
from tests.golden.drawing import Examples
from tests.golden.programme import FULL, HOSTILE, PIVOTS, WALKING, at

ACTION = Action(
    id=7,
    session_id=WALKING.id,
    person_id=1,
    words="Take my one-to-ones outside, on Thursdays",
    colleagues="Owen, Siân",
    due=at(7, 10, month=4),
)
_OWN = actions.Own(ACTION, WALKING)
_HOSTILE = actions.Own(replace(ACTION, words="{{DATE()}} <!channel> *x* " * 19, colleagues=""), HOSTILE)
_PARTLY = replace(ACTION, id=8, outcome=Outcome.PARTLY, obstacle=Obstacle.OTHER, note="<script> the rain")
_NOT_YET = replace(ACTION, id=9, outcome=Outcome.NOT_YET, obstacle=Obstacle.TIME, colleagues="")
_MINE = (
    actions.Own(_PARTLY, PIVOTS),
    actions.Own(_NOT_YET, FULL),
    _OWN,
)

_SLIDES = Material(
    id=1,
    session_id=WALKING.id,
    person_id=2,
    title="The slides",
    file_name="walking.pdf",
    size=1_300_000,
    round=1,
)
_LINK = Material(
    id=2,
    session_id=WALKING.id,
    person_id=2,
    title="A map of short walks",
    url="https://maps.example.org/derwen?a=1",
    round=1,
)
_WRONG = replace(
    _LINK, id=3, title="<!channel> {{DATE()}} *x*", url="https://example.org/<b>", corrected=True
)
_DRAFT = replace(_SLIDES, id=4, title="The slides, with sources", size=2000, round=None, replaces=1)
_FOUND = (_SLIDES, _LINK)
_REACH = Reach(came=9, missed=2, waited=1, follows=40)


def _letter(part: Part) -> Callable[[Voice], Card]:
    return lambda say: view.letter(WALKING, part, _FOUND, (PIVOTS,), say)


def _desk(*found: Material, over: bool = True, files: bool = True) -> Callable[[Voice], Card]:
    return lambda say: view.desk_of(WALKING, found, _REACH, say, minutes=15, over=over, files=files)


def _refused(name: str, say: Voice) -> Card:
    return refusals.draw(Refusal(name, title=WALKING.title, most=20), say)


EXAMPLES: Examples = {
    **{
        f"refusal-{name}": partial(_refused, name)
        for name in (
            *("action-not-yours", "material-gone", "materials-changed", "materials-early"),
            *("materials-many", "materials-no-address"),
        )
    },
    "action-asked": lambda say: actions.question(_OWN, say),
    "action-asked-hostile": lambda say: actions.question(_HOSTILE, say),
    "action-asked-sensitive": lambda say: actions.question(
        actions.Own(ACTION, replace(WALKING, sensitive=True)), say
    ),
    "action-did": lambda say: actions.told(actions.Own(replace(ACTION, outcome=Outcome.DID), WALKING), say),
    "action-not-yet": lambda say: actions.told(actions.Own(_NOT_YET, WALKING), say),
    "action-obstacle-told": actions.obstacle_told,
    "action-words": lambda say: actions.words_form(actions.Own(_PARTLY, WALKING), say),
    "action-change": lambda say: actions.change_form(_OWN, say),
    "action-change-wrong": lambda say: actions.change_form(
        actions.Own(replace(ACTION, shared=True), WALKING), say, words="", wrong=say("action-missing")
    ),
    "action-changed": lambda say: actions.changed(_OWN, say),
    "action-drop": lambda say: actions.drop(_OWN, say),
    "action-dropped": actions.dropped,
    "actions": lambda say: actions.mine(_MINE, 0, say),
    "actions-many": lambda say: actions.mine(_MINE * 3, 0, say),
    "actions-none": lambda say: actions.mine((), 0, say),
    "record-actions": lambda say: record.record(record.Record(held=(), past=(), actions=(3, 1)), say),
    **{f"materials-{part.value}": _letter(part) for part in Part},
    "materials-corrected": lambda say: view.letter(WALKING, Part.CAME, (_WRONG,), (), say),
    "materials-sensitive": lambda say: view.letter(
        replace(WALKING, sensitive=True), Part.CAME, _FOUND, (), say
    ),
    "materials-shown": lambda say: view.shown(WALKING, (*_FOUND, _WRONG), (PIVOTS,), say),
    "materials-shown-none": lambda say: view.shown(WALKING, (), (), say),
    "materials-desk": _desk(*_FOUND, _DRAFT),
    "materials-desk-none": _desk(),
    "materials-desk-early": _desk(_DRAFT, over=False, files=False),
    "materials-desk-sensitive": lambda say: view.desk_of(
        replace(WALKING, sensitive=True), (_DRAFT,), _REACH, say, minutes=15, over=True, files=True
    ),
    "materials-desk-not-known": lambda say: view.desk_of(
        WALKING, (_DRAFT,), replace(_REACH, known=False), say, minutes=15, over=True, files=True
    ),
    "material-link": lambda say: view.link_form(WALKING, say, about="11"),
    "material-link-wrong": lambda say: view.link_form(
        WALKING, say, about="11", link=("The slides", "http://example.org"), wrong="url"
    ),
    "material-link-untitled": lambda say: view.link_form(
        WALKING, say, about="11", link=("", "https://example.org"), wrong="title"
    ),
    "material-file": lambda say: view.file_address(
        WALKING, "https://caffi.example.org/add/a", "pdf, pptx", 10, say
    ),
    "material-ready": lambda say: view.file_ready(_SLIDES, "https://caffi.example.org/file/a", say),
    "material-no-address": lambda say: view.file_ready(_SLIDES, "", say),
    "material-dropped": lambda say: view.dropped(say, organiser=False),
    "material-dropped-organiser": lambda say: view.dropped(say, organiser=True),
    "material-take-back": lambda say: view.take_back(_LINK, WALKING, say),
    "material-take-back-file": lambda say: view.take_back(_SLIDES, WALKING, say),
    "materials-sent": lambda say: view.sent(WALKING, 12, say),
}
