"""What people say for how and where they would attend, and for places left, in English and Welsh."""

from collections.abc import Mapping
from typing import Literal, TypeAlias

from bot.learning.sessions import Format
from bot.understand.letters import tokens

Kind: TypeAlias = Literal[
    "when",
    "length",
    "format",
    "free",
    "unbooked",
    "near",
    "language",
    "place",
    "audience",
    "topic",
    "words",
    "unwanted",
]
Table: TypeAlias = Mapping[tuple[str, ...], tuple[Kind, str]]
"""A phrase, as folded words, to what kind of wish it says, and which."""


def phrase_words(text: str) -> tuple[str, ...]:
    """The folded words and numbers of `text`, without its signs."""
    return tuple(token.text for token in tokens(text) if token.text[-1].isalnum())


def _table(kind: Kind, value: str, phrases: str) -> Table:
    return {phrase_words(phrase): (kind, value) for phrase in phrases.split(",")}


_ONLINE = """
online, on line, on teams, on zoom, over teams, via teams, virtual, virtually, remotely, webinar,
webinars, join from home, attend from home, from my desk, at my desk, from home, not in person, isn't in
person, ar-lein, arlein, dros teams, ar teams, yn rhithiol, rhithiol, gweminar, gweminarau, o gartref, o
adref, ddim wyneb yn wyneb
"""
_IN_PERSON = """
in person, in-person, face to face, face-to-face, f2f, classroom, in a room, offline, not online, isn't
online, isnt online, that is not online, wyneb yn wyneb, mewn person, yn y cnawd, yn bersonol, ddim ar-
lein, nid ar-lein
"""
_HYBRID = "hybrid session, hybrid sessions, hybrid event, hybrid events, sesiwn hybrid, sesiynau hybrid"
_FREE = """
free places, free place, free spaces, free space, places left, place left, spaces left, space left,
places available, spaces available, with space, with spaces, with places, with spaces left, with places
left, still available, still free, not full, isn't full, room left, seats left, can still book, still
book, lleoedd ar gael, llefydd ar gael, lle ar gael, lleoedd ar ôl, llefydd ar ôl, lle ar ôl, lleoedd
gwag, llefydd gwag, heb fod yn llawn, ddim yn llawn
"""
_WELSH = """
in welsh, welsh medium, welsh-medium, welsh language session, welsh language sessions, in the welsh
language, through the medium of welsh, through welsh, delivered in welsh, yn gymraeg, yn y gymraeg,
bilingual session, bilingual sessions, bilingual
course, bilingual courses, bilingual training, bilingual events, sesiwn ddwyieithog, sesiynau dwyieithog, yn
ddwyieithog, trwy'r gymraeg, drwy'r gymraeg, trwy gyfrwng y gymraeg, drwy gyfrwng y gymraeg, cyfrwng cymraeg
"""
_ENGLISH = """
in english, english medium, through english, delivered in english, yn saesneg, yn y saesneg, trwy
gyfrwng y saesneg, drwy gyfrwng y saesneg
"""

_UNBOOKED = """
i haven't booked, i havent booked, i have not booked, i haven't booked yet, i'm not booked on, im not booked
on, i'm not on, im not on, i'm not already on, im not already on, i'm not booked on to,
i'm not already booked on, im not already booked on, i'm not signed up for, i've not booked, ive not booked,
i haven't done, i havent done, i haven't been to, i haven't signed up for, not already
booked, not booked yet, dw i heb archebu, dwi heb archebu, dwi heb fwcio, nad ydw i wedi eu harchebu, nad
ydw i wedi archebu, heb eu harchebu, heb ei archebu, heb fod ynddo
"""
_NEAR = """
near me, nearby, near my office, near where i work, close to me, close by, close to my office, local to me,
in my office, at my office, in my building, at my site, on my site, where i work, round here, around here,
yn agos ata i, yn agos ataf fi, yn agos i mi, yn fy swyddfa, yn fy swyddfa i, yn lleol, ger fy swyddfa,
wrth ymyl, yn fy ymyl
"""

PHRASES: Table = {
    **_table("unbooked", "yes", _UNBOOKED),
    **_table("near", "yes", _NEAR),
    **_table("format", Format.ONLINE, _ONLINE),
    **_table("format", Format.IN_PERSON, _IN_PERSON),
    **_table("format", Format.HYBRID, _HYBRID),
    **_table("free", "yes", _FREE),
    **_table("language", "cy", _WELSH),
    **_table("language", "en", _ENGLISH),
}
# "Online safety", "virtual working": a subject, not a way to attend.
NOT_A_FORMAT = frozenset(["working", "work", "safety", "meeting", "meetings", "security", "presence"])
