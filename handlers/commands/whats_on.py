"""`what's on [words]`: what suits, a few at a time; and Show more."""

from collections.abc import Sequence
from dataclasses import replace

from bot.ask import Ask
from bot.card import Card
from bot.desk import Desk
from bot.learning.admission import shown_publicly, shown_to
from bot.learning.places import Hold
from bot.learning.sessions import Session
from bot.learning.unmet import Unmet
from bot.registry import Answer, command
from bot.steps.looking import look_for, wishes_in
from bot.steps.standing import as_they_stand
from bot.store import sessions
from bot.understand.choose import Asker
from bot.understand.search import nearest
from bot.understand.unmet import unmet_wish, without_days
from bot.understand.widen import wider
from bot.understand.wishes import Wider, Wishes
from bot.views import sessions as view
from bot.views.reading import read_as
from bot.views.settings import unsure

PAGE = 5
_NEAR = 3
_QUOTED = 80
_LOOKED_AT = 500  # sessions whose places are read afresh for one question


@command(
    "whats_on",
    en=(
        "what's on",
        "whats on",
        "what is on",
        "what's happening",
        "show me",
        "list",
        "sessions",
        "find",
        "any",
        "anything",
    ),
    cy=(
        "beth sydd ymlaen",
        "beth sy ymlaen",
        "be sy mlaen",
        "be sy' ymlaen",
        "dangos",
        "chwilio am",
        "unrhyw beth",
        "be sy'n digwydd",
        "beth sy'n digwydd",
        "beth sydd ar gael",
        "beth sy' mlaen",
        "sesiynau",
        "rhestr",
        "cyrsiau",
        "chwilio",
        "dod o hyd i",
        "oes unrhyw beth",
        "oes rhywbeth",
        "dangos i mi",
        "dangoswch i mi",
        "dangoswch",
    ),
    reads=True,
)
def whats_on(desk: Desk, ask: Ask) -> Answer:
    """`list 12` from an organiser asks for the people on it."""
    if ask.about and desk.me.organises and sessions.by_ref(desk.db, ask.about) is not None:
        return desk.registry.commands["people_list"].handle(desk, ask)
    return _page(desk, ask.about, 0)


@command("look", reads=True)
def look(desk: Desk, ask: Ask) -> Answer:
    """Words without a command: a question about what's on, unless they wish for nothing in particular."""
    if _wishes(desk, ask.about) == Wishes():
        return Answer(unsure(ask.about[:_QUOTED], desk.say))
    return _page(desk, ask.about, 0)


@command("more", reads=True)
def more(desk: Desk, ask: Ask) -> Answer:
    """Show more: about = "<how many were shown> <the words>"."""
    shown, _, words = ask.about.partition(" ")
    return _page(desk, words, int(shown) if shown.isdecimal() and len(shown) < 7 else 0)


@command(
    "share",
    en=("share", "share here", "show everyone"),
    cy=("rhannu", "rhannwch", "dangos i bawb", "dangoswch i bawb"),
    reads=True,
)
def share(desk: Desk, ask: Ask) -> Answer:
    """The same, for the whole channel to see. An organiser who names a session to us means its slides."""
    public = bool(ask.where.channel)
    if desk.me.organises and not public and sessions.by_ref(desk.db, ask.about.strip()):
        return desk.registry.commands["materials"].handle(desk, replace(ask, word="materials"))
    return replace(_page(desk, ask.about, 0, mine=not public), public=public)


def _page(desk: Desk, words: str, shown: int, *, mine: bool = True) -> Answer:
    """`mine`: for the asker alone, with their own places marked; else nothing that others should not see."""
    programme = desk.programme
    wishes = _wishes(desk, words)
    found = _shown(desk, _found(desk, wishes), mine=mine)
    reading = read_as(wishes, desk.say)
    page = found[shown : shown + PAGE]
    ways = _wider(desk, words, wishes)
    if not page:
        fitting = nearest(wishes.words, programme.index) if wishes.words else []
        near = _shown(desk, fitting, mine=mine)[:_NEAR]
        fresh, held = as_they_stand(desk, near, mine=mine)
        card = view.nothing(reading, fresh, held, desk.say, ways)
        return Answer(card, unmet=_unmet(desk, wishes) if mine and not shown else None)
    rest = len(found) - shown - len(page)
    more_about = f"{shown + PAGE} {words}".strip()
    now = sessions.standing(desk.db, [session.id for session in page], desk.me.id if mine else None)

    def draw() -> Card:
        fresh = [now[each.id].of(each) for each in page]
        held = {number: Hold(each.hold) for number, each in now.items() if each.hold}
        return view.listing(view.Listing(fresh, reading, rest, more_about, ways), held, desk.say)

    stand = tuple((each.id, now[each.id]) for each in page)
    return Answer(programme.drawn((desk.say.language, stand, tuple(reading), rest, more_about, ways), draw))


def _unmet(desk: Desk, wishes: Wishes) -> Unmet | None:
    """What nobody offers on any day; whoever only asked for the wrong day has been shown what is near."""
    wish = unmet_wish(wishes)
    return wish if wish and not _found(desk, without_days(wishes)) else None


def _wider(desk: Desk, words: str, wishes: Wishes) -> tuple[Wider, ...]:
    now, holidays = desk.now.astimezone(desk.zone), desk.settings.programme.holidays
    return tuple(wider(words, wishes, now=now, names=desk.programme.names, holidays=holidays))


def _shown(desk: Desk, found: Sequence[Session], *, mine: bool) -> Sequence[Session]:
    """Without what is not for the asker to see, or for whoever else looks on."""
    guarded = desk.programme.guarded
    if not guarded:
        return found
    return [
        each
        for each in found
        if each.id not in guarded or (shown_to(each, desk.me) if mine else shown_publicly(each))
    ]


def _wishes(desk: Desk, words: str) -> Wishes:
    now, holidays = desk.now.astimezone(desk.zone), desk.settings.programme.holidays
    return wishes_in(words, desk.programme, now=now, holidays=holidays)


def _found(desk: Desk, wishes: Wishes) -> Sequence[Session]:
    """What suits, the most fitting first where words were said, else by start."""
    held = sessions.held_by(desk.db, desk.me.id, after=desk.now) if wishes.unbooked else []
    asker = Asker(desk.me.site, frozenset(session.id for session, _ in held))
    wanted = replace(wishes, free_only=False) if wishes.free_only else wishes  # places left: read afresh
    found = look_for(wanted, desk.programme, now=desk.now.astimezone(desk.zone), asker=asker)
    if wishes.free_only:
        found = [session for session in sessions.fresh(desk.db, found[:_LOOKED_AT]) if not session.full]
    return found
