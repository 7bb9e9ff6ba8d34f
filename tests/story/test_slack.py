"""The main job on Slack, from the first question to the summary, in both modes."""

from datetime import timedelta

from tests.house import MONDAY, draft

TUESDAY = MONDAY + timedelta(days=8)
WALK = draft("Mindful walking|Cerdded ystyriol", TUESDAY, ref="12", capacity=12, link="https://example.org/j")
EXCEL = draft("Excel <!channel> & more", TUESDAY + timedelta(days=1), ref="13", topic="digital", capacity=1)


async def test_ask_book_digest_reminder_feedback_summary(opened):
    async with opened(WALK, EXCEL) as (slack, caffi):
        slack.channel("learning")
        nia = slack.person("nia")
        olwen = slack.person("olwen")

        await nia.types_command("/learn", "what's on next week", channel="learning")
        assert "Mindful walking\nTuesday 10 March, 9am to 10am\nTeams\n12 places left" in nia.sees("learning")
        assert "Mindful" not in olwen.sees("learning")
        await nia.presses("Book", beside="Mindful walking")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        await nia.types_command("/learn", "mine")
        assert "You’re booked" in nia.sees("dm")

        await olwen.types_command("/learn", "digest weekly monday 9am topic:wellbeing", channel="learning")
        await olwen.presses("Start this digest")
        await nia.hears("Mae’r sianel hon nawr yn cael", "learning")
        await caffi.timekeeper.move_to(MONDAY + timedelta(days=7))
        assert "Cerdded ystyriol\ndydd Mawrth 10 Mawrth, 9am i 10am" in nia.sees("learning")
        others = [slack.person(f"p{n}") for n in range(10)]
        for person in others:
            await person.presses("Archebu lle / Book", channel="learning", beside="Mindful walking")
            await person.hears("You’re booked on Mindful walking.", "dm")

        await caffi.timekeeper.move_to(TUESDAY - timedelta(hours=1))
        assert "Mindful walking starts in an hour." in nia.sees("dm")
        assert "https://example.org/j" in nia.sees("dm")
        await caffi.timekeeper.move_to(TUESDAY + timedelta(hours=2))
        assert "How was Mindful walking?" in nia.sees("dm")
        for person in (nia, *others):
            await person.presses("4 Very useful")
            await person.hears("your rating of Mindful walking is saved", "dm")
        await nia.presses("Answer in words")
        await nia.submits("Your feedback", {"What will you do with it?": "Walk at lunch <@U1>"})
        assert "your feedback on Mindful walking is saved" in nia.sees("modal")

        await olwen.types_command("/learn", "feedback 12")
        await olwen.presses("Publish the summary")
        summary = await olwen.hears("11 of 11 people answered", "dm")
        assert "Walk at lunch" not in summary, "it is hers alone"
        assert "(a chart: How useful was it?)" in summary
        assert "\n4 Very useful: 11\n" in summary

        await olwen.types_command("/learn", "results 12", channel="learning")
        await olwen.hears("Post to this channel", "learning")
        await olwen.presses("Post to this channel", channel="learning")
        await olwen.hears("Post them", "learning")
        await olwen.presses("Post them", channel="learning")
        posted = await nia.hears("Atebodd 11 o’r 11 o bobl", "learning")
        assert "(a chart: How useful was it?)" in posted
        assert "(Pa mor ddefnyddiol oedd y sesiwn?; Barn pobl amdano (haen 3 o 8) · 11 ateb; 1 Ddim" in posted
        assert [each.content[:4] for each in slack.pictures] == [b"\x89PNG"]
        assert slack.violations == []


async def test_waiting_list_cancel_and_undo(opened):
    async with opened(EXCEL) as (slack, caffi):
        nia, tom = slack.person("nia"), slack.person("tom")
        await nia.types_command("/book", "excel")
        await tom.says("book 13")
        await tom.hears("You’re number 1 on the waiting list", "dm")
        await nia.types_command("/learn", "cancel 13")
        await nia.presses("Undo")
        await nia.hears("You still have your place on Excel <!channel> & more.")
        await nia.types_command("/learn", "cancel 13")
        await caffi.timekeeper.move_to(MONDAY + timedelta(minutes=2))
        await tom.hears("A place has come free: you’re now booked on Excel <!channel> & more.", "dm")


async def test_mention_home_settings_and_welsh(opened):
    async with opened(WALK, EXCEL) as (slack, _):
        slack.channel("learning")
        nia = slack.person("nia")
        await nia.says("@caffi what's on next week", channel="learning")
        await nia.hears("Mindful walking", "learning")
        await nia.types_command("/learn", "cymraeg")
        await nia.opens_home()
        assert "Beth sydd ymlaen i mi" in await nia.hears("Fy lleoedd", "home")
        await nia.presses("Gosodiadau")
        await nia.submits("Gosodiadau", {"Iaith": "English"})
        await nia.says("follow wellbeing")
        await nia.hears("You now follow Wellbeing.", "dm")


async def test_the_home_page_shows_what_was_done_on_it(opened):
    async with opened(WALK) as (slack, _):
        nia = slack.person("nia")
        await nia.opens_home()
        await nia.hears("You have nothing booked yet", "home")
        await nia.presses("Book")
        await nia.hears("You’re booked", "home")
        assert "You have nothing booked yet" not in nia.sees("home")


async def test_the_same_event_twice_is_answered_once(opened):
    async with opened(WALK) as (slack, _):
        nia = slack.person("nia")
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "dm")
        assert nia.sees("dm").count("You’re booked on Mindful walking.") == 1
