"""Where an acting person stands: a channel, their direct message with Caffi, or their own page."""

from dataclasses import dataclass, replace
from urllib.parse import quote

from bot.ask import Address, Where
from bot.platforms.web.pinboard import EVERYONE, Pinned
from bot.platforms.web.residents import Resident

ROOM = "web"
WORKSPACE = "tryout"


@dataclass(frozen=True, slots=True)
class Spot:
    """`channel` is set in a channel; else it is the person's home page, or their talk with Caffi."""

    person: Resident
    channel: Where | None = None
    home: bool = False

    @property
    def start(self) -> str:
        """Where the person's addresses begin."""
        return f"/as/{quote(self.person.key, safe='')}"

    @property
    def path(self) -> str:
        """The page's address."""
        if self.channel is not None:
            return f"{self.start}/channel/{quote(self.channel.channel, safe='')}"
        return f"{self.start}/home" if self.home else f"{self.start}/caffi"

    def at(self, pin: int) -> str:
        """The page's address at the top of a message: for the browser (#m…), and for us (?at=…)."""
        return f"{self.path}?at={pin}#m{pin}"

    @property
    def conversation(self) -> str:
        """The page's name on the pinboard."""
        if self.channel is not None:
            return channel_board(self.channel.channel)
        return home_board(self.person.key) if self.home else caffi_board(self.person.key)

    @property
    def aside(self) -> str:
        """Forms, and answers to presses on the home page: kept, but in no conversation."""
        return f"aside/{self.person.key}"

    @property
    def where(self) -> Where:
        return self.channel or Where()

    @property
    def who(self) -> Address:
        return Address(ROOM, WORKSPACE, self.person.key)

    @property
    def private(self) -> str:
        """`visible_to` of an answer meant for the person alone (with Caffi that goes without saying)."""
        return self.person.key if self.channel is not None else EVERYONE

    def seen_by(self, person: Resident) -> "Spot":
        """The same spot for somebody else: the channel, or the page of their own that answers to it."""
        return replace(self, person=person)

    def shows(self, pinned: Pinned) -> bool:
        """Whether the person finds that message here."""
        here = pinned.conversation in {self.conversation, self.aside}
        return here and pinned.visible_to in {EVERYONE, self.person.key}

    def may_replace(self, pinned: Pinned, *, public: bool) -> bool:
        """Whether an answer may take that message's place: never a private one that of a public one."""
        alone = self.channel is None or pinned.visible_to == self.person.key
        return self.shows(pinned) and (alone or public)


def channel_board(channel: str) -> str:
    return f"channel/{channel}"


def caffi_board(person: str) -> str:
    return f"caffi/{person}"


def home_board(person: str) -> str:
    return f"home/{person}"
