"""Surveys from elsewhere: what each column is that is no scale, and which letters it is written in."""

import io
from datetime import date

import openpyxl
import pytest

from bot.intake.surveys.mending import mended
from tests.intake.survey import column, notes, of, only, read, refused


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
