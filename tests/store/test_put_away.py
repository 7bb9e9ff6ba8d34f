"""Places of what is long over are put away, and come back with their session."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select

from bot.config import load
from bot.desk import Desk
from bot.learning.events import PlaceBooked
from bot.learning.sessions import Bilingual, Draft, Status
from bot.registry import Registry
from bot.store import places, revising, sessions
from bot.store.database import Database
from bot.store.tables import people
from bot.store.tables import places as kept
from schedules.put_away import put_away

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
DAY = timedelta(days=1)
MONTH_AGO = NOW - timedelta(days=30)


def _draft(uid: str, ended: datetime) -> Draft:
    return Draft(
        uid=uid, title=Bilingual("Walking", "Cerdded"), starts_at=ended - timedelta(hours=1), ends_at=ended
    )


def _look(database: Database, now: datetime) -> None:
    database.write_now(lambda db: put_away(Desk(db, now, load(environment={}), Registry())))


@pytest.fixture
def booked(database: Database) -> dict[int, int]:
    """Sessions that ended so many days ago (by these numbers), with a place on each for person 1."""

    def fill(db) -> dict[int, int]:
        db.execute(insert(people).values(id=1, name="Nia"))
        found = {
            days: revising.add(db, _draft(f"{days}", NOW - days * DAY), source="file", now=MONTH_AGO)
            for days in (-2, 1, 7, 9, 12)
        }
        for number in found.values():
            places.apply(PlaceBooked(number, 1), db, MONTH_AGO)
        return found

    found = database.write_now(fill)
    for day in range(12, -1, -1):
        _look(database, NOW - day * DAY)
    return found


def _away(database: Database) -> set[int]:
    there = select(kept.c.session_id).where(kept.c.put_away)
    return set(database.read_now(lambda db: db.execute(there).scalars().all()))


def _mine(database: Database, *, after: datetime = NOW - 6 * DAY) -> list[int]:
    found = database.read_now(lambda db: sessions.held_by(db, 1, after=after))
    return sorted(session.id for session, _ in found)


def test_what_is_over_for_more_than_a_week_is_put_away(database: Database, booked: dict[int, int]):
    assert _away(database) == {booked[9], booked[12]}
    assert _mine(database) == sorted([booked[-2], booked[1]])
    ever = database.read_now(lambda db: sessions.ever_held_by(db, 1, after=MONTH_AGO))
    assert {session.id for session, _ in ever} == set(booked.values())


def test_what_was_missed_while_nobody_looked_is_put_away_too(database: Database, booked: dict[int, int]):
    _look(database, NOW + 20 * DAY)
    assert _away(database) == set(booked.values())


def test_what_is_postponed_is_still_to_come(database: Database, booked: dict[int, int]):
    later = replace(_draft("7", NOW - 7 * DAY), status=Status.POSTPONED)
    database.write_now(lambda db: revising.change(db, booked[7], later))
    _look(database, NOW + 3 * DAY)
    assert booked[7] not in _away(database)
    assert booked[7] in _mine(database, after=NOW)


@pytest.mark.parametrize("many", [False, True])
def test_what_is_put_away_comes_back_when_its_session_does(
    database: Database, booked: dict[int, int], *, many: bool
):
    moved = _draft("12", NOW + 5 * DAY)

    def move(db) -> None:
        if many:
            revising.change_all(db, [(booked[12], moved, ["starts_at", "ends_at"])])
        else:
            revising.change(db, booked[12], moved)

    database.write_now(move)
    assert booked[12] in _mine(database, after=NOW)
    there = database.read_now(lambda db: sessions.get(db, booked[12]))
    other = database.write_now(
        lambda db: revising.add(db, _draft("x", there.ends_at), source="file", now=NOW)
    )
    clash = database.read_now(lambda db: sessions.clashes(db, 1, sessions.get(db, other)))
    assert [session.id for session in clash] == [booked[12]]


def test_a_new_title_brings_nothing_back(database: Database, booked: dict[int, int]):
    renamed = replace(_draft("12", NOW - 12 * DAY), title=Bilingual("Running", "Rhedeg"))
    database.write_now(lambda db: revising.change_all(db, [(booked[12], renamed, ["title"])]))
    assert booked[12] in _away(database)
