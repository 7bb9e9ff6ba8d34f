"""A programme that always has something due: each version of its file moves, enlarges and adds sessions."""

import csv
import random
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from tests.soak.crowd import PLAIN, Crowd, Kind

LONDON = ZoneInfo("Europe/London")
_AHEAD = (4, 8, 61.5, 63, 66, 120)  # minutes: over soon, reminded of soon, or far away
# By number: what is booked first is plain.
_KINDS = (
    *(PLAIN, Kind(approval=True), Kind(apart=True), PLAIN),
    *(Kind(approval=True, apart=True), Kind(approval=True)),
)


@dataclass(frozen=True)
class Version:
    """Of one session, as its file has it now. `online`: places there; None: not counted apart."""

    start: datetime
    capacity: int
    online: int | None
    place: str = "Barry"


class Programme:
    """Tells the crowd what there is to book; `varied` as in World."""

    def __init__(self, crowd: Crowd, chance: random.Random, folder: Path, *, varied: bool) -> None:
        self._crowd, self._chance, self._varied = crowd, chance, varied
        self._file = folder / "programme.csv"
        self._versions: dict[str, Version] = {}

    def next(self, now: datetime) -> Path:
        """The next version of the file: new sessions, and some that move, grow or take place elsewhere."""
        now = now.astimezone(LONDON)
        starts = [now + timedelta(minutes=minutes) for minutes in _AHEAD]
        for start in self._chance.sample(starts, 2) if self._versions else starts:
            self._add(start)
        for ref in self._chance.sample(sorted(self._versions), 2):
            if self._versions[ref].start >= now + timedelta(minutes=2):
                self._versions[ref] = self._changed(self._versions[ref])
        soon = now + timedelta(minutes=1)
        self._crowd.refs = [ref for ref, version in self._versions.items() if version.start > soon][-6:]
        self._write()
        return self._file

    def _add(self, start: datetime) -> None:
        number = len(self._versions) + 1
        ref, kind = f"S{number}", _KINDS[number % len(_KINDS)] if self._varied else PLAIN
        self._crowd.kinds[ref] = kind
        capacity = self._chance.choice([1, 2, 3, 12] if self._varied else [1, 2, 3])
        self._versions[ref] = Version(start, capacity, self._chance.choice([1, 2]) if kind.apart else None)

    def _changed(self, version: Version) -> Version:
        return replace(
            version,
            start=version.start + timedelta(minutes=self._chance.choice([0, 0, 1, 5])),
            capacity=version.capacity + self._chance.choice([0, 1]),
            online=None if version.online is None else version.online + self._chance.choice([0, 1]),
            place=self._chance.choice(["Barry", "Cardiff"]),
        )

    def _write(self) -> None:
        with self._file.open("w", newline="") as out:
            rows = csv.writer(out)
            headings = ["ref", "title", "date", "start", "minutes", "place", "capacity"]
            rows.writerow([*headings, "approval", "online places"])
            for ref, version in self._versions.items():
                day, at = version.start.strftime("%d/%m/%Y"), version.start.strftime("%H:%M")
                asks = "yes" if self._crowd.kinds[ref].approval else "no"
                numbers = version.capacity, asks, "" if version.online is None else version.online
                rows.writerow([ref, f"Session {ref}", day, at, 3, version.place, *numbers])
