"""What a spreadsheet says of booking: capacities, a window, who may come, what becomes of a freed place."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.intake import read_programme
from bot.learning.sessions import Freed

LONDON = ZoneInfo("Europe/London")


def read(headings: str, cells: str):
    table = f"Title,Date,Start,{headings}\nWalk,10/03/2026,9am,{cells}\n".encode()
    return read_programme("p.csv", table, zone=LONDON, today=date(2026, 3, 2))


def one(headings: str, cells: str):
    sheet = read(headings, cells)
    assert not sheet.problems, sheet.problems
    return sheet.drafts[0]


def test_places_in_the_room_and_online_are_two_numbers():
    draft = one("Places,Online places", "12,40")
    assert (draft.apart, draft.capacity, draft.online_capacity) == (True, 12, 40)


def test_online_without_a_limit_is_still_counted_apart():
    draft = one("Places,Lleoedd ar-lein", "12,no limit")
    assert (draft.apart, draft.capacity, draft.online_capacity) == (True, 12, None)


def test_without_a_number_for_online_there_is_one_count():
    draft = one("Places,Online places", "12,")
    assert (draft.apart, draft.capacity) == (False, 12)


@pytest.mark.parametrize(
    ("cell", "rule"),
    [("take", Freed.TAKE), ("Offer", Freed.OFFER), ("cynnig", Freed.OFFER), ("", Freed.DEFAULT), ("3", "")],
)
def test_the_waiting_list_takes_or_offers(cell, rule):
    assert one("Waiting list", cell).freed == rule


def test_booking_opens_and_closes():
    draft = one("Booking opens,Booking closes", "03/03/2026 10:00,06/03/2026")
    assert draft.opens_at == datetime(2026, 3, 3, 10, tzinfo=LONDON)
    assert draft.closes_at == datetime(2026, 3, 7, tzinfo=LONDON), "the whole of that day"


def test_a_window_that_cannot_be_read_is_a_problem_of_its_row_and_never_no_window():
    sheet = read("Booking closes", "soon")
    assert not sheet.drafts
    assert [problem.column for problem in sheet.problems] == ["Booking closes"]


def test_who_is_invited_how_many_dates_and_what_is_sensitive():
    draft = one(
        "Audience,Invited,Dates each,Sensitive",
        'Invitation only,"Nia@example.org; <owen@example.org>, nobody",2,yes',
    )
    assert draft.invited == "nia@example.org owen@example.org"
    assert (draft.dates_each, draft.sensitive) == (2, True)


@pytest.mark.parametrize(
    ("heading", "cell", "needed"),
    [
        ("Approval needed", "yes", True),
        ("Approval required", "Line manager", True),
        ("Angen cymeradwyaeth", "oes", True),
        ("Cymeradwyaeth rheolwr", "rheolwr llinell", True),
        ("Approval needed", "no", False),
        ("Approval needed", "", False),
        ("Approval needed", "not from anybody", False),
    ],
)
def test_whether_a_place_has_to_be_approved(heading, cell, needed):
    assert one(heading, cell).approval is needed


@pytest.mark.parametrize(
    ("heading", "cell", "cost"),
    [
        ("Cost", "£45 and travel", "£45 and travel"),
        ("Cost per person", "45", "£45"),
        ("Price", '"1,250.5"', "£1,250.50"),
        ("Cost y pen", "£45 a theithio", "£45 a theithio"),
        ("Fee", "Free", ""),
        ("Cost", "am ddim", ""),
        ("Cost", "0", ""),
        ("Cost", "x" * 400, "x" * 199 + "…"),
    ],
)
def test_what_it_costs_is_told_in_the_file_s_own_words(heading, cell, cost):
    assert one(heading, cell).cost == cost if len(cell) < 100 else read(heading, cell).drafts[0].cost == cost
