"""`call off <reference or words>`: a session will not take place; and the yes or no to any change."""

from dataclasses import replace

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.learning.sessions import Status
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.steps.organising import (
    carry_out_proposed,
    draft_of,
    look_first,
    organisers_only,
    plain_question,
    proposed,
    reached,
)
from bot.store import organisers, rounds
from bot.views import organising as view

OFFERED = 3  # other dates of the same session


@command(
    "call_off",
    en=("call off", "cancel for everyone"),
    cy=("canslo i bawb", "canslo'r sesiwn i bawb"),
)
def call_off(desk: Desk, ask: Ask) -> Answer:
    if question := plain_question(desk, ask):
        return question
    organisers_only(desk)
    found = choose_or_one(desk, ask)
    if isinstance(found, Answer):
        return found
    if found.status is Status.CANCELLED:
        raise Refusal("session-cancelled", title=found.title)
    if found.ends_at <= desk.now and found.status is not Status.POSTPONED:
        raise Refusal("session-over", title=found.title)
    after = replace(draft_of(found), status=Status.CANCELLED)
    others = len(rounds.other_dates(desk.db, found, now=desk.now, most=OFFERED))
    return look_first(desk, "call-off", found, after, others=others)


@command("organise_save")
def save(desk: Desk, ask: Ask) -> Answer:
    """Yes: what was looked at is done, and all who hold on to the session are told."""
    organisers_only(desk)
    proposal = proposed(desk, ask.about)
    session = carry_out_proposed(desk, proposal)
    told = proposal.facts["act"] in {"call-off", "postpone"} or not view.TOLD.isdisjoint(
        proposal.facts["was"]
    )
    whom = reached(desk, session.id) if told else view.Reached()
    return Answer(view.saved(session, proposal.facts["act"], whom, desk.say), replace=True)


@command("organise_leave")
def leave(desk: Desk, ask: Ask) -> Answer:
    """No: nothing was done, and nothing will be."""
    organisers_only(desk)
    for act in ("change", "repeat", "message"):
        found = organisers.proposal(desk.db, ask.about, desk.me.id, act)
        if found is not None:
            organisers.take(desk.db, found)
    return Answer(view.left(desk.say), replace=True)
