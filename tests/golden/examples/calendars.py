"""Calendars: a person's own address, the letters with invitations, and what declining does."""

from dataclasses import replace

from bot.card import File
from bot.learning.sessions import Mode, Status
from bot.views import calendars as view
from bot.words.voice import Voice
from tests.golden.drawing import Examples
from tests.golden.programme import ALL_DAY, CANCELLED, HOSTILE, PIVOTS, WALKING

_ADDRESS = "https://caffi.example.org/calendar/an-address-that-nobody-guesses.ics"
_EMAIL = "nia@example.org"
_POSTPONED = replace(PIVOTS, status=Status.POSTPONED)


def _file(say: Voice) -> File:
    return File("invite.ics", "text/calendar; method=REQUEST", b"", say("calendar-private"))


EXAMPLES: Examples = {
    "calendar": lambda say: view.mine(_ADDRESS, _EMAIL, say, by_mail=True, possible=True, heard=True),
    "calendar-none": lambda say: view.mine("", _EMAIL, say, by_mail=False, possible=True),
    "calendar-not-set-up": lambda say: view.mine("", "", say, by_mail=True, possible=False),
    "declined": lambda say: view.declined(WALKING, say, passed_on=False),
    "declined-passed-on": lambda say: view.declined(PIVOTS, say, passed_on=True),
    "declined-hostile": lambda say: view.declined(HOSTILE, say, passed_on=True),
    "accepted-too-late": lambda say: view.too_late(WALKING, say),
    "mail-invited": lambda say: view.invitation(
        WALKING, Mode.ANY, say, _file(say), changed=False, heard=True
    ),
    "mail-changed": lambda say: view.invitation(
        ALL_DAY, Mode.ANY, say, _file(say), changed=True, heard=False
    ),
    "mail-called-off": lambda say: view.withdrawal(CANCELLED, say, _file(say), holding=True),
    "mail-given-up": lambda say: view.withdrawal(WALKING, say, _file(say), holding=False),
    "mail-postponed": lambda say: view.withdrawal(_POSTPONED, say, _file(say), holding=True),
}
