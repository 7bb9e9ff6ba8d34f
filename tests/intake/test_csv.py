"""A spreadsheet as CSV becomes sessions, row by row."""

import time as clock
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake import Unreadable
from bot.learning.programme import compare
from bot.learning.sessions import Format, Session, Status

LONDON = ZoneInfo("Europe/London")


def at(*parts):
    return datetime(*parts, tzinfo=LONDON)


def problems(sheet):
    return [(problem.row, problem.column, problem.reason.name) for problem in sheet.problems]


def reason(read, content, **more):
    with pytest.raises(Unreadable) as raised:
        read(content, **more)
    return raised.value.reason


def test_a_whole_row(read):
    sheet = read(
        "Ref,Title,Teitl,Date,Start time,End time,Location,Theme,Places,Trainer,Series,Language,Format,For,"
        "Link,Summary\n"
        "W1,Walk,Tro,03/07/2026,10am,11.30am,Barry,wellbeing,12,Ann,Lunch,Dwyieithog,In person,"
        'All staff,https://x.example/1,"Two miles,\nslowly"\n'
    )
    (draft,) = sheet.drafts
    assert (draft.uid, draft.ref, draft.title.en, draft.title.cy) == ("W1", "W1", "Walk", "Tro")
    assert (draft.starts_at, draft.ends_at) == (at(2026, 7, 3, 10), at(2026, 7, 3, 11, 30))
    assert draft.starts_at.utcoffset() == timedelta(hours=1)
    assert (draft.place, draft.topic, draft.capacity, draft.speaker) == ("Barry", "wellbeing", 12, "Ann")
    assert (draft.series, draft.language, draft.format) == ("Lunch", "bilingual", Format.IN_PERSON)
    assert (draft.audience, draft.link, draft.summary.en) == (
        "all",
        "https://x.example/1",
        "Two miles,\nslowly",
    )
    assert not sheet.problems
    assert not sheet.notes
    assert {"capacity", "summary", "link"} <= sheet.fields
    assert "status" not in sheet.fields


@pytest.mark.parametrize(
    "headings",
    [
        *(
            "Title,Date",
            "Teitl,Dyddiad",
            "EVENT NAME,Event date",
            "session_title,StartDate",
            "Enw'r cwrs,Pryd",
        ),
        *("Course title,Date (DD/MM/YYYY)", "Teitl / Title,Dyddiad / Date", "Name,When", "title,starts_at"),
        *("Beth,Dyddiad dechrau", "Title (English),Date", "Welsh title,Date of session"),
    ],
)
def test_headings_are_matched_forgivingly(read, headings):
    (draft,) = read(f"{headings}\nWalk,03/03/2026\n").drafts
    assert draft.title.in_("en")[0] == "Walk"
    assert draft.starts_at == at(2026, 3, 3)


def test_a_welsh_heading_holds_welsh_words(read):
    (draft,) = read("Teitl,Title,Dyddiad,Crynodeb,Description\nTro,Walk,03/03/2026,Araf,Slow\n").drafts
    assert (draft.title.en, draft.title.cy) == ("Walk", "Tro")
    assert (draft.summary.en, draft.summary.cy) == ("Slow", "Araf")


def test_what_people_might_ask_for_is_taken_in_in_both_languages(read):
    sheet = read(
        "Title,Date,Time,People might ask for,Gallai pobl ofyn am\n"
        "Walk,3/7/2026,10am,fresh air; steps,awyr iach\nRun,3/7/2026,11am,,\n"
    )
    assert [draft.asked for draft in sheet.drafts] == ["fresh air; steps awyr iach", ""]
    assert "asked" in sheet.fields


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_and_delimiters(read, delimiter, encoding):
    rows = [["Title", "Date", "Place"], ["Café “Llŷn” – £5", "03/03/2026", "Siop Cae’r Groes"]]
    text = "\r\n".join(delimiter.join(row) for row in rows)
    if encoding == "cp1252":
        text = text.replace("ŷ", "y")
    sheet = read(text.encode(encoding))
    (draft,) = sheet.drafts
    assert draft.title.en == ("Café “Llyn” – £5" if encoding == "cp1252" else "Café “Llŷn” – £5")
    assert draft.place == "Siop Cae’r Groes"
    assert ["guessed-letters"] * (encoding == "cp1252") == [note.reason.name for note in sheet.notes[1:]]


