"""Several options in one cell: what parts them, where anything does."""

from collections import Counter
from collections.abc import Mapping

_SEPARATORS = (";", "|", ", ")
MOST_OPTIONS = 40
LONGEST_OPTION = 120  # letters


def separator_of(given: Mapping[str, int]) -> str:
    """What parts several options in one cell; "" where each cell is one answer."""
    for separator in _SEPARATORS:
        joined = sum(times for text, times in given.items() if separator.strip() in text.rstrip("; "))
        if joined * 10 < sum(given.values()):
            continue
        parts: Counter[str] = Counter()
        for text, times in given.items():
            parts.update(dict.fromkeys(parts_of(text, separator), times))
        alone = sum(part in given for part in parts)
        again = 2 if separator != ", " else 4  # a comma stands in many an option
        if (
            len(parts) <= MOST_OPTIONS
            and max(map(len, parts), default=0) <= LONGEST_OPTION
            and sum(parts.values()) >= again * len(parts)
            and (separator != ", " or alone * 2 >= len(parts))
        ):
            return separator
    return ""


def parts_of(text: str, separator: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part for piece in text.split(separator) if (part := piece.strip())))
