"""Surveys from elsewhere: what each column is, what its answers add up to, and what may be seen of it."""

import io
import time
from collections import Counter
from datetime import date
from itertools import combinations
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.intake import Unreadable
from bot.intake.reasons import REASONS
from bot.intake.surveys import Choices, read_survey
from bot.intake.surveys.mending import mended
from bot.learning.refusals import Refusal
from bot.learning.survey_reports import check_apart
from bot.learning.surveys import Answered, Asked, add_up, explain, hidden_among, mean, nps
from bot.words.voice import voices
from tests.intake.conftest import check

REAL = Path(__file__).parents[2].parent / "shared" / "data" / "real"


def read(text, *, minimum=5, **choices):
    """Reads a survey; every reason must have a sentence in both languages, with the facts it needs."""
    content = text.encode() if isinstance(text, str) else text
    try:
        sheet = read_survey("survey.csv", content, minimum=minimum, choices=Choices(**choices))
    except Unreadable as unreadable:
        _check(unreadable.reason)
        raise
    for note in sheet.notes:
        _check(note.reason)
    return sheet


def _check(reason):
    check(reason)
    for say in voices():
        assert say(f"intake-{reason.name}", None, **reason.facts)


def refused(text, **choices):
    with pytest.raises(Unreadable) as raised:
        read(text, **choices)
    return raised.value.reason.name


def column(heading, *values):
    return "\n".join([heading, *(f'"{value}"' for value in values)])


def only(sheet):
    """The one question of a survey of one, and its tally."""
    assert len(sheet.survey.asked) == 1, sheet.survey.asked
    return sheet.survey.asked[0], sheet.survey.tallies[0]


def of(sheet, heading):
    place = [asked.heading for asked in sheet.survey.asked].index(heading)
    return sheet.survey.asked[place], sheet.survey.tallies[place]


def notes(sheet):
    return {note.reason.name: note.reason.facts for note in sheet.notes}


# ── Scales ───────────────────────────────────────────────────────────────────────────────────────


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


# ── Other columns ────────────────────────────────────────────────────────────────────────────────


def test_options_that_are_joined_in_one_cell():
    answers = ["Git; Python", "Git", "Python; R", "Git; R", "R", ""]
    asked, tally = only(read(column("Tools", *answers), minimum=5))
    assert asked.kind == "choices"
    assert dict(zip(asked.options, tally.counts, strict=True)) == {"Git": 3, "R": 3, "Python": 2}
    assert tally.n == 5


def test_boxes_in_a_column_each_are_one_question():
    rows = ["Topics,Column2,Column3,Column4,Done", "Git,,R,,yes", ",Python,,,no", "Git,Python,R,,yes"]
    rows += ["Git,,,Some words of my own,no", ",,,,yes", "Git,,,,no"]
    sheet = read("\n".join(rows))
    asked, tally = of(sheet, "Topics")
    assert (asked.options, tally.counts, tally.n) == (("Git", "Python", "R"), (4, 2, 2), 5)
    assert notes(sheet)["survey-boxes"] == {"columns": 3, "last": "Column3"}
    assert of(sheet, "Topics (Column4)")[1] is None  # one person alone wrote something


def test_who_somebody_is_is_told_and_never_kept():
    rows = ["Name,E-mail address,Timestamp,Useful,Contact"]
    rows += [
        f"Nia {n},nia{n}@example.org,2026-03-0{n} 10:00,{n % 5 + 1},x{n}@example.org" for n in range(1, 8)
    ]
    sheet = read("\n".join(rows))
    assert [each.heading for each in sheet.survey.asked] == ["Useful"]
    assert notes(sheet)["survey-personal"]["columns"] == "Name, E-mail address, Contact"
    assert (sheet.survey.first, sheet.survey.last) == (date(2026, 3, 1), date(2026, 3, 7))
    assert "Nia" not in repr(sheet.survey)
    assert refused("\n".join(rows), by="Name") == "survey-by-person"


def test_names_are_known_by_what_they_are():
    people = (
        "Siân Ŵyn",
        "Owen ap Rhys",
        "Mair Jones-Parry",
        "Nia Rees",
        "Bob O’Neill",
        "Élise Roy",
        "Ann Lee",
    )
    rows = [f"{n % 5 + 1},{name}" for n, name in enumerate(people)]
    sheet = read("\n".join(["Useful,Who are you?", *rows]))
    assert notes(sheet)["survey-personal"] == {"columns": "Who are you?"}
    words = ("Very good", "More Git please", "Thank you all", "Da iawn", "Fine", "No", "I liked it")
    sheet = read("\n".join(["Useful,Anything else?", *(f"5,{said}" for said in words)]))
    assert of(sheet, "Anything else?")[1].n == 7


