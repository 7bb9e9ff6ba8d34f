"""Answers that go out as letters: replies to presses, to messages and to opening the home page."""

from bot.card import Card
from bot.desk import Desk
from bot.registry import draws
from bot.store import answers
from bot.store.letters import Letter


@draws("answer")
def draw(desk: Desk, letter: Letter) -> Card | None:
    kept = answers.find(desk.db, letter.facts["answer"])
    return kept.body if kept else None
