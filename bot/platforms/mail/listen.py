"""Looks into the mailbox, by IMAP, for answers to invitations; every other letter is left as it lies.

The standard library's imaplib, in a thread: it is kept with Python. It cannot wait for news (IDLE) before
Python 3.14, so the connection is kept and asked every few seconds.
"""

import asyncio
import imaplib
import re
import ssl
from base64 import b64encode
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.calendar.replies import LARGEST, NotAReply, read_reply
from bot.learning.invitations import Reply
from bot.letterbox import ImapSecrets

log = structlog.get_logger("caffi.mail")

_PATIENCE = 20.0  # seconds for each answer
_FINISHING = 3.0  # seconds
_LONGEST_NAP = 300.0  # seconds, while the mailbox cannot be reached
_AT_ONCE = 50  # letters in one look
_TRIES = 3  # for a letter that the server does not hand out
_SIZE = re.compile(rb"RFC822\.SIZE (\d+)")
_NOT_PLAIN = re.compile(r"[^ -~]+")
_AWAY = (OSError, imaplib.IMAP4.error)

Answered = Callable[[Reply], Awaitable[str]]
"""Takes an answer, and says in a word what became of it. Raises where it could not be kept: then it is
brought again.
"""


@dataclass
class Mailbox:
    """One connection to the folder. `last` is the newest letter that was looked at. Every method blocks, and
    raises OSError or imaplib's error when the mailbox is away; the next look connects anew.
    """

    server: ImapSecrets
    last: int = 0
    _validity: bytes | None = None
    _imap: imaplib.IMAP4 | None = field(default=None, repr=False)
    _stuck: tuple[int, int] = (0, 0)
    """The letter that was not handed out, and how often."""

    def look(self) -> Sequence[int]:
        """The numbers of unread letters that are new here, oldest first. The folder is opened anew: one that
        was deleted and made again stays, for Dovecot, the old one to whoever has it open.
        """
        with self._conversation() as imap:
            self._open(imap)
            found = _told(imap.uid("SEARCH", f"UID {self.last + 1}:*", "UNSEEN"))
            numbers = sorted(int(each) for each in (found[0] or b"").split())
            # "5:*" has the last letter in it, also when its number is 4 (RFC 9051, 9, seq-range).
            return [number for number in numbers if number > self.last][:_AT_ONCE]

    def fetch(self, number: int) -> bytes:
        """What that letter holds. Raises NotAReply when it is too large, or is gone meanwhile.

        One that the server does not hand out is passed over at last, or it would hold up all that follow.
        """
        try:
            with self._conversation() as imap:
                return _fetch(imap, number)
        except _AWAY:
            times = self._stuck[1] + 1 if self._stuck[0] == number else 1
            self._stuck = (number, times)
            if times >= _TRIES:
                log.warning("letter", read="no", reason="withheld")
                self.last = number
            raise

    def handled(self, number: int) -> None:
        """That answer has done its work: it is read."""
        with self._conversation() as imap:
            imap.uid("STORE", str(number), "+FLAGS.SILENT", r"(\Seen)")

    def knock(self) -> None:
        """Raises also where the mailbox has no such folder; reads nothing."""
        with self._conversation() as imap:
            self._open(imap)

    def close(self) -> None:
        imap, self._imap = self._imap, None
        if imap is not None:
            with suppress(*_AWAY):
                imap.shutdown()

    @contextmanager
    def _conversation(self) -> Iterator[imaplib.IMAP4]:
        try:
            if self._imap is None:
                self._imap = _connect(self.server)
            yield self._imap
        except _AWAY:
            self.close()
            raise

    def _open(self, imap: imaplib.IMAP4) -> None:
        if imap.select(_quoted(self.server.folder))[0] != "OK":
            raise imaplib.IMAP4.error(f"{self.server.folder}: no such folder")
        validity = imap.response("UIDVALIDITY")[1][-1]
        if validity != self._validity:  # the numbers begin anew (RFC 9051, 2.3.1.1)
            self._validity, self.last = validity, 0