def test_excel_may_name_its_separator(read):
    assert len(read("sep=;\nTitle;Date\nA, b;03/03/2026\n").drafts) == 1


def test_headings_need_not_come_first(read):
    sheet = read(
        "Our programme,,\n,,\nSpring 2026,,\nTitle,Date,Start\nWalk,03/03/2026,10am\nRun,31/02/2026,10am\n"
    )
    assert [draft.title.en for draft in sheet.drafts] == ["Walk"]
    assert problems(sheet) == [(6, "Date", "no-such-day")]


def test_rows_are_numbered_as_a_spreadsheet_shows_them(read):
    sheet = read('Title,Date\n"A\nb",03/03/2026\n\nC,31/02/2026\n,03/03/2026\n')
    assert problems(sheet) == [(4, "Date", "no-such-day"), (5, "Title", "no-title")]


def test_one_bad_row_costs_only_itself_and_keeps_its_session(read):
    sheet = read("Ref,Title,Date,Places\nA,One,03/03/2026,5\nB,Two,November 2026,lots\nC,,,\n")
    assert [draft.ref for draft in sheet.drafts] == ["A"]
    assert problems(sheet) == [
        (3, "Date", "no-day"),
        (3, "Places", "unreadable-places"),
        (4, "Title", "no-title"),
        (4, "Date", "no-date"),
    ]
    assert sheet.held == {"B", "C"}


def test_a_missing_end_is_the_length_or_an_hour(read):
    sheet = read("Title,Date,Start,Minutes\nA,03/03/2026,10am,45\nB,03/03/2026,10am,\nC,03/03/2026,,30\n")
    lengths = [draft.ends_at - draft.starts_at for draft in sheet.drafts]
    assert lengths == [timedelta(minutes=45), timedelta(hours=1), timedelta(days=1)]
    assert [draft.all_day for draft in sheet.drafts] == [False, False, True]
    assert {note.reason.name: note.reason.facts for note in sheet.notes} == {
        "assumed-hour": {"rows": 1},
        "all-day-rows": {"rows": 1},
        "lengths-unused": {"rows": 1},
    }


def test_small_lengths_without_a_unit_are_hours(read):
    hours = read("Title,Start,Duration\nA,03/03/2026 10:00,1.5\nB,03/03/2026 10:00,3\n")
    minutes = read("Title,Start,Duration\nA,03/03/2026 10:00,5\nB,03/03/2026 10:00,30\n")
    assert [draft.ends_at - draft.starts_at for draft in hours.drafts] == [
        timedelta(hours=1.5),
        timedelta(hours=3),
    ]
    assert [draft.ends_at - draft.starts_at for draft in minutes.drafts] == [
        timedelta(minutes=5),
        timedelta(minutes=30),
    ]


def test_several_days_and_past_midnight(read):
    sheet = read(
        "Title,Start,End\nFestival,03/03/2026,05/03/2026\nNight walk,03/03/2026 22:00,01:00\n"
        "Wrong,03/03/2026 14:00,13:00\nBackwards,03/03/2026,01/03/2026\nHalf,03/03/2026 10:00,05/03/2026\n"
        "Till midnight,03/03/2026 20:00,00:00\nSlip,03/03/2026 19:00,14:00\n"
    )
    festival, night, midnight = sheet.drafts
    assert (festival.all_day, festival.ends_at) == (True, at(2026, 3, 6))
    assert (night.ends_at, midnight.ends_at) == (at(2026, 3, 4, 1), at(2026, 3, 4))
    assert problems(sheet) == [
        (4, "End", "ends-before"),
        (5, "End", "ends-before"),
        (6, "End", "no-end-time"),
        (8, "End", "ends-before"),
    ]


def test_times_hold_through_the_clock_changes(read):
    sheet = read(
        "Title,Date,Start,Minutes\nSkipped,29/03/2026,01:30,60\nNight,28/03/2026,23:30,120\n"
        "Twice,25/10/2026,00:30,120\n"
        "Instant,2026-07-01T10:00:00Z,,60\n"
    )
    skipped, night, twice, instant = sheet.drafts
    assert skipped.starts_at.astimezone(UTC) == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)
    assert (skipped.starts_at.hour, night.ends_at.hour) == (2, 2)
    assert (twice.ends_at.hour, twice.ends_at.fold) == (1, 1)
    assert instant.starts_at == at(2026, 7, 1, 11)


