"""The table of faults in docs/reference is true: each test that it names is there, and none is left out."""

import re
from pathlib import Path

HERE = Path(__file__).parent
TABLE = HERE.parents[1] / "docs" / "reference" / "slack-faults.md"


def test_the_table_names_every_conversation_and_no_other():
    told = set(re.findall(r"`(test_\w+)`", TABLE.read_text(encoding="utf-8")))
    there = {
        name
        for path in HERE.glob("test_*.py")
        if path.name != "test_table.py"
        for name in re.findall(r"async def (test_\w+)", path.read_text(encoding="utf-8"))
    }
    assert told - {"test_problems"} == there - {"test_another_apps_token_being_revoked_means_nothing"}
