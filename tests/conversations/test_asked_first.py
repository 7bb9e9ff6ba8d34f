"""What is only read from a sentence is asked first: nobody gains or loses a place by a guess of ours."""

from datetime import date, timedelta

import pytest

from tests.house import at, buttons, draft

SAFE = draft("Safeguarding: the first hour|Diogelu: yr awr gyntaf", at(date(2026, 3, 3), 10), ref="9")
STRESS = draft("Managing stress|Rheoli straen", at(date(2026, 3, 12), 10), ref="10")
WALK = draft("A walk along the river|Taith gerdded ar lan yr afon", at(date(2026, 3, 11), 12), ref="13")
YOGA = draft("Yoga for stiff shoulders|Ioga i ysgwyddau stiff", at(date(2026, 3, 18), 12), ref="20")
YOGA_IN_JUNE = draft("Yoga for stiff shoulders|Ioga i ysgwyddau stiff", at(date(2026, 6, 17), 12), ref="21")
AID = draft("First aid|Cymorth cyntaf", at(date(2026, 3, 19), 9), ref="22")
NONE = "You have nothing booked yet"


async def somebody(house, *refs, key="nia", **profile):
    await house.puts_on(SAFE, STRESS, WALK, YOGA, YOGA_IN_JUNE, AID)
    nia = await house.meets(key, **profile)
    for ref in refs:
        await nia.types(f"book {ref}")
    return nia


async def booked(nia):
    """The references of what they have booked."""
    await nia.types("english")
    await nia.types("mine")
    return {button.about for button in buttons(nia.last.body) if button.word == "cancel"}


# ── Giving up ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("can I skip the yoga", "Yoga for stiff shoulders"),
        ("can i cancel yoga", "Yoga for stiff shoulders"),
        ("can I cancel 20?", "Yoga for stiff shoulders"),
        ("cancel yoga?", "Yoga for stiff shoulders"),
        ("cancel yoga if nobody else is coming", "Yoga for stiff shoulders"),
        ("something has come up at work about stress", "Managing stress"),
        ("can't make yoga anymore sorry", "Yoga for stiff shoulders"),
        ("i cant come on 18 march", "Yoga for stiff shoulders"),
        ("sorry I can't make it on the 18th", "Yoga for stiff shoulders"),
        ("changed my mind, I can't come to yoga", "Yoga for stiff shoulders"),
        ("what happens if I can't come to yoga", "Yoga for stiff shoulders"),
        ("ga i ganslo'r ioga", "Ioga i ysgwyddau stiff"),
        ("alla i ddim dod i'r ioga", "Ioga i ysgwyddau stiff"),
        ("dwi methu dod ar 18 Mawrth", "Ioga i ysgwyddau stiff"),
        ("fydda i ddim yn gallu dod i'r sesiwn rheoli straen", "Rheoli straen"),
    ],
)
async def test_who_may_want_to_give_a_place_up_is_asked(house, words, title):
    nia = await somebody(house, "20", "10", language=None)
    answer = await nia.types(words)
    assert "cancel your place" in answer or "ganslo eich lle" in answer, answer
    assert title in answer
    assert "Nothing is cancelled yet" in answer or "Nid oes dim wedi’i ganslo eto" in answer
    assert [button.word for button in buttons(nia.last.body)] == ["cancel", "keep_place"]
    assert await booked(nia) == {"20", "10"}


@pytest.mark.parametrize("words", ["CAN'T", "I'm ill", "i can't come", "something's come up", "dwi'n sâl"])
async def test_a_word_alone_names_the_only_place_and_asks(house, words):
    nia = await somebody(house, "9")
    answer = await nia.types(words)
    assert "Safeguarding" in answer or "Diogelu" in answer
    assert await booked(nia) == {"9"}


async def test_the_press_gives_it_up_and_can_be_undone(house):
    nia = await somebody(house, "20", "10")
    await nia.types("can I skip the yoga")
    assert "is cancelled" in await nia.presses("Cancel my place")
    assert await booked(nia) == {"10"}
    await nia.types("undo")
    assert await booked(nia) == {"10", "20"}


async def test_who_keeps_it_still_has_it(house):
    nia = await somebody(house, "20")
    await nia.types("I'm ill")
    assert "You still have your place on Yoga" in await nia.presses("Keep my place")
    assert await booked(nia) == {"20"}


