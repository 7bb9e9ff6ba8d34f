"""Cells of a survey as clean text: what was read in the wrong letters once too often is mended."""

import re
from functools import cache

from bot.intake.letters import line
from bot.intake.tables import Cell

_LONGEST = 1_000  # letters of what somebody said; a message shows far fewer
_MENTIONS = re.compile(
    r"[^\s@<>,;:]{1,64}@[^\s@<>,;:]{1,190}\.\w{2,20}"  # an e-mail address
    r"|(?<![\w+])(?:\+44|0)(?:[\s-]?\d){9,10}(?!\d)"  # a British telephone number
)
MASK = "[…]"
_ROUNDS = 3  # some files went wrong more than once
_AMISS = re.compile(r"[\u00c2-\u00f4][^\x00-\x7f]")


@cache
def _bytes() -> dict[str, int]:
    """What a byte looks like to a program that takes everything for Windows-1252. Five of its bytes mean
    nothing there, and programs pass them on as they are.
    """
    found = {chr(byte): byte for byte in range(256)}
    for byte in range(0x80, 0xA0):
        try:
            found[bytes([byte]).decode("cp1252")] = byte
        except UnicodeDecodeError:
            continue
    return found


def mended(text: str) -> str:
    """UTF-8 that was taken for Windows-1252 ("Â¡", "Å·"), as it was meant; anything else as it is.

    The whole of a text has to be valid UTF-8 that way, which no text is by chance.
    """
    for _ in range(_ROUNDS):
        if not _AMISS.search(text):
            return text
        try:
            text = bytes(_bytes()[letter] for letter in text).decode("utf-8")
        except (KeyError, UnicodeDecodeError):
            return text
    return text


def clean(cell: Cell) -> str:
    """One line of text, mended; "" for a blank cell."""
    if isinstance(cell, str) and cell.isascii() and cell.isprintable():
        return " ".join(cell.split())
    return line(mended(cell) if isinstance(cell, str) else cell)


def discreet(text: str) -> str:
    """What somebody wrote, without e-mail addresses and telephone numbers, and not without end."""
    text = _MENTIONS.sub(MASK, text)
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
