"""Caffi reads a mailbox, and what it takes is kept."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from email.policy import SMTP

from bot.learning.invitations import Reply
from bot.letterbox import ImapSecrets
from bot.platforms.mail import listen
from bot.platforms.mail.listen import Listener
from tests.platforms.mail.servers import PASSWORD, USER, Mailbox, reply


async def nothing() -> None: ...


@dataclass
class Reading:
    """Caffi's reading of the mailbox. `taken`: what it took. `meanwhile` happens when it takes the first."""

    box: Mailbox
    listeners: list[Listener] = field(default_factory=list)
    taken: list[Reply] = field(default_factory=list)
    meanwhile: Callable[[], Awaitable[object]] = nothing
    more: asyncio.Event = field(default_factory=asyncio.Event)

    def of(self, **facts) -> "Reading":
        """With these settings."""
        self.listeners.append(Listener(listen.Mailbox(secrets(self.box, **facts)), self.take))
        return self

    def another(self) -> "Reading":
        """As after a restart, or beside this one."""
        return Reading(self.box, self.listeners).of()

    @property
    def listener(self) -> Listener:
        return self.listeners[-1]

    async def take(self, answer: Reply) -> str:
        self.taken.append(answer)
        self.more.set()
        meanwhile, self.meanwhile = self.meanwhile, nothing
        await meanwhile()
        return "taken"

    async def look(self) -> list[int]:
        """Look once. The sequence numbers of all that was taken so far."""
        await self.listener.look()
        return self.sequences

    @property
    def sequences(self) -> list[int]:
        return [answer.sequence for answer in self.taken]

    async def until(self, *sequences: int) -> None:
        async with asyncio.timeout(30):
            while not set(sequences) <= set(self.sequences):
                self.more.clear()
                await self.more.wait()


def secrets(box: Mailbox, **facts) -> ImapSecrets:
    security = facts.setdefault("security", "none")
    given = {
        "host": "127.0.0.1",
        "port": box.ports[security],
        "user": USER,
        "password": PASSWORD,
        "seconds": 0.05,
    }
    return ImapSecrets(**(given | facts))


def answer(sequence: int, partstat: str = "DECLINED") -> bytes:
    invited = f"UID:caffi-{'ab12' * 10}\r\nDTSTART:20260303T090000Z\r\nSEQUENCE:{sequence}\r\n"
    return reply(invited, partstat, of="nia@example.org").as_bytes(policy=SMTP)
