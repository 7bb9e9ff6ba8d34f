"""Who holds or waits for which places in the demo."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.demo.people import COLLEAGUES
from bot.demo.programme import rows


@dataclass(frozen=True, slots=True)
class DemoPlace:
    """`person` ("nia", "colleague-7") holds a place on the session with that reference, or waits for one."""

    ref: str
    person: str
    waiting: bool = False


# Session 8 was yesterday and awaits Nia's feedback, session 12 is tomorrow; 21, 23 and 29 are full.
_HELD = {
    "nia": ("8", "12", "22", "25"),
    "tomos": ("7", "14", "34"),
    "amina": ("5", "11", "17"),
    "rhys": ("6", "12", "26"),
    "lowri": ("8", "10", "19"),
    "joseph": ("4", "23"),
    "elen": ("5", "20"),
    "sam": ("18",),
}
_WAITING = {"tomos": ("21",), "rhys": ("23",), "lowri": ("29",)}


def demo_places() -> list[DemoPlace]:
    """Every place in the order in which it was asked for: held ones before those who wait."""
    found = [DemoPlace(ref, person) for person, refs in _HELD.items() for ref in refs]
    found += _colleagues("booked", waiting=False)
    found += [DemoPlace(ref, person, waiting=True) for person, refs in _WAITING.items() for ref in refs]
    found += _colleagues("waiting", waiting=True)
    return found


def _colleagues(column: str, *, waiting: bool) -> Iterator[DemoPlace]:
    """As many colleagues as the column of `programme.csv` says; who waits comes behind those who hold."""
    for row in rows():
        before = int(row["booked"]) if waiting else 0
        start = int(row["ref"]) * 7  # so that it is not always the same who come
        for count in range(before, before + int(row[column])):
            yield DemoPlace(row["ref"], f"colleague-{(start + count) % COLLEAGUES + 1}", waiting=waiting)
