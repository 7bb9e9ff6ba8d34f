"""A digest's plan as a sentence: "Every Monday at 9am: Wellbeing"."""

from datetime import datetime

from bot.card import Text
from bot.learning.digests import Plan
from bot.views.topics import topic_name
from bot.words.moments import spell_time
from bot.words.voice import Voice

_ANY_DAY = datetime(2024, 1, 1)  # noqa: DTZ001 - only its clock time is spelled


def plan_text(plan: Plan, say: Voice) -> Text:
    time = spell_time(datetime.combine(_ANY_DAY, plan.clock), say.language)
    day = say(f"day-{plan.weekday}")
    if plan.topic:
        return say("digest-plan-topic", day=day, time=time, topic=topic_name(plan.topic, say))
    return say("digest-plan", day=day, time=time)
