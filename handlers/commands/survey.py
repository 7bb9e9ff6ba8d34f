"""`surveys`: figures of feedback that was gathered elsewhere; organisers bring it in, look, and keep it."""

import re
from collections.abc import Mapping
from typing import Any

from bot.ask import Ask
from bot.card import Card
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.learning.survey_reports import Kept
from bot.learning.surveys import Survey, explain
from bot.registry import Answer, Handed, command, draws, hands_over
from bot.steps.downloads import link_to
from bot.steps.organising import organisers_only, plain_question
from bot.store import surveys as store
from bot.store.letters import Letter
from bot.views import survey_figures as figures
from bot.views import surveys as view

_DOOR = "survey"  # see bot.steps.surveys
_ABOUT = re.compile(r"(\d{1,17})(?: (-|\d{1,5}))?(?: (\d{1,5}))?")


@command(
    "surveys",
    en=(
        "surveys",
        "survey",
        "bring in a survey",
        "import a survey",
        "import feedback",
        "feedback from elsewhere",
    ),
    cy=(
        "arolygon",
        "arolwg",
        "dod ag arolwg i mewn",
        "mewnforio arolwg",
        "mewnforio adborth",
        "adborth o rywle arall",
    ),
)
def surveys(desk: Desk, ask: Ask) -> Answer:
    """About = "", or "from <number>" behind [Show more]."""
    if question := plain_question(desk, ask):
        return question
    _private(desk, ask)
    later = re.fullmatch(r"from (\d{1,5})", ask.about.strip())
    first = int(later[1]) if later else 0
    found, every = store.newest(desk.db, first=first, most=view.PAGE)
    link = link_to(desk, _DOOR, door=_DOOR)
    return Answer(view.surveys(found, every, first, link, desk.say), secret=True)


@draws("survey-read")
def draw_read(desk: Desk, letter: Letter) -> Card | None:
    """What it was read as; nothing once it was decided on, or to who does not organise any more."""
    kept = store.find(desk.db, str(letter.facts["survey"]))
    if kept is None or kept.kept or kept.brought_by != desk.me.id or not desk.me.organises:
        return None
    return view.preview(kept, desk.say)


# ── Deciding ─────────────────────────────────────────────────────────────────────────────────────


@command("survey_keep")
def keep(desk: Desk, ask: Ask) -> Answer:
    """A form: what it is called, and what numbers mean that nobody has explained."""
    kept = _mine(desk, ask)
    if not ask.values:
        return Answer(view.keep_form(kept, {}, desk.say))
    given = {field: str(value) for field, value in ask.values.items()}
    name = " ".join(given.get("name", "").split())[: view.LONGEST_NAME]
    if not name:
        return Answer(view.keep_form(kept, given, desk.say, wrong=desk.say("survey-no-name")))
    survey = _explained(kept.brought.survey, given)
    store.keep(desk.db, kept, name, survey)
    now = store.find(desk.db, str(kept.id))
    assert now is not None
    return _figures(desk, now, None, 0, done="survey-kept")


def _explained(survey: Survey, given: Mapping[str, str]) -> Survey:
    for place, code in view.codes_of(survey):
        how = given.get(f"code-{place}-{code}")
        if how in ("missing", "counts"):
            survey = explain(survey, place, code, counts=how == "counts")
    return survey


@command("survey_drop", reads=True)
def ask_drop(desk: Desk, ask: Ask) -> Answer:
    kept, _, _ = _of(desk, ask)
    return Answer(view.ask_drop(kept, desk.say), secret=True)


@command("survey_drop_now")
def drop(desk: Desk, ask: Ask) -> Answer:
    kept, _, _ = _of(desk, ask)
    store.drop(desk.db, kept.id)
    return Answer(view.dropped(kept, desk.say), replace=True, secret=True)


# ── Looking ──────────────────────────────────────────────────────────────────────────────────────


@command("survey_figures", reads=True)
def show(desk: Desk, ask: Ask) -> Answer:
    """About = "<number> <group or -> <from which question on>"."""
    kept, group, first = _of(desk, ask)
    return _figures(desk, kept, group, first)


def _figures(desk: Desk, kept: Kept, group: int | None, first: int, *, done: str = "") -> Answer:
    of = _slice(kept, group)
    by = desk.someone(kept.brought_by).name if kept.brought_by is not None else ""
    told = desk.say(done) if done else None
    return Answer(figures.figures(kept, of, desk.say, by=by, first=first, done=told), secret=True)


@command("survey_question", reads=True)
def show_question(desk: Desk, ask: Ask) -> Answer:
    """About = "<number> <group or -> <the question's place>"."""
    kept, group, place = _of(desk, ask)
    of = _slice(kept, group)
    if place >= len(of.tallies) or of.tallies[place] is None:
        raise Refusal("survey-gone")
    return Answer(figures.question(of, place, desk.say), secret=True)


@command("survey_groups", reads=True)
def show_groups(desk: Desk, ask: Ask) -> Answer:
    """About = "<number>", or "<number> - <from which group on>"."""
    kept, _, first = _of(desk, ask)
    return Answer(figures.groups(kept, desk.say, first=first), secret=True)


@command("survey_file")
def file(desk: Desk, ask: Ask) -> Answer:
    kept, _, _ = _of(desk, ask)
    address = link_to(desk, "survey-csv", survey=kept.id)
    return Answer(view.file_ready(kept, address, desk.say), secret=True)


@hands_over("survey-csv")
def hand_over(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    """Not to who does not organise any more; nothing of what was removed."""
    kept = store.find(desk.db, str(facts["survey"]))
    if kept is None or not kept.kept or not desk.me.organises:
        return None
    content = figures.table(kept, desk.say)
    return Handed(f"survey-{kept.id}.csv", "text/csv; charset=utf-8", lambda: content)


def _slice(kept: Kept, group: int | None) -> figures.Slice:
    found = figures.slice_of(kept, group)
    if found is None:
        raise Refusal("survey-gone")
    return found


def _private(desk: Desk, ask: Ask) -> None:
    organisers_only(desk)
    if ask.where.channel:
        raise Refusal("survey-in-private")


def _mine(desk: Desk, ask: Ask) -> Kept:
    """The one that they are looking at and have not decided on."""
    kept, _, _ = _of(desk, ask)
    if kept.kept:
        raise Refusal("survey-gone")
    return kept


def _of(desk: Desk, ask: Ask) -> tuple[Kept, int | None, int]:
    """The survey, the group and the number that a button names. What is not kept is its bringer's alone."""
    _private(desk, ask)
    found = _ABOUT.fullmatch(ask.about.strip())
    kept = store.find(desk.db, found[1]) if found else None
    if found is None or kept is None or not (kept.kept or kept.brought_by == desk.me.id):
        raise Refusal("survey-gone")
    group = int(found[2]) if found[2] and found[2] != "-" else None
    return kept, group, int(found[3] or 0)
