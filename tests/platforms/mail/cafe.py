"""A whole Caffi whose invitations go through a real SMTP server, and whose answers lie in a real mailbox."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from email.message import EmailMessage

import pytest
from sqlalchemy import Connection

from bot.answering import Answering
from bot.desk import Desk
from bot.learning.changes import events_of
from bot.platforms.mail import MailRoom
from bot.store import revising, sessions
from tests.house import House, Someone, build_house
from tests.platforms.mail import servers
from tests.platforms.mail.dovecot import dovecot_server
from tests.platforms.mail.servers import Letterbox, Mailbox, calendar_in

ADDRESS = "learning@example.org"
DOVECOT = [pytest.param(dovecot_server, id="dovecot", marks=pytest.mark.long)]
MAILBOXES = [pytest.param(servers.imap_server, id="pymap"), *DOVECOT]


@dataclass
class Mailing:
    """The café (`house`), its mail server (`out`), its mailbox (`box`) and the room that joins them."""

    house: House
    out: Letterbox
    box: Mailbox
    room: MailRoom

    async def settle(self) -> None:
        """Let everything go out that is due, and the answers come in."""
        await self.house.deliver()
        assert self.room.listener is not None
        await self.room.listener.look()
        await self.house.deliver()

    def letters(self, who: Someone) -> Sequence[EmailMessage]:
        return self.out.letters_to(f"{who.key}@example.org")

    def calendars(self, who: Someone) -> list[str]:
        """What their calendar was sent, letter by letter."""
        return [calendar_in(letter) for letter in self.letters(who)]

    async def answers(self, who: Someone, partstat: str, *, to: str = "", **facts: object) -> EmailMessage:
        """They answer the last letter (or that one) in their calendar."""
        letter = servers.reply(to or self.calendars(who)[-1], partstat, of=f"{who.key}@example.org", **facts)
        await self.box.receive(letter)
        await self.settle()
        return letter

    async def minutes(self, n: float) -> None:
        await self.house.wait_until(self.house.clock.now() + timedelta(minutes=n))


async def change(house: House, ref: str, **facts: object) -> None:
    """An organiser changes a session, whatever they call it. The end moves with the start."""

    def work(db: Connection) -> None:
        before = sessions.by_ref(db, ref)
        if "starts_at" in facts:
            facts.setdefault("ends_at", facts["starts_at"] + (before.ends_at - before.starts_at))
        after = replace(before, **facts)
        desk = Desk(db, house.clock.now(), house.settings, house.desk.registry)
        revising.change(db, before.id, after)
        for event in events_of(before, after):
            desk.record(event)
        desk.settle()

    await house.database.write(work)


@pytest.fixture(params=MAILBOXES)
async def mailing(database, monkeypatch, request):
    async with servers.smtp_server() as out, request.param() as box:
        for name, port in (("SMTP", out.port), ("IMAP", box.port)):
            monkeypatch.setenv(f"{name}_HOST", "127.0.0.1")
            monkeypatch.setenv(f"{name}_PORT", str(port))
            monkeypatch.setenv(f"{name}_SECURITY", "none")
        monkeypatch.setenv("IMAP_USER", servers.USER)
        monkeypatch.setenv("IMAP_PASSWORD", servers.PASSWORD)
        house = build_house(
            database, CAFFI_MAIL__ADDRESS=ADDRESS, CAFFI_PUBLIC_ADDRESS="https://caffi.example.org"
        )
        settings = house.settings
        answering = Answering(database, house.clock, settings, house.desk.registry, house.postman.wake)
        room = MailRoom(
            address=settings.mail.address,
            sender_name="Caffi",
            smtp=settings.smtp,
            imap=settings.imap,
            a_minute=6000,
            answered=answering.take,
            now=house.clock.now,
        )
        house.rooms["mail"] = room
        yield Mailing(house, out, box, room)
        await room.stop()
