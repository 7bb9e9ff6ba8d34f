"""`caffi doctor`: each thing that can be wrong is planted, found, explained, and mended where it may be."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text, update

from bot.ask import Target
from bot.checkup import Patient, examine, mend
from bot.desk import Desk
from bot.store import letters, marks
from bot.store.tables import letters as letters_table
from bot.words.aloud import say_card
from tests.house import MONDAY, REGISTRY, Someone, at, draft
from tests.platforms.mail.servers import PASSWORD, USER, imap_server, smtp_server

TALK = at(MONDAY.date() + timedelta(days=7), 10)


def patient(house, db, **more):
    facts = {"db": db, "settings": house.settings, "now": house.clock.now(), "real": house.clock.real()}
    return Patient(**(facts | {"moment": lambda moment: f"{moment:%Y-%m-%d}"} | more))


def found(house, **more):
    """By name. The clock of a test stands still, so PostgreSQL's differs from it, unless it is given."""
    findings = house.database.read_now(lambda db: examine(patient(house, db, **more)))
    return {finding.name: finding for finding in findings if finding.name != "skew" or "real" in more}


def fix(house):
    def work(db):
        mend(Desk(db, house.clock.now(), house.settings, REGISTRY), house.clock.real())

    house.database.write_now(work)


SECOND = (
    "insert into places (id, session_id, person_id, hold, mode, since, seats)"
    " select 99, session_id, person_id, 'waiting', '', since, 1 from places where id = 1"
)


def do(house, *statements, **facts):
    house.database.write_now(lambda db: [db.execute(text(line), facts) for line in statements])


@pytest.fixture
async def busy(house):
    """A session of two places with two booked and two waiting."""
    await house.puts_on(draft("Talk", TALK, capacity=2))
    for key in ("nia", "owen", "elen", "sam"):
        await (await house.meets(key)).types("book 1")
    await house.deliver()
    house.room.parcels.clear()
    return house


async def test_a_busy_house_is_well(busy):
    assert found(busy) == {}


async def test_counters_that_lie_are_counted_again(busy):
    do(busy, "update sessions set taken = 1, waiting = 0")
    assert found(busy)["counters"].facts == {"refs": "1"}
    fix(busy)
    assert found(busy) == {}
    assert busy.room.parcels == []


async def test_a_free_place_goes_to_who_waits_and_they_are_told(busy):
    do(busy, "update sessions set capacity = 3")
    assert found(busy)["waiting"].mended_by_fix
    fix(busy)
    assert found(busy) == {}
    await busy.deliver()
    assert [parcel.to.user for parcel in busy.room.parcels] == ["elen"], "the first in line, and nobody else"


async def test_who_has_as_many_dates_as_one_may_is_passed_over_here_too(busy):
    """No rule of the waiting list is left out where the checkup passes a place on."""
    await busy.puts_on(draft("Talk", TALK + timedelta(days=1), ref="2", uid="2"))
    await (await busy.meets("elen")).types("book 2")
    do(busy, "update sessions set dates_each = 1")
    do(busy, "update sessions set capacity = 3 where ref = '1'")
    fix(busy)
    await busy.deliver()
    told = {parcel.to.user: say_card(parcel.card, parcel.reader) for parcel in busy.room.parcels}
    assert "as many dates of it as one person can hold" in told["elen"]
    assert "A place has come free" in told["sam"]
    assert found(busy) == {}


async def test_counting_comes_before_passing_on(busy):
    """The counters say that one is free; the places say that none is: nobody is promoted."""
    do(busy, "update sessions set taken = 1")
    fix(busy)
    await busy.deliver()
    assert busy.room.parcels == []
    assert found(busy) == {}


async def test_a_promotion_is_counted(busy):
    """Somebody leaves: who waits longest moves up, and the counters with them."""
    nia = Someone(busy, "nia")
    await nia.types("cancel 1")
    await busy.wait_until(busy.clock.now() + timedelta(minutes=5))
    await busy.deliver()
    assert "elen" in {parcel.to.user for parcel in busy.room.parcels}, "or nobody moved up"
    assert found(busy) == {}
    counted = "select taken, waiting from sessions"
    assert busy.database.read_now(lambda db: tuple(db.execute(text(counted)).one())) == (2, 1)


