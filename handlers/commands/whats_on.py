"""`what's on [words]`: what suits, a few at a time; and Show more."""

from dataclasses import replace
from datetime import timedelta

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.sessions import Format, Session
from bot.registry import Answer, command
from bot.store import places, sessions
from bot.understand.search import nearest, rank
from bot.understand.wishes import Wishes, read_wishes
from bot.views import sessions as view
from bot.views.reading import read_as

PAGE = 5
_AHEAD = timedelta(days=365)


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
    ),
    reads=True,
)
def whats_on(desk: Desk, ask: Ask) -> Answer:
    return _page(desk, ask.about, 0)


@command("more", reads=True)
def more(desk: Desk, ask: Ask) -> Answer:
    """Show more: about = "<how many were shown> <the words>"."""
    shown, _, words = ask.about.partition(" ")
    return _page(desk, words, int(shown) if shown.isdigit() else 0)


@command("share", en=("share", "share here", "show everyone"), cy=("rhannu", "dangos i bawb"), reads=True)
def share(desk: Desk, ask: Ask) -> Answer:
    """The same, for the whole channel to see."""
    return replace(_page(desk, ask.about, 0), public=bool(ask.where.channel))


def _page(desk: Desk, words: str, shown: int) -> Answer:
    wishes = read_wishes(
        words,
        now=desk.now.astimezone(desk.zone),
        topics=sessions.topics(desk.db),
        places=sessions.sites(desk.db),
    )
    start = max(wishes.start, desk.now) if wishes.start else desk.now
    pool = sessions.upcoming(desk.db, start=start, end=wishes.end or desk.now + _AHEAD)
    found = [session for session in pool if _suits(session, wishes, desk)]
    if wishes.words:
        found = rank(wishes.words, found)
    reading = read_as(wishes, desk.say)
    if not found[shown:]:
        near = nearest(wishes.words, pool)[:3] if wishes.words else []
        return Answer(view.nothing(reading, near, desk.say))
    page = found[shown : shown + PAGE]
    rest = len(found) - shown - len(page)
    listing = view.Listing(page, reading, rest, f"{shown + PAGE} {words}".strip())
    held = places.held(desk.db, [session.id for session in page], desk.me.id)
    return Answer(view.listing(listing, held, desk.say))


def _suits(session: Session, wishes: Wishes, desk: Desk) -> bool:
    return (
        wishes.span.hold(session.starts_at.astimezone(desk.zone))
        and (not wishes.topic or session.topic == wishes.topic)
        and (not wishes.place or wishes.place.casefold() in session.place.casefold())
        and (wishes.format is None or session.format in {wishes.format, Format.HYBRID})
        and (not wishes.free_only or not session.full)
        and (not wishes.language or session.language in {wishes.language, "bilingual"})
    )
