"""The page for surveys on a bad day: too many at once, a file that breaks off or is never read, an organiser
who is one no longer. Whoever sent it is told what is so, and nothing is kept.
"""

import asyncio
import re
from http import HTTPStatus

import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from bot.doors.surveys import SurveyDoor
from bot.intake.surveys import LARGEST
from bot.steps.survey_reading import NotRead, bring
from bot.store.tables import letters, surveys
from tests.house import REGISTRY, build_house

PUBLIC = "https://caffi.example.org"
ANSWERS = "\n".join(["Session,How useful was it?", *(f"Git,{n % 5 + 1}" for n in range(14))]).encode()
BOUNDARY = "----together"
TYPE = f"multipart/form-data; boundary={BOUNDARY}"


def form(content=ANSWERS, *, name="a.csv", by=""):
    """A file as browsers send it, with the heading that tells sessions apart."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    more = f'\r\n--{BOUNDARY}\r\nContent-Disposition: form-data; name="by"\r\n\r\n{by}\r\n--{BOUNDARY}--\r\n'
    return head.encode() + content + more.encode()


@pytest.fixture
def house(database):
    return build_house(database, CAFFI_PUBLIC_ADDRESS=PUBLIC)


def door_of(house, settings):
    """How a request gets to the page: `await door(link, *pieces)`, its status and what it shows."""
    routes = SurveyDoor(house.database, house.clock, settings, REGISTRY, lambda: None).routes()
    app = Starlette(routes=routes)

    async def ask(link, *pieces, receive=None, kind=TYPE):
        said = []
        left = [{"body": piece, "more_body": True} for piece in pieces[:-1]] + [{"body": pieces[-1]}]

        async def arrive():
            return {"type": "http.request"} | left.pop(0)

        async def send(message):
            said.append(message)

        headers = [(b"content-type", kind.encode())]
        path = link.removeprefix(PUBLIC)
        scope = {"type": "http", "method": "POST", "path": path, "headers": headers, "query_string": b""}
        await app(scope, receive or arrive, send)
        return HTTPStatus(said[0]["status"]), b"".join(each.get("body", b"") for each in said).decode()

    return ask


@pytest.fixture
def door(house):
    return door_of(house, house.settings)


async def link_of(person):
    return re.search(rf"{PUBLIC}/survey/[\w-]+", await person.types("surveys"))[0]


async def nothing_is_kept(house):
    """Neither figures, nor a letter that tells of them."""
    found = await house.database.read(lambda db: db.execute(select(surveys)).all())
    owed = select(letters).where(letters.c.kind == "survey-read")
    return found == [] and await house.database.read(lambda db: db.execute(owed).all()) == []


async def test_what_comes_while_three_arrive_is_asked_to_come_again(house, door):
    link = await link_of(await house.meets("olwen"))
    begun, go_on = asyncio.Semaphore(0), asyncio.Event()

    async def slowly():
        begun.release()
        await go_on.wait()
        return {"type": "http.disconnect"}

    slow = [asyncio.ensure_future(door(link, b"", receive=slowly)) for _ in range(3)]
    for _ in slow:
        await begun.acquire()
    async with asyncio.timeout(20):
        status, said = await door(link, form())
    assert (status, "Other surveys are being read just now." in said) == (503, True)
    go_on.set()
    for status, said in await asyncio.gather(*slow):
        assert (status, "did not arrive whole" in said) == (422, True)
    assert await nothing_is_kept(house)
    assert (await door(link, form()))[0] == 200, "they are done"


async def test_who_hangs_up_or_never_ends_leaves_nothing(house, door, monkeypatch):
    monkeypatch.setattr("bot.doors.surveys.PATIENCE", 0.2)  # so that the test is short
    link = await link_of(await house.meets("olwen"))
    arrived = [{"type": "http.request", "body": form()[:-40], "more_body": True}]

    async def hangs_up():
        return arrived.pop() if arrived else {"type": "http.disconnect"}

    async def never_ends():
        await asyncio.Event().wait()

    for receive in (hangs_up, never_ends):
        async with asyncio.timeout(20):
            status, said = await door(link, b"", receive=receive)
        assert (status, "The file did not arrive whole. Please try again." in said) == (422, True)
    assert await nothing_is_kept(house)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"nothing of a form", "multipart/form-data"),
        (b"no boundary in it", TYPE),
        (form().replace(b'name="by"', b'name="file"; filename="b.csv"'), TYPE),
    ],
    ids=["no boundary", "no parts", "two files"],
)
async def test_what_is_no_form_of_ours_is_refused(house, door, body, kind):
    link = await link_of(await house.meets("olwen"))
    status, said = await door(link, body, kind=kind)
    assert (status, "did not arrive whole" in said) == (422, True)
    assert await nothing_is_kept(house)


async def test_words_in_the_place_of_a_file_are_none(house, door):
    link = await link_of(await house.meets("olwen"))
    for body in (form().replace(b'; filename="a.csv"', b""), form(b"", name="")):
        status, said = await door(link, body)
        assert (status, "Please choose a file first" in said) == (422, True)


async def test_what_is_too_large_is_read_no_further(house, door):
    link = await link_of(await house.meets("olwen"))
    head = form().split(ANSWERS)[0]
    pieces = [head, *([b"x" * 1_000_000] * (LARGEST // 1_000_000 + 1))]
    read = []

    async def endless():
        read.append(pieces[min(len(read), 1)])
        return {"type": "http.request", "body": read[-1], "more_body": True}

    status, said = await door(link, b"", receive=endless)
    assert (status, "20 MB" in said) == (422, True)
    assert len(read) <= len(pieces) + 1


async def test_what_cannot_be_read_in_time_says_so(house, door, monkeypatch):
    async def never(*_):
        raise NotRead("TimeoutError")

    monkeypatch.setattr("bot.doors.surveys.bring_apart", never)
    link = await link_of(await house.meets("olwen"))
    status, said = await door(link, form())
    assert (status, "could not be read, or took too long" in said) == (422, True)
    assert await nothing_is_kept(house)


async def test_one_is_read_at_a_time(house, door, monkeypatch):
    link, at_once = await link_of(await house.meets("olwen")), []

    async def reading(least, name, content, choices):
        at_once.append(name)
        await asyncio.sleep(0)
        assert at_once == [name]
        at_once.remove(name)
        return bring(least, name, content, choices)

    monkeypatch.setattr("bot.doors.surveys.bring_apart", reading)
    found = await asyncio.gather(*(door(link, form(name=f"{n}.csv")) for n in range(3)))
    assert [status for status, _ in found] == [200, 200, 200]


async def test_who_organises_no_more_when_it_is_read_keeps_nothing(house, door, monkeypatch):
    """They left while their file was being read."""
    olwen = await house.meets("olwen")
    link = await link_of(olwen)

    async def meanwhile(least, name, content, choices):
        await house.meets("olwen", gone=True)
        return bring(least, name, content, choices)

    monkeypatch.setattr("bot.doors.surveys.bring_apart", meanwhile)
    status, said = await door(link, form())
    assert status == 404
    assert "The survey was read" not in said
    assert await nothing_is_kept(house)


async def test_a_link_to_something_else_opens_nothing_here(house, door):
    """Nor does one of somebody who is no organiser any more."""
    olwen = await house.meets("olwen")
    link, record = await link_of(olwen), await olwen.types("export my record")
    other = re.search(rf"{PUBLIC}/file/([\w-]+)", record)[1]
    assert (await door(f"{PUBLIC}/survey/{other}", form()))[0] == 404
    nobody = build_house(house.database, organisers=(), CAFFI_PUBLIC_ADDRESS=PUBLIC).settings
    assert (await door_of(house, nobody)(link, form()))[0] == 404
    assert await nothing_is_kept(house)


async def test_whatever_a_file_is_called_is_only_words(house, door):
    status, said = await door(await link_of(await house.meets("olwen")), form(name="a\0\u202e<script>.csv"))
    assert status == 200
    assert "<script>" not in said


@pytest.mark.parametrize(
    ("by", "expected"), [("Ses\0sion", 200), ("S" * 100_000, 422), ("\ud7ff\u202e<script>", 422)]
)
async def test_whatever_is_asked_of_the_columns_is_only_words(house, door, by, expected):
    """No database can hold a NUL."""
    status, said = await door(await link_of(await house.meets("olwen")), form(by=by))
    assert status == expected
    assert "<script>" not in said
    assert len(said) < 20_000
