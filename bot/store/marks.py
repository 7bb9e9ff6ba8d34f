"""How far each schedule has looked, so that what fell due in between is looked at once."""

from datetime import datetime

from sqlalchemy import Connection, insert, select, update

from bot.store.tables import marks


def until(db: Connection, name: str, *, at_first: datetime) -> datetime:
    """Up to when that schedule has looked; `at_first` where it never has."""
    return db.execute(select(marks.c.until).where(marks.c.name == name)).scalar() or at_first


def set_until(db: Connection, name: str, moment: datetime) -> None:
    if not db.execute(update(marks).where(marks.c.name == name).values(until=moment)).rowcount:
        db.execute(insert(marks).values(name=name, until=moment))
