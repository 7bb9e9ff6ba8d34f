"""Forgets what has done its work: served deliveries after a week, sent letters after four months,
what nobody has wished for in a year, changes and surveys that organisers looked at and left, who approved
whose place after a year, what accounts brought to a person when that cannot be undone any more, four months
after a session who was invited to it and what calendars were told, and, some years after it, what people said
they will do and its slides, handouts and links.
"""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from dateutil.relativedelta import relativedelta

from bot.attempt import attempt
from bot.desk import Desk
from bot.learning.invitations import KEPT_FOR
from bot.learning.materials import DRAFTS_FOR
from bot.registry import schedule
from bot.store import (
    actions,
    answers,
    approvals,
    calendars,
    joining,
    letters,
    links,
    marks,
    materials,
    organisers,
    revising,
    surveys,
    unmet,
)

_DAY = timedelta(days=1)
_ANSWERS = timedelta(days=7)  # no room delivers anything again after so long
_DONE = timedelta(days=14)  # no schedule looks back so far
_PROPOSALS = timedelta(days=7)  # who has not let a change go by then never will
_SURVEYS = timedelta(days=2)  # nobody has decided to keep their figures
_WISHES = timedelta(days=365)  # a programme is planned by the year
_APPROVALS = timedelta(days=365)  # what was paid for is looked up until the year's books are closed
_LETTERS = timedelta(days=120)  # longer than any letter's key can come up again


def coming(desk: Desk, after: datetime) -> datetime | None:
    return marks.until(desk.db, "forget", at_first=after) + _DAY


@schedule("forget", coming=coming)
def forget(desk: Desk) -> None:
    """Each kind stands or falls alone, with a mark of its own: `caffi doctor` finds what fails for days."""
    if desk.now < marks.until(desk.db, "forget", at_first=desk.now - _DAY) + _DAY:
        return
    marks.set_until(desk.db, "forget", desk.now)
    for what, step in _ALL.items():
        name = f"forget {what}"
        # From the first night on, so that what never goes well is found too.
        marks.set_until(desk.db, name, marks.until(desk.db, name, at_first=desk.now))
        attempt(desk.db, name, partial(_forget, desk, name, step))


def _forget(desk: Desk, name: str, step: Callable[[Desk], object]) -> None:
    step(desk)
    marks.set_until(desk.db, name, desk.now)


def _forget_materials(desk: Desk) -> None:
    old = desk.now - relativedelta(months=desk.settings.materials.forget_after_months)
    materials.forget(desk.db, ended_before=old, drafts_before=desk.now - DRAFTS_FOR)


def _forget_actions(desk: Desk) -> None:
    actions.forget(desk.db, desk.now - relativedelta(months=desk.settings.actions.forget_after_months))


_ALL: Mapping[str, Callable[[Desk], object]] = {
    "answers": lambda desk: answers.forget(desk.db, desk.now - _ANSWERS),
    "letters": lambda desk: letters.forget(desk.db, desk.now - _LETTERS),
    "approvals": lambda desk: approvals.forget(desk.db, desk.now - _APPROVALS),
    "codes": lambda desk: links.forget(desk.db, desk.now),
    "wishes": lambda desk: unmet.forget(desk.db, desk.now - _WISHES),
    "links": lambda desk: joining.forget(desk.db, desk.now),
    "calendars": lambda desk: calendars.forget(desk.db, desk.now - KEPT_FOR),
    "invited": lambda desk: revising.forget_invited(desk.db, desk.now - KEPT_FOR),
    "proposals": lambda desk: organisers.forget(desk.db, desk.now - _PROPOSALS),
    "addresses in acts": lambda desk: organisers.count_invited(desk.db),
    "surveys": lambda desk: surveys.forget(desk.db, desk.now - _SURVEYS),
    "marks": lambda desk: marks.forget_done(desk.db, desk.now - _DONE),
    "actions": _forget_actions,
    "materials": _forget_materials,
}
