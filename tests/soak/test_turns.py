"""In its lane no letter goes before another whose turn it is, however much waits or however little may go."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from sqlalchemy import Connection, Row, select, update

from bot.store import letters
from bot.store.database import Database
from bot.store.letters import LEASE, Letter, State
from bot.store.tables import letters as all_letters
from tests.soak.watched import WatchedSlack, on_the_wire
from tests.soak.witness import Witness, surely_open, turn

NOW = datetime(2026, 3, 4, 9, 5, tzinfo=UTC)


def _owe(db: Connection, *which: tuple[str, str]) -> None:
    """Each is (lane, "answer", "owed" or "nudge"), in that order."""
    earlier = db.execute(select(all_letters.c.id)).all()
    for number, (lane, kind) in enumerate(which, len(earlier) + 1):
        row = {"key": f"{number}", "kind": "answer" if kind == "answer" else "changed", "facts": {}}
        row |= {"target": None, "lane": lane, "due_at": NOW, "state": State.WAITING, "written_at": NOW}
        db.execute(all_letters.insert().values(row | {"nudge": "reminder" if kind == "nudge" else ""}))


def _waiting(db: Connection) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in db.execute(select(all_letters).where(all_letters.c.state == State.WAITING)):
        found.setdefault(row.lane, []).append(row)
    return found


def _out_of_turn(waiting: dict[str, list[Row]], claimed: list[Letter]) -> Iterator[str]:
    for letter in claimed:
        first = min(waiting[letter.lane], key=turn)
        if first.id != letter.id:
            yield f"{letter.lane}: {letter.id} went, and {first.id} waited"


def _go_out(database: Database, claimed: list[Letter], real: datetime) -> None:
    def mark(db: Connection) -> None:
        for letter in claimed:
            letters.mark(db, letter, State.SENT, real=real, rest=timedelta(0))

    database.write_now(mark)


@pytest.mark.parametrize(("most", "unasked"), [(3, 1), (3, 50), (50, 2), (50, 50)])
def test_whatever_waits(database: Database, most: int, unasked: int):
    chance = random.Random(most * 100 + unasked)
    # Few lanes have much, many have little: what is looked at first may be all of one lane.
    crowded = [("a", chance.choice(["owed", "owed", "answer"])) for _ in range(210)]
    others = [(chance.choice("bcdefgh"), chance.choice(["answer", "owed", "nudge"])) for _ in range(60)]
    database.write_now(lambda db: _owe(db, *crowded, *others))
    real, gone = NOW, 0
    while gone < 40:
        real += timedelta(seconds=1)
        before = database.read_now(_waiting)
        claimed = database.write_now(
            lambda db: letters.claim(db, now=NOW, real=real, most=most, unasked=unasked)  # noqa: B023 - run at once
        )
        assert list(_out_of_turn(before, claimed)) == []
        assert claimed
        _go_out(database, claimed, real)
        gone += len(claimed)


def test_a_nudge_waits_for_what_is_owed_behind_a_long_queue_of_others(database: Database):
    database.write_now(lambda db: _owe(db, *[("a", "owed")] * 300, ("b", "owed"), ("b", "nudge")))
    claimed = database.write_now(lambda db: letters.claim(db, now=NOW, real=NOW, most=50, unasked=50))
    assert {letter.key for letter in claimed} <= {"1", "301"}


def test_what_another_replica_looks_at_is_not_passed_by(postgres: str, database: Database):
    """Two claims at the same moment: what the first has no room for is not overtaken by the second."""
    if database.embedded:
        pytest.skip("a file has one writer")
    database.write_now(lambda db: _owe(db, ("a", "owed"), ("b", "owed"), ("b", "owed"), ("b", "nudge")))
    with database.engine.begin() as first, database.engine.begin() as second:
        [taken] = letters.claim(first, now=NOW, real=NOW, most=1, unasked=1)
        assert taken.key == "1"
        for letter in letters.claim(second, now=NOW, real=NOW, most=1, unasked=1):
            assert letter.key == "2"


def test_a_lapsed_letter_keeps_its_turn(database: Database):
    database.write_now(lambda db: _owe(db, ("a", "owed"), ("a", "owed"), ("a", "nudge")))
    [frozen] = database.write_now(lambda db: letters.claim(db, now=NOW, real=NOW))
    later = NOW + LEASE + timedelta(seconds=1)
    [again] = database.write_now(lambda db: letters.claim(db, now=NOW, real=later))
    assert (frozen.key, again.key) == ("1", "1")


def test_a_lapsed_answer_keeps_its_turn_also_where_few_may_go(database: Database):
    """One unasked letter may go: the lapsed answers of both lanes come first, whatever waits behind them."""
    database.write_now(
        lambda db: _owe(db, ("a", "answer"), ("b", "answer"), ("b", "owed"), ("b", "answer"), ("b", "nudge"))
    )
    held = database.write_now(lambda db: letters.claim(db, now=NOW, real=NOW))
    assert {letter.key for letter in held} == {"1", "2"}
    later = NOW + LEASE + timedelta(seconds=1)
    again = database.write_now(lambda db: letters.claim(db, now=NOW, real=later, most=50, unasked=1))
    assert {letter.key for letter in again} <= {"1", "2"}


@pytest.mark.parametrize("last", ["nudge", "owed"])
def test_a_lane_that_is_freed_while_others_are_claimed_keeps_its_order(
    postgres: str, database: Database, last: str
):
    """What is in hand is marked as sent between two statements of a claim, at each of them once."""
    if database.embedded:
        pytest.skip("a file has one writer")
    better = "owed" if last == "nudge" else "answer"
    seen = 0
    for moment in range(1, 40):
        lane = f"lane {moment}"
        database.write_now(lambda db, lane=lane: _owe(db, (lane, "owed")))
        [in_hand] = database.write_now(lambda db: letters.claim(db, now=NOW, real=NOW))
        database.write_now(lambda db, lane=lane: _owe(db, (lane, better), (lane, last)))
        real = NOW + timedelta(seconds=1)
        statements = count(1)

        def free(moment: int = moment, letter: Letter = in_hand) -> None:
            if next(statements) == moment:  # noqa: B023 - of this round
                _go_out(database, [letter], NOW)

        with database.engine.connect() as claiming, claiming.begin(), _after_each(claiming, free):
            taken = letters.claim(claiming, now=NOW, real=real)
        seen = max(seen, next(statements) - 1)
        keys = {letter.key for letter in taken}
        assert keys <= {str(in_hand.id + 1)}, f"freed after statement {moment}"
        _go_out(database, taken, real)
        _empty(database)
        if moment > seen:
            break
    assert seen >= 3, "a claim has several statements"


@contextmanager
def _after_each(connection: Connection, does: Callable[[], None]) -> Iterator[None]:
    """Also after what is said to the driver itself."""
    driver: Any = connection.connection.driver_connection
    usual = driver.cursor_factory

    class Watched(usual):
        def execute(self, *said, **how):
            done = super().execute(*said, **how)
            does()
            return done

    driver.cursor_factory = Watched
    yield
    driver.cursor_factory = usual


def _empty(database: Database) -> None:
    gone = update(all_letters).values(state=State.SENT, lease_until=None)
    database.write_now(lambda db: db.execute(gone))


# ── Who looks on knows it ────────────────────────────────────────────────────────────────────────


def _take(database: Database, *keys: str) -> None:
    ours = update(all_letters).where(all_letters.c.key.in_(keys)).values(state=State.SENDING)
    database.write_now(lambda db: db.execute(ours))


class _Seen:
    """Letters by their keys, as a witness sees them and as they arrive."""

    def __init__(self, database: Database) -> None:
        self.database, self.slack = database, WatchedSlack()
        self.witness = Witness(self.slack, lambda: NOW, 1)

    def look(self) -> None:
        self.witness.saw(self.database.read_now(surely_open), due=NOW)

    def arrive(self, *keys: str) -> None:
        for key in keys:
            self.slack.space.post("D1", "B1", "", [], client_msg_id=on_the_wire(key))

    @property
    def told(self) -> list[str]:
        return list(
            self.witness.faults(self.database.read_now(lambda db: db.execute(select(all_letters)).all()))
        )


def test_a_nudge_before_what_waited_and_is_owed_is_told(database: Database):
    database.write_now(lambda db: _owe(db, ("a", "owed"), ("a", "nudge"), ("b", "owed")))
    seen = _Seen(database)
    seen.look()
    seen.arrive("2", "3", "1")
    assert seen.told == ["a: 2 went before 1, which waited"]


def test_what_is_owed_before_an_older_nudge_is_right(database: Database):
    database.write_now(lambda db: _owe(db, ("a", "nudge"), ("a", "owed")))
    seen = _Seen(database)
    seen.look()
    seen.arrive("2", "1")
    assert seen.told == []


def test_the_newer_of_two_that_are_owed_before_the_older_is_told(database: Database):
    database.write_now(lambda db: _owe(db, ("a", "owed"), ("a", "owed"), ("a", "answer")))
    seen = _Seen(database)
    seen.look()
    seen.arrive("3", "2", "1")
    assert seen.told == ["a: 2 went before 1, which waited"]


def test_what_was_written_when_the_nudge_was_in_hand_is_not_told(database: Database):
    database.write_now(lambda db: _owe(db, ("a", "nudge")))
    _take(database, "1")
    database.write_now(lambda db: _owe(db, ("a", "owed")))
    seen = _Seen(database)
    seen.look()
    seen.arrive("1", "2")
    assert seen.told == []


def test_what_was_committed_after_the_nudge_had_gone_is_not_told(database: Database):
    seen = _Seen(database)
    database.write_now(lambda db: _owe(db, ("a", "owed"), ("a", "nudge")))
    seen.arrive("2")
    seen.look()
    seen.arrive("1")
    assert seen.told == []


def test_what_a_claim_under_way_may_not_see_does_not_count(postgres: str, database: Database):
    if database.embedded:
        pytest.skip("a file has one writer")
    database.write_now(lambda db: _owe(db, ("a", "owed"), ("a", "nudge")))
    seen = _Seen(database)
    with database.engine.begin() as claiming:
        claiming.execute(select(all_letters.c.id))
        seen.look()
        assert seen.witness.sure == 0
    seen.look()
    assert seen.witness.sure == 2
