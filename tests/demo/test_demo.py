"""The demo looks alive on whatever day it is started, and its people hold places that the rules allow."""

from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.demo import (
    DEMO_CHANNELS,
    DEMO_PEOPLE,
    demo_colleague,
    demo_feedback,
    demo_places,
    demo_sessions,
)
from bot.demo.afterwards import SURVEY_NAME, demo_materials, demo_survey
from bot.intake.surveys import read_survey
from bot.learning.materials import plain_link
from bot.learning.people import Role
from bot.learning.sessions import Draft

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
EVERY_DAY = [date(2026, 1, 1) + count * DAY for count in range(366)]  # both clock changes, a turn of the year


def days(drafts: list[Draft]) -> list[date]:
    return [draft.starts_at.date() for draft in drafts]


@pytest.fixture(params=[date(2026, 3, 23) + count * DAY for count in range(14)], ids=str)
def today(request) -> date:
    return request.param


def test_only_weekdays_and_waking_hours_whenever_it_is_started():
    for today in EVERY_DAY:
        for draft in demo_sessions(today, LONDON):
            assert draft.starts_at.weekday() < 5
            assert time(8) <= draft.starts_at.time() <= time(18)
            assert draft.starts_at < draft.ends_at
            assert draft.ends_at.date() == draft.starts_at.date()
            assert draft.ends_at - draft.starts_at == draft.ends_at.astimezone(
                UTC
            ) - draft.starts_at.astimezone(UTC)


def test_two_weeks_back_and_ten_ahead(today):
    found = days(demo_sessions(today, LONDON))
    assert len(found) >= 55
    assert today - 14 * DAY - 6 * DAY <= min(found) < today - 7 * DAY
    assert today + 63 * DAY < max(found) <= today + 84 * DAY


def test_there_is_something_on_today_and_tomorrow_where_they_are_working_days(today):
    found = set(days(demo_sessions(today, LONDON)))
    for day in (today, today + DAY):
        assert day in found or day.weekday() > 4


def test_there_is_plenty_next_week_with_several_wellbeing_items(today):
    monday = today - today.weekday() * DAY + 7 * DAY
    coming = [
        each for each in demo_sessions(today, LONDON) if monday <= each.starts_at.date() < monday + 7 * DAY
    ]
    assert len(coming) >= 8
    assert Counter(each.topic for each in coming)["wellbeing"] >= 3


def test_something_ended_in_the_last_days(today):
    start = datetime.combine(today, time(8), LONDON)
    ended = [each for each in demo_sessions(today, LONDON) if each.ends_at < start]
    assert any(each.ends_at > start - 4 * DAY for each in ended)


def test_every_session_speaks_both_languages_and_can_be_named():
    found = demo_sessions(date(2026, 3, 2), LONDON)
    for draft in found:
        assert all(
            (draft.title.en, draft.title.cy, draft.summary.en, draft.summary.cy, draft.topic, draft.speaker)
        )
        assert draft.title.en != draft.title.cy
        assert bool(draft.link) == (draft.format != "in-person")
        assert draft.link == "" or draft.link.startswith("https://example.org/")
    assert len({draft.ref for draft in found}) == len({draft.uid for draft in found}) == len(found)


def test_the_same_day_gives_the_same_programme_and_another_only_moves_it():
    monday, tuesday = date(2026, 3, 2), date(2026, 3, 3)
    assert demo_sessions(monday, LONDON) == demo_sessions(monday, LONDON)
    uids = {draft.uid for draft in demo_sessions(monday, LONDON)}
    assert uids == {draft.uid for draft in demo_sessions(tuesday, LONDON)}


def test_people_of_every_role_and_both_languages():
    assert len({person.key for person in DEMO_PEOPLE}) == len(DEMO_PEOPLE) == 8
    assert {person.role for person in DEMO_PEOPLE} == set(Role)
    assert {person.language for person in DEMO_PEOPLE} == {"en", "cy"}
    assert {channel.language for channel in DEMO_CHANNELS} == {"en", "cy"}
    everyone = [*DEMO_PEOPLE, *(demo_colleague(number) for number in range(1, 61))]
    assert (
        len({person.email for person in everyone})
        == len({person.name for person in everyone})
        == len(everyone)
    )
    assert all(person.email.endswith("@example.org") for person in everyone)


