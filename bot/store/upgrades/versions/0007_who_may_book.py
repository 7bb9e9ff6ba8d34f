"""Who may book what and when, places in the room and online counted apart, places offered or taken."""

from alembic import op
from sqlalchemy import Boolean, Column, DateTime, Integer, String, Text, text

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    no = text("false")
    op.add_column("sessions", Column("apart", Boolean(), server_default=no, nullable=False))
    op.add_column("sessions", Column("online_capacity", Integer(), nullable=True))
    op.add_column("sessions", Column("taken_online", Integer(), server_default="0", nullable=False))
    op.add_column("sessions", Column("waiting_online", Integer(), server_default="0", nullable=False))
    op.add_column("sessions", Column("freed", String(10), server_default="", nullable=False))
    op.add_column("sessions", Column("opens_at", DateTime(timezone=True), nullable=True))
    op.add_column("sessions", Column("closes_at", DateTime(timezone=True), nullable=True))
    op.add_column("sessions", Column("dates_each", Integer(), nullable=True))
    op.add_column("sessions", Column("invited", Text(), server_default="", nullable=False))
    op.add_column("sessions", Column("sensitive", Boolean(), server_default=no, nullable=False))
    op.add_column("places", Column("mode", String(10), server_default="", nullable=False))
    told = text("manager_email <> ''")
    op.create_index(
        "ix_people_manager_email", "people", ["manager_email"], sqlite_where=told, postgresql_where=told
    )
