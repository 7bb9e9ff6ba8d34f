"""`approvals`: the places that wait for me to approve them, to be decided one by one or several at once."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ask import Ask
from bot.card import Text
from bot.desk import Desk
from bot.learning import approvals as rules
from bot.learning.approvals import Approval, Outcome
from bot.learning.people import Person
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, command
from bot.steps.approving import called, named, request, requests_for
from bot.store import approvals, places, sessions
from bot.views import approving as view

_LONGEST = 500


@command(
    "approvals",
    en=(
        "approvals",
        "what needs my approval",
        "who needs my approval",
        "what is waiting for my approval",
        "who is waiting for my approval",
        "requests to approve",
        "what is waiting for approval",
        "what's waiting for approval",
        "who is waiting for approval",
    ),
    cy=(
        "cymeradwyaethau",
        "beth sy'n aros am gymeradwyaeth",
        "beth sydd angen fy nghymeradwyaeth",
        "pwy sydd angen fy nghymeradwyaeth",
        "beth sy'n aros am fy nghymeradwyaeth",
        "ceisiadau i'w cymeradwyo",
    ),
    reads=True,
)
def show(desk: Desk, ask: Ask) -> Answer:
    """Those of the person or session that is named, else all."""
    requests, rest = _waiting(desk, ask)
    return Answer(view.waiting(requests, rest, desk.say), secret=True)


@command("approve", en=("approve",), cy=("cymeradwyo", "cymeradwywch"))
def approve(desk: Desk, ask: Ask) -> Answer:
    """A press decides: about = "<number>". Who types it is shown what there is to approve."""
    if ask.text:
        return show(desk, ask)
    person, session = _decide(desk, ask.about, agreed=True)
    return _done(desk, ask, person, session, agreed=True)


@command("approval_decline")
def decline(desk: Desk, ask: Ask) -> Answer:
    """A form for the reason, and what was written into it: about = "<number>"."""
    if "words" in ask.values:
        words = str(ask.values["words"]).strip()[:_LONGEST]
        person, session = _decide(desk, ask.about, agreed=False, words=words)
        return _done(desk, ask, person, session, agreed=False)
    approval, person, session = _meant(desk, ask.about)
    place = places.of(desk.db, session.id, approval.person_id)
    wanted = request(desk, session, place, approval)
    if wanted is None:
        raise Refusal("approval-gone", title=session.title)
    return Answer(view.decline_form(wanted, desk.say))


@command("approve_several", en=("approve several",), cy=("cymeradwyo sawl un",))
def approve_several(desk: Desk, ask: Ask) -> Answer:
    """The form with ticks; each that is ticked is decided for itself, and what cannot be stops no other."""
    return _several(desk, ask, agreed=True)


@command("approval_decline_several")
def decline_several(desk: Desk, ask: Ask) -> Answer:
    """The same, with one reason for all of them to read."""
    return _several(desk, ask, agreed=False)


def _several(desk: Desk, ask: Ask, *, agreed: bool) -> Answer:
    requests, rest = _waiting(desk, ask)
    ticked = ask.values.get("numbers", ())
    numbers = (ticked,) if isinstance(ticked, str) else ticked
    words = "" if agreed else str(ask.values.get("words", "")).strip()[:_LONGEST]
    if not any(numbers):
        if not requests:
            return Answer(view.waiting((), 0, desk.say))
        return Answer(view.several(requests, rest, desk.say, agreed=agreed, words=words))
    found = [approvals.get(desk.db, number) for number in dict.fromkeys(numbers)]
    # In the order of their sessions, as everywhere: two who lock several never wait for each other.
    known = sorted((each for each in found if each is not None), key=lambda each: (each.session_id, each.id))
    lines = [_line(desk, each, agreed=agreed, words=words) for each in known[: view.AT_ONCE]]
    requests, rest = _waiting(desk, replace(ask, text=""))
    return Answer(view.decided_all(lines, desk.say, requests=requests, rest=rest), replace=True, secret=True)


def _done(desk: Desk, ask: Ask, person: Person, session: Session, *, agreed: bool) -> Answer:
    """What was decided, with what waits still: the answer takes the place of the list that was pressed."""
    requests, rest = ((), 0) if ask.where.channel else _waiting(desk, ask)
    card = view.decided(called(person), session, desk.say, agreed=agreed, requests=requests, rest=rest)
    return Answer(card, replace=True, secret=True)


def _line(desk: Desk, approval: Approval, *, agreed: bool, words: str) -> Text:
    try:
        person, session = _decide(desk, str(approval.id), agreed=agreed, words=words)
    except Refusal as refusal:
        return desk.say(f"refusal-{refusal.name}", None, **refusal.facts)
    return view.decided_line(called(person), session, desk.say, agreed=agreed)


def _waiting(desk: Desk, ask: Ask) -> tuple[Sequence[view.Request], int]:
    """What waits for them, and how many more than are shown. Names are shown in private alone."""
    if ask.where.channel:
        raise Refusal("list-in-private")
    found = requests_for(desk)
    words = ask.about.casefold().split() if ask.text else []
    named_ = [each for each in found if all(word in _told(each) for word in words)]
    found = named_ or found
    return found[: view.AT_ONCE], max(0, len(found) - view.AT_ONCE)


def _told(wanted: view.Request) -> str:
    title = wanted.session.title
    return f"{wanted.who} {title.en} {title.cy} {wanted.session.ref}".casefold()


def _decide(desk: Desk, number: str, *, agreed: bool, words: str = "") -> tuple[Person, Session]:
    """Decide, with the session locked, whether the place is theirs. Refuses, and says why."""
    approval, _, session = _meant(desk, number)
    roster = places.locked_roster(desk.db, session.id)
    # Read anew: now nobody else can decide about it.
    approval, person, _ = _meant(desk, number)
    event = rules.decide(roster, approval, desk.me, desk.now, agreed=agreed)
    if words:
        approvals.say_why(desk.db, approval.id, words)
    desk.record(event)
    return person, roster.session


def _meant(desk: Desk, number: str) -> tuple[Approval, Person, Session]:
    """What a button is about. Refuses whoever may not decide, and what is decided."""
    approval = approvals.get(desk.db, number.strip())
    if approval is None:
        raise Refusal("approval-not-yours")
    session, person = sessions.get(desk.db, approval.session_id), desk.someone(approval.person_id)
    rules.authorise(approval, desk.me, person, session)
    if approval.outcome is not None:
        raise _decided(desk, approval, approval.outcome, called(person), session)
    return approval, person, session


def _decided(desk: Desk, approval: Approval, outcome: Outcome, who: str, session: Session) -> Refusal:
    """What is true by now, and who has made it so."""
    if outcome is Outcome.WITHDRAWN:
        return Refusal("approval-was-withdrawn", who=who, title=session.title)
    if approval.by_id is None:
        return Refusal(f"approval-was-{outcome.value}-rule", who=who, title=session.title)
    if approval.by_id == desk.me.id:
        return Refusal(f"approval-was-{outcome.value}-you", who=who, title=session.title)
    by = named(desk, approval.by_id)
    return Refusal(f"approval-was-{outcome.value}", who=who, title=session.title, by=by)
