"""A real SMTP server and a real IMAP server on this machine, and somebody's calendar that answers."""

import asyncio
import imaplib
from argparse import Namespace
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from functools import partial
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP
from proxyprotocol.reader import ProxyProtocolReader
from pymap.backend.dict import DictBackend
from pymap.imap import IMAPServer

from tests.fakes.teams.serving import certificate

USER, PASSWORD = "caffi", 'a made-up "pâss\\word"'


@dataclass
class Letterbox:
    """Keeps what arrives. `answers`: what the server says at a step ("MAIL", "RCPT", "DATA") instead of yes;
    "hang up" at DATA breaks the connection when it has the whole letter.
    """

    letters: list[EmailMessage] = field(default_factory=list)
    envelopes: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    port: int = 0

    def letters_to(self, email: str) -> list[EmailMessage]:
        return [letter for letter in self.letters if letter["To"] == email]

    async def handle_MAIL(self, *given):  # noqa: N802 - aiosmtpd finds it by this name
        _, _, envelope, address, _ = given
        if "MAIL" in self.answers:
            return self.answers["MAIL"]
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(self, *given):  # noqa: N802 - as above
        _, _, envelope, address, _ = given
        if "RCPT" in self.answers:
            return self.answers["RCPT"]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, _, envelope):  # noqa: N802 - as above
        if self.answers.get("DATA") == "hang up":
            server.transport.abort()
            return "250 never read"
        if "DATA" in self.answers:
            return self.answers["DATA"]
        self.letters.append(message_from_bytes(envelope.content, policy=policy.default))
        self.envelopes.append((envelope.mail_from, *envelope.rcpt_tos))
        return "250 OK"


@asynccontextmanager
async def smtp_server() -> AsyncIterator[Letterbox]:
    box = Letterbox()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(
        lambda: SMTP(box, hostname="here", loop=loop, enable_SMTPUTF8=False), "127.0.0.1", 0
    )
    box.port = server.sockets[0].getsockname()[1]
    try:
        yield box
    finally:
        server.close()
        await server.wait_closed()


@dataclass
class Mailbox:
    """The mailbox that answers come to, with a port for each kind of security. `kill` ends the IMAP
    server at once, `again` starts it; the letters stay. `files`: where they lie, if they lie in files.
    """

    ports: Mapping[str, int]
    kill: Callable[[], Awaitable[None]]
    again: Callable[[], Awaitable[None]]
    files: Path | None = None

    @property
    def port(self) -> int:
        return self.ports["none"]

    async def receive(self, *letters: bytes | EmailMessage, folder: str = "INBOX") -> None:
        def come(imap: imaplib.IMAP4) -> None:
            for letter in letters:
                content = letter if isinstance(letter, bytes) else letter.as_bytes(policy=policy.SMTP)
                answer, said = imap.append(folder, None, None, content)
                assert answer == "OK", said

        await self.somebody(come)

    async def unread(self, folder: str = "INBOX") -> int:
        return len(await self.find("UNSEEN", folder))

    async def all(self, folder: str = "INBOX") -> int:
        return len(await self.find("ALL", folder))

    async def find(self, which: str, folder: str = "INBOX") -> list[bytes]:
        """The numbers (UID) of such letters."""
        return await self.somebody(lambda imap: imap.uid("SEARCH", which)[1][0].split(), folder)

    async def somebody(self, does: Callable[[imaplib.IMAP4], Any], folder: str | None = None) -> Any:
        """What somebody does with a mail program of their own, with that folder open."""
        return await asyncio.to_thread(self._somebody, does, folder)

    def _somebody(self, does: Callable[[imaplib.IMAP4], Any], folder: str | None) -> Any:
        with imaplib.IMAP4("127.0.0.1", self.port, timeout=60) as imap:
            imap.authenticate("PLAIN", lambda _: f"\0{USER}\0{PASSWORD}".encode())
            if folder is not None:
                answer, said = imap.select(f'"{folder}"')
                assert answer == "OK", said
            return does(imap)


