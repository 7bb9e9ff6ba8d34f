"""An attacker with an organiser's rights asks for every period, at every time, in every form, and adds up.

They know the people file, and who else came in late. They must not find how many of a small group came.
"""

import asyncio
import random
import re
from collections import Counter
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.doors.downloads import Downloads
from bot.learning import small_groups
from bot.learning.attendance import Mark
from bot.store import attendance, sessions
from bot.store.tables import people, reach_reports
from tests.house import LONDON, REGISTRY, build_house, draft
from tests.learning.worlds import found_out

PUBLIC = "https://caffi.example.org"
MINIMUM = 5
NOW = datetime(2026, 4, 20, 9, tzinfo=LONDON)
DAY = timedelta(days=1)
FIRST = 1995
MANAGER = "boss@example.org"


class Attack:
    """One organisation that is new in each quarter: of some quarters everything is asked, twice."""

    def __init__(self, house, chances):
        self.house, self.chances, self.number, self.forgets = house, chances, 0, False
        door = Downloads(house.database, house.clock, house.settings, REGISTRY)
        self.client = TestClient(Starlette(routes=door.routes()), base_url=PUBLIC)

    async def meet(self):
        self.olwen = await self.house.meets("olwen")
        return self

    async def quarter(self, most, came, *, year, quarter):
        """The people of one quarter come, everything is asked, more come, and everything is asked again."""
        self.number += 1
        # In the quarters from April: May, August, November, February.
        month = (5, 8, 11, 2)[quarter - 1]
        day = datetime(year + (quarter == 4), month, 10, 10, tzinfo=LONDON)
        ref = str(self.number)
        self.house.clock.move_to(day - DAY)
        await self.house.puts_on(draft(f"Figures {ref}", day, ref=ref, capacity=None, topic="digital"))
        self.house.clock.move_to(NOW + 2 * self.number * DAY)
        late = await self.house.database.write(lambda db: self._fill(db, ref, most, came))
        await self.house.timekeeper.tick()
        words = [f"reach q{quarter} {year}-{(year + 1) % 100:02}", f"reach {year}-{(year + 1) % 100:02}"]
        words.append(f"reach {day:%B} {year + (quarter == 4)}")
        first = [await self._everything(each) for each in self.chances.sample(words, len(words))]
        await self.house.database.write(lambda db: self._come(db, ref, late))
        if self.forgets:
            await self.house.database.write(lambda db: db.execute(delete(reach_reports)))
        self.house.clock.move_to(NOW + (2 * self.number + 1) * DAY)
        await self.house.timekeeper.tick()
        again = [await self._everything(each) for each in words]
        assert sorted(first) == sorted(again), "asking again tells something"
        return next(each for each in again if each.startswith("Reach: ") and f"quarter {quarter} of" in each)

    def _fill(self, db, ref, most, came):
        db.execute(update(people).where(people.c.name.like("Someone%")).values(gone=True))
        late, session_id = [], sessions.by_ref(db, ref).id
        for (directorate, site), number in most.items():
            there = {"directorate": directorate, "site": site, "manager_email": MANAGER, "zone": ""}
            names = [f"Someone {ref} {directorate} {site} {one}" for one in range(number)]
            if names:
                db.execute(insert(people), [{"name": name, **there} for name in names])
            query = select(people.c.id).where(people.c.name.in_(names)).order_by(people.c.id)
            ids = db.execute(query).scalars().all()
            attendance.mark(db, session_id, ids[: came[directorate, site]], Mark.CAME, by=None, now=NOW)
            late += ids[came[directorate, site] :]
        return late

    def _come(self, db, ref, ids):
        attendance.mark(db, sessions.by_ref(db, ref).id, ids, Mark.CAME, by=None, now=NOW)

    async def _everything(self, words):
        """The message and all files of a period."""
        message = await self.olwen.types(words)
        links = re.findall(rf"{PUBLIC}/file/[\w-]+", await self.olwen.presses("As files, or to print"))
        got = [await asyncio.to_thread(self.client.get, link) for link in links]
        table, page = got[0].text, got[2].text
        assert all(each.status_code == 200 for each in got)
        assert "Someone" not in message + table + page
        assert MANAGER not in message + table + page
        numbers = Counter(re.findall(r"^([DEF]|[ST]): (.*)$", message, re.MULTILINE))
        for name, said in numbers:
            assert f">{name}<" in page
            assert said in page, "the page says what the message says"
        return message


def _told(message, side):
    """The numbers of one side as they stand in the message; None: not told."""
    names = "DEF" if side == 0 else "ST"
    found = re.findall(rf"^([{names}]): (?:(\d+) (?:people|person)|not told)$", message, re.MULTILINE)
    return {name: int(number) if number else None for name, number in found}


def _organisation(chances):
    """A few directorates at two sites, some with hardly anybody at one, or with people of no directorate."""
    cells = [(one, other) for one in "DEF" for other in "ST"]
    cells = sorted(chances.sample(cells, chances.randint(2, 3)) + chances.choice([[], [("", "")]]))
    most = {cell: chances.choice([1, 2, 9, 12]) for cell in cells}
    return most, {cell: chances.randint(most[cell] // 2, most[cell]) for cell in cells}


# All but one of a site are one directorate, and the one is the only one of another there.
_TRICKY = {("D", "S"): 14, ("E", "S"): 1, ("E", "T"): 14}, {("D", "S"): 7, ("E", "S"): 1, ("E", "T"): 11}


@pytest.fixture
async def attack(database):
    settings = {"CAFFI_PUBLIC_ADDRESS": PUBLIC, "CAFFI_FEEDBACK__MINIMUM": str(MINIMUM)}
    return await Attack(build_house(database, **settings), random.Random(20260420)).meet()


async def _worked_out(attack, rounds):
    found, shown = [], 0
    for number in range(rounds):
        most, came = _organisation(attack.chances) if number else _TRICKY
        if not sum(came.values()):
            continue
        message = await attack.quarter(most, came, year=FIRST + number, quarter=number % 4 + 1)
        told = _told(message, 0), _told(message, 1)
        shown += any(number for side in told for number in side.values())
        assert all(
            number % 5 == 0 and number >= MINIMUM for side in told for number in side.values() if number
        )
        found += found_out(came, most, MINIMUM, *told)
    assert shown, "somebody was told of"
    return found


async def test_no_small_group_is_read_or_worked_out(attack):
    assert await _worked_out(attack, 4) == []


@pytest.mark.long
async def test_no_small_group_is_read_or_worked_out_in_twenty_five_years(attack):
    assert await _worked_out(attack, 25) == []


async def test_the_attacker_finds_what_rounding_and_hiding_alone_let_through(attack, monkeypatch):
    monkeypatch.setattr(small_groups, "_found", lambda *_: False)
    assert await _worked_out(attack, 1)


async def test_without_what_is_kept_asking_again_would_tell(attack):
    attack.forgets = True
    with pytest.raises(AssertionError, match="asking again"):
        await _worked_out(attack, 1)
