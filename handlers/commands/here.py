"""`here`: I am there, said during the session, with its code where it asks for one."""

import hmac
import re
from dataclasses import replace

from bot.ask import Ask
from bot.desk import Desk
from bot.learning import attendance as rules
from bot.learning.attendance import Mark
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.store import attendance, places, sessions
from bot.views import attendance as view

_CODE = re.compile(r"(?:^|[^\d-])(\d{4})\W*$")


@command(
    "here",
    en=(
        "here",
        "i'm here",
        "im here",
        "i am here",
        "i have arrived",
        "i've arrived",
        "check in",
        "check me in",
        "checking in",
        "i'm here for",
        "i'm at",
    ),
    cy=(
        "dw i yma",
        "dwi yma",
        "rydw i yma",
        "rwyf yma",
        "rwy yma",
        "rwy'n bresennol",
        "wi ma",
        "yma",
        "dw i wedi cyrraedd",
        "dwi wedi cyrraedd",
        "cofrestru fy mod yma",
        "mewngofnodi i'r sesiwn",
    ),
)
def here(desk: Desk, ask: Ask) -> Answer:
    mine = [
        session
        for session, hold in sessions.held_by(desk.db, desk.me.id, after=desk.now - rules.LATE)
        if hold in {"booked", "leaving"}
    ]
    on = [session for session in mine if rules.is_on(session, desk.now)]
    about, code = _said(desk, ask, on)
    if about:
        session = choose_or_one(desk, replace(ask, about=about), among=mine)
    elif len(on) == 1:
        session = on[0]
    elif on:
        session = choose_or_one(desk, replace(ask, about=""), among=on)
    else:
        session = _nearest(desk, mine)
    return session if isinstance(session, Answer) else _check_in(desk, session, code, asked=bool(ask.values))


def _said(desk: Desk, ask: Ask, on: list[Session]) -> tuple[str, str]:
    """The session that they named ("" for none), and the code that they said."""
    about = ask.about.strip()
    if ask.values:
        return about, "".join(str(ask.values.get("code", "")).split())
    asking = attendance.codes(desk.db, [session.id for session in on])
    by_code = {code: session.ref for session in on if (code := asking.get(session.id))}
    if about in by_code:
        return by_code[about], about
    found = _CODE.search(about)
    if found is None or (about == found[1] and sessions.by_ref(desk.db, about)):
        return about, ""
    rest = about[: found.start(1)].strip(" ,.:#")
    named = rest or (next(iter(by_code.values())) if len(by_code) == 1 else "")
    return named, found[1]


def _nearest(desk: Desk, mine: list[Session]) -> Session:
    """The one of theirs that ended last or begins next, so that the rule can say how it stands."""
    over = [session for session in mine if session.ends_at < desk.now]
    to_come = [session for session in mine if session.starts_at > desk.now]
    if over and (not to_come or to_come[0].starts_at - desk.now > rules.LATE):
        return max(over, key=lambda session: session.ends_at)
    if to_come:
        return min(to_come, key=lambda session: session.starts_at)
    raise Refusal("here-nothing")


def _check_in(desk: Desk, session: Session, code: str, *, asked: bool) -> Answer:
    place = places.of(desk.db, session.id, desk.me.id)
    marked = attendance.of_person(desk.db, session.id, desk.me.id)
    event = rules.check_in(session, place, marked, desk.now)
    if event is None:
        return Answer(view.here(session, desk.say, again=True))
    wanted = attendance.codes(desk.db, [session.id]).get(session.id, "")
    if wanted:
        if attendance.tries(desk.db, session.id, desk.me.id) >= rules.TRIES:
            return Answer(view.too_many_tries(session, desk.say))
        if not code and not asked:
            return Answer(view.code_form(session, desk.say))
        # Counted before it is compared: who says many at once would get through with more than they have.
        left = rules.TRIES - attendance.count_try(desk.db, session.id, desk.me.id)
        if left < 0 or not hmac.compare_digest(code.encode(), wanted.encode()):
            card = view.code_form(session, desk.say, wrong=left)
            return Answer(card if left > 0 else view.too_many_tries(session, desk.say))
        attendance.take_back_try(desk.db, session.id, desk.me.id)
    attendance.mark(desk.db, session.id, [desk.me.id], Mark.CAME, by=None, now=desk.now)
    desk.record(event)
    return Answer(view.here(session, desk.say))
