"""`new`: a session is made from a form, and is in the programme at once."""

from collections.abc import Sequence
from datetime import time, timedelta
from uuid import uuid4

from bot.ask import Ask
from bot.card import Form
from bot.desk import Desk
from bot.learning.sessions import Bilingual, Draft, Session
from bot.learning.wall_time import at
from bot.registry import Answer, command
from bot.steps.organising import SOURCE, marks, note, organisers_only, reading
from bot.store import admission, revising, sessions
from bot.understand.occasion import Unread
from bot.understand.session_form import HOUR, read_session
from bot.views import organising as view
from bot.views.organising_forms import Filled, session_form, shown

_TITLE = 300
_NEVER_LEFT_OUT = {"title_en": "\0", "day": "\0"}  # what nobody can type: left empty they are wrong


@command("new", en=("new",), cy=("newydd",))
def new(desk: Desk, ask: Ask) -> Answer:
    """By itself it is a session to be made; "new wellbeing courses" is a question about what's on."""
    if ask.about.strip() and ask.text:
        look = desk.registry.commands["look"]
        return look.handle(desk, Ask(ask.who, ask.where, word="look", about=f"new {ask.about}"))
    return new_session(desk, ask)


@command(
    "new_session",
    en=("new session", "create a session", "make a session", "add a session", "set up a session"),
    cy=("sesiwn newydd", "creu sesiwn", "ychwanegu sesiwn", "trefnu sesiwn"),
)
def new_session(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    blank = _blank(desk)
    if not ask.values:
        values = dict.fromkeys(shown(blank, desk.zone, desk.say), "")
        values |= {"format": "-", "language": "-", "title_en": ask.about.strip()[:_TITLE]}
        return Answer(_form(desk, values))
    typed = {name: str(value) for name, value in ask.values.items()}
    draft, wrong = read_session(typed, blank, _NEVER_LEFT_OUT, reading(desk))
    if wrong:
        return Answer(_form(desk, typed, wrong))
    unknown = admission.unknown(desk.db, [draft.audience])
    return Answer(view.made(make(desk, draft), desk.say, unknown))


def make(desk: Desk, draft: Draft) -> Session:
    """Put it into the programme, and write down by whom."""
    revising.hold_still(desk.db)
    number = revising.add(desk.db, draft, source=SOURCE, now=desk.now)
    note(desk, number, "made")
    return sessions.get(desk.db, number)


def _blank(desk: Desk) -> Draft:
    start = at(desk.now.astimezone(desk.zone).date() + timedelta(days=1), time(10), desk.zone)
    return Draft(uid=uuid4().hex, title=Bilingual(), starts_at=start, ends_at=start + HOUR)


def _form(desk: Desk, values: dict[str, str], wrong: Sequence[Unread] = ()) -> Form:
    filled = Filled("new_session", "", values, marks(wrong))
    return session_form(filled, desk.say("form-new"), desk.programme.topics, desk.say)
