"""Whatever people say and press in a channel, and whatever Teams refuses: nothing that is theirs is public.

A wander: people say any word there is and press what they are shown, in a channel, a group chat and the
chat of a meeting. What everybody there can read is looked at after each step.
"""

import random
import re
from datetime import timedelta

import pytest

from tests.fakes.teams.faults import BLOCKED, EXPIRED, NOT_TO_ONE
from tests.fakes.teams.people import _buttons, _filled_in
from tests.house import MONDAY, REGISTRY, draft
from tests.platforms.teams.test_conversations import comes, person

SAID = sorted({phrases[0] for phrases in REGISTRY.vocabulary.values()})
ABOUTS = ("", "", "12", "13", "14", "all", "next week", "walking", "nia", "owen@example.org")
OVER = draft("Over already", MONDAY + timedelta(hours=1), ref="14")
WALK = draft("Mindful walking", MONDAY + timedelta(days=8), ref="12")
FULL = draft("Excel basics", MONDAY + timedelta(days=9), ref="13", topic="digital", capacity=1)
# Whoever sets up a digest or posts figures is named to the channel, and is told so before.
SIGNED = re.compile(r".*(set up by|posted by|osodwyd gan|a osodwyd|postiwyd gan|by|gan) .*")
THEIRS = re.compile(
    r"\b(nia|owen|olwen|dai)\b|@example\.org|my places|fy lleoedd|you’re booked|you are booked|your place"
    r"|number \d+ on the waiting|your rating|your feedback|what you need|you waited|you asked",
    re.IGNORECASE,
)


def personal(public: str) -> list[str]:
    """The lines that tell of somebody. What the asker wants everybody to see may quote what they typed."""
    lines = [re.sub("“[^”]*”", "", line) for line in public.splitlines()]
    return [line for line in lines if THEIRS.search(line) and not SIGNED.fullmatch(line)]


@pytest.mark.parametrize(
    "refused",
    [{}, {"private": NOT_TO_ONE}, {"private": NOT_TO_ONE, "open": BLOCKED}, {"update_private": EXPIRED}],
    ids=["shown to one", "in their chat", "nowhere", "gone after a day"],
)
async def test_nothing_that_is_theirs_is_ever_public(opened, refused):
    chance = random.Random(str(refused))
    async with opened(WALK, FULL, OVER) as (teams, caffi):
        crowd = [await person(teams, key) for key in ("nia", "owen", "olwen")]
        for who in crowd:
            for ref in ("12", "13", "14"):
                await who.says(f"book {ref}")
        await comes(caffi, MONDAY + timedelta(hours=3))
        await teams.lets_in_team("learning", by="nia")
        crowd.append(teams.person("dai", installed=False))
        places = ["learning", teams.group_chat("tea").name, teams.group_chat("talk", meeting=True).name]
        for call, fault in refused.items():
            teams.keeps_failing(call, fault)
        for words in chance.sample(SAID, 60):
            who, place = chance.choice(crowd), chance.choice(places)
            said = f"{words} {chance.choice(ABOUTS)}".strip()
            if chance.random() < 0.5:
                await who.says(said, channel=place, targeted=True)
            else:
                await who.says(f"@caffi {said}", channel=place)
            for _ in range(2):
                await anything(who, chance)
            await caffi.postman.flush()
            for each in places:
                assert personal(teams.sees_in(each)) == [], f"after {said!r} by {who.member.name}"
        assert any(teams.sees_in(each) for each in places), "else nothing was looked at"


async def anything(who, chance) -> None:
    """Press one of the buttons that they see, with its form filled in as well as a guess can."""
    found = []
    for message in who.messages()[-6:]:
        card = message.card_for(who.member.aad)
        found += [(message, card, button) for button, _ in _buttons(card)] if card else []
    found = [each for each in found if "verb" in each[2]]
    if not found:
        return
    message, card, button = chance.choice(found)
    inputs = {}
    if "form" in button["data"]:
        try:
            inputs = _filled_in(card, {})
        except AssertionError:
            return  # what is required is left empty: their own client would not send it
    await who._press(message, button, inputs)
