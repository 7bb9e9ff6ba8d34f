"""Several nudges in one message."""

from collections.abc import Sequence

from bot.card import Card, Divider, Heading, Note, Part
from bot.words.voice import Voice


def together(cards: Sequence[Card], say: Voice, *, last_of: int = 0) -> Card:
    """One after the other; why they came is said once where it is the same. `last_of`: the limit, when this
    message is the last that the week allows.
    """
    last = (Note(say("nudges-last", n=last_of)),) if last_of else ()
    if len(cards) == 1:
        return Card(cards[0].summary, (*cards[0].parts, *last), say.language)
    parts: list[Part] = [Heading(say("nudges", n=len(cards)))]
    for number, card in enumerate(cards):
        later = {part for other in cards[number + 1 :] for part in other.parts if isinstance(part, Note)}
        parts.append(Divider())
        parts.extend(part for part in card.parts if part not in later)
    summary = say.join(cards[0].summary, say("nudges-more", n=len(cards) - 1))
    return Card(summary, (*parts, *last), say.language)
