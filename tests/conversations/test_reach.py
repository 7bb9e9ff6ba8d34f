"""How far learning reaches: who came, told apart from who booked; in fixed periods; never a small group."""

import asyncio
import csv
import io
import re
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete, insert, select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.ask import Ask
from bot.card import Button, Form
from bot.doors.downloads import Downloads
from bot.learning.attendance import Mark
from bot.learning.question_library import DEFAULT
from bot.learning.questions import QuestionSet
from bot.learning.sessions import Format
from bot.store import attendance, question_sets, sessions
from bot.store.question_sets import Chosen
from bot.store.tables import people, places, reach_reports
from bot.store.tables import sessions as table
from bot.words.aloud import say
from bot.words.voice import voice
from tests.house import LONDON, REGISTRY, build_house, draft

PUBLIC = "https://caffi.example.org"
FEBRUARY = datetime(2026, 2, 10, 10, tzinfo=LONDON)
AFTER = datetime(2026, 4, 20, 9, tzinfo=LONDON)  # the quarter that ended in March is settled
TOO_SMALL = "=Web&<b>"
GROUPS = (
    (0, "Housing", "Cardiff"),
    (40, "Planning", "Wrexham"),
    (75, "Social Services", "Cardiff"),
    (112, TOO_SMALL, "Cardiff"),
    (116, "", ""),
)


@pytest.fixture
async def house(database):
    """Of 180 people most came once, many twice, and 66 never; at one session nobody wrote down who came."""
    house = build_house(database, CAFFI_PUBLIC_ADDRESS=PUBLIC)
    house.clock.move_to(FEBRUARY - timedelta(days=5))
    await house.puts_on(
        draft("Figures", FEBRUARY, ref="1", topic="digital", language="en", capacity=None),
        draft(
            "Cwsg", FEBRUARY + timedelta(days=3), ref="2", language="cy", capacity=150, format=Format.HYBRID
        ),
        draft(
            "Not marked", FEBRUARY + timedelta(days=9), ref="3", topic="digital", language="en", capacity=None
        ),
        draft(
            "Sensitive", FEBRUARY + timedelta(days=9), ref="4", topic="health", sensitive=True, capacity=None
        ),
    )
    await house.database.write(_fill)
    house.clock.move_to(AFTER)
    await house.timekeeper.tick()
    return house


def _fill(db):
    staff = [
        {"name": f"Someone {n}", "directorate": _of(n % 120)[1], "site": _of(n % 120)[2], "zone": ""}
        for n in range(180)
    ]
    db.execute(insert(people), staff)
    named = people.c.name.like("Someone%")
    ids = db.execute(select(people.c.id).where(named).order_by(people.c.id)).scalars().all()[:120]
    of = {ref: sessions.by_ref(db, ref).id for ref in "1234"}
    booked = FEBRUARY - timedelta(days=5)
    for ref, who in {"1": ids, "2": ids[:60], "3": ids[:12]}.items():
        rows = [{"session_id": of[ref], "person_id": one, "hold": "booked", "since": booked} for one in who]
        db.execute(insert(places), rows)
        db.execute(update(table).where(table.c.id == of[ref]).values(taken=len(rows)))
    later = FEBRUARY + timedelta(days=10)
    attendance.mark(db, of["1"], ids[:106] + ids[112:], Mark.CAME, by=ids[0], now=later)
    attendance.mark(db, of["1"], ids[106:112], Mark.ABSENT, by=ids[0], now=later)
    attendance.mark(db, of["2"], ids[:43], Mark.PART, by=None, now=later)
    attendance.mark(db, of["4"], ids[20:41], Mark.CAME, by=ids[0], now=later)


def _of(number):
    return [each for each in GROUPS if each[0] <= number][-1]


def _more_come(house, *names):
    """Who came is written down late, of people whose directorate nobody had come from."""

    def write(db):
        rows = [{"name": name, "directorate": "Catering", "site": "Cardiff", "zone": ""} for name in names]
        db.execute(insert(people), rows)
        ids = db.execute(select(people.c.id).where(people.c.name.in_(names))).scalars().all()
        attendance.mark(db, sessions.by_ref(db, "1").id, ids, Mark.CAME, by=ids[0], now=house.clock.now())

    return house.database.write(write)


async def test_people_and_attendances_are_told_apart_and_bookings_are_neither(house):
    olwen = await house.meets("olwen")
    said = await olwen.types("reach")
    assert "Reach: January to March 2026 (quarter 4 of 2025-26)" in said
    assert "People who came: 114 people, no share, as no headcount is given" in said
    assert "Attendances: 178" in said
    assert "Sessions held: 4; who came was written down at 3" in said
    assert "Booked, not known who came: 12 places" in said
    assert "never counted as attendance" in said
    assert "No-show rate: 4% (6 of 163 places)" in said
    assert "Of 17 places more it is not known" in said
    assert "Places filled: 40% (60 of 150 places)" in said
    assert "tier 1 of the 8 in LTEM" in said


