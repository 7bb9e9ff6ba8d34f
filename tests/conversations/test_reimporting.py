"""The next version of a file changes what changed: whoever holds a place is told once, and nobody else."""

import csv
import io
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from bot.desk import Desk
from bot.intake import read_programme
from bot.learning.events import SessionMoved
from bot.registry import Registry
from bot.steps.programme import Import
from bot.store import sessions
from bot.store.tables import events, letters
from bot.store.tables import sessions as table
from tests.house import LONDON, MONDAY, REGISTRY

WEEKLY = (
    "UID:w",
    "SUMMARY:Yoga",
    "DTSTART;TZID=Europe/London:20260310T100000",
    "DTEND;TZID=Europe/London:20260310T110000",
    "RRULE:FREQ=WEEKLY;COUNT=4",
)
TALK = ("UID:t", "SUMMARY:Talk", "DTSTART:20260312T140000Z", "DTEND:20260312T150000Z", "LOCATION:Barry")


def calendar(*found):
    blocks = [line for event in found for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
    return "\r\n".join(["BEGIN:VCALENDAR", *blocks, "END:VCALENDAR", ""]).encode()


def table_of(*rows):
    out = io.StringIO()
    csv.writer(out).writerows((("title", "date", "start", "minutes", "place", "capacity"), *rows))
    return out.getvalue().encode()


def read(content, **more):
    return read_programme("file", content, **{"zone": LONDON, "today": MONDAY.date(), **more})


async def takes_in(house, content, *, bounds=None, **options):
    taken = Import(sheet=read(content, **(bounds or {})), **options)
    now = house.clock.now()
    looked = await house.database.read(lambda db: taken.look(db, now))
    plan = await house.database.write(
        lambda db: taken.carry_out(Desk(db, now, house.settings, REGISTRY), looked)
    )
    await house.tell_of_changes()
    return plan


def counts(plan):
    return len(plan.new), len(plan.changed), len(plan.unchanged), len(plan.gone)


async def there(house):
    return await house.database.read(lambda db: sessions.of_source(db, "programme"))


async def book(house, who, day, title):
    found = [s for s in await there(house) if s.starts_at.day == day and s.title.en == title]
    person = await house.meets(who)
    assert "You’re booked" in await person.types(f"book {found[0].ref}")
    await house.deliver()
    return person, len(person.post)


async def test_one_date_of_a_series_moves_and_only_its_people_hear_of_it(house):
    await takes_in(house, calendar(WEEKLY, TALK))
    nia, before = await book(house, "nia", 17, "Yoga")
    owen, owens = await book(house, "owen", 24, "Yoga")
    moved = (
        *("UID:w", "SUMMARY:Yoga", "RECURRENCE-ID;TZID=Europe/London:20260317T100000"),
        *("DTSTART;TZID=Europe/London:20260318T090000", "DTEND;TZID=Europe/London:20260318T100000"),
    )
    for _ in range(2):
        plan = await takes_in(house, calendar(TALK, moved, WEEKLY))
    assert counts(plan) == (0, 0, 5, 0), "the second time nothing is left to do"
    assert len(nia.post) == before + 1
    assert "Yoga has a new time.\nWhen: Wednesday 18 March, 9am to 10am" in nia.post[-1]
    assert "Time before: Tuesday 17 March, 10am to 11am" in nia.post[-1]
    assert len(owen.post) == owens


async def test_all_later_dates_move(house):
    await takes_in(house, calendar(WEEKLY))
    nia, _ = await book(house, "nia", 10, "Yoga")
    owen, _ = await book(house, "owen", 31, "Yoga")
    later = (
        *("UID:w", "SUMMARY:Yoga", "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20260324T100000"),
        *("DTSTART;TZID=Europe/London:20260324T120000", "DTEND;TZID=Europe/London:20260324T130000"),
    )
    assert counts(await takes_in(house, calendar(WEEKLY, later))) == (0, 2, 2, 0)
    assert "Tuesday 31 March, midday to 1pm" in owen.post[-1]
    assert "new time" not in "".join(nia.post)


async def test_what_the_source_cancels_is_cancelled_and_told_once(house):
    await takes_in(house, calendar(WEEKLY, TALK))
    nia, before = await book(house, "nia", 12, "Talk")
    off = calendar(WEEKLY, (*TALK, "STATUS:CANCELLED", "SEQUENCE:1"))
    assert counts(await takes_in(house, off)) == (0, 1, 4, 0)
    assert counts(await takes_in(house, off)) == (0, 0, 5, 0)
    assert len(nia.post) == before + 1
    assert "Talk on Thursday 12 March, 2pm to 3pm is cancelled." in nia.post[-1]
    back = await takes_in(house, calendar(WEEKLY, TALK))
    assert counts(back) == (0, 0, 5, 0), "a file never opens again what is cancelled"


async def test_a_series_that_ends_sooner_loses_its_last_dates(house):
    await takes_in(house, calendar(WEEKLY, TALK))
    nia, before = await book(house, "nia", 31, "Yoga")
    shorter = calendar((*WEEKLY[:4], "RRULE:FREQ=WEEKLY;COUNT=2"), TALK)
    plan = await takes_in(house, shorter)
    assert [session.starts_at.day for session in plan.gone] == [24, 31]
    assert len(nia.post) == before, "what is gone stays until it is to be cancelled"
    bounded = await takes_in(house, shorter, bounds={"until": date(2026, 3, 18)}, until=date(2026, 3, 18))
    assert not bounded.gone, "whoever asks for a part of the file learns nothing of the rest"
    await takes_in(house, shorter, cancel_gone=True)
    assert "Yoga on Tuesday 31 March, 10am to 11am is cancelled." in nia.post[-1]


async def test_the_past_that_was_left_out_is_not_gone(house):
    old = (*WEEKLY[:2], "DTSTART:20250310T100000Z", "RRULE:FREQ=WEEKLY")
    await takes_in(house, calendar(old))
    vast = [(f"UID:{n}", "SUMMARY:x", "DTSTART:20000101T100000Z", "RRULE:FREQ=DAILY") for n in range(3)]
    plan = await takes_in(house, calendar(old, *vast))
    assert (len(plan.gone), len(plan.changed)) == (0, 0)
    assert len(plan.new) == 3 * 366


async def test_a_new_title_is_a_change_of_the_same_session(house):
    await takes_in(house, calendar(TALK))
    nia, before = await book(house, "nia", 12, "Talk")
    plan = await takes_in(house, calendar(("UID:t", "SUMMARY:Great talk", *TALK[2:])))
    assert [change.fields for change in plan.changed] == [("title",)]
    assert "Great talk" in await nia.types("mine")
    assert len(nia.post) == before, "nobody has to do anything about a title"


async def test_a_program_that_makes_up_new_uids_each_time_changes_nothing(house):
    await takes_in(house, calendar(WEEKLY, TALK))
    nia, before = await book(house, "nia", 17, "Yoga")
    other = calendar(("UID:t2", *TALK[1:]), ("UID:w2", *WEEKLY[1:]))
    assert counts(await takes_in(house, other)) == (0, 0, 5, 0)
    moved = other.replace(b"20260310T1", b"20260310T0")
    plan = await takes_in(house, moved)
    assert len(plan.changed) == 0, "another time of another series is another session"
    assert len(nia.post) == before
    assert {session.uid.partition("#")[0] for session in await there(house)} >= {"w2", "t2"}


async def test_a_table_without_references_in_another_order(house):
    walk, run = (
        ("Walk", "10/03/2026", "9am", "60", "Barry", "5"),
        ("Run", "10/03/2026", "9am", "60", "Barry", ""),
    )
    twice = [("Swim", f"{day}/03/2026", "9am", "60", "Barry", "5") for day in (10, 11)]
    await takes_in(house, table_of(walk, run, *twice))
    nia, before = await book(house, "nia", 10, "Walk")
    assert counts(await takes_in(house, table_of(*reversed(twice), run, walk))) == (0, 0, 4, 0)
    assert len(nia.post) == before


@pytest.mark.parametrize(
    ("row", "says"),
    [
        (("Walk", "10/03/2026", "9am", "60", "Hafod", "5"), "Where: Hafod\nPlace before: Barry"),
        (("Walk", "13/03/2026", "9am", "60", "Barry", "5"), "When: Friday 13 March, 9am to 10am"),
    ],
    ids=["another place", "another day"],
)
async def test_a_row_without_a_reference_is_found_where_nothing_else_has_its_title(house, row, says):
    rest = [("Run", f"{day}/03/2026", "9am", "60", "Barry", "5") for day in (9, 20)]
    await takes_in(house, table_of(("Walk", "10/03/2026", "9am", "60", "Barry", "5"), *rest))
    nia, before = await book(house, "nia", 10, "Walk")
    assert counts(await takes_in(house, table_of(row, *rest))) == (0, 1, 2, 0)
    assert counts(await takes_in(house, table_of(row, *rest))) == (0, 0, 3, 0)
    assert len(nia.post) == before + 1
    assert says in nia.post[-1]


async def test_a_title_that_leaves_a_doubt_moves_nobody(house):
    await takes_in(
        house, table_of(*[("Run", f"{day}/03/2026", "9am", "60", "Barry", "5") for day in (9, 20)])
    )
    nia, before = await book(house, "nia", 9, "Run")
    plan = await takes_in(
        house, table_of(*[("Run", f"{day}/03/2026", "9am", "60", "Barry", "5") for day in (27, 20)])
    )
    assert counts(plan) == (1, 0, 1, 0)
    assert len(nia.post) == before


async def test_what_is_over_does_not_become_what_is_to_come(house):
    await takes_in(house, table_of(("Walk", "10/03/2026", "9am", "60", "Barry", "5")))
    nia, _ = await book(house, "nia", 10, "Walk")
    await house.wait_until(MONDAY + timedelta(days=30))
    before = len(nia.post)
    plan = await takes_in(house, table_of(("Walk", "10/05/2026", "9am", "60", "Barry", "5")))
    assert counts(plan) == (1, 0, 0, 0)
    assert len(nia.post) == before


async def test_an_import_that_breaks_off_changes_nothing(house):
    await takes_in(house, calendar(WEEKLY, TALK))
    await book(house, "nia", 12, "Talk")
    moved = calendar(WEEKLY, ("UID:t", "SUMMARY:Talk", "DTSTART:20260313T140000Z"), ("UID:n", *TALK[1:]))

    async def everything():
        def count(db):
            return [db.scalar(select(func.count()).select_from(each)) for each in (table, events, letters)]

        return await there(house), await house.database.read(count)

    def breaks(desk, happening, event):
        raise ZeroDivisionError

    before = await everything()
    breaking = replace(REGISTRY, reactions={SessionMoved: (*REGISTRY.reactions[SessionMoved], breaks)})
    assert isinstance(breaking, Registry)
    taken = Import(sheet=read(moved))
    with pytest.raises(ZeroDivisionError):
        await house.database.write(
            lambda db: taken.carry_out(Desk(db, house.clock.now(), house.settings, breaking))
        )
    assert await everything() == before


async def test_a_programme_that_changed_since_it_was_looked_at_is_compared_again(house):
    await takes_in(house, calendar(TALK))
    nia, before = await book(house, "nia", 12, "Talk")
    now = house.clock.now()
    mine = Import(sheet=read(calendar(("UID:t", "SUMMARY:Talk", "DTSTART:20260313T140000Z"), WEEKLY)))
    looked = await house.database.read(lambda db: mine.look(db, now))
    # Meanwhile somebody else takes in a part of the same.
    await takes_in(house, calendar(("UID:t", "SUMMARY:Talk", "DTSTART:20260313T140000Z")))
    done = await house.database.write(
        lambda db: mine.carry_out(Desk(db, now, house.settings, REGISTRY), looked)
    )
    await house.tell_of_changes()
    assert counts(looked.plan) == (4, 1, 0, 0)
    assert counts(done) == (4, 0, 1, 0)
    assert len(nia.post) == before + 1
    again = await house.database.read(lambda db: mine.look(db, now))
    kept = await house.database.write(
        lambda db: mine.carry_out(Desk(db, now, house.settings, REGISTRY), again)
    )
    assert kept is again.plan, "what nobody changed is not compared again"


async def test_a_booking_between_the_look_and_the_writing_is_told_of_the_move(house):
    await takes_in(house, calendar(TALK))
    now = house.clock.now()
    mine = Import(sheet=read(calendar(("UID:t", "SUMMARY:Talk", "DTSTART:20260313T140000Z"))))
    looked = await house.database.read(lambda db: mine.look(db, now))
    nia, _ = await book(house, "nia", 12, "Talk")
    await house.database.write(lambda db: mine.carry_out(Desk(db, now, house.settings, REGISTRY), looked))
    await house.tell_of_changes()
    assert "Talk has a new time." in nia.post[-1]


async def test_a_sheet_without_places_leaves_them_as_they_are(house):
    from openpyxl import Workbook

    book_ = Workbook()
    march = book_.active
    march.title = "March"
    april = book_.create_sheet("April")
    march.append(("Ref", "Title", "Date", "Places"))
    march.append(("1", "Walk", date(2026, 3, 10), 5))
    april.append(("Ref", "Title", "Date", "Places"))
    april.append(("2", "Run", date(2026, 4, 10), 7))

    def saved():
        content = io.BytesIO()
        book_.save(content)
        return content.getvalue()

    await takes_in(house, saved())
    april.delete_cols(4)
    march["D2"] = 6
    assert [change.fields for change in (await takes_in(house, saved())).changed] == [("capacity",)]
    assert sorted(session.capacity for session in await there(house)) == [6, 7]


async def test_long_references_fit_and_stay_apart(house):
    rows = [(f"{'ß' * 59}{n}", "Walk", f"{n + 3}/03/2026") for n in range(3)]
    out = io.StringIO()
    csv.writer(out).writerows((("ref", "title", "date"), *rows))
    for expected in ((3, 0, 0, 0), (0, 0, 3, 0)):
        assert counts(await takes_in(house, out.getvalue().encode())) == expected
    assert len({session.ref.casefold() for session in await there(house)}) == 3
