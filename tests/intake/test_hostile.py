"""Broken and hostile files end in a result or in a sentence: never an error of ours, never without end.

A small sample runs with every test; CAFFI_SOAK=1 runs tens of thousands.
"""

import io
import os
import random
import zipfile
from datetime import date

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.intake import Unreadable, read_people
from bot.intake.kinds import LARGEST
from bot.intake.tables import MOST_ROWS, WIDEST
from bot.learning.programme import compare
from tests.intake.conftest import check

FILES = 6_000 if os.environ.get("CAFFI_SOAK") == "1" else 100  # of each kind
MANY = settings(
    max_examples=FILES, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
CSV = (
    "Ref,Title,Teitl,Date,Start,End,Minutes,Places,Status,Link,Repeat,E-mail,Zone\r\n"
    "1,Walk,Tro,03/03/2026,10am,11:30,90,12,open,https://x.example,FREQ=WEEKLY;COUNT=3,a@x.example,UTC\r\n"
    '2,"Run, fast",Rhedeg,4 March 2026,2 to 4pm,,1.5,,cancelled,javascript:1,,b@x.example,Europe/London\r\n'
    "3,Swim,Nofio,2026-03-05T10:00:00+01:00,,midday,1h 30m,no limit,,,,,\r\n"
)
ICS = "\r\n".join(
    (
        *("BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:PUBLISH", "X-WR-TIMEZONE:Europe/London"),
        *("BEGIN:VTIMEZONE", "TZID:Ours", "BEGIN:STANDARD", "DTSTART:16010101T020000"),
        *("TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10"),
        *("END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:16010101T010000", "TZOFFSETFROM:+0000"),
        *("TZOFFSETTO:+0100", "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "END:DAYLIGHT", "END:VTIMEZONE"),
        *("BEGIN:VEVENT", "UID:a", "SUMMARY;LANGUAGE=en:Walk", "DTSTART;TZID=Ours:20260302T100000"),
        *("DTEND;TZID=GMT Standard Time:20260302T110000", "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=9"),
        *("EXDATE;TZID=Europe/London:20260309T100000", "RDATE:20260401T090000Z", "LOCATION:Barry"),
        *("DESCRIPTION:one\\ntwo<br>", " three", "CATEGORIES:wellbeing,x", "SEQUENCE:2", "END:VEVENT"),
        *("BEGIN:VEVENT", "UID:a", "SUMMARY:Moved", "RECURRENCE-ID;RANGE=THISANDFUTURE:20260316T100000Z"),
        *("DTSTART:20260317T120000Z", "DURATION:PT2H", "STATUS:CANCELLED", "END:VEVENT"),
        *("BEGIN:VEVENT", "UID:b", "SUMMARY:Day", "DTSTART;VALUE=DATE:20260303", "RRULE:FREQ=MONTHLY"),
        *("CONFERENCE;VALUE=URI:tel:+44", "CONFERENCE;VALUE=URI:https://x.example", "END:VEVENT"),
        *("END:VCALENDAR", ""),
    )
)
RULES = (
    *("FREQ=SECONDLY", "FREQ=DAILY;COUNT=999999999", "FREQ=YEARLY;INTERVAL=1000000000;COUNT=3"),
    *("FREQ=DAILY;UNTIL=99991231T235959Z", "FREQ=DAILY;BYYEARDAY=60;BYMONTH=1", "FREQ=MONTHLY;BYDAY=6MO"),
    *("FREQ=DAILY;INTERVAL=7;BYDAY=TU", "FREQ=YEARLY;BYEASTER=0", "FREQ=YEARLY;BYWEEKNO=54", "FREQ="),
    *("FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4", "FREQ=DAILY;BYHOUR=25", "FREQ=WEEKLY;COUNT=-1;BYSETPOS=0"),
    *("FREQ=YEARLY;BYMONTH=13", "FREQ=DAILY;COUNT=" + "9" * 5000, "FREQ=WEEKLY;BYDAY=XX", "COUNT=3"),
)
VALUES = st.sampled_from(
    (
        *(
            "\x00",
            "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"),
            "\u202e",
            "אבג",
            "🦆",
            "\x1b[2J",
        ),
        *("<!channel>", "{{DATE()}}", "<script>alert(1)</script>", "=cmd|' /C calc'!A0", "x" * 3200, "#REF!"),
        *("99999999999999999999", "-1", "1e309", "NaN", "31/02/2026", "00/00/0000", "9999-12-31", "24:00"),
        *("0001-01-01", "29 February 1900", "P9999999Y", "-PT1H", "20260230T250000", "+9999", "Nowhere/Land"),
        *(
            "../../etc/passwd",
            "BEGIN:VEVENT",
            "END:VEVENT",
            "BEGIN:VCALENDAR",
            "BEGIN:X",
            "END:X",
            '"',
            ";",
            ":",
        ),
        *(
            ",",
            "\n",
            "\r",
            "\t",
            "\r\n ",
            "ß" * 60,
            "#" * 300,
            "TZID=",
            "VALUE=DATE",
            "DTSTART:",
            "RRULE:",
            "UID:",
        ),
        *("RECURRENCE-ID:20260309T100000Z", "RECURRENCE-ID;RANGE=THISANDFUTURE:20270101T000000Z", *RULES),
    )
)
CHANGES = st.lists(
    st.tuples(st.integers(0, 10**6), st.sampled_from(["insert", "cut", "double", "swap", "byte"]), VALUES),
    min_size=1,
    max_size=6,
)
ENCODINGS = st.sampled_from(
    ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "utf-7")
)


