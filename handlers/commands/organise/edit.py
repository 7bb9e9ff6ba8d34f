"""`edit <reference or words>`: everything about a session, by any organiser, looked at before it goes."""

from collections.abc import Mapping, Sequence

from bot.ask import Ask
from bot.card import Form
from bot.desk import Desk
from bot.learning.sessions import Session
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
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
from bot.understand.occasion import Unread
from bot.understand.session_form import read_capacity, read_session
from bot.views.organising_forms import Filled, capacity_form, session_form, shown


@command("edit", en=("edit", "edit session"), cy=("golygu", "golygu sesiwn"))
def edit(desk: Desk, ask: Ask) -> Answer:
    """Opened with the session as it is, or (about = "<reference> <number>") with what was typed before."""
    if question := plain_question(desk, ask):
        return question
    organisers_only(desk)
    if ask.values:
        return _submitted(desk, of_ref(desk, ask.about), _typed(ask))
    session, typed = _again(desk, ask)
    if session is None:
        found = choose_or_one(desk, ask)
        if isinstance(found, Answer):
            return found
        session = found
    return Answer(_form(desk, session, typed or shown(session, desk.zone, desk.say)))


def _submitted(desk: Desk, session: Session, typed: Mapping[str, str]) -> Answer:
    before = draft_of(session)
    after, wrong = read_session(typed, before, shown(session, desk.zone, desk.say), reading(desk))
    if wrong:
        return Answer(_form(desk, session, typed, wrong))
    return look_first(desk, "edit", session, after, typed=typed, again="edit")


@command("capacity", en=("capacity", "set capacity"), cy=("nifer y lleoedd", "newid nifer y lleoedd"))
def capacity(desk: Desk, ask: Ask) -> Answer:
    """`capacity 12 30`; without a number, the form."""
    organisers_only(desk)
    ref, _, number = ask.about.strip().partition(" ")
    session = of_ref(desk, ref)
    typed = str(ask.values.get("capacity", "")) if ask.values else number
    if not ask.values and not number:
        return Answer(_capacity_form(desk, session, shown(session, desk.zone, desk.say)["capacity"]))
    try:
        wanted = read_capacity(typed.strip())
    except Unread as unread:
        return Answer(_capacity_form(desk, session, typed, [unread]))
    return _submitted(desk, session, {"capacity": "" if wanted is None else str(wanted)})


def _capacity_form(desk: Desk, session: Session, typed: str, wrong: Sequence[Unread] = ()) -> Form:
    filled = Filled("capacity", session.ref, {"capacity": typed}, marks(wrong))
    return capacity_form(session, filled, desk.say)


def _typed(ask: Ask) -> dict[str, str]:
    return {name: str(value) for name, value in ask.values.items()}


def _again(desk: Desk, ask: Ask) -> tuple[Session | None, Mapping[str, str]]:
    """The session, and what its organiser had typed, where a preview's [Change] was pressed."""
    ref, _, number = ask.about.rpartition(" ")
    if not ref or ask.text:
        return None, {}
    return of_ref(desk, ref), proposed(desk, number).facts["typed"]


def _form(desk: Desk, session: Session, typed: Mapping[str, str], wrong: Sequence[Unread] = ()) -> Form:
    filled = Filled("edit", session.ref, shown(session, desk.zone, desk.say) | dict(typed), marks(wrong))
    title = desk.say("form-edit", title=session.title)
    return session_form(filled, title, desk.programme.topics, desk.say)
