"""Caffi as a process of its own whose hours pass in minutes: `python -m tests.soak.caffi BEGAN [WHAT]`.

BEGAN is when the test began, in seconds since 1970: every process of a test, however often it is killed
and started again, then has the same clock. WHAT "nursery": one line of input starts one more, which finds
everything loaded already, and its number comes out. Else WHAT is a file that is taken in.
"""

import asyncio
import os
import signal
import sys
from datetime import UTC, datetime
from pathlib import Path

from bot.cli.run import serve
from bot.clock import Clock
from bot.config import Settings, load
from bot.desk import Desk
from bot.intake import read_programme
from bot.log import start_logging
from bot.registry import find
from bot.steps.programme import Import
from bot.store.database import Database

SPEED = 30  # a lease of a minute is over in two seconds
OPENING = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)  # a Wednesday, in working hours


class QuickClock(Clock):
    """Both kinds of time run so many times as fast: leases and pace, and what people see."""

    def __init__(self, began: float, speed: float = SPEED) -> None:
        super().__init__()
        self._began, self._speed = datetime.fromtimestamp(began, UTC), speed

    def real(self) -> datetime:
        return OPENING + (super().real() - self._began) * self._speed


def take_in(file: Path, settings: Settings, clock: Clock) -> None:
    """Import a file."""
    zone = settings.programme.tz
    today = clock.now().astimezone(zone).date()
    sheet = read_programme(file.name, file.read_bytes(), zone=zone, today=today)
    taken = Import(sheet=sheet)
    database = Database(settings.storage.url)
    registry = find("handlers.reactions")
    database.write_now(lambda db: taken.carry_out(Desk(db, clock.now(), settings, registry)))
    database.close()


def run(settings: Settings, clock: Clock) -> None:
    start_logging()
    asyncio.run(serve(settings, clock=clock))


def nurse(settings: Settings, clock: Clock) -> None:
    """Loading takes most of a start, and hundreds of starts would take most of an hour."""
    import bot.app
    import bot.platforms.slack  # noqa: F401 - loaded for those who are started

    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    for _ in sys.stdin:
        number = os.fork()
        if number == 0:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            sys.stdin.close()
            run(settings, clock)
            os._exit(0)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


def main() -> None:
    settings = load()
    clock = QuickClock(float(sys.argv[1]))
    what = sys.argv[2] if len(sys.argv) > 2 else ""
    if what == "nursery":
        nurse(settings, clock)
    elif what:
        take_in(Path(what), settings, clock)
    else:
        run(settings, clock)


if __name__ == "__main__":
    main()