async def test_groups_are_rounded_and_small_ones_hidden(house):
    olwen = await house.meets("olwen")
    said = await olwen.types("reach quarter")
    assert "Housing: 40 people" in said
    assert f"{TOO_SMALL}: not told" in said
    assert "Cardiff: 75 people" in said
    assert "Digital: 115 attendances" in said
    assert "Health" not in said, "a sensitive session is in the totals alone"
    assert "In Welsh: 45 attendances, 25% of all, at 1 session" in said
    assert said.index("In Welsh:") < said.index("In English:"), "Welsh first"
    tomos = await house.meets("tomos", language="cy")
    assert "Dim ond trefnwyr sy’n gallu gweld hyn" in await tomos.types("cyrhaeddiad")


@pytest.mark.parametrize(("chosen", "minimum"), [(36, 36), (5, 10)])
async def test_a_larger_group_that_organisers_chose_for_all_sessions_counts_here_too(house, chosen, minimum):
    asked = Chosen("all", "", QuestionSet(DEFAULT, chosen))
    await house.database.write(lambda db: db.execute(delete(reach_reports)))
    await house.database.write(lambda db: question_sets.keep(db, asked))
    house.clock.move_to(AFTER + timedelta(days=2))
    await house.timekeeper.tick()
    said = await (await house.meets("olwen")).types("reach quarter")
    assert f"Fewer than {minimum} are not told" in said
    assert ("Planning: 35 people" in said) == (minimum <= 35)


async def test_of_a_headcount_that_an_organiser_gives_with_its_day(house):
    olwen = await house.meets("olwen")
    assert "Kept: Everybody, 3,100 people on Tuesday 31 March 2026" in await olwen.types(
        "headcount 3,100 on 31 March"
    )
    assert "Kept: Housing, 210 people" in await olwen.types("headcount housing 210 on 1 April 2025")
    said = await olwen.types("reach")
    assert "114 people, 4% of 3,100\n" in said
    assert "The share is of the headcount given for Tuesday 31 March 2026." in said
    assert "Shares are of the headcounts given for Tuesday 1 April 2025." in said
    assert "Housing: 40 people, 19% of 210\n" in said
    assert "Before, it said 210" in await olwen.types("headcount housing 30 on 1 April 2025")
    assert "more than the headcount of 30" in await olwen.types("reach")
    await olwen.types("headcount")
    await olwen.presses("Give a headcount")
    assert isinstance(olwen.last.body, Form)
    await olwen.submits(scope="site:Wrexham", number="many", on="some day")
    assert set(olwen.last.body.errors) == {"number", "on"}
    assert "Kept: Wrexham, 80 people on Monday 20 April" in await olwen.submits(
        scope="site:Wrexham", number="80", on="today"
    )
    assert "Wrexham: 80 people on Monday 20 April" in await olwen.types("headcount")
    assert "no directorate and no site called “Atlantis”" in await olwen.types("headcount Atlantis 7")


async def test_asking_again_after_one_more_person_came_tells_nothing(house):
    olwen = await house.meets("olwen")
    first = [await olwen.types(words) for words in ("reach quarter", "reach February", "reach 2025-26")]
    await _more_come(house, "Late One")
    house.clock.move_to(AFTER + timedelta(days=2))
    await house.timekeeper.tick()
    assert [
        await olwen.types(words) for words in ("reach quarter", "reach February", "reach 2025-26")
    ] == first


async def test_nothing_apart_before_a_quarter_is_settled_nor_of_months(house):
    await house.database.write(lambda db: db.execute(delete(reach_reports)))
    house.clock.move_to(datetime(2026, 4, 10, 9, tzinfo=LONDON))
    olwen = await house.meets("olwen")
    running = await olwen.types("reach quarter")
    assert "counted for good from Wednesday 15 April" in running
    assert "People who came: 114" in running
    await _more_come(house, "Late One", "Late Two")
    assert "People who came: 116" in await olwen.types("reach quarter")
    for said in (running, await olwen.types("reach February 2026"), await olwen.types("reach this year")):
        assert "Housing" not in said
        assert "Digital" not in said


