"""The rules of attendance, records and seats, held over many made-up sessions; and what is drawn of them."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.files.certificate import Certificate, draw, without_letters
from bot.files.wall_code import qr
from bot.learning.attendance import EARLY, THERE, Mark, Marked, can_be_marked, check_in, is_on
from bot.learning.places import Hold, Place, Roster, change_seats, promote
from bot.learning.records import Past, certify, length, topics, total
from bot.learning.refusals import Refusal
from bot.learning.sessions import Bilingual, Session, Status
from tests.house import LONDON

START = datetime(2026, 3, 3, 9, tzinfo=UTC)


def session(*, minutes: int = 60, start: datetime = START, **facts) -> Session:
    plain = {"id": 1, "ref": "12", "uid": "12", "title": Bilingual("Walking", "Cerdded")}
    return Session(**plain, starts_at=start, ends_at=start + timedelta(minutes=minutes), **facts)


def place(hold: Hold = Hold.BOOKED, person: int = 7, *, number: int = 1, seats: int = 1) -> Place:
    return Place(id=number, session_id=1, person_id=person, hold=hold, since=START, seats=seats)


def refusal(act) -> str:
    try:
        act()
    except Refusal as refused:
        return refused.name
    return ""


offsets = st.integers(-600, 600).map(lambda minutes: timedelta(minutes=minutes))
holds = st.sampled_from([*Hold, None])
marks = st.sampled_from([*Mark, None])


given_marks = st.one_of(st.none(), st.builds(Marked, st.sampled_from(Mark), st.booleans(), st.just(START)))


@given(offsets, st.integers(1, 480), holds, given_marks, st.sampled_from(Status))
def test_who_can_say_that_they_are_there(offset, minutes, hold, marked, status):
    on = session(minutes=minutes, status=status)
    now = START + offset
    held = place(hold) if hold else None
    said = refusal(lambda: check_in(on, held, marked, now))
    in_time = START - EARLY <= now <= on.ends_at
    assert is_on(on, now) == (in_time and status in (Status.OPEN, Status.CLOSED))
    if not said:
        assert status in (Status.OPEN, Status.CLOSED)
        assert now >= START - EARLY
        known = marked is not None and marked.mark in THERE
        assert known or (in_time and hold in (Hold.BOOKED, Hold.LEAVING))
        assert known or marked is None or not marked.by_organiser
    elif status in (Status.OPEN, Status.CLOSED):
        expected = "here-early" if now < START - EARLY else "here-late" if now > on.ends_at else said
        assert said == expected, "early and late are told the truth"


@given(offsets, st.sampled_from(Status))
def test_nobody_is_marked_before_anybody_can_be_there(offset, status):
    said = refusal(lambda: can_be_marked(session(status=status), START + offset))
    assert (not said) == (offset >= -EARLY and status in (Status.OPEN, Status.CLOSED))


@given(offsets, st.integers(1, 480), marks, st.booleans(), st.sampled_from(Status))
def test_certificates_to_no_shows_or_misspelt_names_never_to_no_shows(
    offset, minutes, mark, by_organiser, status
):
    over = session(minutes=minutes, status=status)
    marked = Marked(mark, by_organiser, START) if mark else None
    now = START + offset
    allowed = not refusal(lambda: certify(over, marked, now))
    assert allowed == (mark in THERE and now >= over.ends_at and status in (Status.OPEN, Status.CLOSED))


@given(st.lists(st.tuples(st.integers(1, 600), marks), max_size=20))
def test_hours_are_of_what_they_came_to_whole(rows):
    past = [Past(session(minutes=minutes), mark) for minutes, mark in rows]
    sums = total(past)
    assert sums.minutes == sum(minutes for minutes, mark in rows if mark is Mark.CAME)
    assert sums.sessions == sum(mark in THERE for _, mark in rows)
    assert sums.in_part == sum(mark is Mark.PART for _, mark in rows)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            [("data", Mark.CAME), ("wellbeing", Mark.PART), ("wellbeing", Mark.CAME)],
            ["wellbeing 2", "data 1"],
        ),
        ([(topic, Mark.CAME) for topic in "hbdgcfae"], [f"{topic} 1" for topic in "abcdefgh"]),
        ([("data", Mark.ABSENT), ("wellbeing", None), ("", Mark.CAME)], []),
    ],
)
def test_topics_are_of_what_they_went_to_the_most_frequent_first(rows, expected):
    past = [Past(session(topic=topic), mark) for topic, mark in rows]
    assert [f"{topic} {n}" for topic, n in topics(past)] == expected


@pytest.mark.parametrize("month", [3, 10])
def test_a_day_on_which_the_clocks_change_is_a_day(month):
    day = datetime(2026, month, 29 if month == 3 else 25, tzinfo=LONDON)
    whole = session(start=day, all_day=True, minutes=0)
    end = (day + timedelta(days=1)).replace(hour=0)
    # As databases give them: in one zone alone, Python counts a day of 23 hours as 24.
    real = {"starts_at": day.astimezone(UTC), "ends_at": end.astimezone(UTC)}
    assert length(Session(**{**vars_of(whole), **real})) == (0, 1)


def vars_of(of: Session) -> dict:
    return {name: getattr(of, name) for name in of.__dataclass_fields__}


@settings(max_examples=200)
@given(
    st.integers(1, 6),
    st.lists(st.tuples(st.sampled_from(Hold), st.booleans()), max_size=8),
    st.integers(0, 7),
)
def test_a_helpers_seat_never_oversells_and_jumps_no_queue(capacity, rows, who):
    places = []
    for number, (hold, helper) in enumerate(rows):
        seats = 2 if helper and hold is not Hold.WAITING else 1
        roster = Roster(session(capacity=capacity), tuple(places))
        if hold is not Hold.WAITING and roster.taken + seats > capacity:
            continue
        places.append(place(hold, number, number=number, seats=seats))
    roster = Roster(session(capacity=capacity), tuple(places))
    held = roster.of(who)
    said = refusal(lambda: change_seats(roster, who, 2))
    if held is None or held.hold is not Hold.BOOKED:
        assert said == "not-booked"
    elif held.seats == 2:
        assert not said
    elif said:
        assert said == "no-seat-for-helper"
        assert roster.taken + 1 > capacity or roster.queue
    else:
        assert roster.taken + 1 <= capacity
        assert not roster.queue, "a seat that somebody waits for is theirs"
    assert len(promote(roster, START - timedelta(days=1))) <= max(0, capacity - roster.taken)


# ── What is drawn ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("words", ["https://caffi.example.org/here/4821", "here 4821", "dw i yma 4821 ŵ"])
def test_the_code_on_the_wall_can_be_read(words):
    zxing = pytest.importorskip("zxingcpp", reason="zxing-cpp is not installed")
    image = pytest.importorskip("PIL.Image", reason="pillow is not installed")
    (read,) = zxing.read_barcodes(image.open(io.BytesIO(qr(words))))
    assert read.text == words


HOSTILE = (
    "<!channel> {{DATE()}} <script>",
    "x" * 3200,
    "deputy " * 460,
    "\u202eknow ليلى 李 🎉",
    "a\nb\x0cc\\n%PDF",
)


@pytest.mark.parametrize("title", HOSTILE)
def test_any_title_is_one_page_that_can_be_read(title):
    pypdf = pytest.importorskip("pypdf", reason="pypdf is not installed")
    paper = Certificate(
        language="cy",
        heading="Tystysgrif",
        before_name="bod",
        name="Siân Ŵyn Llŷr",
        after_name="wedi bod yn",
        title=title,
        lines=(title[:200],),
        small=("Cyfrif: sian@example.org",),
        author=title,
        issued=START.isoformat(),
    )
    pdf = pypdf.PdfReader(io.BytesIO(draw(paper)))
    (page,) = pdf.pages
    assert "Siân Ŵyn Llŷr" in page.extract_text()
    assert "Cyfrif: sian@example.org" in page.extract_text()
    assert pdf.trailer["/Root"]["/Lang"] == "cy-GB"
    assert "/JavaScript" not in str(pdf.trailer["/Root"])


def test_certificates_to_no_shows_or_misspelt_names_every_letter_that_a_name_may_have_is_in_the_font():
    ttlib = pytest.importorskip("fontTools.ttLib", reason="fonttools is not installed")
    from importlib import resources

    for style in ("Regular", "SemiBold"):
        file = resources.files("ttf_opensans") / "ttf" / f"OpenSans-{style}.ttf"
        with file.open("rb") as opened:
            known = ttlib.TTFont(opened).getBestCmap()
        letters = [chr(number) for number in range(0x20, 0x3000)]
        shown = [letter for letter in letters if not without_letters(letter)]
        assert [letter for letter in shown if ord(letter) not in known] == []
    assert without_letters("Siân Ŵyn-Llŷr O’Neill Łukasz Nguyễn Γιώργος Жанна") == ""
    assert without_letters("Li 李小 李\u202e") == "李小\u202e"
