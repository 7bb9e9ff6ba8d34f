"""One-time codes: eight letters and digits that nobody mistakes for others, as they are made and typed."""

import re
import secrets

_LETTERS = "34679CDFGHJKMNPQRTVWXY"  # no vowel, so that no word comes out; no 0 and O, 1 and I, 5 and S
_LONG = 8
_TYPED = re.compile(r"[0-9A-Z]{6,10}")
_VOWELS = frozenset("AEIOU")


def new_code() -> str:
    """One of 22⁸ (5 × 10¹⁰), from the system's own source of chance."""
    return "".join(secrets.choice(_LETTERS) for _ in range(_LONG))


def shown(code: str) -> str:
    """In two halves: "K7QM-3XPD"."""
    return f"{code[: _LONG // 2]}-{code[_LONG // 2 :]}"


def read_code(text: str) -> str | None:
    """The code that somebody typed, in any case, with or without the dash; None for other words.

    One that is a little too short or too long is a code all the same: a wrong one.
    """
    typed = re.sub(r"[\s\-–]", "", text[:40]).upper()
    is_code = len(text.split()) <= 2 and _TYPED.fullmatch(typed) and not _VOWELS & set(typed)
    return typed if is_code else None
