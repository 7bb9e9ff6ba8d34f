"""What people are told when a session changes: old and new, once, in their language; nothing for nothing."""

from datetime import date, timedelta

import pytest

from bot.steps.programme import Import
from bot.store import sessions
from tests.house import House, at, build_house, buttons, draft

TUESDAY = at(date(2026, 3, 10), 10)


@pytest.fixture
def house(database) -> House:
    return build_house(database)


async def booked(house, **facts):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12", **facts))
    olwen, nia = await house.meets("olwen"), await house.meets("nia")
    await nia.types("book 12")
    await house.deliver()
    return olwen, nia


async def changes(organiser, ref="12", **values):
    await organiser.types(f"edit {ref}")
    await organiser.submits(**values)
    await organiser.presses("Save and tell them")


async def minutes(house, n):
    await house.wait_until(house.clock.now() + timedelta(minutes=n))
    await house.deliver()


async def test_complaint_5_a_new_room_or_time_is_told_to_everybody(house):
    """Room or time changed and nobody was told (reference, section 3, number 5)."""
    olwen, nia = await booked(house, capacity=1)
    owen = await house.meets("owen")
    await owen.types("book 12")
    await changes(olwen, place="Room 9", starts="2pm", ends="3pm")
    await minutes(house, 5)
    for someone in (nia, owen):
        assert "Mindful walking has a new time and a new place." in someone.post[-1]
        assert "When: Tuesday 10 March, 2pm to 3pm\nWhere: Room 9" in someone.post[-1]
        assert "Time before: Tuesday 10 March, 10am to 11am\nPlace before: Teams" in someone.post[-1]


async def test_several_changes_within_minutes_are_one_letter_with_what_it_was_at_first(house):
    olwen, nia = await booked(house)
    before = len(nia.post)
    await changes(olwen, place="Room 1")
    await minutes(house, 1)
    await changes(olwen, place="Room 2")
    await minutes(house, 1)
    await changes(olwen, speaker="Cai")
    await minutes(house, 10)
    assert len(nia.post) == before + 1
    assert "Where: Room 2" in nia.post[-1]
    assert "Place before: Teams" in nia.post[-1]
    assert "Speaker: Cai" in nia.post[-1]
    await changes(olwen, place="Room 3")
    await minutes(house, 10)
    assert len(nia.post) == before + 2
    assert "Place before: Room 2" in nia.post[-1]


@pytest.mark.parametrize(
    ("words", "keeps", "when"),
    [
        ("keep my place", "You still have your place on Mindful walking", "Tuesday 10 March, 2pm to 3pm"),
        ("I'll keep my place, please", "You still have your place", "Tuesday 10 March, 2pm to 3pm"),
        (
            "cadw fy lle",
            "Mae gennych le o hyd ar y sesiwn Mindful walking",
            "dydd Mawrth 10 Mawrth, 2pm i 3pm",
        ),
        ("dw i'n dal i ddod", "Mae gennych le o hyd", "dydd Mawrth 10 Mawrth, 2pm i 3pm"),
    ],
)
async def test_who_says_that_they_keep_their_place_hears_when_it_is_now(house, words, keeps, when):
    olwen, nia = await booked(house)
    await house.puts_on(draft("Excel", TUESDAY + timedelta(days=1), ref="13"))
    await nia.types("book 13")
    await nia.types("cymraeg" if keeps.startswith("Mae") else "english")
    await changes(olwen, starts="2pm", ends="3pm")
    await minutes(house, 10)
    kept = await nia.types(words)
    assert keeps in kept
    assert when in kept


@pytest.mark.parametrize(
    ("language", "words", "nothing"),
    [
        ("english", "keep my place", "You have nothing booked yet"),
        ("cymraeg", "cadw fy lle", "Nid ydych wedi archebu"),
    ],
)
async def test_where_nothing_moved_keeping_a_place_says_what_they_hold(house, language, words, nothing):
    _, nia = await booked(house)
    owen = await house.meets("owen")
    for person in (nia, owen):
        await person.types(language)
    assert "Mindful walking" in await nia.types(words)
    assert nothing in await owen.types(words)


