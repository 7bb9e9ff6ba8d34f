"""A calendar becomes sessions: series unrolled, moved dates in their place, what is broken told."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake import Unreadable
from bot.learning.sessions import Status

LONDON = ZoneInfo("Europe/London")
WEEKLY = (
    "UID:w",
    "SUMMARY:Walk",
    "DTSTART;TZID=Europe/London:20260302T100000",
    "DTEND;TZID=Europe/London:20260302T110000",
)


def calendar(*events, head=()):
    blocks = [line for event in events for line in ("BEGIN:VEVENT", *event, "END:VEVENT")]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *head, *blocks, "END:VCALENDAR", ""])


def at(*parts):
    return datetime(*parts, tzinfo=LONDON)


def told(sheet):
    return [(problem.row, problem.column, problem.reason.name) for problem in sheet.problems]


def reason(read, text, **more):
    with pytest.raises(Unreadable) as raised:
        read(text, **more)
    return raised.value.reason


def test_one_event(read):
    sheet = read(
        calendar(
            (
                *(
                    "UID:a",
                    "SUMMARY:Walk\\, slowly",
                    "DESCRIPTION:Two miles<br>&amp; back",
                    "LOCATION:Barry &amp; sea",
                ),
                *("DTSTART:20260701T090000Z", "DURATION:PT90M", "CATEGORIES:wellbeing,outdoors"),
                *("URL:https://x.example/walk", "STATUS:CONFIRMED", "ATTENDEE:mailto:a@x.example"),
            )
        )
    )
    (draft,) = sheet.drafts
    assert (draft.uid, draft.title.en, draft.summary.en) == ("a", "Walk, slowly", "Two miles\n& back")
    assert (draft.place, draft.topic, draft.link) == ("Barry & sea", "wellbeing", "https://x.example/walk")
    assert (draft.starts_at, draft.ends_at) == (at(2026, 7, 1, 10), at(2026, 7, 1, 11, 30))
    assert "capacity" not in sheet.fields


def test_a_link_that_is_none_is_left_out_and_told(read):
    when = ("DTSTART:20260701T090000Z", "RRULE:FREQ=DAILY;COUNT=3")
    meet = "X-GOOGLE-CONFERENCE:https://meet.example/a"
    sheet = read(
        calendar(
            ("UID:a", "SUMMARY:A", *when, "URL:javascript:alert(1)"),
            ("UID:b", "SUMMARY:B", *when, "URL:message:1", meet),
            ("UID:c", "SUMMARY:C", *when, "LOCATION:Barry"),
            ("UID:d", "SUMMARY:D", "DTSTART:20250701T090000Z", "URL:x"),
        ),
        start=date(2026, 1, 1),
    )
    assert {draft.title.en: draft.link for draft in sheet.drafts} == {
        "A": "",
        "B": "https://meet.example/a",
        "C": "",
    }
    assert not sheet.problems
    assert [(note.row, note.column, note.reason.name) for note in sheet.notes] == [(1, "URL", "not-a-link")]
    assert sheet.notes[0].reason.facts["value"] == "javascript:alert(1)"


def test_a_title_in_both_languages(read):
    event = ("UID:a", "SUMMARY;LANGUAGE=cy:Tro", "SUMMARY;LANGUAGE=en:Walk", "DTSTART:20260701T090000Z")
    (draft,) = read(calendar(event)).drafts
    assert (draft.title.en, draft.title.cy) == ("Walk", "Tro")


def test_floating_times_are_in_the_programmes_zone_and_instants_hold(read):
    floating, new_york, windows, own = read(
        calendar(
            ("UID:1", "SUMMARY:a", "DTSTART:20260701T090000"),
            ("UID:2", "SUMMARY:b", "DTSTART;TZID=America/New_York:20260701T090000"),
            ("UID:3", "SUMMARY:c", "DTSTART;TZID=GMT Standard Time:20260701T090000"),
            ("UID:4", "SUMMARY:d", "DTSTART;TZID=/vendor.example/20260101_1/Europe/Paris:20260701T090000"),
        )
    ).drafts
    assert floating.starts_at == windows.starts_at == at(2026, 7, 1, 9)
    assert new_york.starts_at == at(2026, 7, 1, 14)
    assert own.starts_at == at(2026, 7, 1, 8)
    assert floating.starts_at == floating.ends_at  # RFC 5545: no end means at once


def zone(offset):
    return (
        *("BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD", "DTSTART:16010101T000000"),
        *(f"TZOFFSETFROM:{offset}", f"TZOFFSETTO:{offset}", "END:STANDARD", "END:VTIMEZONE"),
    )


def test_a_zone_that_the_file_describes_is_its_own_alone(read):
    event = ("UID:1", "SUMMARY:a", "DTSTART;TZID=Ours:20260701T090000")
    hours = [read(calendar(event, head=zone(offset))).drafts[0].starts_at for offset in ("+0300", "-0500")]
    assert [moment.astimezone(UTC).hour for moment in hours] == [6, 14]
    sheet = read(calendar(event))
    assert told(sheet) == [(1, "DTSTART", "unknown-zone")]


def test_all_day_events_have_an_exclusive_end(read):
    one, three, same = read(
        calendar(
            ("UID:1", "SUMMARY:a", "DTSTART;VALUE=DATE:20260303"),
            ("UID:2", "SUMMARY:b", "DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260306"),
            ("UID:3", "SUMMARY:c", "DTSTART;VALUE=DATE:20260303", "DTEND;VALUE=DATE:20260303"),
        )
    ).drafts
    assert one.all_day
    assert (one.starts_at, one.ends_at) == (same.starts_at, same.ends_at) == (at(2026, 3, 3), at(2026, 3, 4))
    assert three.ends_at == at(2026, 3, 6)


def test_a_series_keeps_its_wall_time_and_leaves_days_out(read):
    rule = ("RRULE:FREQ=WEEKLY;UNTIL=20260413T090000Z", "EXDATE;TZID=Europe/London:20260309T100000")
    sheet = read(calendar((*WEEKLY, *rule)))
    assert [draft.starts_at.day for draft in sheet.drafts] == [2, 16, 23, 30, 6, 13]
    assert {(draft.starts_at.hour, draft.ends_at.hour, draft.series) for draft in sheet.drafts} == {
        (10, 11, "Walk")
    }
    assert sheet.drafts[0].uid == "w#20260302T100000Z"
    assert sheet.drafts[-1].uid == "w#20260413T090000Z"


def test_a_moved_date_keeps_its_uid(read):
    rule = "RRULE:FREQ=WEEKLY;COUNT=3"
    moved = (
        "UID:w",
        "SUMMARY:Walk far",
        "RECURRENCE-ID:20260309T100000Z",
        "DTSTART:20260311T140000Z",
        "DTEND:20260311T150000Z",
    )
    cancelled = (
        *WEEKLY[:2],
        "RECURRENCE-ID:20260316T100000Z",
        "DTSTART:20260316T100000Z",
        "STATUS:CANCELLED",
    )
    before = read(calendar((*WEEKLY, rule)))
    after = read(calendar(moved, (*WEEKLY, rule), cancelled))
    assert {draft.uid for draft in before.drafts} == {draft.uid for draft in after.drafts}
    by_uid = {draft.uid: draft for draft in after.drafts}
    there = by_uid["w#20260309T100000Z"]
    assert (there.starts_at, there.title.en) == (at(2026, 3, 11, 14), "Walk far")
    assert [draft.status for draft in after.drafts].count(Status.CANCELLED) == 1


def test_this_and_all_later_dates_move_and_keep_their_uids(read):
    rule = "RRULE:FREQ=WEEKLY;COUNT=4"
    later = (
        *(
            "UID:w",
            "SUMMARY:Later walk",
            "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/London:20260316T100000",
        ),
        *("DTSTART;TZID=Europe/London:20260317T120000", "DTEND;TZID=Europe/London:20260317T140000"),
    )
    before = read(calendar((*WEEKLY, rule)))
    after = read(calendar((*WEEKLY, rule), later))
    assert [draft.uid for draft in before.drafts] == [draft.uid for draft in after.drafts]
    assert [(draft.starts_at.day, draft.starts_at.hour) for draft in after.drafts] == [
        (2, 10),
        (9, 10),
        (17, 12),
        (24, 12),
    ]
    assert after.drafts[-1].ends_at - after.drafts[-1].starts_at == timedelta(hours=2)
    assert [draft.title.en for draft in after.drafts] == ["Walk", "Walk", "Later walk", "Later walk"]


def test_an_all_day_date_moved_by_exchange(read):
    series = ("UID:w", "SUMMARY:Day", "DTSTART;VALUE=DATE:20260303", "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = (
        "UID:w",
        "SUMMARY:Day",
        "RECURRENCE-ID;TZID=W. Europe Standard Time:20260310T000000",
        "DTSTART;VALUE=DATE:20260311",
    )
    sheet = read(calendar(series, moved))
    assert [draft.starts_at.day for draft in sheet.drafts] == [3, 11, 17]
    assert [draft.uid for draft in sheet.drafts] == ["w#20260303", "w#20260310", "w#20260317"]
    assert all(draft.all_day for draft in sheet.drafts)


def test_extra_dates(read):
    sheet = read(calendar((*WEEKLY, "RDATE;TZID=Europe/London:20260305T100000,20260306T100000")))
    assert [draft.starts_at.day for draft in sheet.drafts] == [2, 5, 6]


def test_a_rule_without_end_comes_in_for_a_year(read):
    sheet = read(calendar((*WEEKLY, "RRULE:FREQ=MONTHLY")))
    assert (sheet.drafts[0].starts_at, sheet.drafts[-1].starts_at) == (at(2026, 3, 2, 10), at(2027, 3, 2, 10))
    assert [note.reason.name for note in sheet.notes] == ["cut-series"]
    old = read(calendar((*WEEKLY, "RRULE:FREQ=MONTHLY")), today=date(2028, 1, 15))
    assert old.drafts[-1].starts_at == at(2029, 1, 2, 10)
    far = read(calendar((*WEEKLY, "RRULE:FREQ=MONTHLY;UNTIL=99991231T000000Z")))
    assert far.drafts == sheet.drafts


def test_bounds(read):
    text = calendar((*WEEKLY, "RRULE:FREQ=WEEKLY"))
    sheet = read(text, start=date(2026, 3, 9), until=date(2026, 3, 23))
    assert [draft.starts_at.day for draft in sheet.drafts] == [9, 16, 23]
    assert not sheet.notes
    assert read(text, until=date(2029, 3, 5)).drafts[-1].starts_at == at(2029, 3, 5, 10)
    closed = calendar((*WEEKLY, "RRULE:FREQ=YEARLY;COUNT=9"))
    assert len(read(closed).drafts) == 9
    assert len(read(closed, until=date(2028, 12, 31)).drafts) == 3


def test_several_calendars_and_what_stands_between_them(read):
    text = calendar(WEEKLY) + calendar(("UID:b", "SUMMARY:B", "DTSTART:20260303T100000Z"))
    text += "BEGIN:VEVENT\r\nUID:c\r\nSUMMARY:C\r\nDTSTART:20260304T100000Z\r\nEND:VEVENT\r\n"
    assert [draft.uid for draft in read(text).drafts] == ["w", "b", "c"]


def test_a_calendar_that_takes_back(read):
    text = calendar(WEEKLY) + calendar((*WEEKLY, "SEQUENCE:1"), head=["METHOD:CANCEL"])
    (draft,) = read(text).drafts
    assert draft.status is Status.CANCELLED


def test_the_newest_version_counts(read):
    (draft,) = read(
        calendar((*WEEKLY, "SEQUENCE:2"), ("UID:w", "SUMMARY:Old", "DTSTART:20260301T100000Z"))
    ).drafts
    assert draft.title.en == "Walk"


def test_unlike_events_with_one_uid_are_all_kept(read):
    events = [("UID:same", f"SUMMARY:{day}", f"DTSTART:2026030{day}T100000Z") for day in (3, 4, 5)]
    assert [draft.uid for draft in read(calendar(*events)).drafts] == [
        f"same#2026030{day}T100000Z" for day in (3, 4, 5)
    ]


def test_events_without_uid_have_a_lasting_one(read):
    walk = ("SUMMARY:Walk", "LOCATION:Barry", "DTSTART:20260303T100000Z")
    run = ("SUMMARY:Run", "LOCATION:Barry", "DTSTART:20260303T100000Z", "RRULE:FREQ=DAILY;COUNT=2")
    first, second = read(calendar(walk, run, walk)), read(calendar(run, walk))
    assert {draft.uid for draft in first.drafts} == {draft.uid for draft in second.drafts}
    assert len(first.drafts) == 3
    assert told(first) == [(3, "UID", "same-as-event")]


@pytest.mark.parametrize(
    ("lines", "column", "name"),
    [
        (["SUMMARY:x", "DTSTART:20260230T100000Z"], "DTSTART", "no-such-moment"),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "DTSTART:20260304T100000Z"], "DTSTART", "said-twice"),
        (["SUMMARY:x"], "DTSTART", "no-start"),
        (["SUMMARY:x", f"DTSTART;TZID={'x' * 300}:20260303T100000"], "", "unreadable-event"),
        (["SUMMARY:x", "DTSTART;VALUE=URI:https://x.example"], "DTSTART", "no-such-moment"),
        (["SUMMARY:x", "DTSTART;VALUE=DATE,DATE:20260303"], "", "unreadable-event"),
        (["DTSTART:20260303T100000Z"], "SUMMARY", "no-title"),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "DTEND:20260303T090000Z"], "DTEND", "ends-before"),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "DTEND:soon"], "DTEND", "no-such-moment"),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "DURATION:long"], "DURATION", "no-such-moment"),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "DURATION:-PT1H"], "DURATION", "ends-before"),
        (["SUMMARY:x", "DTSTART;TZID=Nowhere/Land:20260303T100000"], "DTSTART", "unknown-zone"),
        (["SUMMARY:x", "DTSTART;TZID=../../etc/passwd:20260303T100000"], "DTSTART", "unknown-zone"),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "RRULE:every day"], "RRULE", "no-rule"),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "RRULE:FREQ=SECONDLY"], "RRULE", "within-a-day"),
        (
            ["SUMMARY:x", "DTSTART:20260303T100000Z", "RRULE:FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=1,2"],
            "RRULE",
            "within-a-day",
        ),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "RRULE:FREQ=DAILY;INTERVAL=0"], "RRULE", "never-happens"),
        (
            ["SUMMARY:x", "DTSTART:20260303T100000Z", "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30"],
            "RRULE",
            "never-happens",
        ),
        (["SUMMARY:x", "DTSTART:20260303T100000Z", "RRULE:FREQ=DAILY;BYSETPOS=9999"], "RRULE", "no-rule"),
    ],
)
def test_a_bad_event_is_told_and_the_others_come_in(read, lines, column, name):
    sheet = read(calendar(WEEKLY, ["UID:bad", *lines], ("UID:z", "SUMMARY:Z", "DTSTART:20260303T100000Z")))
    assert [draft.uid for draft in sheet.drafts] == ["w", "z"]
    assert told(sheet) == [(2, column, name)]
    assert sheet.held == {"bad"}


def test_a_moved_date_that_cannot_be_read_does_not_stand_where_it_was(read):
    spoilt = ("UID:w", "SUMMARY:Walk", "RECURRENCE-ID:20260309T100000Z", "DTSTART:20260231T100000Z")
    sheet = read(calendar((*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3"), spoilt))
    assert [draft.starts_at.day for draft in sheet.drafts] == [2, 16]
    assert told(sheet) == [(2, "DTSTART", "no-such-moment")]
    assert sheet.held == {"w"}


def test_a_moved_date_that_cannot_be_parsed_does_not_stand_where_it_was(read):
    spoilt = ("UID:w", "SUMMARY:Walk", "RECURRENCE-ID:20260309T100000Z", "DTSTART;VALUE=DATE,DATE:1")
    sheet = read(calendar((*WEEKLY, "RRULE:FREQ=WEEKLY;COUNT=3"), spoilt))
    assert [draft.starts_at.day for draft in sheet.drafts] == [2, 16]
    assert [problem.reason.facts["title"] for problem in sheet.problems] == ["Walk"]


def test_a_meeting_with_several_ways_in(read):
    ways = ("CONFERENCE;VALUE=URI:tel:+44-29", "CONFERENCE;VALUE=URI:https://meet.example/a")
    (draft,) = read(calendar(("UID:a", "SUMMARY:A", "DTSTART:20260701T090000Z", *ways))).drafts
    assert draft.link == "https://meet.example/a"
    sheet = read(calendar(("UID:a", "SUMMARY:A", "DTSTART:20260701T090000Z", ways[0])))
    assert [note.reason.facts["value"] for note in sheet.notes] == ["tel:+44-29"]


def test_a_file_that_breaks_off(read):
    whole = calendar(WEEKLY, ("UID:b", "SUMMARY:Half", "DTSTART:20260303T100000Z"))
    sheet = read(whole[: whole.index("DTSTART:2026")])
    assert [draft.uid for draft in sheet.drafts] == ["w"]
    assert told(sheet) == [(2, "END", "breaks-off")]


def test_what_well_known_programs_write(read):
    sheet = read(
        calendar(
            (
                "UID:1",
                "SUMMARY:a",
                "DTSTART;VALUE=DATE:20260303T120000",
                "LOCATION:#_LOCATIONNAME\\, #_LOCATIONFULLLINE",
            ),
            (
                "UID:2",
                "SUMMARY:b",
                "DTSTART:20260303T120000Z",
                "RRULE;X-A=B:RRULE:Any;FREQ=DAILY;COUNT=2",
                "garbage",
            ),
            ("UID:3", "SUMMARY:c", "DTSTART:20260326T100000Z", "RRULE:FREQ=WEEKLY;COUNT=2"),
            head=["X-WR-TIMEZONE:Europe/London"],
        )
    )
    assert not sheet.problems
    assert (sheet.drafts[0].starts_at, sheet.drafts[0].place) == (at(2026, 3, 3, 12), "")
    assert [draft.starts_at.hour for draft in sheet.drafts if draft.title.en == "c"] == [10, 10]


def test_any_encoding_and_any_line_ends(read):
    text = calendar(
        ("UID:1", "SUMMARY:Llŷn \u2028 wal", "DESCRIPTION:one two", " three", "DTSTART:20260303T100000Z")
    )
    for content in (text.encode("utf-16"), text.encode("utf-8-sig"), text.replace("\r\n", "\n").encode()):
        (draft,) = read(content).drafts
        assert draft.title.en == "Llŷn wal"
        assert draft.summary.en == "one twothree"


def test_what_is_no_calendar_is_refused(read):
    assert reason(read, "<!doctype html><html>Sign in</html>", name="x.ics").name == "web-page"
    assert reason(read, "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n").name == "no-events"


def daily(many):
    return calendar(
        *(
            (f"UID:{number}", "SUMMARY:x", "DTSTART:20000101T100000Z", "RRULE:FREQ=DAILY")
            for number in range(many)
        )
    )


@pytest.mark.long
def test_the_past_of_old_series_stays_out_where_it_is_too_much(read):
    sheet = read(daily(3))
    assert sheet.since == date(2026, 3, 2) == min(draft.starts_at.date() for draft in sheet.drafts)
    assert len(sheet.drafts) == 3 * 366
    assert [(note.reason.name, note.row) for note in sheet.notes] == [
        ("past-left-out", None),
        ("cut-series", None),
    ]
    assert read(daily(1)).since is None, "what fits comes in whole"
    told = read(daily(3), start=date(2025, 3, 2))
    assert (told.since, len(told.drafts)) == (None, 3 * 731)
    with pytest.raises(Unreadable):
        read(daily(3), start=date(2001, 1, 1))
    with pytest.raises(Unreadable):
        read(daily(3), until=date(2026, 3, 1))


@pytest.mark.long
def test_too_many_occurrences_are_refused(read):
    refused = reason(read, daily(60))
    assert refused.name == "too-many"
    assert refused.facts == {"limit": 20_000, "today": "2026-03-02", "until": "2026-04-02"}
    assert len(read(daily(60), start=date(2026, 3, 2), until=date(2026, 4, 2)).drafts) == 60 * 32


@pytest.mark.long
def test_bounds_make_a_vast_calendar_small(read):
    events = [(f"UID:{number}", "SUMMARY:x", "DTSTART:20200101T100000Z") for number in range(20_001)]
    text = calendar(*events, ("UID:late", "SUMMARY:y", "DTSTART;TZID=Pacific/Auckland:20260303T010000"))
    assert [draft.uid for draft in read(text).drafts] == ["late"]
    with pytest.raises(Unreadable):
        read(text, start=date(2020, 1, 1))
    assert [draft.uid for draft in read(text, start=date(2026, 3, 2), until=date(2026, 3, 2)).drafts] == [
        "late"
    ]
    assert not read(text, start=date(2026, 3, 3)).drafts


LINES = st.lists(
    st.sampled_from(
        [
            *(
                "BEGIN:VEVENT",
                "END:VEVENT",
                "BEGIN:VCALENDAR",
                "END:VCALENDAR",
                "BEGIN:VTIMEZONE",
                "END:VTIMEZONE",
            ),
            *(
                "UID:a",
                "UID:",
                "SUMMARY:<script>",
                "SUMMARY:x",
                "DTSTART:20260303T100000Z",
                "DTSTART:20260303",
            ),
            *(
                "DTEND:20260304",
                "DTEND;TZID=Ours:20260303T120000",
                "RRULE:FREQ=WEEKLY;COUNT=3",
                "RRULE:FREQ=;COUNT=x",
            ),
            *(
                "RECURRENCE-ID:20260310T100000Z",
                "RECURRENCE-ID;RANGE=THISANDFUTURE:20260310",
                "EXDATE:20260310",
                "EXDATE:",
            ),
            *(
                "RDATE;VALUE=PERIOD:20260305T100000Z/PT1H",
                "SEQUENCE:x",
                "DURATION:P1D",
                "TZID:Ours",
                "STATUS:CANCELLED",
            ),
            *(
                "CATEGORIES:",
                "URL;VALUE=URI:javascript:alert(1)",
                ";;;",
                ":",
                "LOCATION:{{DATE()}}",
                "RDATE:20260306",
            ),
            *("RRULE:FREQ=YEARLY;BYDAY=9MO;COUNT=2", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-31;UNTIL=20270101"),
        ]
    )
    | st.text(max_size=15),
    max_size=25,
)


@given(LINES)
def test_any_lines_are_read_or_refused(read, lines):
    try:
        sheet = read("BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + "\n".join(lines))
    except Unreadable:
        return
    for draft in sheet.drafts:
        assert draft.starts_at.astimezone(UTC) <= draft.ends_at.astimezone(UTC)
        assert draft.link == ""
