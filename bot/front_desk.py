"""One ask = one transaction: understand, serve, let reactions follow, commit, answer."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import partial
from time import perf_counter
from typing import TypeAlias, TypeVar

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.ask import Address, Ask, Profile, Target, Value
from bot.card import Card, Form, Language, Reader, Reply
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.learning.events import (
    ChannelClosed,
    ChannelRenamed,
    ChannelReplaced,
    Event,
)
from bot.learning.people import Person
from bot.learning.refusals import Refusal
from bot.registry import Answer, Registry
from bot.shelf import Programme, Shelf
from bot.steps import linking
from bot.store import answers, digests, letters, people, unmet
from bot.store.database import Database
from bot.store.digests import Digest
from bot.store.writable import writable
from bot.views import apologies, forms, refusals

Result = TypeVar("Result")
_LONGEST = 4000  # letters of one thing that somebody wrote
_TRIES = 4  # for who loses a race; what the last is refused is told in one more
_ANYTHING = "yoga"  # which is no command, so that all that may be said is looked through
_SHORT = 40  # letters that are read in less than it takes to hand them to a thread and back

Heard: TypeAlias = tuple[str, str, Language | None]
Understand: TypeAlias = Callable[[str, Programme], Heard]
"""Raw text and the programme → (word, about, the language it was said in). It never fails: not clear is a
word too.
"""

log = structlog.get_logger("caffi.desk")


@dataclass(frozen=True)
class FrontDesk:
    """Built once by `app.py`; `wake` tells the postman that there are letters."""

    database: Database
    clock: Clock
    settings: Settings
    registry: Registry
    understand: Understand
    wake: Callable[[], None]
    shelf: Shelf = field(default_factory=Shelf)
    # Nobody who has been introduced becomes a stranger again, as long as their address is kept.
    _introduced: set[Address] = field(default_factory=set)

    async def serve(self, ask: Ask) -> Reply | None:
        """The answer; None when it goes out as a letter (see Ask.answer_to). Never raises."""
        started = perf_counter()
        outcome = code = ""
        heard: Language | None = None
        found: tuple[Reply, str] | None = None
        # A button may carry any word, and the log holds nothing that somebody wrote.
        word = ask.word if not ask.word or ask.word in self.registry.commands else "other"
        try:
            asked = _writable_ask(ask)
            if word == "other":
                asked = replace(asked, word="unsure", about="")  # a button from an older version of ours
            elif not word:
                asked, heard, found = await self._hear(asked)
                word = asked.word
            reply, outcome = found or await self._serve(asked, heard)
        except OperationalError as error:
            outcome, code = "outage", secrets.token_hex(3)
            log.warning("database", code=code, detail=str(error.orig))
            reply = self._apology("database-away", code)
        except Exception as error:
            outcome, code = "bug", secrets.token_hex(3)
            log.exception("bug", code=code, error=type(error).__name__)
            reply = self._apology("apology", code)
        ms = round((perf_counter() - started) * 1000, 1)
        log.info("ask", word=word, room=ask.who.room, ms=ms, outcome=outcome, code=code or None)
        return reply

    async def meet(self, address: Address, profile: Profile) -> None:
        """A room tells what it knows of a person; who has gone gives their places up."""

        def remember(db: Connection) -> None:
            desk = self._desk(db, None)
            linking.introduce(desk, address, _writable_profile(profile))
            desk.settle()

        await self._write(remember)
        if profile.gone:
            self._introduced.discard(address)
        self.wake()

    async def channel_changed(self, channel: Target, news: str, detail: str = "") -> None:
        """A room tells what happened to a channel: "renamed" or "replaced" (`detail`: its new name or id),
        "archived" or "deleted". It matters where somebody has set something up there.
        """

        def note(db: Connection) -> None:
            desk = self._desk(db, None)
            if event := _channel_event(digests.of_channel(db, channel), news, _writable(detail)):
                desk.record(event)
            desk.settle()

        await self._write(note)
        self.wake()

    async def knows(self, address: Address) -> bool:
        """Whether a room has told what it knows of the person at that address."""
        if address in self._introduced:
            return True
        look = lambda db: people.introduced(db, address)  # noqa: E731 - looked up at once, or in a thread
        known = self.database.glance(look)
        if known is None:
            known = await self.database.read(look)
        if known:
            self._introduced.add(address)
        return known

    async def prepare(self) -> None:
        """Look at the programme and read a word before anybody asks, so that the first one need not wait for
        what that makes ready.
        """
        now = self.clock.now()
        try:
            await self.database.read(lambda db: self.understand(_ANYTHING, self.shelf.look(db, now)))
        except OperationalError as error:
            log.warning("database", detail=str(error.orig))

    async def _hear(self, ask: Ask) -> tuple[Ask, Language | None, tuple[Reply, str] | None]:
        """What somebody typed, read beside the programme as it is now; and in the same glance the answer, if
        that needs no more.
        """
        now = self.clock.now()
        read: list[tuple[Ask, Language | None]] = []

        def hear(db: Connection) -> tuple[Ask, Language | None]:
            word, about, language = self.understand(ask.text, self.shelf.look(db, now))
            return replace(ask, word=word, about=about), language

        def at_once(db: Connection) -> tuple[Reply, str] | None:
            if not self.shelf.look(db, now).prepared.is_set():
                return None  # the names in it are still being gathered
            read.append(hear(db))
            return self._glance(db, *read[0])

        found = self.database.glance(at_once) if len(ask.text) <= _SHORT else None
        ask, heard = read[0] if read else await self.database.read(hear)
        return ask, heard, found

    async def _serve(self, ask: Ask, heard: Language | None) -> tuple[Reply | None, str]:
        found = None
        if self._only_reads(ask):
            if not ask.text and not ask.about:
                found = self.database.glance(lambda db: self._read(db, ask, heard))
            if found is None:
                found = await self.database.read(lambda db: self._read(db, ask, heard))
        if found is not None:
            return found
        served = await self._once(ask, heard)
        self.wake()
        return served

    async def _once(self, ask: Ask, heard: Language | None) -> tuple[Reply | None, str]:
        """A change, however often its delivery comes. Nearly all come once and are granted: so it is made at
        once, and whether it was made before is looked up where something is in its way, such as its own key.
        """
        met: Exception | None = None
        for left in reversed(range(_TRIES + 1)):
            change = partial(self._change, ask=ask, heard=heard, met=met)
            try:
                return await self.database.write(change)
            except OperationalError:
                raise
            except Exception as error:
                refused, lost = isinstance(error, Refusal), isinstance(error, IntegrityError)
                again = refused or (left > 1 and (lost or met is None))
                if not (left and again):
                    raise
                if not (refused or lost):
                    log.warning("tried_again", word=ask.word, error=type(error).__name__)
                met = error.with_traceback(None)
        raise AssertionError("the last try returns or raises")

    def _glance(self, db: Connection, ask: Ask, heard: Language | None) -> tuple[Reply, str] | None:
        # Who names something has to be searched for, and that is too long for the event loop.
        return self._read(db, ask, heard) if self._only_reads(ask) and not ask.about else None

    def _only_reads(self, ask: Ask) -> bool:
        return self.registry.commands[ask.word].reads and ask.answer_to is None

    def _read(self, db: Connection, ask: Ask, heard: Language | None) -> tuple[Reply, str] | None:
        visitor = people.visitor(db, ask.who, self.settings.organisers.roles)
        if visitor is None:
            self._introduced.discard(ask.who)
            return None  # a stranger is met first, and that is a change
        if visitor.came_over:
            return None  # their letters follow them here: a change too
        desk = self._desk(db, visitor.person, ask, heard)
        try:
            answer = self.registry.commands[ask.word].handle(desk, ask)
        except Refusal as refusal:
            return self._reply(desk, _refused(refusal, desk)), f"refused: {refusal.name}"
        if answer.unmet is not None:
            return None  # it is remembered, and that is a change
        return self._reply(desk, answer), "answered"

    def _change(
        self, db: Connection, ask: Ask, heard: Language | None, met: Exception | None
    ) -> tuple[Reply | None, str]:
        """`met`: what was in the way when it was tried, and all of that try was taken back."""
        now = self.clock.now()
        person = linking.who_speaks(db, ask.who, self.settings.organisers.roles, now)
        desk = self._desk(db, person, ask, heard)
        if met and ask.key and (kept := answers.find(db, ask.key)) is not None:
            if ask.answer_to is not None or kept.body is None:
                return None, "repeated"
            return Reply(kept.body, desk.reader(person)), "repeated"
        if isinstance(met, Refusal):
            answer, outcome = _refused(met, desk), f"refused: {met.name}"
        else:
            answer, outcome = self.registry.commands[ask.word].handle(desk, ask), "answered"
            desk.settle()
        if answer.unmet is not None:
            unmet.keep(db, answer.unmet, now)
        body = answer.body
        if ask.on_home and not self.registry.commands[ask.word].reads:
            home = Target(ask.who.room, ask.who.workspace, user=ask.who.user, surface="home")
            # A press that Slack gave no name is one of its own, and draws the page anew as well.
            name = ask.key or secrets.token_hex(8)
            desk.write("home", f"home {name}", person_id=desk.me.id, target=home)
        if isinstance(body, Form) and ask.answer_to is not None and not ask.can_open_form:
            body = forms.invitation(body, desk.say)
            answer = replace(answer, body=body)
        posted = isinstance(body, Card) and ask.answer_to is not None
        key = ask.key or (secrets.token_hex(8) if posted else "")
        if key:
            kept_body = body if isinstance(body, Card) and (posted or not answer.secret) else None
            answers.keep(db, key, kept_body, now, secret=answer.secret)
        if posted:
            self._post(desk, ask, answer, key)
            return None, outcome
        return self._reply(desk, answer), outcome

    def _post(self, desk: Desk, ask: Ask, answer: Answer, key: str) -> None:
        target = ask.answer_to
        assert target is not None
        if answer.replace and target.message and letters.holds_several(desk.db, target.message):
            answer = replace(answer, replace=False)  # the other letters in that message stay
        if answer.public:
            target = replace(target, user="", via="", message="")
        elif not answer.replace and target.surface == "message":
            target = replace(target, message="")
        desk.write(
            "answer",
            f"answer {key}",
            person_id=desk.me.id,
            target=target,
            answer=key,
            replace=answer.replace,
            secret=answer.secret,
        )

    def _reply(self, desk: Desk, answer: Answer) -> Reply:
        reader = desk.reader(None if answer.public else desk.person)
        return Reply(answer.body, reader, replace=answer.replace, public=answer.public)

    def _desk(
        self,
        db: Connection,
        person: Person | None,
        ask: Ask | None = None,
        heard: Language | None = None,
    ) -> Desk:
        now = self.clock.now()
        return Desk(
            db,
            now,
            self.settings,
            self.registry,
            person=person,
            ask=ask,
            heard=heard,
            shelf=self.shelf,
        )

    def _apology(self, name: str, code: str) -> Reply:
        zone = self.settings.programme.tz
        reader = Reader(zone, self.clock.now().astimezone(zone).date())
        return Reply(apologies.draw(name, code), reader)

    async def _write(self, work: Callable[[Connection], Result]) -> Result:
        """Two first words of one person race on PostgreSQL: the loser of a unique key starts again and then
        sees the winner's row.
        """
        for _ in range(_TRIES - 1):
            try:
                return await self.database.write(work)
            except IntegrityError:
                continue
        return await self.database.write(work)


def _refused(refusal: Refusal, desk: Desk) -> Answer:
    return Answer(refusals.draw(refusal, desk.say))


def _writable(words: str) -> str:
    """As databases can hold them, and no longer than anybody reads."""
    return writable(words[:_LONGEST])


def _plain(words: str) -> bool:
    return len(words) <= _LONGEST and words.isascii() and "\0" not in words


def _writable_ask(ask: Ask) -> Ask:
    if not ask.values and all(map(_plain, (ask.about, ask.text, ask.where.name))):
        return ask  # nearly always
    values = {name: _writable_value(value) for name, value in ask.values.items()}
    where = replace(ask.where, name=_writable(ask.where.name)) if ask.where.name else ask.where
    return replace(ask, about=_writable(ask.about), text=_writable(ask.text), values=values, where=where)


def _writable_value(value: Value) -> Value:
    return _writable(value) if isinstance(value, str) else tuple(_writable(each) for each in value)


def _writable_profile(profile: Profile) -> Profile:
    name, email = (_writable(words or "") or None for words in (profile.name, profile.email))
    return replace(profile, name=name, email=email)


def _channel_event(digest: Digest | None, news: str, detail: str) -> Event | None:
    """None where nothing is set up, or it is known already: rooms tell the same thing twice."""
    if digest is None:
        return None
    there = (digest.target.room, digest.target.workspace, digest.target.channel)
    match news:
        case "renamed" if detail != digest.channel_name:
            return ChannelRenamed(*there, detail)
        case "replaced" if detail != digest.target.channel:
            return ChannelReplaced(*there, detail)
        case "deleted":
            return ChannelClosed(*there, gone=True)
        case "archived" | "shut out" if not digest.paused:
            return ChannelClosed(*there, gone=False, shut_out=news == "shut out")
    return None
