"""My record: what I booked and went to, as files to take along; certificates for who was there alone."""

import asyncio
import io
import re
from datetime import timedelta

import icalendar
import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.card import Form
from bot.doors.downloads import Downloads
from bot.steps.downloads import FOR
from bot.store import revising, sessions
from bot.words.aloud import say
from tests.house import MONDAY, REGISTRY, build_house, draft

TUESDAY = MONDAY + timedelta(days=1)  # 9am
END = TUESDAY + timedelta(hours=1)
PUBLIC = "https://caffi.example.org"


@pytest.fixture
def house(database):
    return build_house(database, CAFFI_PUBLIC_ADDRESS=PUBLIC)


@pytest.fixture
def fetch(house):
    """What a browser gets at a link."""
    door = Downloads(house.database, house.clock, house.settings, REGISTRY)
    client = TestClient(Starlette(routes=door.routes()), base_url=PUBLIC)
    return lambda link: asyncio.to_thread(client.get, link)


async def came(house, *keys, mark="Everyone came", **facts):
    await house.puts_on(draft("Mindful walking|Cerdded", TUESDAY, minutes=90, ref="12", **facts))
    people = [await house.meets(key) for key in keys]
    for person in people:
        await person.types("book 12")
    olwen = await house.meets("olwen")
    house.clock.move_to(TUESDAY + timedelta(hours=2))
    if mark:
        await olwen.types("attendance 12")
        await olwen.presses(mark)
    return people


def links(answer):
    return re.findall(rf"{PUBLIC}/\S+?(?=[)\s]|$)", answer)


async def test_places_to_come_waiting_and_past_with_hours_and_topics(house):
    (nia,) = await came(house, "nia")
    await house.puts_on(draft("Next", TUESDAY + timedelta(days=3), ref="13"))
    await house.puts_on(draft("Full", TUESDAY + timedelta(days=4), ref="14", capacity=1))
    owen = await house.meets("owen")
    await owen.types("book 14")
    await nia.types("book 13")
    await nia.types("book 14")
    record = await nia.types("my record")
    assert "Sessions you went to: One session" in record
    assert "Time: 1 hour 30 minutes" in record
    assert "Topics: Wellbeing (1)" in record
    to_come, waiting, past = (record.index(word) for word in ("To come", "Waiting list", "Past"))
    assert to_come < record.index("Next") < waiting < record.index("Full") < past
    tomos = await house.meets("tomos", language="cy")
    assert "Nid oes dim yn eich cofnod eto" in await tomos.types("fy nghofnod")


async def test_what_they_only_waited_for_what_was_off_and_what_is_still_on_is_no_past(house):
    (nia,) = await came(house, "nia")
    owen = await house.meets("owen")
    later = TUESDAY + timedelta(days=1)
    await house.puts_on(
        draft("Waited for", later, ref="13", capacity=1),
        draft("Called off", later + timedelta(hours=1), ref="14"),
        draft("Given up", later + timedelta(hours=2), ref="15"),
        draft("Went later", later + timedelta(hours=3), ref="16"),
        draft("Still on", later + timedelta(hours=4), ref="17", minutes=600),
    )
    await owen.types("book 13")
    for ref in ("13", "14", "15", "16", "17"):
        await nia.types(f"book {ref}")
    await nia.types("cancel 15")
    off = await house.database.read(lambda db: sessions.by_ref(db, "14"))
    await house.database.write(lambda db: revising.cancel_all(db, [off.id]))
    house.clock.move_to(later + timedelta(hours=6))
    await house.timekeeper.tick()
    record = await nia.types("what have I been to")
    past = record[record.index("Past") :]
    there = [each for each in ("Waited", "Called", "Given", "Still", "Went", "Mindful") if each in past]
    assert there == ["Went", "Mindful"]
    assert past.index("Went") < past.index("Mindful"), "the newest first"


async def test_nothing_is_claimed_of_what_nobody_wrote_down(house):
    (nia,) = await came(house, "nia", mark="")
    record = await nia.types("my record")
    assert "Nobody wrote down who came" in record
    assert "Time:" not in record
    assert "Certificate" not in record
    assert "Nobody has written down that you came" in await nia.types("certificate 12")


async def test_a_certificate_is_a_pdf_in_the_name_that_was_looked_at(house, fetch):
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    pytest.importorskip("fpdf", reason="fpdf2 is not installed")
    (sian,) = await came(house, "sian", speaker="Cai")
    await sian.types("my record")
    await sian.presses("Certificate")
    form = sian.last.body
    assert isinstance(form, Form)
    assert form.fields[0].value == "Sian"
    ready = await sian.submits(name="  Siân Ŵyn   Llŷr ")
    assert "in the name Siân Ŵyn Llŷr" in ready
    got = await fetch(links(ready)[0])
    assert (got.status_code, got.headers["content-type"]) == (200, "application/pdf")
    assert got.headers["content-disposition"].startswith("attachment")
    assert got.headers["cache-control"] == "no-store"
    pdf = pypdf.PdfReader(io.BytesIO(got.content))
    text = pdf.pages[0].extract_text()
    for words in ("Siân Ŵyn Llŷr", "Mindful walking", "Tuesday 3 March 2026, 9am to 10:30am", "attended"):
        assert words in text
    assert "Account: sian@example.org" in text
    fonts = pdf.pages[0]["/Resources"]["/Font"]
    for font in fonts.values():
        inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert "/FontFile2" in inside, "every font is embedded"


