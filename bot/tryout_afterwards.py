"""What the try-out shows of the time after sessions: links, a survey, and an answer to feedback."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import Connection

from bot.config import Settings
from bot.demo.afterwards import DEMO_DID, DEMO_SAID, SURVEY_NAME, demo_materials, demo_survey
from bot.learning.survey_reports import Kept
from bot.steps.survey_reading import bring
from bot.steps.surveys import minimum_of
from bot.store import marks, materials, sessions, surveys, upshots


def look_back(
    db: Connection, now: datetime, by_ref: Mapping[str, int], organiser: int, settings: Settings
) -> None:
    """As if that organiser had shared links and kept a survey before; `by_ref`: the sessions' numbers."""
    _share(db, now, by_ref, organiser)
    today = now.astimezone(settings.programme.tz).date()
    brought = bring(minimum_of(db, settings), SURVEY_NAME, demo_survey(today))
    number = surveys.look_at(db, brought, organiser, now)
    surveys.keep(db, Kept(number, brought, organiser, now, kept=False), brought.name, brought.survey)
    _answer(db, now, organiser)


def _share(db: Connection, now: datetime, by_ref: Mapping[str, int], organiser: int) -> None:
    for each in demo_materials():
        session = sessions.get(db, by_ref[each.ref])
        number = materials.add(db, session.id, organiser, title=each.title, url=each.url, now=now)
        if each.sent:
            drafts = [added for added in materials.of_session(db, session.id) if added.id == number]
            told = session.ends_at
            materials.let_go(db, drafts, wider=False, round_=1, told_at=told, now=now)
    marks.set_until(db, "materials", now)  # they were told at the time: nobody is written to now


def _answer(db: Connection, now: datetime, organiser: int) -> None:
    """Something was done some days ago, of which people were told at the time."""
    then = now - timedelta(days=5)
    upshots.all_told(db, upshots.write(db, None, DEMO_SAID, DEMO_DID, by=organiser, now=then))
