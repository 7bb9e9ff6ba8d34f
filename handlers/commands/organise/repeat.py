"""`repeat <reference>`: the same session again, every week or on chosen days; each date stands by itself."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

from bot.ask import Ask
from bot.card import Form, When
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.learning.sessions import Draft, Session, Status
from bot.learning.wall_time import at
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.steps.organising import (
    SOURCE,
    draft_of,
    marks,
    note,
    of_ref,
    organisers_only,
    plain_question,
    reading,
    take,
)
from bot.store import organisers, revising, rounds, sessions
from bot.understand.occasion import Unread, weekly_dates
from bot.understand.session_form import read_dates
from bot.views import organising as view
from bot.views.organising_forms import Filled, repeat_form

_MOST = 60  # dates at once
_WEEKS = re.compile(
    r"\s+(?:weekly|every week|bob wythnos|(?:yn )?wythnosol)?"
    r"\s*(\d{1,2})?\s*(?:times|weeks|x|gwaith|wythnos)?$",
    re.IGNORECASE,
)


@command("repeat", en=("repeat",), cy=("ailadrodd",))
def repeat(desk: Desk, ask: Ask) -> Answer:
    """`repeat 12 weekly 6`; without how often, the form."""
    if question := plain_question(desk, ask):
        return question
    organisers_only(desk)
    if ask.values:
        weeks, dates = (str(ask.values.get(name, "")).strip() for name in ("weeks", "dates"))
        return _submitted(desk, of_ref(desk, ask.about), weeks, dates)
    ref, _, rest = ask.about.strip().partition(" ")
    session = sessions.by_ref(desk.db, ref)
    if session is not None and rest and not ask.text:
        proposal = organisers.proposal(desk.db, rest, desk.me.id, "repeat")
        typed = proposal.facts if proposal else {"weeks": "", "dates": ""}
        return Answer(_form(desk, session, typed["weeks"], typed["dates"]))
    weekly = _WEEKS.fullmatch(f" {rest}") if session is not None else None
    if session is not None and weekly and weekly[1]:
        return _submitted(desk, session, weekly[1], "")
    found = session or choose_or_one(desk, ask)
    if isinstance(found, Answer):
        return found
    return Answer(_form(desk, found, "", "" if weekly else rest))


def _submitted(desk: Desk, session: Session, weeks: str, words: str) -> Answer:
    wrong: list[Unread] = []
    days, unread = read_dates(words, reading(desk))
    wrong += unread
    if weeks and not (weeks.isascii() and weeks.isdigit() and 1 <= int(weeks) <= _MOST):
        wrong.append(Unread("weeks", "weeks-unclear", said=weeks))
    elif weeks:
        days += weekly_dates(session.starts_at, int(weeks), desk.zone)
    if not (weeks or words):
        wrong.append(Unread("weeks", "weeks-missing"))
    if len(days) > _MOST:
        wrong.append(Unread("dates", "too-many-dates", said=str(len(days))))
    if wrong:
        return Answer(_form(desk, session, weeks, words, wrong))
    drafts = [_on(desk, session, day) for day in sorted(set(days))]
    drafts = [draft for draft in drafts if draft.starts_at > desk.now]
    taken = _there(desk, session)
    new = [draft for draft in drafts if draft.starts_at.astimezone(UTC) not in taken]
    there = [draft for draft in drafts if draft.starts_at.astimezone(UTC) in taken]
    number = organisers.propose(
        desk.db,
        desk.me.id,
        "repeat",
        session_id=session.id,
        facts={
            "weeks": weeks,
            "dates": words,
            "days": [draft.starts_at.astimezone(desk.zone).date().isoformat() for draft in new],
        },
        now=desk.now,
    )
    return Answer(view.preview_dates(session, _whens(new), _whens(there), number, desk.say))


@command("repeat_make")
def make(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    proposal = organisers.proposal(desk.db, ask.about, desk.me.id, "repeat")
    if proposal is None or proposal.session_id is None:
        raise Refusal("proposal-gone")
    take(desk, proposal)
    revising.hold_still(desk.db)
    session = sessions.get(desk.db, proposal.session_id)
    taken = _there(desk, session)
    drafts = [_on(desk, session, date.fromisoformat(day)) for day in proposal.facts["days"]]
    made = []
    for draft in drafts:
        if draft.starts_at > desk.now and draft.starts_at.astimezone(UTC) not in taken:
            made.append(revising.add(desk.db, draft, source=SOURCE, now=desk.now))
            note(desk, made[-1], "repeated", after={"of": session.ref})
    found = [sessions.get(desk.db, number) for number in made]
    return Answer(view.repeated(session, found, desk.say), replace=True)


def _on(desk: Desk, session: Session, day: date) -> Draft:
    """The same on another day, at the same time on the clock, whatever the clocks do in between."""
    start = session.starts_at.astimezone(desk.zone)
    end = session.ends_at.astimezone(desk.zone)
    days = (end.date() - start.date()).days
    starts_at = at(day, start.time(), desk.zone)
    ends_at = at(day + timedelta(days=days), end.time(), desk.zone)
    if ends_at.astimezone(UTC) <= starts_at.astimezone(UTC):
        ends_at = (starts_at.astimezone(UTC) + (session.ends_at - session.starts_at)).astimezone(desk.zone)
    status = Status.OPEN
    draft = replace(draft_of(session), uid=uuid4().hex, ref="", status=status)
    return replace(draft, starts_at=starts_at, ends_at=ends_at, opens_at=None, closes_at=None)


def _there(desk: Desk, session: Session) -> set[datetime]:
    """When it is on already, or was called off: a date that somebody took out is not brought back."""
    return {start.astimezone(UTC) for start in rounds.starts_of(desk.db, session)}


def _whens(drafts: Sequence[Draft]) -> list[When]:
    return [When(each.starts_at, each.ends_at, all_day=each.all_day) for each in drafts]


def _form(desk: Desk, session: Session, weeks: str, dates: str, wrong: Sequence[Unread] = ()) -> Form:
    filled = Filled("repeat", session.ref, {"weeks": weeks, "dates": dates}, marks(wrong))
    return repeat_form(session, filled, desk.say)