async def test_certificates_to_no_shows_or_misspelt_names_not_to_no_shows(house, fetch):
    """Certificates to no-shows or misspelt names: who did not come gets none, and nor does an old link."""
    nia, owen = await came(house, "nia", "owen")
    await nia.types("certificate 12")
    link = links(await nia.submits(name="Nia"))[0]
    olwen = await house.meets("olwen")
    await olwen.types("attendance 12")
    await olwen.presses("Did not come")
    assert (await fetch(link)).status_code == 404
    assert "marked as not having come" in await nia.types("certificate 12")
    eve = await house.meets("eve")
    assert "Nobody has written down that you came" in await eve.types("certificate 12")
    assert isinstance((await owen.types("certificate 12"), owen.last.body)[1], Form)


@pytest.mark.parametrize("name", ["李小龍", "علي", "N\u202eia", "Nia 🎉", "   ", "<script>\u0301"])
async def test_certificates_to_no_shows_or_misspelt_names_no_name_with_holes(house, name):
    (nia,) = await came(house, "nia")
    await nia.types("certificate 12")
    await nia.submits(name=name)
    assert isinstance(nia.last.body, Form)
    assert say(nia.last.body.errors["name"], house.reader())


async def test_not_before_it_is_over(house):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    house.clock.move_to(TUESDAY)
    await nia.types("here")
    assert "not over yet" in await nia.types("certificate 12")


async def test_the_record_as_csv_that_no_spreadsheet_carries_out(house, fetch):
    (nia,) = await came(house, "nia", place='=HYPERLINK("http://evil")', topic="@SUM(1)")
    await nia.types("my record")
    csv_link, ics_link = links(await nia.presses("Take it with you"))
    got = await fetch(csv_link)
    assert got.content.startswith(b"\xef\xbb\xbf")
    rows = got.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "Reference,Session,Start,End,Minutes,Topic,Format,Place,Attendance"
    assert "'=HYPERLINK" in rows[1]
    assert "'@SUM(1)" in rows[1]
    assert "2026-03-03 09:00,2026-03-03 10:30,90" in rows[1]
    calendar = icalendar.Calendar.from_ical((await fetch(ics_link)).content)
    (event,) = calendar.events
    assert str(event["SUMMARY"]) == "Mindful walking"
    assert event.start == TUESDAY


async def test_a_link_is_for_an_hour_and_for_one_person(house, fetch):
    nia, _ = await came(house, "nia", "owen")
    eve = await house.meets("eve")
    await nia.types("my record")
    mine = links(await nia.presses("Take it with you"))[0]
    await eve.types("export my record")
    hers = links(await eve.types("export my record"))[0]
    assert "Mindful walking" in (await fetch(mine)).text
    assert "Mindful walking" not in (await fetch(hers)).text
    assert (await fetch(mine[:-1] + ("A" if mine[-1] != "A" else "B"))).status_code == 404
    assert (await fetch(f"{PUBLIC}/file/{'x' * 5000}")).status_code == 404
    house.clock.move_to(house.clock.now() + FOR)
    assert (await fetch(mine)).status_code == 404


async def test_the_database_does_not_tell_the_address(house):
    from sqlalchemy import select

    from bot.store import tables

    (nia,) = await came(house, "nia")
    token = links(await nia.types("export my record"))[0].rpartition("/")[2]
    for table in tables.metadata.sorted_tables:
        rows = await house.database.read(lambda db, table=table: db.execute(select(table)).all())
        assert token not in str([tuple(row) for row in rows]), table.name


async def test_where_there_is_no_address_it_is_said(database, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-made-up")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-made-up")
    (nia,) = await came(build_house(database), "nia")
    for words in ("export my record", "certificate 12"):
        answer = await nia.types(words)
        assert "Caffi has no address on the web here" in answer
        assert "http" not in answer


async def test_the_page_behind_the_code_tells_nothing_but_the_code(fetch):
    page = await fetch(f"{PUBLIC}/here/4821")
    assert "here 4821" in page.text
    assert "dw i yma 4821" in page.text
    for code in ("<script>", "12", "1234567", "١٢٣٤"):
        assert (await fetch(f"{PUBLIC}/here/{code}")).status_code == 404


async def test_what_they_are_giving_up_is_not_to_come(house, fetch):
    """Nobody else has the place yet, because they may still undo it."""
    await house.puts_on(draft("Next", TUESDAY, ref="13"))
    nia = await house.meets("nia")
    await nia.types("book 13")
    await nia.types("cancel 13")
    undo = nia.last.body
    assert "Next" not in await nia.types("my record")
    table, calendar = links(await nia.types("export my record"))
    assert "Next" not in (await fetch(table)).text
    assert "Next" not in (await fetch(calendar)).text
    await nia.presses("Undo", on=undo)
    assert "Next" in await nia.types("my record")
