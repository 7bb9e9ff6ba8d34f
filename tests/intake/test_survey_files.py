"""Surveys that other people have gathered, read as they are."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from bot.learning.surveys import mean, nps
from tests.intake.survey import notes, of, read

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "real"


@pytest.fixture
def real():
    if not REAL.is_dir():
        pytest.skip("the files of other people are not beside the project")
    return lambda name, **choices: read((REAL / name).read_bytes(), minimum=10, **choices)


def test_scales_that_differ_by_column(real):
    sheet = real("feedback_carpentryconhome2020.csv")
    assert (sheet.survey.n, sheet.survey.hidden + len(sheet.survey.groups)) == (124, 35)
    found = nps(*of(sheet, "nps"))
    assert (found.promoters, found.detractors, round(found.score, 1)) == (84, 7, 62.1)
    assert round(mean(*of(sheet, "presenters_prepared")), 2) == 4.71
    membership = of(sheet, "session_membership")
    assert round(mean(*membership), 2) == 3.39
    assert round(mean(*membership, with_codes=True), 2) == 4.51
    told = [
        (note.column, note.reason.facts["value"]) for note in sheet.notes if note.reason.name == "survey-code"
    ]
    assert Counter(value for _, value in told) == {"6": 6, "0": 1}
    assert ("presenters_clear", "0") in told
    tops = {asked.heading: asked.values[-1] for asked in sheet.survey.asked if asked.values}
    assert Counter(tops.values()) == {5: 11, 4: 1, 3: 1, 10: 1}
    assert notes(sheet)["survey-mended"] == {"cells": 7}
    alike = [note.reason.facts for note in sheet.notes if note.reason.name == "survey-alike"]
    assert any("[Skill-up]" in facts["second"] for facts in alike)
    # README's figures, with the 6 explained
    sheet = real("feedback_carpentryconhome2020.csv", missing={"session_membership": ["6"]})
    assert round(mean(*of(sheet, "session_membership")), 2) == 3.39


def test_a_survey_with_joined_options_and_free_words(real):
    sheet = real("feedback_coderefinery_2019_2021.csv")
    assert sheet.survey.n == 107
    asked, tally = next(
        (asked, tally)
        for asked, tally in zip(sheet.survey.asked, sheet.survey.tallies, strict=True)
        if "recommend your colleagues" in asked.heading
    )
    assert (asked.options, tally.counts) == (("Yes absolutely", "Probably"), (99, 8))
    words = [
        tally.n for asked, tally in zip(sheet.survey.asked, sheet.survey.tallies, strict=True) if tally.said
    ]
    assert words == [43, 41]
    assert [group.n for group in sheet.survey.groups] == [28, 21, 16, 15]
    assert sheet.survey.hidden == 5
    assert (sheet.survey.first.year, sheet.survey.last) == (2021, date(2021, 9, 9))


def test_a_survey_with_a_column_for_each_box(real):
    sheet = real("feedback_carpentries_longterm2017.csv")
    assert sheet.survey.n == 476
    asked, tally = of(sheet, "Likely-To-Recommend")
    assert (tally.n, round(mean(asked, tally), 2), round(nps(asked, tally).score, 1)) == (402, 8.23, 36.3)
    asked, tally = of(sheet, "Gained-Confidence-With-Data")
    assert asked.options[0] == "Strongly agree"
    assert tally.counts == (78, 186, 109, 18, 17)
    asked, tally = of(sheet, "Field")
    assert (len(asked.options), tally.counts[0]) == (12, 74)
