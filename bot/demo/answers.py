"""Made-up feedback on one session of the demo, enough of it for a summary."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.demo.places import demo_places
from bot.learning.questions import Answers

_REF = "5"
# How useful it was, what they will do, and a comment.
_ANSWERS: Sequence[tuple[int, str, str]] = (
    (5, "Send the decisions out the same day.", "The best hour of my month: short and useful."),
    (4, "End every meeting five minutes early.", "Good examples from our own kind of work."),
    (5, "Gofyn 'pam ydyn ni'n cwrdd?' cyn anfon gwahoddiad.", "Diddorol iawn, ac yn hwyl hefyd."),
    (4, "Ask who really needs to be there.", ""),
    (3, "", "Useful, but the sound in the room was poor for those of us online."),
    (5, "Write the agenda as questions.", "Gwenllian kept to time, which proved her point."),
    (4, "Rhannu'r cofnodion o fewn diwrnod.", "Roedd yn braf cael cyfrannu yn Gymraeg."),
    (2, "", "Too basic for people who already chair meetings every week."),
    (5, "Try a meeting with no slides.", ""),
    (4, "Cancel our Friday catch-up and see who misses it.", "I liked the templates."),
    (4, "Cadw un cyfarfod yr wythnos yn fyrrach.", "Byddai mwy o amser i drafod yn dda."),
    (5, "Give everyone a turn to speak before we decide.", "Kind, practical and quick."),
    (3, "Use the timer.", "Fine, though half of it was about large meetings and mine are small."),
    (5, "Share the checklist with my team.", "More like this, please."),
    (4, "Rhoi cynnig ar gyfarfod cerdded.", ""),
    (5, "", "Roedd yr enghreifftiau'n berthnasol i'n gwaith ni."),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoAnswer:
    """What `person`, who held a place on the session with that reference, answered."""

    ref: str
    person: str
    answer: Answers


def demo_feedback() -> list[DemoAnswer]:
    """Sixteen answers on one session that is over, each by another colleague who held a place there."""
    colleagues = [
        place.person
        for place in demo_places()
        if place.ref == _REF and not place.waiting and place.person.startswith("colleague-")
    ]
    return [DemoAnswer(_REF, person, answer) for person, answer in zip(colleagues, _said(), strict=False)]


def _said() -> Iterator[Answers]:
    for useful, action, comment in _ANSWERS:
        words = {"action": action, "comment": comment}
        yield {"useful": useful} | {key: said for key, said in words.items() if said}