def test_a_row_that_contradicts_itself_is_told(read):
    sheet = read("Title,Date,Start\nA,03/03/2026,04/03/2026 10:00\nB,Tuesday 4 March 2026,10am\n")
    assert problems(sheet) == [(2, "Start", "two-dates"), (3, "Date", "wrong-weekday")]


def test_american_dates_are_asked_about_not_guessed(read):
    sheet = read("Title,Date\nA,03/25/2026\nB,03/04/2026\nC,05/05/2026\n")
    assert [draft.title.en for draft in sheet.drafts] == ["C"]
    assert problems(sheet) == [(2, "Date", "no-such-day"), (3, "Date", "which-way-round")]


def test_a_shared_reference_names_performances(read):
    sheet = read(
        "Id,Title,Start\n7,Dance,2026-03-03 19:00\n7,Dance,2026-03-10 19:00\n8,Sing,2026-07-01 19:00\n"
    )
    assert [draft.uid for draft in sheet.drafts] == ["7#20260303T190000Z", "7#20260310T190000Z", "8"]
    assert [draft.ref for draft in sheet.drafts] == ["7", "7", "8"]


def test_without_references_title_start_and_place_tell_sessions_apart(read):
    text = (
        "Title,Start,Place\nA,2026-03-03 10:00,Barry\nA,2026-03-03 10:00,Cardiff\nA,2026-03-03 10:00,Barry\n"
    )
    sheet = read(text)
    assert [draft.place for draft in sheet.drafts] == ["Barry", "Cardiff"]
    assert problems(sheet) == [(4, "Title", "same-as-row")]
    assert sheet.problems[0].reason.facts["row"] == 2
    assert [draft.uid for draft in read(text).drafts] == [draft.uid for draft in sheet.drafts]


def test_a_column_with_a_rule_unrolls(read):
    sheet = read("Title,Start,Arrive,Day,Frequency\nVan,2026-03-02,09:20,Monday,FREQ=WEEKLY;INTERVAL=2\n")
    assert sheet.drafts[0].starts_at == at(2026, 3, 2, 9, 20)
    assert sheet.drafts[-1].starts_at == at(2027, 3, 1, 9, 20)
    assert {draft.series for draft in sheet.drafts} == {"Van"}
    assert len(sheet.drafts) == 27
    counted = read("Title,Start,RRULE\nVan,2026-03-02 10:00,FREQ=WEEKLY;COUNT=3\nBus,2026-03-02,weekly\n")
    assert len(counted.drafts) == 3
    assert problems(counted) == [(3, "RRULE", "unreadable-repeat")]


def test_a_rule_ends_where_its_column_says(read):
    sheet = read("Title,Start,End,RRULE\nVan,02/03/2026,05/03/2026,freq=daily\n")
    assert [draft.starts_at.day for draft in sheet.drafts] == [2, 3, 4, 5]
    assert not any(note.reason.name == "cut-series" for note in sheet.notes)


