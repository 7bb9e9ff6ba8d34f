"""What could not be delivered, as organisers read it, and "Is it there?"."""

from dataclasses import replace

from bot.learning.delivery import Why
from bot.views import problems as view
from bot.words.voice import Voice
from tests.golden.drawing import Examples
from tests.golden.programme import HOSTILE, WALKING, at

ARCHIVED = view.Entry(
    letter_id=3,
    channel="C1",
    name="te-a-theori",
    why=Why.ARCHIVED,
    code="is_archived",
    kind="digest",
    title=None,
    times=3,
    last=at(9, 9),
    has_digest=True,
)
UNSURE = replace(ARCHIVED, letter_id=4, why=Why.BROKEN_OFF, code="TimeoutError", times=1)
PERSON = view.Entry(
    letter_id=5,
    channel="",
    name="<!here> Nia",
    why=Why.LEFT,
    code="user_disabled",
    kind="confirmation",
    title=HOSTILE.title,
    times=1,
    last=at(4, 10),
    has_digest=False,
)
MAYBE = replace(PERSON, name="", why=Why.BROKEN_OFF, kind="moved", title=WALKING.title)
UNNAMED = replace(ARCHIVED, name="", why=Why.NOT_THERE, code="channel_not_found", times=2)
WAITS = view.Waits("token_revoked", 12, at(9, 9))


def _every_reason(say: Voice) -> view.Card:
    of_channels = {Why.ARCHIVED, Why.NOT_THERE, Why.NOT_A_MEMBER, Why.NOT_ALLOWED, Why.TOO_LONG, Why.OURS}
    entries = [replace(ARCHIVED if why in of_channels else PERSON, why=why, code="a_code") for why in Why]
    return view.listing(entries, 0, 0, None, say)


EXAMPLES: Examples = {
    "problems": lambda say: view.listing((UNSURE, ARCHIVED, PERSON, MAYBE, UNNAMED), 2, 5, None, say),
    "problems-every-reason": _every_reason,
    "problems-none": lambda say: view.listing((), 0, 5, None, say),
    "problems-standstill": lambda say: view.listing((ARCHIVED,), 0, 5, WAITS, say),
    "problem-told": lambda say: view.question(ARCHIVED, say),
    "problem-asked": lambda say: view.question(UNSURE, say),
    "problem-over": lambda say: view.went_again(at(9, 9), "token_revoked", say),
    "problem-there": lambda say: view.done(say("problem-there"), say),
    "problem-again": lambda say: view.done(say("problem-again"), say),
    "problem-answered-there": lambda say: view.done(say("problem-answered-there"), say),
    "problem-answered-again": lambda say: view.done(say("problem-answered-again"), say),
    "channel-shut-out": lambda say: view.done(
        say("channel-shut-out", channel=view.channel_name("C1", "te-a-theori", say)), say
    ),
    "channel-archived": lambda say: view.done(
        say("channel-archived", channel=view.channel_name("C1", "te-a-theori", say)), say
    ),
    "channel-deleted": lambda say: view.done(
        say("channel-deleted", channel=view.channel_name("C1", "", say)), say
    ),
}
