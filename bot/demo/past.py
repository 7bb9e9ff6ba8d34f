"""Two quarters that are over in the demo, with who came, so that there is something to see of reach."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta, tzinfo

from bot.demo.people import DemoPerson
from bot.learning.reach import SETTLES, Headcount, Kind, Period, around
from bot.learning.sessions import Bilingual, Draft, Format
from bot.learning.wall_time import at

REGULARS = 140
_REGULAR = 97  # who come now and then; the others never did
_FIRST = ("Aled", "Bronwen", "Chidi", "Delyth", "Emyr", "Ffion", "Gareth", "Huda", "Ifan", "Julia")
_LAST = (
    *("Bowen", "Cadwaladr", "Donnelly", "Eynon", "Fychan", "Griffiths", "Hopkin"),
    *("Islam", "Jenkins", "Kowalski", "Llywelyn", "Matthews", "Nowak", "Owain"),
)
# In which directorate, and at which site, one in so many works.
_DIRECTORATES = (
    *("Housing",) * 7,
    *("Social Services",) * 6,
    *("Planning",) * 4,
    *("Finance",) * 2,
    "People and Learning",
)
_SITES = ("Cardiff",) * 4 + ("Carmarthen",) * 2 + ("Wrexham",) * 2 + ("Aberystwyth",) * 2
_HEADCOUNTS = {
    "": 265,
    "directorate:Housing": 88,
    "directorate:Social Services": 76,
    "directorate:Planning": 56,
    "directorate:Finance": 24,
    "directorate:People and Learning": 21,
    "site:Cardiff": 110,
    "site:Carmarthen": 62,
    "site:Wrexham": 55,
    "site:Aberystwyth": 38,
}
# Week of the quarter, titles, topic, format, language, places; how many came, did not come, and still waited.
_SESSIONS = (
    (1, "Sleep well|Cysgu'n dda", "wellbeing", Format.ONLINE, "bilingual", 80, (58, 6, 0)),
    (2, "Spreadsheets|Taenlenni", "digital", Format.ONLINE, "en", 60, (47, 9, 0)),
    (3, "Sgwrsio'n hyderus yn y gwaith", "welsh", Format.IN_PERSON, "cy", 30, (26, 1, 4)),
    (4, "Hard conversations|Sgyrsiau anodd", "leadership", Format.IN_PERSON, "en", 24, (21, 3, 7)),
    (
        6,
        "Working with volunteers|Gweithio gyda gwirfoddolwyr",
        "community",
        Format.HYBRID,
        "en",
        40,
        (33, 4, 0),
    ),
    (7, "Ysgrifennu'n glir", "communication", Format.ONLINE, "cy", 40, (31, 2, 0)),
    (8, "Who can see my data?|Pwy all weld fy nata?", "digital", Format.ONLINE, "en", 90, (72, 11, 0)),
    (
        10,
        "Walk at lunch|Cerdded amser cinio",
        "wellbeing",
        Format.IN_PERSON,
        "bilingual",
        20,
        (7, 1, 0),
    ),
    (
        11,
        "In two languages|Mewn dwy iaith",
        "leadership",
        Format.HYBRID,
        "cy",
        30,
        (24, 2, 3),
    ),
)


@dataclass(frozen=True, slots=True)
class DemoPast:
    """A session of the past: numbers of the regulars who `came`, who did not (`absent`), who `waited`."""

    draft: Draft
    came: tuple[int, ...]
    absent: tuple[int, ...]
    waited: tuple[int, ...]


def demo_regular(number: int) -> DemoPerson:
    """A member of staff who went to sessions of the past, 0 to 139; always the same."""
    return DemoPerson(
        key=f"regular-{number}",
        name=f"{_FIRST[number % len(_FIRST)]} {_LAST[number // len(_FIRST)]}",
        language="cy" if number % 4 == 1 else "en",
        directorate=_DIRECTORATES[number * 7 % len(_DIRECTORATES)],
        site=_SITES[number * 3 % len(_SITES)],
    )


def demo_quarters(today: date) -> tuple[Period, Period]:
    """The two that are counted for good, the older first."""
    last = around(Kind.QUARTER, today - SETTLES).before
    return last.before, last


def demo_past(today: date, zone: tzinfo) -> Iterator[DemoPast]:
    """The same nine sessions in each of the two quarters."""
    for which, quarter in enumerate(demo_quarters(today)):
        for place, (week, titles, topic, format_, language, places, people) in enumerate(_SESSIONS):
            monday = quarter.first + timedelta(days=7 * week - quarter.first.weekday())
            starts = at(monday + timedelta(days=place % 5), time(10 + place % 5), zone)
            first, last = titles.split("|") if "|" in titles else ("", titles)
            draft = Draft(
                uid=f"demo-past-{which}-{place}",
                ref=f"{which * 100 + 101 + place}",
                title=Bilingual(first, last),
                topic=topic,
                format=format_,
                language=language,
                capacity=places,
                starts_at=starts,
                ends_at=starts + timedelta(hours=1),
            )
            # Fewer came in the quarter before, and not always the same.
            came, absent, waited = (count * (3 + which) // 4 for count in people)
            drawn = [(n * 11 + place * 17 + which * 29) % _REGULAR for n in range(came + absent + waited)]
            yield DemoPast(
                draft,
                tuple(drawn[:came]),
                tuple(drawn[came : came + absent]),
                tuple(drawn[came + absent :]),
            )


def demo_headcounts(today: date) -> dict[str, Headcount]:
    """By scope, as on the first day of the newer quarter."""
    on = demo_quarters(today)[1].first
    return {scope: Headcount(number, on) for scope, number in _HEADCOUNTS.items()}
