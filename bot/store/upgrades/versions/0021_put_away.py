"""Places of sessions that are long over are put away: what somebody has to come is found without them."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    lite = op.get_bind().dialect.name == "sqlite"
    op.add_column(
        "places", sa.Column("put_away", sa.Boolean, nullable=False, server_default=sa.text("false"))
    )
    op.drop_index("ix_places_person_id", table_name="places")
    week_ago = "datetime('now', '-7 days')" if lite else "now() - interval '7 days'"
    over = f"select id from sessions where ends_at < {week_ago} and status <> 'postponed'"  # noqa: S608 - our own words
    op.execute(sa.text(f"update places set put_away = true where session_id in ({over})"))  # noqa: S608 - our own words
    op.create_index("ix_places_person_id", "places", ["person_id", "put_away", "session_id"])
