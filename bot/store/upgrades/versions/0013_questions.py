"""Questions that organisers choose, answers by question, and what people wish to say by name."""

from alembic import op
from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    Text,
    text,
)

revision = "0013"
down_revision = "0012"

_NUMBER = BigInteger().with_variant(Integer(), "sqlite")


def upgrade() -> None:
    op.create_table(
        "question_sets",
        Column("scope", String(10), nullable=False),
        Column("name", Text(), nullable=False),
        Column("minimum", Integer(), nullable=False),
        Column("questions", JSON(), nullable=False),
        PrimaryKeyConstraint("scope", "name", name=op.f("pk_question_sets")),
    )
    _of_sessions(
        "asked_questions",
        Column("minimum", Integer(), nullable=False),
        Column("questions", JSON(), nullable=False),
    )
    _of_sessions("feedback_named", Column("words", Text(), nullable=False), person=True)
    _answers_by_question()


def _answers_by_question() -> None:
    """What has been answered to feedback that is open: its three questions have these keys by default."""
    db = op.get_bind()
    rows = db.execute(text("select session_id, token, rating, action, comment from feedback_answers")).all()
    op.drop_table("feedback_answers")
    answers = op.create_table(
        "feedback_answers",
        Column("session_id", _NUMBER, nullable=False),
        Column("token", String(64), nullable=False),
        Column("said", JSON(), nullable=False),
        ForeignKeyConstraint(["session_id"], ["sessions.id"], name=op.f("fk_feedback_answers_session_id")),
        PrimaryKeyConstraint("session_id", "token", name=op.f("pk_feedback_answers")),
        sqlite_with_rowid=False,
    )
    if not rows:
        return
    keys = ("useful", "action", "comment")
    said = [{key: value for key, value in zip(keys, row[2:], strict=True) if value} for row in rows]
    op.bulk_insert(
        answers,
        [
            {"session_id": row.session_id, "token": row.token, "said": each}
            for row, each in zip(rows, said, strict=True)
        ],
    )


def _of_sessions(name: str, *columns: Column[object], person: bool = False) -> None:
    """A table of sessions, or of people on sessions."""
    of = {"session_id": "sessions.id"} | ({"person_id": "people.id"} if person else {})
    op.create_table(
        name,
        *(Column(each, _NUMBER, nullable=False) for each in of),
        *columns,
        *(ForeignKeyConstraint([each], [of[each]], name=op.f(f"fk_{name}_{each}")) for each in of),
        PrimaryKeyConstraint(*of, name=op.f(f"pk_{name}")),
    )