async def test_a_promotion_that_is_not_counted_is_found(busy):
    first = "(select min(id) from places where hold = 'waiting')"
    do(
        busy,
        "delete from places where id = 1",
        f"update places set hold = 'booked' where id = {first}",  # noqa: S608 - ours, word for word
        "update sessions set waiting = waiting - 1, taken = taken - 1",
    )
    assert found(busy)["counters"].facts == {"refs": "1"}
    fix(busy)
    await busy.deliver()
    assert (found(busy), busy.room.parcels) == ({}, [])


async def test_an_oversold_session_is_told_and_left_to_people(busy):
    do(busy, "update sessions set capacity = 1")
    assert found(busy)["oversold"].n == 1
    fix(busy)
    assert set(found(busy)) == {"oversold"}
    do(busy, "update sessions set status = 'cancelled'")
    assert found(busy) == {}


async def test_a_person_who_is_booked_and_waiting_is_seen(busy):
    if busy.database.embedded:
        do(
            busy,
            "create table copied as select * from places",
            "drop table places",
            "alter table copied rename to places",
            SECOND,
        )
    else:
        do(
            busy,
            "alter table places drop constraint uq_places_session_id_person_id",
            SECOND,
        )
    do(busy, "update sessions set waiting = 3")
    assert found(busy)["doubled"].n == 1


async def test_who_holds_a_place_and_cannot_be_reached(busy):
    do(busy, "update addresses set gone = true where \"user\" = 'nia'")
    assert found(busy)["unreached"].n == 1
    do(busy, "update sessions set starts_at = :past", past="2026-01-01 00:00:00+00:00")
    assert "unreached" not in found(busy)


def owe(house, state, **more):
    target = Target("paper", "w", channel="learning")
    house.database.write_now(
        lambda db: letters.write(
            db, key=f"k {state}", kind="digest", facts={}, person_id=None, target=target,
            due_at=house.clock.now(), now=house.clock.now(),
        )
    )  # fmt: skip
    ended = datetime(2026, 1, 1, tzinfo=UTC) if state != "waiting" else None
    change = update(letters_table).where(letters_table.c.key == f"k {state}")
    over = change.values(state=state, ended_at=ended, error="not_in_channel")
    house.database.write_now(lambda db: db.execute(over))


async def test_letters_that_wait_for_long_or_ended_badly(house):
    owe(house, "waiting")
    assert found(house) == {}
    late = found(house, now=house.clock.now() + timedelta(minutes=16))
    assert late["late"].n == 1
    owe(house, "unknown")
    owe(house, "undeliverable")
    seen = found(house)
    assert {name: (finding.level, finding.n) for name, finding in seen.items()} == {
        "unknown": ("note", 1),
        "undelivered": ("note", 1),
    }
    assert found(house, real=house.clock.real() + timedelta(days=15)).keys() <= {"skew"}


async def test_leases_long_past_are_let_go(house):
    do(house, "insert into lanes values ('paper:w:x', :then, :then)", then="2025-12-31 23:00:00+00:00")
    assert found(house)["leases"].n == 1
    fix(house)
    assert found(house) == {}


LOOKS = [("reminders", 4), ("feedback", 4), ("forget", 49), ("forget letters", 49), ("followed", 220)]


@pytest.mark.parametrize(("name", "hours"), LOOKS)
async def test_a_schedule_that_has_not_looked_for_long(house, name, hours):
    house.database.write_now(lambda db: marks.set_until(db, name, MONDAY))
    assert found(house) == {}
    assert found(house, now=MONDAY + timedelta(hours=hours))["schedule"].facts["name"] == name


async def test_digests_that_fail_or_are_late(house):
    nia = await house.meets("nia")
    channel = nia.in_("learning")
    await channel.types("digest tuesday 9am")
    await channel.presses("Start this digest")
    await house.deliver()
    assert found(house) == {}
    assert found(house, now=MONDAY + timedelta(days=2))["digest-late"].facts == {"channels": "learning"}
    owe(house, "undeliverable")
    assert found(house)["digest-lost"].facts["reason"] == "not_in_channel"
    do(house, "update digests set paused = true")
    assert "digest-lost" not in found(house, now=MONDAY + timedelta(days=2))


