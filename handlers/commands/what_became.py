"""`what came of my feedback`: how far it is, session by session, and what has been posted of it."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.figures import Figures
from bot.learning.publishing import Slice
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.learning.upshots import LOOKS_BACK
from bot.registry import Answer, command
from bot.steps.naming import those_named
from bot.steps.results import about_of, edition, exactly, needed
from bot.store import feedback, figures, posted, sessions, upshots
from bot.views import what_became as view
from bot.views.publishing import numbers, of
from bot.views.results import results
from bot.views.upshots import Shown

_LOOKED_AT: Final = 50
_MOST: Final = 6


@command(
    "what_became",
    en=(
        "what came of my feedback",
        "what has come of my feedback",
        "what became of my feedback",
        "what happened to my feedback",
        "what happened with my feedback",
        "what have you done with my feedback",
        "what did you do with my feedback",
        "what has changed because of my feedback",
        "has anyone read my feedback",
        "what came of the feedback",
        "what happened to the feedback",
    ),
    cy=(
        "beth ddigwyddodd i fy adborth",
        "beth ddigwyddodd i'm hadborth",
        "beth ddaeth o fy adborth",
        "beth ddaeth o'm hadborth",
        "beth wnaethoch chi gyda fy adborth",
        "beth sydd wedi digwydd i fy adborth",
        "oes rhywun wedi darllen fy adborth",
        "beth ddaeth o'r adborth",
    ),
    reads=True,
)
def what_became(desk: Desk, ask: Ask) -> Answer:
    """Of the sessions that they were asked about, or those of them that they name."""
    ids = posted.asked_about(desk.db, desk.me.id, since=desk.now - LOOKS_BACK, most=_LOOKED_AT)
    by_id = {each.id: each for each in sessions.by_ids(desk.db, ids)}
    there = [by_id[number] for number in ids]
    named = those_named(desk, ask.about.removeprefix("on ").removeprefix("about "), there) or there
    posts = posted.to_channels(desk.db)
    told = [_told(desk, session, posts) for session in named[:_MOST]]
    done = upshots.about(desk.db, named, desk.now - LOOKS_BACK)[:_MOST] if named else []
    return Answer(view.what_became(told, desk.say, [Shown(upshot, about) for upshot, about in done]))


def _told(desk: Desk, session: Session, posts: Sequence[posted.Posted]) -> view.Became:
    state = figures.state(desk.db, session.id) or "open"
    found = figures.figures_of_session(desk.db, session.id) if state == "published" else None
    post = next((each for each in posts if found and _tells_of(desk, each, session)), None)
    of_then = post.of if post and _as_posted(desk, exactly(post.of), [post]) else ""
    return view.Became(
        session=session,
        answered=feedback.answered(desk.db, session.id, desk.me.id),
        state=state,
        needed=needed(desk, session),
        closes=session.ends_at + timedelta(days=desk.settings.feedback.closes_after_days),
        published=found.published_at if found else None,
        posted=post.at if post else None,
        of=of_then,
    )


def _tells_of(desk: Desk, post: posted.Posted, session: Session) -> bool:
    there = figures.sessions_of_slice(desk.db, exactly(post.of), desk.zone, publicly=True)
    return any(each.id == session.id for each in there)


@command("what_was_posted", reads=True)
def what_was_posted(desk: Desk, ask: Ask) -> Answer:
    """The numbers that a channel has seen: about = the slice. Nobody is told what no channel was told."""
    slice_ = exactly(ask.about)
    found = _as_posted(desk, slice_, posted.to_channels(desk.db))
    if found is None:
        raise Refusal("results-none", of=of(slice_, (), desk.say))
    return Answer(results(numbers(found), of(slice_, about_of(desk, slice_), desk.say), desk.say))


def _as_posted(desk: Desk, slice_: Slice, posts: Sequence[posted.Posted]) -> Figures | None:
    """The figures of a slice, where they are still those that were posted: later ones are for organisers."""
    found = figures.figures_of_slice(desk.db, slice_, desk.zone, publicly=True)
    same = found and any(
        each.of == str(slice_) and each.key.endswith(f" {slice_} {edition(found)}") for each in posts
    )
    return found if same else None
