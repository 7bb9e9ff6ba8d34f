"""An organiser's day on Slack: a session made in a form, looked at, changed, and told of once."""

from datetime import timedelta

from tests.house import MONDAY, draft

TUESDAY = MONDAY + timedelta(days=8)
WALK = draft("Mindful walking|Cerdded ystyriol", TUESDAY, ref="12", capacity=1)


async def test_made_edited_moved_listed_and_told_once(opened):
    async with opened(WALK) as (slack, caffi):
        olwen, nia, tom = slack.person("olwen"), slack.person("nia"), slack.person("tom")
        await olwen.types_command("/learn", "new")
        typed = {"Title in English": "Talk <!channel>", "Starts at": "9am"}
        await olwen.submits("New session", {**typed, "Day": "soon"})
        assert "isn’t one day that we can read" in olwen.sees("modal")
        await olwen.submits("New session", {**typed, "Day": "Tuesday 10 March"})
        assert "Talk <!channel> is in the programme." in olwen.sees("modal")

        await nia.types_command("/book", "12")
        await nia.hears("You’re booked", "dm")
        await tom.types_command("/book", "12")
        await olwen.types_command("/learn", "edit 12")
        await olwen.submits("Edit Mindful walking", {"Where": "Tŷ Afon"})
        assert "one person with a place and one person waiting will be told." in olwen.sees("modal")
        await olwen.presses("Save and tell them")
        await olwen.hears("Mindful walking is changed.", "modal")
        olwen.closes()
        await olwen.types_command("/learn", "move 12 to Wednesday 11 March 2pm")
        await olwen.presses("Save and tell them")
        await caffi.timekeeper.move_to(MONDAY + timedelta(minutes=10))
        told = await nia.hears("has a new time and a new place", "dm")
        assert "Wednesday 11 March, 2pm to 3pm" in told
        assert nia.sees("dm").count("Tŷ Afon") == 1

        await olwen.types_command("/learn", "list 12")
        assert "1 booked, 1 waiting" in olwen.sees("dm")
        await nia.types_command("/learn", "people on 12")
        assert "Only organisers can see this" in nia.sees("dm")
        assert slack.violations == []
