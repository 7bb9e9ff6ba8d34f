"""What is for one person in a channel, a group chat or a meeting: shown to them alone, or in their chat.

Where Teams can do neither, everybody reads that there is an answer, and nothing of it.
"""

import asyncio
from datetime import timedelta

import pytest

from bot.platforms.teams.alone import Alone
from tests.fakes.teams.faults import BLOCKED, EXPIRED, NOT_IN_IT, NOT_TO_ONE, RateLimited, Refuses
from tests.house import MONDAY
from tests.platforms.teams.conftest import EXCEL, WALK
from tests.platforms.teams.test_conversations import DIGEST, comes, person

WEEK = timedelta(days=7)
NOWHERE = "There is an answer for you alone"
BOOKED = "You’re booked on Mindful walking."


async def learning(teams):
    """Nia with Caffi in the team."""
    nia = await person(teams, "nia")
    await teams.lets_in_team("learning", by="nia")
    return nia


@pytest.mark.parametrize("kind", ["channel", "group chat", "meeting"])
@pytest.mark.parametrize("slash", [False, True], ids=["mention", "slash"])
async def test_it_is_shown_to_them_alone_where_they_asked(opened, kind, slash):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        if kind != "channel":
            teams.group_chat("here", meeting=kind == "meeting")
        else:
            teams.channel("here")
        await nia.says("book 12" if slash else "@caffi book 12", channel="here", targeted=slash)
        await nia.hears(BOOKED, "here")
        await caffi.postman.flush()
        assert teams.sees_in("here") == ""
        assert BOOKED not in teams.person("owen").sees()
        assert {each["recipient"]["isTargeted"] for each in teams.sent if "recipient" in each} == {True}


@pytest.mark.parametrize(
    "fault", [NOT_TO_ONE, NOT_IN_IT, Refuses(404, "x"), Refuses(405), Refuses(501)], ids=str
)
async def test_where_teams_refuses_that_it_is_in_their_chat_and_not_tried_each_time(opened, fault):
    async with opened(WALK) as (teams, caffi):
        nia = await learning(teams)
        teams.keeps_failing("private", fault)
        await nia.says("@caffi book 12", channel="learning")
        await nia.hears(BOOKED, "")
        await nia.says("@caffi cancel 12", channel="learning")
        await nia.hears("[Undo]", "")
        await nia.says("@caffi book 12", channel="learning")
        await caffi.postman.flush()
        assert teams.attempts.count("private") == 1
        assert teams.sees_in("learning") == ""


async def test_after_the_first_refusal_nothing_is_said_twice_in_their_chat(opened):
    """What is answered there needs no letter that says it again."""
    async with opened(WALK) as (teams, caffi):
        nia = await learning(teams)
        teams.keeps_failing("private", NOT_TO_ONE)
        await nia.says("@caffi what’s on next week", channel="learning")
        await nia.hears("[Book]", "")
        await nia.says("@caffi book 12", channel="learning")
        await nia.hears(BOOKED, "")
        await caffi.postman.flush()
        assert nia.sees("").count(BOOKED) == 1


async def test_one_who_cannot_be_shown_it_keeps_it_from_nobody_else(opened):
    async with opened(WALK) as (teams, _):
        nia = await learning(teams)
        owen = await person(teams, "owen")
        teams.fails("private", NOT_IN_IT)
        await nia.says("@caffi mine", channel="learning")
        await nia.hears("You have nothing booked", "")
        await owen.says("@caffi mine", channel="learning")
        await owen.hears("You have nothing booked", "learning")


async def test_a_slash_command_shows_that_it_can_be_done(opened):
    async with opened(WALK) as (teams, _):
        nia = await learning(teams)
        teams.fails("private", NOT_TO_ONE)
        await nia.says("@caffi mine", channel="learning")
        await nia.hears("You have nothing booked", "")
        await nia.says("mine", channel="learning", targeted=True)
        await nia.hears("You have nothing booked", "learning")


