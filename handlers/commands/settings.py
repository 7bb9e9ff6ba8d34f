"""`settings`, `english`, `cymraeg`: what each person chooses for themselves."""

from dataclasses import replace

from bot.ask import Ask
from bot.card import Language
from bot.desk import Desk
from bot.learning.people import Remind
from bot.registry import Answer, command
from bot.store import people
from bot.views import settings as view
from bot.words.voice import voice


@command(
    "settings",
    en=(
        "settings",
        "preferences",
        "unsubscribe",
        "stop",
        "stop sending me",
        "turn off reminders",
        "turn off",
        "change my language",
        "remind me",
        "reminders",
    ),
    cy=("gosodiadau", "dewisiadau", "newid fy ngosodiadau", "newid iaith", "nodiadau atgoffa"),
)
def settings(desk: Desk, ask: Ask) -> Answer:
    if not ask.values:
        return Answer(view.form(desk.me, desk.say))
    chosen = ask.values.get("reminders", ())
    words = (chosen,) if isinstance(chosen, str) else chosen
    language: Language = "cy" if ask.values.get("language") == "cy" else "en"
    people.choose(
        desk.db,
        desk.me.id,
        language=language,
        reminders=[remind for remind in Remind if remind.value in words],
        prompts=ask.values.get("prompts") != "no",
    )
    return Answer(view.saved(voice(language)))


@command(
    "english",
    en=("english", "in english"),
    cy=("saesneg", "yn saesneg", "siarad saesneg", "troi i'r saesneg"),
)
def english(desk: Desk, ask: Ask) -> Answer:
    return _speak(desk, ask, "en")


@command(
    "cymraeg",
    en=("welsh", "in welsh"),
    cy=("cymraeg", "yn gymraeg", "siarad cymraeg", "cymraeg plis", "troi i'r gymraeg"),
)
def cymraeg(desk: Desk, ask: Ask) -> Answer:
    return _speak(desk, ask, "cy")


def _speak(desk: Desk, ask: Ask, language: Language) -> Answer:
    people.choose(desk.db, desk.me.id, language=language)
    desk.person = replace(desk.me, language=language)
    # "/learn cymraeg beth sydd ymlaen" would be two asks; one sentence is the answer to this one.
    del ask
    return Answer(view.language_chosen(voice(language)))
