"""Groups of answers that were published, and the sessions that are in one, or wait for one."""

from typing import Any

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    DateTime,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    Table,
    column,
    select,
    table,
    text,
)

revision = "0014"
down_revision = "0013"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")
_MOMENT = DateTime(timezone=True)
_FLOOR = 5


def upgrade() -> None:
    cells = op.create_table(
        "feedback_cells",
        Column("id", _NUMBER, nullable=False),
        Column("facts", JSON(), nullable=False),
        Column("published_at", _MOMENT, nullable=False),
        Column("done_at", _MOMENT, nullable=True),
        PrimaryKeyConstraint("id", name=op.f("pk_feedback_cells")),
    )
    to_come = text("done_at IS NULL")
    op.create_index(
        "ix_feedback_cells_to_come",
        "feedback_cells",
        ["published_at"],
        sqlite_where=to_come,
        postgresql_where=to_come,
    )
    closings = op.create_table(
        "feedback_closings",
        Column("session_id", _NUMBER, nullable=False),
        Column("closed_at", _MOMENT, nullable=False),
        Column("cell_id", _NUMBER, nullable=True),
        Column("waits_until", _MOMENT, nullable=True),
        ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_feedback_closings_session_id")),
        ForeignKeyConstraint(["cell_id"], ["feedback_cells.id"], name=op.f("fk_feedback_closings_cell_id")),
        PrimaryKeyConstraint("session_id", name=op.f("pk_feedback_closings")),
    )
    for name in ("cell_id", "waits_until"):
        op.create_index(f"ix_feedback_closings_{name}", "feedback_closings", [name])
    _carry_over(cells, closings)
    op.drop_table("summaries")


def _carry_over(cells: Table, closings: Table) -> None:
    """Every summary is a published group of its own; where there was none, answers were deleted unread."""
    db = op.get_bind()
    kept = table("summaries", column("session_id"), column("facts", JSON()), column("published_at", _MOMENT))
    for row in db.execute(select(kept).order_by(kept.c.session_id)).all():
        cell_id = None
        if row.facts:
            moments = dict.fromkeys(("published_at", "done_at"), row.published_at)
            facts = {"facts": _figures(row.facts)} | moments
            cell_id = db.execute(cells.insert().values(facts).returning(cells.c.id)).scalar_one()
        closing = {"session_id": row.session_id, "closed_at": row.published_at, "cell_id": cell_id}
        db.execute(closings.insert().values(closing))


def _figures(summary: dict[str, Any]) -> dict[str, Any]:
    """As `bot.learning.figures.Figures` is kept: what was shown of the three questions there were."""
    rated, answered = sum(summary["counts"]), summary["answered"]
    figures = []
    if rated >= _FLOOR:
        figures.append(_figure("useful", "rating", rated) | {"counts": summary["counts"]})
    for key, said in (("action", summary["actions"]), ("comment", summary["comments"])):
        if said:
            figures.append(_figure(key, "words", answered) | {"said": said})
    return {
        "asked": summary["asked"],
        "answered": answered,
        "figures": figures,
        "published_at": summary["published_at"],
        "sessions": 1,
    }


def _figure(key: str, kind: str, n: int) -> dict[str, Any]:
    question = {"key": key, "kind": kind, "words": {}, "private": key == "action"}
    return {"question": question, "n": n}
