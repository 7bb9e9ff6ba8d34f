"""What somebody may need to take part, to choose from; and in their own words."""

from dataclasses import dataclass
from enum import StrEnum


class Need(StrEnum):
    STEP_FREE = "step-free"
    HEARING_LOOP = "hearing-loop"
    CAPTIONS = "captions"
    BSL = "bsl"
    LARGE_PRINT = "large-print"
    IN_ADVANCE = "in-advance"
    BREAKS = "breaks"
    ASSISTANCE_DOG = "assistance-dog"
    PARKING = "parking"
    HELPER = "helper"  # somebody comes along, and has a seat


@dataclass(frozen=True, slots=True)
class Needs:
    chosen: tuple[Need, ...] = ()
    words: str = ""

    def __bool__(self) -> bool:
        return bool(self.chosen or self.words)

    @property
    def seats(self) -> int:
        """How many seats they take up: two, where somebody comes along to help."""
        return 2 if Need.HELPER in self.chosen else 1
