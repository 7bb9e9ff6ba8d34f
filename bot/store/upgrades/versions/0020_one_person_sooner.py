"""Whatever leads to a person is found by an index, and the log leads to nobody: it says who it was then.
A person's number is never another's again.
"""

from alembic import op
from sqlalchemy import text

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    # SQLite copies both tables.
    with op.batch_alter_table("events", table_kwargs={"sqlite_autoincrement": True}) as events:
        events.drop_constraint("fk_events_actor_id", type_="foreignkey")
    op.drop_index("ix_events_acts", table_name="events")
    acts = text("kind IN ('OrganiserActed', 'SessionMoved', 'SessionCancelled')")
    op.create_index(
        "ix_events_acts", "events", ["kind", "actor_id"], sqlite_where=acts, postgresql_where=acts
    )
    for table, column in (("attendance", "marked_by"), ("approvals", "asked_before")):
        known = text(f"{column} IS NOT NULL")
        op.create_index(f"ix_{table}_{column}", table, [column], sqlite_where=known, postgresql_where=known)
    for table in ("checkin_tries", "feedback_named"):
        op.create_index(f"ix_{table}_person_id", table, ["person_id"])
    if op.get_bind().dialect.name == "sqlite":
        counting = {"sqlite_autoincrement": True}
        with op.batch_alter_table("people", recreate="always", table_kwargs=counting):
            pass
        was = "(select max(coalesce((select max(was) from links), 0), seq))"
        op.execute(text(f"update sqlite_sequence set seq = {was} where name = 'people'"))  # noqa: S608 - our own words
