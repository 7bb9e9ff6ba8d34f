"""A small made-up programme, seen on Monday 2 March 2026: every kind of session that a view can meet."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.card import Reader
from bot.learning.sessions import Bilingual, Format, Session, Status

ZONE = ZoneInfo("Europe/London")
READER = Reader(zone=ZONE, today=date(2026, 3, 2))


def at(day: int, hour: int, minute: int = 0, *, month: int = 3, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


def session(number: int, en: str, cy: str, starts_at: datetime, minutes: int = 60, **more: Any) -> Session:
    return Session(
        id=number,
        uid=f"golden-{number}",
        ref=more.pop("ref", str(number)),
        title=Bilingual(en, cy),
        starts_at=starts_at,
        ends_at=more.pop("ends_at", starts_at + timedelta(minutes=minutes)),
        **more,
    )


WALKING = session(
    11,
    "Meetings on foot",
    "Cyfarfodydd ar droed",
    at(3, 10),
    90,
    summary=Bilingual(
        "Take your next one-to-one outside. We walk, talk, and try three ways of taking notes on the move.",
        "Ewch â’ch cyfarfod nesaf allan i’r awyr iach. Byddwn yn cerdded, yn siarad ac yn rhoi cynnig ar "
        "dair ffordd o wneud nodiadau wrth fynd.",
    ),
    topic="wellbeing",
    format=Format.IN_PERSON,
    place="The garden gate, Llys Derwen",
    capacity=12,
    taken=9,
    speaker="Gwenllian Tudor",
)
PIVOTS = session(
    12,
    "Pivot tables over coffee",
    "Tablau colyn dros goffi",
    at(3, 13, 30),
    45,
    topic="data",
    format=Format.ONLINE,
    link="https://meet.example.org/pivots",
    capacity=20,
    taken=19,
)
FULL = session(
    13,
    "Say no kindly",
    "Dweud na yn garedig",
    at(4, 9),
    topic="communication",
    format=Format.IN_PERSON,
    place="Room 2",
    capacity=8,
    taken=8,
)
WAITED_FOR = session(
    14,
    "Minutes that people read",
    "Cofnodion y mae pobl yn eu darllen",
    at(4, 12),
    30,
    format=Format.HYBRID,
    place="Room 5 and online",
    link="https://meet.example.org/minutes?room=5&lang=cy",
    capacity=10,
    taken=10,
    waiting=3,
    topic="communication",
)
CLOSED = session(
    15,
    "First aid refresher",
    "Gloywi cymorth cyntaf",
    at(5, 9, 15),
    195,
    format=Format.IN_PERSON,
    place="Hall B",
    status=Status.CLOSED,
    capacity=15,
    taken=11,
    topic="health and safety",
)
CANCELLED = session(
    16,
    "Talking about money",
    "Siarad am arian",
    at(5, 14),
    topic="wellbeing",
    format=Format.ONLINE,
    status=Status.CANCELLED,
)
WELSH = session(
    17,
    "",
    "Clwb clonc amser cinio",
    at(6, 12, 15),
    45,
    topic="welsh",
    format=Format.ONLINE,
    language="cy",
    summary=Bilingual(cy="Paned a sgwrs i bawb sy’n dysgu neu’n siarad Cymraeg."),
    speaker="Elis Wyn",
)
BILINGUAL = session(
    18,
    "Welcome to the library service",
    "Croeso i’r gwasanaeth llyfrgell",
    at(6, 15),
    topic="libraries",
    format=Format.HYBRID,
    place="Y Llyfrgell",
    language="bilingual",
    audience="new starters",
    capacity=30,
    taken=29,
)
ENGLISH = session(
    19, "Writing a business case", "", at(9, 11), 120, topic="finance", place="Room 1", capacity=6, taken=4
)
ALL_DAY = session(
    20,
    "Team leaders’ retreat",
    "Encil arweinwyr tîm",
    at(12, 0),
    all_day=True,
    ends_at=at(14, 0),
    topic="leadership",
    format=Format.IN_PERSON,
    place="Plas Hafod",
    audience="team leaders",
)
ONE_DAY = session(
    21,
    "Digital open day",
    "Diwrnod agored digidol",
    at(19, 0),
    all_day=True,
    ends_at=at(20, 0),
    topic="digital",
)
SUMMER = session(
    22, "Summer hours", "Oriau’r haf", at(30, 12), 60, topic="wellbeing", format=Format.ONLINE, capacity=2
)
NEXT_YEAR = session(
    23, "Planning the new year", "Cynllunio’r flwyddyn newydd", at(11, 12, month=1, year=2027), 60
)
OVERNIGHT = session(
    24,
    "Night shift drop-in",
    "Galw heibio’r shifft nos",
    at(10, 22),
    ends_at=at(11, 0, 30),
    format=Format.ONLINE,
    topic="wellbeing",
)
HOSTILE = session(
    25,
    "<!channel> {{DATE()}} <script>alert(1)</script> *bold* & “more” \u202eknow",
    "<!channel> {{DATE()}} <script>alert(1)</script> *trwm* a “mwy” 🎉",
    at(6, 16),
    topic="<b>data</b>",
    place="<@U1> [here](javascript:alert(1))",
    link="javascript:alert(1)",
    speaker="_Robert'); DROP TABLE sessions;--_",
    capacity=1,
)
LONG = session(
    26,
    "A practical and unhurried introduction to everything that a newly appointed "
    + "deputy " * 40
    + "manager needs",
    "Cyflwyniad ymarferol a hamddenol i bopeth y mae ei angen ar " + "ddirprwy " * 40 + "reolwr newydd",
    at(11, 9),
    ref="programme-2026-autumn-leadership-and-management-development-0026",
    topic="leadership",
    format=Format.HYBRID,
    place="Conference room 4, third floor, east wing, Tŷ Coed-y-Brenin, Heol y Gorfforaeth; " * 3
    + "ask at the desk",
    capacity=400,
    taken=12,
)

WEEK = (WALKING, PIVOTS, FULL, WAITED_FOR, CLOSED, WELSH, BILINGUAL)
EVERY_KIND = (*WEEK, CANCELLED, ENGLISH, ALL_DAY, ONE_DAY, SUMMER, NEXT_YEAR, OVERNIGHT)
TOPICS = ("communication", "data", "finance", "wellbeing", "gardening club")
