"""What people ask besides what's on, booking and cancelling, and what comes of it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.card import Form
from bot.learning.sessions import Format
from bot.store import tables
from tests.house import MONDAY, draft

TUESDAY = MONDAY + timedelta(days=1)  # 9am
FRIDAY = MONDAY + timedelta(days=4)


async def two_sessions(house):
    await house.puts_on(
        draft("Mindful walking|Cerdded yn bwyllog", TUESDAY, ref="12"), draft("Excel", FRIDAY, ref="13")
    )
    return await house.meets("nia")


async def test_nothing_on_a_day_is_not_nothing_booked(house):
    nia = await two_sessions(house)
    assert "You have nothing booked yet" in await nia.types("what am i doing on thursday")
    await nia.types("book 12")
    said = await nia.types("what am i doing on thursday")
    assert "You have nothing booked on Thursday 5 March." in said
    assert "What’s next for you:" in said
    assert "Mindful walking" in said
    assert "nothing booked yet" not in said
    welsh = await nia.types("cymraeg") + await nia.types("be dw i'n wneud ddydd Iau")
    assert "Nid oes gennych ddim wedi’i archebu ar gyfer dydd Iau 5 Mawrth." in welsh
    assert "Cerdded yn bwyllog" in welsh


async def test_days_that_cannot_be_named_and_days_that_are_over(house):
    nia = await two_sessions(house)
    await nia.types("book 12")
    assert "You have nothing booked then." in await nia.types("what am i doing on friday morning")
    assert "You have nothing booked between" in await nia.types("am i on anything in april")
    assert "My record" in await nia.types("what did i have on last monday")


async def test_what_next_is_the_next_to_begin(house):
    nia = await two_sessions(house)
    await nia.types("book 12")
    await nia.types("book 13")
    await house.wait_until(TUESDAY + timedelta(minutes=10))
    said = await nia.types("what am i doing on thursday")
    assert "Excel" in said
    assert "Mindful walking" not in said


@pytest.mark.parametrize(
    "words",
    [
        "stop sending me stuff",
        "remind me an hour before",
        "how do i turn these off",
        "opt out",
        "trowch y negeseuon atgoffa ymlaen",
    ],
)
async def test_whoever_wants_to_be_left_in_peace_has_the_settings(house, words):
    nia = await two_sessions(house)
    await nia.types(words)
    assert isinstance(nia.last.body, Form)
    assert nia.last.body.word == "settings"


@pytest.mark.parametrize("room", ["", "learning"])
async def test_of_what_somebody_needs_nothing_is_shown_or_kept(house, room):
    nia = await two_sessions(house)
    asker = nia.in_(room) if room else nia
    for words in ("i'm deaf, i need captions", "i use a zimmerframe and a wheelchair, is that ok for 12"):
        said = await asker.types(words)
        assert "Book one first" in said
        assert not asker.last.public
        assert "deaf" not in said
        assert "zimmerframe" not in said
    await nia.types("book 12")
    await asker.types("i'm deaf, i need captions because of my zimmerframe")
    assert isinstance(asker.last.body, Form)
    assert asker.last.body.about == "12"
    assert "zimmerframe" not in str(asker.last.body)

    def everything(db):
        return str(
            [tuple(row) for table in tables.metadata.sorted_tables for row in db.execute(select(table))]
        )

    assert "zimmerframe" not in await house.database.read(everything)


async def test_who_has_no_place_can_book_one_and_tell_us_then(house):
    nia = await two_sessions(house)
    said = await nia.types("dw i'n defnyddio cadair olwyn, ydy hynny'n iawn ar gyfer 12")
    assert "[Archebu]" in said or "[Book]" in said
    await house.wait_until(TUESDAY + timedelta(minutes=10))
    assert "[Book]" not in await nia.types("i use a wheelchair, is that ok for 12")


async def test_who_asks_for_a_person_hears_who_organises(house):
    nia = await house.meets("nia")
    assert "Caffi doesn’t know yet who organises learning here" in await nia.types("speak to a human")
    await house.meets("olwen")
    assert "olwen@example.org" in await nia.types("who do i contact about a course")


async def test_another_way_to_come_is_asked_first(house):
    await house.puts_on(
        draft(
            "Mindful walking",
            FRIDAY,
            ref="12",
            format=Format.HYBRID,
            capacity=2,
            online_capacity=2,
            apart=True,
        ),
        draft("Excel", TUESDAY, ref="13"),
    )
    nia = await house.meets("nia")
    assert "You have nothing booked yet" in await nia.types("actually make that online")
    await nia.types("book 13")
    assert "None of your places can be changed" in await nia.types("actually make that online")
    await nia.types("book 12 in person")
    said = await nia.types("actually make that online")
    assert "Do you want to join Mindful walking, Friday 6 March" in said
    assert "Nothing has been changed yet." in said
    assert "How you come: In person" in await nia.types("details 12")
    await nia.types("actually make that online")
    await nia.presses("Join online instead")
    assert "How you come: Online" in await nia.types("details 12")
    assert "in person?" in await nia.types("change my place to in person")


async def test_who_is_late_has_the_session_that_has_begun(house):
    nia = await two_sessions(house)
    assert "nothing booked yet" in await nia.types("is it too late to join")
    await nia.types("book 12")
    await nia.types("book 13")
    assert "None of your sessions has begun." in await nia.types("running late, can i still join")
    await house.wait_until(TUESDAY + timedelta(minutes=10))
    said = await nia.types("dw i'n hwyr, ydy hi'n rhy hwyr i ymuno?")
    assert (
        "Mindful walking began at 9am. Your place is still yours." in said or "Chi biau’r lle o hyd" in said
    )
    assert "Excel" not in said


async def test_a_certificate_that_cannot_be_had_yet_is_explained(house):
    nia = await two_sessions(house)
    await nia.types("book 12")
    await house.wait_until(TUESDAY + timedelta(hours=2))
    assert "Nobody has written down yet who came to: Mindful walking." in await nia.types(
        "where's my certificate"
    )
    assert "Ask the organiser to mark you" in await nia.types("can i have a certificate for mindful walking")


async def test_slides_without_a_name_are_those_of_ones_own_sessions(house):
    nia = await two_sessions(house)
    assert "Which session?" in await nia.types("where can i find the slides")
    await nia.types("book 12")
    await house.wait_until(TUESDAY + timedelta(hours=2))
    assert "Mindful walking" in await nia.types("where can i find the slides")
    assert "Mindful walking" in await nia.types("is there a recording of 12")