async def test_where_several_moved_they_are_asked_which_place_they_keep(house):
    olwen, nia = await booked(house)
    await house.puts_on(draft("Excel", TUESDAY + timedelta(days=1), ref="13"))
    await nia.types("book 13")
    for ref in ("12", "13"):
        await changes(olwen, ref, place="Room 9")
    await minutes(house, 10)
    assert "Which one do you mean?" in await nia.types("keep my place")
    assert "You still have your place on Excel" in await nia.types("keep my place on excel")


async def test_what_was_changed_back_is_told_to_nobody(house):
    olwen, nia = await booked(house)
    before = len(nia.post)
    await changes(olwen, place="Room 1")
    await changes(olwen, place="Teams")
    await minutes(house, 10)
    assert len(nia.post) == before


async def test_who_books_in_between_is_told_of_what_changed_since(house):
    olwen, nia = await booked(house)
    owen = await house.meets("owen")
    await changes(olwen, place="Room 1")
    await owen.types("book 12")
    await minutes(house, 10)
    assert "Place before" in nia.post[-1]
    assert not any("Place before" in words for words in owen.post), "they booked what it is now"


async def test_who_gave_up_hears_nothing_and_who_changes_their_mind_does(house):
    olwen, nia = await booked(house)
    owen = await house.meets("owen")
    await owen.types("book 12")
    await nia.types("cancel 12")
    await owen.types("cancel 12")
    await (await house.meets("tomos")).types("book 12")
    await changes(olwen, place="Room 1")
    await owen.types("undo")
    await minutes(house, 10)
    assert not any("Room 1" in words for words in nia.post)
    assert "Place before: Teams" in owen.post[-1]


async def test_when_it_starts_soon_nobody_waits_for_the_letter(house):
    olwen, nia = await booked(house)
    await house.wait_until(TUESDAY - timedelta(hours=1, minutes=30))
    await changes(olwen, place="Room 1")
    await house.deliver()
    assert "Place before: Teams" in nia.post[-1]


async def test_called_off_meanwhile_is_one_letter_not_two(house):
    olwen, nia = await booked(house)
    before = len(nia.post)
    await changes(olwen, place="Room 1")
    await olwen.types("call off 12")
    await olwen.presses("Cancel it for everyone")
    await minutes(house, 10)
    assert len(nia.post) == before + 1
    assert "is cancelled" in nia.post[-1]


async def test_a_title_is_no_news(house):
    olwen, nia = await booked(house)
    before = len(nia.post)
    await olwen.types("edit 12")
    assert "Nobody is told of this" in await olwen.submits(title_en="Slow walking")
    await olwen.presses("Save")
    await minutes(house, 10)
    assert len(nia.post) == before


# ── Beside a file ────────────────────────────────────────────────────────────────────────────────


def read(*rows):
    from bot.intake import read_programme
    from tests.house import LONDON

    head = "ref,title,date,start,end,place,speaker\n"
    text = head + "\n".join(rows)
    return read_programme("p.csv", text.encode(), zone=LONDON, today=date(2026, 3, 2))


async def takes_in(house, *rows):
    from bot.desk import Desk
    from tests.house import REGISTRY

    taken = Import(sheet=read(*rows))
    return await house.database.write(
        lambda db: taken.carry_out(Desk(db, house.clock.now(), house.settings, REGISTRY))
    )


WALK = "12,Mindful walking,10/03/2026,10:00,11:00,{place},{speaker}"


async def session(house, ref="12"):
    return await house.database.read(lambda db: sessions.by_ref(db, ref))


