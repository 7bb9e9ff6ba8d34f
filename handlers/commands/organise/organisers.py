"""`organiser`, `organiser add @someone`, `organiser remove @someone`: administrators say who organises."""

import re
from dataclasses import replace

from bot.ask import Ask
from bot.card import Card
from bot.desk import Desk
from bot.learning.events import OrganiserNamed, OrganiserUnnamed
from bot.learning.people import Person
from bot.learning.refusals import Refusal
from bot.registry import Answer, command, draws, reacts_to
from bot.steps.organising import administrators_only
from bot.store import organisers as store
from bot.store import people
from bot.store.letters import Letter
from bot.views import organising_people as view

_ADD = re.compile(r"(?:add|ychwanegu|ychwanegwch)\s+(.+)", re.IGNORECASE | re.DOTALL)
_REMOVE = re.compile(r"(?:remove|tynnu|tynnwch)\s+(.+)", re.IGNORECASE | re.DOTALL)
_NUMBER = re.compile(r"#(\d{1,17})")
_LONGEST = 120


@command("organiser", en=("organiser", "organisers"), cy=("trefnydd", "trefnwyr"))
def organiser(desk: Desk, ask: Ask) -> Answer:
    """Without words: who organises. A button's about names a person by number: "add #12"."""
    administrators_only(desk)
    about = ask.about.strip()
    if added := _ADD.fullmatch(about):
        return _change(desk, ask, added[1], organises=True)
    if removed := _REMOVE.fullmatch(about):
        return _change(desk, ask, removed[1], organises=False)
    if about:
        raise Refusal("organiser-how")
    found = store.all_of(desk.db, desk.roles)
    fixed = {person.id for person in found if _in_settings(desk, person)}
    return Answer(view.organisers(found, fixed, desk.say))


def _change(desk: Desk, ask: Ask, words: str, *, organises: bool) -> Answer:
    found = _meant(desk, ask, words)
    if not found:
        raise Refusal("no-such-person", about=words.strip()[:_LONGEST])
    if len(found) > 1:
        about = "add" if organises else "remove"
        return Answer(view.which_person(found, about, desk.say))
    person = found[0]
    if organises == person.organises:
        return Answer(
            view.organiser_done("organiser-already" if organises else "organiser-none", person, desk.say)
        )
    if not organises and _in_settings(desk, person):
        return Answer(view.organiser_done("organiser-fixed", person, desk.say))
    store.name(desk.db, person.id, organiser=organises)
    desk.record(OrganiserNamed(person.id) if organises else OrganiserUnnamed(person.id))
    name = "organiser-added" if organises else "organiser-removed"
    return Answer(view.organiser_done(name, person, desk.say))


def _meant(desk: Desk, ask: Ask, words: str) -> list[Person]:
    number = _NUMBER.fullmatch(words.strip())
    if number is None:
        return store.meant(desk.db, words, ask.who, desk.roles)
    try:
        return [people.get(desk.db, int(number[1]), desk.roles)]
    except LookupError:
        return []


def _in_settings(desk: Desk, person: Person) -> bool:
    return replace(person, role=desk.roles.of(person.email)).organises


@reacts_to(OrganiserNamed)
def tell(desk: Desk, happening: int, event: OrganiserNamed) -> None:
    by = desk.person.name if desk.person else ""
    desk.write("organiser-named", f"organiser-named {happening}", person_id=event.person_id, by=by)


@draws("organiser-named")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """Nothing to somebody from whom it was taken back meanwhile."""
    return view.welcome(letter.facts["by"], desk.say) if desk.me.organises else None
