"""`privacy`: what is kept about me, who sees it, and how I take it with me or have it deleted."""

from dataclasses import replace

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.people import Role
from bot.registry import Answer, command
from bot.store import organisers
from bot.views import privacy as view

_NAMED = 3


@command(
    "privacy",
    en=(
        "privacy",
        "my data",
        "my personal data",
        "what do you know about me",
        "what do you keep about me",
        "what data do you keep",
        "what data do you hold on me",
        "what data do you have on me",
        "export my data",
        "download my data",
        "delete my data",
        "delete everything about me",
        "delete me",
        "delete my account",
        "forget me",
        "forget about me",
    ),
    cy=(
        "preifatrwydd",
        "fy nata",
        "fy nata personol",
        "beth ydych chi'n ei wybod amdanaf",
        "beth ydych chi'n ei gadw amdanaf",
        "beth ydych chi'n ei wybod amdana i",
        "beth ydych chi'n ei wybod amdanaf i",
        "beth ydych chi'n ei gadw amdana i",
        "beth ydych chi'n ei gadw amdanaf i",
        "pa ddata sydd gennych chi amdana i",
        "anghofiwch amdana i",
        "pa ddata sydd gennych chi",
        "pa ddata sydd gennych chi amdanaf",
        "allforio fy nata",
        "dileu fy nata",
        "dilëwch fy nata",
        "dileu popeth amdanaf",
        "dileu fy nghyfrif",
        "anghofiwch fi",
        "anghofio amdanaf",
    ),
    reads=True,
)
def privacy(desk: Desk, ask: Ask) -> Answer:
    """Nothing is deleted here: administrators are asked for that, and named where there are some."""
    if ask.about.strip() and ask.text:  # "my data skills" is a question about what's on
        return desk.registry.commands["look"].handle(desk, replace(ask, word="look", about=ask.text.strip()))
    found = organisers.all_of(desk.db, desk.roles)
    names = [each.name or each.email for each in found if each.role is Role.ADMINISTRATOR]
    return Answer(view.kept(names[:_NAMED], desk.say), secret=True)
