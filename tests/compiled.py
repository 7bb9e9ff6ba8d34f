"""What SQLAlchemy has compiled for one test's database it need not compile for the next one's.

Each engine has a dialect of its own, by which it knows its statements again: thousands of databases, and as
many times the same few hundred statements. Here all engines of one kind share the first one's, and those that
go to PostgreSQL are used again with their connections.
"""

from collections.abc import Callable
from typing import Any

from sqlalchemy import URL, Engine, event
from sqlalchemy.util import LRUCache

from tests.postgresql import kept_open, put_aside

_ROOM = 5000  # statements
_first: dict[str, Engine] = {}


def sharing(make: Callable[..., Engine]) -> Callable[..., Engine]:
    """`make`, but what it makes knows what others have compiled."""

    def made(place: URL | str, **choices: Any) -> Engine:
        known = put_aside(place) if isinstance(place, URL) else None
        return known or share(make(place, **choices), place)

    return made


def share(engine: Engine, place: URL | str) -> Engine:
    first = _first.setdefault(engine.name, engine)
    if first is engine:
        engine._compiled_cache = LRUCache(_ROOM)
    elif first.dialect.server_version_info is not None:  # it has met its database, and knows what it can
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
    if isinstance(place, URL):
        kept_open(engine, place)
    if engine.name == "sqlite":  # after Caffi itself has said how its file is to be kept
        event.listen(engine, "checkout", _spare_the_disk, once=True)
    return engine


def _spare_the_disk(file: Any, _record: object, _user: object) -> None:
    """Nothing here outlives its test, so nothing need outlive a power cut."""
    file.execute("PRAGMA synchronous=OFF")
