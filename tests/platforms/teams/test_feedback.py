"""Feedback in Teams: organisers choose the questions, people answer each kind as they go."""

from datetime import timedelta

from sqlalchemy import select

from bot.store import tables
from tests.platforms.teams.conftest import TUESDAY, WALK
from tests.platforms.teams.test_conversations import comes, person


async def test_every_kind_of_question_goes_there_and_back(opened):
    async with opened(WALK) as (teams, caffi):
        nia, olwen = await person(teams, "nia"), await person(teams, "olwen")
        await olwen.says("questions all")
        await olwen.hears("[Choose questions]", "")
        await olwen.presses("Choose questions")
        chosen = {"pressed": ("pace", "confidence", "obstacles"), "worded": ("people", "comment")}
        await olwen.submits(chosen)
        await olwen.hears("After all sessions, people will get this:", "")
        await olwen.presses("Too slow")
        await olwen.hears("This is only a preview", "")
        await olwen.presses("Back to the preview")
        await olwen.presses("Save")
        await olwen.hears("Saved. After all sessions", "")
        await nia.says("book 12")
        await nia.hears("You’re booked", "")
        await comes(caffi, TUESDAY + timedelta(hours=1, minutes=10))
        await nia.hears("How was the pace?", "")
        await nia.presses("Too slow")
        await nia.hears("your answer about Mindful walking is saved", "")
        await nia.presses("Answer the rest")
        answers = {"confidence-before": "2", "confidence-now": "4", "obstacles": ("time", "tools")}
        await nia.submits(answers | {"comment": "Da", "people": "Tom"})
        await nia.hears("your feedback on Mindful walking is saved", "")
        found = await caffi.database.read(
            lambda db: db.execute(select(tables.feedback_answers.c.said)).scalars().all()
        )
        assert found == [
            {"comment": "Da", "confidence": [2, 4], "obstacles": ["time", "tools"], "pace": "slow"}
        ]
