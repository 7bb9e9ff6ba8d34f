"""What the other cells of a programme say: how many places, in which language, online or in person."""

import re

from bot.intake.letters import line, paragraphs
from bot.intake.report import Unclear
from bot.intake.tables import Cell
from bot.learning.people import plain_email
from bot.learning.sessions import Format, Freed, Status

_FORMATS = (
    (Format.HYBRID, r"hybrid|blended|cyfunol"),
    (
        Format.ONLINE,
        r"on-?line|virtual|webinar|ar-?lein|rhithwir|gweminar|(?:ms |microsoft )?teams|zoom|remote",
    ),
    (Format.IN_PERSON, r"in[- ]?person|face[- ]to[- ]face|f2f|classroom|on-?site|wyneb yn wyneb|mewn person"),
)
_LANGUAGES = {
    "en": {"en", "eng", "english", "saesneg"},
    "cy": {"cy", "cym", "welsh", "cymraeg"},
    "bilingual": {
        "bilingual",
        "dwyieithog",
        "both",
        "y ddwy",
        "english and welsh",
        "welsh and english",
        "en/cy",
    },
}
_EVERYONE = {"all", "all staff", "everyone", "everybody", "anyone", "pawb", "holl staff", "yr holl staff"}
_NO_LIMIT = {"unlimited", "no limit", "none", "n/a", "-", "dim terfyn", "diderfyn", "heb derfyn"}
_FREED = {
    Freed.TAKE: {"take", "taken", "book", "automatic", "auto", "cymryd", "archebu", "awtomatig"},
    Freed.OFFER: {"offer", "offered", "ask", "claim", "cynnig", "gofyn", "hawlio"},
}
_YES = {"yes", "y", "true", "x", "1", "ie", "oes", "ydy", "gwir", "sensitive", "confidential", "✓"}
_APPROVER = re.compile(
    r"\b(?:manager|supervisor|required|needed|rheolwr|goruchwyliwr|angen)\b", re.IGNORECASE
)
_FREE = {
    "",
    "0",
    "0.0",
    "£0",
    "£0.00",
    "free",
    "none",
    "nil",
    "n/a",
    "-",
    "no cost",
    "am ddim",
    "dim",
    "dim cost",
}
_CANCELLED = re.compile(r"cancel|ganslo|canslwyd|canslo", re.IGNORECASE)
_CLOSED = re.compile(r"\b(?:closed|ar gau|wedi cau|fully booked|bookings? closed)\b", re.IGNORECASE)


def read_capacity(cell: Cell) -> int | None:
    """How many places; None for a blank cell and "no limit". Raises Unclear for what is no number.

    A number that we cannot read must not become "no limit": people would book places that are not there.
    """
    text = line(cell).casefold()
    if not text or text in _NO_LIMIT:
        return None
    found = re.fullmatch(
        r"(?:max(?:imum)?\.?|up to|hyd at)?\s*(\d{1,3}(?:,\d{3})+|\d{1,7})"
        r"\s*(?:places?|people|seats?|spaces?|lle|lleoedd|o bobl)?",
        text,
    )
    if not found:
        raise Unclear("unreadable-places", cell)
    return int(found[1].replace(",", ""))


def read_freed(cell: Cell) -> Freed:
    """Whether a freed place is taken for the first in line or offered; a number of people or a "yes" says
    neither.
    """
    text = line(cell).casefold()
    return next((rule for rule, words in _FREED.items() if text in words), Freed.DEFAULT)


def read_emails(cell: Cell) -> str:
    """The e-mail addresses in a cell, whatever stands between them, one space between."""
    found = (plain_email(part.strip("<>()\"'")) for part in re.split(r"[\s,;]+", paragraphs(cell)))
    return " ".join(dict.fromkeys(email for email in found if email))


def read_yes(cell: Cell) -> bool:
    return cell is True or line(cell).casefold() in _YES


def read_approval(cell: Cell) -> bool:
    """Whether somebody has to approve a place: "yes", and whose approval it is ("line manager")."""
    return read_yes(cell) or bool(_APPROVER.search(line(cell)))


def read_cost(cell: Cell) -> str:
    """What it costs, as it is written; a bare number is pounds. Empty where it costs nothing."""
    text = line(cell)
    if text.casefold() in _FREE:
        return ""
    bare = text.replace(",", "")
    if not re.fullmatch(r"\d{1,9}(?:\.\d+)?", bare):
        return text
    pounds = round(float(bare), 2)
    return f"£{pounds:,.0f}" if pounds == int(pounds) else f"£{pounds:,.2f}"


def read_format(cell: Cell, *places: str) -> Format:
    """In person, online or both, as told; else online where a place is nothing but "Online (Teams)"."""
    text = line(cell).casefold()
    for told, words in _FORMATS:
        if text and re.search(rf"\b(?:{words})\b", text):
            return told
    nowhere = re.compile(rf"(?:{_FORMATS[1][1]})\b(?:\s*[(:–-].*)?")
    if not text and any(nowhere.fullmatch(place.casefold()) for place in places):
        return Format.ONLINE
    return Format.UNKNOWN


def read_language(cell: Cell) -> str:
    """The code "en", "cy" or "bilingual"; "" where the file says none of them."""
    text = line(cell).casefold()
    return next((code for code, words in _LANGUAGES.items() if text in words), "")


def read_audience(cell: Cell) -> str:
    text = line(cell)
    return "all" if text.casefold() in _EVERYONE else text


def read_status(cell: Cell) -> Status:
    text = line(cell)
    if _CANCELLED.search(text):
        return Status.CANCELLED
    return Status.CLOSED if _CLOSED.search(text) else Status.OPEN


def read_link(cell: Cell) -> str:
    """A web address, http or https; "" for anything else."""
    text = line(cell)
    return text if re.fullmatch(r"https?://[^\s<>\"]+", text, re.IGNORECASE) else ""
