"""What somebody looked for in vain: the words alone, never who it was."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Unmet:
    """`words`, as they were said and at most 120 letters; `key` is the same for everybody who means it."""

    key: str
    words: str
