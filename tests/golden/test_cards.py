"""What every view looks like, held still: a changed drawing is seen, and meant.

`CAFFI_WRITE_GOLDEN=1 pytest tests/golden` writes the files anew; read the difference as an editor would,
in both languages. `python -m tests.golden.sheet FILE` makes one page of all cards to look at.
"""

import os
import re
from difflib import unified_diff

import pytest

from tests.fakes.teams.judge import walk
from tests.golden.drawing import drawings, faults, faults_in_teams, for_teams
from tests.golden.gallery import CARDS, GALLERY, around, files

PRESSED = ("Action.Execute", "Action.Submit")
# The people of the examples, and any e-mail address.
SOMEBODY = re.compile(r"@|\b(Nia|Rees|Elen|Morgan|Sam|Okafor|Owen|Tegid|Lloyd|Sian)\b", re.IGNORECASE)
WRITE = os.environ.get("CAFFI_WRITE_GOLDEN") == "1"


@pytest.mark.parametrize("name", GALLERY)
def test_it_looks_as_it_did(name: str) -> None:
    for ending, drawn in drawings(GALLERY[name](), around(name)).items():
        path = CARDS / f"{name}.{ending}"
        if WRITE:
            path.parent.mkdir(exist_ok=True)
            path.write_text(drawn, encoding="utf-8", newline="\n")
        kept = path.read_text(encoding="utf-8") if path.exists() else ""
        changed = "\n".join(unified_diff(kept.split("\n"), drawn.split("\n"), "kept", "drawn", lineterm=""))
        assert not changed, f"{path.name} (CAFFI_WRITE_GOLDEN=1 keeps the new one)\n{changed}"


@pytest.mark.parametrize("name", GALLERY)
def test_slack_takes_it(name: str) -> None:
    assert faults(GALLERY[name]()) == []


@pytest.mark.parametrize("name", GALLERY)
def test_teams_takes_it(name: str) -> None:
    assert faults_in_teams(GALLERY[name]()) == []


@pytest.mark.parametrize("name", GALLERY)
def test_what_a_button_carries_says_nothing_of_anybody(name: str) -> None:
    """All who see a message in a channel are sent it, whatever they can see of it."""
    carried = [node["data"] for node in walk(for_teams(GALLERY[name]())) if node.get("type") in PRESSED]
    assert [each for each in carried if SOMEBODY.search(str(each))] == []


def test_no_file_is_left_of_an_example_that_is_gone() -> None:
    wanted = {path for path, _ in files()}
    left = set(CARDS.iterdir()) - wanted
    if WRITE:
        for path in left:
            path.unlink()
    assert WRITE or not left
