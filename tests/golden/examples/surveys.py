"""Surveys from elsewhere: the list, what one was read as, and its figures."""

from dataclasses import replace

from bot.learning.refusals import Refusal
from bot.learning.survey_reports import Brought, Kept, Matched, Remark
from bot.learning.surveys import Asked, Group, Survey, Tally
from bot.views import refusals
from bot.views import survey_figures as figures
from bot.views import surveys as view
from tests.golden.drawing import Examples
from tests.golden.programme import at

_ASKED = (
    Asked("How useful was it?", "useful", "scale", ("1", "2", "3", "4", "5"), (1, 2, 3, 4, 5), codes=(6,)),
    Asked("Would you recommend it?", "recommend", "scale", tuple(map(str, range(11))), tuple(range(11))),
    Asked("<!channel> It was clear", "other", "order", ("Strongly agree", "Agree", "Disagree")),
    Asked("Which did you use?", "other", "choices", ("Git", "{{DATE()}}"), missing=("Don’t know",)),
    Asked("confidence_before", "before", "scale", ("1", "2", "3"), (1, 2, 3)),
    Asked("confidence_after", "after", "scale", ("1", "2", "3"), (1, 2, 3)),
    Asked("Any comments?", "comment", "words"),
    Asked("How many hours?", "other", "number"),
    Asked("Anything in Welsh?", "comment", "words"),
)
_TALLIES = (
    Tally(24, (0, 1, 3, 12, 8), coded=(4,)),
    Tally(27, (0, 0, 1, 0, 0, 1, 2, 3, 5, 5, 10)),
    Tally(26, (10, 12, 4)),
    Tally(21, (17, 12), left=(3,)),
    Tally(28, (20, 6, 2)),
    Tally(28, (2, 6, 20)),
    Tally(12, said=("<b>Diolch</b>", "=1+1", "Less theory, please", "Mwy o amser i ymarfer")),
    Tally(27, total=81.0),
    None,
)
_SURVEY = Survey(
    n=28,
    minimum=10,
    asked=_ASKED,
    tallies=_TALLIES,
    by="Session <!here>",
    groups=(
        Group("Listening well", 14, (Tally(12, (0, 0, 1, 6, 5), coded=(2,)), *_TALLIES[1:3], *(None,) * 6)),
    ),
    hidden=2,
    first=at(2, 9).date(),
    last=at(6, 9).date(),
)
_COLUMNS = (
    Matched("Name", 1, "person", "person"),
    Matched("When", 2, "date", "date"),
    Matched("Session <!here>", 3, "session", "group"),
    Matched("How useful was it?", 4, "useful", "scale"),
    Matched("Would you recommend it?", 5, "recommend", "scale"),
    Matched("Confidence before", 6, "before", "scale"),
    Matched("Confidence after", 7, "after", "order"),
    Matched("What will you do?", 8, "action", "words"),
    Matched("Any comments?", 9, "comment", "words"),
    Matched("", 10, "other", "empty"),
    Matched("Which did you use?", 11, "other", "choices"),
    Matched("Where do you work?", 12, "other", "choice"),
    Matched("How many hours?", 13, "other", "number"),
)
_REMARKS = (
    Remark(
        "How useful was it?",
        "intake-survey-code",
        {"value": "6", "rows": "4", "low": "1", "high": "5", "without": "4.13", "within": "4.39"},
    ),
    Remark("", "intake-survey-personal", {"columns": "Name, E-mail"}),
)
_BROUGHT = Brought("Spring survey", "spring_survey.csv", "0" * 64, _SURVEY, _COLUMNS, _REMARKS)
_SEEN = Kept(7, _BROUGHT, 1, at(9, 9), kept=False)
_KEPT = replace(_SEEN, kept=True)
_SEVERAL = replace(
    _SEEN,
    brought=replace(
        _BROUGHT,
        columns=_COLUMNS * 3,
        remarks=_REMARKS * 9,
        survey=replace(_SURVEY, asked=_ASKED, tallies=_TALLIES),
    ),
)
_MANY = replace(
    _KEPT,
    brought=replace(
        _BROUGHT,
        survey=replace(_SURVEY, asked=_ASKED * 2, tallies=_TALLIES * 2, groups=_SURVEY.groups * 9, hidden=1),
    ),
)
_FEW = replace(_KEPT, brought=replace(_BROUGHT, survey=Survey(28, 10, _ASKED[6:7], (None,))))
_LINK = "https://caffi.example.org/survey/a"


def _of(kept: Kept, group: int | None = None) -> figures.Slice:
    found = figures.slice_of(kept, group)
    assert found is not None
    return found


EXAMPLES: Examples = {
    "surveys": lambda say: view.surveys([_KEPT], 9, 0, _LINK, say),
    "surveys-none": lambda say: view.surveys((), 0, 0, "", say),
    "survey-preview": lambda say: view.preview(_SEEN, say),
    "survey-preview-long": lambda say: view.preview(_SEVERAL, say),
    "survey-keep": lambda say: view.keep_form(_SEEN, {}, say),
    "survey-keep-wrong": lambda say: view.keep_form(_SEEN, {"name": ""}, say, wrong=say("survey-no-name")),
    "survey-ask-drop": lambda say: view.ask_drop(_KEPT, say),
    "survey-dropped": lambda say: view.dropped(_KEPT, say),
    "survey-file": lambda say: view.file_ready(_KEPT, "https://caffi.example.org/file/a", say),
    "survey-file-no-address": lambda say: view.file_ready(_KEPT, "", say),
    "survey-figures": lambda say: figures.figures(
        _KEPT, _of(_KEPT), say, by="Olwen <!here>", done=say("survey-kept")
    ),
    "survey-figures-many": lambda say: figures.figures(_MANY, _of(_MANY), say),
    "survey-figures-group": lambda say: figures.figures(_KEPT, _of(_KEPT, 0), say),
    "survey-figures-few": lambda say: figures.figures(_FEW, _of(_FEW), say),
    "survey-question-scale": lambda say: figures.question(_of(_KEPT), 1, say),
    "survey-question-choices": lambda say: figures.question(_of(_KEPT), 3, say),
    "survey-question-words": lambda say: figures.question(_of(_KEPT), 6, say),
    "survey-groups": lambda say: figures.groups(_KEPT, say),
    "survey-groups-many": lambda say: figures.groups(_MANY, say),
    "refusal-survey-gone": lambda say: refusals.draw(Refusal("survey-gone"), say),
    "refusal-survey-in-private": lambda say: refusals.draw(Refusal("survey-in-private"), say),
    "refusal-survey-too-close": lambda say: refusals.draw(Refusal("survey-too-close", needed=10), say),
}
