"""What Teams tells us: words, presses, forms, and that we were let in or shown out.

A press is answered in the response itself, always with content and within three seconds; words get an
empty one, and their answer is a letter. A form is a message of its own, because Teams opens none in
answer to words. Whatever happens, Teams gets an answer.
"""

import asyncio
from collections import OrderedDict
from dataclasses import replace

import structlog

from bot.ask import Ask, Target, Where
from bot.card import Form, Language, Reply
from bot.platforms.reading import Unreadable
from bot.platforms.running import Running
from bot.platforms.teams import ourselves, payloads
from bot.platforms.teams.adaptive import Words
from bot.platforms.teams.alone import Alone
from bot.platforms.teams.answers import as_line, beginning, with_card, with_line
from bot.platforms.teams.carried import Pressed
from bot.platforms.teams.drawn import drawn
from bot.platforms.teams.gate import Activity, Answer
from bot.platforms.teams.happenings import Happenings
from bot.platforms.teams.payloads import Spoken, is_in_chat
from bot.platforms.teams.people import Door
from bot.platforms.teams.send import Sender
from bot.platforms.trouble import report
from bot.room import Outcome, Sent, Serve, Undeliverable

PATIENCE = 2.5  # seconds for an answer, of the three that a press should take
_TAKEN = Answer()
_MANY = 300  # presses whose answers are at hand
_log = structlog.get_logger(__name__)


