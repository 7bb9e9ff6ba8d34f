"""The rules of slides, handouts and links of a session: what may be shared, and whom it reaches."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final
from urllib.parse import urlsplit

from bot.learning.admission import shown_publicly
from bot.learning.attendance import THERE, Mark
from bot.learning.places import Hold
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session, Status

MOST: Final = 20
"""Materials of one session."""
LONGEST_TITLE: Final = 120
LONGEST_LINK: Final = 500
DRAFTS_FOR: Final = timedelta(days=30)
"""What nobody let go by then is deleted."""
OF_USE: Final = timedelta(days=14)

# What a file is called, what it is, and how it begins. Sources: IANA, "Media types"; for the first bytes
# ISO 32000-1 (PDF), PKWARE's APPNOTE (Office and OpenDocument are ZIP), W3C PNG, ITU-T T.81 (JPEG).
_ZIP, _OFFICE = b"PK\x03\x04", "application/vnd.openxmlformats-officedocument"
KINDS: Final[Mapping[str, tuple[str, bytes]]] = {
    "pdf": ("application/pdf", b"%PDF-"),
    "pptx": (f"{_OFFICE}.presentationml.presentation", _ZIP),
    "docx": (f"{_OFFICE}.wordprocessingml.document", _ZIP),
    "xlsx": (f"{_OFFICE}.spreadsheetml.sheet", _ZIP),
    "odp": ("application/vnd.oasis.opendocument.presentation", _ZIP),
    "odt": ("application/vnd.oasis.opendocument.text", _ZIP),
    "ods": ("application/vnd.oasis.opendocument.spreadsheet", _ZIP),
    "png": ("image/png", b"\x89PNG\r\n\x1a\n"),
    "jpg": ("image/jpeg", b"\xff\xd8\xff"),
    "jpeg": ("image/jpeg", b"\xff\xd8\xff"),
}
_MACROS: Final = "vbaproject.bin"


class Part(StrEnum):
    """What somebody was to a session when what was used there reaches them."""

    CAME = "came"
    MISSED = "missed"  # had a place, and was not there
    WAITED = "waited"  # got no place
    FOLLOWS = "follows"  # its topic


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """A link (`url`), or a file; `at`: when it was added, or what has taken its place was. `round` None: its
    organiser has not let it go. `wider`: for followers too. `replaces`: the one whose place it will take;
    `corrected`: it has taken another's place.
    """

    id: int
    session_id: int
    person_id: int
    title: str
    url: str = ""
    file_name: str = ""
    size: int = 0
    at: datetime | None = None
    wider: bool = False
    corrected: bool = False
    replaces: int | None = None
    round: int | None = None
    told_at: datetime | None = None

    @property
    def is_file(self) -> bool:
        return not self.url

    @property
    def media_type(self) -> str:
        return KINDS[_ending(self.file_name)][0]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people of each part there are. Nobody is in two. `known`: who came was written down; else all
    who had a place count as having come.
    """

    came: int = 0
    missed: int = 0
    waited: int = 0
    follows: int = 0
    known: bool = True

    @property
    def on_it(self) -> int:
        """Those alone who had to do with the session."""
        return self.came + self.missed + self.waited


def part_of(hold: Hold | None, mark: Mark | None, *, known: bool) -> Part | None:
    """`known`: who came was written down, so that somebody without a mark was not there."""
    if mark is not None:
        return Part.CAME if mark in THERE else Part.MISSED
    if hold in (Hold.BOOKED, Hold.LEAVING):
        return Part.MISSED if known else Part.CAME
    return Part.WAITED if hold in (Hold.WAITING, Hold.OFFERED) else None


def can_go_wider(session: Session) -> bool:
    """Whether followers may learn of it: of what is sensitive, or by invitation, they never do."""
    return bool(session.topic) and shown_publicly(session)


def can_send(session: Session, now: datetime) -> None:
    """Refuses before the end, when nobody can know who came, and where nobody could come."""
    if session.status is Status.CANCELLED:
        raise Refusal("session-cancelled", title=session.title)
    if session.status is Status.POSTPONED:
        raise Refusal("session-postponed", title=session.title)
    if now < session.ends_at:
        raise Refusal("materials-early", title=session.title)


def plain_link(typed: str) -> str | None:
    """An address of a page on the web as it may be shown to everybody: https, a host with a dot, no name or
    password in it, no blank. None for anything else.
    """
    link = typed.strip()
    if len(link) > LONGEST_LINK or not link.isprintable() or set(link) & set(' "<>\\`'):
        return None
    try:
        parts = urlsplit(link)
        port_is_a_number = parts.port is None or parts.port > 0
    except ValueError:
        return None
    host = parts.hostname or ""
    named = "." in host.strip(".") and not host.startswith("[")
    if parts.scheme.lower() != "https" or not named or "@" in parts.netloc or not port_is_a_number:
        return None
    return link


def plain_name(given: str) -> str:
    """A file’s name as it may stand in a message and on a disk: no folders, no letters that turn others."""
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    kept = "".join(each for each in base if each.isprintable() and each not in '<>:"|?*').strip(" .")
    stem, dot, ending = kept.rpartition(".")
    return f"{stem[: LONGEST_TITLE - 10]}{dot}{ending[:9]}"


def why_not(name: str, size: int, begins: bytes, *, most: int, inside: tuple[str, ...] = ()) -> str:
    """Why a file is not taken, as a sentence's name; empty where it is. `begins`: its first bytes, which must
    be those of its kind; `inside`: the names in it, where it is an archive; `most` in bytes.
    """
    if not size:
        return "file-empty"
    if size > most:
        return "file-too-large"
    known = KINDS.get(_ending(name))
    if known is None or not begins.startswith(known[1]):
        return "file-kind"
    if any(each.lower().endswith(_MACROS) for each in inside):
        return "file-macros"
    return ""


def _ending(name: str) -> str:
    return name.rpartition(".")[2].lower()