def test_comments_lose_addresses_and_emptiness():
    words = [
        "Write to me at nia@example.org please",
        "Ring 029 2034 5678",
        "None",
        "n/a",
        "Da iawn!",
        "<b>&",
        "😀",
    ]
    sheet = read(column("Any other comments?", *words))
    asked, tally = only(sheet)
    assert (asked.role, tally.n) == ("comment", 5)
    assert tally.said == ("<b>&", "Da iawn!", "Ring […]", "Write to me at […] please", "😀")
    assert notes(sheet)["survey-nothing-said"] == {"rows": 2}
    assert notes(sheet)["survey-masked"] == {"rows": 2}


def test_text_that_was_decoded_twice_is_put_right():
    once = ["Ydych chi’n hapus?", "Tŷ Gwyn", "¡Hola!", "Café “Å”", "Llŷn £5", "naïve"]
    for text in once:
        twice = text.encode().decode("cp1252", "replace")
        if "�" not in twice:
            assert mended(twice) == text
        assert mended(text) == text
    sheet = read("\n".join(["Useful,Session", *["5,TÅ· Gwyn"] * 6]))
    assert [group.name for group in sheet.survey.groups] == ["Tŷ Gwyn"]
    assert notes(sheet)["survey-mended"] == {"cells": 6}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_and_separators(encoding):
    text = "Defnyddiol;Sylwadau\n" + "\n".join(f"{n % 5 + 1};Bûm – {n}" for n in range(6))
    sheet = read(text.encode(encoding))
    assert of(sheet, "Sylwadau")[1].said[0] == "Bûm – 0"
    assert of(sheet, "Defnyddiol")[0].role == "useful"


def test_workbooks_with_two_rows_of_heads_and_other_sheets():
    book = openpyxl.Workbook()
    book.active.append(["Read me"])
    sheet = book.create_sheet("Answers")
    for row in (["Respondent ID", "How useful was it?", "Comments"], ["", "Response", "Open-Ended Response"]):
        sheet.append(row)
    for n in range(7):
        sheet.append([100000 + n, n % 5 + 1, f"Word {n}"])
    content = io.BytesIO()
    book.save(content)
    found = read(content.getvalue())
    assert of(found, "How useful was it?")[1].n == 7
    assert notes(found)["survey-sheet"] == {"sheet": "Answers"}
    assert notes(found)["survey-personal"] == {"columns": "Respondent ID"}
    assert refused(content.getvalue(), sheet="Elsewhere") == "no-such-sheet"


def test_names_that_look_like_one_session_are_told():
    rows = [
        f"5,{name}"
        for name in ("Working well with git", "Skill-up: Working well with Git", "Excel part 1") * 6
    ]
    found = notes(read("\n".join(["Useful,Session", *rows])))["survey-alike"]
    assert set(found.values()) == {"Working well with git", "Skill-up: Working well with Git"}


# ── What cannot be used ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty-file"),
        (b"<!doctype html><html>", "survey-web-page"),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR", "survey-no-calendar"),
        (b"%PDF-1.7", "other-kind"),
        (b"\x00\x01\x02\x03" * 50, "survey-not-text"),
        (b"PK\x03\x04 broken", "broken-workbook"),
        (b"Useful,Comment\n", "survey-no-answers"),
        (b"5,4\n3,4\n2,2\n", "survey-no-headings"),
        (b"Name,Email\n" + b"a,a@b.org\n" * 9, "survey-no-questions"),
        (b"Useful\n" + b"5\n" * 4, "survey-too-few"),
        (b'Useful\n"5\n' * 9, "open-quote"),
        (b"x" * 20_000_001, "survey-too-large"),
        (b"Useful\n" + b"5\n" * 100_001, "survey-too-many-rows"),
    ],
)
def test_hostile_files_are_refused_with_a_reason(content, reason):
    assert refused(content) == reason


def test_a_column_that_is_not_there():
    text = column("Useful", *[5] * 9)
    for choices in ({"by": "Nowhere"}, {"missing": {"7": ["6"]}}, {"scales": {"X": (1, 6)}}):
        assert refused(text, **choices) == "survey-no-column"


_HOSTILE = st.sampled_from(
    [
        "<!channel>",
        "{{DATE()}}",
        "<script>",
        "=1+1",
        "A" * 3200,
        "\u202e\u05d0",
        "😀",
        "{n}",
        "%s",
        "\0",
        "a;b;c",
        "6",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(_HOSTILE | st.text(max_size=12), min_size=3, max_size=3), min_size=2, max_size=20),
    st.sampled_from([",", ";", "\t"]),
)
def test_nothing_breaks_the_reading(rows, separator):
    text = "\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    try:
        sheet = read(text.encode("utf-8", "replace"))
    except Unreadable:
        return
    for asked, tally in zip(sheet.survey.asked, sheet.survey.tallies, strict=True):
        assert tally is None or tally.n >= 5
        assert len(tally.counts if tally else asked.options) == len(asked.options)


