"""Sentences as people really type them, and what must come of each."""

from datetime import date, timedelta

import pytest

from tests.house import MONDAY, at, draft

TOMORROW = at(date(2026, 3, 3), 10)
SAFE = draft("Safeguarding: the first hour|Diogelu: yr awr gyntaf", TOMORROW, ref="9", topic="safeguarding")
STREET = draft("The stories in our street names", at(date(2026, 3, 12), 10), ref="10")
WALK = draft("A walk along the river|Taith gerdded ar lan yr afon", at(date(2026, 3, 11), 12, 15), ref="13")
EXCEL = draft("Excel: from list to answer", at(date(2026, 3, 24), 9, 30), ref="24", topic="digital")


async def programme(house):
    await house.puts_on(SAFE, STREET, WALK, EXCEL)
    return await house.meets("nia")


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("book safeguarding tomorrow at 10", "Safeguarding"),
        ("archebu diogelu yfory am 10", "Safeguarding"),
        ("book me onto the excel one", "Excel"),
        ("book the walk on 11 march", "A walk along the river"),
        ("book tomorrow", "Safeguarding"),
        ("sign me up for the walk please", "A walk along the river"),
        ("/learn book 13", "A walk along the river"),
        ("learn learn book #13", "A walk along the river"),
        ("book excel on 24", "Excel"),
        ("could you put me down for the excel session please", "Excel"),
        ("I'd like a place on the walk", "A walk along the river"),
        ("hoffwn archebu lle ar y daith gerdded", "A walk along the river"),
        ("rhowch fi ar y sesiwn ddiogelu", "Safeguarding"),
    ],
)
async def test_the_right_session_is_booked(house, words, title):
    nia = await programme(house)
    answer = await nia.types(words)
    assert ("You’re booked on" in answer) or ("Mae gennych le" in answer) or ("wedi archebu" in answer), (
        answer
    )
    await nia.types("english")
    booked = await nia.types("mine")
    assert title in booked
    assert booked.count("Cancel my place") == 1


@pytest.mark.parametrize(
    "words",
    ["book 9 and 13", "book amina on 14", "book -1", "book top 10 tips", "book it"],
)
async def test_when_it_is_not_clear_nothing_is_booked(house, words):
    nia = await programme(house)
    await nia.types(words)
    assert "You have nothing booked yet" in await nia.types("mine")


@pytest.mark.parametrize(
    "words",
    [
        "cancel tomorrow",
        "take me off safeguarding please",
        "thank you, cancel safeguarding",
        "could you cancel safeguarding?",
        "cancel safeguarding please, I'm not well",
        "mae'n rhaid i mi ganslo diogelu",
        "tynnwch fi oddi ar y sesiwn ddiogelu",
    ],
)
async def test_who_says_so_outright_gives_the_place_up(house, words):
    nia = await programme(house)
    await nia.types("book 9")
    await nia.types("book 13")
    await nia.types(words)
    await nia.types("english")
    left = await nia.types("mine")
    assert "Safeguarding" not in left
    assert "A walk along the river" in left


async def test_which_place_to_give_up_is_asked_where_several_are_held(house):
    nia = await programme(house)
    await nia.types("book 9")
    await nia.types("book 13")
    assert "Which place do you want to cancel?" in await nia.types("i can't come")
    assert "Which one do you mean?" in await nia.types("cancel")


@pytest.mark.parametrize(
    "words",
    [
        "show my bookings for this week",
        "what have i got on this week",
        "beth dwi wedi bwcio",
        "learn mine",
        "am i down for anything",
        "have I booked something tomorrow",
        "beth sydd gen i fory",
    ],
)
async def test_my_places_in_many_words(house, words):
    nia = await programme(house)
    await nia.types("book 9")
    assert "Safeguarding" in await nia.types(words) or "Diogelu" in await nia.types(words)


async def test_my_places_of_another_week_are_left_out(house):
    nia = await programme(house)
    await nia.types("book 9")
    await nia.types("book 13")
    said = await nia.types("my bookings next week")
    assert "A walk along the river" in said
    assert "Safeguarding" not in said


@pytest.mark.parametrize("words", ["thanks", "thank you!", "diolch yn fawr", "ok", "bore da", "yes"])
async def test_a_kind_word_gets_one_back_and_not_the_programme(house, words):
    nia = await programme(house)
    answer = await nia.types(words)
    assert "You’re welcome" in answer or "Croeso" in answer
    assert "Safeguarding" not in answer


@pytest.mark.parametrize("words", ["?", "😀", "is it"])
async def test_nothing_in_particular_is_asked_back(house, words):
    nia = await programme(house)
    assert "Safeguarding" not in await nia.types(words)


async def test_thanks_and_a_question_is_a_question(house):
    nia = await programme(house)
    assert "Safeguarding" in await nia.types("thanks, what's on tomorrow")


@pytest.mark.parametrize(
    "words",
    [
        "how much annual leave do i have left",
        "will it rain tomorrow",
        "where is the toilet",
        "asdfgh",
        "sut mae'r tywydd",
    ],
)
async def test_what_is_not_ours_is_asked_back_with_a_few_ways_on(house, words):
    nia = await programme(house)
    answer = await nia.types(words)
    assert words in answer
    assert answer.count("[") == 3
    assert "Excel" not in answer


