"""A person in the fake Teams: what they type, press and fill in, and what they then see, as plain words."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from tests.fakes.teams.judge import INVISIBLE
from tests.fakes.teams.reading import buttons, read_card
from tests.fakes.teams.tenant import Conversation, Member, Message

if TYPE_CHECKING:
    from tests.fakes.teams.server import FakeTeams

WITHIN = 60.0  # seconds until what must come has come; a busy build machine is not a fault of ours


class Person:
    def __init__(self, teams: "FakeTeams", member: Member) -> None:
        self._teams = teams
        self._space = teams.space
        self.member = member

    # ── What they do ─────────────────────────────────────────────────────────────────────────────

    async def says(
        self, text: str, *, channel: str = "", thread: str = "", targeted: bool = False, **more: Any
    ) -> None:
        """A message to the app; in a channel `@caffi` mentions it. `targeted`: as a slash command."""
        place = self._place(channel)
        activity = self._teams.activity("message", place, self.member, textFormat="plain", **more)
        activity["text"] = text.replace("@caffi", "<at>Caffi</at>")
        activity["locale"] = self.member.locale
        client = {"type": "clientInfo", "locale": self.member.locale, "timezone": self.member.zone}
        activity["entities"] = [{**client, "country": "GB", "platform": "Web"}]
        if "@caffi" in text:
            mentioned = {"id": self._space.bot, "name": "Caffi"}
            mention = {"type": "mention", "text": "<at>Caffi</at>", "mentioned": mentioned}
            activity["entities"].append(mention)
        if targeted:
            activity["recipient"] |= {"isTargeted": True}
        if thread:
            activity["conversation"]["id"] += f";messageid={thread}"
        await self._teams.deliver(activity)

    async def presses(self, label: str, *, beside: str = "", channel: str | None = None) -> None:
        """The newest button they see with that label (or tooltip); `beside`: under those words."""
        for message in reversed(self.messages(channel)):
            card = message.card_for(self.member.aad)
            for button, above in _buttons(card) if card else ():
                if label in (button["title"], button.get("tooltip")) and beside in above:
                    await self._press(message, button, {})
                    return
        raise AssertionError(f"{self.member.name} sees no button {label!r} in\n{self.sees(channel)}")

    async def presses_as_before_2020(self, label: str) -> None:
        """On a client that knows only Action.Submit."""
        for message in reversed(self.messages(None)):
            card = message.card_for(self.member.aad)
            for button in buttons(card) if card else ():
                if button["title"] == label:
                    value = button["fallback"]["data"]
                    place = self._space.conversations[message.conversation]
                    activity = self._teams.activity("message", place, self.member)
                    await self._teams.deliver(activity | {"value": value, "replyToId": message.id})
                    return
        raise AssertionError(f"{self.member.name} sees no button {label!r}")

    async def submits(self, values: dict[str, Any]) -> None:
        """The newest form, filled in by field name or label; what it offers is kept otherwise."""
        message = self.form()
        assert message is not None, f"{self.member.name} has no form open"
        card = message.card_for(self.member.aad)
        (send,) = [each for each in buttons(card) if "form" in each.get("data", {})]
        await self._press(message, send, _filled_in(card, values))

    def opens_again(self) -> None:
        """Their client forgets what it alone showed: answers to presses."""
        for message in self._space.messages:
            message.shown.pop(self.member.aad, None)
            message.lines.pop(self.member.aad, None)

    # ── What they see ────────────────────────────────────────────────────────────────────────────

    def sees(self, where: str | None = None) -> str:
        """Plain words: everything, "" for alone with the app, or a channel by name."""
        return "\n".join(_as_read(each.read(self.member.aad)) for each in self.messages(where))

    def reads_form(self) -> str:
        """The form that stands open before them; empty where there is none."""
        message = self.form()
        card = message.card_for(self.member.aad) if message else None
        if card is None:
            return ""
        extra = [each.get("value", "") for each in _inputs(card)]
        return _as_read("\n".join([read_card(card), *extra]))

    async def hears(self, words: str, where: str | None = None, *, within: float = WITHIN) -> str:
        """Wait until they see those words, and return all they see there."""
        try:
            async with asyncio.timeout(within):
                while words not in self.sees(where):
                    await self._space.news()
        except TimeoutError:
            seen = self.sees(where)
            raise AssertionError(f"{self.member.name} does not see {words!r} but\n{seen}") from None
        return self.sees(where)

    def form(self) -> Message | None:
        for message in reversed(self.messages(None)):
            card = message.card_for(self.member.aad)
            if card and any(_inputs(card)):
                return message
        return None

    def messages(self, where: str | None = None) -> list[Message]:
        """Those of the app that they see there, oldest first."""
        place = None if where is None else self._place(where)
        return [each for each in self._visible() if place is None or each.conversation == place.id]

    # ── How ──────────────────────────────────────────────────────────────────────────────────────

    def _place(self, channel: str) -> Conversation:
        return self._space.channel_named(channel) if channel else self._space.alone(self.member)

    def _visible(self) -> Iterator[Message]:
        for message in self._space.messages:
            place = self._space.conversations.get(message.conversation)
            theirs = place and place.between in ("", self.member.id)
            if theirs and message.only_for in ("", self.member.aad):
                yield message

    async def _press(self, message: Message, button: dict[str, Any], inputs: dict[str, Any]) -> None:
        place = self._space.conversations[message.conversation]
        action = {"type": "Action.Execute", "verb": button["verb"], "data": {**button["data"], **inputs}}
        activity = self._teams.activity(
            "invoke",
            place,
            self.member,
            name="adaptiveCard/action",
            value={"action": action, "trigger": "manual"},
            replyToId=message.id,
        )
        if message.thread or place.kind == "channel":
            activity["conversation"]["id"] += f";messageid={message.thread or message.id}"
        ack = await self._teams.deliver(activity)
        match ack.body:
            case {"type": "application/vnd.microsoft.card.adaptive", "value": dict() as card}:
                self._teams.judge_shown(card)
                message.shown[self.member.aad] = card
                message.lines.pop(self.member.aad, None)
            case {"type": "application/vnd.microsoft.activity.message", "value": str() as line}:
                message.lines[self.member.aad] = line
            case other:
                self._teams.violations.append(f"press: answered with {other!r}")
        self._space.tell()


def _buttons(card: dict[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Each button, with the words in its part of the card."""
    for number, node in enumerate(card["body"]):
        above = card["body"][max(0, number - 2) : number + 1]
        words = _as_read(read_card({"body": above}))
        for each in (node, *node.get("items", ())):
            for button in each.get("actions", ()):
                yield button, words


