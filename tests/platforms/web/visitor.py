"""A browser without a screen: speaks HTTP to the room's app directly, and keeps what a page told it."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from urllib.parse import unquote, urlencode, urljoin

from starlette.types import ASGIApp, Message, Scope

HOST = "127.0.0.1:8000"
ORIGIN = f"http://{HOST}"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")

    @property
    def words(self) -> str:
        """What stands on the page, without markup."""
        reader = _Words()
        reader.feed(self.text)
        return re.sub(r"\s+", " ", " ".join(reader.found))


class Visitor:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.nonce = ""
        self.at = "/"

    async def call(
        self, method: str, path: str, *, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        """One request, with exactly these headers but for the host's."""
        path, _, query = path.partition("?")
        sent = {"host": HOST} | (headers or {})
        scope: Scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(path.split("#")[0]),
            "raw_path": path.encode(),
            "query_string": query.split("#")[0].encode(),
            "root_path": "",
            "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
            "server": ("127.0.0.1", 8000),
            "client": ("127.0.0.1", 50000),
        }
        waiting: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]
        got: list[Message] = []

        async def receive() -> Message:
            return waiting.pop(0) if waiting else {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            got.append(message)

        await self.app(scope, receive, send)
        started = next(message for message in got if message["type"] == "http.response.start")
        chunks = [message.get("body", b"") for message in got if message["type"] == "http.response.body"]
        headers = {name.decode().lower(): value.decode() for name, value in started["headers"]}
        return Answer(started["status"], headers, b"".join(chunks))

    async def open(self, path: str) -> Answer:
        """Open a page, following redirects, and remember its address and its nonce."""
        answer = await self.call("GET", path)
        while answer.status == 303:
            path = urljoin(path, answer.headers["location"])
            answer = await self.call("GET", path)
        self.at = path
        found = re.search(r'name="nonce" value="([^"]+)"', answer.text) if _is_page(answer) else None
        self.nonce = found[1] if found else self.nonce
        return answer

    async def send(self, path: str, **fields: str | list[str]) -> Answer:
        """Submit a form of the page, without following where it leads."""
        body = urlencode({"nonce": self.nonce} | fields, doseq=True).encode()
        headers = {"origin": ORIGIN, "content-type": "application/x-www-form-urlencoded"}
        return await self.call("POST", path, body=body, headers=headers)

    async def post(self, path: str, **fields: str | list[str]) -> Answer:
        """Submit a form of the page and open the page it leads to."""
        answer = await self.send(path, **fields)
        return await self.open(urljoin(path, answer.headers["location"])) if answer.status == 303 else answer

    async def say(self, path: str, line: str) -> Answer:
        """Open a conversation and type a line there."""
        await self.open(path)
        return await self.post(path, line=line)


def _is_page(answer: Answer) -> bool:
    return answer.headers.get("content-type", "").startswith("text/html")


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)