async def test_of_several_places_each_stands_there_with_its_own_button(house):
    nia = await somebody(house, "9", "13", "20")
    answer = await nia.types("I'm ill, sorry")
    assert "Which place do you want to cancel? Nothing is cancelled yet." in answer
    assert [(each.word, each.about) for each in buttons(nia.last.body)] == [
        ("cancel", "9"),
        ("cancel", "13"),
        ("cancel", "20"),
        ("mine", ""),
    ]
    assert "My places" in await nia.presses("Keep them all")
    assert await booked(nia) == {"9", "13", "20"}


async def test_a_reason_that_names_nothing_asks_about_what_they_have(house):
    nia = await somebody(house, "9")
    assert "Safeguarding" in await nia.types("I can't make it, dentist")


async def test_what_fits_none_of_their_places_was_a_question(house):
    nia = await somebody(house, "13")
    answer = await nia.types("something has come up at work about stress")
    assert "None of your places fits" in answer
    assert "Managing stress" in answer
    assert "[Book]" in answer
    assert await booked(nia) == {"13"}


async def test_who_has_nothing_hears_that(house):
    nia = await somebody(house)
    assert "You have no places to cancel" in await nia.types("I'm ill")


async def test_who_waits_is_asked_about_the_waiting_list(house):
    await house.puts_on(draft("Pottery", at(date(2026, 3, 20), 10), ref="30", capacity=1))
    await (await house.meets("owen")).types("book 30")
    nia = await somebody(house, "30")
    answer = await nia.types("I can't come to pottery")
    assert "Do you want to leave the waiting list for Pottery" in answer
    assert "[Stay on the list]" in answer
    await nia.presses("Leave the waiting list")
    assert await booked(nia) == set()


# ── Booking ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [
        "not able to book the walk",
        "anyone else want to come to the walk?",
        "how do I book the walk",
        "book the walk?",
        "book the walk if there is room",
        "can I join the walk from home",
        "want in on the walk",
        "alla i ddod i'r daith gerdded",
    ],
)
async def test_who_may_want_a_place_is_shown_the_session_and_a_button(house, words):
    nia = await somebody(house, language=None)
    answer = await nia.types(words)
    assert "Nothing is booked yet" in answer or "Nid oes dim wedi’i archebu eto" in answer, answer
    assert [button.word for button in buttons(nia.last.body)] == ["book", "details"]
    assert await booked(nia) == set()


async def test_the_press_books_it(house):
    nia = await somebody(house)
    await nia.types("anyone else want to come to the walk?")
    assert "You’re booked" in await nia.presses("Book")
    assert await booked(nia) == {"13"}


async def test_of_several_that_could_be_meant_none_is_booked(house):
    nia = await somebody(house)
    answer = await nia.types("anyone else want to come to yoga?")
    assert "Which one do you want a place on?" in answer
    assert answer.count("[Book]") == 2
    assert await booked(nia) == set()


async def test_who_has_a_place_already_is_shown_it(house):
    nia = await somebody(house, "13")
    answer = await nia.types("not able to book the walk")
    assert "You’re booked" in answer
    assert "Do you want a place" not in answer


async def test_of_what_is_full_the_waiting_list_is_offered(house):
    await house.puts_on(draft("Pottery", at(date(2026, 3, 20), 10), ref="30", capacity=1))
    await (await house.meets("owen")).types("book 30")
    nia = await somebody(house)
    answer = await nia.types("anyone want to come to the pottery?")
    assert "Do you want to join the waiting list?" in answer


async def test_what_is_over_offers_nothing(house):
    nia = await somebody(house)
    await house.wait_until(at(date(2026, 3, 3), 10) + timedelta(hours=5))
    assert "This session is over" in await nia.types("how do I book 9")


@pytest.mark.parametrize("words", ["book the walk for carys", "book 13 for Carys", "archebu 13 i Carys"])
@pytest.mark.parametrize("key", ["carys", "olwen"])
async def test_a_name_that_may_be_their_own_is_asked_about(house, words, key):
    """Somebody called Carys may mean herself or another Carys, also where she may book for others."""
    carys = await somebody(house, key=key, name="Carys Pugh")
    assert "Carys" in (await carys.types(words)).title()
    assert "[Book]" in await carys.types(words) or "[Archebu]" in await carys.types(words)
    assert await booked(carys) == set()


