"""The people and channels of the demo: eight to act as, and colleagues by number who fill the rooms."""

from dataclasses import dataclass

from bot.card import Language
from bot.learning.people import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoPerson:
    """Somebody made up. `key` names them in the try-out room; the address is at example.org (RFC 2606)."""

    key: str
    name: str
    language: Language
    role: Role = Role.STAFF
    directorate: str
    site: str
    manager: str = ""  # another's key

    @property
    def email(self) -> str:
        return f"{self.key}@example.org"

    @property
    def manager_email(self) -> str:
        return f"{self.manager}@example.org" if self.manager else ""


@dataclass(frozen=True, slots=True)
class DemoChannel:
    """A channel of the try-out room, and its language."""

    name: str
    language: Language


_CARDIFF, _CARMARTHEN, _ABERYSTWYTH, _WREXHAM = "Cardiff", "Carmarthen", "Aberystwyth", "Wrexham"
_HOUSING, _SOCIAL, _PLANNING, _PEOPLE = "Housing", "Social Services", "Planning", "People and Learning"

DEMO_PEOPLE: tuple[DemoPerson, ...] = (
    DemoPerson(
        key="nia",
        name="Nia Rees",
        language="en",
        directorate=_HOUSING,
        site=_CARDIFF,
        manager="joseph",
    ),
    DemoPerson(key="tomos", name="Tomos Huws", language="cy", directorate=_PLANNING, site=_ABERYSTWYTH),
    DemoPerson(key="amina", name="Amina Yusuf", language="en", directorate=_SOCIAL, site=_CARDIFF),
    DemoPerson(key="rhys", name="Rhys Beynon", language="en", directorate=_PLANNING, site=_CARMARTHEN),
    DemoPerson(key="lowri", name="Lowri Tudor", language="cy", directorate=_SOCIAL, site=_CARMARTHEN),
    DemoPerson(key="joseph", name="Joseph Clarke", language="en", directorate=_HOUSING, site=_WREXHAM),
    DemoPerson(
        key="elen",
        name="Elen Morgan",
        language="cy",
        role=Role.ORGANISER,
        directorate=_PEOPLE,
        site=_CARDIFF,
    ),
    DemoPerson(
        key="sam",
        name="Sam Okafor",
        language="en",
        role=Role.ADMINISTRATOR,
        directorate=_PEOPLE,
        site=_CARDIFF,
    ),
)

DEMO_CHANNELS: tuple[DemoChannel, ...] = (
    DemoChannel("learning", "en"),
    DemoChannel("wellbeing", "en"),
    DemoChannel("dysgu", "cy"),
)

COLLEAGUES = 60
_FIRST = ("Alun", "Beth", "Ceri", "Daniel", "Efa", "Farah", "Glyn", "Hana", "Idris", "Jess")
_LAST = ("Probert", "Ahmed", "Parry", "Sullivan", "Gwilym", "Mistry")


def demo_colleague(number: int) -> DemoPerson:
    """The colleague with that number, 1 to 60; always the same."""
    if not 1 <= number <= COLLEAGUES:
        raise ValueError(f"colleagues are numbered 1 to {COLLEAGUES}")
    place = number - 1
    return DemoPerson(
        key=f"colleague-{number}",
        name=f"{_FIRST[place % len(_FIRST)]} {_LAST[place // len(_FIRST)]}",
        language="cy" if number % 4 == 0 else "en",
        directorate=(_HOUSING, _SOCIAL, _PLANNING)[place % 3],
        site=(_CARDIFF, _CARMARTHEN, _WREXHAM, _ABERYSTWYTH)[place % 4],
    )