def _connect(server: ImapSecrets) -> imaplib.IMAP4:
    context = ssl.create_default_context()
    imap: imaplib.IMAP4
    if server.security == "tls":
        imap = imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=_PATIENCE)
    else:
        imap = imaplib.IMAP4(server.host, server.port, timeout=_PATIENCE)
    try:
        if server.security == "starttls":
            imap.starttls(ssl_context=context)
        password = server.password.get_secret_value() if server.password else ""
        # LOGIN has no word for a password like "siân" (RFC 9051, 6.2.3), nor imaplib for a name with a space.
        if "AUTH=PLAIN" in imap.capabilities:
            imap.authenticate("PLAIN", lambda _: f"\0{server.user}\0{password}".encode())
        else:
            imap.login(server.user, password)
    except BaseException:
        with suppress(*_AWAY):
            imap.shutdown()
        raise
    return imap


def _fetch(imap: imaplib.IMAP4, number: int) -> bytes:
    # Among the answers may be others: what became of letters that somebody else has read meanwhile.
    told = _told(imap.uid("FETCH", str(number), "(UID RFC822.SIZE)"))
    sizes = [int(size[1]) for line in told if isinstance(line, bytes) for size in _SIZE.finditer(line)]
    if sizes and sizes[0] > LARGEST:
        raise NotAReply("large")
    parts = _told(imap.uid("FETCH", str(number), "(BODY.PEEK[])"))
    letter = next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)
    if not sizes or letter is None:
        raise NotAReply("gone")
    return letter


def _told(answer: tuple[str, list[Any]]) -> list[Any]:
    """What the server told; imaplib hands a refusal on as if it were that."""
    if answer[0] != "OK":
        raise imaplib.IMAP4.error(*answer[1])
    return answer[1]


def _quoted(folder: str) -> str:
    """As IMAP writes the names of folders (RFC 3501, 5.1.3)."""
    quoted = folder.replace("&", "&-").replace("\\", r"\\").replace('"', r"\"")
    return f'"{_NOT_PLAIN.sub(_in_base64, quoted)}"'


def _in_base64(letters: re.Match[str]) -> str:
    coded = b64encode(letters[0].encode("utf-16-be"), b"+,").decode()
    return f"&{coded.rstrip('=')}-"


@dataclass
class Listener:
    """Looks until it is stopped; every answer goes to `answered`, which says what became of it."""

    mailbox: Mailbox
    answered: Answered
    _task: "asyncio.Task[None] | None" = None
    _stopping: asyncio.Event = field(default_factory=asyncio.Event)

    def start(self) -> None:
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Finish the answer in hand; a server that keeps us waiting is hung up on."""
        self._stopping.set()
        if self._task is not None:
            await asyncio.wait({self._task}, timeout=_FINISHING)
            self._task.cancel()
        self.mailbox.close()

    async def _run(self) -> None:
        nap = self.mailbox.server.seconds
        while not self._stopping.is_set():
            try:
                nap = 0.0 if await self.look() else self.mailbox.server.seconds
            except Exception as error:  # noqa: BLE001 - the edge: the mailbox and the database may be away
                nap = min(2 * max(nap, 1.0), _LONGEST_NAP)
                log.warning("mailbox", error=type(error).__name__, again=nap)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), nap)

    async def look(self) -> bool:
        """Look once; True where there may be more. Raises what `Mailbox` and `answered` do: what was not
        taken is brought again.
        """
        numbers = await asyncio.to_thread(self.mailbox.look)
        for number in numbers:
            try:
                reply = await asyncio.to_thread(self._read, number)
            except NotAReply as other:
                log.info("letter", read="no", reason=other.reason)
            else:
                log.info("letter", read="yes", outcome=await self.answered(reply))
                await asyncio.to_thread(self.mailbox.handled, number)
            self.mailbox.last = number
        return len(numbers) == _AT_ONCE

    def _read(self, number: int) -> Reply:
        return read_reply(self.mailbox.fetch(number))
