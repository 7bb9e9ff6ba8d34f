"""Two indexes fewer to keep at every letter that is written: which of them look for letters is as before."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    op.drop_index("ix_letters_state_id", table_name="letters")
    op.drop_index("ix_letters_ended_at", table_name="letters")
    ended = sa.text("ended_at IS NOT NULL")
    op.create_index(
        "ix_letters_ended_at", "letters", ["ended_at"], sqlite_where=ended, postgresql_where=ended
    )
