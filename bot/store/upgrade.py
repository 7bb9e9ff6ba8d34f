"""Brings the database to the tables of this version; on PostgreSQL one replica at a time."""

from pathlib import Path

from sqlalchemy import Connection, text

_LOCK = 0x_CAFF1  # any number, as long as all replicas use the same


def upgrade(db: Connection) -> None:
    """Run Alembic's upgrades in the transaction of `db`; nothing happens when there are none.

    Alembic is loaded here and not above: it is needed once, at the start, and costs memory.
    """
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    if db.dialect.name == "postgresql":
        db.execute(text("select pg_advisory_xact_lock(:key)"), {"key": _LOCK})
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "upgrades"))
    config.attributes["connection"] = db
    command.upgrade(config, "head")