def changed(text, changes):
    for where, how, value in changes:
        at = where % (len(text) + 1)
        to = min(len(text), at + 1 + where % 97)
        if how == "insert":
            text = text[:at] + value + text[at:]
        elif how == "cut":
            text = text[:at] + text[to:]
        elif how == "double":
            text = text[:to] + text[at:to] * (1 + where % 40) + text[to:]
        elif how == "swap":
            text = text[:at] + value + text[to:]
        else:
            text = text[:at] + chr(where % 256) + text[at + 1 :]
    return text


def survives(read, content, name="file"):
    """It is read, or refused with a sentence; what came in can be compared and written."""
    try:
        sheet = read(content, name=name)
    except Unreadable:
        return
    for draft in sheet.drafts:
        assert draft.title.in_("en")[0]
        assert 1899 <= draft.starts_at.year <= draft.ends_at.year <= 2300
        assert len(draft.uid) < 500
        assert len(draft.topic) <= 200
        said = f"{draft.uid}{draft.ref}{draft.title}{draft.summary}{draft.place}{draft.link}{draft.speaker}"
        assert "\x00" not in said.encode().decode()
    assert len(compare(sheet.drafts, [], told=sheet.fields).new) == len(sheet.drafts)


def survives_as_people(content, name="file"):
    try:
        people = read_people(name, content)
    except Unreadable as unreadable:
        check(unreadable.reason)
        return
    for problem in (*people.problems, *people.notes):
        check(problem.reason)


@MANY
@given(changes=CHANGES, encoding=ENCODINGS)
def test_mutated_tables(read, changes, encoding):
    content = changed(CSV, changes).encode(encoding, "replace")
    survives(read, content)
    survives_as_people(content)


@MANY
@given(changes=CHANGES, encoding=ENCODINGS)
def test_mutated_calendars(read, changes, encoding):
    survives(read, changed(ICS, changes).encode(encoding, "replace"))


PARTS = st.sampled_from(
    (
        *("FREQ", "COUNT", "INTERVAL", "UNTIL", "BYDAY", "BYMONTH", "BYMONTHDAY", "BYSETPOS"),
        *("BYYEARDAY", "BYWEEKNO", "BYHOUR", "WKST"),
    )
)
SAID = st.sampled_from(
    (
        *(
            "DAILY",
            "WEEKLY",
            "MONTHLY",
            "YEARLY",
            "0",
            "1",
            "-1",
            "2",
            "5",
            "7",
            "13",
            "29",
            "31",
            "53",
            "60",
        ),
        *("366", "1000", "MO", "1MO", "-1SU", "53TU", "20270101", "99991231T000000Z", "1,2,3"),
    )
)


@MANY
@given(
    rules=st.lists(st.tuples(PARTS, SAID), min_size=1, max_size=6, unique_by=lambda pair: pair[0]),
    first=st.dates(),
)
@example(rules=[("COUNT", "-1")], first=date(2000, 1, 1))
def test_rules_that_anybody_may_write(read, rules, first):
    said = {"FREQ": "DAILY"} | dict(rules)
    rule = ";".join(f"{name}={value}" for name, value in said.items())
    head = f"BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:a\nSUMMARY:x\nDTSTART:{first:%Y%m%d}T100000Z\nRRULE:{rule}\n"
    survives(read, head + "END:VEVENT\nEND:VCALENDAR\n")
    survives(read, f'Title,Date,Start,RRULE\nx,{first:%Y-%m-%d},10:00,"{rule}"\n')


