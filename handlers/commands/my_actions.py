"""`actions`: what I said I will do after sessions, for nobody's eyes but mine; what became of it."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.actions import LONGEST, Action, Obstacle, Outcome
from bot.learning.refusals import Refusal
from bot.registry import Answer, command
from bot.store import actions, sessions
from bot.views import actions as view


@command(
    "actions",
    en=(
        "actions",
        "my actions",
        "my action",
        "my plans",
        "what i will do",
        "what will i do",
        "what did i say i will do",
        "what did i say i would do",
        "what did i say i'd do",
        "what have i said i'd do",
        "what did i plan to do",
    ),
    cy=(
        "camau",
        "fy nghamau",
        "fy ngham",
        "fy nghynlluniau",
        "beth fydda i'n ei wneud",
        "beth ddywedais i",
        "beth ddywedais i y byddwn i'n ei wneud",
    ),
    reads=True,
)
def mine(desk: Desk, ask: Ask) -> Answer:
    """About = "" or "<from which number on>" behind [Show more]."""
    first = ask.about.strip()
    number = int(first) if first.isascii() and first.isdigit() and len(first) < 6 else 0
    own = [_own(desk, action) for action in actions.of_person(desk.db, desk.me.id)]
    return Answer(view.mine(own, number, desk.say), secret=True)


@command("action_outcome")
def outcome(desk: Desk, ask: Ask) -> Answer:
    """One press: about = "<number> <what became of it>"."""
    number, _, said = ask.about.rpartition(" ")
    action = _mine(desk, number)
    if said not in set(Outcome):
        raise Refusal("action-not-yours")
    actions.tell(desk.db, action, Outcome(said))
    return Answer(view.told(_own(desk, _mine(desk, number)), desk.say), replace=True)


@command("action_obstacle")
def obstacle(desk: Desk, ask: Ask) -> Answer:
    """One press: about = "<number> <what got in the way>"."""
    number, _, said = ask.about.rpartition(" ")
    action = _mine(desk, number)
    _hinder(desk, action, said, action.note)
    return Answer(view.obstacle_told(desk.say), replace=True)


@command("action_words")
def words(desk: Desk, ask: Ask) -> Answer:
    """What got in the way, in words that are kept for them alone."""
    action = _mine(desk, ask.about)
    if not ask.values:
        return Answer(view.words_form(_own(desk, action), desk.say), secret=True)
    _hinder(desk, action, str(ask.values.get("obstacle", "")), _typed(ask, "note"))
    return Answer(view.obstacle_told(desk.say), replace=True)


@command("action_change")
def change(desk: Desk, ask: Ask) -> Answer:
    action = _mine(desk, ask.about)
    if not ask.values:
        return Answer(view.change_form(_own(desk, action), desk.say), secret=True)
    said, colleagues = _typed(ask, "words"), _typed(ask, "colleagues")
    if not said:
        wrong = desk.say("action-missing")
        return Answer(view.change_form(_own(desk, action), desk.say, words=said, wrong=wrong), secret=True)
    actions.reword(desk.db, action, said, colleagues)
    return Answer(view.changed(_own(desk, _mine(desk, ask.about)), desk.say), replace=True, secret=True)


@command("action_drop")
def drop(desk: Desk, ask: Ask) -> Answer:
    return Answer(view.drop(_own(desk, _mine(desk, ask.about)), desk.say), secret=True)


@command("action_drop_now")
def drop_now(desk: Desk, ask: Ask) -> Answer:
    actions.drop(desk.db, _mine(desk, ask.about))
    return Answer(view.dropped(desk.say), replace=True)


def _typed(ask: Ask, name: str) -> str:
    return str(ask.values.get(name, "")).strip()[:LONGEST]


def _hinder(desk: Desk, action: Action, said: str, note: str) -> None:
    """Nothing was in the way of what is done: an old button says so no more."""
    if action.outcome is not Outcome.DID:
        chosen = Obstacle(said) if said in set(Obstacle) else Obstacle.OTHER
        actions.hinder(desk.db, action, chosen, note)


def _mine(desk: Desk, number: str) -> Action:
    """One's own: nobody answers for another, or learns that there is one."""
    action = actions.mine(desk.db, number, desk.me.id)
    if action is None:
        raise Refusal("action-not-yours")
    return action


def _own(desk: Desk, action: Action) -> view.Own:
    return view.Own(action, sessions.get(desk.db, action.session_id))
