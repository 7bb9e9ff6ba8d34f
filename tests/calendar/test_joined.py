"""Two people who turn out to be one have one calendar address, and one entry for each session."""

from datetime import timedelta

from bot.desk import Desk
from bot.steps.linking import join
from bot.store import calendars, joining
from tests.house import MONDAY, build_house, draft


async def test_what_both_have_is_there_once(database):
    house = build_house(database, CAFFI_PUBLIC_ADDRESS="https://caffi.example.org")
    tomorrow = MONDAY + timedelta(days=1)
    await house.puts_on(
        draft("Walk", tomorrow, ref="12"), draft("Excel", tomorrow.replace(hour=14), ref="13")
    )
    nia, other = await house.meets("nia"), await house.meets("other")
    for someone in (nia, other):
        await someone.types("book 12")
        await someone.types("calendar")
        await someone.presses("Make my address")
    await other.types("book 13")
    mine, theirs = await house.person_id("nia"), await house.person_id("other")
    before = await database.read(lambda db: calendars.of(db, mine))

    def become_one(db):
        desk = Desk(db, house.clock.now(), house.settings, house.desk.registry)
        join(desk, theirs, mine)
        desk.settle()

    await database.write(become_one)
    assert await database.read(lambda db: calendars.of(db, mine)) == before
    told = await database.read(lambda db: calendars.all_of(db, mine))
    assert len(told) == 2
    assert all(each.told for each in told.values())

    def part(db):
        desk = Desk(db, house.clock.now(), house.settings, house.desk.registry)
        link = joining.of(db, mine, desk.now)
        from bot.learning.events import AccountsParted

        again = joining.part(db, link)
        desk.record(AccountsParted(mine, again))
        desk.settle()
        return again

    again = await database.write(part)
    apart = await database.read(lambda db: calendars.all_of(db, again))
    assert [bool(each.told) for each in apart.values()] == [True]
    left = await database.read(lambda db: calendars.all_of(db, mine))
    assert [bool(each.told) for each in left.values()] == [True], "the other went with its place"
