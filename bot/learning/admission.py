"""Who may book what and when: booking that opens and closes, an audience, so many dates for each person.

Whether there is a place is another question (`places`).
"""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from bot.card import When
from bot.learning.people import Person
from bot.learning.refusals import Refusal
from bot.learning.sessions import Draft, Session


class Audience(StrEnum):
    """Whom a session is for, as far as that can be told from words."""

    EVERYONE = "everyone"
    MANAGERS = "managers"
    INVITED = "invited"
    GROUP = "group"  # a profession or a directorate, when the people file knows it


_ONLY = re.compile(r"\s+(?:only|yn unig)$")
_EVERYONE = {"", "all", "everyone", "pawb"}
_MANAGERS = {
    *("manager", "managers", "all managers", "line managers", "people managers", "team managers"),
    *("rheolwyr", "pob rheolwr", "rheolwyr llinell", "rheolwyr pobl", "rheolwyr tîm"),
}
_INVITED = {
    *("invitation", "by invitation", "invited", "invited people", "invitees", "invite"),
    *("gwahoddiad", "drwy wahoddiad", "trwy wahoddiad", "gwahoddedigion"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What the people file says of somebody, as far as one session asks. `groups_known`: whether it knows
    every profession or directorate that the session is for; `dates`: how many dates of it they hold.
    """

    manages: bool = False
    groups_known: bool = False
    dates: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """What audiences name and the people file does not know: `groups`, as they were written, bar nobody;
    `managers` alone, where it names nobody's manager, bar everybody.
    """

    groups: tuple[str, ...] = ()
    managers: bool = False


ALL_KNOWN = Unknown()


@lru_cache(maxsize=1000)
def parts_of(audience: str) -> tuple[tuple[Audience, str], ...]:
    """Whom the words name: "Managers only; Social work" → managers, and the group "social work"."""
    return tuple(_kind(part) for part in re.split(r"[;,]", audience) if part.strip()) or (
        (Audience.EVERYONE, ""),
    )


def _kind(part: str) -> tuple[Audience, str]:
    name = _ONLY.sub("", " ".join(part.casefold().split()))
    if name in _EVERYONE:
        return Audience.EVERYONE, ""
    if name in _MANAGERS:
        return Audience.MANAGERS, name
    return (Audience.INVITED if name in _INVITED else Audience.GROUP), name


def unknown(audiences: Iterable[str], groups: Collection[str], *, managers: bool) -> Unknown:
    """`groups`: the professions and directorates of the people file, casefolded; `managers`: whether it names
    any.
    """
    found: dict[str, str] = {}
    for_managers = False
    for audience in audiences:
        for_managers |= all(kind is Audience.MANAGERS for kind, _ in parts_of(audience))
        for part in filter(str.strip, re.split(r"[;,]", audience)):
            kind, name = _kind(part)
            if kind is Audience.GROUP and name not in groups:
                found.setdefault(name, " ".join(part.split()))
    return Unknown(tuple(found.values()), for_managers and not managers)


def invitation_only(session: Draft) -> bool:
    """Only who is invited sees it in a list."""
    return bool(session.audience) and all(kind is Audience.INVITED for kind, _ in parts_of(session.audience))


def invited(session: Session, person: Person) -> bool:
    return bool(person.email) and person.email in session.invited.split()


def in_group(name: str, person: Person) -> bool:
    return name in {person.profession.casefold(), person.directorate.casefold()} - {""}


def shown_publicly(session: Session) -> bool:
    """Whether others may see it beside somebody's name, as in a list that they share."""
    return not session.sensitive and not invitation_only(session)


def shown_to(session: Session, person: Person) -> bool:
    """Whether a list may name it to them."""
    return not invitation_only(session) or invited(session, person) or person.organises


def admit(session: Session, person: Person, standing: Standing, now: datetime) -> None:
    """Refuses, and says why and what to do: not open yet, closed, meant for others, enough dates already.

    Words that the people file knows nothing of ("new starters") tell people, and bar nobody. Whoever is
    invited by name is meant, whatever the audience.
    """
    title = session.title
    if session.opens_at is not None and now < session.opens_at:
        raise Refusal("booking-not-open", title=title, when=When(session.opens_at))
    if session.closes_at is not None and session.closes_at <= now:
        raise Refusal("booking-ended", title=title, when=When(session.closes_at))
    kinds = dict(parts_of(session.audience))
    meant = (
        Audience.EVERYONE in kinds
        or invited(session, person)
        or (Audience.MANAGERS in kinds and standing.manages)
        or any(in_group(name, person) for _, name in parts_of(session.audience))
        or (Audience.GROUP in kinds and not standing.groups_known)
    )
    if not meant:
        reason = next(iter(kinds)) if len(kinds) == 1 else Audience.GROUP
        raise Refusal(f"for-{reason.value}", title=title, audience=session.audience)
    if session.dates_each is not None and standing.dates >= session.dates_each:
        raise Refusal("enough-dates", title=title, n=session.dates_each)
