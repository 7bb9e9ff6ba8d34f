"""E-mail as a room: what `bot.room.Room` asks for, with a thread for each conversation with a server."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from time import monotonic

from bot.letterbox import ImapSecrets, SmtpSecrets
from bot.platforms.mail.letter import write
from bot.platforms.mail.listen import Answered, Listener, Mailbox
from bot.platforms.mail.send import NOT_LET_IN, send
from bot.room import Later, Outcome, Parcel, Undeliverable

NAME = "mail"
_REST = 60.0  # seconds that a server which lets nobody in is left alone


class MailRoom:
    """`address` and `name`: whom letters are from. `now`: the time. `answered`: see `listen`."""

    name = NAME
    pace = timedelta(0)

    def __init__(
        self,
        *,
        address: str,
        sender_name: str,
        smtp: SmtpSecrets,
        imap: ImapSecrets,
        a_minute: int,
        answered: Answered,
        now: Callable[[], datetime],
    ) -> None:
        self.a_second: float | None = a_minute / 60
        self._address = address
        self._sender_name = sender_name
        self._smtp = smtp
        self._now = now
        self._shut_until = float("-inf")
        self.listener = Listener(Mailbox(imap), answered) if imap.given else None

    async def start(self) -> None:
        """Begin to look for answers. A mail server that is away keeps nobody from starting."""
        if self.listener is not None:
            self.listener.start()

    async def stop(self) -> None:
        if self.listener is not None:
            await self.listener.stop()

    async def send(self, parcel: Parcel) -> Outcome:
        """See `bot.room.Room.send`; `Sent.message` is the letter's Message-ID."""
        shut = self._shut_until - monotonic()
        if shut > 0:
            return Later(shut, NOT_LET_IN)
        try:
            letter = write(parcel, sender=self._address, name=self._sender_name, at=self._now())
        except Exception as error:  # noqa: BLE001 - for an address that is none, anything from IndexError up
            return Undeliverable(type(error).__name__)
        outcome = await asyncio.to_thread(
            send, letter, sender=self._address, to=parcel.to.user, server=self._smtp
        )
        if isinstance(outcome, Later) and outcome.reason.startswith(NOT_LET_IN):
            self._shut_until = monotonic() + _REST
        return outcome
