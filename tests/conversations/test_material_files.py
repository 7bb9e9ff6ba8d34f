"""A file of a session, from the organiser's page to everybody who may have it, and to nobody else."""

import asyncio
import io
import threading
import zipfile
from datetime import timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import func, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.ask import Profile
from bot.card import Button, Link, Paragraph, Text
from bot.doors.downloads import Downloads
from bot.doors.uploads import uploads
from bot.steps.downloads import FOR
from bot.store import materials, sessions
from bot.store.tables import downloads, material_pieces
from tests.conversations.test_materials import adds, over, sends, told
from tests.house import REGISTRY, build_house, buttons

PUBLIC = "https://caffi.example.org"
PDF = b"%PDF-1.7\n" + bytes(range(256)) * 800  # more than three pieces
SOON = timedelta(minutes=16)


@pytest.fixture
def house(database):
    return build_house(database, CAFFI_PUBLIC_ADDRESS=PUBLIC, CAFFI_MATERIALS__LARGEST_MB="1")


@pytest.fixture
def web(house):
    """A browser, at the doors behind links."""
    doors = (house.database, house.clock, house.settings, REGISTRY)
    routes = [*Downloads(*doors).routes(), *uploads(*doors, house.postman.wake).routes()]
    client = TestClient(Starlette(routes=routes), base_url=PUBLIC)

    def post(link, name="slides.pdf", content=PDF, **fields):
        return asyncio.to_thread(client.post, link, files={"file": (name, content)}, data=fields)

    return SimpleNamespace(
        get=lambda link: asyncio.to_thread(client.get, link),
        head=lambda link: asyncio.to_thread(client.head, link),
        post=post,
        client=client,
    )


def link_in(body):
    paragraphs = [part for part in body.parts if isinstance(part, Paragraph)]
    return next(span.url for part in paragraphs for span in part.text.spans if isinstance(span, Link))


async def page(olwen):
    await olwen.types("share 12")
    await olwen.presses("Add a file")
    return link_in(olwen.last.body)


async def kept(house):
    return await house.database.read(lambda db: materials.of_session(db, sessions.by_ref(db, "12").id))


async def test_from_the_page_to_who_came_and_who_missed_it(house, web):
    olwen, people = await over(house, came=("nia",), absent=("owen",))
    address = await page(olwen)
    drawn = await web.get(address)
    assert "A file for Mindful walking" in drawn.text
    assert "slides.pdf is in" in (await web.post(address, title="The <b>slides</b>")).text
    await house.deliver()
    assert "The <b>slides</b>\nslides.pdf · 200 KB" in olwen.post[-1]
    send = next(b for b in buttons(olwen.letters[-1].card) if b.word == "materials_send")
    assert "goes to 2 people" in await olwen.press(send)
    await house.wait_until(house.clock.now() + SOON)
    for person in people.values():
        assert len(told(person)) == 1
        card = next(p.card for p in person.letters if p.key.startswith(("materials", "nudges")))
        await person.presses("Download", on=card)
        got = await web.get(link_in(person.last.body))
        assert got.content == PDF
        assert got.headers["content-type"] == "application/pdf"
        assert got.headers["content-disposition"] == "attachment; filename*=UTF-8''slides.pdf"
        assert got.headers["x-content-type-options"] == "nosniff"
        looked = await web.head(link_in(person.last.body))
        assert (looked.content, looked.headers["content-length"]) == (b"", str(len(PDF)))
    house.clock.move_to(house.clock.now() + FOR)
    assert (await web.get(link_in(person.last.body))).status_code == 404


async def test_an_address_is_one_organisers_for_an_hour(house, web):
    olwen, people = await over(house)
    address = await page(olwen)
    assert "Only organisers" in await people["nia"].press(Button(Text(()), "material_file", "12"))
    for wrong in (address[:-1], address.replace("/add/", "/file/"), f"{PUBLIC}/add/x"):
        assert (await web.get(wrong)).status_code == 404
    assert (await web.post(address[:-1])).status_code == 404
    house.clock.move_to(house.clock.now() + FOR)
    assert (await web.get(address)).status_code == 404
    assert (await web.post(address)).status_code == 404
    assert await kept(house) == []


async def test_who_organises_no_more_puts_nothing_in(house, web):
    olwen, _ = await over(house)
    address = await page(olwen)
    await house.desk.meet(olwen.address, Profile(gone=True))
    assert (await web.post(address)).status_code == 404
    assert await kept(house) == []


