"""A person: one member of staff, however many rooms they speak in."""

import re
from dataclasses import dataclass
from enum import StrEnum
from string import ascii_lowercase, ascii_uppercase
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.card import Language


class Role(StrEnum):
    STAFF = "staff"
    ORGANISER = "organiser"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class Roles:
    """Who has which role in the settings, by e-mail address in lower case."""

    administrators: frozenset[str] = frozenset()
    organisers: frozenset[str] = frozenset()

    def of(self, email: str, *, named: bool = False) -> Role:
        """Their role. `named`: an administrator made them an organiser in chat."""
        if email and email in self.administrators:
            return Role.ADMINISTRATOR
        return Role.ORGANISER if named or (email and email in self.organisers) else Role.STAFF


class Remind(StrEnum):
    """How long before a session a person is reminded."""

    WEEK = "week"
    DAY = "day"
    HOUR = "hour"


UNLESS_CHOSEN: Final = frozenset({Remind.DAY, Remind.HOUR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`language` None: not chosen yet. `zone` is an IANA name, or empty for the programme's own."""

    id: int
    name: str = ""
    email: str = ""
    language: Language | None = None
    zone: str = ""
    role: Role = Role.STAFF
    reminders: frozenset[Remind] = UNLESS_CHOSEN
    prompts: bool = True
    nudges_a_week: int | None = None  # None: as many as the organisation set
    letters_to: str = ""  # the room where they want their letters; empty: where they last spoke
    manager_email: str = ""
    directorate: str = ""
    site: str = ""
    profession: str = ""
    gone: bool = False

    @property
    def administers(self) -> bool:
        """Whether they say who organises, and read who changed what."""
        return self.role is Role.ADMINISTRATOR

    @property
    def organises(self) -> bool:
        """Whether they see lists and summaries. Rights come from settings, never from a message."""
        return self.role in {Role.ORGANISER, Role.ADMINISTRATOR}


def known_zone(name: str) -> ZoneInfo | None:
    """The zone of that IANA name; None for a name that no zone has (a room may say anything)."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None


_ADDRESS = re.compile(r"[^@\s]{1,64}@[^@\s]{1,190}")
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)


def plain_email(written: str | None) -> str | None:
    """An e-mail address as people are told apart by it; None where it is none.

    Only A to Z become small: other letters that look alike, or fall together when folded ("ß" and "ss",
    the Kelvin sign and "k"), are other people's.
    """
    email = (written or "").strip().translate(_LOWER)
    return email if _ADDRESS.fullmatch(email) else None