@pytest.mark.long
def test_a_hundred_thousand_answers_take_seconds():
    began = time.process_time()
    _large(100_000)
    assert time.process_time() - began < 20


def test_five_thousand_answers():
    _large(5_000)


def _large(rows):
    text = "\n".join(
        ["Timestamp,Email,Session,Useful,Recommend us,Agree,Comments"]
        + [
            f"2026-03-{n % 28 + 1:02d} 09:00,a{n}@b.org,S {n % 700},{n % 5 + 1},{n % 11},"
            f"{('Agree', 'Disagree', 'Neutral')[n % 3]},words of number {n}"
            for n in range(rows)
        ]
    )
    sheet = read(text, minimum=10)
    assert sheet.survey.n == rows
    assert len(sheet.survey.groups) <= 200


# ── What may be seen ─────────────────────────────────────────────────────────────────────────────


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 30), max_size=9), st.integers(5, 12), st.data())
def test_no_small_group_can_be_worked_out_from_the_total(sizes, minimum, data):
    """An attacker knows the total and every group that is shown, and adds and subtracts as they like: what
    they get are groups that are shown, alone or together, with all that are hidden or without.
    """
    already = data.draw(st.sets(st.integers(0, len(sizes) - 1))) if sizes else set()
    hidden = hidden_among(sizes, minimum, already)
    shown = [place for place in range(len(sizes)) if place not in hidden]
    pool = sum(sizes[place] for place in hidden)
    assert already <= hidden
    assert all(sizes[place] >= minimum for place in shown)
    if sum(sizes) >= minimum:
        assert pool == 0 or pool >= minimum
        for many in range(len(shown) + 1):
            for some in combinations(shown, many):
                rest = sum(sizes) - sum(sizes[place] for place in some)
                assert rest == 0 or rest >= minimum


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abcde"), st.sampled_from([None, "1", "2", "9"]), st.sampled_from([None, "word"])
        ),
        min_size=10,
        max_size=90,
    )
)
def test_every_figure_of_a_survey_stands_for_enough_answers(rows):
    """Question by question, comments among them, in the total, in groups and in what is left over."""
    asked = (
        Asked("Q", "other", "scale", ("1", "2"), (1, 2), codes=(9,)),
        Asked("C", "comment", "words"),
    )
    questions = [Answered(asked[0], [row[1] for row in rows]), Answered(asked[1], [row[2] for row in rows])]
    survey = add_up(questions, rows=len(rows), minimum=10, groups=[row[0] for row in rows], by="S")
    real = Counter(row[0] for row in rows)
    for group in survey.groups:
        assert group.n == real[group.name] >= 10
    left = len(rows) - sum(group.n for group in survey.groups)
    assert left == 0 or left >= 10
    for place in (0, 1):
        total = survey.tallies[place]
        tallies = [group.tallies[place] for group in survey.groups]
        seen = [tally.n for tally in tallies if tally]
        assert all(n >= 10 for n in seen)
        if total is None:
            assert not seen
        else:
            assert total.n >= 10
            assert total.n - sum(seen) == 0 or total.n - sum(seen) >= 10


def test_those_who_do_not_say_their_session_are_in_the_total_alone():
    rows = [*(f"5,A{n % 2}" for n in range(40)), *("4," for _ in range(12))]
    sheet = read("\n".join(["Useful,Session", *rows]), minimum=10)
    assert [(group.name, group.n) for group in sheet.survey.groups] == [("A0", 20), ("A1", 20)]
    assert (sheet.survey.n, sheet.survey.hidden) == (52, 0)
    rows = rows[:43]
    sheet = read("\n".join(["Useful,Session", *rows]), minimum=10)  # three who do not: one session hides them
    assert len(sheet.survey.groups) == 1


def test_a_floor_holds_whatever_is_set():
    assert refused(column("Useful", *[5] * 4), minimum=1) == "survey-too-few"
    assert read(column("Useful", *[5] * 5), minimum=1).survey.minimum == 5


def test_newer_figures_never_differ_by_a_few():
    few, more, many = (read(column("Useful", *[5] * n), minimum=10).survey for n in (20, 25, 30))
    check_apart(few, many)
    check_apart(few, few)
    with pytest.raises(Refusal):
        check_apart(few, more)


# ── Files of other people ────────────────────────────────────────────────────────────────────────


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


def test_every_reason_of_surveys_has_its_facts():
    for name, needed in REASONS.items():
        if name.startswith("survey-"):
            for say in voices():
                assert say(f"intake-{name}", None, **dict.fromkeys(needed, "x")), name
