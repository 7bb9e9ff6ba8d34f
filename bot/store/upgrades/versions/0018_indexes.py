"""What is told next of slides is found by an index; places that nothing ends are not in the index of ends."""

from alembic import op
from sqlalchemy import text

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    op.create_index("ix_materials_told_at", "materials", ["told_at"])
    op.drop_index("ix_places_until", table_name="places")
    ends = text("until IS NOT NULL")
    op.create_index("ix_places_until", "places", ["until"], sqlite_where=ends, postgresql_where=ends)
