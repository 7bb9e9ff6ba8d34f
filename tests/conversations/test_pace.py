"""No more at once than the platform takes: answers first, then what is owed, then what can wait."""

from datetime import timedelta

from tests.house import MONDAY, draft

THURSDAY = MONDAY + timedelta(days=3, hours=1)


class _Slow:
    """The house's clock shows real time in steps of a millisecond; here it is moved as well."""

    def __init__(self, clock):
        self._real, self.later = clock.real, timedelta()

    def __call__(self):
        return self._real() + self.later


def slowed(house, a_second):
    house.room.a_second = a_second
    house.clock.real = _Slow(house.clock)
    return house.clock.real


async def many_reminders(house, people=80):
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12", capacity=500))
    for number in range(people):
        someone = await house.meets(f"p{number}")
        await someone.types("book 12")
    await house.deliver()
    house.room.parcels.clear()
    house.clock.move_to(THURSDAY - timedelta(hours=23, minutes=59))
    await house.timekeeper.tick()


async def test_a_burst_goes_at_once_and_the_rest_at_the_platforms_pace(house):
    await many_reminders(house)
    real = slowed(house, 5.0)
    await house.deliver()
    assert len(house.room.parcels) == 50
    real.later += timedelta(seconds=2)
    await house.deliver()
    assert len(house.room.parcels) in {60, 61}
    real.later += timedelta(minutes=1)
    await house.deliver()
    assert len(house.room.parcels) == 80


async def test_who_books_meanwhile_does_not_wait_behind_reminders(house):
    await many_reminders(house)
    real = slowed(house, 0.5)
    await house.deliver()
    nia = await house.meets("nia")
    await nia.types("book 12")
    assert "Mindful walking" in await nia.says("details 12")
    assert not any("You’re booked on" in post for post in nia.post)
    real.later += timedelta(seconds=4)
    await house.deliver()
    assert any("You’re booked on" in post for post in nia.post)


async def test_a_room_without_a_limit_gets_all_at_once(house):
    await many_reminders(house)
    await house.deliver()
    assert len(house.room.parcels) == 80
