"""`caffi person` as an administrator types it: shown as JSON, erased only when they say so."""

import json

import pytest

from tests import forked
from tests.forked import environment

PEOPLE = "email,name,manager\nnia@example.org,Nia Rees,\nowen@example.org,Owen,nia@example.org\n"


@pytest.fixture
def caffi(tmp_path):
    def run(*words: str, **more: str) -> tuple[int, str, str]:
        return forked.run(words, environment(CAFFI_DATA=str(tmp_path / "data")) | more, tmp_path)

    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    assert run("people", str(file))[0] == 0
    return run


def test_what_is_kept_is_printed_as_json(caffi):
    code, out, _ = caffi("person", "show", "nia@example.org")
    assert code == 0
    assert json.loads(out)["people"][0]["name"] == "Nia Rees"
    assert "Owen" not in out


def test_nobody_is_erased_before_somebody_says_so(caffi):
    code, out, complaint = caffi("person", "erase", "nia@example.org")
    assert code == 1
    assert "It cannot be undone" in out
    assert "Nothing has changed" in complaint
    assert caffi("person", "show", "nia@example.org")[0] == 0
    code, out, _ = caffi("person", "erase", "nia@example.org", "--yes")
    assert code == 0
    assert "Erased." in out
    code, _, complaint = caffi("person", "show", "nia@example.org")
    assert code == 1
    assert "Nobody is known as “nia@example.org”" in complaint
    assert "nia@example.org" not in caffi("person", "show", "owen@example.org")[1]


def test_it_speaks_welsh(caffi):
    _, _, complaint = caffi("person", "show", "mari@example.org", LANG="cy_GB.UTF-8")
    assert "Nid oes neb yn hysbys" in complaint
