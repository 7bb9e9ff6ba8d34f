"""The command line as an administrator types it: real processes, real files, real exit codes."""

import json

import pytest

from tests import forked
from tests.forked import environment

PROGRAMME = """ref,title,date,start,minutes,place,capacity
12,Mindful walking,10/03/2031,9am,60,Tŷ Afon,2
13,Excel,31/02/2031,9am,60,Online,20
14,=HYPERLINK("x"),11/03/2031,2pm,60,Online,20
"""


@pytest.fixture
def caffi(tmp_path):
    """`caffi("import", file)` → (exit code, what was printed, what was complained of)."""

    def run(*words: str, **more: str) -> tuple[int, str, str]:
        return forked.run(words, environment(CAFFI_DATA=str(tmp_path / "data")) | more, tmp_path)

    return run


def test_a_programme_is_seen_first_and_then_taken_in(caffi, tmp_path):
    file = tmp_path / "p.csv"
    file.write_text(PROGRAMME, encoding="utf-8")
    code, out, _ = caffi("import", str(file), "--dry-run")
    assert code == 3
    assert "2  new" in out
    assert "│ 3" in out
    assert "31/02/2031" in out
    code, out, _ = caffi("import", str(file))
    assert "2  new" in out, "nothing was done without --yes"
    code, out, _ = caffi("import", str(file), "--yes")
    assert "Done." in out
    assert "2  unchanged" in caffi("import", str(file), "--yes")[1]


def test_an_audience_that_nobody_belongs_to_is_told(caffi, tmp_path):
    people, file = tmp_path / "people.csv", tmp_path / "p.csv"
    people.write_text("email,profession,manager\nnia@example.org,Social Work,\n", encoding="utf-8")
    assert caffi("people", str(people))[0] == 0
    rows = ("social work", "Maneger; New  starters", "maneger", "All", "")
    lines = [f"{n},Talk {n},1{n}/03/2031,9am,60,{audience}" for n, audience in enumerate(rows)]
    file.write_text("\n".join(["ref,title,date,start,minutes,audience", *lines]), encoding="utf-8")
    (note,) = json.loads(caffi("import", str(file), "--dry-run", "--json")[1])["notes"]
    assert note["reason"].startswith(
        "Nobody in the people file has this profession or directorate: “Maneger”, “New starters”. The"
    )
    file.write_text("title,date,start,audience\nTalk,10/03/2031,9am,Managers only\n", encoding="utf-8")
    assert "names nobody as a manager, so nobody can book it" in caffi("import", str(file), "--dry-run")[1]
    assert "nid yw’r ffeil pobl yn enwi neb" in caffi("import", str(file), "--dry-run", LANG="cy_GB.UTF-8")[1]
    for manager, somebody in (("owen@example.org", True), ("", True), ("none", False)):
        people.write_text(f"email,manager\nnia@example.org,{manager}\n", encoding="utf-8")
        assert caffi("people", str(people))[0] == 0
        told = caffi("import", str(file), "--dry-run")[1]
        assert ("names nobody as a manager" not in told) is somebody, "an empty cell may be a gap in the file"


def test_json_is_for_programs(caffi, tmp_path):
    file = tmp_path / "p.csv"
    file.write_text(PROGRAMME, encoding="utf-8")
    code, out, _ = caffi("import", str(file), "--dry-run", "--json")
    told = json.loads(out)
    assert code == 3
    assert (told["new"], told["changed"], told["unchanged"], told["gone"]) == (2, 0, 0, 0)
    assert told["sessions"][0] == {
        "uid": told["sessions"][0]["uid"],
        "ref": "12",
        "title": "Mindful walking",
        "starts_at": "2031-03-10T09:00:00+00:00",
        "ends_at": "2031-03-10T10:00:00+00:00",
        "all_day": False,
        "place": "Tŷ Afon",
        "series": "",
    }
    assert [problem["row"] for problem in told["problems"]] == [3]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("p.ics", b"<!DOCTYPE html><html><head><title>Sign in</title></head></html>", "web page"),
        ("p.xlsx", b"PK\x03\x04 broken", "broken|damaged|cannot"),
        ("p.csv", b"", "empty"),
        ("p.csv", bytes(range(256)) * 20, "not a file we can read|cannot"),
    ],
    ids=["a web page", "a broken workbook", "an empty file", "rubbish"],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(caffi, tmp_path, name, content, told):
    import re

    file = tmp_path / name
    file.write_bytes(content)
    code, _, complaint = caffi("import", str(file), "--yes")
    assert code == 3
    assert re.search(told, complaint)
    assert "Traceback" not in complaint


def test_a_file_that_is_not_there(caffi):
    code, _, complaint = caffi("import", "nowhere.csv")
    assert code == 2
    assert "read the file nowhere.csv" in complaint


def test_people_are_loaded(caffi, tmp_path):
    file = tmp_path / "people.csv"
    file.write_text("e-mail,name,site,language\nnia@example.org,Nia,Barry,cy\nowen@example.org,,,\n")
    assert "New people: 2. Already known: 0." in caffi("people", str(file))[1]
    assert "New people: 0. Already known: 2." in caffi("people", str(file))[1]


def test_the_terminal_can_speak_welsh(caffi):
    assert "Ni allwn ddarllen y ffeil" in caffi("import", "nowhere.csv", LANG="cy_GB.UTF-8")[2]


def test_mistakes_in_the_settings_end_in_one_message(caffi):
    code, _, complaint = caffi("run", CAFFI_PORT="many", CAFFI_FEEDBACK__MINIMUM="1")
    assert code == 2
    assert "server.port" in complaint
    assert "feedback.minimum" in complaint
    assert "Traceback" not in complaint


def test_a_database_that_cannot_be_written_is_told(caffi, tmp_path):
    (tmp_path / "data").write_text("a file, not a folder")
    code, _, complaint = caffi("run")
    assert code == 1
    assert "can’t use the database" in complaint
    assert "Traceback" not in complaint


def test_a_port_that_is_taken_is_told(caffi):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        code, out, complaint = caffi("run", CAFFI_PORT=str(taken.getsockname()[1]))
    assert code == 1
    assert "the port is probably" in complaint.lower() or "port" in complaint
    assert "Traceback" not in complaint
    assert out == ""


def test_a_port_for_watching_that_is_taken_is_told_with_its_own_setting(caffi):
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken, socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
        free.close()
        at = f"127.0.0.1:{taken.getsockname()[1]}"
        code, _, complaint = caffi("run", CAFFI_PORT=str(port), CAFFI_METRICS=at)
    assert code == 1
    assert "CAFFI_METRICS=" in complaint


def test_an_address_that_is_none_of_this_machines_is_told_as_it_is(caffi):
    slack = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_SIGNING_SECRET": "s"}
    code, _, complaint = caffi("run", CAFFI_HOST="192.0.2.7", **slack)
    assert code == 1
    assert "cannot listen on 192.0.2.7" in complaint
    assert "another program" not in complaint


def test_a_second_caffi_on_the_same_data_is_refused(caffi, tmp_path):
    import fcntl

    (tmp_path / "data").mkdir()
    with (tmp_path / "data" / "caffi.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        code, _, complaint = caffi("run")
    assert code == 1
    assert "already running" in complaint
    assert "Traceback" not in complaint


def test_the_manifest_needs_one_way_in(caffi):
    assert caffi("manifest", "slack")[0] == 2
    assert caffi("manifest", "slack", "--url", "http://plain")[0] == 2
    code, out, _ = caffi("manifest", "slack", "--url", "https://learn.example")
    assert json.loads(out)["settings"]["socket_mode_enabled"] is False
    assert code == 0
