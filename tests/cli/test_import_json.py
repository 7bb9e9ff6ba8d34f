"""`caffi import --json` gives programs one shape, whatever the file is; people get a sentence instead."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHAPE = {"new", "changed", "unchanged", "gone", "sessions", "problems", "notes"}
VAST = "BEGIN:VCALENDAR\n{}END:VCALENDAR\n".format(
    "".join(
        f"BEGIN:VEVENT\nUID:{number}\nSUMMARY:x\nDTSTART:20000101T100000Z\nRRULE:FREQ=DAILY\nEND:VEVENT\n"
        for number in range(3)
    )
)


@pytest.fixture
def imports(tmp_path):
    """`imports(content, "--json")` → (exit code, what was printed, what was complained of)."""

    def run(content: str, *words: str, **environment: str) -> tuple[int, str, str]:
        file = tmp_path / "programme"
        file.write_text(content, encoding="utf-8")
        plain = {k: v for k, v in os.environ.items() if not k.startswith(("CAFFI_", "SLACK_", "LC_", "LANG"))}
        ours = {"CAFFI_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT), "COLUMNS": "200"}
        done = subprocess.run(
            [sys.executable, "-m", "bot", "import", str(file), "--dry-run", *words],
            env=plain | ours | environment,
            cwd=tmp_path,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

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


@pytest.mark.parametrize("language", ["en_GB.UTF-8", "cy_GB.UTF-8"])
def test_a_vast_calendar_is_refused_with_words_that_work(imports, language):
    code, _, complaint = imports(VAST, LANG=language)
    assert code == 3
    option, day = complaint.split()[-2:]
    assert option == "--from"
    code, out, _ = imports(VAST, "--json", option, day)
    assert code == 0
    assert json.loads(out)["new"] > 1000
