"""The people file: what it says of each member of staff, by e-mail address."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from bot.learning.people import plain_email
from bot.store.statements import batched
from bot.store.tables import people

_TOLD = ("name", "manager_email", "directorate", "site", "profession", "language", "zone")
_NOTHING: dict[str, str | None] = dict.fromkeys(_TOLD, "") | {"language": None}
_TELL = update(people).where(people.c.id == bindparam("known"))


def load(db: Connection, rows: Iterable[tuple[str, Mapping[str, str]]]) -> int:
    """What the people file says of each, by e-mail address; only that is changed. How many are new.

    In few statements: as long as it takes, nobody else can write into a file.
    """
    said = {plain_email(email) or email: values for email, values in rows}
    new: list[dict[str, Any]] = []
    changed: list[dict[str, Any]] = []
    for emails in batched(list(said)):
        query = select(people.c.id, people.c.email, *(people.c[name] for name in _TOLD))
        # In the order of their numbers, and nobody changes them meanwhile.
        query = query.where(people.c.email.in_(emails)).order_by(people.c.id)
        known = {row.email: row._asdict() for row in db.execute(query.with_for_update(key_share=True))}
        for email in emails:
            if email not in known:
                new.append({**_NOTHING, **said[email], "email": email})
                continue
            was = {name: known[email][name] for name in _TOLD}
            # A language that a person chose themselves is not undone by the next version of the file.
            now = {**was, **said[email], "language": was["language"] or said[email].get("language")}
            if now != was:
                changed.append({**now, "known": known[email]["id"]})
    if new:
        db.execute(insert(people), new)
    if changed:
        db.execute(_TELL.values({name: bindparam(name) for name in _TOLD}), changed)
    return len(new)
