"""The stories that are told on Slack (tests/story), told in Teams: the same job, from first to last."""

from datetime import timedelta

from tests.fakes.teams.judge import walk
from tests.house import MONDAY, draft
from tests.platforms.teams.test_conversations import comes, person

TUESDAY = MONDAY + timedelta(days=8)
WALK = draft("Mindful walking|Cerdded ystyriol", TUESDAY, ref="12", capacity=12, link="https://example.org/j")
EXCEL = draft("Excel <at>all</at> & more", TUESDAY + timedelta(days=1), ref="13", topic="digital", capacity=1)
ONE = draft("Mindful walking|Cerdded ystyriol", TUESDAY, ref="12", capacity=1)


async def test_ask_book_digest_reminder_feedback_summary(opened):
    async with opened(WALK, EXCEL) as (teams, caffi):
        nia, olwen = await person(teams, "nia"), await person(teams, "olwen")
        await teams.lets_in_team("learning", by="olwen")

        await nia.says("what's on next week", channel="learning", targeted=True)
        seen = await nia.hears("Mindful walking", "learning")
        assert "Mindful walking\nTuesday 10 March, 9am to 10am\nTeams\n12 places left" in seen
        assert "Mindful" not in olwen.sees("learning")
        await nia.presses("Book", beside="Mindful walking", channel="learning")
        await nia.hears("You’re booked on Mindful walking.", "")
        await nia.says("mine")
        await nia.hears("My places", "")

        await olwen.says("@caffi digest weekly monday 9am topic:wellbeing", channel="learning")
        await olwen.hears("[Start this digest]", "learning")
        await olwen.presses("Start this digest", channel="learning")
        await nia.hears("Mae’r sianel hon nawr yn cael", "learning")
        await comes(caffi, MONDAY + timedelta(days=7))
        digest = await nia.hears("Cerdded ystyriol\ndydd Mawrth 10 Mawrth, 9am i 10am", "learning")
        assert "Excel" not in digest.partition("Beth sydd ymlaen")[2]
        others = [await person(teams, f"p{n}") for n in range(10)]
        for who in others:
            await who.presses("Archebu lle / Book", channel="learning", beside="Mindful walking")
            await who.hears("You’re booked on Mindful walking.", "")

        await comes(caffi, TUESDAY - timedelta(hours=1))
        assert "https://example.org/j" in await nia.hears("Mindful walking starts in an hour.", "")
        await comes(caffi, TUESDAY + timedelta(hours=2))
        for who in (nia, *others):
            await who.hears("How was Mindful walking?", "")
            await who.presses("4 Very useful", channel="")
            await who.hears("your rating of Mindful walking is saved", "")
        await nia.presses("Answer in words", channel="")
        await nia.submits({"action": "Walk at lunch <at>all</at>"})
        await nia.hears("your feedback on Mindful walking is saved", "")

        await olwen.says("feedback 12")
        await olwen.hears("[Publish the summary]", "")
        await olwen.presses("Publish the summary")
        summary = await olwen.hears("11 of 11 people answered", "")
        assert "Walk at lunch" not in summary, "it is hers alone"
        assert "(a chart: How useful was it?)" in summary
        assert "4 Very useful: 11" in summary

        await olwen.says("@caffi results 12", channel="learning")
        await olwen.hears("[Post to this channel]", "learning")
        await olwen.presses("Post to this channel", channel="learning")
        await olwen.hears("[Post them]", "learning")
        await olwen.presses("Post them", channel="learning")
        posted = await nia.hears("Atebodd 11 o’r 11 o bobl", "learning")
        assert "(a chart: Pa mor ddefnyddiol oedd y sesiwn?" in posted
        (post,) = [each for each in teams.sent if "Atebodd 11" in each["summary"]]
        charts = [node for node in walk(post) if str(node.get("type")).startswith("Chart.")]
        assert [node["fallback"]["url"][:22] for node in charts] == ["data:image/png;base64,"] * len(charts)
        assert charts


async def test_waiting_list_cancel_and_undo(opened):
    async with opened(EXCEL) as (teams, caffi):
        nia, tom = await person(teams, "nia"), await person(teams, "tom")
        await nia.says("/book excel")
        await nia.hears("You’re booked", "")
        await tom.says("book 13")
        await tom.hears("You’re number 1 on the waiting list", "")
        await nia.says("cancel 13")
        await nia.hears("[Undo]", "")
        await nia.presses("Undo")
        await nia.hears("You still have your place on Excel <at>all</at> & more.", "")
        await nia.says("cancel 13")
        await nia.hears("[Undo]", "")
        await comes(caffi, MONDAY + timedelta(minutes=2))
        await tom.hears("A place has come free: you’re now booked on Excel <at>all</at> & more.", "")


async def test_mention_home_settings_and_welsh(opened):
    async with opened(WALK, EXCEL) as (teams, _):
        nia = await person(teams, "nia")
        await teams.lets_in_team("learning", by="nia")
        await nia.says("@caffi what's on next week", channel="learning")
        await nia.hears("Mindful walking", "learning")
        await nia.says("cymraeg")
        await nia.says("home")
        assert "Beth sydd ymlaen i mi" in await nia.hears("Fy lleoedd", "")
        await nia.presses("Gosodiadau", channel="")
        await nia.submits({"language": "English"})
        await nia.says("follow wellbeing")
        await nia.hears("You now follow Wellbeing.", "")


async def test_the_same_delivery_twice_is_answered_once(opened):
    async with opened(WALK) as (teams, caffi):
        nia = await person(teams, "nia")
        teams.twice = True
        await nia.says("book 12")
        await nia.hears("You’re booked on Mindful walking.", "")
        await caffi.postman.flush()
        assert nia.sees("").count("You’re booked on Mindful walking.") == 1
        await nia.presses("Cancel my place", channel="")
        await nia.hears("is cancelled", "")
        await caffi.postman.flush()
        assert nia.sees("").count("is cancelled") == 1


async def test_a_session_is_made_edited_moved_listed_and_told_once(opened):
    async with opened(ONE) as (teams, caffi):
        olwen, nia, tom = [await person(teams, key) for key in ("olwen", "nia", "tom")]
        await olwen.says("new")
        typed = {"Title in English": "Talk <at>all</at>", "Starts at": "9am"}
        await olwen.submits({**typed, "Day": "soon"})
        assert "isn’t one day that we can read" in olwen.reads_form()
        await olwen.submits({**typed, "Day": "Tuesday 10 March"})
        await olwen.hears("Talk <at>all</at> is in the programme.", "")

        await nia.says("/book 12")
        await nia.hears("You’re booked", "")
        await tom.says("/book 12")
        await tom.hears("waiting list", "")
        await olwen.says("edit 12")
        await olwen.submits({"Where": "Tŷ Afon"})
        await olwen.hears("one person with a place and one person waiting will be told.", "")
        await olwen.presses("Save and tell them", channel="")
        await olwen.hears("Mindful walking is changed.", "")
        await olwen.says("move 12 to Wednesday 11 March 2pm")
        await olwen.hears("Wednesday 11 March", "")
        await olwen.presses("Save and tell them", channel="")
        await comes(caffi, MONDAY + timedelta(minutes=10))
        told = await nia.hears("has a new time and a new place", "")
        assert "Wednesday 11 March, 2pm to 3pm" in told
        assert nia.sees("").count("Tŷ Afon") == 1

        await olwen.says("list 12")
        await olwen.hears("1 booked, 1 waiting", "")
        await nia.says("people on 12")
        await nia.hears("Only organisers can see this", "")
