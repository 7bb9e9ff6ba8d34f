"""`caffi import-feedback`: figures on the screen and for programs; kept, or only looked at."""

import contextlib
import json
import sqlite3

import pytest

from tests import forked
from tests.forked import environment

SURVEY = "E-mail,Session,How useful was it?,Comments\n" + "".join(
    f"p{n}@example.org,{'Git' if n < 14 else 'R'},{6 if n < 2 else n % 5 + 1},[b]Words[/b] {n}\n"
    for n in range(17)
)


@pytest.fixture
def imports(tmp_path):
    """`imports(content, "--json")` → (exit code, what was printed, what was complained of)."""

    def run(content: str, *words: str, **more: str) -> tuple[int, str, str]:
        file = tmp_path / "spring_survey.csv"
        file.write_text(content, encoding="utf-8")
        words = ("import-feedback", str(file), *words)
        return forked.run(words, environment(CAFFI_DATA=str(tmp_path / "data")) | more, tmp_path)

    return run


def test_for_people(imports):
    code, out, complaint = imports(SURVEY, COLUMNS="200")
    assert (code, complaint) == (0, "")
    assert "spring survey: 17 answers" in out
    assert "says who somebody is: not kept" in out
    assert "Answers that say 6: 2." in out
    assert "[b]Words[/b]" not in out
    assert "p1@example.org" not in out
    assert "The figures are kept" in out


def test_for_programs_and_nothing_is_kept(imports, tmp_path):
    code, out, _ = imports(SURVEY, "--json", "--dry-run")
    told = json.loads(out)
    assert code == 0
    with contextlib.closing(sqlite3.connect(tmp_path / "data" / "caffi.db")) as db:
        assert db.execute("select count(*) from surveys").fetchone() == (0,)
    useful = told["questions"][0]
    assert (told["answers"], useful["n"], useful["unexplained"]) == (17, 15, {"6": 2})
    assert useful["mean_with_unexplained"] > useful["mean"]
    assert told["groups"] == []  # three said R: nobody may take Git from the total
    assert told["hidden"] == 2
    assert {note["name"] for note in told["notes"]} >= {"intake-survey-code", "intake-survey-personal"}


def test_what_somebody_says_of_columns(imports):
    words = ("--json", "--dry-run", "--by", "-", "--name", "Spring")
    _, out, _ = imports(SURVEY, *words, "--missing", "How useful was it?=6")
    told = json.loads(out)
    assert (told["name"], told["by"], told["hidden"]) == ("Spring", "", 0)
    useful = next(each for each in told["questions"] if each["role"] == "useful")
    assert (useful["left_out"], useful["unexplained"]) == ({"6": 2}, {})
    _, out, _ = imports(SURVEY, *words, "--scale", "3=1-6")
    useful = next(each for each in json.loads(out)["questions"] if each["role"] == "useful")
    assert (useful["n"], useful["counts"]["6"]) == (17, 2)


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("--by", "Nowhere"), 3, "No column is called Nowhere"),
        (("--missing", "6"), 2, "COLUMN=6"),
        (("--scale", "3=6-1"), 2, "COLUMN=1-6"),
    ],
)
def test_what_cannot_be_done_is_said(imports, words, code, said):
    ended, _, complaint = imports(SURVEY, *words)
    assert ended == code
    assert said in complaint


def test_a_file_that_cannot_be_used(imports):
    code, out, complaint = imports("Useful\n5\n")
    assert (code, out) == (3, "")
    assert "Fewer than 10 people answered" in complaint
    code, out, _ = imports("<!doctype html>", "--json", LANG="cy_GB.UTF-8")
    assert (code, json.loads(out)["refused"][:10]) == (3, "Tudalen we")