@pytest.mark.parametrize(
    ("words", "button"),
    [
        ("walk in person next week", "Any day"),
        ("safeguarding online in may", "Any day"),
        ("taith gerdded wyneb yn wyneb", "Online or in person"),
    ],
)
async def test_a_question_is_widened_with_one_tap(house, words, button):
    nia = await programme(house)
    answer = await nia.types(words)
    assert f"[{button}" in answer


async def test_any_day_keeps_what_else_was_asked(house):
    nia = await programme(house)
    assert SAFE.title.en not in await nia.types("safeguarding online next month")
    answer = await nia.presses("Any day")
    assert SAFE.title.en in answer
    assert "Excel" not in answer


async def test_what_is_shared_shows_nobodys_own_places(house):
    nia = (await programme(house)).in_("learning")
    await nia.types("book 9")
    shared = await nia.types("share what's on tomorrow")
    assert nia.last.public
    assert "You’re booked" not in shared
    assert "[Book]" in shared


async def test_details_of_what_is_over_offer_nothing_to_press(house):
    nia = await programme(house)
    await nia.types("book 9")
    await house.wait_until(TOMORROW + timedelta(hours=3))
    answer = await nia.types("details 9")
    assert "This session is over" in answer
    assert "[" not in answer


async def test_stop_leads_to_the_settings(house):
    nia = await programme(house)
    for words in ("stop", "unsubscribe", "turn off reminders"):
        assert "Settings" in await nia.types(words)


async def test_starting_the_same_digest_again_is_not_announced_again(house):
    nia = (await programme(house)).in_("learning")
    await nia.types("digest monday 9am")
    preview = nia.last.body
    for _ in range(3):
        await nia.presses("Start this digest", on=preview)
    await house.deliver()
    assert len(house.posts_in("learning")) == 1


async def test_who_waits_is_told_of_a_move_as_somebody_who_waits(house):
    from bot.learning.events import SessionMoved
    from bot.store import revising, sessions

    await house.puts_on(draft("Yoga", TOMORROW, ref="7", capacity=1))
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 7")
    await owen.types("book 7")
    session = await house.database.read(lambda db: sessions.by_ref(db, "7"))

    def move(db):
        from bot.desk import Desk
        from tests.house import REGISTRY

        later = draft("Yoga", TOMORROW + timedelta(hours=2), ref="7", capacity=1)
        revising.change(db, session.id, later)
        desk = Desk(db, MONDAY, house.settings, REGISTRY)
        desk.record(
            SessionMoved(
                session.id, session.starts_at, session.ends_at, session.place, timed=True, placed=False
            )
        )
        desk.settle()

    await house.database.write(move)
    await house.tell_of_changes()
    assert "[Cancel my place]" in nia.post[-1]
    assert "[Leave the waiting list]" in owen.post[-1]
    assert "You’re on the waiting list" in owen.post[-1]


async def test_what_is_only_near_says_that_it_is_booked_already(house):
    nia = await programme(house)
    await nia.types("book 13")
    answer = await nia.types("a walk by the river on friday")
    assert "The nearest we have" in answer
    assert "You’re booked" in answer
    assert "Cancel my place" in answer
    assert "You’re booked" not in await nia.in_("learning").types("share a walk by the river on friday")


async def test_who_cancels_what_they_have_not_booked_hears_that(house):
    nia = await programme(house)
    await nia.types("book 24")
    answer = await nia.types("cancel the walk")
    assert "You have no place on A walk along the river" in answer
    await nia.types("book 13")
    answer = await nia.types("details 131")
    assert "Did you mean one of these" in answer
    assert "[Cancel my place]" in answer
    assert "[Book]" not in answer


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("is there parking?", "A walk along the river"),
        ("do i need to bring anything", "A walk along the river"),
        ("oes parcio", "A walk along the river"),
        ("i changed my mind", "nothing to undo"),
        ("i changed my mind about the excel one", "nothing to undo"),
        ("dwi wedi newid fy meddwl", "nothing to undo"),
        ("be dwi di bwcio", "My places"),
        ("certificate for a walk along the river", "certificate"),
        ("diolch yn fawr iawn", "welcome"),
        ("thanks so much", "welcome"),
        ("why am i getting this?", "Settings"),
        ("pam ges i hwn", "Settings"),
        ("can i change my answer", "eedback"),
        ("what's waiting for approval", "approval"),
    ],
)
async def test_what_people_say_beside_booking_is_understood(house, words, answer):
    nia = await programme(house)
    await nia.types("book 13")
    said = await nia.types(words)
    assert answer in said
    assert "We looked for" not in said
    assert "Rydym wedi chwilio" not in said


@pytest.mark.parametrize(
    ("words", "example"),
    [("attendance", "“attendance 12”"), ("book", "“book 12”"), ("presenoldeb", "“attendance 12”")],
)
async def test_who_names_no_session_is_shown_how_with_their_own_word(house, words, example):
    await programme(house)
    olwen = await house.meets("olwen")
    assert f"for example {example}" in await olwen.types(words)
