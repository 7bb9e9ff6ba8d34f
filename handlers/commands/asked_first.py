"""`i can't come …`, and what else is only read from a sentence: asked first, and then booked or given up."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ask import Ask
from bot.card import Card, Paragraph
from bot.desk import Desk
from bot.learning.admission import shown_to
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session, Status
from bot.registry import Answer, command
from bot.steps.naming import all_named, choose_or_one, how_said, those_named
from bot.steps.standing import as_they_stand
from bot.store import sessions
from bot.views import asking as view

_MOST = 5
_QUOTED = 80


@command(
    "shall_cancel",
    en=(
        "i can't come to",
        "i can't come",
        "i cant come",
        "i can't make it to",
        "i can't make it",
        "i cant make it",
        "i can't attend",
        "i'm ill",
        "im ill",
        "i am ill",
        "can't come to",
        "cant come to",
    ),
    cy=(
        "alla i ddim dod i",
        "fedra i ddim dod i",
        "alla i ddim dod",
        "ni allaf ddod i",
        "dw i ddim yn gallu dod i",
        "dwi methu dod i",
        "methu dod i",
        "dwi methu dod",
        "dydw i ddim yn gallu dod",
        "dw i ddim yn gallu dod",
        "fedra i ddim dod",
        "dwi'n sâl",
        "rwy'n sâl",
    ),
    reads=True,
)
def shall_cancel(desk: Desk, ask: Ask) -> Answer:
    """Which place they mean, and whether they give it up. What fits none of theirs, and something that is on,
    was a question.
    """
    held = {
        session.id: (session, Hold(hold))
        for session, hold in sessions.held_by(desk.db, desk.me.id, after=desk.now)
        if hold != Hold.LEAVING
    }
    about = ask.about.strip()
    if not held and not about:
        raise Refusal("nothing-to-cancel")
    mine = [session for session, _ in held.values()]
    meant = those_named(desk, about, mine)
    if not meant and (not mine or all_named(desk, about)):
        return _asked_for_something_else(desk, ask)
    return Answer(view.shall_cancel([held[each.id] for each in (meant or mine)[:_MOST]], desk.say))


def _asked_for_something_else(desk: Desk, ask: Ask) -> Answer:
    answer = desk.registry.commands["look"].handle(desk, replace(ask, word="look"))
    assert isinstance(answer.body, Card)
    told = desk.say("shall-cancel-none", about=ask.about.strip()[:_QUOTED])
    return replace(answer, body=replace(answer.body, parts=(Paragraph(told), *answer.body.parts)))


@command("shall_book", reads=True)
def shall_book(desk: Desk, ask: Ask) -> Answer:
    """Which session they mean, and whether they want a place; all about it, where none is to be had or they
    have one.
    """
    meant = _meant(desk, ask)
    if isinstance(meant, Answer):
        return meant
    fresh, held = as_they_stand(desk, meant[:_MOST])
    free = [each for each in fresh if _to_be_had(desk, each, held.get(each.id))]
    if len(fresh) == 1 and not free:
        return desk.registry.commands["details"].handle(desk, replace(ask, about=fresh[0].ref))
    return Answer(view.shall_book(fresh, held, desk.say))


@command("book_after_all")
def book_after_all(desk: Desk, ask: Ask) -> Answer:
    """Of somebody who has changed their mind: a place that they have just given up is theirs again."""
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now)
    leaving = [session for session, hold in held if hold == Hold.LEAVING]
    back = those_named(desk, ask.about, leaving)
    if len(back) == 1:
        return desk.registry.commands["undo"].handle(desk, replace(ask, word="undo", about=back[0].ref))
    return shall_book(desk, ask)


def _meant(desk: Desk, ask: Ask) -> Sequence[Session] | Answer:
    if not ask.about.strip():
        raise Refusal("which-session", said=how_said(desk, "book"))
    if found := [each for each in all_named(desk, ask.about) if shown_to(each, desk.me)]:
        return found
    one = choose_or_one(desk, replace(ask, word="details"))  # perhaps over; or it says what is near
    return one if isinstance(one, Answer) else [one]


def _to_be_had(desk: Desk, session: Session, hold: Hold | None) -> bool:
    """Whether a button can book it, or put them on its waiting list."""
    return session.status is Status.OPEN and session.starts_at > desk.now and hold in (None, Hold.LEAVING)
