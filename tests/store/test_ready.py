"""Statements that are kept ready say the same as SQLAlchemy's own, with the same errors."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from bot.card import Card, Paragraph, Plain, Text
from bot.store import answers
from bot.store.database import Database
from bot.store.ready import Adding, Ready
from bot.store.tables import answers as table
from bot.store.tables import people

NOON = datetime(2026, 3, 3, 12, tzinfo=timezone(timedelta(hours=2)))
_KEEP = Ready(insert(table), "key", "reply", "at")
_ALL = select(table).order_by(table.c.key)
_READ = Ready(_ALL)


def test_what_goes_in_comes_out_as_it_does_with_sqlalchemy(database: Database):
    facts = [
        {"key": "'; drop table answers; --", "reply": {"is": ["ŵ", 1.5, None, "%(key)s ? :key"]}, "at": NOON},
        {"key": "nothing", "reply": None, "at": NOON + timedelta(microseconds=7)},
    ]
    for each in facts:
        database.write_now(lambda db, each=each: _KEEP.run(db, **each))
    said = database.read_now(_READ.all)
    assert [tuple(row) for row in said] == [
        tuple(row) for row in database.read_now(lambda db: db.execute(_ALL).all())
    ]
    assert [row._asdict() for row in said] == facts
    assert {row.at.tzinfo for row in said} == {UTC}
    assert database.read_now(_READ.first) == said[0]


def test_an_insert_gives_back_what_it_is_asked_for_and_none_where_there_is_nothing(database: Database):
    adding = Ready(insert(people).returning(people.c.id, people.c.gone), "email")
    row = database.write_now(lambda db: adding.first(db, email="nia@example.org"))
    assert row.gone is False
    one = Ready(select(people.c.email).where(people.c.id == bindparam("number")))
    assert database.read_now(lambda db: one.first(db, number=row.id)).email == "nia@example.org"
    assert database.read_now(lambda db: one.first(db, number=row.id + 1)) is None


def test_an_addition_tells_the_number_of_its_row(database: Database):
    adding = Adding(people, "email")
    numbers = [database.write_now(lambda db: adding.number(db, email=None)) for _ in range(2)]
    there = database.read_now(
        lambda db: db.execute(select(people.c.id).order_by(people.c.id)).scalars().all()
    )
    assert numbers == there


def test_an_addition_that_is_there_already_is_none_and_changes_nothing(database: Database):
    once, by_hand = Adding(people, "email", once=True), Adding(people, "email")
    add = lambda how, email: database.write_now(lambda db: how.number(db, email=email))  # noqa: E731
    first = add(by_hand, "nia@example.org")
    assert add(once, "nia@example.org") is None
    assert first is not None
    assert add(once, "owen@example.org") not in (None, first)
    with pytest.raises(IntegrityError):
        add(by_hand, "nia@example.org")


def test_it_counts_what_it_changed(database: Database):
    adding = Ready(insert(people), "email")
    for email in ("a@example.org", "b@example.org"):
        database.write_now(lambda db, email=email: adding.run(db, email=email))
    naming = Ready(update(people).where(people.c.email != bindparam("but")), "name")
    assert database.write_now(lambda db: naming.run(db, but="a@example.org", name="B")) == 1


def test_errors_are_sqlalchemys_and_hold_nothing_that_was_filled_in(database: Database):
    database.write_now(lambda db: _KEEP.run(db, key="once", reply="a secret", at=NOON))
    with pytest.raises(IntegrityError) as twice:
        database.write_now(lambda db: _KEEP.run(db, key="once", reply="a secret", at=NOON))
    assert "a secret" not in str(twice.value)
    missing = Ready(select(people.c.id, people.c.name).where(people.c.id == bindparam("number")))
    database.write_now(lambda db: db.exec_driver_sql("ALTER TABLE people RENAME COLUMN name TO called"))
    with pytest.raises((OperationalError, ProgrammingError)):
        database.read_now(lambda db: missing.first(db, number=1))


def test_a_fact_that_is_forgotten_is_no_null(database: Database):
    with pytest.raises(KeyError):
        database.write_now(lambda db: _KEEP.run(db, key="once", at=NOON))


def test_a_list_of_values_cannot_be_kept_ready(database: Database):
    listed = Ready(select(people.c.id).where(people.c.id.in_((1, 2))))
    with pytest.raises(AssertionError, match="name each"):
        database.read_now(listed.all)


def test_a_moment_without_a_zone_is_refused(database: Database):
    with pytest.raises(ValueError, match="zone"):
        database.write_now(lambda db: _KEEP.run(db, key="naive", reply=None, at=NOON.replace(tzinfo=None)))


def test_an_answer_that_many_get_is_kept_whole_for_each(database: Database):
    card = Card(Text((Plain("Booked “Excel” \\ <b>"),)), (Paragraph(Text((Plain("ŵ\n"),))),))
    for key in ("first", "second"):
        database.write_now(lambda db, key=key: answers.keep(db, key, card, NOON))
    other = Card(Text((Plain("Another"),)), ())
    database.write_now(lambda db: answers.keep(db, "third", other, NOON))
    found = [
        database.read_now(lambda db, key=key: answers.find(db, key)) for key in ("first", "second", "third")
    ]
    assert found == [answers.Kept(card), answers.Kept(card), answers.Kept(other)]


def test_of_a_secret_answer_nothing_stays_in_memory(database: Database):
    card = Card(Text((Plain("Only for Nia"),)), ())
    database.write_now(lambda db: answers.keep(db, "secret", card, NOON, secret=True))
    assert all(known is not card for known, _ in answers._known.values())
    assert database.read_now(lambda db: answers.find(db, "secret")) == answers.Kept(card)
