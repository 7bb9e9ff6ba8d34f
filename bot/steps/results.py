"""What figures are asked of and what there is of them, for the words that show them and that post them."""

import re
from collections.abc import Sequence
from typing import Final

from bot.desk import Desk
from bot.learning.figures import Figures
from bot.learning.publishing import KINDS, Slice, smallest
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.steps.organising import of_ref
from bot.store import figures, question_sets
from bot.views import publishing as view

WRITTEN_MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
EVERYTHING: Final = {"everything", "all", "all sessions", "popeth", "pob sesiwn", "y cyfan"}
_LEADING = ("of ", "for ", "from ", "in ", "about ", "on ", "am ", "ar gyfer ", "o ", "yn ", "ym ", "ar ")


def without_leading(about: str) -> str:
    """What is named, without the word before it."""
    for said in _LEADING:
        if about.casefold().startswith(said):
            return about[len(said) :].strip()
    return about


def exactly(about: str) -> Slice:
    """What a button of ours names. Refuses anything else."""
    said, _, name = about.partition(":")
    for kind in KINDS:
        if said == kind and (kind != "month" or WRITTEN_MONTH.fullmatch(name)):
            return Slice(kind, name)
    raise Refusal("no-such-results", about=about)


def published(desk: Desk, slice_: Slice) -> Figures:
    """Refuses where nothing is published, and says why as far as that tells nothing about anybody."""
    found = figures.figures_of_slice(desk.db, slice_, desk.zone)
    if found is not None:
        return found
    if slice_.kind != "session":
        raise Refusal("results-none", of=view.of(slice_, (), desk.say))
    session = of_ref(desk, slice_.name)
    match figures.state(desk.db, session.id):
        case "open":
            raise Refusal("too-few-answers", title=session.title, needed=needed(desk, session))
        case "waiting":
            raise Refusal("results-waiting", title=session.title, needed=needed(desk, session))
        case "unread":
            raise Refusal("feedback-closed-small", title=session.title)
        case _:
            raise Refusal("results-nobody-asked", title=session.title)


def edition(found: Figures) -> str:
    """The same figures are posted to a channel once, however often the button is pressed; what is published
    since, and what became of it some weeks later, makes them others.
    """
    said = f" {found.done.said}" if found.done else ""
    return f"{found.published_at.isoformat()} {found.sessions}{said}"


def about_of(desk: Desk, slice_: Slice) -> Sequence[Session]:
    """The sessions that figures of a session are of; of any other slice none is named."""
    if slice_.kind != "session":
        return ()
    return figures.companions(desk.db, of_ref(desk, slice_.name).id)


def needed(desk: Desk, session: Session) -> int:
    """How many people have to answer before anything is shown of a session."""
    asked = question_sets.of_session(desk.db, session, desk.settings.feedback.minimum)
    return smallest([asked.minimum])
