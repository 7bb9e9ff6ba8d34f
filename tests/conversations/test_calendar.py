"""Places in people's calendars: booked, moved, given up, declined, through real mail servers.

What was sent is read with another iCalendar library than the one that wrote it.
"""

import re
from datetime import UTC, datetime, timedelta

from ical.calendar_stream import IcsCalendarStream
from ical.event import Event

from bot.learning.sessions import Bilingual, Status
from tests.house import MONDAY, Someone, at, draft
from tests.platforms.mail import cafe
from tests.platforms.mail.cafe import ADDRESS, Mailing, change
from tests.platforms.mail.servers import reply

mailing = cafe.mailing
TOMORROW = MONDAY + timedelta(days=1)
WALK = {"ref": "12", "place": "", "link": "https://teams.example.org/walk"}


class Calendar:
    """Somebody's calendar program: it keeps entries by UID, as RFC 5546 (2.1.5) says."""

    def __init__(self, mailing: Mailing, who: Someone) -> None:
        self.entries: dict[str, Event] = {}
        self.methods: list[str] = []
        for text in mailing.calendars(who):
            read = IcsCalendarStream.calendar_from_ics(text)
            (entry,) = read.events
            self.methods.append(read.method)
            known = self.entries.get(entry.uid)
            assert known is None or entry.sequence > known.sequence, "nothing new would be seen in it"
            self.entries[entry.uid] = entry

    @property
    def only(self) -> Event:
        (entry,) = self.entries.values()
        return entry

    @property
    def busy(self) -> list[Event]:
        return [each for each in self.entries.values() if each.status == "CONFIRMED"]


async def test_a_whole_life_is_one_entry_that_is_always_right(mailing):
    """Complaint 3: the calendar entry does not move, or doubles."""
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, capacity=1, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    assert Calendar(mailing, nia).only.dtstart == TOMORROW
    for day in (3, 4):
        await change(house, "12", starts_at=MONDAY + timedelta(days=day))
        await mailing.minutes(10)
        assert Calendar(mailing, nia).only.dtstart == MONDAY + timedelta(days=day)
    await nia.types("cancel 12")
    await mailing.minutes(2)
    assert Calendar(mailing, nia).busy == []
    await nia.types("book 12")
    await mailing.settle()
    assert len(Calendar(mailing, nia).busy) == 1
    await mailing.answers(nia, "DECLINED")
    assert "You declined Mindful walking" in nia.post[-1]
    calendar = Calendar(mailing, nia)
    assert calendar.methods == ["REQUEST", "REQUEST", "REQUEST", "CANCEL", "REQUEST"]
    assert calendar.only.sequence == 4
    assert "Mindful walking" not in await nia.types("mine")


async def test_declining_in_the_calendar_gives_the_place_to_the_next_at_once(mailing):
    """Complaint 6: declining the invite does not give up the place."""
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, capacity=1, **WALK))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await owen.types("book 12")
    await mailing.settle()
    assert mailing.calendars(owen) == []
    await mailing.answers(nia, "DECLINED")
    assert "Your place has gone to the next person." in nia.post[-1]
    assert "you’re now booked on Mindful walking" in owen.post[-1]
    assert len(Calendar(mailing, owen).busy) == 1
    assert "You’re number 1 on the waiting list" in await nia.presses(
        "Take it again", on=nia.letters[-1].card
    )