class Listener:
    """Turns activities into asks and replies into answers. `patience` is in seconds."""

    def __init__(
        self,
        *,
        tenant: str,
        door: Door,
        happenings: Happenings,
        sender: Sender,
        alone: Alone,
        serve: Serve,
        words: Words,
        running: Running,
        patience: float,
    ) -> None:
        self._tenant = tenant
        self._door = door
        self._happenings = happenings
        self._sender = sender
        self._alone = alone
        self._desk = serve
        self._words = words
        self._running = running
        self._patience = patience
        self._answers: OrderedDict[str, asyncio.Task[Answer]] = OrderedDict()

    async def hear(self, activity: Activity) -> Answer:
        """The answer to an activity that came through the gate."""
        kind = activity.get("type")
        with self._running.here():
            try:
                match kind:
                    case "message":
                        await self._message(activity)
                    case "invoke":
                        return await self._invoke(activity)
                    case "installationUpdate" | "conversationUpdate":
                        await self._happened(activity)
            except Unreadable as error:
                _log.warning("teams.unreadable", because=str(error))
                return self._sorry(kind)
            # The edge: an activity that we misread must still be answered, or Teams repeats it.
            except Exception as error:  # noqa: BLE001 (as said)
                report("teams", error, kind=str(kind)[:40])
                return self._sorry(kind)
        return _TAKEN  # for all that Teams may tell one day, too

    # ── Answered apart ───────────────────────────────────────────────────────────────────────────

    async def _message(self, activity: Activity) -> None:
        by = payloads.spoken(activity, self._tenant)
        if by is None:
            return
        if (found := payloads.from_submit(activity, by)) is not None:
            to = self._place(activity, by, found[1])
            await self._answer_apart(replace(found[0], answer_to=to), by, activity)
        elif (ask := payloads.from_message(activity, by)) is not None:
            if by.channel:
                alone = payloads.is_alone(activity)
                self._alone.heard(by.channel, by.who.user, by.thread, alone=alone)
            await self._answer_apart(ask, by, activity)

    async def _happened(self, activity: Activity) -> None:
        if (found := await self._happenings.note(activity)) is not None:
            await self._answer_apart(*found, activity)

    async def _answer_apart(self, ask: Ask, by: Spoken, activity: Activity) -> None:
        """Wait until the ask is served (its consequences are then committed), so that nothing is lost."""
        assert ask.answer_to is not None
        work = self._running.start(self._serve(ask, by, activity, ask.answer_to))
        followed = self._running.start(self._follow(work, ask, ask.answer_to))
        await asyncio.wait({followed}, timeout=self._patience)

    async def _follow(self, work: asyncio.Task[Reply | None], ask: Ask, to: Target) -> None:
        """Send what the desk gave to the room itself: a form, or an apology."""
        if reply := await work:
            over = reply.replace or (bool(ask.values) and isinstance(reply.body, Form))
            await self._deliver(reply, ask, to, over=over)

    async def _deliver(self, reply: Reply, ask: Ask, to: Target, *, over: bool = False) -> Outcome:
        if reply.public and to.channel:
            to, over = replace(to, user="", message=""), False
        outcome = await self._sender.show(to, reply.body, reply.reader, over=over)
        if not isinstance(outcome, Sent):
            _log.warning("teams.answer", word=ask.word, outcome=type(outcome).__name__, reason=outcome.reason)
        return outcome

    # ── Answered in the response ─────────────────────────────────────────────────────────────────

    async def _invoke(self, activity: Activity) -> Answer:
        if activity.get("name") != payloads.PRESS:
            return Answer(501)
        by = payloads.spoken(activity, self._tenant)
        if by is None:
            return self._line("teams.outsider")
        found = payloads.from_press(activity, by)
        if found is None:
            return self._line("teams.unknown")
        ask, pressed = found
        to = self._place(activity, by, pressed)
        # Sent again, it is answered again with the same, and nothing is sent a second time.
        work = self._answers.get(ask.key)
        if work is None:
            work = self._answers[ask.key] = self._running.start(self._pressed(ask, pressed, by, activity, to))
            if len(self._answers) > _MANY:
                self._answers.popitem(last=False)
        return await asyncio.shield(work)

    async def _pressed(
        self, ask: Ask, pressed: Pressed, by: Spoken, activity: Activity, to: Target
    ) -> Answer:
        until = asyncio.get_running_loop().time() + self._patience
        work = self._running.start(self._serve(ask, by, activity, to))
        await asyncio.wait({work}, timeout=self._patience)
        if not work.done():
            self._running.start(self._follow(work, ask, to))
            return self._line("teams.working")
        reply = work.result()
        if reply is None:
            return self._line("teams.done")
        return await self._answer(reply, ask, to, pressed, until)

    async def _answer(self, reply: Reply, ask: Ask, to: Target, pressed: Pressed, until: float) -> Answer:
        body, reader = reply.body, reply.reader
        if isinstance(body, Form):
            if pressed.form and to.message:
                return with_card(await drawn(body, reader, self._words))
        elif to.message and (reply.replace or pressed.form) and not reply.public:
            # The answer shows it to this one client alone, and only until it is opened again.
            self._running.start(self._sender.settle(to, body, reader))
            return with_card(await drawn(body, reader, self._words))
        elif to.channel and not is_in_chat(to) and not reply.public and (line := as_line(body, reader)):
            return with_line(line)
        return await self._answer_beside(reply, ask, to, until)

    async def _answer_beside(self, reply: Reply, ask: Ask, to: Target, until: float) -> Answer:
        """As a message of its own; below what was pressed stands where it is."""
        work = self._running.start(self._deliver(reply, ask, to))
        left = until - asyncio.get_running_loop().time()
        await asyncio.wait({work}, timeout=max(left, 0.0))
        outcome = work.result() if work.done() else Sent()
        language = reply.body.language
        if isinstance(outcome, Sent):
            return with_line(self._says(_where_it_is(outcome, to, public=reply.public), language))
        if reply.public:
            return self._line("teams.fault")
        why = "teams.nowhere" if isinstance(outcome, Undeliverable) else "teams.not_sent"
        return with_line(f"{beginning(reply.body, reply.reader)} {self._says(why, language)}".strip())

    def _place(self, activity: Activity, by: Spoken, pressed: Pressed) -> Target:
        """To whoever pressed; `message` names what they pressed where that is theirs alone."""
        message = payloads.message_of(activity)
        if not by.channel:
            stands_for = self._alone.asked_in(by.conversation, message)
            if stands_for is None:
                return by.privately(payloads.handle(message))
            return replace(stands_for, message=payloads.handle(message, "p"))
        # What everyone in the channel sees is never replaced by one person's answer. Forms are private.
        if not pressed.form and not self._alone.is_theirs(by.channel, message):
            return by.privately()
        to = by.privately(payloads.handle(message, "t"))
        return replace(to, thread="") if by.thread == message else to  # nothing stands below such a message

    # ── What both share ──────────────────────────────────────────────────────────────────────────

    async def _serve(self, ask: Ask, by: Spoken, activity: Activity, to: Target) -> Reply | None:
        try:
            if why := await self._door.turn_away(by, payloads.profile(activity)):
                self._happenings.lend(by)
                if why == "teams.outsider":
                    # To tell them before everybody how to get at an answer would lead them nowhere.
                    self._alone.take_open_ask(by.channel, by.who.user)
                return self._ourselves(why)
            in_chat = not by.channel or not self._alone.can(by.channel, by.who.user)
            return await self._desk(replace(ask, where=await self._where(by, to), lasting=in_chat))
        # The edge: an answer that nobody may be waiting for any more must not fail silently.
        except Exception as error:  # noqa: BLE001 (as said)
            report("teams", error, word=ask.word)
            return self._ourselves("teams.fault")

    async def _where(self, by: Spoken, to: Target) -> Where:
        try:
            heard = await self._happenings.heard_from(by)
            return await self._happenings.channel_of(to) if is_in_chat(to) else heard
        # The edge: it could not be written down. The desk says better than we can that its database is away.
        except Exception as error:  # noqa: BLE001 (as said)
            report("teams", error, word="where")
            return by.where

    def _sorry(self, kind: object) -> Answer:
        return self._line("teams.fault") if kind == "invoke" else _TAKEN

    def _line(self, name: str) -> Answer:
        return with_line(ourselves.both(self._words, name))

    def _says(self, name: str, language: Language) -> str:
        return ourselves.one(self._words, name, language)

    def _ourselves(self, name: str) -> Reply:
        return Reply(ourselves.card(self._words, name), ourselves.NO_DATES)


def _where_it_is(outcome: Sent, to: Target, *, public: bool) -> str:
    """The sentence that says so, below what was pressed."""
    if is_in_chat(to):
        return "teams.in_channel" if public else "teams.below"
    return "teams.in_chat" if outcome.message.startswith("p/") else "teams.below"
