"""What the contract needs of a room under test: its own wire, seen from the people's side.

A new room joins with one such adapter and one line in conftest.py. In every venue there are Nia and
Owen, both reading English in London, and a channel called "learning" in which they both are.
"""

from collections.abc import Mapping
from typing import Protocol

from bot.ask import Address, Target, Value
from bot.room import Room
from tests.rooms.script import Script


class Venue(Protocol):
    script: Script
    twice: bool
    """From now on, everything that people do is delivered two times, as a platform may."""
    home: bool
    """Whether people have a page of their own there."""

    @property
    def room(self) -> Room: ...

    def address(self, person: str) -> Address: ...

    def target(self, person: str = "", channel: str = "") -> Target:
        """Where a letter to that person, channel, or person in that channel goes; they need not exist."""
        ...

    async def types(self, person: str, line: str, channel: str = "") -> None:
        """A command, or words; alone with Caffi where no channel is named."""
        ...

    async def presses(self, person: str, label: str, channel: str = "") -> None:
        """The newest button with that label in the channel, on the person's "home", or alone with Caffi."""
        ...

    async def submits(self, person: str, values: Mapping[str, Value]) -> None:
        """The form that stands open before them, its fields by name."""
        ...

    async def opens_home(self, person: str) -> None: ...

    async def sees(self, person: str, where: str = "") -> str:
        """The words, once all letters are out: alone with Caffi, in a channel, "form" or "home".

        Empty where no form stands open. How lines are broken and spaced is the room's own business.
        """
        ...
