"""Letters arrive where they were sent, once."""

from datetime import timedelta

import pytest

from bot.ask import Target
from bot.card import Card
from bot.platforms.web.pinboard import Pinned
from bot.room import Later, Parcel, Room, Sent, Undeliverable
from tests.platforms.web import cards
from tests.platforms.web.cafe import READER, Cafe
from tests.platforms.web.visitor import Visitor


def letter(to: Target, *, key: str = "a letter", card: Card = cards.DIGEST, replace: bool = False) -> Parcel:
    return Parcel(key, to, card, READER, replace=replace)


LEARNING = Target("web", "tryout", channel="learning")
NIA = Target("web", "tryout", user="nia")


def test_it_is_a_room(cafe: Cafe) -> None:
    room: Room = cafe.room
    assert room.name == "web"
    assert room.pace == timedelta()


async def test_a_letter_to_a_channel_is_for_everyone(cafe: Cafe, visitor: Visitor) -> None:
    assert await cafe.room.send(letter(LEARNING)) == Sent("1")
    for person in ("nia", "carys"):
        page = await visitor.open(f"/as/{person}/channel/learning")
        assert "Yr wythnos hon yn y caffi dysgu" in page.words
        assert "yn y caffi" not in (await visitor.open(f"/as/{person}/caffi")).words


async def test_a_letter_to_one_person_is_in_their_talk_with_caffi(cafe: Cafe, visitor: Visitor) -> None:
    await cafe.room.send(letter(NIA, card=cards.FEEDBACK))
    page = await visitor.open("/as/nia/caffi")
    assert "5 excellent" in page.words
    assert "Only you can see this" not in page.words  # alone with Caffi that goes without saying
    assert "5 excellent" not in (await visitor.open("/as/owen/caffi")).words


async def test_with_both_only_that_person_sees_it_in_that_channel(cafe: Cafe, visitor: Visitor) -> None:
    await cafe.room.send(letter(Target("web", channel="learning", user="nia"), card=cards.FEEDBACK))
    page = await visitor.open("/as/nia/channel/learning")
    assert "5 excellent" in page.words
    assert "Only you can see this" in page.words
    assert "5 excellent" not in (await visitor.open("/as/owen/channel/learning")).words


async def test_the_same_letter_again_is_the_same_message(cafe: Cafe) -> None:
    assert await cafe.room.send(letter(NIA)) == await cafe.room.send(letter(NIA))
    assert len(cafe.board.pins) == 1


async def test_a_letter_can_take_the_place_of_another(cafe: Cafe, visitor: Visitor) -> None:
    await cafe.room.send(letter(NIA, card=cards.FEEDBACK))
    again = Target("web", "tryout", user="nia", message="1")
    assert await cafe.room.send(letter(again, key="b", card=cards.THANKS, replace=True)) == Sent("1")
    page = await visitor.open("/as/nia/caffi")
    assert "5 excellent" not in page.words
    assert "Thank you." in page.words


@pytest.mark.parametrize("message", ["99", "", "C123/1712.0003", "1"])
async def test_where_the_other_does_not_hang_it_is_a_new_message(cafe: Cafe, message: str) -> None:
    await cafe.room.send(letter(LEARNING))  # message 1, but in another conversation
    to = Target("web", "tryout", user="nia", message=message)
    assert await cafe.room.send(letter(to, key="b", replace=True)) == Sent("2")
    assert cafe.board.pins[1].body == cafe.board.pins[2].body


async def test_unknown_targets_are_said_to_be_gone(cafe: Cafe) -> None:
    for to in (Target("web", channel="nowhere"), Target("web", user="nobody")):
        assert isinstance(await cafe.room.send(letter(to)), Undeliverable)
    assert not cafe.board.pins


async def test_the_home_page_keeps_one_card(cafe: Cafe, visitor: Visitor) -> None:
    home = Target("web", "tryout", user="nia", surface="home")
    assert await cafe.room.send(letter(home, card=cards.THANKS)) == Sent("1")
    assert await cafe.room.send(letter(home, key="b", card=cards.FULL)) == Sent("1")
    assert cafe.board.pins[1].body == cards.FULL
    assert not (await visitor.open("/as/nia/caffi")).text.count("badge")


async def test_a_pinboard_that_fails_is_tried_again_later(
    cafe: Cafe, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def locked(**_: object) -> Pinned:
        raise OSError("database is locked")

    monkeypatch.setattr(cafe.board, "post", locked)
    assert await cafe.room.send(letter(NIA)) == Later(2.0, "OSError")
