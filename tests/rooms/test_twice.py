"""The same delivery twice is one ask: its key is the same, and people see one answer."""

from bot.card import Reply
from bot.room import Parcel
from tests.platforms.slack.desk import READER, reply
from tests.rooms.test_contract import FILLED_IN, FORM, OFFER, rated
from tests.rooms.venue import Venue

COUNTED = ("First answer.", "Second answer.", "Third answer.")


def count_up(venue: Venue, word: str) -> None:
    """Answer each new ask of that word with the next of COUNTED."""
    left = iter(COUNTED)

    def answer(_: object) -> Reply:
        return reply(next(left))

    venue.script.answers[word] = answer


async def test_a_command(venue: Venue) -> None:
    venue.twice = True
    count_up(venue, "what's on")
    await venue.types("nia", "/learn what's on", channel="learning")
    seen = await venue.sees("nia", "learning")
    assert len(venue.script.served) == 1
    assert (seen.count("First answer."), seen.count("Second answer.")) == (1, 0)


async def test_words(venue: Venue) -> None:
    venue.twice = True
    count_up(venue, "what's on")
    await venue.types("nia", "what's on")
    seen = await venue.sees("nia")
    assert len(venue.script.served) == 1
    assert (seen.count("First answer."), seen.count("Second answer.")) == (1, 0)


async def test_a_press(venue: Venue) -> None:
    venue.twice = True
    count_up(venue, "book")
    await venue.room.send(Parcel("offer", venue.target("nia"), OFFER, READER))
    await venue.presses("nia", "Book")
    seen = await venue.sees("nia")
    assert len(venue.script.served) == 1
    assert (seen.count("First answer."), seen.count("Second answer.")) == (1, 0)


async def test_a_press_that_opens_a_form_and_the_form(venue: Venue) -> None:
    venue.twice = True
    venue.script.answers["rate"] = rated
    await venue.room.send(Parcel("offer", venue.target("nia"), OFFER, READER))
    await venue.presses("nia", "Rate")
    assert "How was it?" in await venue.sees("nia", "form")
    await venue.submits("nia", FILLED_IN)
    seen = await venue.sees("nia", "form") + await venue.sees("nia")
    assert len(venue.script.served) == 2
    assert seen.count("Thank you for that.") == 1


async def test_the_same_words_on_two_occasions_are_two_asks(venue: Venue) -> None:
    count_up(venue, "what's on")
    for _ in range(2):
        await venue.types("nia", "what's on")
    seen = await venue.sees("nia")
    assert len(venue.script.served) == 2
    assert seen.index("First answer.") < seen.index("Second answer.")


async def test_the_same_button_on_two_occasions_is_two_asks(venue: Venue) -> None:
    count_up(venue, "book")
    await venue.room.send(Parcel("offer", venue.target("nia"), OFFER, READER))
    for _ in range(2):
        await venue.presses("nia", "Book")
    seen = await venue.sees("nia")
    assert len(venue.script.served) == 2
    assert "Second answer." in seen


async def test_a_form_opened_on_two_occasions_is_sent_twice(venue: Venue) -> None:
    venue.script.answers["rate"] = rated
    venue.script.answers["rate 12"] = reply(FORM)
    for _ in range(2):
        await venue.types("nia", "/learn rate 12")
        await venue.submits("nia", FILLED_IN)
    assert [bool(ask.values) for ask in venue.script.served] == [False, True, False, True]