async def test_a_refusal_is_forgotten_after_an_hour() -> None:
    alone = Alone()
    alone.refused("c", "nia", 400)
    alone.refused("d", "nia", 403)
    alone.refused("e", "nia", 429)
    assert [alone.can(each, who) for each in "cde" for who in ("nia", "owen")] == [
        False,
        False,
        False,
        True,
        True,
        True,
    ]
    later = asyncio.get_running_loop().time() + 3601
    alone._now = lambda: later  # type: ignore[method-assign]
    assert alone.can("c", "nia")
    assert alone.can("d", "nia")


async def test_what_would_show_it_to_everybody_is_never_asked_to() -> None:
    playground = Alone(possible=False)
    playground.heard("c", "nia", "", alone=True)
    assert not playground.can("c", "nia")


async def test_what_is_remembered_does_not_grow() -> None:
    alone = Alone()
    for number in range(6000):
        alone.shown("c", f"m{number}")
    assert not alone.is_theirs("c", "m0")
    assert alone.is_theirs("c", "m5999")
    assert len(alone._theirs._kept) == 5000


# ── In their own chat, for a channel ─────────────────────────────────────────────────────────────


@pytest.mark.parametrize("fault", [None, NOT_TO_ONE], ids=["there", "in their chat"])
async def test_a_digest_is_set_up_for_the_channel_wherever_its_preview_is(opened, fault):
    async with opened(WALK, EXCEL) as (teams, caffi):
        nia = await learning(teams)
        teams.keeps_failing("private", fault)
        where = "" if fault else "learning"
        await nia.says("@caffi digest weekly monday 9am", channel="learning")
        await nia.hears("[Start this digest]", where)
        await nia.presses("Start this digest", channel=where)
        await nia.hears("is set", where)
        await caffi.postman.flush()
        assert "[Start this digest]" not in teams.sees_in("learning")
        await comes(caffi, MONDAY + WEEK)
        assert DIGEST in teams.sees_in("learning")


