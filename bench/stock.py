"""Databases to measure with: a small programme, and one after years of use, filled by SQL in bulk.

Small: ten sessions in the coming week, 400 more to book later on, 2,000 people. Large: 10,000 sessions to
come, a million past ones, and ten million bookings, ten on each, of 100,000 people.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, TextClause, bindparam, insert, text

from bot.learning.sessions import Bilingual, Draft, Format
from bot.store import marks, revising, tables
from bot.store.database import Database
from bot.store.tables import Moment, addresses, people
from bot.store.upgrade import upgrade

PEOPLE = 2_000
CROWD = 100_000  # people in the large one, those 2,000 among them
BOOKABLE = 400
WEEK = 10
COMING = 10_000
PAST = 1_000_000
EACH = 10  # bookings on a session
_LATER = timedelta(days=30)


def user_of(number: int) -> str:
    return f"U{number:05}"


def small(database: Database, now: datetime) -> None:
    """Tables, people whom Slack has introduced, and a programme."""
    database.write_now(upgrade)
    database.write_now(lambda db: _people(db, now, range(1, PEOPLE + 1)))
    database.write_now(lambda db: _programme(db, now))


def in_teams(database: Database, now: datetime, *, tenant: str, service: str) -> None:
    """The same people, whom Teams has introduced too, each with a chat of their own at `service`."""
    numbers = range(1, PEOPLE + 1)
    who = {"room": "teams", "workspace": tenant}
    known = [
        who | {"user": object_of(n), "person_id": n, "introduced": True, "spoke_at": now} for n in numbers
    ]
    ways = [
        who
        | {"place": object_of(n), "channel": False, "service": service, "conversation": f"a:{n}"}
        | {"member": f"29:{n}", "group": "", "name": ""}
        for n in numbers
    ]
    database.write_now(lambda db: db.execute(insert(addresses), known))
    database.write_now(lambda db: db.execute(insert(tables.ways), ways))


def object_of(number: int) -> str:
    """Somebody's id in Entra."""
    return f"00000000-0000-0000-0000-{number:012}"


def large(database: Database, now: datetime, *, past: int = PAST, coming: int = COMING) -> None:
    """The small one, and behind it `past` sessions and before it `coming`, each with ten bookings."""
    small(database, now)
    database.write_now(lambda db: _people(db, now, range(PEOPLE + 1, CROWD + 1)))
    database.write_now(lambda db: _years(db, now, past=past, coming=coming))


def letters(db: Connection, now: datetime, lanes: int, each: int) -> None:
    """So many letters on each lane, all due now: every fifth lane a channel, the others people's own."""
    sessions = db.execute(text("select id from sessions where ref like 'b-%' order by id")).scalars().all()
    rows: list[dict[str, Any]] = []
    for lane in range(1, lanes + 1):
        for number in range(each):
            owed = {"key": f"{lane} {number}", "state": "waiting", "due_at": now, "written_at": now}
            if lane % 5 == 0:
                target = {"room": "slack", "workspace": "T1", "channel": f"C{lane}"}
                facts = {"plan": "weekly monday 9am"}
                rows.append(
                    owed
                    | {"kind": "digest-announced", "facts": facts, "person_id": None, "target": target}
                    | {"lane": f"slack:T1:C{lane}"}
                )
            else:
                facts = {"session": sessions[number]}
                rows.append(
                    owed
                    | {"kind": "confirmation", "facts": facts, "person_id": lane, "target": None}
                    | {"lane": f"person:{lane}"}
                )
    held = [
        {"session_id": row["facts"]["session"], "person_id": row["person_id"], "hold": "booked", "since": now}
        for row in rows
        if row["person_id"]
    ]
    db.execute(insert(tables.places), held)
    db.execute(insert(tables.letters), rows)


def _people(db: Connection, now: datetime, numbers: range) -> None:
    rows = [
        {
            "id": number,
            "name": f"Person {number}",
            "email": f"p{number}@example.org",
            "language": "cy" if number % 5 == 0 else "en",
            "zone": "Europe/London",
        }
        for number in numbers
    ]
    db.execute(insert(people), rows)
    db.execute(
        insert(addresses),
        [
            {
                "room": "slack",
                "workspace": "T1",
                "user": user_of(number),
                "person_id": number,
                "introduced": True,
                "spoke_at": now,
            }
            for number in numbers
        ],
    )
    if db.dialect.name == "postgresql":
        db.execute(
            text("select setval(pg_get_serial_sequence('people', 'id'), (select max(id) from people))")
        )