@pytest.mark.parametrize("number", [0, 61, -1])
def test_there_are_sixty_colleagues(number):
    with pytest.raises(ValueError, match="1 to 60"):
        demo_colleague(number)


def test_places_keep_the_rules_of_booking():
    sessions = {draft.ref: draft for draft in demo_sessions(date(2026, 3, 2), LONDON)}
    people = {person.key for person in DEMO_PEOPLE} | {demo_colleague(number).key for number in range(1, 61)}
    held, waiting = defaultdict(list), defaultdict(list)
    for place in demo_places():
        assert place.person in people
        (waiting if place.waiting else held)[place.ref].append(place.person)
    for ref, draft in sessions.items():
        everyone = held[ref] + waiting[ref]
        assert len(set(everyone)) == len(everyone), ref
        assert draft.capacity is not None
        assert len(held[ref]) <= draft.capacity, ref
        assert not waiting[ref] or len(held[ref]) == draft.capacity, ref
    assert set(held) | set(waiting) <= set(sessions)
    assert sum(bool(people) for people in waiting.values()) >= 3


def test_nobody_is_in_two_places_at_once_among_those_you_can_act_as(today):
    sessions = {draft.ref: draft for draft in demo_sessions(today, LONDON)}
    for person in DEMO_PEOPLE:
        mine = sorted(
            (sessions[place.ref] for place in demo_places() if place.person == person.key),
            key=lambda draft: draft.starts_at,
        )
        for one, other in pairwise(mine):
            assert one.ends_at <= other.starts_at, (person.key, one.ref, other.ref)


def test_nia_has_a_session_to_look_forward_to_and_one_to_say_something_about(today):
    sessions = {draft.ref: draft for draft in demo_sessions(today, LONDON)}
    mine = [sessions[place.ref] for place in demo_places() if place.person == "nia" and not place.waiting]
    morning = datetime.combine(today, time(8), LONDON)
    assert any(morning + DAY < each.starts_at < morning + 4 * DAY for each in mine)
    over = [each for each in mine if each.ends_at < morning]
    assert over
    assert not {answer.person for answer in demo_feedback()} & {person.key for person in DEMO_PEOPLE}


def test_feedback_is_enough_for_a_summary_and_by_people_who_were_there(today):
    answers = demo_feedback()
    sessions = {draft.ref: draft for draft in demo_sessions(today, LONDON)}
    (ref,) = {answer.ref for answer in answers}
    held = {place.person for place in demo_places() if place.ref == ref and not place.waiting}
    assert len(answers) >= 14
    assert len({answer.person for answer in answers}) == len(answers)
    assert {answer.person for answer in answers} <= held
    assert sessions[ref].ends_at < datetime.combine(today, time(0), LONDON)
    assert {answer.answer["useful"] for answer in answers} <= {1, 2, 3, 4, 5}


def test_what_came_after_is_of_sessions_that_are_over_and_the_survey_reads_well(today):
    sessions = {draft.ref: draft for draft in demo_sessions(today, LONDON)}
    found = demo_materials()
    assert all(sessions[each.ref].ends_at < datetime.combine(today, time(0), LONDON) for each in found)
    assert {each.sent for each in found} == {True, False}
    assert all(plain_link(each.url) for each in found)
    sheet = read_survey(SURVEY_NAME, demo_survey(today), minimum=10)
    survey = sheet.survey
    assert (survey.n, survey.open) == (68, ())
    assert [note.reason.name for note in sheet.notes] == ["survey-hidden"]
    assert survey.hidden == 2, "small sessions are hidden together"
    assert {asked.role for asked in survey.asked} >= {"useful", "recommend"}
    assert survey.last < today - 7 * DAY


def test_one_session_asks_for_approval_and_somebody_s_manager_can_be_acted_as(today):
    (asking,) = [draft for draft in demo_sessions(today, LONDON) if draft.approval]
    assert asking.starts_at > datetime.combine(today, time(0), LONDON) + 14 * DAY, "there is time to answer"
    assert asking.cost
    managers = {person.manager_email for person in DEMO_PEOPLE if person.manager}
    assert managers
    assert managers <= {person.email for person in DEMO_PEOPLE}
