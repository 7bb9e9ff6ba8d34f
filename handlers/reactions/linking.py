"""Who was linked or parted hears of it at every account, so that nobody is joined to another unawares."""

from bot.ask import Address, Target
from bot.card import Card
from bot.desk import Desk
from bot.learning.events import AccountsLinked, AccountsParted, LikenessFound
from bot.registry import draws, reacts_to
from bot.store import joining, people
from bot.store.letters import Letter
from bot.views import linking as view


@reacts_to(AccountsLinked)
def tell_linked(desk: Desk, happening: int, event: AccountsLinked) -> None:
    for target in _elsewhere(desk, event.person_id):
        key = f"linked {happening} {target.lane}"
        desk.write("linked", key, person_id=event.person_id, target=target, link=event.link_id)


@reacts_to(AccountsParted)
def tell_parted(desk: Desk, happening: int, event: AccountsParted) -> None:
    for person_id in (event.person_id, event.other_id):
        for target in _elsewhere(desk, person_id):
            desk.write("parted", f"parted {happening} {target.lane}", person_id=person_id, target=target)


@reacts_to(LikenessFound)
def tell_alike(desk: Desk, happening: int, event: LikenessFound) -> None:
    desk.write("alike", f"alike {happening}", person_id=event.person_id)


@draws("linked")
def draw_linked(desk: Desk, letter: Letter) -> Card | None:
    made = joining.of(desk.db, desk.me.id, desk.now, letter.facts["link"])
    if made is None:
        return None  # undone meanwhile
    rooms = [address.room for address in people.addresses_of(desk.db, desk.me.id)]
    return view.linked(rooms, made.id, made.until, desk.say)


@draws("parted")
def draw_parted(desk: Desk, letter: Letter) -> Card | None:  # noqa: ARG001 - every drawing has both
    return view.said("parted", desk.say)


@draws("alike")
def draw_alike(desk: Desk, letter: Letter) -> Card | None:  # noqa: ARG001 - every drawing has both
    return view.said("alike", desk.say)


def _elsewhere(desk: Desk, person_id: int) -> list[Target]:
    """Everywhere but where they see the answer."""
    here: Address | None = desk.ask.who if desk.ask else None
    everywhere = people.addresses_of(desk.db, person_id)
    return [Target(each.room, each.workspace, user=each.user) for each in everywhere if each != here]
