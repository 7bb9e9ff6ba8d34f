"""`caffi import --json` gives programs one shape, whatever the file is; people get a sentence instead."""

import json

import pytest

from tests import forked
from tests.forked import environment

SHAPE = {"new", "changed", "unchanged", "gone", "edited", "sessions", "problems", "notes"}


def daily(series: int) -> str:
    """A calendar of series that began in 2000 and have no end."""
    event = "BEGIN:VEVENT\nUID:{}\nSUMMARY:x\nDTSTART:20000101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
    return "BEGIN:VCALENDAR\n" + "".join(map(event.format, range(series))) + "END:VCALENDAR\n"


@pytest.fixture
def imports(tmp_path):
    """`imports(content, "--json")` → (exit code, what was printed, what was complained of)."""

    def run(content: str, *words: str, **more: str) -> tuple[int, str, str]:
        file = tmp_path / "programme"
        file.write_text(content, encoding="utf-8")
        words = ("import", str(file), "--dry-run", *words)
        return forked.run(words, environment(CAFFI_DATA=str(tmp_path / "data")) | more, tmp_path)

    return run


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "The file is empty."),
        ("Title,Date\n", "There are no sessions in this file"),
        ("Title,Trainer\nWalk,Ann\n", "There is no date anywhere"),
        ("<!DOCTYPE html><html></html>", "This is a web page"),
    ],
    ids=["empty", "headings alone", "no dates", "a web page"],
)
def test_a_file_that_cannot_be_used_has_the_same_shape(imports, content, sentence):
    code, out, complaint = imports(content, "--json")
    told = json.loads(out)
    assert (code, complaint) == (3, "")
    assert told.keys() == SHAPE
    assert (told["new"], told["changed"], told["unchanged"], told["gone"]) == (0, 0, 0, 0)
    assert told["sessions"] == []
    (problem,) = told["problems"]
    assert (problem["row"], problem["column"]) == (None, "")
    assert problem["reason"].startswith(sentence)
    code, out, complaint = imports(content)
    assert (code, out, complaint.strip()) == (3, "", problem["reason"])


def test_a_link_that_was_left_out_is_told_to_people_and_programs(imports):
    content = "Title,Date,Link\nWalk,03/03/2031,javascript:alert(1)\nRun,31/02/2031,\n"
    code, out, _ = imports(content, "--json")
    told = json.loads(out)
    assert code == 3
    assert told["new"] == 1
    assert [(problem["row"], problem["column"]) for problem in told["problems"]] == [(3, "Date")]
    (link,) = [note for note in told["notes"] if note["column"] == "Link"]
    assert link["row"] == 2
    reason = "“javascript:alert(1)” is not a web address, so the session has no link."
    assert link["reason"].startswith(reason)
    code, out, _ = imports(content.rpartition("Run")[0])
    assert code == 0, "every row can be used"
    assert reason in out
    assert "Nid cyfeiriad gwe yw “javascript:alert(1)”" in imports(content, LANG="cy_GB.UTF-8")[1]


@pytest.mark.long
@pytest.mark.parametrize("language", ["en_GB.UTF-8", "cy_GB.UTF-8"])
def test_a_vast_calendar_is_refused_with_words_that_work(imports, language):
    code, _, complaint = imports(daily(60), LANG=language)
    assert code == 3
    options = complaint.split()[-4:]
    assert options[::2] == ["--from", "--until"]
    code, out, _ = imports(daily(60), "--json", *options)
    assert code == 0
    assert json.loads(out)["new"] > 1000


@pytest.mark.long
def test_an_old_calendar_comes_in_from_today_and_says_so(imports):
    code, out, _ = imports(daily(3), "--json")
    told = json.loads(out)
    assert code == 0
    assert told["new"] in (3 * 366, 3 * 367)
    assert "only those from today on came in" in told["notes"][0]["reason"]
    assert "only those from today on came in" in imports(daily(3))[1]
    assert "sheet" not in told["notes"][0]


def test_people_without_anybody_in_it_is_refused(tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("e-mail,name\n")
    told = environment(CAFFI_DATA=str(tmp_path / "data"))
    code, out, complaint = forked.run(("people", str(file)), told, tmp_path)
    assert (code, out) == (3, "")
    assert complaint.startswith("There are no people in this file, only headings.")
