"""A reason we say no: a name and facts. `bot/words` makes the sentence, which says what to do next."""

from typing import Any

from bot.learning.sessions import Session


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault, and the house calls it so
    """`name` is the sentence's name without "refusal-"; `offer` are sessions to suggest instead."""

    def __init__(self, name: str, *, offer: tuple[Session, ...] = (), **facts: Any) -> None:
        super().__init__(name)
        self.name = name
        self.offer = offer
        self.facts = facts
