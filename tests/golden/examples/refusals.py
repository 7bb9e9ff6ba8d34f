"""Every refusal by its name, and what is said when something of ours broke."""

from functools import partial

from bot.card import Card
from bot.learning.refusals import Refusal
from bot.views import apologies, refusals
from bot.views.topics import topic_names
from bot.words.voice import Voice
from tests.golden.drawing import Examples, Spoken
from tests.golden.programme import HOSTILE, PIVOTS, TOPICS, WALKING, WELSH

_OF_A_SESSION = (
    "already-booked",
    "already-postponed",
    "changed-meanwhile",
    "feedback-closed",
    "feedback-closed-small",
    "feedback-not-yet",
    "feedback-not-yours",
    "not-booked",
    "person-not-on",
    "results-nobody-asked",
    "results-not-in-channel",
    "session-cancelled",
    "session-closed",
    "session-over",
    "session-started",
    "too-late-to-undo",
)
_PLAIN = (
    "administrators-only",
    "digest-in-channel",
    "digest-organisers-only",
    "link-over",
    "link-role",
    "list-in-private",
    "no-digest",
    "no-such-rating",
    "no-topics",
    "nothing-to-cancel",
    "nothing-to-undo",
    "organiser-how",
    "organisers-only",
    "problem-not-yours",
    "problem-nothing-to-post",
    "problem-over",
    "proposal-gone",
    "results-in-channel",
    "results-posted",
    "upshot-gone",
    "upshot-in-channel",
    "upshot-not-in-channel",
    "upshot-posted",
)


def _of_a_session(name: str, say: Voice) -> Card:
    return refusals.draw(Refusal(name, title=WALKING.title), say)


def _plain(name: str, say: Voice) -> Card:
    return refusals.draw(Refusal(name), say)


def _which_session(say: Voice) -> Card:
    said = {"en": "attendance", "cy": "presenoldeb"}[say.language]
    return refusals.draw(Refusal("which-session", said=said), say)


def _no_such_topic(say: Voice) -> Card:
    topics = topic_names(TOPICS, say)
    return refusals.draw(Refusal("no-such-topic", about="gardning", topics=topics), say)


EXAMPLES: Examples = {
    **{f"refusal-{name}": partial(_of_a_session, name) for name in _OF_A_SESSION},
    **{f"refusal-{name}": partial(_plain, name) for name in _PLAIN},
    "refusal-already-waiting": lambda say: refusals.draw(
        Refusal("already-waiting", title=WALKING.title, position=3), say
    ),
    "refusal-no-such-person": lambda say: refusals.draw(Refusal("no-such-person", about="@<!channel>"), say),
    "refusal-no-such-plan": lambda say: refusals.draw(Refusal("no-such-plan", words="mundy"), say),
    "refusal-no-such-session": lambda say: refusals.draw(
        Refusal("no-such-session", about="pivto tabels", offer=(PIVOTS, WELSH)), say
    ),
    "refusal-no-such-session-hostile": lambda say: refusals.draw(
        Refusal("no-such-session", about="<!channel> {{DATE()}} {about}", offer=(HOSTILE,)), say
    ),
    "refusal-no-such-time": lambda say: refusals.draw(Refusal("no-such-time", words="25:99"), say),
    "refusal-no-such-topic": _no_such_topic,
    "refusal-which-session": _which_session,
    "refusal-unlink-none": lambda say: refusals.draw(Refusal("unlink-none", days=14), say),
    "refusal-too-few-answers": lambda say: refusals.draw(
        Refusal("too-few-answers", title=WALKING.title, needed=10), say
    ),
    "refusal-results-waiting": lambda say: refusals.draw(
        Refusal("results-waiting", title=WALKING.title, needed=10), say
    ),
    "refusal-results-none": lambda say: refusals.draw(
        Refusal("results-none", of=say("results-of-everything")), say
    ),
    "refusal-results-none-in-channel": lambda say: refusals.draw(
        Refusal("results-none-in-channel", of=say("results-of-series", name="Walk <!here>")), say
    ),
    "refusal-results-none-in-picture": lambda say: refusals.draw(
        Refusal("results-none-in-picture", of=say("results-of-series", name="Walk <!here>")), say
    ),
    "refusal-no-such-results": lambda say: refusals.draw(
        Refusal("no-such-results", about="<!channel> {about}"), say
    ),
}
IN_BOTH: Spoken = {
    "apology": lambda: apologies.draw("apology", "c0ffee"),
    "apology-database-away": lambda: apologies.draw("database-away", "c0ffee"),
}