async def test_a_place_that_nobody_waits_for_is_taken_again_with_one_tap(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    await mailing.answers(nia, "DECLINED")
    assert "you no longer have a place" in nia.post[-1]
    assert "You’re booked" in await nia.presses("Take it again", on=nia.letters[-1].card)
    await mailing.settle()
    entry = Calendar(mailing, nia).only
    assert (entry.status, entry.sequence) == ("CONFIRMED", 1)


async def test_an_answer_that_comes_twice_changes_nothing_the_second_time(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    letter = await mailing.answers(nia, "DECLINED")
    await mailing.box.receive(letter)
    await mailing.settle()
    await nia.types("book 12")
    await mailing.settle()
    told = len(nia.post)
    await mailing.box.receive(letter)  # and once more, after the place was taken again
    await mailing.settle()
    assert "You’re booked" in await nia.types("mine")
    assert sum("You declined" in each for each in nia.post) == 1
    assert len(nia.post) == told


async def test_accepting_is_noted_and_accepting_too_late_is_put_right_once(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    invited = mailing.calendars(nia)[-1]
    for partstat in ("TENTATIVE", "ACCEPTED"):
        await mailing.answers(nia, partstat, to=invited)
    assert "You’re booked" in await nia.types("mine")
    await mailing.answers(nia, "DECLINED", to=invited)
    for second in (1, 2, 3):  # a machine that answers whatever comes cannot keep us busy
        await mailing.answers(nia, "ACCEPTED", to=invited, stamp=f"20260302T11000{second}Z")
    assert sum("you had given your place up" in each for each in nia.post) == 1
    assert Calendar(mailing, nia).methods == ["REQUEST", "CANCEL"]


async def test_an_answer_to_the_time_before_does_not_cost_the_place_at_the_new_one(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    (first,) = mailing.calendars(nia)
    await change(house, "12", starts_at=TOMORROW + timedelta(days=2))
    await mailing.minutes(10)
    await mailing.answers(nia, "DECLINED", to=first)
    assert "You’re booked" in await nia.types("mine")
    await change(house, "12", place="Room 2")  # the time is the same: they cannot come to that
    await mailing.answers(nia, "DECLINED", to=mailing.calendars(nia)[-1])
    assert "You declined" in nia.post[-1]


async def test_nobody_answers_for_somebody_else(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    (invited,) = mailing.calendars(nia)
    stranger = "stranger@example.org"
    nias = "nia@example.org"
    for facts in (
        {"sender": stranger},  # passed on by hand: the address of another
        {"uid": "caffi-" + 40 * "0"},  # a guess
        {"uid": "caffi-place-1-1"},  # the number that feeds have
        {"uid": "12"},
    ):
        await mailing.answers(nia, "DECLINED", to=invited, **facts)
    await mailing.box.receive(reply(invited, "DECLINED", of=stranger))  # a colleague who was passed it
    await mailing.box.receive(reply(invited, "DECLINED", of=stranger, sender=nias))
    await mailing.settle()
    assert "You’re booked" in await nia.types("mine")


async def test_when_it_is_off_or_has_no_date_it_leaves_the_calendar_and_comes_back(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    await change(house, "12", status=Status.POSTPONED)
    await mailing.settle()
    assert Calendar(mailing, nia).busy == []
    assert "You keep your place" in mailing.letters(nia)[-1].get_body().get_content()
    await change(house, "12", status=Status.OPEN, starts_at=TOMORROW + timedelta(days=7))
    await mailing.minutes(10)
    assert Calendar(mailing, nia).only.dtstart == TOMORROW + timedelta(days=7)
    await change(house, "12", status=Status.CANCELLED)
    await mailing.settle()
    calendar = Calendar(mailing, nia)
    assert calendar.busy == []
    assert calendar.methods == ["REQUEST", "CANCEL", "REQUEST", "CANCEL"]
    assert "is cancelled" in mailing.letters(nia)[-1].get_body().get_content()


async def test_changes_that_come_together_are_one_letter(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    for place in ("Room 1", "Room 2", "Room 3"):
        await change(house, "12", place=place)
    await mailing.minutes(10)
    calendar = Calendar(mailing, nia)
    assert (calendar.methods, calendar.only.location) == (["REQUEST", "REQUEST"], "Room 3")
    assert mailing.letters(nia)[-1]["Subject"].startswith("Changed: Mindful walking")


async def test_a_change_of_mind_within_the_minute_is_nothing_to_a_calendar(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await nia.types("cancel 12")
    await nia.types("undo")
    await mailing.minutes(10)
    assert Calendar(mailing, nia).methods == ["REQUEST"]


async def test_ten_in_the_morning_is_ten_in_the_morning_on_both_sides_of_a_clock_change(mailing):
    """Complaint 4: an hour out after the clocks change."""
    house = mailing.house
    for ref, day in (("27", 27), ("30", 30)):  # the clocks go forward on Sunday 29 March 2026
        await house.puts_on(draft(f"Welsh {ref}", at(datetime(2026, 3, day).date(), 10), ref=ref))
    nia = await house.meets("nia")
    await nia.types("book 27")
    await nia.types("book 30")
    await mailing.settle()
    starts = sorted(each.dtstart for each in Calendar(mailing, nia).busy)
    assert starts == [datetime(2026, 3, 27, 10, tzinfo=UTC), datetime(2026, 3, 30, 9, tzinfo=UTC)]
    assert all("10am to 11am" in each["Subject"] for each in mailing.letters(nia))


async def test_everybody_reads_it_in_their_own_language(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking|Cerdded", TOMORROW, **WALK))
    sian = await house.meets("sian", language="cy")
    await sian.types("archebu 12")
    await mailing.settle()
    (letter,) = mailing.letters(sian)
    assert letter["Subject"] == "Cerdded: dydd Mawrth 3 Mawrth, 9am i 10am"
    assert "gwrthodwch y gwahoddiad" in letter.get_body().get_content()
    assert Calendar(mailing, sian).only.summary == "Cerdded"


async def test_a_sensitive_session_is_nobody_elses_to_see(mailing):
    house = mailing.house
    await house.puts_on(
        draft(
            "Living with grief",
            TOMORROW,
            sensitive=True,
            summary=Bilingual("About grief"),
            speaker="A counsellor",
            **WALK,
        )
    )
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    (letter,) = mailing.letters(nia)
    entry = Calendar(mailing, nia).only
    assert (entry.summary, entry.classification) == ("Learning session", "PRIVATE")
    assert WALK["link"] in entry.description
    assert not re.search("grief|counsel", letter.as_string() + mailing.calendars(nia)[0], re.IGNORECASE)


async def test_who_wants_no_invitations_gets_none_and_can_change_their_mind(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    assert "Invitations go to nia@example.org" in await nia.types("calendar")
    assert "You get no invitations" in await nia.presses("No invitations by email")
    await mailing.settle()
    assert Calendar(mailing, nia).busy == []
    await change(house, "12", starts_at=TOMORROW + timedelta(days=2))
    await mailing.minutes(10)
    assert Calendar(mailing, nia).methods == ["REQUEST", "CANCEL"]
    await nia.presses("Send me invitations")
    await mailing.settle()
    assert Calendar(mailing, nia).only.dtstart == TOMORROW + timedelta(days=2)
    assert Calendar(mailing, nia).only.status == "CONFIRMED"


async def test_a_mail_server_that_is_away_holds_up_nothing_in_chat(mailing):
    house = mailing.house
    await house.puts_on(
        draft("Mindful walking", TOMORROW, **WALK), draft("Excel", TOMORROW + timedelta(days=1), ref="13")
    )
    nia = await house.meets("nia")
    mailing.out.answers["MAIL"] = "451 later"
    await nia.types("book 12")
    await mailing.settle()
    await nia.types("book 13")
    await mailing.settle()
    assert len(nia.post) == 2
    del mailing.out.answers["MAIL"]
    house.clock.pass_(timedelta(minutes=2))
    await house.deliver()
    await house.deliver()
    assert len(Calendar(mailing, nia).busy) == 2


async def test_letters_are_such_that_no_machine_answers_them(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", TOMORROW, **WALK))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    (letter,) = mailing.letters(nia)
    assert letter["Auto-Submitted"] == "auto-generated"
    assert "OOF" in letter["X-Auto-Response-Suppress"]
    assert mailing.out.envelopes == [(ADDRESS, "nia@example.org")]
    assert Calendar(mailing, nia).only.organizer.uri == f"mailto:{ADDRESS}"
