"""`mine`: my places and my waiting lists, the next one first."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.places import Hold
from bot.learning.sessions import Session
from bot.registry import Answer, command
from bot.steps.naming import days_in
from bot.store import sessions
from bot.understand.dates import Span
from bot.views import places as view


@command(
    "mine",
    en=(
        "mine",
        "my places",
        "my bookings",
        "my sessions",
        "what have i booked",
        "what did i book",
        "what am i booked on",
        "show my bookings",
        "show me my bookings",
        "show my places",
        "what have i got on",
        "what have i got",
        "what am i doing",
        "where do i have to go",
        "my next session",
        "what's my next session",
        "when is my next session",
        "what am i going to",
        "am i booked on anything",
        "waiting list",
    ),
    cy=(
        "fy rhai i",
        "fy lleoedd",
        "fy archebion",
        "beth ydw i wedi'i archebu",
        "fy sesiynau",
        "fy llefydd",
        "fy nghyrsiau",
        "fy sesiynau i",
        "beth dw i wedi'i archebu",
        "beth rydw i wedi'i archebu",
        "be dwi wedi bwcio",
        "beth dwi wedi bwcio",
        "beth sydd gen i",
        "beth sy gen i",
        "fy sesiwn nesaf",
        "dangos fy lleoedd",
    ),
    reads=True,
)
def mine(desk: Desk, ask: Ask) -> Answer:
    """All of them, or those of the days that were named; of days that are over, the record tells."""
    span = days_in(desk, ask.about) if ask.about else None
    if span is not None and span.end is not None and span.end <= desk.now:
        return desk.registry.commands["record"].handle(desk, replace(ask, word="record", about=""))
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    kept = [(session, Hold(hold)) for session, hold in held if hold != "leaving"]
    then = [each for each in kept if span is None or span.hold(each[0].starts_at.astimezone(desk.zone))]
    if span is not None and kept and not then:
        return Answer(view.nothing_then(_said(span), _next(desk, kept), desk.now, desk.say))
    return Answer(view.mine(then, desk.now, desk.say))


def _said(span: Span) -> tuple[datetime, datetime] | None:
    """The days, where they can be named; None where it is a part of them, or has no end."""
    whole = not (span.part or span.hours or span.weekdays)
    return (span.start, span.end) if span.start and span.end and whole else None


def _next(desk: Desk, kept: Sequence[tuple[Session, Hold]]) -> tuple[Session, Hold]:
    """The one that begins next; else the first of what there is."""
    return next((each for each in kept if each[0].starts_at > desk.now), kept[0])