async def test_a_download_link_is_no_upload_link(house, web):
    olwen, _ = await over(house, came=())
    await web.post(await page(olwen))
    await olwen.types("share 12")
    await olwen.presses("Download")
    address = link_in(olwen.last.body)
    assert (await web.get(address)).status_code == 200
    assert (await web.post(address.replace("/file/", "/add/"))).status_code == 404
    assert len(await kept(house)) == 1


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("slides.exe", b"MZ" * 10, "not taken"),
        ("slides.pdf", b"MZ" * 10, "not taken"),
        ("slides.pdf", b"", "is empty"),
        ("slides.pdf", b"%PDF-" + b"x" * 1_048_576, "larger than 1 MB"),
        ("slides.pdf", b"%PDF-" + b"x" * 3_000_000, "larger than 1 MB"),
    ],
)
async def test_what_is_not_taken_is_said_on_the_page(house, web, name, content, said):
    olwen, _ = await over(house, came=())
    answer = await web.post(await page(olwen), name, content)
    assert answer.status_code == 422
    assert said in answer.text
    assert await kept(house) == []


async def test_macros_are_not_taken_whatever_the_file_is_called(house, web):
    olwen, _ = await over(house, came=())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ppt/vbaProject.bin", b"x")
    answer = await web.post(await page(olwen), "slides.pptx", packed.getvalue())
    assert "macros" in answer.text


async def test_a_file_is_looked_at_before_it_is_written(house, web):
    """Whoever books meanwhile does not wait for that: what is not taken needs no turn to write."""
    olwen, _ = await over(house, came=())
    address = await page(olwen)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("ppt/vbaProject.bin", b"x")
    free = threading.Event()
    writing = asyncio.create_task(house.database.write(lambda _: free.wait(120)))
    try:
        answer = await asyncio.wait_for(web.post(address, "slides.pptx", packed.getvalue()), 60)
    finally:
        free.set()
        await writing
    assert "macros" in answer.text
    assert await kept(house) == []


async def test_no_file_and_a_form_that_is_none(house, web):
    olwen, _ = await over(house, came=())
    address = await page(olwen)
    assert "Choose a file first" in (await asyncio.to_thread(web.client.post, address)).text
    broken = await asyncio.to_thread(
        web.client.post, address, content=b"--x", headers={"content-type": "multipart/form-data; boundary=y"}
    )
    assert broken.status_code == 422


async def test_a_name_that_lies_is_made_plain(house, web):
    olwen, _ = await over(house, came=())
    await web.post(await page(olwen), "../../etc/sli\u202efdp.pdf", PDF)
    (material,) = await kept(house)
    assert (material.file_name, material.title) == ("slifdp.pdf", "slifdp")


async def test_what_is_taken_back_or_not_theirs_cannot_be_fetched(house, web):
    olwen, people = await over(house, came=("nia",), followers=("dai",))
    await web.post(await page(olwen))
    await olwen.types("share 12")
    await sends(olwen)
    (material,) = await kept(house)
    assert "not there any more" in await people["dai"].press(Button(Text(()), "material", str(material.id)))
    await people["nia"].press(Button(Text(()), "material", str(material.id)))
    address = link_in(people["nia"].last.body)
    assert (await web.get(address)).status_code == 200
    await olwen.types("share 12")
    await olwen.presses("Take back")
    await olwen.presses("Yes, take it back")
    assert (await web.get(address)).status_code == 404
    pieces = await house.database.read(
        lambda db: db.execute(select(func.count()).select_from(material_pieces)).scalar()
    )
    assert pieces == 0


async def test_a_new_file_takes_the_place_of_the_old_behind_old_buttons(house, web):
    olwen, people = await over(house)
    await web.post(await page(olwen))
    await olwen.types("share 12")
    await sends(olwen)
    await people["nia"].types("details 12")
    old = people["nia"].last.body
    await olwen.types("share 12")
    await olwen.presses("Replace")
    await web.post(link_in(olwen.last.body), "better.pdf", b"%PDF-2 better")
    await olwen.types("share 12")
    await sends(olwen)
    await people["nia"].presses("Download", on=old)
    got = await web.get(link_in(people["nia"].last.body))
    assert got.content == b"%PDF-2 better"
    assert len(await kept(house)) == 1


async def test_no_address_is_kept_as_it_was_told(house, web):
    olwen, _ = await over(house, came=())
    secret = (await page(olwen)).rpartition("/")[2]
    rows = await house.database.read(lambda db: str(db.execute(select(downloads)).all()))
    assert secret not in rows


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
async def test_without_an_address_on_the_web_there_are_links_alone(database, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    house = build_house(database)
    olwen, _ = await over(house, came=())
    await adds(olwen)
    assert "Share a link instead" in await olwen.types("share 12")
    assert not [b for b in buttons(olwen.last.body) if b.word == "material_file"]
    assert "Share a link instead" in await olwen.press(Button(Text(()), "material_file", "12"))


async def test_the_page_reads_in_the_organisers_language(house, web):
    olwen, _ = await over(house, came=())
    await olwen.types("cymraeg")
    await olwen.types("rhannu 12")
    await olwen.presses("Ychwanegu ffeil")
    drawn = (await web.get(link_in(olwen.last.body))).text
    assert 'lang="cy"' in drawn
    assert "Ffeil ar gyfer Mindful walking" in drawn