async def test_an_edit_outlives_the_next_file_until_the_file_changes_its_mind(house):
    await takes_in(house, WALK.format(place="Teams", speaker="Bet"))
    olwen, nia = await house.meets("olwen"), await house.meets("nia")
    await nia.types("book 12")
    await changes(olwen, place="Room 9")
    await minutes(house, 10)
    letters = len(nia.post)
    plan = await takes_in(house, WALK.format(place="Teams", speaker="Bet"))
    assert [(kept.session.ref, kept.fields) for kept in plan.kept] == [("12", ("place",))]
    assert not plan.changed
    assert (await session(house)).place == "Room 9"
    plan = await takes_in(house, WALK.format(place="Teams", speaker="Cai"))
    assert [change.fields for change in plan.changed] == [("speaker",)]
    assert (await session(house)).place == "Room 9"
    plan = await takes_in(house, WALK.format(place="Hafod", speaker="Cai"))
    assert "place" in plan.changed[0].fields
    assert (await session(house)).place == "Hafod"
    assert not plan.kept
    plan = await takes_in(house, WALK.format(place="Teams", speaker="Cai"))
    assert (await session(house)).place == "Teams", "it is the file's again"
    await minutes(house, 10)
    assert len(nia.post) == letters + 1, "files that come together are one letter, too"
    assert "Place before: Room 9" in nia.post[-1]


async def test_a_file_does_not_bring_back_what_was_called_off_and_a_new_date_ends_a_postponement(house):
    await takes_in(house, WALK.format(place="Teams", speaker="Bet"))
    olwen = await house.meets("olwen")
    await olwen.types("postpone 12")
    await olwen.presses("Postpone it")
    await takes_in(house, WALK.format(place="Teams", speaker="Bet"))
    assert (await session(house)).status == "postponed"
    await takes_in(house, WALK.format(place="Teams", speaker="Bet").replace("10/03", "17/03"))
    assert (await session(house)).status == "open"
    await olwen.types("call off 12")
    await olwen.presses("Cancel it for everyone")
    await takes_in(house, WALK.format(place="Teams", speaker="Bet").replace("10/03", "24/03"))
    assert (await session(house)).status == "cancelled"


async def test_complaint_15_editing_a_series_loses_no_sign_up_and_brings_no_date_back(house):
    """Editing a series loses or moves sign-ups, or brings back deleted dates (section 3, number 15)."""
    olwen, nia = await booked(house)
    await olwen.types("repeat 12 weekly 3")
    await olwen.presses("Make these dates")
    dates = {each.starts_at.astimezone(TUESDAY.tzinfo).day: each for each in await coming(house)}
    await nia.types(f"book {dates[17].ref}")
    await olwen.types(f"call off {dates[24].ref}")
    await olwen.presses("Cancel it for everyone")
    await olwen.types(f"move {dates[31].ref} to 1 April 3pm")
    await olwen.presses("Save")
    await changes(olwen, place="Room 9")
    mine = await nia.types("mine")
    assert "Tuesday 10 March, 10am to 11am" in mine
    assert "Tuesday 17 March, 10am to 11am" in mine
    preview = await olwen.types("repeat 12 weekly 3")
    assert "Left out" in preview
    assert "Tuesday 24 March" in preview.split("Left out")[1]
    await olwen.presses("Make these dates")
    days = sorted(each.starts_at.astimezone(TUESDAY.tzinfo).date() for each in await coming(house))
    assert [day.day for day in days] == [10, 17, 31, 1]
    await minutes(house, 10)
    assert sum("Place before" in words for words in nia.post) == 1, "only the date that changed is told of"


async def coming(house):
    return await house.database.read(lambda db: sessions.upcoming(db, start=house.clock.now()))


async def test_what_is_postponed_can_be_given_up_and_taken_back_and_goes_with_who_leaves(house):
    from bot.ask import Address, Profile

    olwen, nia = await booked(house)
    owen = await house.meets("owen")
    await owen.types("book 12")
    await olwen.types("postpone 12")
    await olwen.presses("Postpone it")
    await house.puts_on(draft("Yoga", TUESDAY + timedelta(days=3), ref="13"))
    await nia.types("book 13")
    await house.wait_until(TUESDAY + timedelta(days=1))
    mine = await nia.types("mine")
    assert mine.index("Yoga") < mine.index("Mindful walking"), "what has a date comes first"
    assert "No date yet" in mine
    assert "is cancelled" in await nia.types("cancel 12")
    assert "You still have your place" in await nia.types("undo 12")
    await house.desk.meet(Address("paper", "w", "owen"), Profile(gone=True))
    assert "1 booked" in await olwen.types("list 12")
    assert "is cancelled" in await nia.types("cancel 12")