async def test_a_year_tells_its_quarters_side_by_side_and_nothing_else(house):
    olwen = await house.meets("olwen")
    said = await olwen.types("reach 2025-26")
    assert "Reach: financial year 2025-26" in said
    assert "People who came: 114 people" in said
    assert "Housing: Q4: 40" in said
    assert f"{TOO_SMALL}: Q4: not told" in said
    assert "In Welsh: Q4: 45, 25% · about 45 together" in said
    assert "No session took place in this time" in await olwen.types("reach 2024-25")
    for words in ("reach 2031", "reach bananas", "reach 2025-27"):
        assert "I cannot read that as a month" in await olwen.types(words)


async def test_in_welsh(house):
    elen = await house.meets("olwen", language="cy")
    said = await elen.types("cyrhaeddiad chwarter")
    assert "Cyrhaeddiad: Ionawr hyd Mawrth 2026 (chwarter 4 o 2025-26)" in said
    assert "Pobl a ddaeth: 114 o bobl" in said
    assert "Yn Gymraeg: 45 presenoldeb, 25% o’r cyfan, mewn 1 sesiwn" in said
    assert "Wedi’i gadw: Pawb, 3,100 o bobl" in await elen.types("cyfrif staff 3100 ar 31 Mawrth 2026")


async def test_a_headcount_of_nobody_is_asked_for_again_with_what_was_typed(house):
    olwen = await house.meets("olwen")
    await olwen.types("headcount")
    await olwen.presses("Give a headcount")
    sent = {"number": "80", "on": "today"}
    await olwen.asks(Ask(olwen.address, word="headcount_form", key="s1", values=sent, can_open_form=True))
    body = olwen.last.body
    assert isinstance(body, Form)
    assert say(body.errors["scope"], house.reader()) == "Choose whose headcount this is."
    assert {field.name: field.value for field in body.fields}["number"] == "80"
    assert "Kept: Everybody, 80 people" in await olwen.submits(scope="all")


async def test_files_say_the_same_and_carry_nothing_out(house):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed")
    door = Downloads(house.database, house.clock, house.settings, REGISTRY)
    client = TestClient(Starlette(routes=door.routes()), base_url=PUBLIC)
    olwen = await house.meets("olwen")
    await olwen.types("headcount Housing 210 on 1 April 2025")
    message = await olwen.types("reach")
    links = re.findall(rf"{PUBLIC}/file/[\w-]+", await olwen.presses("As files, or to print"))
    got = [await asyncio.to_thread(client.get, link) for link in links]
    assert [each.status_code for each in got] == [200, 200, 200]
    rows = list(csv.DictReader(io.StringIO(got[0].content.decode("utf-8-sig"))))
    sheet = openpyxl.load_workbook(io.BytesIO(got[1].content)).active
    for told in (
        {row["Name"]: row["Number"] for row in rows if row["Counted by"] == "By directorate"},
        {row[2].value: str(row[3].value or "") for row in sheet if row[1].value == "By directorate"},
    ):
        assert told == {"Housing": "40", "Planning": "35", "Social Services": "", f"'{TOO_SMALL}": ""}
    assert {row["Percent"] for row in rows if row["Name"] == "Housing"} == {"19"}
    assert all(cell.data_type != "f" for row in sheet for cell in row)
    page = got[2].text
    assert got[2].headers["content-disposition"].startswith("attachment")
    assert "=Web&amp;&lt;b&gt;" in page
    assert "<script" not in page
    assert "src=" not in page
    for line in message.splitlines():
        if ": " in line and "[" not in line:
            name, _, value = line.partition(": ")
            assert value.replace("&", "&amp;") in page or name == TOO_SMALL
    await _more_come(house, "Late One")
    again = [await asyncio.to_thread(client.get, link) for link in links]
    assert (again[0].content, again[2].content) == (got[0].content, got[2].content)


async def test_who_organises_no_more_fetches_nothing(house):
    olwen = await house.meets("olwen")
    await olwen.types("reach")
    links = re.findall(rf"{PUBLIC}/file/[\w-]+", await olwen.presses("As files, or to print"))
    nobody = build_house(house.database, organisers=(), CAFFI_PUBLIC_ADDRESS=PUBLIC)
    door = Downloads(house.database, house.clock, nobody.settings, REGISTRY)
    client = TestClient(Starlette(routes=door.routes()), base_url=PUBLIC)
    assert [(await asyncio.to_thread(client.get, link)).status_code for link in links] == [404, 404, 404]
    nia = await house.meets("nia")
    for words in ("reach", "headcount"):
        assert "Only organisers" in await nia.types(words)
    for words in ("reach quarter", "headcount 20", "reach out to colleagues"):
        assert "Nothing found" in await nia.types(words)
    for word in ("reach", "reach_files", "headcount", "headcount_form"):
        assert "Only organisers" in await nia.press(Button(voice("en")("reach-all"), word, "2025-Q4"))
