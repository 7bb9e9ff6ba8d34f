"""A reason we say no: a name and facts. `bot/words` makes the sentence, which says what to do next."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bot.learning.sessions import Session

if TYPE_CHECKING:
    from bot.learning.places import Hold  # which refuses, and so knows this file


class Refusal(Exception):  # noqa: N818 - it is an answer, not a fault, and the house calls it so
    """`name` is the sentence's name without "refusal-"; `offer` are sessions to suggest instead,
    and `held` what the asker has of them, by session id.
    """

    def __init__(
        self,
        name: str,
        *,
        offer: tuple[Session, ...] = (),
        held: "Mapping[int, Hold] | None" = None,
        **facts: Any,
    ) -> None:
        super().__init__(name)
        self.name = name
        self.offer = offer
        self.held = held or {}
        self.facts = facts
