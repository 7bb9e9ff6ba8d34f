"""`move <reference> to <day and time>`, `postpone <reference>`: another date, or none for now."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.ask import Ask
from bot.card import Form
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.learning.sessions import Draft, Session, Status
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one, days_in
from bot.steps.organising import (
    draft_of,
    look_first,
    marks,
    of_ref,
    organisers_only,
    plain_question,
    proposed,
    reading,
)
from bot.store import sessions
from bot.understand.occasion import Occasion, Unread
from bot.understand.session_form import WHEN, read_session
from bot.views.organising_forms import Filled, move_form, when_shown

_TO = re.compile(r"\s(?:to|i|for|until|tan)\s", re.IGNORECASE)
_BEHIND = " to "  # between a reference and a day, where several could be meant and one is chosen
_LONGEST = 200  # letters of what says when
_LEADING = re.compile(r"^(?:to|i|for|at|am)\s+", re.IGNORECASE)


@command("move", en=("move", "reschedule"), cy=("symud", "aildrefnu"))
def move(desk: Desk, ask: Ask) -> Answer:
    """With a day or a time, the preview; without, the form (behind a preview's [Change], as it was typed)."""
    if question := plain_question(desk, ask):
        return question
    organisers_only(desk)
    if ask.values:
        typed = {name: str(ask.values.get(name, "")) for name in WHEN}
        return _submitted(desk, of_ref(desk, ask.about), typed)
    if not ask.text and (again := _again(desk, ask.about)):
        return again
    name, when = _parted(desk, ask.about.strip().rstrip("?!.")) if ask.text else _chosen(desk, ask.about)
    when = when[:_LONGEST]
    also = f"{_BEHIND.strip()} {when}" if when else ""
    found = choose_or_one(desk, replace(ask, about=name), also=also)
    if isinstance(found, Answer):
        return found
    _movable(found)
    if not when:
        return Answer(_form(desk, found, _shown(desk, found)))
    try:
        occasion = reading(desk).moved(when, Occasion(found.starts_at, found.ends_at))
    except Unread as unread:
        return Answer(_form(desk, found, _shown(desk, found) | {unread.field: when}, [unread]))
    after = replace(draft_of(found), starts_at=occasion.starts_at, ends_at=occasion.ends_at, all_day=False)
    return _preview(desk, found, after, when_shown(after, desk.zone, desk.say))


def _again(desk: Desk, about: str) -> Answer | None:
    """The form as it was typed, where "<reference> <number>" stands behind a preview's [Change]."""
    ref, _, number = about.rpartition(" ")
    session = sessions.by_ref(desk.db, ref) if ref else None
    if session is None:
        return None
    return Answer(_form(desk, session, proposed(desk, number).facts["typed"]))


def _chosen(desk: Desk, about: str) -> tuple[str, str]:
    """What one of several choices carries: the reference, and the words that say when."""
    ref, _, when = about.partition(_BEHIND)
    return (about, "") if sessions.by_ref(desk.db, about) is not None else (ref, when)


def _parted(desk: Desk, about: str) -> tuple[str, str]:
    """The session's name, and the words behind it that say when."""
    first, _, rest = about.partition(" ")
    if sessions.by_ref(desk.db, first) is not None:
        return first, _LEADING.sub("", rest.strip())
    # A title may say "to", too: "Introduction to budgeting".
    for to in _TO.finditer(about):
        if days_in(desk, when := about[to.end() :].strip()) is not None:
            return about[: to.start()], when
    return about, ""


def _submitted(desk: Desk, session: Session, typed: Mapping[str, str]) -> Answer:
    _movable(session)
    # Whoever sets a date on what has none may mean the one that it had.
    there = {} if session.status is Status.POSTPONED else _shown(desk, session)
    after, wrong = read_session(typed, draft_of(session), there, reading(desk))
    if wrong:
        return Answer(_form(desk, session, typed, wrong))
    return _preview(desk, session, after, typed)


def _preview(desk: Desk, session: Session, after: Draft, typed: Mapping[str, str]) -> Answer:
    if session.status is Status.POSTPONED:
        after = replace(after, status=Status.OPEN)
    return look_first(desk, "move", session, after, typed=typed, again="move")


def _movable(session: Session) -> None:
    if session.status is Status.CANCELLED:
        raise Refusal("session-cancelled", title=session.title)


def _shown(desk: Desk, session: Session) -> dict[str, str]:
    return when_shown(session, desk.zone, desk.say)


def _form(desk: Desk, session: Session, typed: Mapping[str, str], wrong: Sequence[Unread] = ()) -> Form:
    return move_form(session, Filled("move", session.ref, typed, marks(wrong)), desk.say)


@command("postpone", en=("postpone", "put off"), cy=("gohirio",))
def postpone(desk: Desk, ask: Ask) -> Answer:
    """It has no date until it gets a new one; whoever has a place keeps it, and is asked again then."""
    if question := plain_question(desk, ask):
        return question
    organisers_only(desk)
    found = choose_or_one(desk, ask)
    if isinstance(found, Answer):
        return found
    _movable(found)
    if found.status is Status.POSTPONED:
        raise Refusal("already-postponed", title=found.title)
    if found.ends_at <= desk.now:
        raise Refusal("session-over", title=found.title)
    after = replace(draft_of(found), status=Status.POSTPONED)
    return look_first(desk, "postpone", found, after)
