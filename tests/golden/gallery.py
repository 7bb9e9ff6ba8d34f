"""Every example there is, by the name of its files: "booked.cy", "digest.both"."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from bot.card import Language
from bot.words.voice import voice
from tests.golden.drawing import Body, drawings
from tests.golden.examples import (
    afterwards,
    approvals,
    attendance,
    calendars,
    changes,
    digests,
    feedback,
    for_others,
    linking,
    nudges,
    organising,
    people,
    places,
    problems,
    publishing,
    questions,
    reach,
    refusals,
    sessions,
    still_on,
    surveys,
    upshots,
    waiting,
)

CARDS = Path(__file__).parent / "cards"


def _gallery() -> Iterator[tuple[str, Callable[[], Body]]]:
    for topic in (
        sessions,
        still_on,
        calendars,
        places,
        for_others,
        changes,
        organising,
        nudges,
        digests,
        feedback,
        publishing,
        reach,
        questions,
        people,
        linking,
        problems,
        refusals,
        waiting,
        approvals,
        attendance,
        afterwards,
        surveys,
        upshots,
    ):
        for name, example in topic.EXAMPLES.items():
            yield f"{name}.en", partial(example, voice("en"))
            yield f"{name}.cy", partial(example, voice("cy"))
    for both in (digests, publishing, refusals, upshots):
        for name, spoken in both.IN_BOTH.items():
            yield f"{name}.both", spoken


GALLERY = dict(_gallery())


def around(name: str) -> Language:
    """The language of the page that the example is shown on."""
    return "cy" if name.endswith(".cy") else "en"


def files() -> Iterator[tuple[Path, str]]:
    """Every file of every example, and what is to stand in it."""
    for name, example in GALLERY.items():
        for ending, drawn in drawings(example(), around(name)).items():
            yield CARDS / f"{name}.{ending}", drawn
