"""What someone asked, however they asked it, and where the answer goes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

Value: TypeAlias = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Address:
    """One person in one room: a Slack team and user, a Teams tenant and object id, an e-mail address."""

    room: str
    workspace: str
    user: str


@dataclass(frozen=True, slots=True)
class Where:
    """Where it was asked. `channel` is empty in a direct message and on the person's home page."""

    channel: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """Where a message goes, in its room's own terms; kept with a letter until it is sent.

    Only `room` and one of `channel` and `user` are always there. With both, only that user sees it
    in that channel. `message` is the message to replace; `via` a short-lived answering address that
    the room gave with a press; `thread` the message to answer under; `surface` is "home" for the
    person's home page.
    """

    room: str
    workspace: str = ""
    channel: str = ""
    user: str = ""
    message: str = ""
    via: str = ""
    thread: str = ""
    surface: Literal["message", "home"] = "message"

    @property
    def lane(self) -> str:
        """Messages of one lane go out one after the other, at the lane's pace."""
        return f"{self.room}:{self.workspace}:{self.channel or self.user}"


@dataclass(frozen=True, slots=True)
class Ask:
    """One request.

    `word` is a command's name ("book"), or empty when only `text` is known: the desk then asks the
    reader that it was given (`bot.understand`). `key` names the delivery, so that the same delivery
    twice is served once; the room takes it from the platform's own id.
    `answer_to` is None when the answer is returned to the room in its response; otherwise the answer
    is written as a letter to that target. `can_open_form` says that a Form may be returned to the
    room even so, because it can open one at once. `lasting` says that the answer stays in the person's
    own conversation with us. `on_home` says that it was pressed on the person's home page, which is drawn
    anew when something has changed.
    """

    who: Address
    where: Where = Where()
    word: str = ""
    about: str = ""
    text: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)
    key: str = ""
    answer_to: Target | None = None
    can_open_form: bool = False
    lasting: bool = False
    on_home: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What a room knows of a person; None where it does not say. `zone` is an IANA name.

    `email` is one that the room vouches for, never what somebody typed: it says who they are, and what
    they may do. A `guest`'s says neither.
    """

    name: str | None = None
    email: str | None = None
    language: str | None = None
    zone: str | None = None
    gone: bool = False
    guest: bool = False
