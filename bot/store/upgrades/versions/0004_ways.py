"""How people and channels are reached in rooms that tell it only when somebody speaks."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "ways",
        sa.Column("room", sa.String(length=20), nullable=False),
        sa.Column("workspace", sa.String(length=100), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("channel", sa.Boolean(), nullable=False),
        sa.Column("service", sa.String(length=200), nullable=False),
        sa.Column("conversation", sa.String(length=300), nullable=False),
        sa.Column("member", sa.String(length=300), nullable=False),
        sa.Column("group", sa.String(length=300), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("room", "workspace", "place", name="pk_ways"),
    )
    op.create_index("ix_ways_group", "ways", ["room", "workspace", "group"])
