"""Who may speak to the room."""

from collections.abc import Iterator
from contextlib import suppress

import pytest
from starlette.types import Message, Receive, Scope, Send

from bot.platforms.web.guard import LARGEST
from tests.platforms.web.cafe import Cafe
from tests.platforms.web.visitor import HOST, ORIGIN, Visitor

PAGE = "/as/nia/caffi"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000", "[::1]"]
)
async def test_this_machine_by_any_of_its_names(visitor: Visitor, host: str) -> None:
    assert (await visitor.call("GET", PAGE, headers={"host": host})).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "localhost.evil.example:80",
        "",
        "127.0.0.1@evil",
        "[::1",
        "10.0.0.1",
    ],
)
async def test_a_foreign_name_is_refused(cafe: Cafe, visitor: Visitor, host: str) -> None:
    for method in ("GET", "POST", "HEAD"):
        answer = await visitor.call(method, PAGE, headers={"host": host, "origin": f"http://{host}"})
        assert answer.status == 403
    assert not cafe.asks


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "null"},
        {"origin": "http://evil.example"},
        {"origin": "http://127.0.0.1:9000"},
        {"origin": f"https://{HOST}"},
        {"origin": ORIGIN, "sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"sec-fetch-site": "same-origin", "origin": "http://evil.example"},
    ],
)
async def test_another_pages_submission_changes_nothing(
    cafe: Cafe, visitor: Visitor, headers: dict[str, str]
) -> None:
    await visitor.open(PAGE)
    body = f"nonce={visitor.nonce}&line=book+12".encode()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    for path in (PAGE, f"{PAGE}/clock"):
        answer = await visitor.call("POST", path, body=body, headers=headers | kind)
        assert answer.status == 403
        assert "Nothing was changed" in answer.words
    assert not cafe.asks
    assert not cafe.board.pins
    assert not cafe.clock.moves


@pytest.mark.parametrize("headers", [{"origin": ORIGIN}, {"sec-fetch-site": "same-origin"}])
async def test_our_own_pages_submission_is_taken(
    cafe: Cafe, visitor: Visitor, headers: dict[str, str]
) -> None:
    await visitor.open(PAGE)
    body = f"nonce={visitor.nonce}&line=book+12".encode()
    kind = {"content-type": "application/x-www-form-urlencoded"}
    assert (await visitor.call("POST", PAGE, body=body, headers=headers | kind)).status == 303
    assert len(cafe.asks) == 1


@pytest.mark.parametrize("declared", [str(LARGEST + 1), "99999999999", "-1", "many", None])
async def test_a_body_over_a_megabyte_is_refused(cafe: Cafe, visitor: Visitor, declared: str | None) -> None:
    headers = {"origin": ORIGIN} | ({"content-length": declared} if declared is not None else {})
    answer = await visitor.call("POST", PAGE, body=b"x" * (LARGEST + 1), headers=headers)
    assert answer.status == 413
    assert not cafe.asks


async def test_a_body_in_pieces_is_counted_too(cafe: Cafe) -> None:
    pieces: Iterator[Message] = iter(
        {"type": "http.request", "body": b"x" * 1024, "more_body": True} for _ in range(10_000)
    )
    taken = 0
    statuses: list[int] = []

    async def receive() -> Message:
        nonlocal taken
        taken += 1
        return next(pieces)

    async def send(message: Message) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    scope = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "path": PAGE,
        "query_string": b"",
        "headers": [(b"host", HOST.encode()), (b"origin", ORIGIN.encode())],
    }
    await cafe.room.asgi(scope, receive, send)
    assert statuses == [413]
    assert taken <= 1025


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 303),
        (PAGE, 200),
        ("/as/nia/home", 200),
        ("/look/room.css", 200),
        ("/as/nia/news", 200),
        ("/as/nobody/caffi", 404),
        ("/as/nia/channel/nowhere", 404),
        ("/as/nia/caffi/form/7", 404),
        ("/as/nia/caffi/file/7/0", 404),
        ("/look/../site.py", 404),
        ("/look/layout.html", 404),
        ("/nowhere", 404),
        ("/as/nia/caffi%0A", 404),
        ("/as/nia%0D%0A/caffi", 404),
        ("/%0A", 404),
    ],
)
async def test_every_answer_is_fenced_in(visitor: Visitor, path: str, status: int) -> None:
    answer = await visitor.call("GET", path)
    assert answer.status == status
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_a_fault_of_ours_is_fenced_in_and_kindly_said(cafe: Cafe) -> None:
    async def logged(scope: Scope, receive: Receive, send: Send) -> None:
        with suppress(RuntimeError):  # it goes on to the server's log
            await cafe.room.asgi(scope, receive, send)

    visitor = Visitor(logged)
    await visitor.open(PAGE)
    answer = await visitor.send(PAGE, line="break")
    assert answer.status == 500
    assert "It was our mistake, not yours" in answer.words
    assert "on purpose" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


@pytest.mark.parametrize("nonce", ["", "short", "x" * 65, "<script>aaaaaaaaaaaaaaaa"])
async def test_a_submission_of_no_page_is_refused(cafe: Cafe, visitor: Visitor, nonce: str) -> None:
    visitor.nonce = nonce
    assert (await visitor.send(PAGE, line="book 12")).status == 400
    assert not cafe.asks