@given(
    st.lists(
        st.sampled_from(
            ["FREQ", "COUNT", "INTERVAL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "UNTIL", "WKST", "BYHOUR", "X"]
        ),
        unique=True,
    ),
    st.lists(
        st.sampled_from(["WEEKLY", "MONTHLY", "3", "-1", "MO,TU", "2MO", "x", "", "20260401", "0"]),
        min_size=10,
        max_size=10,
    ),
)
def test_any_rule_is_read_or_told(read, names, values):
    rule = ";".join(f"{name}={value}" for name, value in zip(names, values, strict=False))
    sheet = read(f'Title,Start,RRULE\nVan,02/03/2026 10:00,"{rule}"\n')
    assert len(sheet.problems) <= 1
    assert all(draft.starts_at >= at(2026, 3, 2, 10) for draft in sheet.drafts)


def test_bounds_hold_for_every_session(read):
    text = "Title,Date\nA,01/03/2026\nB,02/03/2026\nC,03/03/2026\n"
    sheet = read(text, start=date(2026, 3, 2), until=date(2026, 3, 2))
    assert [draft.title.en for draft in sheet.drafts] == ["B"]


def test_columns_can_be_told(read):
    text = "1,Walk,Herts,03/03/2026,Ware,10:00\n2,Run,Herts,04/03/2026,Hertford,\n"
    told = read(text, columns={"title": 2, "date": 4, "lleoliad": 5, "start": 6})
    assert [(draft.title.en, draft.place, draft.all_day) for draft in told.drafts] == [
        ("Walk", "Ware", False),
        ("Run", "Hertford", True),
    ]
    refused = reason(read, text)
    assert refused.name == "no-headings"
    assert "2=Walk" in refused.facts["columns"]
    assert reason(read, text, columns={"title": 2}).name == "map-lacks"
    assert reason(read, text, columns={"title": 2, "date": 9}).name == "no-such-column"
    assert reason(read, text, columns={"colour": 2}).name == "no-such-field"


def test_told_columns_may_stand_beside_known_headings(read):
    sheet = read("Stop,Date,Where\nBarry,03/03/2026,Square\n", columns={"title": 1})
    assert [(draft.title.en, draft.place) for draft in sheet.drafts] == [("Barry", "Square")]


@pytest.mark.parametrize(
    ("content", "name"),
    [
        *((b"", "empty-file"), (b" \r\n", "empty-file"), (b"%PDF-1.7 ...", "other-kind")),
        *((bytes(range(1, 9)) * 200, "not-text"), (b"<!DOCTYPE html><html>", "web-page")),
        *(
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old", "old-workbook"),
            (b"PK\x03\x04 broken", "broken-workbook"),
        ),
        *(
            (b"Title,Trainer\nWalk,Ann\n", "no-dates"),
            (b"Title,Due,Theme\nWalk,03/03/2026,x\n", "no-date-column"),
        ),
        (b"Area,Date,Theme\nWalk,03/03/2026,x\n", "no-title-column"),
        *(
            (b'Title,Date\nA,03/03/2026\n"B,04/03/2026\nC,05/03/2026\n', "open-quote"),
            (b"x" * 25_000_001, "too-large"),
        ),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "locked-workbook"),
    ],
)
def test_files_that_cannot_be_used_say_why(read, content, name):
    assert reason(read, content).name == name


@pytest.mark.parametrize("below", ["", "\n\n", " , \n"])
def test_headings_alone_are_no_programme(read, below):
    assert reason(read, f"Title,Date\n{below}").name == "no-sessions"
    assert reason(read, f"Stop,When\n{below}", columns={"title": 1, "date": 2}).name == "no-sessions"


def test_rows_that_nobody_asked_for_are_rows(read):
    assert read("Title,Date\nA,01/03/2026\n", start=date(2027, 1, 1)).drafts == ()


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "Join here", "www.x.example", "https://x y", "<!channel>", "{{DATE()}}"]
)
def test_a_link_that_is_none_is_left_out_and_told(read, link):
    sheet = read(f"Title,Date,Dolen\nA,03/03/2026,https://x.example/1\nB,04/03/2026,{link}\nC,05/03/2026,\n")
    assert [draft.link for draft in sheet.drafts] == ["https://x.example/1", "", ""]
    assert not sheet.problems
    (note,) = (note for note in sheet.notes if note.row)
    assert (note.row, note.column, note.reason.name) == (3, "Dolen", "not-a-link")
    assert note.reason.facts == {"value": link}


def test_a_lost_link_is_told_once_and_only_of_what_is_wanted(read):
    text = "Title,Start,RRULE,Link\nA,02/03/2026,FREQ=DAILY;COUNT=5,x\nB,01/01/2026,,y\nC,,,z\n"
    sheet = read(text, start=date(2026, 3, 1))
    assert len(sheet.drafts) == 5
    assert [note.row for note in sheet.notes if note.reason.name == "not-a-link"] == [2]
    assert problems(sheet) == [(4, "Start", "no-date")]


def test_a_calendar_in_name_only(read):
    assert reason(read, "hello, world", name="feed.ics").name == "no-calendar"