@pytest.mark.parametrize(
    "words",
    [
        "book 13 for Carys Pugh",
        "book the walk for carys pugh",
        "book Carys Pugh on 13",
        "book 13 for carys@example.org",
        "book 13 for @carys",
        "archebu 13 i Carys Pugh",
    ],
)
@pytest.mark.parametrize("key", ["carys", "olwen"])
async def test_their_own_whole_name_means_themselves(house, words, key):
    carys = await somebody(house, key=key, name="Carys Pugh")
    await house.meets("owen", name="Carys Owen")
    words = words.replace("carys@", f"{key}@").replace("@carys", f"@{key}")
    answer = await carys.types(words)
    assert "You’re booked" in answer or "Mae gennych le" in answer
    assert await booked(carys) == {"13"}


@pytest.mark.parametrize("words", ["book 13 for Carys Pugh", "archebu 13 i Carys Pugh"])
async def test_where_somebody_else_has_that_name_they_are_asked(house, words):
    carys = await somebody(house, key="carys", name="Carys Pugh")
    await house.meets("other", name="Carys  PUGH")
    answer = await carys.types(words)
    assert "[Book]" in answer or "[Archebu]" in answer
    assert await booked(carys) == set()


async def test_their_own_name_beside_anothers_is_booking_for_others(house):
    carys = await somebody(house, key="carys", name="Carys Pugh")
    await house.meets("owen", name="Owen Rees")
    assert "Managers can book" in await carys.types("book 13 for Carys Pugh and Owen Rees")
    assert await booked(carys) == set()


@pytest.mark.parametrize(
    ("name", "said", "sure"),
    [
        ("Carys Pugh", "Carys Owen", True),
        ("Carys Pugh", "Pugh", False),
        ("Carys", "Carys", False),
    ],
)
async def test_an_organiser_who_says_a_whole_name_of_two_is_not_asked(house, name, said, sure):
    await house.meets("owen", name="Carys Owen")
    olwen = await somebody(house, key="olwen", name=name)
    answer = await olwen.types(f"book 13 for {said}")
    assert (f"1 person now has a place on A walk along the river.\n{said}" in answer) is sure
    assert ("Nothing is booked yet" in answer) is not sure


async def test_of_a_sensitive_session_no_notification_tells(house):
    await house.puts_on(draft("Grief", at(date(2026, 3, 20), 10), ref="31", sensitive=True))
    nia = await somebody(house, "31")
    for words in ("I'm ill", "can't come to grief"):
        await nia.types(words)
        assert "Grief" not in "".join(getattr(span, "text", "") for span in nia.last.body.summary.spans)


# ── Minds that changed, and swaps ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "words",
    [
        "I've changed my mind, book me on first aid after all",
        "dw i wedi newid fy meddwl, archebwch le i mi ar y cymorth cyntaf",
    ],
)
async def test_who_changed_their_mind_is_shown_what_they_want(house, words):
    nia = await somebody(house)
    await nia.types(words)
    assert [(each.word, each.about) for each in buttons(nia.last.body)] == [("book", "22"), ("details", "22")]


async def test_a_place_just_given_up_is_theirs_again(house):
    nia = await somebody(house, "22", "20")
    await nia.types("cancel 22")
    answer = await nia.types("I've changed my mind, book me on first aid after all")
    assert "You still have your place on First aid" in answer
    assert await booked(nia) == {"20", "22"}


async def test_where_nothing_is_to_undo_what_can_be_done_stands_below(house):
    nia = await somebody(house)
    answer = await nia.types("I've changed my mind about first aid")
    assert "nothing to undo" in answer
    assert "[Book]" in answer


