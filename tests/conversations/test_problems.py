"""What could not be delivered, as organisers see it; and "Is it there?" asked, answered, and never twice."""

import asyncio
from datetime import timedelta

import pytest

from bot.ask import Address, Profile, Target
from bot.card import Button, Card, Plain, Text
from bot.postman import Postman
from bot.room import Later, Undeliverable, Unknown
from tests.house import MONDAY, PaperRoom, Someone, build_house, buttons, draft

WEEK = timedelta(days=7)
NEVER = Undeliverable("is_archived", gone=True)


@pytest.fixture
def house(database):
    """Olwen organises, Ada administers."""
    return build_house(database, CAFFI_ORGANISERS__ADMINISTRATORS="ada@example.org")


async def set_up(house, *outcomes, by: str = "nia") -> Someone:
    """A weekly digest in #learning with two weeks of sessions; the announcement ends as `outcomes` say."""
    await house.puts_on(
        *(draft(f"Walk {week}", MONDAY + week * WEEK + timedelta(days=2)) for week in range(9))
    )
    nia = (await house.meets(by)).in_("learning")
    await nia.types("digest weekly monday 9am")
    house.room.outcomes += outcomes
    await nia.presses("Start this digest")
    await house.deliver()
    return nia


async def test_when_everything_arrived_it_says_so(house):
    olwen = await house.meets("olwen")
    assert await olwen.types("problems") == "Everything was delivered."
    await olwen.types("cymraeg")
    assert await olwen.types("problemau") == "Cafodd popeth ei ddanfon."


async def test_only_organisers_and_administrators_see_it(house):
    nia, ada = await house.meets("nia"), await house.meets("ada")
    assert await nia.types("problems") == "Only organisers can see this. Please ask an organiser."
    assert "delivered" not in await nia.press(button("problems_more", "0"))
    assert await ada.types("problems") == "Everything was delivered."


def button(word: str, about: str = "") -> Button:
    return Button(Text((Plain("x"),)), word, about)


async def test_a_channel_that_fails_every_week_is_one_line_and_told_once(house):
    nia = await set_up(house)
    olwen, ada = await house.meets("olwen"), await house.meets("ada")
    for week in range(1, 4):
        house.room.outcomes.append(NEVER)
        await house.wait_until(MONDAY + week * WEEK)
        await house.deliver()
    (told,) = nia.post
    assert told == (
        "We could not post in the channel #learning: the weekly digest.\n"
        "The channel is archived (is_archived). Open the channel again, or stop its digest and set one up"
        " in another channel.\n"
        "[Stop this digest]\n"
        "You get this because you set this up, or because you look after Caffi. You hear of it once."
        " Organisers see everything when they say “problems” to Caffi."
    )
    assert ada.post == [told]
    assert olwen.post == []
    assert await olwen.types("problems") == (
        "What could not be delivered\n"
        "#learning\n"
        "3 times, most recently the weekly digest, Monday 23 March, 9am\n"
        "The channel is archived (is_archived).\n"
        "Open the channel again, or stop its digest and set one up in another channel.\n"
        "[Stop this digest]"
    )


async def test_it_is_over_when_a_later_letter_arrives_and_is_told_anew_when_it_comes_back(house):
    nia = await set_up(house)
    olwen = await house.meets("olwen")
    house.room.outcomes.append(NEVER)
    await house.wait_until(MONDAY + WEEK)
    assert "#learning" in await olwen.types("problems")
    await house.wait_until(MONDAY + 2 * WEEK)
    assert await olwen.types("problems") == "Everything was delivered."
    house.room.outcomes.append(NEVER)
    await house.wait_until(MONDAY + 3 * WEEK)
    await house.deliver()
    assert len(nia.post) == 2
    assert "\nthe weekly digest, Monday 23 March, 9am\n" in await olwen.types("problems")


async def test_it_is_over_when_the_digest_is_stopped(house):
    await set_up(house, NEVER)
    olwen = await house.meets("olwen")
    assert "the news that a digest was set up" in await olwen.types("problems")
    assert await olwen.presses("Stop this digest") == "The digest of #learning is stopped."
    assert await olwen.types("problems") == "Everything was delivered."
    assert await house.meets("nia") is not None
    await house.wait_until(MONDAY + WEEK)
    assert house.posts_in("learning") == []


