"""Caffi as a process of its own, forked from one that has everything loaded: loading takes most of it."""

import os
import sys
from collections.abc import Mapping
from multiprocessing import get_context
from multiprocessing.context import ForkServerProcess
from pathlib import Path

ROOT = Path(__file__).parents[1]
_context = get_context("forkserver")
_context.set_forkserver_preload(["tests.forked", "bot.__main__", "bot.app", "bot.platforms.web", "pytest"])


def environment(**more: str) -> dict[str, str]:
    """This one without anybody's settings, and with these."""
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("CAFFI_", "SLACK_", "LC_", "LANG"))}
    return plain | {"PYTHONPATH": str(ROOT), "COLUMNS": "200"} | more


def begin(
    words: tuple[str, ...], told: Mapping[str, str], *, folder: Path, out: Path, complaints: Path
) -> ForkServerProcess:
    """`caffi WORDS` with the environment `told`, in `folder`; what it prints goes to the two files."""
    process = _context.Process(target=_become, args=(words, dict(told), folder, out, complaints))
    process.start()
    return process


def run(words: tuple[str, ...], told: Mapping[str, str], folder: Path) -> tuple[int, str, str]:
    """To its end: (exit code, what was printed, what was complained of). Nobody types anything."""
    out, complaints = folder / ".out", folder / ".err"
    process = begin(words, told, folder=folder, out=out, complaints=complaints)
    process.join(100)
    if process.exitcode is None:
        process.kill()
        process.join()
    code, said = process.exitcode, (out.read_text("utf-8"), complaints.read_text("utf-8"))
    process.close()
    out.unlink()
    complaints.unlink()
    assert code is not None
    assert "Traceback" not in said[1], said[1]
    return code, *said


def _become(words: tuple[str, ...], told: dict[str, str], folder: Path, out: Path, complaints: Path) -> None:
    os.environ.clear()
    os.environ.update(told)
    os.chdir(folder)
    for path, number in ((out, 1), (complaints, 2)):
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        os.dup2(file, number)
        os.close(file)
    sys.argv = ["caffi", *words]
    from bot.__main__ import main

    main()
