"""A channel sets up its weekly digest; it comes once a week, whatever happens."""

from datetime import date, timedelta

from bot.room import Undeliverable, Unknown
from tests.house import MONDAY, at, draft

NEXT_MONDAY = MONDAY + timedelta(days=7)


async def set_up(house, words="digest weekly monday 9am topic:wellbeing"):
    await house.puts_on(
        draft("Mindful walking|Cerdded ystyriol", NEXT_MONDAY + timedelta(days=1), ref="12"),
        draft("Excel basics", NEXT_MONDAY + timedelta(days=2), ref="13", topic="digital"),
    )
    nia = (await house.meets("nia")).in_("learning")
    preview = await nia.types(words)
    return nia, preview


async def test_preview_confirm_and_the_channel_gets_it_in_both_languages(house):
    nia, preview = await set_up(house)
    assert "A weekly digest: Monday at 9am, topic Wellbeing" in preview
    assert "Mindful walking" in preview
    assert "Excel basics" not in preview
    assert "The first one comes on Monday 9 March, 9am." in await nia.presses("Start this digest")
    await house.deliver()
    assert "Mae’r sianel hon nawr yn cael" in house.posts_in("learning")[0]
    await house.wait_until(NEXT_MONDAY)
    digest = house.posts_in("learning")[-1]
    assert digest.index("Cerdded ystyriol") < digest.index("Mindful walking")
    assert "dydd Mawrth 10 Mawrth, 9am i 10am" in digest
    assert "set up by Nia" in digest
    await house.wait_until(NEXT_MONDAY + timedelta(days=6))
    assert len(house.posts_in("learning")) == 2


async def test_somebody_books_from_the_digest(house):
    nia, _ = await set_up(house)
    await nia.presses("Start this digest")
    await house.wait_until(NEXT_MONDAY)
    owen = (await house.meets("owen")).in_("learning")
    posted = next(p for p in house.room.parcels if p.key.startswith("digest 1"))
    assert "You’re booked on Mindful walking." in await owen.presses("Archebu lle / Book", on=posted.card)


async def test_a_week_with_nothing_gets_no_digest(house):
    nia, _ = await set_up(house)
    await nia.presses("Start this digest")
    await house.wait_until(NEXT_MONDAY + timedelta(days=20))
    assert len([post for post in house.posts_in("learning") if "7 days" in post]) == 1


async def test_a_missed_digest_comes_late_on_the_same_day(house):
    nia, _ = await set_up(house)
    await nia.presses("Start this digest")
    house.clock.move_to(NEXT_MONDAY + timedelta(hours=14))
    await house.timekeeper.tick()
    await house.timekeeper.tick()
    await house.deliver()
    assert len([post for post in house.posts_in("learning") if "7 days" in post]) == 1


async def test_a_digest_missed_for_a_whole_day_is_skipped(house):
    nia, _ = await set_up(house)
    await nia.presses("Start this digest")
    house.clock.move_to(NEXT_MONDAY + timedelta(days=1))
    await house.timekeeper.tick()
    await house.deliver()
    assert [post for post in house.posts_in("learning") if "7 days" in post] == []


async def test_nine_oclock_stays_nine_oclock_when_the_clocks_change(house):
    nia = (await house.meets("nia")).in_("learning")
    start = at(date(2026, 3, 31), 10)
    await house.puts_on(*(draft(f"Walk {n}", start + timedelta(days=n)) for n in range(-6, 14)))
    await nia.types("digest monday 9am")
    await nia.presses("Start this digest")
    await house.wait_until(at(date(2026, 3, 30), 8, 59))
    before = len(house.posts_in("learning"))
    await house.wait_until(at(date(2026, 3, 30), 9))
    assert len(house.posts_in("learning")) == before + 1


async def test_pause_resume_and_stop(house):
    nia, _ = await set_up(house)
    await nia.presses("Start this digest")
    assert "The digest is paused." in await nia.types("digest pause")
    await house.wait_until(NEXT_MONDAY + timedelta(hours=1))
    assert [post for post in house.posts_in("learning") if "7 days" in post] == []
    assert "The next one comes on Monday 16 March, 9am." in await nia.types("digest resume")
    assert "The digest is stopped." in await nia.types("crynodeb stopio")
    assert "This channel has no digest." in await nia.types("digest pause")


async def test_the_form_says_the_same_as_the_words(house):
    await set_up(house)
    nia = (await house.meets("nia")).in_("wellbeing")
    await nia.types("digest")
    answer = await nia.submits(weekday="friday", clock="half past", topic="-")
    assert "“half past” is not a time." in answer
    await nia.types("digest")
    answer = await nia.submits(weekday="friday", clock="13:30", topic="-")
    assert "A weekly digest: Friday at 1:30pm, all topics" in answer


async def test_a_digest_belongs_to_a_channel(house):
    nia = await house.meets("nia")
    assert "Say “digest” to Caffi in the channel" in await nia.types("digest monday 9am")


async def test_only_organisers_where_the_settings_say_so(database):
    from tests.house import build_house

    house = build_house(database, CAFFI_DIGEST__WHO="organiser")
    nia = (await house.meets("nia")).in_("learning")
    assert "only organisers" in await nia.types("digest monday 9am")
    olwen = (await house.meets("olwen")).in_("learning")
    assert "A weekly digest" in await olwen.types("digest monday 9am")


async def test_whoever_set_it_up_hears_at_once_that_we_cannot_post_there(house):
    nia, _ = await set_up(house)
    await nia.presses("Start this digest")
    house.room.outcomes = [Undeliverable("not_in_channel")]
    await house.deliver()
    assert "We could not post in the channel #learning" in nia.post[-1]


async def test_a_digest_whose_fate_is_unknown_is_never_posted_again(house):
    nia, _ = await set_up(house)
    await nia.presses("Start this digest")
    await house.deliver()
    house.room.outcomes = [Unknown("connection lost")]
    await house.wait_until(NEXT_MONDAY + timedelta(hours=3))
    assert [post for post in house.posts_in("learning") if "7 days" in post] == []
    assert "Please look in the channel: is it there?" in nia.post[-1]
