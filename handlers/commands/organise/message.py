"""`message <reference>`: an organiser's own words to everybody on a session, seen before they go."""

from collections.abc import Mapping, Sequence

from bot.ask import Ask
from bot.card import Card, Form, Language
from bot.desk import Desk
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session, Status
from bot.registry import Answer, command, draws
from bot.steps.naming import choose_or_one
from bot.steps.organising import marks, note, of_ref, organisers_only, plain_question, reached, take
from bot.store import letters, organisers, places, sessions
from bot.store.letters import Letter
from bot.understand.occasion import Unread
from bot.views import organising as view
from bot.views.organising_forms import Filled, message_form
from bot.words.voice import Voice, voice

_WHOM = ("booked", "waiting")
_SHORT = 200  # letters of it that the written record keeps


@command(
    "message",
    en=("message", "message everyone on", "write to everyone on"),
    cy=("neges at", "anfon neges at", "anfon neges at bawb ar"),
)
def message(desk: Desk, ask: Ask) -> Answer:
    if question := plain_question(desk, ask):
        return question
    organisers_only(desk)
    if ask.values:
        return _submitted(desk, of_ref(desk, ask.about), ask)
    ref, _, number = ask.about.strip().rpartition(" ")
    if ref and not ask.text:
        proposal = organisers.proposal(desk.db, number, desk.me.id, "message")
        return Answer(_form(desk, of_ref(desk, ref), dict(proposal.facts) if proposal else {}))
    found = choose_or_one(desk, ask)
    return found if isinstance(found, Answer) else Answer(_form(desk, found, {}))


def _submitted(desk: Desk, session: Session, ask: Ask) -> Answer:
    chosen = ask.values.get("whom", ())
    chosen = tuple(chosen.split(",")) if isinstance(chosen, str) else chosen
    typed = {name: str(ask.values.get(name, "")).strip() for name in ("words_en", "words_cy")}
    typed["whom"] = ",".join(whom for whom in _WHOM if whom in chosen)
    if not (typed["words_en"] or typed["words_cy"]):
        return Answer(_form(desk, session, typed, [Unread("words_en", "words-missing")]))
    if not typed["whom"]:
        return Answer(_form(desk, session, typed, [Unread("whom", "whom-missing")]))
    number = organisers.propose(
        desk.db, desk.me.id, "message", session_id=session.id, facts=typed, now=desk.now
    )
    whom = _reached(desk, session, typed["whom"])
    return Answer(view.preview_message(session, _words(typed), whom, number, desk.say))


@command("message_send")
def send(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    proposal = organisers.proposal(desk.db, ask.about, desk.me.id, "message")
    if proposal is None or proposal.session_id is None:
        raise Refusal("proposal-gone")
    take(desk, proposal)
    session = sessions.lock(desk.db, proposal.session_id)
    typed = proposal.facts
    concerned = places.holders(desk.db, session.id, *_holds(typed["whom"]))
    words = typed["words_en"] or typed["words_cy"]
    act = note(desk, session.id, "messaged", after={"words": words[:_SHORT], "people": str(len(concerned))})
    facts = {
        "session": session.id,
        "en": typed["words_en"],
        "cy": typed["words_cy"],
        "by": desk.me.name or desk.me.email,
    }
    keys = {person_id: f"message {act} {person_id}" for person_id in concerned}
    letters.write_to_people(desk.db, keys, kind="message", facts=facts, now=desk.now)
    return Answer(view.message_sent(session, len(concerned), desk.say), replace=True)


@draws("message")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """In the reader's language, else in the one that there is; nothing to who has given up their place."""
    session = sessions.get(desk.db, letter.facts["session"])
    place = places.of(desk.db, session.id, desk.me.id)
    if place is None or place.hold is Hold.LEAVING:
        return None
    mine = desk.say.language
    other: Language = "en" if mine == "cy" else "cy"
    language = mine if letter.facts[mine] else other
    return view.message(session, letter.facts[language], language, letter.facts["by"], desk.say)


def _holds(whom: str) -> tuple[Hold, ...]:
    waiting = (Hold.WAITING,) if "waiting" in whom else ()
    booked = tuple(hold for hold in Hold if hold not in {Hold.WAITING, Hold.LEAVING})
    return (*(booked if "booked" in whom else ()), *waiting)


def _reached(desk: Desk, session: Session, whom: str) -> view.Reached:
    found = reached(desk, session.id)
    if session.status is Status.CANCELLED and not (found.booked or found.waiting):
        return view.Reached()
    booked = found.booked if "booked" in whom else 0
    waiting = found.waiting if "waiting" in whom else 0
    if (booked, waiting) == (found.booked, found.waiting):
        return found
    speakers = organisers.speakers(desk.db, session.id, [hold.value for hold in _holds(whom)])
    return view.Reached(booked, waiting, speakers)


def _words(typed: Mapping[str, str]) -> Sequence[tuple[str, Voice]]:
    found = ((typed["words_cy"], voice("cy")), (typed["words_en"], voice("en")))
    return [(words, spoken) for words, spoken in found if words]


def _form(desk: Desk, session: Session, typed: Mapping[str, str], wrong: Sequence[Unread] = ()) -> Form:
    return message_form(session, Filled("message", session.ref, typed, marks(wrong)), desk.say)
