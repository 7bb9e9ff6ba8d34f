"""Who was asked for their approval before a manager became another one."""

from alembic import op
from sqlalchemy import BigInteger, Column

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.add_column("approvals", Column("asked_before", BigInteger(), nullable=True))
