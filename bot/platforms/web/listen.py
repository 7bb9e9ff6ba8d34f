"""Every typed line, press and submitted form becomes an Ask, and its answer a message on the pinboard."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.ask import Ask, Value
from bot.card import Card, Form, Plain, Text
from bot.platforms.web.forms import empty_form, fill_form, read_form
from bot.platforms.web.pinboard import CAFFI, EVERYONE, Body, Pinboard, Pinned
from bot.platforms.web.residents import Sentences, TryOutClock
from bot.platforms.web.spots import Spot
from bot.platforms.web.typed import LONGEST, For, read_typed
from bot.room import Serve

LONGEST_NUMBER = 15  # digits of a message's number; a database counts no further than 19


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button, as its value says it: "<message id> <word> <about>"; message 0 is on no pinboard."""

    message: int
    word: str
    about: str

    @classmethod
    def read(cls, value: str) -> "Press":
        """Raises ValueError for anything that no button of ours carries."""
        message, word, about = value.split(" ", 2)
        if len(message) > LONGEST_NUMBER:
            raise ValueError(message)
        return cls(int(message), word, about)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listener:
    """Each method takes the submission's unique key and returns the address of the page to show next."""

    serve: Serve
    pinboard: Pinboard
    clock: TryOutClock
    sentences: Sentences

    async def typed(self, spot: Spot, line: str, key: str) -> str:
        """A typed line: to Caffi, to the channel, or a command that nobody knows."""
        if not line.strip():
            return spot.path
        if len(line) > LONGEST:
            await self._post(spot, f"{key}:answer", self._say("web-too-long", spot), spot.private)
            return spot.path
        typed = read_typed(line, in_channel=spot.channel is not None)
        said = await self._post(
            spot,
            f"{key}:said",
            Text((Plain(line.strip()),), spot.person.language),
            spot.private if typed.private else EVERYONE,
            author=spot.person.key,
        )
        here = spot.at(said.id)
        if typed.to is For.CHANNEL:
            return here
        if typed.to is For.NOBODY:
            await self._post(spot, f"{key}:answer", self._say("web-unknown-command", spot), spot.private)
            return here
        there = await self._ask(spot, word=typed.word, about=typed.about, text=typed.text, key=key)
        return there if there.startswith(f"{spot.path}/form/") else here

    async def pressed(self, spot: Spot, press: Press, key: str) -> str:
        """A pressed button."""
        return await self._ask(spot, word=press.word, about=press.about, key=key, on=press.message)

    async def submitted(
        self, spot: Spot, pinned: Pinned, sent: Mapping[str, Sequence[str]], *, on: int, key: str
    ) -> str:
        """The fields of a pinned form. `on` is the message whose button opened it (0: none)."""
        form = _form_of(pinned)
        values, wrong = read_form(form, sent)
        if wrong:
            errors = {name: self._say(sentence, spot) for name, sentence in wrong.items()}
            await self.pinboard.replace(pinned.id, fill_form(form, values, errors))
            return _form_page(spot, pinned, on, problem=True)
        return await self._ask(
            spot, word=form.word, about=form.about, values=values, key=key, on=on, form=pinned
        )

    async def _ask(
        self,
        spot: Spot,
        *,
        word: str,
        key: str,
        about: str = "",
        text: str = "",
        values: Mapping[str, Value] | None = None,
        on: int = 0,
        form: Pinned | None = None,
    ) -> str:
        ask = Ask(
            who=spot.who,
            where=spot.where,
            word=word,
            about=about,
            text=text,
            values=values or {},
            key=key,
            can_open_form=True,
            lasting=spot.channel is None and not spot.home,
        )
        reply = await self.serve(ask)
        if reply is None:
            return spot.path
        match reply.body:
            case Form() as body:
                if body.errors:  # what the person wrote stays, whether or not the desk gave it back
                    body = fill_form(body, ask.values, body.errors)
                again = await self.pinboard.replace(form.id, body) if form else None
                opened = again or await self._pin(spot.aside, f"{key}:form", body, spot.person.key)
                return _form_page(spot, opened, on, problem=bool(body.errors))
            case Card() as body:
                if form:  # done with: what was written there is the desk's to keep, not the room's
                    await self.pinboard.replace(form.id, empty_form(_form_of(form)))
                replaced = on if reply.replace else 0
                pinned = await self._answer(spot, body, key, public=reply.public, on=replaced)
                return f"{spot.path}?answer={pinned.id}" if spot.home else spot.at(pinned.id)

    async def _answer(self, spot: Spot, card: Card, key: str, *, public: bool, on: int) -> Pinned:
        """Pin the answer: in the place of message `on`, where it may stand there, else as a new message."""
        pressed = await self.pinboard.find(on) if on else None
        if pressed is not None and spot.may_replace(pressed, public=public):
            replaced = await self.pinboard.replace(pressed.id, card)
            if replaced is not None:
                return replaced
        if spot.home:
            return await self._pin(spot.aside, f"{key}:answer", card, spot.person.key)
        return await self._post(spot, f"{key}:answer", card, EVERYONE if public else spot.private)

    async def _post(self, spot: Spot, key: str, body: Body, visible_to: str, author: str = CAFFI) -> Pinned:
        return await self._pin(spot.conversation, key, body, visible_to, author)

    async def _pin(
        self, conversation: str, key: str, body: Body, visible_to: str, author: str = CAFFI
    ) -> Pinned:
        return await self.pinboard.post(
            key=key,
            conversation=conversation,
            author=author,
            visible_to=visible_to,
            body=body,
            at=self.clock.now(),
        )

    def _say(self, name: str, spot: Spot) -> Text:
        return self.sentences(name, spot.person.language)


def _form_of(pinned: Pinned) -> Form:
    assert isinstance(pinned.body, Form)
    return pinned.body


def _form_page(spot: Spot, pinned: Pinned, on: int, *, problem: bool) -> str:
    return f"{spot.path}/form/{pinned.id}{f'?on={on}' if on else ''}{'#problem' if problem else ''}"
