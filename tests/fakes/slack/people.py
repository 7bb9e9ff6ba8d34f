"""A person in the fake Slack: what they type, press and fill in, and what they then see, as plain words."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from tests.fakes.slack.api import pressed_message
from tests.fakes.slack.reading import buttons, read_blocks
from tests.fakes.slack.workspace import Member, Message, Modal

if TYPE_CHECKING:
    from tests.fakes.slack.server import FakeSlack

WITHIN = 60.0  # seconds until what must come has come; a busy build machine is not a fault of ours


class Person:
    def __init__(self, slack: "FakeSlack", member: Member) -> None:
        self._slack = slack
        self._space = slack.space
        self.member = member
        self.id = member.id

    # ── What they do ─────────────────────────────────────────────────────────────────────────────

    async def types_command(self, command: str, text: str = "", *, channel: str = "") -> None:
        """`/learn what's on`, in a channel or (empty) in the direct message with the bot."""
        where = self._space.channel_named(channel) if channel else self._space.direct(self.id)
        name = "privategroup" if where.private else where.name
        payload = {
            "token": "legacy",
            "team_id": self.member.team,
            "team_domain": "fake",
            "channel_id": where.id,
            "channel_name": name,
            "user_id": self.id,
            "user_name": self.member.name,
            "command": command,
            "text": _escaped(text),
            "api_app_id": self._space.app,
            "is_enterprise_install": "false",
            "response_url": self._slack.answering(where.id, self.id),
            "trigger_id": self._space.trigger(self.id),
        }
        ack = await self._slack.deliver("slash_commands", payload)
        if isinstance(ack.body, dict):
            self._slack.take_response(ack.body, where.id, self.id)
        elif ack.body:
            self._slack.violations.append(f"{command}: a bare text, without blocks or response_type")

    async def says(self, text: str, *, channel: str = "", thread: str = "", **more: Any) -> None:
        """A message to the bot, or in a channel, where `@caffi` mentions it."""
        mention = "@caffi" in text
        where = self._space.channel_named(channel) if channel else self._space.direct(self.id)
        message = self._space.post(where.id, self.id, _escaped(text), [], thread=thread)
        event = {
            "type": "message",
            "user": self.id,
            "text": message.text.replace("@caffi", f"<@{self._space.bot_user}>"),
            "ts": message.ts,
            "channel": where.id,
            "team": self.member.team,
            **({"thread_ts": thread} if thread else {}),
            **more,
        }
        if not channel:
            await self._slack.event("message.im", {**event, "channel_type": "im"})
        elif mention:
            await self._slack.event("app_mention", {**event, "type": "app_mention"})
        else:
            await self._slack.event("message.channels", {**event, "channel_type": "channel"})

    async def opens_home(self, tab: str = "home") -> None:
        event = {"type": "app_home_opened", "user": self.id, "channel": self._space.direct(self.id).id}
        await self._slack.event("app_home_opened", {**event, "tab": tab})

    async def changes(self, **details: Any) -> None:
        """Their details change: `tz="Europe/Paris"`, `deleted=True`."""
        for name, value in details.items():
            setattr(self.member, name, value)
        await self._slack.event("user_change", {"type": "user_change", "user": self.member.as_slack()})

    async def presses(self, label: str, *, beside: str = "", channel: str = "") -> None:
        """The newest button they see with that label (or spoken label); `beside`: under those words."""
        for blocks, payload in self._surfaces(channel):
            for button, block, above in buttons(blocks):
                names = (button["text"]["text"], button.get("accessibility_label"))
                if label in names and beside in above:
                    await self._press(button, block, payload)
                    return
        raise AssertionError(
            f"{self.member.name} sees no button {label!r} beside {beside!r} in\n{self.sees()}"
        )

    async def submits(self, title: str, values: dict[str, Any]) -> None:
        """The open form titled so, filled in by label (or field name); what it offers is kept otherwise."""
        modal = self.modal()
        shown = modal.view["title"]["text"] if modal else None
        if modal is None or not shown or shown != title:
            raise AssertionError(f"{self.member.name} has no form {title!r} open, but {shown!r}")
        payload = {
            **self._envelope("view_submission"),
            "trigger_id": self._space.trigger(self.id),
            "view": {**self._view(modal), "state": {"values": _filled_in(modal, values)}},
            "response_urls": [],
        }
        ack = await self._slack.deliver("interactive", payload)
        self._after_submitting(modal, ack.body)

    def closes(self) -> None:
        """The open form is closed without sending it."""
        self._space.modals[self.id].pop()

    def closes_all(self) -> None:
        """Every form that is open."""
        self._space.modals.pop(self.id, None)

    # ── What they see ────────────────────────────────────────────────────────────────────────────

    def sees(self, where: str = "") -> str:
        """Plain words: everything, or "dm", "home", "modal", or a channel by name."""
        if where == "home":
            home = self._space.homes.get(self.id)
            return read_blocks(home["blocks"]) if home else ""
        if where == "modal":
            modal = self.modal()
            return modal.read() if modal else ""
        if where:
            channel = self._space.direct(self.id) if where == "dm" else self._space.channel_named(where)
            return "\n".join(each.read() for each in self._visible() if each.channel == channel.id)
        parts = ["\n".join(each.read() for each in self._visible()), self.sees("home"), self.sees("modal")]
        return "\n".join(part for part in parts if part)

    async def hears(self, words: str, where: str = "", *, within: float = WITHIN) -> str:
        """Wait until they see those words (at most `within` seconds), and return all they see there."""
        try:
            async with asyncio.timeout(within):
                while words not in self.sees(where):
                    await self._space.news()
        except TimeoutError:
            raise AssertionError(
                f"{self.member.name} does not see {words!r} but\n{self.sees(where)}"
            ) from None
        return self.sees(where)

    def modal(self) -> Modal | None:
        stack = self._space.modals.get(self.id)
        return stack[-1] if stack else None

    def messages(self, where: str = "dm") -> list[Message]:
        """Those they see there, oldest first."""
        channel = self._space.direct(self.id) if where == "dm" else self._space.channel_named(where)
        return [each for each in self._visible() if each.channel == channel.id]

    # ── How ──────────────────────────────────────────────────────────────────────────────────────

    def _visible(self) -> Iterator[Message]:
        for message in self._space.messages:
            channel = self._space.channels[message.channel]
            if message.only_for in ("", self.id) and (not channel.between or self.id in channel.between):
                yield message

    def _surfaces(self, channel: str) -> Iterator[tuple[list[dict[str, Any]], dict[str, Any]]]:
        if (modal := self.modal()) and not channel:
            view = self._view(modal)
            yield modal.view["blocks"], {"container": {"type": "view", "view_id": modal.id}, "view": view}
        for message in reversed(list(self._visible())):
            where = self._space.channels[message.channel]
            if message.by == self._space.bot_user and channel in ("", where.name):
                yield message.blocks, self._pressed_in(message)
        if (home := self._space.homes.get(self.id)) and not channel:
            yield home["blocks"], {"container": {"type": "view", "view_id": "VHOME"}, "view": home}

    def _pressed_in(self, message: Message) -> dict[str, Any]:
        where = self._space.channels[message.channel]
        payload: dict[str, Any] = {
            "container": {
                "type": "message",
                "message_ts": message.ts,
                "channel_id": where.id,
                "is_ephemeral": bool(message.only_for),
                **({"thread_ts": message.thread} if message.thread else {}),
            },
            "channel": {"id": where.id, "name": "privategroup" if where.private else where.name},
            "response_url": self._slack.answering(where.id, self.id, message.ts),
        }
        return payload if message.only_for else {**payload, "message": pressed_message(message)}

    async def _press(self, button: dict[str, Any], block: dict[str, Any], payload: dict[str, Any]) -> None:
        action = {
            "type": "button",
            "action_id": button["action_id"],
            "block_id": block.get("block_id", "made-by-slack"),
            "text": button["text"],
            "value": button.get("value", ""),
            "action_ts": self._space.ts(),
        }
        whole = {
            **self._envelope("block_actions"),
            **payload,
            "trigger_id": self._space.trigger(self.id),
            "actions": [action],
        }
        ack = await self._slack.deliver("interactive", whole)
        if ack.body:
            self._slack.violations.append(f"press: acknowledged with {ack.body!r}")

    def _envelope(self, kind: str) -> dict[str, Any]:
        return {
            "type": kind,
            "token": "legacy",
            "api_app_id": self._space.app,
            "team": {"id": self._space.team, "domain": "fake"},
            "user": {"id": self.id, "username": self.member.name, "team_id": self.member.team},
            "is_enterprise_install": False,
        }

    def _view(self, modal: Modal) -> dict[str, Any]:
        ours = {"id": modal.id, "hash": modal.hash, "team_id": self._space.team, "app_id": self._space.app}
        return {"private_metadata": "", "callback_id": "", **modal.view, **ours}

    def _after_submitting(self, modal: Modal, body: Any) -> None:
        stack = self._space.modals[self.id]
        if not body:
            stack.remove(modal)
            self._space.tell()
            return
        match body.get("response_action"):
            case "errors":
                inputs = {block["block_id"] for block in modal.view["blocks"] if block["type"] == "input"}
                if not body["errors"] or body["errors"].keys() - inputs:
                    self._slack.violations.append(f"errors for no field of the form: {body['errors']}")
                modal.errors = body["errors"]
                self._space.tell()
            case "update":
                self._slack.judge_new_view("response_action: update", body.get("view"))
                self._space.change_modal(modal, body["view"])
            case other:
                self._slack.violations.append(f"response_action {other!r}")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _filled_in(modal: Modal, values: dict[str, Any]) -> dict[str, Any]:
    """The state of the form; like Slack's own client it does not send a form with a required field empty."""
    left, state = dict(values), {}
    for block in modal.view["blocks"]:
        if block["type"] != "input":
            continue
        label, name = block["label"]["text"], block["block_id"]
        element = block["element"]
        given = left.pop(label, left.pop(name, None))
        answer = _answer(element, given)
        if not block.get("optional") and not any(answer[key] for key in answer if key != "type"):
            raise AssertionError(f"Slack asks to complete {label!r}")
        state[name] = {element["action_id"]: answer}
    if left:
        raise AssertionError(f"the form has no field {sorted(left)}")
    return state


def _answer(element: dict[str, Any], given: Any) -> dict[str, Any]:
    kind = element["type"]
    if kind == "plain_text_input":
        typed = element.get("initial_value") if given is None else given
        return {"type": kind, "value": typed or None}
    offered = element["options"]
    if kind == "checkboxes":
        ticked = (
            element.get("initial_options", []) if given is None else [_option(offered, one) for one in given]
        )
        return {"type": kind, "selected_options": ticked}
    chosen = element.get("initial_option") if given is None else _option(offered, given)
    return {"type": kind, "selected_option": chosen}


def _option(offered: list[dict[str, Any]], wanted: str) -> dict[str, Any]:
    for option in offered:
        if wanted in (option["text"]["text"], option["value"]):
            return option
    raise AssertionError(f"{wanted!r} is not offered")