@pytest.mark.parametrize(
    ("words", "new"),
    [
        ("swap yoga for the one in June", "21"),
        ("swap yoga for june please", "21"),
        ("can I change my place on yoga to the one in June?", "21"),
        ("move me from yoga to first aid", "22"),
        ("cancel yoga and book first aid", "22"),
        ("book me on first aid and cancel yoga", "22"),
        ("book first aid instead of yoga", "22"),
        ("move me to first aid", "22"),
        ("cyfnewid ioga am yr un ym Mehefin", "21"),
        ("symudwch fi o'r ioga i'r cymorth cyntaf", "22"),
        ("archebu cymorth cyntaf yn lle ioga", "22"),
    ],
)
async def test_a_swap_shows_the_new_place_and_keeps_the_old_one(house, words, new):
    nia = await somebody(house, "20", language=None)
    answer = await nia.types(words)
    assert "book the new place first" in answer or "archebwch y lle newydd yn gyntaf" in answer, answer
    assert [each.word for each in buttons(nia.last.body)] == ["swap_to", "details"]
    assert buttons(nia.last.body)[0].about == f"{new} 20"
    assert await booked(nia) == {"20"}


async def test_the_old_place_goes_only_when_the_new_one_is_had(house):
    nia = await somebody(house, "20")
    await nia.types("swap yoga for the one in June")
    answer = await nia.presses("Book")
    assert "You’re booked on Yoga" in answer
    assert "You still have your place on Yoga for stiff shoulders, Wednesday 18 March" in answer
    card = nia.last.body
    assert await booked(nia) == {"20", "21"}
    await nia.presses("Cancel the old place", on=card)
    assert await booked(nia) == {"21"}


async def test_who_only_waits_for_the_new_place_keeps_the_old_one(house):
    await house.puts_on(draft("Pottery", at(date(2026, 3, 20), 10), ref="30", capacity=1))
    await (await house.meets("owen")).types("book 30")
    nia = await somebody(house, "20")
    await nia.types("swap yoga for pottery")
    answer = await nia.presses("Join the waiting list")
    assert "You keep your place on Yoga for stiff shoulders" in answer
    assert "[Cancel the old place]" not in answer
    assert "20" in await booked(nia)


async def test_a_swap_at_the_same_time_is_not_asked_about_twice(house):
    await house.puts_on(draft("Pottery", at(date(2026, 3, 18), 12), ref="30"))
    nia = await somebody(house, "20")
    await nia.types("swap yoga for pottery")
    assert "You’re booked on Pottery" in await nia.presses("Book")


async def test_a_swap_that_clashes_with_something_else_is_asked_about(house):
    await house.puts_on(draft("Pottery", at(date(2026, 3, 19), 9), ref="30"))
    nia = await somebody(house, "20", "22")
    await nia.types("swap yoga for pottery")
    assert "First aid" in await nia.presses("Book")
    assert await booked(nia) == {"20", "22"}


async def test_nothing_that_has_begun_is_swapped_or_swapped_for_nor_anything_for_itself(house):
    await house.puts_on(draft("Pottery", at(date(2026, 3, 20), 9), ref="30"))
    await house.puts_on(draft("First aid|Cymorth cyntaf", at(date(2026, 3, 18), 12), ref="31"))
    nia = await somebody(house, "20", "22")
    await nia.types("swap yoga for another yoga")
    assert [each.about for each in buttons(nia.last.body)] == ["21 20", "21"]
    house.clock.move_to(at(date(2026, 3, 18), 12, 30))
    assert "book the new place first" not in await nia.types("swap yoga for pottery")
    assert "[Book]" in await nia.types("swap yoga for pottery")
    assert "book the new place first" not in await nia.types("swap first aid for the one on 18 March")
    await nia.types("swap first aid for yoga")
    assert [each.about for each in buttons(nia.last.body) if each.word == "swap_to"] == ["21 22"]


async def test_a_swap_for_nothing_keeps_what_they_have(house):
    nia = await somebody(house, "20")
    answer = await nia.types("swap yoga for underwater welding")
    assert "You keep your place on Yoga" in answer
    assert await booked(nia) == {"20"}


async def test_who_has_nothing_to_swap_is_shown_what_they_want(house):
    nia = await somebody(house)
    answer = await nia.types("swap yoga for first aid")
    assert "First aid" in answer
    assert "[Book]" in answer
    assert await booked(nia) == set()


async def test_a_swap_names_only_what_is_still_theirs(house):
    """A button may be pressed long after: what was given up meanwhile is not offered again."""
    nia = await somebody(house, "20")
    await nia.types("swap yoga for first aid")
    card = nia.last.body
    await nia.types("cancel 20")
    answer = await nia.presses("Book", on=card)
    assert "You’re booked on First aid" in answer
    assert "old place" not in answer
