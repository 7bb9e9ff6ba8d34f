"""Looks into the mailbox, by IMAP, for answers to invitations; every other letter is left as it lies.

The standard library's imaplib, in a thread: it is kept with Python. It cannot wait for news (IDLE) before
Python 3.14, so the connection is kept and asked every few seconds.
"""

import asyncio
import imaplib
import re
import ssl
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

import structlog

from bot.calendar.replies import LARGEST, NotAReply, read_reply
from bot.learning.invitations import Reply
from bot.letterbox import ImapSecrets

log = structlog.get_logger("caffi.mail")

_PATIENCE = 20.0  # seconds for each answer
_FINISHING = 3.0  # seconds
_LONGEST_NAP = 300.0  # seconds, while the mailbox cannot be reached
_AT_ONCE = 50  # letters in one look
_SIZE = re.compile(rb"UID (\d+)\b.*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+)\b.*?UID (\d+)")
_AWAY = (OSError, imaplib.IMAP4.error)

Answered = Callable[[Reply], Awaitable[str]]
"""Takes an answer, and says in a word what became of it. Raises where it could not be kept: then it is
brought again.
"""


@dataclass
class Mailbox:
    """One connection to the folder. `last` is the newest letter that was looked at. Every method blocks."""

    server: ImapSecrets
    last: int = 0
    _validity: bytes | None = None
    _imap: imaplib.IMAP4 | None = field(default=None, repr=False)

    def look(self) -> Sequence[tuple[int, bytes | None]]:
        """Unread letters that are new here, oldest first: their number and what they hold (None: too large).

        Raises OSError or imaplib's error when the mailbox is away; the next look connects anew.
        """
        try:
            imap = self._connected()
            imap.noop()
            _, found = imap.uid("SEARCH", f"UID {self.last + 1}:*", "UNSEEN")
            numbers = sorted(int(each) for each in (found[0] or b"").split())
            # "5:*" has the last letter in it, also when its number is 4 (RFC 9051, 9, seq-range).
            numbers = [number for number in numbers if number > self.last][:_AT_ONCE]
            return [(number, self._fetch(imap, number)) for number in numbers]
        except _AWAY:
            self.close()
            raise

    def handled(self, number: int) -> None:
        """That answer has done its work: it is read."""
        try:
            self._connected().uid("STORE", str(number), "+FLAGS.SILENT", r"(\Seen)")
        except _AWAY:
            self.close()
            raise

    def knock(self) -> None:
        """Raises as `look` does, and where the mailbox has no such folder; reads nothing."""
        if self._connected().state != "SELECTED":
            raise imaplib.IMAP4.error(f"{self.server.folder}: no such folder")

    def close(self) -> None:
        imap, self._imap = self._imap, None
        if imap is not None:
            with suppress(*_AWAY):
                imap.shutdown()

    def _fetch(self, imap: imaplib.IMAP4, number: int) -> bytes | None:
        _, told = imap.uid("FETCH", str(number), "(UID RFC822.SIZE)")
        sizes = [match for line in told if isinstance(line, bytes) for match in _SIZE.finditer(line)]
        if not sizes or int(sizes[0][2] or sizes[0][3]) > LARGEST:
            return None
        _, parts = imap.uid("FETCH", str(number), "(BODY.PEEK[])")
        return next((bytes(part[1]) for part in parts if isinstance(part, tuple)), None)

    def _connected(self) -> imaplib.IMAP4:
        if self._imap is None:
            self._imap = self._connect()
        return self._imap

    def _connect(self) -> imaplib.IMAP4:
        server, context = self.server, ssl.create_default_context()
        imap: imaplib.IMAP4
        if server.security == "tls":
            imap = imaplib.IMAP4_SSL(server.host, server.port, ssl_context=context, timeout=_PATIENCE)
        else:
            imap = imaplib.IMAP4(server.host, server.port, timeout=_PATIENCE)
        try:
            if server.security == "starttls":
                imap.starttls(ssl_context=context)
            imap.login(server.user, server.password.get_secret_value() if server.password else "")
            quoted = server.folder.replace("\\", "\\\\").replace('"', '\\"')
            imap.select(f'"{quoted}"')
            # Nothing where there is no such folder: then the first search says so.
            _, (validity,) = imap.response("UIDVALIDITY")
        except BaseException:
            with suppress(*_AWAY):
                imap.shutdown()
            raise
        if validity != self._validity:  # the numbers begin anew (RFC 9051, 2.3.1.1)
            self._validity, self.last = validity, 0
        return imap


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
                await self.look()
                nap = self.mailbox.server.seconds
            except Exception as error:  # noqa: BLE001 - the edge: the mailbox and the database may be away
                nap = min(2 * max(nap, 1.0), _LONGEST_NAP)
                log.warning("mailbox", error=type(error).__name__, again=nap)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stopping.wait(), nap)

    async def look(self) -> None:
        """Look once. Raises what `Mailbox.look` and `answered` do; what was not taken is brought again."""
        for number, letter in await asyncio.to_thread(self.mailbox.look):
            try:
                if letter is None:
                    raise NotAReply("large")  # noqa: TRY301 - as every other that is none
                reply = await asyncio.to_thread(read_reply, letter)
            except NotAReply as other:
                log.info("letter", read="no", reason=other.reason)
            else:
                log.info("letter", read="yes", outcome=await self.answered(reply))
                await asyncio.to_thread(self.mailbox.handled, number)
            self.mailbox.last = number
