"""An Excel workbook becomes sessions: real dates, merged cells, the right sheet."""

import io
import zipfile
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from bot.intake import Unreadable

LONDON = ZoneInfo("Europe/London")


def saved(book):
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def workbook(*rows, title="Programme", cover=None):
    book = Workbook()
    sheet = book.active
    if cover:
        sheet.title = "Cover"
        sheet.append(cover)
        sheet = book.create_sheet(title)
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def test_real_dates_times_and_numbers(read):
    rows = [
        ("Id", "Title", "Date", "Start", "End", "Places"),
        (1001, "Walk", date(2026, 7, 3), time(10), time(11, 30), 12),
        (1002.0, "Run", datetime(2026, 7, 4), 0.5, None, None),
        (1003, "Swim", "05/07/2026", "2pm", None, "unlimited"),
        (1004, "Rest", datetime(2026, 7, 6, 9, 30), None, None, 5.0),
        (1005, "Sing", date(2026, 7, 7), None, None, None),
    ]
    sheet = read(saved(workbook(*rows)), name="x.xlsx")
    assert [draft.ref for draft in sheet.drafts] == ["1001", "1002", "1003", "1004", "1005"]
    assert [(draft.starts_at.day, draft.starts_at.hour) for draft in sheet.drafts] == [
        (3, 10),
        (4, 12),
        (5, 14),
        (6, 9),
        (7, 0),
    ]
    assert sheet.drafts[0].ends_at == datetime(2026, 7, 3, 11, 30, tzinfo=LONDON)
    assert [draft.capacity for draft in sheet.drafts] == [12, None, None, 5, None]
    assert [draft.all_day for draft in sheet.drafts] == [False, False, False, False, True]


def test_every_sheet_with_a_programme_is_read_but_those_that_nobody_sees(read):
    book = workbook(
        ("Our programme", None), (), ("Title", "Date"), ("Walk", date(2026, 3, 3)), cover=("Welcome",)
    )
    lists = book.create_sheet("Lists")
    for row in (("Topic", "Day"), ("wellbeing", "Monday"), ("digital", "Friday")):
        lists.append(row)
    for name, state in (("More", "visible"), ("Old", "hidden")):
        sheet = book.create_sheet(name)
        sheet.append(("Title", "Date"))
        sheet.append(("Run", date(2026, 3, 4)))
        sheet.sheet_state = state
    sheet = read(saved(book))
    assert [draft.title.en for draft in sheet.drafts] == ["Walk", "Run"]
    assert not sheet.problems
    (note,) = [note for note in sheet.notes if note.reason.name == "read-sheets"]
    assert note.reason.facts["sheets"] == "Programme, More"
    assert [draft.title.en for draft in read(saved(book), sheets=["more "]).drafts] == ["Run"]
    with pytest.raises(Unreadable) as raised:
        read(saved(book), sheets=["Mroe"])
    assert raised.value.reason.facts == {"sheet": "Mroe", "sheets": "Cover, Programme, Lists, More"}


def test_a_session_on_two_sheets_comes_in_once(read):
    walk, run = ("W1", "Walk", date(2026, 3, 3)), ("", "Run", date(2026, 4, 4))
    book = workbook(("Ref", "Title", "Date"), walk, run, title="All")
    for month, row in (("March", walk), ("April", run), ("May", ("", "Swim", date(2026, 5, 5)))):
        sheet = book.create_sheet(month)
        sheet.append(("Ref", "Title", "Date"))
        sheet.append(row)
    book["May"].append(("", "Lost", "31/02/2026"))
    sheet = read(saved(book))
    assert [draft.title.en for draft in sheet.drafts] == ["Walk", "Run", "Swim"]
    assert sheet.drafts[0].uid == "W1"
    assert [(problem.sheet, problem.row) for problem in sheet.problems] == [("May", 3)]
    (note,) = [note for note in sheet.notes if note.reason.name == "in-several-sheets"]
    assert note.reason.facts["rows"] == 2


