"""Writes the programme: sessions new, changed or called off, in few statements however many there are.

Each time the programme gets another version, so that whoever keeps it ready knows that it is not as it was.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, bindparam, delete, func, insert, select, true, update

from bot.learning.changes import said
from bot.learning.sessions import Draft, Session, Status
from bot.store.statements import AT_ONCE, batched, inserting
from bot.store.tables import edits, places, revisions, sessions

_LONGEST_REF = 60
_TIMES = frozenset({"starts_at", "ends_at", "status"})
_COLUMNS = {"title": ("title", "title_cy"), "summary": ("summary", "summary_cy")}  # others by their names


def hold_still(db: Connection) -> str:
    """The name of the present version, which nobody else can change until this transaction ends."""
    db.execute(inserting(db.dialect.name, revisions).values(one=1, name="").on_conflict_do_nothing())
    return str(db.execute(select(revisions.c.name).with_for_update()).scalar_one())


def add(db: Connection, draft: Draft, *, source: str, now: datetime) -> int:
    """Put a new session into the programme; its id. It keeps its own reference unless that is taken."""
    add_all(db, [draft], source=source, now=now)
    made = select(sessions.c.id).where(sessions.c.source == source, sessions.c.uid == draft.uid)
    return int(db.execute(made).scalar_one())


def add_all(db: Connection, drafts: Sequence[Draft], *, source: str, now: datetime) -> None:
    """Put new sessions into the programme, in few statements however many there are."""
    if not drafts:
        return
    refs = _Refs(db, drafts)
    rows = []
    for draft in drafts:
        ref = refs.give(draft.ref)
        named = {"source": source, "added_at": now, "ref": ref, "ref_key": ref.casefold()}
        rows.append(_values(draft) | named)
    revise(db)
    db.execute(insert(sessions), rows)


def change(db: Connection, session_id: int, draft: Draft) -> None:
    """Make a session what `draft` says; its number and its reference stay."""
    revise(db)
    db.execute(update(sessions).where(sessions.c.id == session_id).values(_values(draft)))
    _bring_back(db, [session_id])


def change_all(db: Connection, changes: Sequence[tuple[int, Draft, Collection[str]]]) -> None:
    """Make each of these sessions (by id) what its draft says of these attributes.

    One statement for all that differ in the same, and nothing but what differs goes over the wire.
    """
    if not changes:
        return
    revise(db)
    alike: dict[frozenset[str], list[dict[str, Any]]] = defaultdict(list)
    for session_id, draft, names in changes:
        values = _values(draft)
        told = {column: values[column] for name in names for column in _COLUMNS.get(name, (name,))}
        alike[frozenset(told)].append(told | {"number": session_id})
    for rows in alike.values():
        db.execute(update(sessions).where(sessions.c.id == bindparam("number")), rows)
    _bring_back(db, [number for number, _, names in changes if not _TIMES.isdisjoint(names)])


def _bring_back(db: Connection, session_ids: Sequence[int]) -> None:
    """Their places, where they were put away: it may be to come again."""
    for some in batched(session_ids):
        theirs = places.c.session_id.in_(some), places.c.put_away == true()
        db.execute(update(places).where(*theirs).values(put_away=False))


def rename_all(db: Connection, uids: Sequence[tuple[int, str]]) -> None:
    """Keep another uid for each of these sessions (by id): nothing that anybody sees."""
    if uids:
        rows = [{"number": session_id, "uid": uid} for session_id, uid in uids]
        db.execute(update(sessions).where(sessions.c.id == bindparam("number")), rows)


def cancel_all(db: Connection, session_ids: Sequence[int]) -> None:
    for some in batched(session_ids):
        revise(db)
        db.execute(update(sessions).where(sessions.c.id.in_(some)).values(status=Status.CANCELLED.value))


def forget_invited(db: Connection, before: datetime) -> None:
    """The e-mail addresses of those who were invited to sessions that ended before then; what is postponed is
    still to come.
    """
    over = sessions.c.ends_at < before, sessions.c.status != Status.POSTPONED.value
    old = select(sessions.c.id).where(*over, sessions.c.invited != "").order_by(sessions.c.id)
    edited = select(edits.c.session_id).join(sessions, sessions.c.id == edits.c.session_id)
    edited = edited.where(*over, edits.c.field == "invited")
    db.execute(delete(edits).where(edits.c.field == "invited", edits.c.session_id.in_(edited)))
    for some in batched(list(db.execute(old).scalars())):
        revise(db)
        db.execute(update(sessions).where(sessions.c.id.in_(some)).values(invited=""))


def revise(db: Connection) -> None:
    """The programme is another from now on: what is kept ready of it is read anew."""
    # Not a number: one that was rolled back must never come up again with another programme.
    name = uuid4().hex
    if not db.execute(update(revisions).values(name=name)).rowcount:
        db.execute(insert(revisions).values(one=1, name=name))


def _values(draft: Draft) -> dict[str, Any]:
    return {
        "uid": draft.uid,
        "title": draft.title.en,
        "title_cy": draft.title.cy,
        "summary": draft.summary.en,
        "summary_cy": draft.summary.cy,
        "topic": draft.topic,
        "format": draft.format.value,
        "place": draft.place,
        "link": draft.link,
        "audience": draft.audience,
        "language": draft.language,
        "starts_at": draft.starts_at,
        "ends_at": draft.ends_at,
        "all_day": draft.all_day,
        "capacity": draft.capacity,
        "speaker": draft.speaker,
        "series": draft.series,
        "asked": draft.asked,
        "status": draft.status.value,
        "apart": draft.apart,
        "online_capacity": draft.online_capacity,
        "freed": draft.freed.value,
        "opens_at": draft.opens_at,
        "closes_at": draft.closes_at,
        "dates_each": draft.dates_each,
        "invited": draft.invited,
        "sensitive": draft.sensitive,
        "approval": draft.approval,
        "cost": draft.cost,
    }


class _Refs:
    """Gives each new session a reference of its own: the file's, or the next free number."""

    def __init__(self, db: Connection, drafts: Sequence[Draft]) -> None:
        self._db = db
        self._taken: set[str] = set()
        self._next = (db.execute(select(func.max(sessions.c.id))).scalar() or 0) + 1
        self._looked = self._next  # below it, we know which numbers are taken
        # Not all that there are: the programme keeps every session it ever had.
        self._look([ref.casefold() for draft in drafts if (ref := _fitting(draft.ref))])

    def give(self, wanted: str) -> str:
        ref = _fitting(wanted)
        if not ref or ref.casefold() in self._taken:
            ref = self._number()
        self._taken.add(ref.casefold())
        return ref

    def _number(self) -> str:
        while True:
            if self._next == self._looked:
                self._looked += AT_ONCE
                self._look([str(number) for number in range(self._next, self._looked)])
            number, self._next = str(self._next), self._next + 1
            if number not in self._taken:
                return number

    def _look(self, keys: Sequence[str]) -> None:
        for some in batched(keys):
            found = self._db.execute(select(sessions.c.ref_key).where(sessions.c.ref_key.in_(some)))
            self._taken.update(row.ref_key for row in found)


