"""A small programme for the tests of search, written for them."""

from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.learning.sessions import Bilingual, Format, Session

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 5, 18, 10, tzinfo=LONDON)

_ROWS = (
    (
        "1", "Restful sleep", "Cwsg da",
        "Habits for the evening.", "Arferion min nos.", "wellbeing", "online",
    ),
    (
        "2", "Calm under pressure", "",
        "Breathing and boundaries at work.", "", "wellbeing", "in-person",
    ),
    (
        "3", "Spreadsheet clinic", "Clinig taenlenni",
        "Bring a formula.", "Dewch â fformiwla.", "digital", "in-person",
    ),
    (
        "4", "Safeguarding essentials", "Hanfodion diogelu",
        "Notice and act.", "Sylwi a gweithredu.", "safeguarding", "online",
    ),
    (
        "5", "First aid refresher", "",
        "Bandages and breathing.", "", "safety", "in-person",
    ),
    (
        "6", "Managing a small budget", "Rheoli cyllideb fach",
        "Plain figures.", "Ffigurau plaen.", "finance", "online",
    ),
    (
        "7", "Welsh for the front desk", "Cymraeg wrth y ddesg",
        "Greet people.", "Cyfarch pobl.", "welsh", "hybrid",
    ),
    (
        "EX-8", "Spreadsheet clinic: charts", "Clinig taenlenni: siartiau",
        "Draw it.", "Ei ddarlunio.", "digital", "online",
    ),
    (
        "9", "Taking minutes", "Cymryd cofnodion",
        "Write less.", "Ysgrifennu llai.", "communication", "online",
    ),
)  # fmt: skip


def programme() -> list[Session]:
    return [
        Session(
            id=number,
            uid=ref,
            ref=ref,
            title=Bilingual(title, title_cy),
            summary=Bilingual(summary, summary_cy),
            topic=topic,
            format=Format(how),
            place="Online (Teams)" if how == "online" else "Tŷ Afon, Cardiff",
            language="bilingual" if title_cy else "en",
            speaker="Ffion Dâr" if number == 3 else "Ali Hassan",
            series="Desk days" if number in {3, 7} else "",
            starts_at=START + number * timedelta(days=1),
            ends_at=START + number * timedelta(days=1, minutes=45),
            capacity=10,
        )
        for number, (ref, title, title_cy, summary, summary_cy, topic, how) in enumerate(_ROWS, 1)
    ]


def many(count: int) -> list[Session]:
    """A large programme: the small one again and again, each title with its own number."""
    small = programme()
    return [
        replace(
            small[number % len(small)],
            id=number,
            ref=str(number),
            title=Bilingual(
                f"{small[number % len(small)].title.en} {number}", small[number % len(small)].title.cy
            ),
        )
        for number in range(count)
    ]