def test_a_sheet_speaks_only_of_its_own_columns(read):
    book = workbook(("Title", "Date", "Places"), ("Walk", date(2026, 3, 3), 5), title="March")
    sheet = book.create_sheet("April")
    sheet.append(("Title", "Date"))
    sheet.append(("Run", date(2026, 4, 4)))
    sheet = read(saved(book))
    assert "capacity" in sheet.fields
    assert sheet.unsaid == {sheet.drafts[1].uid: {"capacity"}}


def test_a_sheet_of_headings_alone_does_not_hide_the_next(read):
    book = workbook(("Title", "Date"), cover=("Title", "Date"))
    with pytest.raises(Unreadable) as raised:
        read(saved(book))
    assert raised.value.reason.name == "no-sessions"
    book["Programme"].append(("Walk", date(2026, 3, 3)))
    sheet = read(saved(book))
    assert [draft.title.en for draft in sheet.drafts] == ["Walk"]
    assert not any(note.reason.name == "other-sheets" for note in sheet.notes)


def test_told_columns_are_of_the_first_sheet_with_days(read):
    book = workbook(
        ("Walk", "Barry", date(2026, 3, 3)), ("Run", "Barry", date(2026, 3, 4)), cover=("Welcome",)
    )
    sheet = read(saved(book), columns={"title": 1, "date": 3})
    assert [draft.title.en for draft in sheet.drafts] == ["Walk", "Run"]


def test_a_merged_date_counts_for_each_of_its_rows(read):
    book = workbook(
        ("Spring", None, None),
        ("Date", "Title", "Start"),
        (date(2026, 3, 3), "Walk", "10am"),
        (None, "Run", "11am"),
        (None, "Swim", "soon"),
        (None, "Lost", "10am"),
    )
    book.active.merge_cells("A1:C1")
    book.active.merge_cells("A3:A5")
    sheet = read(saved(book))
    assert [(draft.title.en, draft.starts_at.hour) for draft in sheet.drafts] == [("Walk", 10), ("Run", 11)]
    assert [(problem.row, problem.column) for problem in sheet.problems] == [(5, "Start"), (6, "Date")]


def test_formulas_are_never_run_and_errors_are_blank(read):
    book = workbook(
        ("Title", "Date", "Where"), ("Walk", date(2026, 3, 3), "#REF!"), ("=1+1", date(2026, 3, 3), "x")
    )
    sheet = read(saved(book))
    assert [(draft.title.en, draft.place) for draft in sheet.drafts] == [("Walk", "")]
    assert [(problem.row, problem.reason.name) for problem in sheet.problems] == [(3, "no-title")]


def test_a_week_without_dates_is_refused(read):
    with pytest.raises(Unreadable) as raised:
        read(saved(workbook(("start", "end", "Monday"), (time(9), time(10), "Course"))))
    assert raised.value.reason.name == "no-dates"


def archive(**parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name.replace("__", "/") + ".xml", text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (lambda: archive(content="<office/>"), "open-document"),
        (lambda: archive(word__document="<w/>"), "other-kind"),
        (lambda: archive(xl__workbook="<broken"), "broken-workbook"),
        (lambda: archive(xl__sheet=b"\0" * 90_000_000), "too-large"),
        (lambda: saved(workbook(("Title", "Date")))[:-200], "broken-workbook"),
    ],
)
def test_archives_that_cannot_be_used_say_why(read, content, name):
    with pytest.raises(Unreadable) as raised:
        read(content())
    assert raised.value.reason.name == name


def test_an_excel_length(read):
    rows = [("Title", "Start", "Duration"), ("Walk", datetime(2026, 3, 3, 10), timedelta(minutes=90))]
    (draft,) = read(saved(workbook(*rows))).drafts
    assert draft.ends_at == datetime(2026, 3, 3, 11, 30, tzinfo=LONDON)
