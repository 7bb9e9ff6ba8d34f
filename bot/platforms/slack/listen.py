"""What Slack tells us: commands, presses, forms and events.

Slack waits three seconds. A command and a form are answered in the response itself; a press, a message
and the home page get an empty one, and their answer is a letter. A press in a window is answered in the
window. Opening a form and changing a window are the only calls made before the acknowledgement. Whatever
happens, Slack gets its acknowledgement.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, date
from functools import partial
from typing import Any, TypeAlias

import structlog
from aiohttp import ClientError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.ask import Ask, Target
from bot.card import Button, Buttons, Card, Form, Paragraph, Reader, Reply
from bot.platforms.reading import Unreadable
from bot.platforms.running import Running
from bot.platforms.slack import payloads
from bot.platforms.slack.blocks import Words
from bot.platforms.slack.drawn import Drawn
from bot.platforms.slack.modal import CALLBACK, card_view, errors, modal
from bot.platforms.slack.people import Door, Home
from bot.platforms.slack.send import Sender, message
from bot.platforms.slack.shown import has_any
from bot.platforms.slack.standing import Standing
from bot.platforms.trouble import report
from bot.room import ChannelChanged, Outcome, Parcel, Sent, Serve, Undeliverable

Acknowledgement: TypeAlias = dict[str, Any] | str  # a text is JSON already, or nothing
Hear: TypeAlias = Callable[[payloads.Payload], Awaitable[Acknowledgement]]

PATIENCE = 2.5  # seconds for an answer, of the three that Slack gives
_OPENING = 0.4  # seconds more for opening a form: a trigger lives for three

_NOTHING = ""
_JSON: dict[str, str | Sequence[str]] = {"content-type": "application/json;charset=utf-8"}
_NO_DATES = Reader(zone=UTC, today=date.min)  # the room's own sentences name no dates
_log = structlog.get_logger(__name__)


class Listener:
    """Turns payloads into asks and replies into acknowledgements. `patience` is in seconds."""

    def __init__(
        self,
        *,
        client: AsyncWebClient,
        home: Home,
        door: Door,
        serve: Serve,
        sender: Sender,
        words: Words,
        running: Running,
        patience: float,
        standing: Standing,
        channel_changed: ChannelChanged | None = None,
    ) -> None:
        self._drawn = Drawn(words)
        self._client = client
        self._home = home
        self._door = door
        self._desk = serve
        self._sender = sender
        self._words = words
        self._running = running
        self._patience = patience
        self._standing = standing
        self._channel_changed = channel_changed
        self._heard: dict[str, Hear] = {
            "command": self._command,
            "press": self._press,
            "form": self._form,
            "event": self._event,
        }

    async def hear(self, body: dict[str, Any]) -> BoltResponse:
        """The acknowledgement of anything that Slack sends."""
        kind = payloads.kind_of(body)
        if not kind:
            return _acknowledged(body)
        with self._running.here():
            try:
                answer = await self._heard[kind](body)
            except Unreadable as error:
                _log.warning("slack.unreadable", kind=kind, because=str(error))
                answer = self._sorry(kind)
            # The edge: a payload that we misread must still be acknowledged, or Slack repeats it.
            except Exception as error:  # noqa: BLE001 (as said)
                report("slack", error, kind=kind)
                answer = self._sorry(kind)
        # Not by Bolt's ack(), which would send a card that is drawn already as text.
        said = answer if isinstance(answer, str) else json.dumps(answer)
        return BoltResponse(status=200, body=said, headers=_JSON)

    # ── Answered in the response ─────────────────────────────────────────────────────────────────

    async def _command(self, body: payloads.Payload) -> Acknowledgement:
        ask, trigger = payloads.from_command(body, self._home.team), payloads.trigger_of(body)[0]
        started = asyncio.get_running_loop().time()
        work = self._running.start(self._serve(ask, payloads.team_of(body)))
        to = Target(
            payloads.ROOM,
            self._home.team,
            channel=ask.where.channel,
            user=ask.who.user,
            via=payloads.way_back(body),
        )
        if not await self._done(work):
            self._running.start(self._follow(work, ask, to))
            return self._message(self._ourselves("slack.working"))
        reply = work.result()
        if reply is None:
            return _NOTHING
        if isinstance(reply.body, Form):
            if not await self._open(trigger, reply.body, reply.reader, ask, started):
                return self._message(replace(reply, body=self._reopen(reply.body)))
            return _NOTHING
        if to.via and has_any(reply.body):
            # What has pictures is posted: only there can it be posted again without those that are refused.
            self._running.start(self._deliver(reply, ask, to))
            return _NOTHING
        return self._drawn.message(reply)

    async def _form(self, body: payloads.Payload) -> Acknowledgement:
        whose, asked, title = payloads.view_sent_in(body)
        if whose != CALLBACK:
            return _NOTHING
        ask = payloads.from_submission(body, self._home.team)
        work = self._running.start(self._serve(ask, payloads.team_of(body)))
        if not await self._done(work):
            to = Target(payloads.ROOM, self._home.team, user=ask.who.user)
            self._running.start(self._follow(work, ask, to))
            return self._in_place_of(title, self._ourselves("slack.working"))
        reply = work.result()
        if reply is None:
            return _NOTHING
        if not isinstance(reply.body, Form):
            return self._in_place_of(title, reply)
        if wrong := errors(reply.body, reply.reader, asked):
            return {"response_action": "errors", "errors": wrong}
        again = modal(reply.body, reply.reader, self._words, ask.where)
        return {"response_action": "update", "view": again}

    # ── Answered apart ───────────────────────────────────────────────────────────────────────────

    async def _press(self, body: payloads.Payload) -> Acknowledgement:
        ask = payloads.from_press(body, self._home.team)
        if ask and payloads.trigger_of(body)[1]:
            await self._answer_in_window(ask, body)
        elif ask:
            await self._answer_apart(ask, body)
        return _NOTHING

    async def _event(self, body: payloads.Payload) -> Acknowledgement:
        team, ask = self._home.team, None
        match payloads.kind_of_event(body):
            case "message":
                ask = payloads.from_message(body, team)
            case "app_mention":
                ask = payloads.from_mention(body, team, self._home.bot_user)
            case "app_home_opened":
                ask = payloads.from_home(body, team)
            case "user_change":
                await self._door.changed(payloads.changed_person(body))
            case "app_uninstalled" | "tokens_revoked" as gone:
                await self._standing.doubt(gone)
            case _:
                await self._channel(body["event"])
        if ask:
            await self._answer_apart(ask, body)
        return _NOTHING

    async def _channel(self, event: payloads.Payload) -> None:
        """Something happened to a channel; told to whoever has set something up there."""
        if self._channel_changed and (told := payloads.channel_news(event, self._home.team)):
            await self._channel_changed(*told)

    async def _answer_apart(self, ask: Ask, body: payloads.Payload) -> None:
        """Wait until the ask is served (its consequences are then committed), so that nothing is lost."""
        assert ask.answer_to is not None
        trigger = payloads.trigger_of(body)[0]
        started = asyncio.get_running_loop().time()
        work = self._running.start(self._serve(ask, payloads.team_of(body)))
        if not await self._done(work):
            self._running.start(self._follow(work, ask, ask.answer_to))
            return
        reply = work.result()
        if reply is None:
            return
        form = reply.body if isinstance(reply.body, Form) and ask.can_open_form else None
        if form is None or not await self._open(trigger, form, reply.reader, ask, started):
            self._running.start(self._deliver(reply, ask, ask.answer_to))

    async def _answer_in_window(self, ask: Ask, body: payloads.Payload) -> None:
        """A press in a window of ours is answered there: a message behind it would not be seen."""
        work = self._running.start(self._serve(replace(ask, answer_to=None), payloads.team_of(body)))
        follow = partial(self._show_in_window, work, ask, body)
        if await self._done(work):
            await follow()
        else:
            self._running.start(follow())

    async def _show_in_window(
        self, work: asyncio.Task[Reply | None], ask: Ask, body: payloads.Payload
    ) -> None:
        assert ask.answer_to is not None
        if (reply := await work) is None:
            return
        if isinstance(reply.body, Form):
            view = modal(reply.body, reply.reader, self._words, ask.where)
        else:
            title = payloads.view_sent_in(body)[2]
            view = card_view(reply.body, reply.reader, self._words, title)
        try:
            async with asyncio.timeout(self._patience):
                await self._client.views_update(view_id=payloads.trigger_of(body)[1], view=view)
        except (SlackClientError, ClientError, TimeoutError, OSError) as error:
            # They have closed it meanwhile, perhaps: then the answer is a message.
            _log.warning("slack.window", word=ask.word, failed=str(error) or type(error).__name__)
            await self._deliver(reply, ask, ask.answer_to)

    async def _follow(self, work: asyncio.Task[Reply | None], ask: Ask, to: Target) -> None:
        if reply := await work:
            await self._deliver(reply, ask, to)

    async def _deliver(self, reply: Reply, ask: Ask, to: Target) -> None:
        """Send an answer that the desk gave to the room itself, after the acknowledgement."""
        card = self._reopen(reply.body) if isinstance(reply.body, Form) else reply.body
        over = reply.replace and bool(to.message)
        outcome: Outcome = Undeliverable("no answering address")
        if to.via:
            outcome = await self._sender.answer(to.via, card, reply.reader, public=reply.public, replace=over)
        if isinstance(outcome, Undeliverable):
            parcel = Parcel(f"{ask.key}:answer", replace(to, via=""), card, reply.reader, over)
            outcome = await self._sender.send(parcel)
        if not isinstance(outcome, Sent):
            _log.warning("slack.answer", word=ask.word, outcome=type(outcome).__name__, reason=outcome.reason)

    # ── What both share ──────────────────────────────────────────────────────────────────────────

    async def _serve(self, ask: Ask, team: str) -> Reply | None:
        try:
            why = await self._door.turn_away(ask.who, team)
            return self._ourselves(why) if why else await self._desk(ask)
        # The edge: an answer that nobody may be waiting for any more must not fail silently.
        except Exception as error:  # noqa: BLE001 (as said)
            report("slack", error, word=ask.word)
            return self._ourselves("slack.fault")

    async def _done(self, work: asyncio.Task[Any]) -> bool:
        await asyncio.sleep(0)  # most asks are answered at once, and to wait for one costs more than that
        if work.done():
            return True
        done, _ = await asyncio.wait({work}, timeout=self._patience)
        return bool(done)

    async def _open(self, trigger: str, form: Form, reader: Reader, ask: Ask, started: float) -> bool:
        view = modal(form, reader, self._words, ask.where)
        try:
            async with asyncio.timeout_at(started + self._patience + _OPENING):
                await self._client.views_open(trigger_id=trigger, view=view)
        except (SlackClientError, ClientError, TimeoutError, OSError) as error:
            _log.warning("slack.form", word=form.word, failed=str(error) or type(error).__name__)
            return False
        return True

    def _message(self, reply: Reply) -> Acknowledgement:
        assert isinstance(reply.body, Card)
        return message(reply.body, reply.reader, self._words) | {
            "response_type": "in_channel" if reply.public else "ephemeral"
        }

    def _in_place_of(self, title: str, reply: Reply) -> Acknowledgement:
        assert isinstance(reply.body, Card)
        shown = card_view(reply.body, reply.reader, self._words, title)
        return {"response_action": "update", "view": shown}

    def _sorry(self, kind: str) -> Acknowledgement:
        """Somebody who typed a command looks for an answer; elsewhere there is no place for one."""
        return self._message(self._ourselves("slack.fault")) if kind == "command" else _NOTHING

    def _ourselves(self, name: str) -> Reply:
        """A sentence of the room's own, in both languages: it does not know which one they read."""
        welsh, english = self._words(name, "cy"), self._words(name, "en")
        return Reply(Card(welsh, (Paragraph(welsh), Paragraph(english)), "cy"), _NO_DATES)

    def _reopen(self, form: Form) -> Card:
        """What stands for a form that could not be opened in time: a button that opens it."""
        sentence = self._words("slack.form_late", form.language)
        label = self._words("slack.open_form", form.language)
        button = Button(label, form.word, form.about, style="main", form=True)
        return Card(sentence, (Paragraph(sentence), Buttons((button,))), form.language)


def _acknowledged(body: payloads.Payload) -> BoltResponse:
    """What is nothing to us, which Bolt would answer with 404, so that Slack repeats it."""
    if body.get("type") == "app_rate_limited":
        _log.warning("slack.rate_limited", minute=body.get("minute_rate_limited"))
    return BoltResponse(status=200)