def _fitting(ref: str) -> str:
    """The part of a reference for which there is room, also without its capitals ("ß" becomes "ss")."""
    ref = ref.strip()[:_LONGEST_REF]
    while len(ref.casefold()) > _LONGEST_REF:
        ref = ref[:-1]
    return ref.strip()


# ── What organisers changed of what a file brought ───────────────────────────────────────────────


def note_edits(db: Connection, before: Session, fields: Collection[str]) -> None:
    """An organiser changes these fields of a session: keep what the file had said of them.

    Who changes a field again changes nothing here: the file has still said what it said.
    """
    rows = [
        {"session_id": before.id, "field": name, "said": said(getattr(before, name))}
        for name in sorted(fields)
    ]
    if rows:
        db.execute(inserting(db.dialect.name, edits).on_conflict_do_nothing(), rows)


def edits_of(db: Connection, source: str) -> Mapping[int, Mapping[str, str | None]]:
    """What the file of that source had said of what organisers changed since: session → field → words."""
    rows = db.execute(
        select(edits).join(sessions, sessions.c.id == edits.c.session_id).where(sessions.c.source == source)
    )
    found: dict[int, dict[str, str | None]] = defaultdict(dict)
    for row in rows:
        found[row.session_id][row.field] = row.said
    return found


def forget_edits(db: Connection, taken_over: Sequence[tuple[int, Collection[str]]]) -> None:
    """The file has changed these fields of these sessions: they are the file's again."""
    edited = {row.session_id for row in db.execute(select(edits.c.session_id).distinct())}
    for session_id, fields in taken_over:
        if session_id in edited:
            theirs = edits.c.session_id == session_id, edits.c.field.in_(list(fields))
            db.execute(delete(edits).where(*theirs))
