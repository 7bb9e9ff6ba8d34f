"""`problems`: what could not be delivered, and "Is it there?" answered."""

from datetime import datetime

from bot.ask import Ask
from bot.card import Card
from bot.desk import Desk
from bot.learning.events import LetterFound, LetterPostedAgain
from bot.learning.refusals import Refusal
from bot.registry import Answer, command, draws
from bot.store import digests, letters, problems, sessions
from bot.store.letters import Letter, State
from bot.store.problems import Problem
from bot.views import problems as view

PAGE = 5


@command(
    "problems",
    en=("problems", "delivery problems", "undelivered", "what could not be delivered", "what went wrong"),
    cy=("problemau", "problemau danfon", "heb eu danfon", "beth na ellid ei ddanfon", "beth aeth o'i le"),
    reads=True,
)
def show(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every command has both
    return _page(desk, 0)


@command("problems_more", reads=True)
def more(desk: Desk, ask: Ask) -> Answer:
    """Show more: about = "<how many were shown>"."""
    return _page(desk, int(ask.about) if ask.about.isdecimal() and len(ask.about) < 7 else 0)


@command("problem_there")
def there(desk: Desk, ask: Ask) -> Answer:
    """It is there: nothing is posted again."""
    letter = _mine(desk, ask)
    if not _decided(desk, letter, State.SENT):
        return _answered(desk, letter)
    desk.record(LetterFound(letter.id))
    return Answer(view.done(desk.say("problem-there"), desk.say), replace=True)


@command("problem_again")
def again(desk: Desk, ask: Ask) -> Answer:
    """It is not there: it is posted again, once, as a letter with its own key."""
    letter = _mine(desk, ask)
    if not _decided(desk, letter, State.WITHDRAWN):
        return _answered(desk, letter)
    # Due now, so that it is not too late for it, and shows what is on from now.
    facts = letter.facts | ({"due": desk.now.isoformat()} if "due" in letter.facts else {})
    key = problems.key_again(letter)
    desk.write(letter.kind, key, person_id=letter.person_id, target=letter.target, **facts)
    following = problems.posted_again(desk.db, letter)
    if following is None or desk.registry.drawings[letter.kind](desk, following) is None:
        raise Refusal("problem-nothing-to-post")
    desk.record(LetterPostedAgain(letter.id))
    return Answer(view.done(desk.say("problem-again"), desk.say), replace=True)


@command("problem_stop")
def stop(desk: Desk, ask: Ask) -> Answer:
    """The digest of a channel that cannot be posted in: there it cannot be stopped."""
    found = _mine(desk, ask)
    digest = digests.of_channel(desk.db, found.target) if found.target else None
    if digest is None:
        raise Refusal("problem-over")
    digests.stop(desk.db, digest.id)
    name = view.channel_name(digest.target.channel, digest.channel_name, desk.say)
    return Answer(view.done(desk.say("problem-digest-stopped", channel=name), desk.say), replace=True)


@draws("returned")
def draw_returned(desk: Desk, letter: Letter) -> Card | None:
    """That something could not be posted, as things stand now; nothing when it is solved meanwhile."""
    about = letter.facts.get("letter")
    problem = problems.of_letter(desk.db, about, desk.now) if about else None
    return view.question(_entry(desk, problem), desk.say) if problem else None


@draws("post-stopped")
def draw_stopped(desk: Desk, letter: Letter) -> Card:
    """It goes out when letters do again, and says so."""
    since = datetime.fromisoformat(letter.facts["since"])
    return view.went_again(since, letter.facts["code"], desk.say)


def _entry(desk: Desk, problem: Problem) -> view.Entry:
    """A problem as it is shown: with names, and nothing of what the letter said."""
    letter, digest = problem.letter, problem.digest
    person = desk.someone(letter.person_id) if letter.person_id and not problem.to_channel else None
    session = letter.facts.get("session")
    return view.Entry(
        letter_id=letter.id,
        channel=letter.target.channel if letter.target and problem.to_channel else "",
        name=person.name if person else digest.channel_name if digest else "",
        why=problem.why,
        code=problem.code,
        kind=letter.kind,
        title=sessions.get(desk.db, session).title if isinstance(session, int) else None,
        times=problem.times,
        last=problem.last,
        has_digest=digest is not None,
    )


def _page(desk: Desk, shown: int) -> Answer:
    if not desk.me.organises:
        raise Refusal("organisers-only")
    found = problems.open_(desk.db, desk.now)
    entries = [_entry(desk, problem) for problem in found[shown : shown + PAGE]]
    rest = max(0, len(found) - shown - PAGE)
    still = problems.standstill(desk.db, desk.now)
    waits = view.Waits(still.code, still.waiting, still.since) if still else None
    return Answer(view.listing(entries, rest, shown + PAGE, waits, desk.say))


def _mine(desk: Desk, ask: Ask) -> Letter:
    """The letter, if this person may decide about it; a button in somebody else's hand is refused."""
    known = ask.about.isdecimal() and len(ask.about) < 19
    found = letters.get_all(desk.db, [int(ask.about)]) if known else []
    if not found:
        raise Refusal("problem-over" if desk.me.organises else "problem-not-yours")
    if not desk.me.organises and problems.asker(desk.db, found[0]) != desk.me.id:
        raise Refusal("problem-not-yours")
    return found[0]


def _decided(desk: Desk, letter: Letter, state: State) -> bool:
    """Whether this answer is the first, and there is still something to answer."""
    open_ = problems.of_letter(desk.db, letter.id, desk.now) is not None
    return open_ and problems.settle(desk.db, letter, state)


def _answered(desk: Desk, letter: Letter) -> Answer:
    """What was answered before: the first answer counts."""
    if problems.state_of(desk.db, letter.id) is State.SENT:
        return Answer(view.done(desk.say("problem-answered-there"), desk.say), replace=True)
    if problems.posted_again(desk.db, letter) is not None:
        return Answer(view.done(desk.say("problem-answered-again"), desk.say), replace=True)
    raise Refusal("problem-over")
