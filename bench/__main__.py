"""`python -m bench`: measure, and print the table; `--write` puts it into docs/reference/speed.md."""

import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import typer

from bench import feedback, in_teams, measures
from bench.databases import Databases
from bench.paces import Size
from bench.table import Row, markdown, write

_SHORT = Size(rounds=1, seconds=0.3, warmup=0.2, steady=0.5, lanes=3, each=2, starts=1)


def bench(
    *, large: bool = False, keep: Path | None = None, short: bool = False, to_docs: bool = False
) -> str:
    """Take every measurement; the table. `keep`: where the large database is kept between runs."""
    size = _SHORT if short else Size()
    folder = Path(tempfile.mkdtemp(prefix="caffi-bench-"))
    try:
        rows = []
        for row in _rows(Databases(folder), size, large=large, keep=keep or folder / "large.db"):
            rows.append(row)
            sys.stderr.write(f"{row.what}: {row.measured}\n")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    table = markdown(rows, _about(size)) + "\n" + _intake(short=short)
    if to_docs:
        write(table)
    return table


def _rows(databases: Databases, size: Size, *, large: bool, keep: Path) -> Iterator[Row]:
    with databases.server():
        yield from measures.beside_bare(databases, size)
    yield from measures.delay(databases, size)
    if large:
        yield from measures.growth(databases, size, keep)
    else:
        yield Row("With 10 million bookings", "left out: `make bench LARGE=1` measures it, in some minutes")
    yield from measures.letters(databases, size)
    yield from measures.rest(databases, size)
    yield from feedback.rows(databases, share=1 if size.rounds > 1 else 0.01)
    yield from in_teams.beside_bare(databases, size)
    yield from in_teams.rest(databases, size)


def _intake(*, short: bool) -> str:
    """How long imports take, as the measurement of their own tells it."""
    command = [sys.executable, "-m", "bench.intake", "--rows", "200" if short else "10000"]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603 (ourselves)
    return f"\n```text\n{told.stdout.strip()}\n```"


def _about(size: Size) -> str:
    cores = len(os.sched_getaffinity(0))
    return (
        f"Measured on {datetime.now(UTC):%-d %B %Y}: Python {platform.python_version()}, {cores} cores "
        f"(the server on one, the requests from the other), {size.rounds} rounds of {size.seconds} s.\n"
        "A share beside the bare app is of requests a second; where others use the machine too, the\n"
        "share of processor time is the steadier one."
    )


def main(
    large: bool = typer.Option(False, help="also with ten million bookings (1.4 GB, four minutes)"),
    keep: Path | None = typer.Option(None, help="where the large database is kept between runs"),  # noqa: B008 (typer's way)
    short: bool = typer.Option(False, help="as short as can be: shows that it works, not how fast it is"),
    to_docs: bool = typer.Option(False, "--write", help="put the table into docs/reference/speed.md"),
) -> None:
    typer.echo(bench(large=large, keep=keep, short=short, to_docs=to_docs))


if __name__ == "__main__":
    typer.run(main)
