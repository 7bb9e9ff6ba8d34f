"""Feedback on Slack, in both modes: organisers choose the questions, people answer each kind as they go."""

from datetime import timedelta

from sqlalchemy import select

from bot.store import tables
from tests.house import MONDAY, draft

TUESDAY = MONDAY + timedelta(days=1)
WALK = draft("Mindful walking|Cerdded ystyriol", TUESDAY, ref="12", capacity=12)


async def test_every_kind_of_question_goes_there_and_back(opened):
    async with opened(WALK) as (slack, caffi):
        nia, olwen = slack.person("nia"), slack.person("olwen")
        await olwen.types_command("/learn", "questions all")
        await olwen.hears("[Choose questions]")
        await olwen.presses("Choose questions")
        await olwen.hears("Answered by choosing", "modal")
        chosen = {"pressed": ("pace", "confidence", "obstacles"), "worded": ("people", "comment")}
        await olwen.submits("Choose questions", chosen)
        await olwen.hears("After all sessions, people will get this:")
        await olwen.presses("Too slow")
        await olwen.hears("This is only a preview")
        await olwen.presses("Back to the preview")
        await olwen.hears("After all sessions, people will get this:")
        await olwen.presses("Save")
        await olwen.hears("Saved. After all sessions")
        await nia.types_command("/book", "12")
        await nia.hears("You’re booked", "dm")
        await caffi.timekeeper.move_to(TUESDAY + timedelta(hours=2))
        await nia.hears("How was the pace?", "dm")
        await nia.presses("Too slow")
        await nia.hears("your answer about Mindful walking is saved", "dm")
        await nia.presses("Answer the rest")
        await nia.hears("How confident are you", "modal")
        answers = {
            "confidence-before": "2",
            "confidence-now": "4",
            "obstacles": ("time", "tools"),
            "comment": "Da",
        }
        await nia.submits("Your feedback", answers | {"people": "Tom"})
        await nia.hears("your feedback on Mindful walking is saved")
        found = await caffi.database.read(
            lambda db: db.execute(select(tables.feedback_answers.c.said)).scalars().all()
        )
        assert found == [
            {"comment": "Da", "confidence": [2, 4], "obstacles": ["time", "tools"], "pace": "slow"}
        ]
        assert slack.violations == []