async def test_it_is_not_spoken_of_for_ever(house):
    nia = await set_up(house, NEVER)
    olwen = await house.meets("olwen")
    await nia.types("digest pause")
    await house.wait_until(MONDAY + timedelta(days=29))
    assert "#learning" in await olwen.types("problems")
    await house.wait_until(MONDAY + timedelta(days=31))
    assert await olwen.types("problems") == "Everything was delivered."


async def test_what_may_be_there_is_asked_and_not_posted_again_when_it_is(house):
    nia = await set_up(house)
    olwen = await house.meets("olwen")
    house.room.outcomes.append(Unknown("ServerDisconnectedError"))
    await house.wait_until(MONDAY + WEEK)
    await house.deliver()
    assert nia.post[0].startswith(
        "We posted in the channel #learning, but the connection broke off: the weekly digest."
        " Please look in the channel: is it there?\n[Yes, it’s there]\n[No, post it again]\n"
    )
    seen = await olwen.types("problems")
    assert "The connection broke off while it was sent: it may be there, or not." in seen
    question: Card = nia.letters[-1].card
    thanks = "Thank you. It is there, so it will not be posted again."
    assert await nia.presses("Yes, it’s there", on=question, key="paper:x") == thanks
    assert await nia.presses("Yes, it’s there", on=question, key="paper:x") == thanks
    assert await olwen.presses("No, post it again") == "Somebody has answered already: it is there."
    await house.deliver()
    assert len(house.posts_in("learning")) == 1  # the announcement
    assert await olwen.types("problems") == "Everything was delivered."


async def test_what_is_not_there_is_posted_again_once_even_days_later(house):
    nia = await set_up(house)
    olwen = await house.meets("olwen")
    house.room.outcomes.append(Unknown("TimeoutError"))
    await house.wait_until(MONDAY + WEEK)
    await house.wait_until(MONDAY + WEEK + timedelta(days=1))
    await olwen.types("problems")
    shown = olwen.last.body
    assert await olwen.presses("No, post it again") == "Thank you. It will now be posted once more."
    again = "Somebody has answered already, and it was posted again."
    assert await olwen.presses("No, post it again", on=shown) == again
    assert await nia.presses("Yes, it’s there", on=nia.letters[-1].card) == again
    await house.deliver()
    digests = house.posts_in("learning")[1:]
    assert len(digests) == 1
    assert "Walk 1" in digests[0]
    assert await olwen.types("problems") == "Everything was delivered."


async def test_of_two_who_answer_at_once_one_is_first(house):
    nia = await set_up(house)
    olwen = await house.meets("olwen")
    house.room.outcomes.append(Unknown("TimeoutError"))
    await house.wait_until(MONDAY + WEEK)
    await house.deliver()
    card = nia.letters[-1].card
    said = await asyncio.gather(
        nia.presses("Yes, it’s there", on=card), olwen.presses("No, post it again", on=card)
    )
    assert sorted(answer.partition(" ")[0] for answer in said) == ["Somebody", "Thank"]


async def test_what_waits_for_a_channel_follows_it_to_its_new_id(house):
    await set_up(house)
    house.room.trouble = "token_revoked"
    await house.wait_until(MONDAY + WEEK)
    for _ in range(2):
        await house.desk.channel_changed(Target("paper", "w", channel="learning"), "replaced", "new")
    house.room.trouble = None
    await house.deliver()
    assert len(house.posts_in("new")) == 1


async def test_when_it_breaks_off_again_it_is_asked_again(house):
    nia = await set_up(house, Unknown("TimeoutError"))
    await house.deliver()
    house.room.outcomes.append(Unknown("TimeoutError"))
    await nia.presses("No, post it again", on=nia.letters[-1].card)
    await house.deliver()
    await house.deliver()
    assert len(nia.post) == 2
    await nia.presses("No, post it again", on=nia.letters[-1].card)
    await house.deliver()
    assert len(house.posts_in("learning")) == 1


