"""What is kept ready to be named: all that is to come, and the last of what is over."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.config import load
from bot.desk import Desk
from bot.learning.sessions import Bilingual, Draft, Status
from bot.registry import Registry
from bot.store import revising, sessions
from bot.store.database import Database
from schedules import ask_for_feedback

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _draft(uid: str, start: datetime, status: Status = Status.OPEN) -> Draft:
    return Draft(uid=uid, title=Bilingual(uid, uid), starts_at=start, ends_at=start + HOUR, status=status)


def test_the_last_of_what_is_over_and_all_that_is_to_come_by_their_start(database: Database):
    drafts = [
        _draft("long ago", NOW - 99 * HOUR),
        _draft("earlier", NOW - 9 * HOUR),
        _draft("called off", NOW - 5 * HOUR, Status.CANCELLED),
        _draft("just over", NOW - HOUR),
        _draft("on", NOW - HOUR / 2),
        _draft("soon", NOW + HOUR),
        _draft("later, called off", NOW + 9 * HOUR, Status.CANCELLED),
    ]
    database.write_now(lambda db: revising.add_all(db, drafts, source="file", now=NOW))

    def named(past: int) -> list[str]:
        found = database.read_now(
            lambda db: sessions.recent_and_coming(db, since=NOW - 50 * HOUR, now=NOW, past=past)
        )
        return [session.uid for session in found]

    to_come = ["on", "soon", "later, called off"]
    assert named(99) == ["earlier", "called off", "just over", *to_come]
    assert named(2) == ["called off", "just over", *to_come]
    assert named(0) == to_come


@given(since=st.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)), before=st.floats(0, 11 * 24))
def test_whoever_is_still_to_be_asked_is_never_looked_past(since: datetime, before: float):
    since = since.replace(tzinfo=UTC)
    desk = Desk(None, NOW, load(environment={}), Registry())  # type: ignore[arg-type] - it reads settings alone
    ended = since - before * HOUR
    if ask_for_feedback._ask_at(ended, desk) > since:
        assert ask_for_feedback._earliest_end(since, desk) <= ended
