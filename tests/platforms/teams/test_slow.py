"""A desk that takes long, or fails: what Teams is answered in time, and what follows (as on Slack)."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot.card import Form, Line, Reply
from bot.room import Parcel
from tests.platforms.slack.desk import READER, button, card, reply, t
from tests.rooms.teams import TeamsVenue, teams

OFFER = card("A form?", buttons=(button("Yes", "open", "12"), button("Loud", "loud"), button("Boom", "boom")))
FORM = Form(title=t("Feedback"), word="sent", about="12", fields=(Line("use", t("Use?")),), submit=t("Send"))
WORKING = "Still working on it. The answer will follow in a moment."


@asynccontextmanager
async def opened(**answers: Reply) -> AsyncIterator[TeamsVenue]:
    """Nia with an offer in her chat and one in the channel; a desk that has to be told to be ready."""
    async with teams(patience=0.05) as venue:
        venue.script.answers |= answers
        await venue.room.send(Parcel("chat", venue.target("nia"), OFFER, READER))
        await venue.room.send(Parcel("channel", venue.target(channel="learning"), OFFER, READER))
        yield venue


async def hears(venue: TeamsVenue, person: str, words: str, where: str) -> str:
    return await venue.teams.person(person).hears(words, where)


@pytest.mark.parametrize("where", ["", "learning"])
async def test_a_press_is_told_so_and_answered_by_a_message(where: str) -> None:
    async with opened(open=reply("Here it is.")) as venue:
        venue.script.ready.clear()
        await venue.presses("nia", "Yes", where)
        assert WORKING in venue.teams.person("nia").sees(where)
        venue.script.ready.set()
        await hears(venue, "nia", "Here it is.", where)
        assert "Here it is." not in venue.teams.person("owen").sees(where)


async def test_an_answer_for_everybody_is_for_everybody_then_too() -> None:
    async with opened(loud=reply("Here it is.", public=True)) as venue:
        venue.script.ready.clear()
        await venue.presses("nia", "Loud", "learning")
        venue.script.ready.set()
        await hears(venue, "owen", "Here it is.", "learning")


async def test_a_form_and_what_is_sent_with_it_follow() -> None:
    async with opened(open=reply(FORM), sent=reply("Thank you!")) as venue:
        venue.script.ready.clear()
        await venue.presses("nia", "Yes")
        assert venue.teams.person("nia").reads_form() == ""
        venue.script.ready.set()
        await hears(venue, "nia", "Use?", "")
        venue.script.ready.clear()
        await venue.submits("nia", {"use": "Much"})
        assert WORKING in venue.teams.person("nia").sees("")
        venue.script.ready.set()
        await hears(venue, "nia", "Thank you!", "")


async def test_words_wait_without_a_word_and_are_answered() -> None:
    async with opened(mine=reply("You have no places.")) as venue:
        venue.script.ready.clear()
        await venue.types("nia", "mine")
        assert "You have no places." not in venue.teams.person("nia").sees("")
        venue.script.ready.set()
        await hears(venue, "nia", "You have no places.", "")


async def test_a_fault_is_an_apology_to_one_never_silence() -> None:
    def breaks(_: object) -> Reply:
        raise ZeroDivisionError

    async with opened() as venue:
        venue.script.answers |= {"boom": breaks}
        await venue.types("nia", "/learn boom", channel="learning")
        await hears(venue, "nia", "Something went wrong", "learning")
        await venue.types("nia", "boom")
        await hears(venue, "nia", "Something went wrong", "")
        await venue.presses("owen", "Boom", "learning")
        await hears(venue, "owen", "Something went wrong", "learning")
        assert "Something went wrong" not in venue.teams.sees_in("learning")


async def test_stopping_finishes_what_was_begun() -> None:
    async with opened(open=reply("Here it is.")) as venue:
        venue.script.ready.clear()
        await venue.presses("nia", "Yes")
        asyncio.get_running_loop().call_later(0.1, venue.script.ready.set)
        await venue.room.stop()
        assert "Here it is." in venue.teams.person("nia").sees("")