async def test_organisers_who_are_not_there(house, monkeypatch):
    from pydantic import SecretStr

    slack = house.settings.slack.model_copy(update={"bot_token": SecretStr("xoxb-x")})
    on_slack = house.settings.model_copy(update={"slack": slack})
    assert found(house, settings=on_slack)["unmet"].facts == {"emails": "olwen@example.org"}
    await house.meets("olwen")
    assert found(house, settings=on_slack) == {}
    nobody = on_slack.model_copy(update={"organisers": type(house.settings.organisers)()})
    assert "organisers" in found(house, settings=nobody)


async def test_a_clock_that_is_wrong(house):
    if not house.database.embedded:
        assert "skew" not in found(house, real=datetime.now(UTC))
        assert found(house, real=datetime.now(UTC) - timedelta(seconds=60))["skew"].n >= 59


async def test_a_damaged_file(house):
    if house.database.embedded:
        do(house, "PRAGMA writable_schema=ON")
        house.database.engine.dispose()
        broken = house.database.engine.raw_connection()
        broken.execute("PRAGMA foreign_keys=OFF")
        broken.execute("insert into follows values (4242, 'x', '2026-01-01')")
        broken.close()
        assert found(house)["damage"].facts["first"].startswith("follows")


# ── As an administrator does it ──────────────────────────────────────────────────────────────────


def test_all_is_well_after_a_start(caffi, start):
    start().stop()
    code, told, _ = caffi("doctor")
    assert "All is well." in told, told
    assert code == 0
    told = json.loads(caffi("doctor", "--json")[1])
    assert [one for one in told["findings"] if one["level"] == "wrong"] == []
    assert told["facts"]["rows"]["people"] > 10


def test_findings_are_told_with_what_to_do_and_never_a_secret(caffi, start, tmp_path):
    import sqlite3

    start().stop()
    with sqlite3.connect(tmp_path / "data" / "caffi.db") as db:
        db.execute("update sessions set taken = taken + 1 where id = 1")
    db.close()
    secrets = {"SLACK_BOT_TOKEN": "xoxb-hush", "SLACK_SIGNING_SECRET": "hush"}
    code, told, _ = caffi("doctor", **secrets)
    assert code == 1
    assert "counts its places wrongly" in told
    assert "caffi doctor --fix" in told
    assert "SLACK_BOT_TOKEN, SLACK_SIGNING_SECRET" in told
    assert "hush" not in told
    assert "cyfrif ei lleoedd" in caffi("doctor", LANG="cy_GB.UTF-8")[1]
    assert caffi("doctor", "--fix")[0] == 0
    assert caffi("doctor", CAFFI_PORT="x")[0] == 2


def by_mail(smtp_port, imap_port, **more):
    return {
        "CAFFI_MAIL__ADDRESS": "learning@example.org",
        "SMTP_HOST": "127.0.0.1",
        "SMTP_PORT": str(smtp_port),
        "SMTP_SECURITY": "none",
        "IMAP_HOST": "127.0.0.1",
        "IMAP_PORT": str(imap_port),
        "IMAP_SECURITY": "none",
        "IMAP_USER": USER,
        "IMAP_PASSWORD": PASSWORD,
    } | more


async def test_the_mail_servers_are_asked_whether_they_let_us_in(caffi, start):
    start().stop()
    async with smtp_server() as letters, imap_server() as mailbox:
        mail = by_mail(letters.port, mailbox.port)
        code, told, _ = await asyncio.to_thread(caffi, "doctor", "--online", **mail)
        assert (code, letters.envelopes) == (0, []), told
        assert "IMAP_PASSWORD" in told
        assert PASSWORD not in told
        for step in ("MAIL", "RCPT"):
            letters.answers[step] = "553 5.7.1 Sender address rejected: not owned by user"
            code, told, _ = await asyncio.to_thread(caffi, "doctor", "--online", **mail)
            assert code == 1
            assert "takes no letters from learning@example.org: 553 5.7.1 Sender address rejected" in told
            del letters.answers[step]
        wrong = mail | {"SMTP_USER": "caffi", "SMTP_PASSWORD": "hush", "IMAP_PASSWORD": "hush"}
        code, told, complaint = await asyncio.to_thread(caffi, "doctor", "--online", **wrong)
        assert code == 1
        assert "The mail server 127.0.0.1 does not let us send: SMTP AUTH" in told
        assert "where answers to invitations arrive, does not let us in: [AUTHENTICATIONFAILED]" in told
        assert "hush" not in told + complaint
        nowhere = mail | {"IMAP_FOLDER": "Nowhere", "LANG": "cy_GB.UTF-8"}
        _, told, _ = await asyncio.to_thread(caffi, "doctor", "--online", **nowhere)
        assert "yn ein gadael i mewn: Nowhere: no such folder" in told
        assert "yn gadael i ni anfon" not in told
        assert await mailbox.all() == 0