async def test_a_form_that_is_about_a_channel_is_so_in_their_chat_too(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await learning(teams)
        teams.keeps_failing("private", NOT_TO_ONE)
        await nia.says("@caffi digest", channel="learning")
        assert "Topic" in nia.reads_form()
        await nia.submits({"weekday": "Wednesday"})
        await nia.hears("[Start this digest]", "")
        await nia.presses("Start this digest")
        await caffi.postman.flush()
        await teams.person("owen").hears("This channel now hears", "learning")


async def test_a_press_in_their_chat_is_answered_there(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await learning(teams)
        teams.fails("private", NOT_TO_ONE)
        await nia.says("@caffi what’s on next week", channel="learning")
        await nia.hears("[Book]", "")
        await nia.says("mine", channel="learning", targeted=True)  # by now it can be done
        await nia.hears("You have nothing booked", "learning")
        await nia.presses("Book", channel="")
        await nia.hears(BOOKED, "")
        await nia.hears("The answer is below.", "")
        await caffi.postman.flush()
        assert nia.sees("").count(BOOKED) == 1
        await nia.presses("Cancel my place", channel="")
        await nia.hears("[Undo]", "")
        await nia.presses("Undo", channel="")
        await nia.hears("You still have your place", "")
        assert "Mindful walking" not in nia.sees("learning")


async def test_what_somebody_shows_everybody_from_their_chat_is_in_the_channel(opened):
    async with opened(WALK, EXCEL) as (teams, _):
        nia = await learning(teams)
        teams.keeps_failing("private", NOT_TO_ONE)
        await nia.says("@caffi share next week", channel="learning")
        await teams.person("owen").hears("Mindful walking", "learning")
        assert "Mindful walking" not in nia.sees("")


# ── Nowhere ──────────────────────────────────────────────────────────────────────────────────────


async def test_who_can_be_reached_nowhere_reads_that_and_nothing_of_the_answer_is_public(opened):
    async with opened(WALK) as (teams, caffi):
        await learning(teams)
        teams.keeps_failing("private", NOT_TO_ONE)
        dai = teams.person("dai", installed=False)
        await dai.says("@caffi book 12", channel="learning", thread="1700000000999")
        await dai.hears(NOWHERE, "learning")
        await caffi.postman.flush()
        public = teams.sees_in("learning")
        assert public.count(NOWHERE) == 1
        assert "Mae ateb i chi’n unig" in public
        assert not [each for each in ("Mindful", "booked", "Dai", "dai") if each in public]
        assert dai.messages("learning")[-1].thread == "1700000000999"
        olwen = await person(teams, "olwen")
        await olwen.says("problems")
        await olwen.hears("What could not be delivered\nDai", "")


async def test_somebody_of_another_tenant_is_not_told_to_add_what_they_cannot_have(opened):
    async with opened(WALK) as (teams, caffi):
        await learning(teams)
        teams.keeps_failing("private", NOT_TO_ONE)
        eve = teams.person("eve", tenant="22222222-2222-3333-4444-555555555555", installed=False)
        await eve.says("@caffi what’s on", channel="learning")
        await caffi.postman.flush()
        assert teams.attempts[-2:] == ["private", "open"]
        assert teams.sees_in("learning") == ""


async def test_who_asked_so_that_nobody_sees_it_is_not_given_away(opened):
    async with opened(WALK) as (teams, caffi):
        await learning(teams)
        teams.keeps_failing("private", NOT_TO_ONE)
        dai = teams.person("dai", installed=False)
        await dai.says("book 12", channel="learning", targeted=True)
        await caffi.postman.flush()
        assert teams.sees_in("learning") == ""


@pytest.mark.parametrize(
    ("fault", "says"),
    [(BLOCKED, NOWHERE), (RateLimited(1), "We could not send you the rest just now.")],
    ids=str,
)
async def test_a_press_before_everybody_always_says_to_them_what_it_did(opened, fault, says):
    async with opened(WALK, EXCEL) as (teams, _):
        nia = await learning(teams)
        await nia.says("@caffi share next week", channel="learning")
        owen = await person(teams, "owen")
        await owen.hears("[Book]", "learning")
        before = teams.sees_in("learning")
        teams.keeps_failing("private", NOT_TO_ONE)
        teams.keeps_failing("post", fault)
        await owen.presses("Book", beside="Mindful walking", channel="learning")
        seen = await owen.hears("You’re booked: Mindful walking", "learning")
        assert f"9am to 10am. {says}" in seen
        assert teams.sees_in("learning") == before
        assert "You’re booked" not in nia.sees()


# ── Gone after a day ─────────────────────────────────────────────────────────────────────────────


async def test_what_takes_the_place_of_one_that_is_gone_is_sent_anew(opened):
    async with opened(WALK) as (teams, _):
        nia = await learning(teams)
        await nia.says("@caffi cancel 12", channel="learning")
        await nia.says("@caffi book 12", channel="learning")
        await nia.hears(BOOKED, "learning")
        await nia.says("@caffi cancel 12", channel="learning")
        await nia.hears("[Undo]", "learning")
        teams.fails("update_private", EXPIRED)
        await nia.presses_as_before_2020("Undo")
        await nia.hears("You still have your place on Mindful walking.", "learning")
        assert teams.attempts[-2:] == ["update_private", "private"]


async def test_nothing_is_lost_with_it(opened):
    """A place, and a form that was half filled in: what was sent in is kept, and can be asked for again."""
    async with opened(WALK) as (teams, caffi):
        nia = await learning(teams)
        await nia.says("@caffi book 12", channel="learning")
        await nia.hears(BOOKED, "learning")
        await nia.says("@caffi settings", channel="learning")
        assert "Language" in nia.reads_form()
        teams.a_day_passes()
        assert nia.reads_form() == ""
        await caffi.postman.flush()
        await nia.hears(BOOKED, "")  # told in their own chat, too
        await nia.says("@caffi mine", channel="learning")
        await nia.hears("Mindful walking", "learning")
        await nia.says("@caffi settings", channel="learning")
        await nia.submits({"language": "cy"})
        await nia.says("@caffi help", channel="learning")
        await nia.hears("Sut gall Caffi helpu", "learning")
