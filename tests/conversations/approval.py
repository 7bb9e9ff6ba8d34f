"""Managers, those who ask them, and a session that asks for approval: what its conversations begin with."""

from datetime import timedelta

from sqlalchemy import select

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.places import Hold
from bot.steps.staff import take_in
from bot.store import places, sessions, staff
from bot.store.tables import approvals
from tests.house import MONDAY, REGISTRY, Someone, draft

LATER = MONDAY + timedelta(days=21)


async def names_manager(house, key: str, manager: str) -> None:
    """The people file says whose manager somebody is."""
    facts = {"manager_email": f"{manager}@example.org" if manager else ""}
    await house.database.write(lambda db: staff.load(db, [(f"{key}@example.org", facts)]))


async def takes_in(house, **managers: str) -> None:
    """A people file: whose manager is who from now on; "": nobody."""
    rows = [
        (f"{key}@example.org", {"manager_email": f"{manager}@example.org" if manager else ""})
        for key, manager in managers.items()
    ]
    await house.database.write(
        lambda db: take_in(Desk(db, house.clock.now(), house.settings, REGISTRY), rows)
    )


async def cast(house, *keys: str, manager: str = "megan") -> list[Someone]:
    """These people, whose manager is Megan; she comes first, Olwen (who organises) last."""
    boss, *team, olwen = [await house.meets(key) for key in (manager, *keys, "olwen")]
    for key in keys:
        await names_manager(house, key, manager)
    return [boss, *team, olwen]


async def puts_on(house, *, start=LATER, capacity=1, **facts) -> None:
    await house.puts_on(
        draft(
            "Leading change",
            start,
            ref="12",
            capacity=capacity,
            approval=True,
            cost="£45 and travel",
            **facts,
        )
    )


async def roster(house, ref="12"):
    session = await house.database.read(lambda db: sessions.by_ref(db, ref))
    return await house.database.read(lambda db: places.roster(db, session.id))


async def hold_of(house, key: str) -> Hold | None:
    place = (await roster(house)).of(await house.person_id(key))
    return place.hold if place else None


async def counts(house) -> tuple[int, int]:
    session = (await roster(house)).session
    return session.taken, session.waiting


async def newest(house) -> int:
    found = await house.database.read(lambda db: db.execute(select(approvals.c.id)).scalars().all())
    return max(found)


async def press(who: Someone, number: int, word: str = "approve", **values) -> str:
    return await who.asks(
        Ask(who.address, word=word, about=str(number), key=f"p{next(who.house.numbers)}", values=values)
    )