def test_hostile_values_stay_text(read):
    hostile = [
        "=cmd|' /C calc'!A0",
        "<!channel>",
        "{{DATE()}}",
        "<script>alert(1)</script>",
        "א" * 3200,
        "🦆 \u202eabc",
    ]
    rows = "".join(f'"{value}",03/03/2026,"{value}"\n' for value in hostile)
    sheet = read(f"Title,Date,Link\n{rows}")
    assert [draft.title.en for draft in sheet.drafts] == hostile
    assert {draft.link for draft in sheet.drafts} == {""}
    assert read("Title,Date\nA\x00b\x07,03/03/2026\n").drafts[0].title.en == "Ab"


def test_status_is_told_only_where_there_is_a_column(read):
    sheet = read(
        "Title,Date,Status\nA,03/03/2026,CANCELLED\nB,03/03/2026,Wedi'i ganslo\n"
        "C,03/03/2026,\nD,03/03/2026,Closed\n"
    )
    assert [draft.status for draft in sheet.drafts] == [
        Status.CANCELLED,
        Status.CANCELLED,
        Status.OPEN,
        Status.CLOSED,
    ]


@pytest.mark.parametrize(
    ("written", "places"),
    [
        ("", None),
        ("20", 20),
        ("20 places", 20),
        ("no limit", None),
        ("1,000", 1000),
        ("0", 0),
        ("hyd at 12", 12),
    ],
)
def test_places(read, written, places):
    assert read(f'Title,Date,Places\nA,03/03/2026,"{written}"\n').drafts[0].capacity == places


@given(
    st.lists(st.lists(st.text(max_size=12), min_size=1, max_size=4), max_size=6),
    st.sampled_from(["Title,Date\n", ""]),
)
def test_any_table_is_read_or_refused(read, rows, headings):
    text = headings + "\n".join(",".join(row) for row in rows)
    try:
        sheet = read(text)
    except Unreadable:
        return
    assert len(sheet.drafts) + len({problem.row for problem in sheet.problems}) <= len(rows) + text.count(
        "\n"
    ) + text.count("\r")


@pytest.mark.parametrize("more", ["", "x" * 200_000])
def test_an_open_quotation_mark_is_found_where_it_opens(read, more):
    refused = reason(read, f'Title,Date\n"A\nB",03/03/2026\n\n"C,04/03/2026\nD,05/03/2026,{more}\n')
    assert refused.facts == {"row": 4, "value": '"C,04/03/2026'}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(read, content):
    with suppress(Unreadable):
        read(content)


def test_ten_thousand_rows_within_five_seconds_and_twice_the_same(read):
    day = date(2026, 1, 1)
    rows = "".join(
        f"R{number},Session {number},{day + timedelta(number % 700):%d/%m/%Y},"
        f"{8 + number % 9}:15,45,Room {number % 7}\n"
        for number in range(10_000)
    )
    began = clock.process_time()
    sheet = read("Ref,Title,Date,Start,Minutes,Place\n" + rows)
    assert clock.process_time() - began < 5
    assert len(sheet.drafts) == 10_000
    kept = [
        Session(id=number, **{name: getattr(draft, name) for name in draft.__dataclass_fields__})
        for number, draft in enumerate(sheet.drafts)
    ]
    assert len(compare(sheet.drafts, kept, told=sheet.fields).unchanged) == 10_000


def test_too_many_sessions_are_refused(read):
    row = "Van {},2000-01-01,FREQ=DAILY\n"
    text = "Title,Start,RRULE\n" + "".join(row.format(number) for number in range(60))
    refused = reason(read, text)
    assert refused.name == "too-many"
    assert refused.facts == {"limit": 20_000, "today": "2026-03-02", "until": "2026-04-02"}
    first, last = (date.fromisoformat(refused.facts[name]) for name in ("today", "until"))
    assert len(read(text, start=first, until=last).drafts) == 60 * 32


@pytest.mark.long
def test_the_past_stays_out_where_it_is_too_much(read):
    row = "Van {},2000-01-01,FREQ=DAILY\n"
    sheet = read("Title,Start,RRULE\n" + "".join(row.format(number) for number in range(4)))
    assert (sheet.since, len(sheet.drafts)) == (date(2026, 3, 2), 4 * 366)
    assert sheet.notes[0].reason.name == "past-left-out"
    many = "Title,Date\n" + "Walk,03/03/2025\n" * 20_001 + "Run,03/03/2026\n"
    assert [draft.title.en for draft in read(many).drafts] == ["Run"]
