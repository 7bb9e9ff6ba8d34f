"""`booking rules <reference>`: who books a session, when, and what becomes of a place that comes free."""

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
    proposed,
    reading,
)
from bot.understand.booking_form import read_booking
from bot.understand.occasion import Unread
from bot.views.booking_rules import rules_form, rules_shown
from bot.views.organising_forms import Filled


@command("booking_rules", en=("booking rules",), cy=("rheolau archebu",))
def booking_rules(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    if ask.values:
        typed = {name: str(value) for name, value in ask.values.items()}
        return _submitted(desk, of_ref(desk, ask.about), typed)
    ref, _, number = ask.about.rpartition(" ")
    if ref and not ask.text:
        return Answer(_form(desk, of_ref(desk, ref), proposed(desk, number).facts["typed"]))
    found = choose_or_one(desk, ask)
    if isinstance(found, Answer):
        return found
    return Answer(_form(desk, found, rules_shown(found, desk.zone, desk.say)))


def _submitted(desk: Desk, session: Session, typed: Mapping[str, str]) -> Answer:
    before = draft_of(session)
    after, wrong = read_booking(typed, before, rules_shown(session, desk.zone, desk.say), reading(desk))
    if wrong:
        return Answer(_form(desk, session, typed, wrong))
    return look_first(desk, "edit", session, after, typed=typed, again="booking_rules")


def _form(desk: Desk, session: Session, typed: Mapping[str, str], wrong: Sequence[Unread] = ()) -> Form:
    return rules_form(session, Filled("booking_rules", session.ref, typed, marks(wrong)), desk.say)
