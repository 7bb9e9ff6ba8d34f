"""A channel's weekly digest, and setting it up."""

from datetime import time

from bot.card import Card, When
from bot.learning.digests import Plan
from bot.views import digests as view
from bot.views.digest_plan import plan_text
from bot.words.voice import Voice, voices
from tests.golden.drawing import Examples, Spoken
from tests.golden.programme import EVERY_KIND, HOSTILE, LONG, TOPICS, WALKING, WEEK, at

_SETTER = "Ffion ap Rhys"
_PLAN = Plan("monday", time(9), "wellbeing")
_EVERYTHING = Plan("thursday", time(13, 30))
_NEXT = When(at(9, 9))
_MANY = (*EVERY_KIND[:11], HOSTILE, LONG)


def _preview(plan: Plan, say: Voice, shown: Card | None) -> Card:
    return view.preview(plan_text(plan, say), shown, str(plan), say)


EXAMPLES: Examples = {
    "digest": lambda say: view.digest(WEEK, "", _SETTER, (say,)),
    "digest-topic": lambda say: view.digest((WALKING,), "wellbeing", _SETTER, (say,)),
    "digest-more-than-ten": lambda say: view.digest(_MANY, "", "", (say,)),
    "digest-hostile": lambda say: view.digest((HOSTILE, LONG), "<b>data</b>", "<!here> Nia", (say,)),
    "digest-preview": lambda say: _preview(_EVERYTHING, say, view.digest(WEEK[:2], "", _SETTER, voices())),
    "digest-preview-empty": lambda say: _preview(_PLAN, say, None),
    "digest-state": lambda say: view.state(plan_text(_PLAN, say), _NEXT, str(_PLAN), say, paused=False),
    "digest-state-paused": lambda say: view.state(
        plan_text(_EVERYTHING, say), _NEXT, str(_EVERYTHING), say, paused=True
    ),
    "digest-form": lambda say: view.form(_PLAN, topics=TOPICS, say=say),
    "digest-form-without-topics": lambda say: view.form(_EVERYTHING, topics=(), say=say),
    "digest-announced": lambda say: view.announcement(
        [say("digest-announced", plan=plan_text(_PLAN, say))], (say,)
    ),
    "digest-set": lambda say: view.done(say("digest-set", when=_NEXT), say),
    "digest-paused": lambda say: view.done(say("digest-paused"), say),
    "digest-resumed": lambda say: view.done(say("digest-next", when=_NEXT), say),
    "digest-stopped": lambda say: view.done(say("digest-stopped"), say),
}
IN_BOTH: Spoken = {
    "digest": lambda: view.digest(WEEK, "", _SETTER, voices()),
    "digest-topic": lambda: view.digest((WALKING,), "wellbeing", _SETTER, voices()),
    "digest-more-than-ten": lambda: view.digest(_MANY, "", _SETTER, voices()),
    "digest-announced": lambda: view.announcement(
        [say("digest-announced", plan=plan_text(_PLAN, say)) for say in voices()], voices()
    ),
}
