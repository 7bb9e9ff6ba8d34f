"""For whom somebody books, where it is not for themselves: what is said, and whom it means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.desk import Desk
from bot.learning.for_others import may_book_for
from bot.learning.people import Person
from bot.learning.sessions import Session
from bot.steps.naming import all_named, days_in
from bot.store import organisers, sessions
from bot.understand.letters import spoken
from bot.understand.named import named
from bot.understand.stop_words import STOP_WORDS

APART = re.compile(r"[,;\n]|\s(?:and|&|a|ac)\s", re.IGNORECASE)
"""What stands between names."""
_FOR = re.compile(r"\s(?:for|i|dros|ar gyfer|ar ran)\s+", re.IGNORECASE)
_MENTIONED_ON = re.compile(
    r"(?:(?:an? )?(?:places?|lle|lleoedd)\s+)?(?:(?:for|i|dros|ar gyfer|ar ran)\s+)?"
    r"(.*@[^@\n]*?)\s+(?:on|onto|ar)\s+(.+)",
    re.IGNORECASE,
)
_MYSELF = re.compile(r"(?:me|myself|fi|fi fy hun)\s*", re.IGNORECASE)
_ON = re.compile(r"\s(?:on|onto|ar)\s", re.IGNORECASE)
_AND = re.compile(r"(?:and|&|a|ac)\s", re.IGNORECASE)
_SEVERAL = re.compile(
    r"(?:[2-9]|\d\d|two|three|four|five|six|dau|dwy|tri|tair|pedwar|pedair|pum|chwe)\s+"
    r"(?:places|seats|spots|tickets|lle|le|sedd|o leoedd)\s+(?:(?:on|at|in|for|ar|yn|i)\s+)?(.+)",
    re.IGNORECASE,
)
_OF_MINE = re.compile(
    r"(?:(?:my|our|a|some|fy|ein)\s+)?(?:team|colleagues?|friends?|manager|boss|staff|us|two|three|four|"
    r"n?h?[td]îm|ffrind(?:iau)?|g?ydweithwyr|cydweithwyr|rheolwr)",
    re.IGNORECASE,
)
_A_PLACE = frozenset(["place", "seat", "spot", "slot", "ticket", "lle", "le", "sedd"])
_LONGEST_NAME = 3  # words


@dataclass(frozen=True, kw_only=True)
class Others:
    """`what` names the session, `names` the people ("" where it is only clear that there are several).

    `unsure`: the sessions, where `names` may be somebody's name and may be anything else. `myself`: they gave
    their own name, which nobody else has.
    """

    what: str
    names: str
    unsure: Sequence[Session] = ()
    myself: bool = False


def said_for_others(desk: Desk, about: str) -> Others | None:
    """What is to be booked and for whom, in "12 for nia@… and Tomos Rees", "a place for nia@… on 12" and "two
    places on the walk"; None where it is for themselves.

    Names without an address or a mention are sure only behind a reference or a title ("Excel for beginners"
    is a title), and only of people for whom one may book: of nobody else is told here whether they are known.
    """
    found = _said(desk, about)
    if found is None or found.unsure or not found.names:
        return found
    return replace(found, myself=_is_me(desk, found.names))


def _said(desk: Desk, about: str) -> Others | None:
    if desk.ask is not None and (typed := _as_typed(desk, desk.ask.text)):
        return typed
    turned = _MENTIONED_ON.fullmatch(about.strip())
    if turned is not None and not _FOR.search(turned[1]):
        return Others(what=turned[2], names=turned[1])
    if (several := _SEVERAL.fullmatch(about.strip())) and all_named(desk, several[1]):
        return Others(what=several[1], names="")
    for found in _FOR.finditer(about):
        what, names = about[: found.start()].strip(), about[found.end() :].strip()
        if _MYSELF.fullmatch(names):
            return None
        if "@" in names:
            return Others(what=what, names=names)
        if others := _by_name(desk, about, what, names):
            return others
    on = _ON.search(about)
    if on is None:
        return None
    names = _AND.sub("", about[: on.start()].strip(), count=1)
    return None if _MYSELF.fullmatch(names) else _by_name(desk, about, about[on.end() :].strip(), names)


def _by_name(desk: Desk, about: str, what: str, names: str) -> Others | None:
    """`names` behind what names a session by reference or by words, where the whole is not a title."""
    by_ref = sessions.by_ref(desk.db, what.split(" ", 1)[0]) is not None
    there = () if by_ref else all_named(desk, what)
    if not (by_ref or there) or desk.programme.index.titled(named(about)):
        return None
    said = [each.strip() for each in APART.split(names) if each.strip()]
    if any(_called_as_i_am(desk, each) for each in said):
        return Others(what=what, names=names, unsure=there or all_named(desk, what.split(" ", 1)[0]))
    if any(meant_for(desk, each) for each in said):
        return Others(what=what, names=names)
    if _OF_MINE.fullmatch(names):
        return Others(what=what, names="")
    if _may_be_a_name(desk, names):
        return Others(what=what, names=names, unsure=there or all_named(desk, what))
    return None


def _is_me(desk: Desk, words: str) -> bool:
    """Their own whole name, address or mention, and no namesake whom it may mean as well."""
    said = words.casefold().split()
    mine = (desk.me.name or "").casefold().split()
    if desk.ask is None or ("@" not in words and (said != mine or len(mine) == 1)):
        return False
    found = organisers.meant(desk.db, words, desk.ask.who, desk.roles)
    return [person.id for person in found] == [desk.me.id]


def _called_as_i_am(desk: Desk, words: str) -> bool:
    """Whether it is a part of their own name: "Carys" from Carys Pugh may be another Carys, or she."""
    mine, said = (desk.me.name or "").casefold().split(), words.casefold().split()
    return bool(said) and set(said) <= set(mine) and (len(said) < len(mine) or len(mine) == 1)


def _may_be_a_name(desk: Desk, words: str) -> bool:
    """A few words that the programme does not know, and no day."""
    said = [token.text for token in spoken(words)]
    left = [word for word in said if word not in STOP_WORDS and word not in _A_PLACE]
    if not left or len(said) > _LONGEST_NAME or not all(word.isalpha() for word in left):
        return False
    return not any(desk.programme.names.knows(word) for word in left) and days_in(desk, words) is None


def _as_typed(desk: Desk, text: str) -> Others | None:
    """The same, letter by letter, where mentions or addresses stand behind a reference: what was made of a
    sentence may have lost an @.
    """
    for found in _FOR.finditer(text):
        before, names = text[: found.start()].split(), text[found.end() :].strip()
        for count in (1, 2):  # "12", "12 online"
            if "@" in names and sessions.by_ref(desk.db, " ".join(before[-count:][:1])) is not None:
                return Others(what=" ".join(before[-count:]), names=names)
    return None


def meant_for(desk: Desk, words: str) -> Sequence[Person]:
    """Whom they mean among those for whom they may book: of anybody else a manager learns nothing here."""
    if desk.ask is None or _MYSELF.fullmatch(words):
        return [desk.me]
    team_of = None if desk.me.organises else desk.me
    found = organisers.meant(desk.db, words, desk.ask.who, desk.roles, team_of=team_of)
    return [person for person in found if not person.gone and may_book_for(desk.me, person)]
