"""A calendar to subscribe to, and one place as a file: secret addresses that show what is so now."""

from datetime import timedelta

import pytest
from ical.calendar_stream import IcsCalendarStream
from starlette.applications import Starlette

from bot.doors.feeds import Feeds
from bot.learning.sessions import Bilingual, Status
from tests.house import MONDAY, build_house, draft
from tests.platforms.mail.cafe import change
from tests.platforms.web.visitor import Visitor

TOMORROW = MONDAY + timedelta(days=1)
PUBLIC = "https://caffi.example.org"
WALK = {"ref": "12", "place": "Room 1"}


@pytest.fixture
def open_house(database):
    return build_house(database, CAFFI_PUBLIC_ADDRESS=PUBLIC)


@pytest.fixture
def web(open_house):
    house = open_house
    feeds = Feeds(house.database, house.clock, house.settings, house.desk.registry)
    return Visitor(Starlette(routes=feeds.routes()))


def address_in(words: str) -> str:
    (found,) = [word for word in words.split() if word.startswith(PUBLIC)]
    return found.removeprefix(PUBLIC)


async def read(web: Visitor, path: str, **headers: str):
    return await web.call(
        "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )


async def events(web: Visitor, path: str):
    answer = await read(web, path)
    assert answer.status == 200
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    return IcsCalendarStream.calendar_from_ics(answer.text).events


async def test_somebody_subscribes_and_their_places_are_right_as_they_change(open_house, web):
    """Complaint 23: subscribed calendars lag a day or never change."""
    house = open_house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK), draft("Excel", TOMORROW, ref="13"))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await owen.types("book 13")
    assert "You have no calendar address" in await nia.types("calendar")
    path = address_in(await nia.presses("Make my address"))
    assert address_in(await nia.types("my calendar")) == path
    (walk,) = await events(web, path)
    assert (walk.summary, walk.dtstart, walk.location) == ("Mindful walking", TOMORROW, "Room 1")
    await change(house, "12", starts_at=TOMORROW + timedelta(days=1), place="Room 2")
    (moved,) = await events(web, path)
    assert (moved.uid, moved.dtstart, moved.location) == (walk.uid, TOMORROW + timedelta(days=1), "Room 2")
    assert moved.sequence > walk.sequence
    await change(house, "12", status=Status.POSTPONED)
    assert await events(web, path) == []
    await change(house, "12", status=Status.OPEN, starts_at=TOMORROW + timedelta(days=9))
    assert [each.uid for each in await events(web, path)] == [walk.uid]
    await change(house, "12", status=Status.CANCELLED)
    (off,) = await events(web, path)
    assert (off.uid, off.status, off.summary) == (walk.uid, "CANCELLED", "Cancelled: Mindful walking")
    assert off.transparency == "TRANSPARENT"


async def test_a_place_given_up_and_a_turn_in_the_queue_are_not_in_it(open_house, web):
    house = open_house
    await house.puts_on(draft("Mindful walking", TOMORROW, capacity=1, **WALK))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await owen.types("book 12")
    await nia.types("calendar")
    await owen.types("calendar")
    nias = address_in(await nia.presses("Make my address"))
    owens = address_in(await owen.presses("Make my address"))
    assert (len(await events(web, nias)), len(await events(web, owens))) == (1, 0)
    await nia.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(minutes=2))
    assert (len(await events(web, nias)), len(await events(web, owens))) == (0, 1)


async def test_nothing_is_sent_again_that_has_not_changed(open_house, web):
    house = open_house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.types("calendar")
    path = address_in(await nia.presses("Make my address"))
    first = await read(web, path)
    tag = first.headers["etag"]
    assert first.headers["cache-control"] == "private, no-cache"
    house.clock.move_to(MONDAY + timedelta(hours=3))
    for known in (tag, f"W/{tag}", f'"other", {tag}'):
        again = await read(web, path, if_none_match=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", tag)
    await change(house, "12", place="Room 2")
    assert (await read(web, path, if_none_match=tag)).status == 200


async def test_a_new_address_stops_the_old_one_and_it_can_be_stopped(open_house, web):
    nia = await open_house.meets("nia")
    await nia.types("calendar")
    old = address_in(await nia.presses("Make my address"))
    new = address_in(await nia.presses("Make a new address"))
    assert [(await read(web, path)).status for path in (old, new)] == [404, 200]
    assert "You have no calendar address" in await nia.presses("Stop this address")
    assert (await read(web, new)).status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/calendar/.ics",
        "/calendar/None.ics",
        "/calendar/null.ics",
        "/calendar/%00.ics",
        "/calendar/%ED%A0%80.ics",
        f"/calendar/{'x' * 5000}.ics",
        "/calendar/' or 1=1.ics",
        "/calendar/place/1-.ics",
        "/calendar/place/1-0000.ics",
        f"/calendar/place/{10**30}-x.ics",
        "/calendar/place/1-%C5%B5.ics",
    ],
)
async def test_a_guess_finds_nothing(open_house, web, path):
    house = open_house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    assert (await read(web, path)).status == 404


async def test_whoever_has_left_is_read_no_more(open_house, web):
    house = open_house
    from bot.ask import Profile

    nia = await house.meets("nia")
    await nia.types("calendar")
    path = address_in(await nia.presses("Make my address"))
    await house.desk.meet(nia.address, Profile(gone=True))
    assert (await read(web, path)).status == 404


async def test_a_sensitive_session_has_a_neutral_title_there_too(open_house, web):
    house = open_house
    await house.puts_on(draft("Grief", TOMORROW, sensitive=True, summary=Bilingual("Of grief"), **WALK))
    nia = await house.meets("nia", language="cy")
    await nia.types("archebu 12")
    await nia.types("calendr")
    path = address_in(await nia.presses("Gwneud fy nghyfeiriad"))
    answer = await read(web, path)
    assert "rief" not in answer.text
    assert "SUMMARY;LANGUAGE=cy:Sesiwn ddysgu" in answer.text


async def test_without_an_address_of_our_own_or_a_mail_server_nothing_is_promised(house):
    nia = await house.meets("nia")
    assert "Calendars are not set up here" not in await nia.types("calendar")  # the house is a try-out
    settings = house.settings.server
    assert settings.public_address == ""


async def test_one_place_is_a_file_to_press_that_changes_with_it(open_house, web):
    house = open_house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    said = await nia.types("book 12")
    assert "Add it to your calendar" in said
    path = address_in(said.replace("(", " ").replace(")", " "))
    (before,) = await events(web, path)
    await change(house, "12", starts_at=TOMORROW + timedelta(days=1))
    (after,) = await events(web, path)
    assert (after.uid, after.dtstart) == (before.uid, TOMORROW + timedelta(days=1))
    assert after.sequence > before.sequence
    await nia.types("cancel 12")
    await house.wait_until(MONDAY + timedelta(minutes=2))
    gone = await read(web, path)
    assert "METHOD:CANCEL" in gone.text
    assert "STATUS:CANCELLED" in gone.text
