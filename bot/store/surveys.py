"""Surveys that were gathered elsewhere: those that are kept, and one that its organiser is looking at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from bot.learning.survey_reports import Brought, Kept, check_apart
from bot.learning.surveys import Survey
from bot.store.paper import pack, unpack
from bot.store.ready import Ready
from bot.store.tables import surveys


def look_at(db: Connection, brought: Brought, person_id: int | None, now: datetime) -> int:
    """Keep it until its organiser has decided; its number. They look at one at a time."""
    db.execute(delete(surveys).where(surveys.c.brought_by == person_id, ~surveys.c.kept))
    number: int = db.execute(
        insert(surveys)
        .values(
            name=brought.name,
            source=brought.source,
            fingerprint=brought.fingerprint,
            brought_by=person_id,
            brought_at=now,
            kept=False,
            figures=_packed(brought),
        )
        .returning(surveys.c.id)
    ).scalar_one()
    return number


def find(db: Connection, number: str) -> Kept | None:
    """The one of that number; None where there is none (any more), or it is no number."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    row = db.execute(select(surveys).where(surveys.c.id == int(number))).first()
    return _kept(row) if row else None


def keep(db: Connection, seen: Kept, name: str, survey: Survey) -> None:
    """Decided: these are its figures. An older one of the same name or the same file gives way.

    Refuses where it differs from that one by too few answers.
    """
    same_name = func.lower(surveys.c.name) == name.lower()
    same = (surveys.c.fingerprint == seen.brought.fingerprint) | same_name
    older = db.execute(select(surveys).where(surveys.c.kept, same, surveys.c.id != seen.id)).all()
    for row in older:
        if row.fingerprint != seen.brought.fingerprint:
            check_apart(_kept(row).brought.survey, survey)
    db.execute(delete(surveys).where(surveys.c.id.in_([row.id for row in older])))
    figures = {"survey": pack(survey, Survey), "columns": [], "remarks": []}
    db.execute(update(surveys).where(surveys.c.id == seen.id).values(name=name, kept=True, figures=figures))


def drop(db: Connection, number: int) -> None:
    db.execute(delete(surveys).where(surveys.c.id == number))


def newest(db: Connection, *, first: int, most: int) -> tuple[Sequence[Kept], int]:
    """Kept ones, the newest first, from the given place on (0 is the first); and how many there are."""
    query = select(surveys).where(surveys.c.kept).order_by(surveys.c.brought_at.desc(), surveys.c.id.desc())
    found = [_kept(row) for row in db.execute(query.offset(first).limit(most))]
    count = select(func.count()).select_from(surveys).where(surveys.c.kept)
    return found, db.execute(count).scalar_one()


_FORGET = Ready(delete(surveys).where(surveys.c.kept.is_(False), surveys.c.brought_at < bindparam("before")))


def forget(db: Connection, before: datetime) -> None:
    """What nobody has decided on since."""
    _FORGET.run(db, before=before)


def _packed(brought: Brought) -> dict[str, Any]:
    whole: dict[str, Any] = pack(brought, Brought)
    return {name: whole[name] for name in ("survey", "columns", "remarks")}


def _kept(row: Row[Any]) -> Kept:
    told = {"name": row.name, "source": row.source, "fingerprint": row.fingerprint}
    brought: Brought = unpack({**row.figures, **told}, Brought)
    return Kept(row.id, brought, row.brought_by, row.brought_at, row.kept)