async def test_nothing_is_promised_that_cannot_be_posted(house):
    nia = await set_up(house)
    house.room.outcomes.append(Unknown("TimeoutError"))
    await house.wait_until(MONDAY + WEEK)
    await house.deliver()
    await nia.types("digest pause")
    refused = await nia.presses("No, post it again", on=nia.letters[-1].card)
    assert refused.startswith("There is nothing to post any more")
    await nia.types("digest resume")
    assert (await nia.presses("No, post it again", on=nia.letters[-1].card)).startswith("Thank you.")


async def test_a_button_in_somebody_elses_hand_is_refused(house):
    nia = await set_up(house, Unknown("TimeoutError"))
    await house.deliver()
    tom = await house.meets("tom")
    card = nia.letters[-1].card
    for label in ("Yes, it’s there", "No, post it again"):
        assert (await tom.presses(label, on=card)).startswith("Only organisers and whoever set this up")
    for about in ("", "x", "-1", "99", "9" * 30):
        assert (await tom.press(button("problem_again", about))).startswith("Only organisers")
        assert (await tom.press(button("problem_stop", about))).startswith("Only organisers")
        assert (await (await house.meets("olwen")).press(button("problem_there", about))).startswith(
            "This is solved"
        )
    letter = buttons(card)[0].about
    assert (await tom.press(button("problem_stop", letter))).startswith("Only organisers")
    assert (await nia.presses("Yes, it’s there", on=card)).startswith("Thank you.")


async def test_when_whoever_set_it_up_has_left_the_organisers_are_asked(house):
    olwen, ada = await house.meets("olwen"), await house.meets("ada")
    nia = await set_up(house)
    await house.desk.meet(nia.address, Profile(gone=True))
    house.room.outcomes.append(Unknown("TimeoutError"))
    await house.wait_until(MONDAY + WEEK)
    await house.deliver()
    assert nia.post == []
    assert [len(olwen.post), len(ada.post)] == [1, 1]
    assert (await olwen.presses("Yes, it’s there", on=olwen.letters[-1].card)).startswith("Thank you.")
    assert (await ada.presses("No, post it again", on=ada.letters[-1].card)).startswith("Somebody has")


async def test_two_who_were_joined_into_one_are_still_asked(database):
    house = build_house(database, rooms=("paper", "elsewhere"))
    await house.puts_on(draft("Walk", MONDAY + timedelta(days=9)))
    shy = Someone(house, "shy").in_("learning")
    await shy.types("digest weekly monday 9am")
    await shy.presses("Start this digest")
    await house.deliver()
    await house.meets("nia", room="elsewhere")
    await house.desk.meet(Address("paper", "w", "shy"), Profile(name="Nia", email="nia@example.org"))
    await house.postman.flush()
    for room in house.rooms.values():
        room.parcels.clear()  # that they are one
    house.room.outcomes.append(Unknown("TimeoutError"))
    await house.wait_until(MONDAY + WEEK)
    await house.deliver()
    asked = [p for room in house.rooms.values() for p in room.parcels if not p.to.channel]
    assert len(asked) == 1


async def test_what_a_person_does_not_get_stands_there_without_its_words(house):
    await house.puts_on(draft("Walk <!channel>", MONDAY + timedelta(days=2), ref="12"))
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    house.room.outcomes.append(Undeliverable("user_disabled", gone=True))
    await nia.in_("learning").types("book 12")
    await house.deliver()
    assert await olwen.types("problems") == (
        "What could not be delivered\n"
        "Nia\n"
        "the confirmation of a place: Walk <!channel>, Monday 2 March, 9am\n"
        "Their account is closed or gone (user_disabled).\n"
        "If they have left, there is nothing to do. If not, ask an administrator to look at their account."
    )


