"""`history <reference>`: who changed what of a session, for administrators."""

from bot.ask import Ask
from bot.desk import Desk
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.steps.organising import administrators_only, plain_question
from bot.store import organisers
from bot.views import organising_people as view

_MOST = 20


@command("history", en=("history", "who changed"), cy=("hanes", "pwy newidiodd"), reads=True)
def history(desk: Desk, ask: Ask) -> Answer:
    if question := plain_question(desk, ask):
        return question
    administrators_only(desk)
    found = choose_or_one(desk, ask)
    if isinstance(found, Answer):
        return found
    deeds = [_deed(act) for act in organisers.history(desk.db, found.id, most=_MOST)]
    return Answer(view.history(found, deeds, desk.say), secret=True)


def _deed(act: organisers.Act) -> view.Deed:
    facts = act.facts
    match act.kind:
        case "SessionMoved":
            names = {"starts_at": "was_at", "ends_at": "was_until", "place": "was_place"}
            shown = {name: facts[was] for name, was in names.items() if facts.get(was)}
            return view.Deed(act.at, act.who, "moved", shown, {})
        case "SessionCancelled":
            return view.Deed(act.at, act.who, "call-off", {}, {})
        case _:
            return view.Deed(act.at, act.who, facts["act"], facts["before"], facts["after"])