async def test_mail_servers_that_are_not_there(caffi, start):
    start().stop()
    code, told, _ = await asyncio.to_thread(caffi, "doctor", "--online", **by_mail(1, 1))
    assert code == 1
    assert told.count("Connection refused") == 2
    assert (await asyncio.to_thread(caffi, "doctor", **by_mail(1, 1)))[0] == 0, "or it was not asked to"


@pytest.mark.parametrize(
    ("part", "instead", "told"),
    [
        ("/test_", "/nowhere_", "has no database called"),
        ("postgres:", "somebody:", "PostgreSQL|refused|can’t use"),
    ],
)
def test_postgresql_that_cannot_be_used_is_told_in_a_sentence(caffi, postgres_url, part, instead, told):
    import re

    code, _, complaint = caffi("doctor", CAFFI_DATABASE_URL=postgres_url.replace(part, instead))
    assert code == 1
    assert re.search(told, complaint), complaint


SAID = 'connection failed: connection to server at "10.0.0.1", port 5432 failed: '


@pytest.mark.parametrize(
    ("reason", "told"),
    [
        (
            SAID + 'FATAL:  password authentication failed for user "caffi"',
            "refused the user name or the password",
        ),
        (
            SAID + 'FATAL:  no pg_hba.conf entry for host "10.0.0.2", user "caffi"',
            "does not let Caffi in: no pg_hba.conf entry",
        ),
        (SAID + 'FATAL:  role "caffi" does not exist', "refused the user name or the password"),
        (SAID + "FATAL:  sorry, too many clients already", "does not let Caffi in: sorry, too many"),
        (SAID + 'FATAL:  database "caffi" does not exist', "has no database called caffi"),
        (SAID + "Connection refused", "Connection refused"),
        ("[Errno -2] Name or service not known: failed to resolve host 'db'", "No PostgreSQL server answers"),
        ("connection timeout expired", "No PostgreSQL server answers"),
        ("permission denied for schema public", "can’t use the database"),
    ],
)
def test_what_postgresql_says_becomes_a_sentence(reason, told):
    from bot.cli.shared import why_unusable

    sentence = why_unusable("postgresql://caffi:***@10.0.0.1/caffi", OSError(reason))
    assert told in sentence


@pytest.mark.long
def test_a_server_that_is_not_there_and_a_password_that_is_not_shown(caffi):
    for words in (["doctor"], ["run"], ["import", __file__], ["backup", "x.db"]):
        nowhere = "postgresql://caffi:hush@127.0.0.1:1/caffi"
        code, out, complaint = caffi(*words, CAFFI_DATABASE_URL=nowhere)
        assert code in {1, 3}
        assert "hush" not in out + complaint
        if words[0] != "import":
            assert "No PostgreSQL server answers" in complaint, complaint
    code, out, complaint = caffi(
        "doctor", CAFFI_DATABASE_URL="postgresql://caffi:hu@sh:x/y@127.0.0.1:1/caffi"
    )
    assert code == 2
    assert "hu@sh" not in out + complaint


@pytest.mark.long
def test_newer_tables_are_refused_in_a_sentence(caffi, start, tmp_path):
    import sqlite3

    start().stop()
    with sqlite3.connect(tmp_path / "data" / "caffi.db") as db:
        db.execute("update alembic_version set version_num = '9999'")
    db.close()
    for words in (["doctor"], ["run"], ["backup", "x.db"]):
        code, _, complaint = caffi(*words)
        assert code == 1
        assert "newer version" in complaint
