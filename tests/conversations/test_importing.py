"""A programme comes in from a file, and again in its next version: who is booked hears what changed."""

import csv
import io
from datetime import timedelta

import pytest

from bot.desk import Desk
from bot.intake import read_programme
from bot.steps.programme import Import
from bot.store import sessions
from tests.house import LONDON, MONDAY, REGISTRY

HEADINGS = ("ref", "title", "date", "start", "minutes", "place", "capacity")
WALK = ("12", "Mindful walking", "10/03/2026", "9am", "60", "Tŷ Afon", "1")
EXCEL = ("13", "Excel basics", "11/03/2026", "2pm", "90", "Online", "20")


def table(*rows):
    out = io.StringIO()
    csv.writer(out).writerows((HEADINGS, *rows))
    return out.getvalue().encode()


async def takes_in(house, *rows, **options):
    sheet = read_programme("p.csv", table(*rows), zone=LONDON, today=MONDAY.date())
    taken = Import(sheet=sheet, **options)

    def work(db):
        return taken.carry_out(Desk(db, house.clock.now(), house.settings, REGISTRY))

    plan = await house.database.write(work)
    await house.tell_of_changes()
    return plan


async def test_the_same_file_again_changes_nothing(house):
    assert len((await takes_in(house, WALK, EXCEL)).new) == 2
    again = await takes_in(house, WALK, EXCEL)
    assert (len(again.new), len(again.changed), len(again.unchanged), len(again.gone)) == (0, 0, 2, 0)


async def test_a_reference_that_repeats_does_not_change_at_every_import(house):
    dates = [("A1", "Walk", f"{day}/03/2026", "9am", "60", "Online", "5") for day in (10, 11, 12)]
    assert len((await takes_in(house, *dates)).new) == 3
    again = await takes_in(house, *dates)
    assert (len(again.new), len(again.changed), len(again.unchanged)) == (0, 0, 3)


async def test_a_session_that_moves_is_told_to_those_booked_and_waiting(house):
    await takes_in(house, WALK, EXCEL)
    nia, owen, siwan = [await house.meets(key) for key in ("nia", "owen", "siwan")]
    await nia.types("book 12")
    await owen.types("book 12")
    await siwan.types("book 13")
    plan = await takes_in(house, (*WALK[:3], "11am", *WALK[4:]), EXCEL)
    assert [change.fields for change in plan.changed] == [("starts_at", "ends_at")]
    assert "Mindful walking has a new time.\nWhen: Tuesday 10 March, 11am to midday" in nia.post[-1]
    assert "Time before: Tuesday 10 March, 9am to 10am" in nia.post[-1]
    assert "has a new time" in owen.post[-1]
    assert "new time" not in "".join(siwan.post)


async def test_a_new_room_is_told_too(house):
    await takes_in(house, WALK)
    nia = await house.meets("nia")
    await nia.types("book 12")
    await takes_in(house, (*WALK[:5], "Swyddfa Caerdydd", *WALK[6:]))
    assert "Mindful walking has a new place." in nia.post[-1]
    assert "Where: Swyddfa Caerdydd\nPlace before: Tŷ Afon" in nia.post[-1]


async def test_more_places_go_to_those_who_wait(house):
    await takes_in(house, WALK)
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await owen.types("book 12")
    await takes_in(house, (*WALK[:6], "2"))
    assert "A place has come free" in owen.post[-1]


async def test_what_is_gone_from_the_file_stays_unless_it_is_to_be_cancelled(house):
    other = ("14", "Sleep", "10/03/2026", "2pm", "30", "Online", "5")
    await takes_in(house, other, WALK, EXCEL)
    nia = await house.meets("nia")
    await nia.types("book 14")
    plan = await takes_in(house, WALK, EXCEL)
    assert [session.ref for session in plan.gone] == ["14"]
    assert "You’re booked" in await nia.types("mine")
    await takes_in(house, WALK, EXCEL, cancel_gone=True)
    assert "Sleep on Tuesday 10 March, 2pm to 2:30pm is cancelled." in nia.post[-1]
    assert "has been cancelled" in await nia.types("book 14")


@pytest.mark.parametrize("many", [1_500, pytest.param(10_000, marks=pytest.mark.long)])
async def test_many_rows_come_in_with_references_of_their_own(house, many):
    rows = [("", f"Talk {n}", "10/03/2026", "9am", "60", "Online", "5") for n in range(many)]
    plan = await takes_in(house, *rows)
    assert len(plan.new) == many
    found = await house.database.read(
        lambda db: sessions.upcoming(db, start=MONDAY, end=MONDAY + timedelta(days=30))
    )
    assert len({session.ref for session in found}) == many