@pytest.fixture(scope="session")
def parts():
    """A workbook's parts by name."""
    book = Workbook()
    sheet = book.active
    for line in CSV.replace('"Run, fast"', "Run").splitlines():
        sheet.append(line.split(","))
    sheet["D4"], sheet["G4"] = 46085.5, "=1+1"
    sheet.merge_cells("D2:D3")
    content = io.BytesIO()
    book.save(content)
    with zipfile.ZipFile(content) as file:
        return {name: file.read(name) for name in file.namelist()}


def zipped(parts):
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    return content.getvalue()


XML = st.sampled_from(
    (
        *(
            '<c r="A1" t="s"><v>999999</v></c>',
            '<row r="99999999999"/>',
            '<c r="XFD1048576"><v>1</v></c>',
            "&#x0;",
        ),
        *(
            '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
            "&lol;",
            "</row>",
            '<row r="-1">',
            "<v>",
        ),
        *(
            't="d"',
            't="e"',
            't="b"',
            't="inlineStr"',
            's="4000"',
            "<v>1e400</v>",
            "<v>-99999999</v>",
            "_xD800_",
        ),
        *(
            'r="ZZZZZZ1"',
            'r="0"',
            'r=""',
            "<!-- -->",
            "<![CDATA[x]]>",
            "NaN",
            "<f>",
            '<f t="shared" si="9"/>',
        ),
    )
)


@MANY
@given(data=st.data(), seed=st.integers(0, 10**9))
def test_mutated_workbooks(read, parts, data, seed):
    broken = dict(parts)
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=2)):
        edits = [(w, h, data.draw(XML)) for w, h, _ in data.draw(CHANGES)[:3]]
        broken[name] = changed(broken[name].decode("latin-1"), edits).encode("latin-1")
    content = bytearray(zipped(broken))
    chance = random.Random(seed)  # not hypothesis: to draw each byte would take too long
    for _ in range(chance.choice((0, 0, 1, 5))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    survives(read, bytes(content), name="x.xlsx")
    survives_as_people(bytes(content), name="x.xlsx")


SHEET = "xl/worksheets/sheet1.xml"


def with_sheet(parts, rows, after=""):
    head = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    return zipped({**parts, SHEET: head + rows.encode() + b"</sheetData>" + after.encode() + b"</worksheet>"})


def cell(where, text):
    return f'<c r="{where}" t="inlineStr"><is><t>{text}</t></is></c>'


HEAD = f'<row r="1">{cell("A1", "Title")}{cell("B1", "Date")}</row>'
WALK = f'<row r="2">{cell("A2", "Walk")}{cell("B2", "03/03/2026")}</row>'


def test_gaps_and_areas_of_a_billion_cells_cost_nothing(read, parts):
    far = f'<row r="99999999999">{cell("A99999999999", "Far")}{cell("ZZZ99999999999", "x")}</row>'
    merged = '<mergeCells count="1"><mergeCell ref="C1:XFD1048576"/></mergeCells>'
    sheet = read(with_sheet(parts, HEAD + WALK + far, merged))
    assert [draft.title.en for draft in sheet.drafts] == ["Walk"]
    assert [(problem.row, problem.reason.name) for problem in sheet.problems] == [(99999999999, "no-date")]


def test_areas_that_overlap_are_gone_over_once(read, parts):
    areas = "".join(f'<mergeCell ref="A2:A{last}"/>' for last in range(3, 3000))
    sheet = read(with_sheet(parts, HEAD + WALK, f"<mergeCells>{areas}</mergeCells>"))
    assert [draft.title.en for draft in sheet.drafts] == ["Walk"]


def test_a_billion_laughs_are_not_laughed(read, parts):
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "lol">{entities}]>'
    sheet = f"{bomb}<worksheet><sheetData><row><c><v>&l9;</v></c></row></sheetData></worksheet>"
    for name in (SHEET, "xl/workbook.xml", "xl/styles.xml"):
        with pytest.raises(Unreadable) as raised:
            read(zipped({**parts, name: sheet}))
        assert raised.value.reason.name == "broken-workbook"


