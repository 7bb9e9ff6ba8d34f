"""Every table, in one view; each file is about one thing. How they came to be is in `upgrades/`."""

from bot.store.tables.afterwards import actions, material_pieces, materials, upshots
from bot.store.tables.attendance import (
    access_needs,
    attendance,
    checkin_tries,
    checkins,
    downloads,
    hindrances,
)
from bot.store.tables.calendars import calendars, invitations
from bot.store.tables.digests import digest_runs, digests, marks
from bot.store.tables.feedback import (
    asked_questions,
    feedback_answers,
    feedback_asked,
    feedback_cells,
    feedback_closings,
    feedback_keys,
    feedback_named,
    question_sets,
)
from bot.store.tables.kinds import Moment, Number, metadata, own_id
from bot.store.tables.letters import answers, lanes, letters, turn_of
from bot.store.tables.people import addresses, follows, link_codes, link_tries, links, people, ways
from bot.store.tables.places import approvals, events, places, rounds
from bot.store.tables.programme import edits, proposals, revisions, sessions, unmet
from bot.store.tables.reach import headcounts, reach_reports
from bot.store.tables.surveys import surveys
from bot.store.tables.tryout import pinned, seen, tryout

__all__ = [
    "Moment",
    "Number",
    "access_needs",
    "actions",
    "addresses",
    "answers",
    "approvals",
    "asked_questions",
    "attendance",
    "calendars",
    "checkin_tries",
    "checkins",
    "digest_runs",
    "digests",
    "downloads",
    "edits",
    "events",
    "feedback_answers",
    "feedback_asked",
    "feedback_cells",
    "feedback_closings",
    "feedback_keys",
    "feedback_named",
    "follows",
    "headcounts",
    "hindrances",
    "invitations",
    "lanes",
    "letters",
    "link_codes",
    "link_tries",
    "links",
    "marks",
    "material_pieces",
    "materials",
    "metadata",
    "own_id",
    "people",
    "pinned",
    "places",
    "proposals",
    "question_sets",
    "reach_reports",
    "revisions",
    "rounds",
    "seen",
    "sessions",
    "surveys",
    "tryout",
    "turn_of",
    "unmet",
    "upshots",
    "ways",
]
