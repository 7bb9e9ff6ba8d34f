"""Whoever comes second changes nothing: a process that stood still long, and a replica that was slower."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy import Connection, select

from bot.ask import Address, Target
from bot.store import digests, letters, meeting
from bot.store.letters import LEASE, Letter, State
from bot.store.tables import digest_runs
from bot.store.tables import lanes as all_lanes
from bot.store.tables import letters as all_letters

NOW = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)
LATER = NOW + LEASE + timedelta(seconds=1)
CHANNEL = Target("slack", "T1", channel="C1")


def _sent(db: Connection, letter: Letter) -> bool:
    return letters.mark(db, letter, State.SENT, real=LATER, rest=timedelta(hours=1), message="1.2")


def _tried(db: Connection, letter: Letter) -> bool:
    return letters.try_again(db, letter, real=LATER, after=timedelta(hours=1), error="dropped")


def _put_back(db: Connection, letter: Letter) -> bool:
    return letters.put_back(db, letter, real=LATER, after=timedelta(hours=1), error="busy")


@pytest.mark.parametrize("late", [_sent, _tried, _put_back])
def test_who_stood_still_changes_nothing_of_what_another_has_in_hand(
    database, late: Callable[[Connection, Letter], bool]
):
    def write(db: Connection) -> None:
        what = {"key": "one", "kind": "digest", "facts": {}, "person_id": None, "target": CHANNEL}
        letters.write(db, **what, due_at=NOW, now=NOW)

    database.write_now(write)
    [frozen] = database.write_now(lambda db: letters.claim(db, now=NOW, real=NOW))
    [taken] = database.write_now(lambda db: letters.claim(db, now=LATER, real=LATER))
    assert (frozen.attempts, taken.attempts) == (0, 1), "who takes it over knows that it was tried"

    def stands(db: Connection) -> list[object]:
        return [*db.execute(select(all_letters)), *db.execute(select(all_lanes))]

    before = database.read_now(stands)
    assert not database.write_now(lambda db: late(db, frozen))
    assert database.read_now(stands) == before
    assert database.write_now(lambda db: late(db, taken)), "it is theirs to end"


def test_a_period_is_claimed_once(database):
    def set_up(db: Connection) -> digests.Digest:
        setter = meeting.meet(db, Address("slack", "T1", "U1"), None, NOW).person_id
        plan = {"channel_name": "learning", "weekday": "wednesday", "clock": time(9), "topic": ""}
        digests.set_up(db, CHANNEL, **plan, set_by=setter, next_due=NOW)
        [due] = digests.due(db, NOW)
        return due

    digest = database.write_now(set_up)

    def finish(db: Connection, *, outcome: str, seen: digests.Digest = digest) -> bool:
        return digests.finish(db, seen, outcome=outcome, next_due=NOW + timedelta(days=7))

    assert database.write_now(lambda db: finish(db, outcome="posted"))
    assert not database.write_now(lambda db: finish(db, outcome="skipped-late")), "the other saw it due, too"
    [done] = database.read_now(lambda db: db.execute(select(digest_runs)).all())
    assert (done.due, done.outcome) == (NOW, "posted")

    # The clock was moved back: the same period falls due again, and has been done.
    def back(db: Connection) -> None:
        digests.pause(db, digest.id, paused=False, next_due=NOW)

    database.write_now(back)
    assert not database.write_now(lambda db: finish(db, outcome="posted", seen=replace(digest)))
    assert database.read_now(lambda db: digests.due(db, NOW)) == []
