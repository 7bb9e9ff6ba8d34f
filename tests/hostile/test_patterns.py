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
SECONDS = 300  # for all shapes of all patterns; a careless one takes hours

# In a process of its own, which can be stopped: a pattern that does not end cannot.
_TRY = """
import importlib, sys, time
for name in {names!r}:
    module, _, pattern = name.rpartition(".")
    found = getattr(importlib.import_module(module), pattern)
    print(name, flush=True)
    for shape in {shapes!r}:
        for end in ("", "!", "\\x00", "x"):
            text = (shape * {letters})[:{letters}] + end
            nothing = ""
            if isinstance(found.pattern, bytes):
                text, nothing = text.encode(), b""
            began = time.process_time()
            list(found.finditer(text)), found.fullmatch(text), found.sub(nothing, text)
            if time.process_time() - began > {most}:
                sys.exit(f"{{name}} takes too long over {{shape!r}} and {{end!r}}")
"""


def patterns() -> list[str]:
    found = []
    for module in pkgutil.walk_packages(bot.__path__, "bot."):
        if "upgrades" in module.name or module.name == "bot.__main__" or module.name.startswith("bot.intake"):
            continue  # files are read by the importer, whose own attackers know their shapes
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern):
                found.append(f"{module.name}.{name}")
    return found


@pytest.mark.parametrize("letters", [1_000, pytest.param(4_000, marks=pytest.mark.long)])
def test_every_pattern_ends(letters: int):
    names = patterns()
    assert len(names) > 10
    # Seconds of the processor: many times what the square of the letters takes; their cube takes longer.
    most = (letters / 1_000) ** 2
    script = _TRY.format(names=names, shapes=SHAPES, letters=letters, most=most)
    try:
        done = subprocess.run(
            [sys.executable, "-c", script],
            cwd=ROOT,
            timeout=SECONDS,
            check=False,
            capture_output=True,
            text=True,
        )
    except subprocess.TimeoutExpired as stopped:
        pytest.fail(f"does not end: {(stopped.stdout or b'').decode().split()[-1:]}")
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == names
