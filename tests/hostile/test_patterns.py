"""Every pattern in Caffi ends, also on shapes that make a careless one take for ever."""

import importlib
import pkgutil
import re
import subprocess
import sys
from pathlib import Path

import pytest

import bot

ROOT = Path(__file__).parents[2]
SHAPES = (
    " ",
    "a",
    "1",
    "a1",
    "a ",
    "1 ",
    ".",
    "-",
    "a.",
    "a@",
    "<",
    "<|",
    "learn ",
    "one ",
    "me a place on ",
    "\t",
    "'",
    "com.",
)
SECONDS = 20  # for all shapes of one pattern; a careless one takes hours


def patterns() -> dict[str, re.Pattern[str]]:
    found = {}
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if "upgrades" in module.name or module.name == "bot.__main__" or module.name.startswith("bot.intake"):
            continue  # files are read by the importer, whose own attackers know their shapes
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found[f"{module.name}.{name}"] = value
    return found


@pytest.mark.parametrize("name", patterns())
def test_a_pattern_ends_on_four_thousand_letters(name: str):
    """In a process of its own, which can be stopped: a pattern that does not end cannot."""
    module, _, pattern = name.rpartition(".")
    script = f"""
import importlib
found = getattr(importlib.import_module({module!r}), {pattern!r})
for shape in {SHAPES!r}:
    for end in ("", "!", "\\x00", "x"):
        text = (shape * 4000)[:4000] + end
        list(found.finditer(text)), found.fullmatch(text), found.sub("", text)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, timeout=SECONDS, check=False, capture_output=True
    )
    assert done.returncode == 0, done.stderr