def test_what_unpacks_to_far_too_much_is_refused_before_it_is_unpacked(read, parts):
    for name in (SHEET, "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"):
        with pytest.raises(Unreadable) as raised:
            read(zipped({**parts, name: b" " * 41_000_000}))
        assert raised.value.reason.name == "too-large"
    with pytest.raises(Unreadable) as raised:
        read(zipped({**parts, "xl/styles.xml": b"<xf/>" * 400_000}))
    assert raised.value.reason.name == "too-large"
    lying = zipped(parts).replace(len(parts[SHEET]).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    with pytest.raises(Unreadable):
        read(lying)
    with pytest.raises(Unreadable):
        read(b"PK\x03\x04" + b"PK\x01\x02" * 6000)


def test_more_rows_and_columns_than_anybody_has(read):
    with pytest.raises(Unreadable) as raised:
        read("Title,Date\n" + "\n" * (2 * MOST_ROWS + 1))
    assert raised.value.reason.name == "too-many-rows"
    with pytest.raises(Unreadable) as raised:
        read("BEGIN:VCALENDAR" + "\n" * 2_000_001)
    assert raised.value.reason.name == "too-many-rows"
    wide = ",".join(["Title", "Date", *("x" * (n % 7) for n in range(200_000))])
    sheet = read(f"{wide}\nWalk,03/03/2026{',' * 200_000}\n")
    assert [draft.title.en for draft in sheet.drafts] == ["Walk"]
    far = "," * WIDEST
    with pytest.raises(Unreadable):
        read(f"{far}Title,Date\n{far}Walk,03/03/2026\n")
    with pytest.raises(Unreadable) as raised:
        read(b"x" * (LARGEST + 1))
    assert raised.value.reason.name == "too-large"


def test_components_within_components_are_a_broken_calendar(read):
    with pytest.raises(Unreadable) as raised:
        read("BEGIN:VCALENDAR\n" + "BEGIN:X\n" * 100_000 + "END:Y\n" * 100_000)
    assert raised.value.reason.name == "broken-calendar"


def event(*lines):
    return "\n".join(["BEGIN:VEVENT", "SUMMARY:x", "DTSTART:20260302T100000Z", *lines, "END:VEVENT", ""])


def test_parameters_by_the_million_cost_only_their_event(read):
    sheet = read(event("UID:a").replace("SUMMARY", "SUMMARY" + ";A=" * 1_000_000) + event("UID:b"))
    assert [draft.uid for draft in sheet.drafts] == ["b"]
    assert [problem.reason.name for problem in sheet.problems] == ["unreadable-event"]


def test_rules_that_never_come_true_are_told_and_too_many_of_them_refused(read):
    never = "RRULE:FREQ=DAILY;BYYEARDAY=60;BYMONTH=1"
    sheet = read("BEGIN:VCALENDAR\n" + event("UID:a", never) + event("UID:b") + "END:VCALENDAR\n")
    assert [draft.uid for draft in sheet.drafts] == ["b"]
    assert [problem.reason.name for problem in sheet.problems] == ["never-happens"]
    many = "".join(event(f"UID:{number}", never) for number in range(12))
    with pytest.raises(Unreadable) as raised:
        read(f"BEGIN:VCALENDAR\n{many}END:VCALENDAR\n")
    assert raised.value.reason.name == "too-many-rules"


def test_dates_to_leave_out_by_the_million_are_refused(read):
    many = ",".join(["20260302T100000Z"] * 20_001)
    with pytest.raises(Unreadable) as raised:
        read(
            f"BEGIN:VCALENDAR\n{event('UID:a', 'RRULE:FREQ=DAILY;COUNT=2', f'EXDATE:{many}')}END:VCALENDAR\n"
        )
    assert raised.value.reason.name == "too-many"


def test_a_zone_whose_clocks_change_every_second_is_not_known(read):
    zone = (
        "BEGIN:VTIMEZONE\nTZID:Mad\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\n"
        "TZOFFSETTO:+0000\nRRULE:FREQ=SECONDLY\nEND:STANDARD\nEND:VTIMEZONE\n"
    )
    mad = event().replace("DTSTART:", "DTSTART;TZID=Mad:").replace("00Z", "00")
    sheet = read(f"BEGIN:VCALENDAR\n{zone}{mad}END:VCALENDAR\n")
    assert [problem.reason.name for problem in sheet.problems] == ["unknown-zone"]


def test_long_texts_are_cut_and_long_names_stay_apart(read):
    long = "x" * 100_000
    sheet = read(f"Title,Date,Topic,Summary\n{long},03/03/2026,{long},{long}\nWalk,03/03/2026,,\n")
    first, second = sheet.drafts
    assert (len(first.title.en), len(first.topic), len(first.summary.en)) == (5_000, 200, 20_000)
    assert first.title.en.endswith("x…")
    assert second.title.en == "Walk"
    assert [note.reason.facts for note in sheet.notes if note.reason.name == "cut-texts"] == [{"rows": 1}]
    uids = [draft.uid for draft in read(event(f"UID:{long}1") + event(f"UID:{long}2")).drafts]
    assert len(set(uids)) == 2
    assert max(map(len, uids)) <= 200
