"""Surveys from elsewhere: which scale a column's numbers and words are on."""

import pytest

from bot.learning.surveys import explain, mean, nps
from tests.intake.survey import column, notes, only, read


@pytest.mark.parametrize(
    ("values", "scale", "codes"),
    [
        ((3, 4, 5, 5, 4, 3), (1, 5), ()),
        ((1, 2, 3, 4, 5, 6, 6), (1, 5), (6,)),
        ((4, 5, 6, 5, 5, 5), (1, 5), (6,)),
        ((0, 3, 4, 5, 5, 5), (1, 5), (0,)),
        ((1, 2, 3, 4, 4, 3), (1, 4), ()),
        ((1, 2, 3, 2, 2, 2), (1, 3), ()),
        ((1, 5, 6, 7, 7, 3), (1, 7), ()),
        ((1, 5, 6, 7, 8, 3), (1, 10), ()),
        ((0, 5, 6, 10, 8, 3), (0, 10), ()),
        ((2, 3, 4, 5, 5, 9, 9), (1, 5), (9,)),
        ((2, 3, 4, 5, 99, 5), (1, 5), (99,)),
        ((2, 3, 4, 5, -1, 5), (1, 5), (-1,)),
    ],
)
def test_a_scale_is_found_and_what_is_on_none_of_its_steps(values, scale, codes):
    asked, tally = only(read(column("How was it", *values)))
    assert (asked.kind, asked.values[0], asked.values[-1]) == ("scale", *scale)
    assert asked.codes == codes
    assert tally.n == sum(scale[0] <= value <= scale[1] for value in values)
    assert tally.coded == tuple(values.count(code) for code in codes)


def test_a_heading_may_say_the_scale_and_somebody_may_too():
    asked, _ = only(read(column("How useful was it (1-6)?", 1, 2, 3, 4, 5, 6)))
    assert (asked.values, asked.codes, asked.role) == ((1, 2, 3, 4, 5, 6), (), "useful")
    asked, _ = only(read(column("Usefulness out of 10", 1, 2, 3, 4, 5, 5)))
    assert asked.values[-1] == 10
    asked, tally = only(read(column("How was it", 1, 2, 3, 4, 5, 6), scales={"how was it": (1, 6)}))
    assert (asked.values[-1], asked.codes, tally.n) == (6, (), 6)


def test_numbers_may_stand_with_their_words():
    answers = ("5 - Very useful", "4", "4/5", "1 (not at all)", "5.0", "3 out of 5")
    asked, tally = only(read(column("How was it", *answers)))
    assert tally.counts == (1, 0, 1, 2, 2)
    assert mean(asked, tally) == pytest.approx((5 + 4 + 4 + 1 + 5 + 3) / 6)


def test_an_unexplained_number_is_neither_counted_nor_dropped():
    sheet = read(column("Useful", *[5] * 6, *[6] * 4))
    asked, tally = only(sheet)
    assert (tally.n, tally.coded) == (6, (4,))
    assert mean(asked, tally) == 5
    assert mean(asked, tally, with_codes=True) == pytest.approx(5.4)
    facts = notes(sheet)["survey-code"]
    assert (facts["value"], facts["rows"], facts["without"], facts["within"]) == ("6", 4, "5.00", "5.40")
    missing, left = only(read(column("Useful", *[5] * 6, *[6] * 4), missing={"Useful": ["6"]}))
    assert (missing.codes, missing.missing, left.left, left.n) == ((), ("6",), (4,), 6)
    for counts, n in ((False, 6), (True, 10)):
        told = explain(sheet.survey, 0, 6, counts=counts)
        assert (told.tallies[0].n, told.asked[0].codes, told.open) == (n, (), ())
    counted = explain(sheet.survey, 0, 6, counts=True)
    assert counted.asked[0].values == (1, 2, 3, 4, 5, 6)
    assert mean(counted.asked[0], counted.tallies[0]) == pytest.approx(5.4)


def test_marks_that_mean_no_answer_stand_in_one_order():
    marks = ["99", "88", "77", "66", "55"]
    asked, _ = only(read(column("Useful", *[1, 2, 3, 4, 5] * 3, *marks), missing={"Useful": marks}))
    assert asked.missing == ("55", "66", "77", "88", "99")


def test_words_among_numbers():
    sheet = read(column("How was it", 1, 2, 3, 4, 5, 5, 5, 5, "N/A", "Not applicable", "five"))
    asked, tally = only(sheet)
    assert (tally.n, sorted(asked.missing), tally.left) == (8, ["N/A", "Not applicable"], (1, 1))
    assert notes(sheet)["survey-unread"] == {"value": "five", "rows": 1}
    asked, _ = only(read(column("How many", "1", "2", "1", "3+", "2", "1")))
    assert (asked.kind, asked.options) == ("choice", ("1", "2", "3+"))


def test_net_promoter_score_only_of_nought_to_ten():
    answers = (10, 10, 9, 8, 7, 6, 0, 10)
    asked, tally = only(read(column("How likely are you to recommend us?", *answers)))
    found = nps(asked, tally)
    assert (found.promoters, found.detractors, found.score) == (4, 2, 25.0)
    asked, tally = only(read(column("Would you recommend it?", 1, 2, 3, 4, 5, 5)))
    assert nps(asked, tally) is None
    asked, tally = only(read(column("How was it?", *answers)))
    assert nps(asked, tally) is None


def test_scales_in_words_are_in_their_order_in_both_languages():
    english = ("Agree", "Strongly disagree", "Neutral", "agree ", "Strongly agree", "Disagree.")
    asked, tally = only(read(column("It was clear", *english)))
    assert asked.options == ("Strongly agree", "Agree", "Neutral", "Disagree.", "Strongly disagree")
    assert tally.counts == (1, 2, 1, 1, 1)
    welsh = ("Cytuno", "Anghytuno’n gryf", "Niwtral", "Cytuno", "Cytuno'n gryf")
    asked, tally = only(read(column("Roedd yn glir", *welsh)))
    assert asked.options == ("Cytuno'n gryf", "Cytuno", "Niwtral", "Anghytuno’n gryf")
    both = ("Agree", "Cytuno", "Agree", "Disagree", "Anghytuno", "Strongly agree")
    asked, tally = only(read(column("Clear", *both)))
    assert (asked.options, tally.counts) == (("Strongly agree", "Agree", "Disagree"), (1, 3, 2))


@pytest.mark.parametrize(
    "options",
    [
        ("Very useful", "Useful", "Not useful"),
        ("Defnyddiol iawn", "Defnyddiol", "Ddim yn ddefnyddiol"),
        ("Very satisfied", "Satisfied", "Neutral", "Dissatisfied", "Very dissatisfied"),
        ("Bodlon iawn", "Bodlon", "Anfodlon", "Anfodlon iawn"),
        ("Excellent", "Good", "Poor"),
        ("Always", "Sometimes", "Never"),
        ("Yes absolutely", "Probably", "No"),
        ("Daily.", "Weekly.", "Less than once per year.", "I had not been using tools like these."),
        ("Extremely likely", "Likely", "Unlikely"),
    ],
)
def test_word_scales_begin_with_the_best(options):
    asked, tally = only(read(column("Q", *reversed(options), *options)))
    assert (asked.kind, asked.options) == ("order", options)
    assert set(tally.counts) == {2}
