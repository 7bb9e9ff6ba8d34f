"""The people file."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.intake import Unreadable, read_people
from bot.intake.reasons import REASONS
from bot.learning.staff import PersonRow


def people(text):
    sheet = read_people("people.csv", text.encode())
    for problem in sheet.problems:
        assert set(REASONS[problem.reason.name]) <= set(problem.reason.facts)
    return sheet


def test_a_whole_person():
    sheet = people(
        "Name,E-mail,Line manager's e-mail,Directorate,Office,Job title,Preferred language,Time zone\n"
        "Ann Rees,Ann.Rees@X.example,boss@x.example,Place,Barry,Planner,Cymraeg,Europe/London\n"
    )
    assert sheet.people == (
        PersonRow(
            email="ann.rees@x.example",
            name="Ann Rees",
            manager_email="boss@x.example",
            directorate="Place",
            site="Barry",
            profession="Planner",
            language="cy",
            zone="Europe/London",
        ),
    )
    assert not sheet.problems


def test_only_an_address_is_needed_and_welsh_headings_work():
    assert people("E-bost\na@x.example\n").people == (PersonRow(email="a@x.example"),)
    sheet = people(
        "Enw,Cyfeiriad e-bost,E-bost rheolwr,Cyfarwyddiaeth,Safle,Iaith\n"
        "Ann,a@x.example,b@x.example,Lle,Y Barri,en\n"
    )
    (person,) = sheet.people
    assert (person.name, person.manager_email, person.directorate) == ("Ann", "b@x.example", "Lle")
    assert (person.site, person.language) == ("Y Barri", "en")


def test_first_and_last_names_are_put_together():
    sheet = people("First name,Surname,Email\nAnn,Rees,a@x.example\n")
    assert sheet.people[0].name == "Ann Rees"


@pytest.mark.parametrize("word", ["none", "None", "neb", "Dim rheolwr", "-", " – "])
def test_that_somebody_has_no_manager_is_said_and_an_empty_cell_says_nothing(word):
    sheet = people(f"Email,Manager,Site\na@x.example,{word},\nb@x.example,,Barry\n")
    assert [person.said for person in sheet.people] == [{"manager_email": ""}, {"site": "Barry"}]
    assert not sheet.problems


@pytest.mark.parametrize(
    ("row", "column", "name"),
    [
        ("ann,,,", "Email", "no-address"),
        (",x@x.example,,", "Email", "no-email"),
        ("a@x.example,The boss,,", "Manager", "no-address"),
        ("a@x.example,,Klingon,", "Language", "unknown-language"),
        ("a@x.example,,bilingual,", "Language", "unknown-language"),
        ("a@x.example,,,London", "Zone", "unknown-zone-name"),
        ("a@x.example,,,../../etc/passwd", "Zone", "unknown-zone-name"),
        ("a@x.example,,,Europe", "Zone", "unknown-zone-name"),
        ("Z@x.example,,,", "Email", "same-person"),
        ("<!channel>@x,,,", "Email", "no-address"),
    ],
)
def test_a_bad_row_is_told_and_the_others_come_in(row, column, name):
    sheet = people(f"Email,Manager,Language,Zone\nz@x.example,,,\n{row}\ny@x.example,,,\n")
    assert [person.email for person in sheet.people] == ["z@x.example", "y@x.example"]
    assert [(problem.row, problem.column, problem.reason.name) for problem in sheet.problems] == [
        (3, column, name)
    ]


def test_everything_that_is_wrong_with_a_row_is_told():
    sheet = people(
        "Email,Manager,Language,Zone\nz@x.example,,,\nann,boss,Klingon,Narnia\nz@x.example,,,London\nann,,,\n"
    )
    assert [person.email for person in sheet.people] == ["z@x.example"]
    assert [(problem.row, problem.column, problem.reason.name) for problem in sheet.problems] == [
        (3, "Email", "no-address"),
        (3, "Manager", "no-address"),
        (3, "Language", "unknown-language"),
        (3, "Zone", "unknown-zone-name"),
        (4, "Email", "same-person"),
        (4, "Zone", "unknown-zone-name"),
        (5, "Email", "no-address"),
    ]


def test_a_workbook():
    book = Workbook()
    book.active.append(("Staff list", None))
    book.active.append(("Name", "Email address"))
    book.active.append(("Ann", "a@x.example"))
    content = io.BytesIO()
    book.save(content)
    assert read_people("x.xlsx", content.getvalue()).people == (PersonRow(email="a@x.example", name="Ann"),)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Name\nAnn\n", "no-email-column"),
        ("", "empty-file"),
        ("BEGIN:VCALENDAR\n", "no-people"),
        ("\n\n", "empty-file"),
    ],
)
def test_files_that_hold_no_people(text, name):
    with pytest.raises(Unreadable) as raised:
        people(text)
    assert raised.value.reason.name == name


@given(st.lists(st.text(max_size=30), max_size=5))
def test_any_address_is_read_or_told(written):
    cells = ['"' + text.replace('"', '""') + '"' for text in written]
    try:
        sheet = people("Email\n" + "\n".join(cells))
    except Unreadable:
        return
    assert len(sheet.people) + len(sheet.problems) <= len(written)
