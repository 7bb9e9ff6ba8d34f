"""Who booked a place for somebody else."""

from alembic import op
from sqlalchemy import BigInteger, Column, text

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    op.add_column("places", Column("booked_by", BigInteger(), nullable=True))
    there = text("booked_by IS NOT NULL")
    op.create_index(
        "ix_places_booked_by", "places", ["booked_by"], sqlite_where=there, postgresql_where=there
    )
