"""What the try-out room keeps: how far its clock was moved. Used only while no platform is configured."""

from datetime import timedelta

from sqlalchemy import Connection, insert, select, update

from bot.store.tables import tryout


def offset(db: Connection) -> timedelta:
    """How far the clock was moved; zero at first."""
    return timedelta(seconds=db.execute(select(tryout.c.offset_seconds)).scalar() or 0)


def keep_offset(db: Connection, moved: timedelta) -> None:
    values = {"offset_seconds": moved.total_seconds()}
    if not db.execute(update(tryout).values(values)).rowcount:
        db.execute(insert(tryout).values(one=1, **values))
