"""A survey from a file, ready to be looked at: read by the programme's own rules of what may be seen.

What comes in over the web is read in a process of its own, which is ended with its reading: a thread could
not be. `python -m bot.steps.survey_reading` reads a line of JSON and the file, and writes JSON.
"""

import asyncio
import json
import re
import sys
from asyncio.subprocess import PIPE
from dataclasses import asdict
from pathlib import Path, PurePath
from traceback import extract_tb

from bot.intake import Reason, Unreadable
from bot.intake.surveys import Choices, read_survey
from bot.learning.survey_reports import Brought, Remark
from bot.store.paper import pack, unpack

LONGEST_NAME = 120
PATIENCE = 120.0
"""Seconds that a file may take to be read; a large one takes some ten."""
_ROOT = Path(__file__).parents[2]
# What an error is called and where it was; what it says may be somebody's answer.
_ERROR = re.compile(r"[A-Z]\w{0,60}(?:Error|Exception)(?: in [\w/.]{1,100}:\d{1,6})?(?![^:])")


class NotRead(Exception):  # noqa: N818 - it says what is the case
    """The reading took too long, or its process failed. It says nothing of what stands in the file."""


def bring(minimum: int, name: str, content: bytes, choices: Choices | None = None) -> Brought:
    """The survey in a file of that name, without what stands for fewer than `minimum` answers; it takes
    seconds where the file is large, and reads nothing else. Raises bot.intake.Unreadable.
    """
    sheet = read_survey(name, content, minimum=minimum, choices=choices)
    source = " ".join(PurePath(name).name.split())[:LONGEST_NAME]
    return Brought(
        name=PurePath(source).stem.replace("_", " ").strip() or source,
        source=source,
        fingerprint=sheet.fingerprint,
        survey=sheet.survey,
        columns=sheet.columns,
        remarks=tuple(
            Remark(
                note.column,
                f"intake-{note.reason.name}",
                {fact: str(value) for fact, value in note.reason.facts.items()},
            )
            for note in sheet.notes
        ),
    )


# ── In a process of its own ──────────────────────────────────────────────────────────────────────


async def bring_apart(
    minimum: int, name: str, content: bytes, choices: Choices, *, patience: float = PATIENCE
) -> Brought:
    """The same, by another process. That one is gone when this returns or raises, also when it is cancelled.

    Raises Unreadable, and NotRead after `patience` seconds or where the process failed.
    """
    told = json.dumps({"minimum": minimum, "name": name, "choices": asdict(choices)}).encode()
    command = sys.executable, "-m", "bot.steps.survey_reading"
    starting = asyncio.create_task(
        asyncio.create_subprocess_exec(*command, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=_ROOT)
    )
    try:
        # Given up while it starts, it is let start, so that it can be ended.
        reading = await asyncio.shield(starting)
        async with asyncio.timeout(patience):
            said, complaint = await reading.communicate(told + b"\n" + content)
    except TimeoutError:
        raise NotRead("TimeoutError") from None
    finally:
        reading = await starting
        if reading.returncode is None:
            reading.kill()
            await reading.wait()
    if reading.returncode:
        raise NotRead(f"ended with {reading.returncode}{_last_error(complaint)}")
    answer = json.loads(said)
    if "unreadable" in answer:
        raise Unreadable(Reason(**answer["unreadable"]))
    brought: Brought = unpack(answer["brought"], Brought)
    return brought


def _last_error(complaint: bytes) -> str:
    """What of a process's last words may stand in a log."""
    *_, last = complaint.decode("ascii", "replace").splitlines() or [""]
    found = _ERROR.match(last)
    return f": {found[0]}" if found else ""


def _place(error: Exception) -> str:
    """The last line of ours that it went through."""
    ours = [each for each in extract_tb(error.__traceback__) if each.filename.startswith(f"{_ROOT}/")]
    return f"{PurePath(ours[-1].filename).relative_to(_ROOT).as_posix()}:{ours[-1].lineno}"


def _main() -> None:
    told = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        brought = bring(told["minimum"], told["name"], content, Choices(**told["choices"]))
        answer = {"brought": pack(brought, Brought)}
    except Unreadable as unreadable:
        answer = {"unreadable": {"name": unreadable.reason.name, "facts": dict(unreadable.reason.facts)}}
    except Exception as error:  # noqa: BLE001 - whoever asked is told what it is called, and not what it says
        sys.exit(f"{type(error).__name__} in {_place(error)}")
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    _main()
