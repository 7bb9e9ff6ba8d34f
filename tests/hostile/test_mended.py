"""Faults that an attacker found, each held by itself: what was done, and what must come of it."""

from dataclasses import replace
from datetime import timedelta

from bot.ask import Address, Ask, Profile, Where
from tests.hostile.conftest import Lines
from tests.house import MONDAY, House, draft

NOT_WRITABLE = "tea \x00 \ud800 cake"


async def test_a_button_about_a_letter_that_is_kept_no_longer(house: House, lines: Lines):
    for name in ("olwen", "nia"):
        person = await house.meets(name)
        answer = await person.asks(Ask(person.address, word="problem_there", about="999"))
        assert answer
    assert {line["outcome"] for line in lines} == {"refused: problem-over", "refused: problem-not-yours"}


async def test_letters_that_no_database_holds_are_left_out_wherever_they_come_from(
    house: House, lines: Lines
):
    olwen = await house.meets("olwen", name=NOT_WRITABLE, zone="Europe/\x00")
    await house.puts_on(draft("Walk", MONDAY + timedelta(hours=1), ref="12"))
    await olwen.types("book 12")
    await house.wait_until(MONDAY + timedelta(hours=5))
    where = Where("learning", NOT_WRITABLE)
    confirm = Ask(olwen.address, where, word="digest_confirm", about="monday 9am", key="paper:d")
    assert await olwen.asks(confirm)
    form = Ask(olwen.address, word="feedback_form", about="12", key="paper:f")
    assert await olwen.asks(replace(form, values={"rating": "4", "comment": NOT_WRITABLE}))
    await house.desk.channel_changed(house_channel(), "renamed", NOT_WRITABLE)
    assert [line for line in lines if line.get("outcome") == "bug"] == []


def house_channel():
    from bot.ask import Target

    return Target("paper", "w", channel="learning")


async def test_what_is_longer_than_anybody_reads_is_not_read(house: House, lines: Lines):
    nia = await house.meets("nia")
    answer = await nia.asks(Ask(nia.address, word="book", about="a" + " " * 1_000_000 + "b"))
    assert len(answer) < 10_000


async def test_a_word_that_is_not_ours_is_not_logged(house: House, lines: Lines):
    nia = await house.meets("nia")
    await nia.asks(Ask(nia.address, word="x\nlevel=error secret"))
    assert [line["word"] for line in lines if line["event"] == "ask"] == ["other"]


async def test_somebody_whose_name_no_database_holds_can_be_met(house: House):
    await house.desk.meet(Address("paper", "w", "x"), Profile(name="\x00", email="\ud800@x.example"))
