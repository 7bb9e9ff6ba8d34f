"""What is locked together, in the one order that everybody keeps: accounts, sessions by number, people.

Who keeps it never waits for somebody who waits for them. A file has one writer at a time, and needs nothing.
"""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from bot.store.approvals import UNDECIDED
from bot.store.statements import batched
from bot.store.tables import addresses, approvals, people, places
from bot.store.tables import sessions as programme


def people_and_theirs(db: Connection, *person_ids: int) -> None:
    """Until the transaction ends nobody else changes who these people are, what they hold, or what waits for
    anybody's approval. To be said before they become one, or two.

    Whoever books has the session first as well: then comes whoever has to be counted, and who is named.
    """
    accounts = select(addresses.c.user).where(addresses.c.person_id.in_(person_ids))
    db.execute(accounts.order_by(*addresses.primary_key).with_for_update())
    to_come = places.c.put_away.is_(False)
    held = select(places.c.session_id).where(places.c.person_id.in_(person_ids), to_come)
    sessions(db, db.execute(held).scalars().all())
    them = select(people.c.id).where(people.c.id.in_(person_ids)).order_by(people.c.id)
    db.execute(them.with_for_update(key_share=True))


def sessions(db: Connection, session_ids: Iterable[int] = ()) -> None:
    """Nobody else decides about places on these, or about what waits for anybody's approval."""
    waited_for = db.execute(select(approvals.c.session_id).where(UNDECIDED)).scalars()
    for these in batched(sorted({*session_ids, *waited_for})):
        one_by_one = select(programme.c.id).where(programme.c.id.in_(these)).order_by(programme.c.id)
        db.execute(one_by_one.with_for_update(key_share=True))
