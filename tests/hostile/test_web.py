"""The try-out room against another page, forged addresses, and hostile words that were stored."""

import random
from datetime import timedelta
from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from bot.platforms.web.html import upright
from bot.store import revising
from tests.hostile.conftest import Lines, Times
from tests.hostile.texts import OVERRIDES, PIECES, chances, hostile
from tests.house import MONDAY, draft
from tests.platforms.web.visitor import ORIGIN
from tests.story.test_tryout import opened

TAGS = frozenset(
    [
        "a",
        "article",
        "bdi",
        "body",
        "button",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "head",
        "header",
        "hr",
        "html",
        "img",
        "input",
        "label",
        "legend",
        "li",
        "link",
        "main",
        "meta",
        "nav",
        "noscript",
        "option",
        "p",
        "path",
        "progress",
        "rect",
        "script",
        "section",
        "select",
        "span",
        "strong",
        "summary",
        "svg",
        "textarea",
        "time",
        "title",
        "ul",
    ]
)


class Outline(HTMLParser):
    """Every element of a page, and what in it could run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.risky: list[str] = []
        self.read = ""
        self.feed(page)

    def handle_data(self, data):
        self.read += data

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "srcdoc"):
                self.risky.append(f"{tag} {name}")
            if name in ("href", "src", "action") and (value or "").lower().lstrip().startswith(
                ("javascript", "data:text")
            ):
                self.risky.append(f"{tag} {value}")
        if tag == "script" and not dict(attrs).get("src", "").startswith("/look/"):
            self.risky.append("script")


PAGES = (
    "/as/nia/caffi",
    "/as/nia/home",
    "/as/carys/channel/learning",
    "/as/sam/caffi",
    "/as/sam/channel/learning",
)
NUMBERS = (
    "0",
    "-1",
    "1",
    "9" * 16,
    "9" * 30,
    "9" * 5000,
    "٣",
    "²",
    "1e3",
    "0x1",
    "%00",
    "..",
    "None",
    "1/../2",
    " 1",
)


async def stored(app, seed: int) -> None:
    """Hostile sessions beside the demo's."""
    chance = random.Random(seed)
    texts = [
        hostile(chance)[:500].replace("\0", "").encode("utf-8", "ignore").decode() or "x" for _ in range(12)
    ]
    drafts = [
        draft(
            f"{text}|{text}",
            MONDAY + timedelta(days=1, hours=n),
            ref=f"9{n:02}",
            place=text,
            link=text,
            topic=text[:60],
        )
        for n, text in enumerate(texts)
    ]
    app.database.write_now(lambda db: revising.add_all(db, drafts, source="x", now=MONDAY))


def harmless(page, what: object) -> None:
    assert "Traceback" not in page.text, what
    if page.headers.get("content-type", "").startswith("text/html"):
        outline = Outline(page.text)
        assert outline.tags <= TAGS, (what, outline.tags - TAGS)
        assert outline.risky == [], what
        assert not set(outline.read) & set(OVERRIDES), what
    assert "default-src 'none'" in page.headers["content-security-policy"], what


async def test_whatever_is_typed_or_stored_a_page_holds_our_own_elements_alone(
    tmp_path, lines: Lines, seed: int, times: Times
):
    async with opened(tmp_path / "c.db") as (app, visitor):
        await stored(app, seed)
        for each, chance in enumerate(chances(seed, times(5_000))):
            where = chance.choice(PAGES)
            line = chance.choice(("", "/learn ", "@caffi ", "/book ", "what's on ")) + hostile(chance)[:3000]
            line = line.encode("utf-8", "ignore").decode()
            if where.endswith("home"):
                word = chance.choice(("book", "cancel", "more", "digest_form"))
                press = f"{chance.choice(NUMBERS)} {word} {line}"
                page = await visitor.open(where)
                page = await visitor.post(where, press=press)
            else:
                page = await visitor.say(where, line)
            assert page.status in (200, 400, 404), (each, page.status, line)
            harmless(page, (each, line))
            assert [one for one in lines if one.get("outcome") == "bug"] == [], (each, line)
            lines.clear()


async def test_forged_numbers_and_paths_find_nothing(tmp_path, seed: int, times: Times):
    async with opened(tmp_path / "c.db") as (_, visitor):
        places = ("/as/nia/caffi", "/as/nia/home", "/as/nia/channel/learning")
        forged = [f"{at}/form/{n}" for at in places for n in NUMBERS]
        forged += [f"{at}/file/{n}/{m}" for at in places for n in NUMBERS for m in ("0", "9" * 30)]
        forged += [
            f"{at}?{name}={n}"
            for at in places
            for name in ("before", "answer", "at", "clock")
            for n in NUMBERS
        ]
        forged += [
            f"/look/{quote(p, safe='')}"
            for p in ("../site.py", "..\\site.py", "/etc/passwd", "layout.html", "%2e%2e")
        ]
        forged += [f"/as/{quote(p, errors='ignore')}/caffi" for p in PIECES]
        for path in forged:
            page = await visitor.call("GET", path)
            assert page.status in (200, 303, 404), (path, page.status)
            assert b"root:" not in page.body
            if page.status != 303:
                harmless(page, path)
        for number in NUMBERS:
            for where in (f"/as/nia/caffi/form/{number}", f"/as/nia/caffi/form/1?on={number}"):
                await visitor.open("/as/nia/caffi")
                page = await visitor.send(where, **{"field.rating": "3"})
                assert page.status in (303, 404), (where, page.status)


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "CONNECT", "BREW"])
async def test_other_methods_change_nothing_however_they_are_said(tmp_path, lines: Lines, method: str):
    async with opened(tmp_path / "c.db") as (_, visitor):
        await visitor.open("/as/nia/caffi")
        lines.clear()
        body = f"nonce={visitor.nonce}&line=book+12&_method={method}".encode()
        kind = {"content-type": "application/x-www-form-urlencoded", "origin": ORIGIN}
        assert (await visitor.call(method, "/as/nia/caffi", body=body, headers=kind)).status in (
            403,
            404,
            405,
        )
        override = kind | {"origin": "http://evil.example", "x-http-method-override": "POST"}
        assert (await visitor.call("POST", "/as/nia/caffi", body=body, headers=override)).status == 403
        assert (await visitor.call("GET", "/as/nia/caffi?line=book+12&nonce=x", headers=override)).status in (
            200,
            303,
        )
        assert not [line for line in lines if line["event"] == "ask"]


async def test_who_acts_is_said_by_the_address_alone_and_nothing_is_kept_in_the_browser(tmp_path):
    async with opened(tmp_path / "c.db") as (_, visitor):
        for path in ("/", "/as/nia/caffi", "/as/sam/home"):
            page = await visitor.call("GET", path, headers={"cookie": "person=sam; session=1"})
            assert "set-cookie" not in page.headers
        # Somebody else's form, and their private answer, are not found through one's own address.
        page = await visitor.say("/as/sam/caffi", "/learn settings")
        form = visitor.at.split("?")[0]
        assert "/form/" in form
        for name in ("nia", "owen"):
            assert (await visitor.call("GET", form.replace("/sam/", f"/{name}/"))).status == 404


def test_marks_that_turn_words_round_are_left_out():
    assert upright(f"a{OVERRIDES}b") == "ab"
