"""A refusal as a card: its sentence says what to do next, and what could be meant stands below."""

from bot.card import Button, Buttons, Card, Note, Paragraph, Part
from bot.learning.refusals import Refusal
from bot.views.sessions import item
from bot.words.voice import Voice

_LOST = {"no-such-session", "which-session"}


def draw(refusal: Refusal, say: Voice) -> Card:
    sentence = say(f"refusal-{refusal.name}", **refusal.facts)
    parts: list[Part] = [Paragraph(sentence)]
    if refusal.offer and refusal.name in _LOST:
        parts.append(Note(say("perhaps-one-of-these")))
    if refusal.offer:
        parts.extend(item(session, refusal.held.get(session.id), say) for session in refusal.offer)
    if refusal.name in _LOST:
        parts.append(Buttons((Button(say("button-all"), "whats_on"),)))
    return Card(sentence, tuple(parts), say.language)