@asynccontextmanager
async def imap_server() -> AsyncIterator[Mailbox]:
    """pymap. STARTTLS has a port of its own: it takes nobody's password before."""
    args = Namespace(
        debug=False, host="127.0.0.1", port=0, cert=None, key=None, tls=False, passlib_cfg=None,
        proxy_protocol=None, inherited_sockets=None, demo_data=False, demo_user=USER, demo_password=PASSWORD,
    )  # fmt: skip
    backend, config = await DictBackend.init(args, secure_auth=False)
    args.tls, args.cert = True, certificate()
    _, safe = await DictBackend.init(args)
    kinds = {"none": (config, None), "starttls": (safe, None), "tls": (config, safe.ssl_context)}
    ports = dict.fromkeys(kinds, 0)
    serving: dict[asyncio.Task, asyncio.StreamWriter] = {}
    servers: list[asyncio.Server] = []

    async def again() -> None:
        for kind, (settings, tls) in kinds.items():
            serve = ProxyProtocolReader(config.proxy_protocol).get_callback(
                IMAPServer(backend.login, settings)
            )
            server = await asyncio.start_server(partial(connected, serve), "127.0.0.1", ports[kind], ssl=tls)
            ports[kind] = server.sockets[0].getsockname()[1]
            servers.append(server)

    async def connected(serve, reader, writer) -> None:
        serving[asyncio.current_task()] = writer
        with suppress(ConnectionError):
            await serve(reader, writer)

    async def kill() -> None:
        while servers:
            servers.pop().close()
        for task, writer in serving.items():
            task.cancel()
            writer.transport.abort()
        await asyncio.gather(*serving, return_exceptions=True)
        serving.clear()

    async with AsyncExitStack() as stack:
        await backend.start(stack)
        config.apply_context()
        await again()
        try:
            yield Mailbox(ports, kill, again)
        finally:
            await kill()


def calendar_in(letter: EmailMessage) -> str:
    """The invitation as a calendar reads it out of the letter."""
    (part,) = [each for each in letter.walk() if each.get_content_type() == "text/calendar"]
    return part.get_payload(decode=True).decode()


def line(calendar: str, name: str) -> str:
    """The value of a property, unfolded."""
    lines = calendar.replace("\r\n ", "").split("\r\n")
    return next(each.partition(":")[2] for each in lines if each.partition(":")[0].partition(";")[0] == name)


def reply(
    calendar: str,
    partstat: str,
    *,
    of: str,
    sender: str = "",
    stamp: str = "20260302T100000Z",
    sequence: int | None = None,
    uid: str = "",
) -> EmailMessage:
    """How a calendar answers an invitation (RFC 5546, 3.2.3), in a letter as Outlook writes it."""
    content = "\r\n".join(
        [
            "BEGIN:VCALENDAR",
            "METHOD:REPLY",
            "PRODID:Somebody's calendar",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            f'ATTENDEE;PARTSTAT={partstat};CN="Somebody, of Wales":mailto:{of}',
            "SUMMARY;LANGUAGE=en-GB:Declined",
            f"UID:{uid or line(calendar, 'UID')}",
            f"DTSTART:{line(calendar, 'DTSTART')}",
            "CLASS:PUBLIC",
            f"DTSTAMP:{stamp}",
            f"SEQUENCE:{line(calendar, 'SEQUENCE') if sequence is None else sequence}",
            "END:VEVENT",
            "END:VCALENDAR",
            "",
        ]
    )
    letter = EmailMessage()
    letter["From"] = f"Somebody <{sender or of}>"
    letter["To"] = "learning@example.org"
    letter["Subject"] = "Declined: whatever"
    letter.set_content("\n")
    letter.add_alternative(content, subtype="calendar", cte="base64", params={"method": "REPLY"})
    return letter
