"""`link`, `unlink`: somebody who uses Slack and Teams is one person, by a code that works once."""

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.codes import new_code, read_code
from bot.learning.events import AccountsParted
from bot.learning.refusals import Refusal
from bot.registry import Answer, command
from bot.steps import linking
from bot.store import joining, links, locks, people
from bot.store.links import Claim
from bot.views import linking as view


@command(
    "link",
    en=(
        "link",
        "link me",
        "link my account",
        "link my accounts",
        "link accounts",
        "link slack",
        "link teams",
        "link slack and teams",
        "link teams and slack",
        "connect my accounts",
    ),
    cy=(
        "cysylltu",
        "cysylltu fy nghyfrifon",
        "cysylltu cyfrifon",
        "cysylltwch fy nghyfrifon",
        "uno fy nghyfrifon",
    ),
)
def link(desk: Desk, ask: Ask) -> Answer:
    """Alone: a code for the other account. With a code: whose it is, and whether to go on."""
    if not ask.about.strip():
        code = new_code()
        until = links.keep(desk.db, desk.me.id, code, desk.now)
        return Answer(view.code(code, until, desk.say), secret=True)
    typed = read_code(ask.about)
    if typed is None:
        # "Link for mindful walking": how to join the session itself.
        return desk.registry.commands["details"].handle(desk, ask)
    # Answers, not refusals: what a refusal changed is undone, and the try has to stay counted.
    wait = links.try_(desk.db, desk.me.id, desk.now)
    if wait is not None:
        return Answer(view.wait(wait, desk.say))
    claim = links.claim(desk.db, typed, desk.me.id, desk.now)
    if claim is None:
        return Answer(view.said("link-wrong", desk.say))
    if claim.person_id == desk.me.id:
        return Answer(view.said("link-own", desk.say))
    _check(desk, claim)
    other = desk.someone(claim.person_id)
    rooms = [address.room for address in people.addresses_of(desk.db, other.id)]
    return Answer(view.confirm(other.name, other.email, rooms, claim.id, desk.say))


@command("link_confirm")
def confirm(desk: Desk, ask: Ask) -> Answer:
    claim = _claimed(desk, ask)
    _check(desk, claim)
    say = desk.say
    links.use_up(desk.db, claim.id)
    linking.join(desk, desk.me.id, claim.person_id)
    made = joining.of(desk.db, desk.me.id, desk.now)
    if made is None:
        raise Refusal("link-over")  # they have left meanwhile
    rooms = [address.room for address in people.addresses_of(desk.db, desk.me.id)]
    return Answer(view.linked(rooms, made.id, made.until, say), replace=True)


@command("link_decline")
def decline(desk: Desk, ask: Ask) -> Answer:
    links.use_up(desk.db, _claimed(desk, ask).id)
    return Answer(view.said("link-declined", desk.say), replace=True)


@command(
    "unlink",
    en=("unlink", "unlink me", "unlink my accounts", "unlink my account", "undo the link"),
    cy=("datgysylltu", "datgysylltu fy nghyfrifon", "datgysylltwch fy nghyfrifon", "dadwneud y cysylltiad"),
)
def unlink(desk: Desk, ask: Ask) -> Answer:
    """The newest link is undone, or the one that a letter told of."""
    about = ask.about.strip()
    locks.people_and_theirs(desk.db, desk.me.id)
    made = joining.of(desk.db, desk.me.id, desk.now, _number(about) if about else None)
    if made is None:
        raise Refusal("unlink-none", days=joining.UNDO.days)
    say = desk.say
    desk.record(AccountsParted(desk.me.id, other := joining.part(desk.db, made)))
    if ask.who in made.brought:
        desk.person = desk.someone(other)
    return Answer(view.said("parted", say), replace=True)


def _claimed(desk: Desk, ask: Ask) -> Claim:
    claim = links.claimed(desk.db, _number(ask.about), desk.me.id, desk.now)
    if claim is None or claim.person_id == desk.me.id:
        raise Refusal("link-over")
    return claim


def _check(desk: Desk, claim: Claim) -> None:
    """A code proves who somebody is, and never changes what they may do."""
    if desk.someone(claim.person_id).role is not desk.me.role:
        raise Refusal("link-role")


def _number(about: str) -> int:
    """What a button of ours carries; 0, which nothing has, for anything else."""
    short = about.isascii() and about.isdigit() and len(about) < 16
    return int(about) if short else 0