async def test_postponed_and_then_called_off_is_told_although_the_old_day_is_over(house):
    olwen, nia = await booked(house)
    await olwen.types("postpone 12")
    await olwen.presses("Postpone it")
    await house.wait_until(TUESDAY + timedelta(days=1))
    before = len(nia.post)
    await olwen.types("call off 12")
    await olwen.presses("Cancel it for everyone")
    await house.deliver()
    assert len(nia.post) == before + 1
    assert "is cancelled" in nia.post[-1]


async def test_who_has_not_read_of_the_first_move_reads_where_it_was_then_too(house):
    olwen, nia = await booked(house)
    house.clock.move_to(house.clock.now() + timedelta(hours=1))
    await changes(olwen, place="Room 1", starts="2pm", ends="3pm")
    await minutes(house, 10)
    owen = await house.meets("owen")
    await owen.types("book 12")
    await minutes(house, 60)
    await changes(olwen, place="Room 2", starts="4pm", ends="5pm")
    await minutes(house, 10)
    told = nia.post[-1]
    assert "Time before: Tuesday 10 March, 2pm to 3pm\nTime before that: Tuesday 10 March, 10am" in told
    assert "Place before: Room 1\nPlace before that: Teams" in told
    # Who came to it in between knows no earlier time.
    assert "Time before: Tuesday 10 March, 2pm to 3pm\nPlace before: Room 1" in owen.post[-1]
    assert "before that" not in owen.post[-1]


async def test_in_welsh_they_read_it_too(house):
    olwen, nia = await booked(house)
    await nia.types("cymraeg")
    await minutes(house, 60)
    for starts, ends in (("2pm", "3pm"), ("4pm", "5pm")):
        await changes(olwen, starts=starts, ends=ends)
        await minutes(house, 60)
    assert "Amser cyn hynny: dydd Mawrth 10 Mawrth, 10am i 11am" in nia.post[-1]


async def test_what_is_moved_back_to_what_they_know_says_so_once(house):
    olwen, nia = await booked(house)
    await minutes(house, 60)
    for starts, ends in (("2pm", "3pm"), ("10am", "11am")):
        await changes(olwen, starts=starts, ends=ends)
        await minutes(house, 60)
    assert "When: Tuesday 10 March, 10am to 11am" in nia.post[-1]
    assert "Time before: Tuesday 10 March, 2pm to 3pm" in nia.post[-1]
    assert "before that" not in nia.post[-1]


async def test_a_time_that_changed_first_is_told_with_the_room_that_changed_then(house):
    olwen, nia = await booked(house)
    await minutes(house, 60)
    await changes(olwen, starts="2pm", ends="3pm")
    await minutes(house, 60)
    await changes(olwen, place="Room 2")
    await minutes(house, 60)
    assert "has a new place" in nia.post[-1]
    assert "Time before: Tuesday 10 March, 10am to 11am\nPlace before: Teams" in nia.post[-1]


async def test_what_had_no_date_until_now_tells_of_none_before(house):
    olwen, nia = await booked(house)
    await minutes(house, 60)
    await changes(olwen, starts="2pm", ends="3pm")
    await minutes(house, 60)
    await olwen.types("postpone 12")
    await olwen.presses("Postpone it")
    await minutes(house, 60)
    await olwen.types("move 12 to 20 march 2pm")
    await olwen.press(buttons(olwen.last.body)[0])
    await minutes(house, 10)
    assert "Friday 20 March" in nia.post[-1]
    assert "10 March" not in nia.post[-1]
    assert "10 March" not in await nia.types("is the walking still on?")
