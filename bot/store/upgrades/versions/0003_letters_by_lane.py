"""Letters that wait are found by whose turn it is and by their lane, however many there are."""

from alembic import op
from sqlalchemy import Column, Integer, text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.add_column("letters", Column("turn", Integer(), server_default="1", nullable=False))
    # What is over needs no turn any more.
    for change in (
        "update letters set turn = 0 where state in ('waiting', 'sending') and kind = 'answer'",
        "update letters set turn = 2 where state in ('held', 'waiting', 'sending') and nudge <> ''",
    ):
        op.execute(change)
    op.drop_index("ix_letters_owed", "letters")
    waiting = "state = 'waiting'"
    for name, columns, which in (
        ("ix_letters_answers", ["state", "id"], f"{waiting} AND turn = 0"),
        ("ix_letters_owed", ["state", "id"], f"{waiting} AND turn = 1"),
        ("ix_letters_nudges", ["state", "id"], f"{waiting} AND turn = 2"),
        ("ix_letters_lane", ["state", "turn", "lane", "id"], waiting),
    ):
        op.create_index(name, "letters", columns, sqlite_where=text(which), postgresql_where=text(which))
