"""Slides, handouts and links of sessions, their files in pieces, and whom they reach."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    String,
    and_,
    bindparam,
    cast,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    update,
)

from bot.learning.attendance import Mark
from bot.learning.materials import Material, Part, Reach, can_go_wider, part_of
from bot.learning.places import Hold
from bot.learning.sessions import Session, Status
from bot.store import attendance
from bot.store import sessions as programme
from bot.store.ready import Ready
from bot.store.statements import batched
from bot.store.tables import attendance as marks
from bot.store.tables import follows, letters, material_pieces, materials, people, places, sessions

PIECE: Final = 64 * 1024
"""Bytes that are read or written at a time."""

# ── What there is ────────────────────────────────────────────────────────────────────────────────


def of_session(db: Connection, session_id: int) -> list[Material]:
    """All that were let go and all that were not, in the order in which they were added."""
    query = select(materials).where(materials.c.session_id == session_id).order_by(materials.c.id)
    return [_material(row) for row in db.execute(query)]


def find(db: Connection, number: str) -> Material | None:
    """That of the number on a button; None where there is none (any more)."""
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        return None
    row = db.execute(select(materials).where(materials.c.id == int(number))).first()
    return _material(row) if row else None


def piece(db: Connection, material: Material, number: int) -> bytes | None:
    """The file's piece of that number, from 0; None behind the last, and where the file was taken back or
    another has taken its place since: whoever reads on gets no mixture of two.
    """
    same = materials.c.id == material_pieces.c.material_id, materials.c.at == material.at
    which = material_pieces.c.material_id == material.id, material_pieces.c.number == number
    return db.execute(select(material_pieces.c.content).join(materials, and_(*same)).where(*which)).scalar()


# ── What organisers do ───────────────────────────────────────────────────────────────────────────


def add(
    db: Connection,
    session_id: int,
    person_id: int,
    *,
    title: str,
    url: str = "",
    file_name: str = "",
    replaces: int | None = None,
    now: datetime,
) -> int:
    """Keep a link, or a file whose pieces follow; nobody is told of it yet. Its number."""
    row = {
        "session_id": session_id,
        "person_id": person_id,
        "title": title,
        "url": url,
        "file_name": file_name,
        "size": 0,
        "replaces": replaces,
        "at": now,
    }
    return int(db.execute(insert(materials).returning(materials.c.id), row).scalar_one())


def fill(db: Connection, material_id: int, pieces: Iterable[bytes]) -> None:
    """The content of a file that was just added, in pieces of `PIECE` bytes."""
    size = 0
    for number, content in enumerate(pieces):
        row = {"material_id": material_id, "number": number, "content": content}
        db.execute(insert(material_pieces), row)
        size += len(content)
    db.execute(update(materials).where(materials.c.id == material_id).values(size=size))


def remove(db: Connection, material_ids: Sequence[int]) -> None:
    for some in batched(material_ids):
        db.execute(delete(material_pieces).where(material_pieces.c.material_id.in_(some)))
        db.execute(delete(materials).where(materials.c.id.in_(some)))


def open_round(db: Connection, session_id: int, now: datetime) -> tuple[int, datetime] | None:
    """The round that has not been told yet, and when it will be: what is let go now joins it."""
    which = materials.c.session_id == session_id, materials.c.told_at > now
    query = select(materials.c.round, materials.c.told_at).where(*which).order_by(materials.c.round.desc())
    row = db.execute(query.limit(1)).first()
    return (row.round, row.told_at) if row else None


def let_go(
    db: Connection,
    drafts: Sequence[Material],
    *,
    wider: bool,
    round_: int,
    told_at: datetime,
    now: datetime,
) -> None:
    """From here on people see them; what corrects another takes its place, number and all, so that a button
    in an old message gives the new one.
    """
    told = {"wider": wider, "round": round_, "told_at": told_at}
    for draft in drafts:
        old = find(db, str(draft.replaces)) if draft.replaces else None
        if old is None:
            db.execute(update(materials).where(materials.c.id == draft.id).values(told | {"replaces": None}))
            continue
        db.execute(delete(material_pieces).where(material_pieces.c.material_id == old.id))
        db.execute(
            update(material_pieces)
            .where(material_pieces.c.material_id == draft.id)
            .values(material_id=old.id)
        )
        new = {"title": draft.title, "url": draft.url, "file_name": draft.file_name, "size": draft.size}
        new |= {"at": draft.at}
        seen = old.told_at is not None and old.told_at <= now
        corrected = {"corrected": seen or old.corrected}
        db.execute(update(materials).where(materials.c.id == old.id).values(new | told | corrected))
        db.execute(delete(materials).where(materials.c.id == draft.id))


# ── Whom they reach ──────────────────────────────────────────────────────────────────────────────


def reached(db: Connection, session: Session, *, wider: bool, but_written: str = "") -> dict[int, Part]:
    """Everybody who wants such messages, by number. `wider`: those who follow the topic too, if they may.
    `but_written`: without those who have a letter whose key is this and their number.
    """
    known = attendance.taken(db, session.id)
    wanting: list[ColumnElement[bool]] = [people.c.gone.is_(False), people.c.prompts.is_(True)]
    if but_written:
        theirs = literal(but_written).concat(cast(people.c.id, String))
        wanting.append(~exists().where(letters.c.key == theirs))
    found: dict[int, Part] = {}
    rows = db.execute(
        select(people.c.id, places.c.hold, marks.c.mark)
        .outerjoin(places, and_(places.c.person_id == people.c.id, places.c.session_id == session.id))
        .outerjoin(marks, and_(marks.c.person_id == people.c.id, marks.c.session_id == session.id))
        .where(people.c.id.in_(_on_it(session.id)), *wanting)
    )
    for row in rows:
        part = _part(row, known=known)
        if part is not None:
            found[row.id] = part
    if wider and can_go_wider(session):
        following = select(follows.c.person_id).join(people, people.c.id == follows.c.person_id)
        rows = db.execute(following.where(follows.c.topic == session.topic, *wanting))
        found |= {row.person_id: Part.FOLLOWS for row in rows if row.person_id not in found}
    return found


def counts(db: Connection, session: Session) -> Reach:
    """How many that are, followers among them."""
    parts = list(reached(db, session, wider=True).values())
    numbers = {each.value: parts.count(each) for each in Part}
    return Reach(**numbers, known=attendance.taken(db, session.id))


def part(db: Connection, session: Session, person_id: int) -> Part | None:
    """What one person is to the session now."""
    row = db.execute(
        select(places.c.hold, marks.c.mark)
        .select_from(people)
        .outerjoin(places, and_(places.c.person_id == people.c.id, places.c.session_id == session.id))
        .outerjoin(marks, and_(marks.c.person_id == people.c.id, marks.c.session_id == session.id))
        .where(people.c.id == person_id)
    ).first()
    found = _part(row, known=attendance.taken(db, session.id)) if row else None
    if found is None and can_go_wider(session):
        mine = follows.c.person_id == person_id, follows.c.topic == session.topic
        if db.execute(select(follows.c.topic).where(*mine)).first():
            return Part.FOLLOWS
    return found


def _on_it(session_id: int) -> Any:
    held = select(places.c.person_id).where(places.c.session_id == session_id)
    return held.union(select(marks.c.person_id).where(marks.c.session_id == session_id))


def _part(row: Any, *, known: bool) -> Part | None:
    hold = Hold(row.hold) if row.hold else None
    return part_of(hold, Mark(row.mark) if row.mark else None, known=known)


# ── Telling them ─────────────────────────────────────────────────────────────────────────────────


_ROUNDS_DUE = Ready(
    select(materials.c.session_id, materials.c.round, materials.c.told_at)
    .where(materials.c.told_at > bindparam("after"), materials.c.told_at <= bindparam("now"))
    .distinct()
    .order_by(materials.c.told_at, materials.c.session_id, materials.c.round)
)
_NEXT_ROUND = Ready(
    select(func.min(materials.c.told_at).label("told_at")).where(materials.c.told_at > bindparam("after"))
)


def rounds_due(db: Connection, *, after: datetime, now: datetime) -> list[tuple[int, int, datetime]]:
    """(session, round, when) of those that are to be told now, and were not yet due at `after`."""
    return [tuple(row) for row in _ROUNDS_DUE.all(db, after=after, now=now)]


def next_round(db: Connection, after: datetime) -> datetime | None:
    found: datetime | None = _NEXT_ROUND.first(db, after=after).told_at
    return found


def next_dates(
    db: Connection, session: Session, person_id: int, *, now: datetime, most: int
) -> list[Session]:
    """What they could come to next and have no place on: the same session again, its series, its topic; the
    soonest first, of the nearest kind first.
    """
    same = and_(sessions.c.title == session.title.en, sessions.c.title_cy == session.title.cy)
    kinds = [or_(same, and_(sessions.c.series == session.series, sessions.c.series != ""))]
    if session.topic:
        kinds.append(sessions.c.topic == session.topic)
    held = select(places.c.session_id).where(places.c.person_id == person_id, programme.at_hand)
    found: list[int] = []
    for kind in kinds:
        ids = db.execute(
            select(sessions.c.id)
            .where(
                kind,
                sessions.c.id.not_in([session.id, *found]),
                sessions.c.id.not_in(held),
                sessions.c.starts_at > now,
                sessions.c.status == Status.OPEN,
            )
            .order_by(sessions.c.starts_at, sessions.c.id)
            .limit(most - len(found))
        )
        found.extend(ids.scalars())
        if len(found) == most:
            break
    return [programme.get(db, each) for each in found]


# ── Forgetting ───────────────────────────────────────────────────────────────────────────────────


def forget(db: Connection, *, ended_before: datetime, drafts_before: datetime) -> None:
    """Those of sessions that ended so long ago, and what was added so long ago and never let go."""
    old = select(sessions.c.id).where(sessions.c.ends_at < ended_before)
    left = and_(materials.c.round.is_(None), materials.c.at < drafts_before)
    which = or_(left, and_(materials.c.session_id.in_(old), materials.c.at < ended_before))
    remove(db, list(db.execute(select(materials.c.id).where(which)).scalars()))


def _material(row: Any) -> Material:
    return Material(
        id=row.id,
        session_id=row.session_id,
        person_id=row.person_id,
        title=row.title,
        url=row.url,
        file_name=row.file_name,
        size=row.size,
        at=row.at,
        wider=row.wider,
        corrected=row.corrected,
        replaces=row.replaces,
        round=row.round,
        told_at=row.told_at,
    )