def _inputs(card: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for node in card["body"]:
        yield from (each for each in (node, *node.get("items", ())) if each["type"].startswith("Input."))


def _filled_in(card: dict[str, Any], values: dict[str, Any]) -> dict[str, str]:
    """The inputs by their ids; like Teams' own clients it does not send a form with a required one empty."""
    left, filled = dict(values), {}
    for field in _inputs(card):
        name = field["id"].partition("-")[2]
        called = {field["label"], field["label"].partition(" (")[0], name}  # a hint stands behind the label
        given = next((left.pop(each) for each in called & left.keys()), None)
        answer = field.get("value", "") if given is None else _answer(field, given)
        if field.get("isRequired") and not answer:
            raise AssertionError(f"Teams asks to complete {field['label']!r}")
        if answer:
            filled[field["id"]] = answer
    if left:
        raise AssertionError(f"the form has no field {sorted(left)}")
    return filled


def _answer(field: dict[str, Any], given: Any) -> str:
    if field["type"] == "Input.Text":
        return str(given)
    wanted = [given] if isinstance(given, str) else list(given)
    return ",".join(_choice(field, each) for each in wanted if each)


def _choice(field: dict[str, Any], wanted: str) -> str:
    for choice in field["choices"]:
        if wanted in (_as_read(choice["title"].translate(INVISIBLE)), unquote(choice["value"])):
            return str(choice["value"])
    raise AssertionError(f"{wanted!r} is not offered")


def _as_read(words: str) -> str:
    """Marks that stand for others, as people take them."""
    return words.translate(str.maketrans({"‹": "<", "›": ">", "ˋ": "`"}))
