"""Lets nudges go when it is their turn: several at once as one message, and no more than the week allows."""

from datetime import datetime

from bot.card import Card
from bot.desk import Desk
from bot.learning.quiet import decide
from bot.learning.wall_time import next_working
from bot.registry import draws, schedule
from bot.store import letters, nudges
from bot.store.letters import Letter
from bot.views import nudges as view

_AT_ONCE = 500  # people in one transaction: those who book meanwhile do not wait


def coming(desk: Desk, after: datetime) -> datetime | None:
    """Nothing of its own: a nudge that is held is a letter, and letters tell when they fall due."""
    del desk, after
    return None


@schedule("quiet", coming=coming, last=True)
def release(desk: Desk) -> bool:
    due = nudges.people_due(desk.db, desk.now, _AT_ONCE)
    if not due:
        return False
    held = nudges.of_people(desk.db, due, desk.now)
    sent = nudges.sent_to(desk.db, due, desk.now)
    chosen = nudges.limits(desk.db, due)
    alone: list[int] = []
    for person_id, theirs in held.items():
        limit = chosen.get(person_id, desk.settings.quiet.nudges_a_week)
        decided = decide(theirs, sent.get(person_id, ()), limit, desk.now)
        if len(decided.together) == 1 and not decided.last:
            alone.extend(decided.together)
        elif decided.together:
            last_of = limit if decided.last else 0
            nudges.bundle(desk.db, person_id, decided.together, last_of=last_of, now=desk.now)
        if decided.again is not None:
            zone, banks = desk.zone_of(desk.someone(person_id)), desk.settings.programme.bank_holidays
            again = next_working(decided.again, zone, banks)
            nudges.put_off(desk.db, decided.wait, again)
        nudges.drop(desk.db, decided.drop, desk.now)
    nudges.release(desk.db, alone, desk.now)
    return len(due) == _AT_ONCE


@draws("nudges")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """Each as it stands now; nothing when none has anything left to say."""
    kinds = desk.registry.drawings
    drawn = (kinds[each.kind](desk, each) for each in letters.get_all(desk.db, letter.facts["letters"]))
    cards = [card for card in drawn if card is not None]
    return view.together(cards, desk.say, last_of=letter.facts["last_of"]) if cards else None
