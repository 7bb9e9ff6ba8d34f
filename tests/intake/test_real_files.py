"""Programmes and calendars that other people wrote come in as they should."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bot.intake import Unreadable
from bot.learning.programme import compare
from bot.learning.sessions import Format, Session

SHARED = Path(__file__).parents[2].parent / "shared"
REAL = SHARED / "data" / "real"
LONDON = ZoneInfo("Europe/London")


@pytest.fixture
def real(read):
    """Reads one of the files by name."""
    if not REAL.is_dir():
        pytest.skip("the files of other people are not beside the project")

    def reading(name, **more):
        return read((REAL / name).read_bytes(), name=name, **more)

    return reading


def refused(real, name, **more):
    with pytest.raises(Unreadable) as raised:
        real(name, **more)
    return raised.value.reason.name


def kept(sheet):
    return [
        Session(id=number, **{name: getattr(draft, name) for name in draft.__dataclass_fields__})
        for number, draft in enumerate(sheet.drafts)
    ]


def titles(sheet):
    return Counter(draft.title.en for draft in sheet.drafts)


def days(sheet):
    return [draft.starts_at.date() for draft in sheet.drafts]


def test_the_catalogue(read):
    file = SHARED / "questions" / "catalogue.csv"
    if not file.exists():
        pytest.skip("the catalogue is not beside the project")
    sheet = read(file.read_bytes())
    assert len(sheet.drafts) == 125
    assert not sheet.problems
    first = sheet.drafts[0]
    assert (first.uid, first.ref, first.capacity, first.format) == ("LC-101", "LC-101", 80, Format.ONLINE)
    assert first.title.en.startswith("Home energy")
    assert first.title.cy.startswith("Ynni yn y cartref")
    assert first.ends_at - first.starts_at == timedelta(minutes=45)
    summer = [draft for draft in sheet.drafts if draft.starts_at.date() > date(2026, 3, 29)]
    assert {draft.starts_at.utcoffset() for draft in summer} == {timedelta(hours=1)}
    assert sheet.notes[0].reason.facts["columns"] == "booked"
    again = compare(sheet.drafts, kept(sheet), told=sheet.fields)
    assert len(again.unchanged) == 125
    assert again.new == again.changed == again.gone == ()


def test_performances_that_share_an_id(real):
    sheet = real("uk_leeds2023_promote_events.csv")
    assert len(sheet.drafts) == 214
    assert len({draft.ref for draft in sheet.drafts}) == 28
    assert (min(days(sheet)), max(days(sheet))) == (date(2023, 1, 6), date(2023, 12, 11))
    assert sum(draft.starts_at.utcoffset() == timedelta(hours=1) for draft in sheet.drafts) == 175
    assert sum(not draft.place for draft in sheet.drafts) == 1


def test_a_course_as_table_and_as_calendar(real):
    table, calendar = real("uk_leeds_tds2024.csv"), real("uk_leeds_tds2024_floating.ics")
    assert len(table.drafts) == len(calendar.drafts) == 11
    assert [(draft.title.en, draft.starts_at.date()) for draft in table.drafts] == [
        (draft.title.en, draft.starts_at.date()) for draft in calendar.drafts
    ]
    assert any(
        draft.starts_at.astimezone(UTC) == datetime(2024, 5, 2, 8, tzinfo=UTC) for draft in calendar.drafts
    )
    assert sum(draft.ends_at - draft.starts_at == timedelta(minutes=1) for draft in calendar.drafts) == 3
    assert all(draft.all_day for draft in table.drafts), "a length alone is no time of day"
    assert {note.reason.name: note.reason.facts["rows"] for note in table.notes} == {
        "all-day-rows": 11,
        "lengths-unused": 11,
    }


def test_a_workbook_with_eleven_other_sheets(real):
    sheet = real("uk_carpentry_workshops_2022.xlsx")
    assert len(sheet.drafts) == 456
    assert (min(days(sheet)), max(days(sheet))) == (date(2012, 4, 30), date(2022, 3, 29))
    lengths = [(draft.ends_at.date() - draft.starts_at.date()).days for draft in sheet.drafts]
    assert sum(length > 1 for length in lengths) == 411
    assert max(lengths) == 168 + 1  # the end of an all-day session is exclusive
    assert sum(draft.format is Format.ONLINE for draft in sheet.drafts) >= 96
    assert not sheet.problems


def test_ids_that_are_formulas(real):
    sheet = real("conference_agenda_formula_ids.xlsx")
    assert [draft.ref for draft in sheet.drafts] == [str(number) for number in range(1001, 1066)]
    assert Counter(days(sheet)) == {date(2014, 10, 6): 26, date(2014, 10, 7): 39}
    assert sum(not draft.topic for draft in sheet.drafts) == 13


def test_tables_without_dates_are_refused_not_guessed(real):
    assert refused(real, "training_week_grid_no_dates.xlsx") == "no-dates"
    assert refused(real, "uk_cambridgeshire_mobile_library_raw.csv") == "no-dates"
    months = real("dlr_workshops_month_only.csv")
    assert not months.drafts
    assert [(problem.row, problem.column, problem.reason.name) for problem in months.problems] == [
        (row, "date", "no-day") for row in range(2, 7)
    ]


def test_a_table_without_headings(real):
    assert refused(real, "uk_herts_events_no_header.csv") == "no-headings"
    sheet = real(
        "uk_herts_events_no_header.csv", columns={"title": 2, "date": 5, "place": 6, "start": 8, "end": 9}
    )
    assert len(sheet.drafts) == 88
    assert (min(days(sheet)), max(days(sheet))) == (date(2025, 3, 13), date(2025, 9, 28))
    assert sum(draft.all_day for draft in sheet.drafts) == 20


def test_a_table_with_rules(real):
    name = "uk_aberdeenshire_mobile_library_rrule.csv"
    fortnight = {"start": date(2019, 1, 9), "until": date(2019, 1, 22)}
    sheet = real(name, **fortnight)
    assert len(sheet.drafts) == len(real(name, columns={"title": 5}, **fortnight).drafts) == 225
    assert not sheet.problems
    coming = real(name)
    assert coming.since == date(2026, 3, 2) <= min(days(coming))
    assert max(days(coming)) <= date(2027, 3, 2)
    per_series = Counter(draft.uid.partition("#")[0] for draft in coming.drafts)
    assert len(per_series) == 225
    assert set(per_series.values()) <= {26, 27}


def test_a_feed_that_was_published_again(real):
    before, after = real("uk_bristol_data_week_2025_v1.ics"), real("uk_bristol_data_week_2025_v2.ics")
    assert len(before.drafts) == 21
    assert before.drafts[0].starts_at == datetime(2025, 6, 2, 9, 30, tzinfo=LONDON)
    plan = compare(after.drafts, kept(before), told=after.fields)
    assert (len(plan.unchanged), len(plan.gone), len(plan.new), len(plan.changed)) == (19, 2, 1, 0)
    assert not any("&amp;" in draft.place for draft in after.drafts)


def test_a_health_centre_on_office_365(real):
    name = "uk_o365_zion_centre.ics"
    sheet = real(name)
    assert len(sheet.drafts) == 885
    assert (min(days(sheet)), max(days(sheet))) == (date(2018, 4, 4), date(2018, 12, 31))
    assert len(real(name, start=date(2018, 4, 9), until=date(2018, 4, 15)).drafts) == 24
    autumn = real(name, start=date(2018, 10, 22), until=date(2018, 11, 4))
    assert len(autumn.drafts) == 45
    beginners = [draft.starts_at for draft in sheet.drafts if "Beginners IT" in draft.title.en]
    assert len(beginners) == 5
    assert beginners[-1] == datetime(2018, 5, 2, 10, tzinfo=LONDON)
    assert titles(sheet)["Flex It @50"] == 34
    assert date(2018, 4, 21) not in {
        draft.starts_at.date() for draft in sheet.drafts if "Flex It" in draft.title.en
    }


def test_a_neighbourhood_on_google(real):
    name = "uk_google_hulme_moss_side.ics"
    for first, count in ((date(2018, 3, 18), 35), (date(2018, 3, 25), 35)):
        assert len(real(name, start=first, until=first + timedelta(days=6)).drafts) == count
    assert len(real(name, start=date(2018, 7, 1), until=date(2018, 7, 31)).drafts) == 158
    assert sum(draft.all_day for draft in real(name, today=date(2018, 6, 1)).drafts) == 12
    coming = real(name)
    assert min(days(coming)) >= date(2026, 3, 2) == coming.since
    assert [note.reason.name for note in coming.notes][:2] == ["past-left-out", "cut-series"]
    assert titles(coming)["Hulme Library"] > 200


def test_working_groups_in_six_zones(real):
    name = "galaxy_working_groups_google.ics"
    for first, last, count in (
        (date(2026, 1, 1), date(2026, 3, 31), 51),
        (date(2025, 10, 20), date(2025, 11, 9), 11),
        (date(2026, 3, 1), date(2026, 4, 4), 19),
    ):
        assert len(real(name, start=first, until=last).drafts) == count
    assert real(name).notes[0].reason.facts["series"] == 5


def test_rules_that_google_spoilt(real):
    sheet = real("google_bad_rrule.ics", start=date(2020, 9, 1), until=date(2020, 12, 31))
    assert sorted(titles(sheet).values()) == [35, 85, 85]
    assert date(2020, 10, 15) not in {
        draft.starts_at.date() for draft in sheet.drafts if draft.title.en != "Invalid RRULE property"
    }


def test_all_day_dates_that_exchange_moved(real):
    sheet = real("exchange_allday_moved.ics")
    assert len(sheet.drafts) in (51, 52)
    assert date(2026, 2, 27) in days(sheet)
    assert date(2026, 2, 26) not in days(sheet)
    assert all(draft.all_day and draft.ends_at > draft.starts_at for draft in sheet.drafts)


def test_a_zone_called_1(real):
    (there,) = (
        draft for draft in real("nextcloud_integer_tzid.ics").drafts if draft.title.en.startswith("Atelier")
    )
    assert there.starts_at.astimezone(UTC) == datetime(2024, 1, 8, 10, tzinfo=UTC)


def test_a_calendar_in_utf_16(real):
    assert sorted(titles(real("windows_calendar_utf16.ics")).values()) == [1, 2, 7]


def test_a_festival_without_uids(real):
    sheet = real("festival_date_with_time.ics")
    single = [draft for draft in sheet.drafts if not draft.series]
    assert len(single) == 127
    assert Counter(days(sheet))[date(2011, 8, 6)] == 39
    assert len({draft.place for draft in sheet.drafts}) == 23
    again = compare(real("festival_date_with_time.ics").drafts, kept(sheet))
    assert len(again.unchanged) == len(sheet.drafts)


def test_a_web_site_with_empty_slots(real):
    sheet = real("uk_wordpress_birch_centre.ics")
    assert len(sheet.drafts) == 50
    assert len(titles(sheet)) == 8
    assert not any(draft.place for draft in sheet.drafts)
    assert not any("&nbsp;" in draft.summary.en for draft in sheet.drafts)


def test_late_errors_cost_only_themselves(real):
    sheet = real("late_error_401.ics")
    assert len(sheet.drafts) == 394
    assert [problem.reason.name for problem in sheet.problems] == ["no-such-moment"] * 6 + ["said-twice"]
    assert all(problem.reason.facts["title"] for problem in sheet.problems)


def test_a_login_page_is_no_calendar(real):
    assert refused(real, "uk_not_a_calendar_google_login.ics") == "web-page"


def test_a_thousand_calendars_in_one_file(real):
    sheet = real("libical_large_many_vcalendars.ics")
    assert len(sheet.drafts) > 1000
    assert sheet.problems