def _programme(db: Connection, now: datetime) -> None:
    week = [_draft(f"w-{number}", now + timedelta(hours=16 * number)) for number in range(1, WEEK + 1)]
    later = [
        _draft(f"b-{number}", now + _LATER + timedelta(hours=number)) for number in range(1, BOOKABLE + 1)
    ]
    revising.add_all(db, [*week, *later], source="programme", now=now)


def _draft(ref: str, start: datetime) -> Draft:
    return Draft(
        uid=ref,
        ref=ref,
        title=Bilingual(f"Writing plainly for busy people, {ref}", f"Ysgrifennu’n glir i bobl brysur, {ref}"),
        summary=Bilingual("Say what you mean in half the words.", "Dweud eich dweud mewn hanner y geiriau."),
        starts_at=start,
        ends_at=start + timedelta(hours=1),
        topic="communication",
        format=Format.HYBRID,
        place="Room 4, Cathays Park, Cardiff",
        link="https://example.org/join/here",
        capacity=400,
        speaker="Olwen Rhys",
    )


_COPIES = """
insert into sessions (ref, ref_key, uid, source, title, title_cy, summary, summary_cy, topic, format,
    place, link, audience, language, starts_at, ends_at, all_day, capacity, speaker, series, status,
    taken, added_at)
select :letter || '-' || n, :letter || '-' || n, :letter || '-' || n, 'programme', title || ' ' || n,
    title_cy, summary, summary_cy, 'topic ' || (n % 50), format, place, link, audience, language,
    {start}, {end}, all_day, 20, speaker, series, status, :each, :now
from ({numbers}) as numbers, sessions as pattern where pattern.ref = 'w-1'
"""
_BOOKED = """
insert into places (session_id, person_id, hold, since, put_away)
select sessions.id, (sessions.id * 7 + k * 199) % {people} + 1, 'booked', :now, sessions.ends_at < :week_ago
from sessions, ({few}) as few where sessions.id > :first order by sessions.id
"""


def _years(db: Connection, now: datetime, *, past: int, coming: int) -> None:
    """Minutes between starts: past ones back over four years, those to come over the next half year."""
    lite = db.dialect.name == "sqlite"
    first = db.execute(text("select max(id) from sessions")).scalar_one()
    dropped = _drop_indexes(db) if lite else []
    _copies(db, now, letter="p", many=past, first_after=timedelta(days=-1), minutes=-2)
    _copies(db, now, letter="c", many=coming, first_after=timedelta(days=8), minutes=20)
    booked = _BOOKED.format(people=CROWD, few=_numbers(lite=lite).replace(":many", str(EACH)))
    long_over = bindparam("week_ago", type_=Moment)
    db.execute(
        _with_now(booked).bindparams(long_over),
        {"now": now, "week_ago": now - timedelta(days=8), "first": first},
    )
    for index in dropped:
        db.execute(text(index))
    # Who was there has been asked, and so on: what is measured is a day of these years, not the first after.
    for done in ("feedback", "put_away", "count_reach", "forget"):
        marks.set_until(db, done, now)
    db.execute(text("analyze"))


def _copies(
    db: Connection, now: datetime, *, letter: str, many: int, first_after: timedelta, minutes: int
) -> None:
    lite = db.dialect.name == "sqlite"
    base = now + first_after
    if lite:
        # As SQLAlchemy writes moments: microseconds, no zone.
        moment = (
            "strftime('%Y-%m-%d %H:%M:%S', '{base}', (n * {minutes} + {long}) || ' minutes') || '.000000'"
        )
        stamp = base.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S")
        start = moment.format(base=stamp, minutes=minutes, long=0)
        end = moment.format(base=stamp, minutes=minutes, long=60)
    else:
        start = f"cast('{base.isoformat()}' as timestamptz) + make_interval(mins => n * ({minutes}))"
        end = f"{start} + interval '1 hour'"
    numbers = _numbers(lite=lite).replace(":many", str(many))
    statement = _COPIES.format(start=start, end=end, numbers=numbers)
    db.execute(_with_now(statement), {"letter": letter, "each": EACH, "now": now})


def _numbers(*, lite: bool) -> str:
    if not lite:
        return "select generate_series(1, :many) as n, generate_series(1, :many) as k"
    return (
        "with recursive counting(n) as (select 1 union all select n + 1 from counting where n < :many) "
        "select n, n as k from counting"
    )


def _with_now(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("now", type_=Moment))


def _drop_indexes(db: Connection) -> list[str]:
    """SQLite fills a table many times faster without its indexes; gives back how to make them again."""
    found = db.execute(
        text("select name, sql from sqlite_master where type = 'index' and sql is not null "
             "and tbl_name in ('sessions', 'places')")
    ).all()  # fmt: skip
    for index in found:
        db.execute(text(f"drop index {index.name}"))
    return [index.sql for index in found]
