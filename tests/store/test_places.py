"""The same dense histories through the tables, on both databases: what is kept is what the rules say."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from sqlalchemy import Connection, select, update

from bot.learning import places as rules
from bot.learning.approvals import Unanswered, lapse
from bot.learning.events import ApprovalAsked, ApprovalGiven, ApprovalRefused, PlaceBooked
from bot.learning.places import Roster
from bot.learning.sessions import Draft
from bot.store import checks, events, places, revising, sessions, staff
from bot.store.tables import people as table
from bot.store.tables import sessions as there
from tests.house import MONDAY, REGISTRY, build_house, draft
from tests.learning.histories import FRIDAY, PEOPLE, PLANS, History, Plan, session

_numbers = count()
_FRAME = ("BEGIN", "SAVEPOINT", "RELEASE", "COMMIT", "SELECT revisions")


def somebody(db: Connection, who: int) -> int:
    email = f"p{who}@example.org"
    staff.load(db, [(email, {"name": str(who)})])
    return db.execute(select(table.c.id).where(table.c.email == email)).scalar_one()


def told(roster: Roster) -> list[tuple[object, ...]]:
    """Everybody in their order, without the ids, which the tables give."""
    return [(p.person_id, p.hold, p.mode, p.since, p.until) for p in roster.places]


def kept_beside(db: Connection, plan: Plan, persons: dict[int, int]) -> None:
    """Let the plan unfold by the rules alone, and write down each event in the tables beside it."""
    history = History(plan)
    mine = history.roster.session
    facts = {name: getattr(mine, name) for name in Draft.__dataclass_fields__}
    number = revising.add(
        db, Draft(**(facts | {"uid": f"s{next(_numbers)}", "ref": ""})), source="programme", now=FRIDAY
    )
    for act in plan.acts:
        for happened in history.step(*act):
            who = {"session_id": number, "person_id": persons[happened.person_id]}
            if isinstance(happened, ApprovalAsked):
                who["manager_id"] = persons[happened.person_id]  # anybody who is there
            if isinstance(happened, ApprovalGiven | ApprovalRefused):
                who["by_id"] = None
            event_ = replace(happened, **who)
            events.keep(db, event_, now=history.now, actor_id=None)
        capacity = (history.roster.session.capacity, history.roster.session.online_capacity)
        there = places.locked_roster(db, number)
        if (there.session.capacity, there.session.online_capacity) != capacity:
            wider = replace(there.session, capacity=capacity[0], online_capacity=capacity[1])
            revising.change(db, number, wider)
            there = places.locked_roster(db, number)
        pure = [(persons[who], *rest) for who, *rest in told(history.roster)]
        assert told(there) == pure
        _agree(db, there, history)


def _agree(db: Connection, there: Roster, history: History) -> None:
    """The counters, what they mean, and what the sweeps find."""
    found, pure = there.session, history.roster
    assert (found.taken, found.waiting) == (pure.taken, len(pure.queue))
    assert sessions.recount(db) == {}
    for mode in found.modes:
        assert found.waiting_in(mode) == len(pure.queue_in(mode))
        assert found.left_in(mode) == pure.free_in(mode)
        assert found.open_in(mode) is pure.open_in(mode)
        assert found.full_in(mode) is not pure.open_in(mode)
    waits = any(pure.free_in(mode) and pure.queue_in(mode) for mode in found.modes)
    open_still = history.now < found.starts_at
    assert (found.id in sessions.stuck(db, history.now)) is (waits and open_still)
    due = [
        *rules.let_go(pure, history.now),
        *lapse(pure, history.now, lambda _: history.now, Unanswered.REFUSE),
    ]
    assert (found.id in places.leaving_by(db, history.now)) is bool(due)


class _DoneError(Exception):
    """The history is told: nothing of it is to stay."""


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=PLANS)
def test_the_tables_keep_what_the_rules_say(database, plan):
    def unfold(db: Connection) -> None:
        kept_beside(db, plan, {who: somebody(db, who) for who in PEOPLE})
        raise _DoneError

    with pytest.raises(_DoneError):
        database.write_now(unfold)


def test_a_place_kept_before_the_two_ways_were_counted_apart_is_one_in_the_room(database):
    def keep(db: Connection) -> tuple[int | None, int | None]:
        who = somebody(db, 1)
        plain = session(3)
        facts = {name: getattr(plain, name) for name in Draft.__dataclass_fields__}
        number = revising.add(db, Draft(**(facts | {"uid": "old"})), source="programme", now=FRIDAY)
        events.keep(db, PlaceBooked(number, who), now=FRIDAY, actor_id=None)
        split = replace(places.roster(db, number).session, apart=True, online_capacity=2)
        revising.change(db, number, split)
        found = places.roster(db, number)
        return tuple(found.session.left_in(mode) for mode in found.session.modes)

    assert database.write_now(keep) == (2, 2)


async def test_a_simple_booking_takes_no_more_statements_than_it_did(database):
    """Without its calendar invitation, which has statements of its own."""
    if not database.embedded:
        pytest.skip("only SQLite's driver tells what it hears")
    house = build_house(database)
    reactions = {
        happened: tuple(react for react in found if not react.__module__.endswith(".invitations"))
        for happened, found in REGISTRY.reactions.items()
    }
    house.desk = replace(house.desk, registry=replace(REGISTRY, reactions=reactions))
    tomorrow = MONDAY.replace(day=3)
    await house.puts_on(draft("Walk", tomorrow, ref="12"))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    said: list[str] = []
    database.write_now(lambda db: db.connection.dbapi_connection.set_trace_callback(said.append))
    await owen.types("book 12")
    own = [words for words in said if not words.startswith(_FRAME) and "invitations" not in words]
    assert 6 < len(own) <= 8, own


def test_what_is_beside_a_session_comes_by_its_start_with_the_place_on_it(database):
    starts = {"Long": 90, "Late": 30, "Early": -30, "After": 120}

    def build(db: Connection):
        numbers = {
            title: revising.add(
                db, draft(title, FRIDAY + timedelta(minutes=minutes)), source="programme", now=FRIDAY
            )
            for title, minutes in (starts | {"Mine": 0}).items()
        }
        me, other = somebody(db, 1), somebody(db, 2)
        for title in ("Late", "After", "Mine", "Early"):
            events.keep(db, PlaceBooked(numbers[title], me), now=FRIDAY, actor_id=None)
        events.keep(db, PlaceBooked(numbers["Long"], other), now=FRIDAY, actor_id=None)
        mine = sessions.get(db, numbers["Mine"])
        return places.of_and_beside(db, mine, me), places.of_and_beside(db, mine, other), me

    (place, beside), (nobodys, nothing), me = database.write_now(build)
    assert place is not None
    assert (place.person_id, [each.title.en for each in beside]) == (me, ["Early", "Late"])
    assert (nobodys, list(nothing)) == (None, [])


def test_a_wrong_counter_of_those_online_is_seen_and_mended(database):
    def damage(db: Connection) -> None:
        facts = {"apart": True, "online_capacity": 1}
        mine = replace(session(1), **facts)
        number = revising.add(
            db,
            Draft(**{name: getattr(mine, name) for name in Draft.__dataclass_fields__}),
            source="p",
            now=FRIDAY,
        )
        for who in (1, 2):
            events.keep(db, PlaceBooked(number, somebody(db, who), "online"), now=FRIDAY, actor_id=None)
        db.execute(update(there).values(taken_online=0))

    database.write_now(damage)
    assert database.read_now(checks.miscounted) == ["1"]
    database.write_now(checks.count_again)
    assert database.read_now(checks.miscounted) == []
    assert database.read_now(lambda db: checks.oversold(db, FRIDAY)) == ["1"], "two for one place online"
