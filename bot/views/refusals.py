"""A refusal as a card: its sentence says what to do next, and what could be meant stands below."""

from bot.card import Card, Paragraph
from bot.learning.refusals import Refusal
from bot.views.sessions import item
from bot.words.voice import Voice


def draw(refusal: Refusal, say: Voice) -> Card:
    sentence = say(f"refusal-{refusal.name}", **refusal.facts)
    offered = (item(session, None, say) for session in refusal.offer)
    return Card(sentence, (Paragraph(sentence), *offered), say.language)
