"""A person's own page, their settings, what they follow, and help."""

from dataclasses import replace

from bot.learning.people import Person, Remind
from bot.learning.places import Hold
from bot.views import contact, privacy
from bot.views import settings as view
from bot.views.home import Home, home
from tests.golden.drawing import Examples
from tests.golden.programme import BILINGUAL, ENGLISH, HOSTILE, PIVOTS, TOPICS, WAITED_FOR, WALKING, WELSH

_PERSON = Person(id=1, name="Tegid Lloyd", language="cy")
_QUIET = replace(_PERSON, language="en", reminders=frozenset({Remind.DAY}), prompts=False)
_ON_BOTH = replace(_PERSON, letters_to="teams")
_OLWEN = Person(id=2, name="Olwen Rees", email="olwen@example.org")
_HOSTILE = Person(id=3, name="<!channel> {{DATE()}}", email="a@example.org")
_FULL_PAGE = Home(
    name="Tegid",
    mine=((PIVOTS, Hold.BOOKED), (WAITED_FOR, Hold.WAITING)),
    for_me=(WALKING, WELSH, BILINGUAL),
    held={WELSH.id: Hold.WAITING},
    feedback=(ENGLISH, HOSTILE),
    follows=("wellbeing", "data"),
)
_EMPTY_PAGE = Home(name="", mine=(), for_me=(), held={}, feedback=(), follows=())

EXAMPLES: Examples = {
    "home": lambda say: home(_FULL_PAGE, say),
    "home-empty": lambda say: home(_EMPTY_PAGE, say),
    "privacy": lambda say: privacy.kept((), say),
    "privacy-named": lambda say: privacy.kept(("Tegid Lloyd", "<!channel> Ann"), say),
    "contact": lambda say: contact.whom_to_ask((_OLWEN, _HOSTILE), say),
    "contact-nobody": lambda say: contact.whom_to_ask((), say),
    "settings-form": lambda say: view.form(_PERSON, 15, (5, 10, 15), say),
    "settings-form-quiet": lambda say: view.form(_QUIET, 5, (5, 8, 10, 15), say),
    "settings-form-two-rooms": lambda say: view.form(_ON_BOTH, 15, (5, 15), say, rooms=("slack", "teams")),
    "settings-saved": view.saved,
    "language-chosen": view.language_chosen,
    "following": lambda say: view.following(("wellbeing", "gardening club"), TOPICS[:2], say),
    "following-nothing": lambda say: view.following((), TOPICS, say),
    "following-everything": lambda say: view.following(TOPICS, (), say),
    "followed": lambda say: view.follow_done("followed", "wellbeing", say),
    "followed-already": lambda say: view.follow_done("followed-already", "gardening club", say),
    "unfollowed": lambda say: view.follow_done("unfollowed", "wellbeing", say),
    "unfollowed-already": lambda say: view.follow_done("unfollowed-already", "data", say),
    "followed-news": lambda say: view.followed_news((WALKING, PIVOTS), ("wellbeing", "data"), say),
    "followed-news-one": lambda say: view.followed_news((HOSTILE,), ("<b>data</b>",), say),
    "help-staff": lambda say: view.help_(say, organises=False),
    "help-organiser": lambda say: view.help_(say, organises=True),
    "courtesy": view.courtesy,
    "unsure": lambda say: view.unsure("<!channel> something on {{DATE()}}", say),
    "unsure-of-nothing": lambda say: view.unsure("", say),
}
