"""What people say of days, in both languages: what is read, what is left, and what is no date at all."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.understand.dates import find_dates

LONDON = ZoneInfo("Europe/London")
NOW = datetime(2026, 5, 13, 15, 20, tzinfo=LONDON)  # a Wednesday


def days(text: str, now: datetime = NOW) -> tuple[date | None, date | None] | None:
    span, _ = find_dates(text, now=now)
    if span is None or span.start is None:
        return None
    return span.start.date(), span.end.date() if span.end else None


def may(first: int, until: int) -> tuple[date, date]:
    return date(2026, 5, first), date(2026, 5, until)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("today", may(13, 14)),
        ("heddiw", may(13, 14)),
        ("tomorrow", may(14, 15)),
        ("yfory", may(14, 15)),
        ("fory", may(14, 15)),
        ("the day after tomorrow", may(15, 16)),
        ("trennydd", may(15, 16)),
        ("Wednesday", may(13, 14)),
        ("monday", may(18, 19)),
        ("dydd Llun", may(18, 19)),
        ("ddydd Gwener", may(15, 16)),
        ("Mawrth, Mercher neu Iau", may(13, 20)),
        ("next Thursday", may(21, 22)),
        ("this Thursday", may(14, 15)),
        ("dydd Iau nesaf", may(21, 22)),
        ("this week", may(11, 18)),
        ("next week", may(18, 25)),
        ("yr wythnos nesaf", may(18, 25)),
        ("the week after next", (date(2026, 5, 25), date(2026, 6, 1))),
        ("this weekend", may(16, 18)),
        ("y penwythnos nesaf", may(23, 25)),
        ("w/c 25 May", (date(2026, 5, 25), date(2026, 6, 1))),
        ("week commencing the 18th", may(18, 25)),
        ("yr wythnos yn dechrau 18 Mai", may(18, 25)),
        ("this month", (date(2026, 5, 1), date(2026, 6, 1))),
        ("next month", (date(2026, 6, 1), date(2026, 7, 1))),
        ("y mis nesaf", (date(2026, 6, 1), date(2026, 7, 1))),
        ("in September", (date(2026, 9, 1), date(2026, 10, 1))),
        ("ym mis Medi", (date(2026, 9, 1), date(2026, 10, 1))),
        ("yng Ngorffennaf", (date(2026, 7, 1), date(2026, 8, 1))),
        ("o fis Tachwedd ymlaen", (date(2026, 11, 1), None)),
        ("in February", (date(2027, 2, 1), date(2027, 3, 1))),
        ("8 June", (date(2026, 6, 8), date(2026, 6, 9))),
        ("June 8th", (date(2026, 6, 8), date(2026, 6, 9))),
        ("8/6", (date(2026, 6, 8), date(2026, 6, 9))),
        ("8/6/2027", (date(2027, 6, 8), date(2027, 6, 9))),
        ("2027-06-08", (date(2027, 6, 8), date(2027, 6, 9))),
        ("08.06.27", (date(2027, 6, 8), date(2027, 6, 9))),
        ("3 March", (date(2027, 3, 3), date(2027, 3, 4))),
        ("the 20th", may(20, 21)),
        ("on the 2nd", (date(2026, 6, 2), date(2026, 6, 3))),
        ("y 3ydd o Fehefin", (date(2026, 6, 3), date(2026, 6, 4))),
        ("29 February", (date(2028, 2, 29), date(2028, 3, 1))),
        ("in two weeks", (date(2026, 5, 25), date(2026, 6, 1))),
        ("in ten days", may(23, 24)),
        ("a fortnight today", may(27, 28)),
        ("wythnos i ddydd Llun", may(25, 26)),
        ("Monday week", may(25, 26)),
        ("over the next three weeks", (date(2026, 5, 13), date(2026, 6, 3))),
        ("dros y pythefnos nesaf", may(13, 27)),
        ("before Friday", may(13, 15)),
        ("by Friday", may(13, 16)),
        ("until the end of the month", (date(2026, 5, 13), date(2026, 6, 1))),
        ("after 10 June", (date(2026, 6, 11), None)),
        ("from Monday", (date(2026, 5, 18), None)),
        ("ar ôl y penwythnos", (date(2026, 5, 18), None)),
        ("erbyn diwedd mis Mehefin", (date(2026, 5, 13), date(2026, 7, 1))),
        ("from Monday to Thursday", may(18, 22)),
        ("o ddydd Llun i ddydd Iau", may(18, 22)),
        ("rhwng 3 a 9 Mehefin", (date(2026, 6, 3), date(2026, 6, 10))),
        ("3rd-9th June", (date(2026, 6, 3), date(2026, 6, 10))),
        ("late June", (date(2026, 6, 21), date(2026, 7, 1))),
        ("start of next week", may(18, 21)),
        ("rest of this week", may(13, 18)),
        ("last Friday in June", (date(2026, 6, 26), date(2026, 6, 27))),
        ("dydd Gwener cyntaf mis Gorffennaf", (date(2026, 7, 3), date(2026, 7, 4))),
        ("the week before Easter", (date(2027, 3, 15), date(2027, 3, 22))),
        ("Tuesday next week", may(19, 20)),
        ("dydd Mawrth wythnos nesaf", may(19, 20)),
        ("dydd Mawrth 2 Mehefin", (date(2026, 6, 2), date(2026, 6, 3))),
        ("Friday 12th", (date(2026, 6, 12), date(2026, 6, 13))),
        ("this week and next", may(11, 25)),
        ("all I am put up to in July", (date(2026, 7, 1), date(2026, 8, 1))),
        ("form PH-3 June", (date(2026, 6, 1), date(2026, 7, 1))),
        ("£5 July sale", (date(2026, 7, 1), date(2026, 8, 1))),
        ("wednsday", may(13, 14)),
        ("tommorow", may(14, 15)),
        ("octobr", (date(2026, 10, 1), date(2026, 11, 1))),
    ],
)  # fmt: skip
def test_reads(text, expected):
    assert days(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Excel 2016", "Level 3", "5 ways of working", "NVQ 4", "1:1 coaching", "one to one", "a day in court",
        "two day course", "the 3rd floor", "21st century skills", "first aid", "second language",
        "24/7 cover",
        "30 February", "31/2", "45/13", "version 2.10.3", "192.168.0.1", "EX-12", "form 5/10/b", "P45",
        "may I join", "who may attend", "coffee with May Price", "sun cream", "sat nav", "mon cheri",
        "march.com", "sunday.com", "marking", "weekly planning", "monthly report", "spring clean",
        "half term",
        "mai dyna'r ateb", "llun o'r tîm", "merched mewn gwaith",
        "bore da", "good morning all", "dan bwysau",
        "ydy hi'n fis", "nos da", "", "   ", "???", "99999999999",
        "in 9999 years",
    ],
)  # fmt: skip
def test_is_no_date(text):
    span, rest = find_dates(text, now=NOW)
    assert span is None
    assert rest == text.strip()


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("wellbeing next week", "wellbeing"),
        ("anything about budgets on Friday please", "anything about budgets please"),
        ("Excel 2016 in the first week of June", "Excel 2016"),
        ("Lefel 3 ddydd Mawrth", "Lefel 3"),
        ("yoga tomorrow morning, in Cardiff", "yoga, in Cardiff"),
        ("rhywbeth am arwain yr wythnos nesaf", "rhywbeth am arwain"),
        ("5 ways of working after 3pm", "5 ways of working"),
        ("Tŷ Afon “tomorrow” — café", "Tŷ Afon “ ” — café"),
    ],
)
def test_leaves_the_other_words_as_they_were(text, rest):
    span, left = find_dates(text, now=NOW)
    assert span
    assert left == rest


def test_says_which_words_it_read():
    span, _ = find_dates("Leadership on Tuesday next week, after 2pm", now=NOW)
    assert span
    assert span.said == ("Tuesday next week", "after 2pm")


def test_days_that_do_not_follow_each_other_are_held_apart():
    span, _ = find_dates("Monday or Wednesday next week", now=NOW)
    assert span
    held = [day for day in range(18, 25) if span.hold(datetime(2026, 5, day, 10, tzinfo=LONDON))]
    assert held == [18, 20]


def test_every_friday_has_no_end():
    span, _ = find_dates("Fridays", now=NOW)
    assert span
    assert span.end is None
    assert span.hold(datetime(2027, 5, 14, 10, tzinfo=LONDON))
    assert not span.hold(datetime(2027, 5, 13, 10, tzinfo=LONDON))


@pytest.mark.parametrize("day", [date(2026, 3, 29), date(2026, 10, 25)])
def test_a_day_when_the_clocks_change_is_one_local_day(day):
    now = datetime(day.year, day.month, day.day - 1, 9, tzinfo=LONDON)
    span, _ = find_dates("tomorrow", now=now)
    assert span
    assert span.start
    assert span.end
    assert (span.start.hour, span.end.hour) == (0, 0)
    assert (span.start.date(), (span.end.date() - span.start.date()).days) == (day, 1)
    hours = (span.end.timestamp() - span.start.timestamp()) / 3600
    assert hours == (23 if day.month == 3 else 25)


def test_a_session_in_another_zone_is_held_by_local_day():
    span, _ = find_dates("tomorrow", now=NOW)
    assert span
    assert span.hold(datetime(2026, 5, 13, 23, 30, tzinfo=ZoneInfo("UTC")))  # 00:30 on the 14th in London
    assert not span.hold(datetime(2026, 5, 14, 23, 30, tzinfo=ZoneInfo("UTC")))
