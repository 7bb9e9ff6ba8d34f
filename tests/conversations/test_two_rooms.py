"""Where one of two rooms lets nobody in, its letters wait and the other's go."""

from datetime import timedelta

from bot.ask import Address, Ask, Profile
from bot.postman import Postman
from bot.room import Later
from tests.house import MONDAY, REGISTRY, PaperRoom, draft

TUESDAY = MONDAY + timedelta(days=1)


def two_rooms(house) -> tuple[Postman, PaperRoom]:
    other = PaperRoom(name="other")
    rooms = {"paper": house.room, "other": other}
    return Postman(house.database, house.clock, house.settings, REGISTRY, rooms), other


async def three_are_booked(house):
    """Nia and Owen are reached in one room, Eve in the other."""
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12"))
    for key in ("nia", "owen"):
        await (await house.meets(key)).types("book 12")
    eve = Address("other", "w", "eve")
    await house.desk.meet(eve, Profile(name="Eve", email="eve@example.org", language="en"))
    await house.desk.serve(Ask(eve, text="book 12", key="eve"))


async def test_its_letters_wait_and_the_others_go(house):
    await three_are_booked(house)
    postman, other = two_rooms(house)
    house.room.trouble = "token_revoked"
    await postman.deliver()
    assert [parcel.to.user for parcel in other.parcels] == ["eve"]
    assert house.room.parcels == []


async def test_they_go_as_soon_as_it_lets_us_in_again(house):
    await three_are_booked(house)
    postman, other = two_rooms(house)
    house.room.trouble = "token_revoked"
    await postman.deliver()
    house.room.trouble = None
    await postman.deliver()
    assert sorted(parcel.to.user for parcel in house.room.parcels) == ["nia", "owen"]
    assert len(other.parcels) == 1


async def test_what_rests_for_another_reason_goes_on_resting(house):
    await three_are_booked(house)
    postman, other = two_rooms(house)
    other.outcomes.append(Later(60, "TooManyRequests"))
    house.room.trouble = "token_revoked"
    await postman.deliver()
    house.room.trouble = None
    await postman.deliver()
    assert len(house.room.parcels) == 2
    assert other.parcels == []
    house.clock.pass_(timedelta(seconds=61))
    await postman.deliver()
    assert len(other.parcels) == 1