async def test_an_address_that_stopped_starts_again_when_they_speak(house):
    await house.puts_on(draft("Walk", MONDAY + timedelta(days=2), ref="12"))
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    house.room.outcomes.append(Undeliverable("user_not_visible", gone=True))
    await nia.in_("learning").types("book 12")
    await house.deliver()
    await house.wait_until(MONDAY + timedelta(days=1))
    assert nia.post == []
    assert "2 times" not in await olwen.types("problems")
    assert "no address" not in await olwen.types("problems")
    assert "What’s on" in await nia.types("what's on")  # which only reads
    await house.wait_until(MONDAY + timedelta(days=2, hours=-1))
    assert "Walk" in nia.post[-1]
    assert await olwen.types("problems") == "Everything was delivered."


async def test_an_unknown_letter_to_a_person_is_tried_once_more_and_then_shown(house):
    await house.puts_on(draft("Walk", MONDAY + timedelta(days=2), ref="12"))
    nia, olwen = await house.meets("nia"), await house.meets("olwen")
    house.room.outcomes += [Unknown("TimeoutError")] * 2
    await nia.in_("learning").types("book 12")
    for _ in range(3):
        await house.deliver()
        house.clock.pass_(timedelta(seconds=10))
    seen = await olwen.types("problems")
    assert "Nia\nthe confirmation of a place: Walk, Monday 2 March, 9am\nThe connection broke off" in seen
    assert "Please ask them whether they got it." in seen
    assert "[" not in seen


async def test_a_long_list_has_show_more(house):
    await house.puts_on(draft("Walk", MONDAY + timedelta(days=2), ref="12", capacity=20))
    olwen = await house.meets("olwen")
    for number in range(7):
        house.room.outcomes.append(Undeliverable("cannot_dm_bot", gone=True))
        await (await house.meets(f"p{number}")).in_("learning").types("book 12")
        await house.deliver()
    seen = await olwen.types("problems")
    assert seen.startswith("What could not be delivered\nP6\n")
    assert "P2" in seen
    assert "P1" not in seen
    assert seen.endswith("2 more places\n[Show more]")
    rest = await olwen.presses("Show more")
    assert "P1" in rest
    assert "P0" in rest
    assert "Show more" not in rest


async def test_while_nothing_goes_out_nothing_is_given_up_and_it_is_told_once(house):
    await house.puts_on(draft("Walk", MONDAY + timedelta(days=2), ref="12"))
    nia, tom, ada = [await house.meets(key) for key in ("nia", "tom", "ada")]
    olwen = await house.meets("olwen")
    house.room.outcomes += [Later(60, "token_revoked")] * 3
    for person in (nia, tom):
        await person.in_("learning").types("book 12")
    await house.deliver()
    seen = await olwen.types("problems")
    assert seen == (
        "Nothing goes out at the moment, because Caffi is not let in (token_revoked). 2 messages have been"
        " waiting since Monday 2 March, 9am. They go out by themselves once an administrator has put this"
        " right."
    )
    house.room.trouble = "token_revoked"
    await house.wait_until(MONDAY + timedelta(hours=1))
    house.clock.pass_(timedelta(minutes=2))
    await house.deliver()
    assert house.room.parcels == []
    house.room.trouble = None
    await house.deliver()
    assert [len(nia.post), len(tom.post)] == [1, 1]
    (told,) = ada.post
    assert told == (
        "From Monday 2 March, 9am until now nothing could be sent, because Caffi was not let in"
        " (token_revoked). What was waiting is on its way.\nYou get this because you look after Caffi."
    )
    assert await olwen.types("problems") == "Everything was delivered."


async def test_also_many_replicas_tell_once_that_nothing_goes_out(house):
    await house.puts_on(draft("Walk", MONDAY + timedelta(days=2), ref="12", capacity=30))
    ada = await house.meets("ada")
    for number in range(20):
        await (await house.meets(f"p{number}")).in_("learning").types("book 12")
    replicas = [
        Postman(house.database, house.clock, house.settings, house.postman.registry, {"paper": room})
        for room in (PaperRoom(outcomes=[Later(60, "token_revoked")] * 99) for _ in range(3))
    ]
    await asyncio.gather(*(replica.deliver() for replica in replicas))
    house.clock.pass_(timedelta(minutes=2))
    await house.deliver()
    assert len([told for told in ada.post if "nothing could be sent" in told]) == 1
