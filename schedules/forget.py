"""Forgets what has done its work: served deliveries after a week, sent letters after four months,
what nobody has wished for in a year, changes and surveys that organisers looked at and left, who approved
whose place after a year, what accounts brought to a person when that cannot be undone any more, four months
after a session who was invited to it and what calendars were told, and, some years after it, what people said
they will do and its slides, handouts and links.
"""

from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

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
    if desk.now < marks.until(desk.db, "forget", at_first=desk.now - _DAY) + _DAY:
        return
    marks.set_until(desk.db, "forget", desk.now)
    answers.forget(desk.db, desk.now - _ANSWERS)
    letters.forget(desk.db, desk.now - _LETTERS)
    approvals.forget(desk.db, desk.now - _APPROVALS)
    links.forget(desk.db, desk.now)
    unmet.forget(desk.db, desk.now - _WISHES)
    joining.forget(desk.db, desk.now)
    calendars.forget(desk.db, desk.now - KEPT_FOR)
    revising.forget_invited(desk.db, desk.now - KEPT_FOR)
    organisers.forget(desk.db, desk.now - _PROPOSALS)
    organisers.count_invited(desk.db)
    surveys.forget(desk.db, desk.now - _SURVEYS)
    marks.forget_done(desk.db, desk.now - _DONE)
    actions.forget(desk.db, desk.now - relativedelta(months=desk.settings.actions.forget_after_months))
    old = desk.now - relativedelta(months=desk.settings.materials.forget_after_months)
    materials.forget(desk.db, ended_before=old, drafts_before=desk.now - DRAFTS_FOR)
