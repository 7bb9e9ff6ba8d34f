"""Slides, handouts and links: dropped once, told once, in the right words, to those whom they concern."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.ask import Profile
from bot.card import Button, Form, Text
from bot.learning.materials import MOST, plain_link, plain_name, why_not
from bot.store import materials, sessions
from tests.house import MONDAY, buttons, draft

TUESDAY = MONDAY + timedelta(days=1)
ENDED = TUESDAY + timedelta(hours=1)
SOON = timedelta(minutes=16)


async def over(house, *, came=("nia",), absent=(), waiting=(), followers=(), **facts):
    """A session that is over: who came, who did not, who waited in vain, and who follows its topic."""
    few = len(came) + len(absent)
    await house.puts_on(
        draft("Mindful walking", TUESDAY, ref="12", **({"capacity": few or 1} | facts)),
        draft("Mindful walking", TUESDAY + timedelta(days=21), ref="13"),
        draft("Breathing", TUESDAY + timedelta(days=14), ref="14"),
    )
    people = {key: await house.meets(key) for key in (*came, *absent, *waiting, *followers)}
    for key in (*came, *absent, *waiting):
        await people[key].types("book 12")
    for key in followers:
        await people[key].types("follow wellbeing")
    olwen = await house.meets("olwen")
    await house.wait_until(ENDED + timedelta(minutes=5))
    if absent:
        await olwen.types("attendance 12")
        for key in absent:
            number = await house.person_id(key)
            await olwen.press(Button(Text(()), "attendance_mark", f"12 {number} absent 0"))
        for key in came:
            number = await house.person_id(key)
            await olwen.press(Button(Text(()), "attendance_mark", f"12 {number} came 0"))
    return olwen, people


async def adds(olwen, title="The slides", url="https://example.org/slides?a=1&b=2"):
    await olwen.types("share 12")
    await olwen.presses("Add a link")
    return await olwen.submits(title=title, url=url)


async def sends(olwen, label=None):
    label = label or next(
        span.text
        for button in buttons(olwen.last.body)
        if button.word == "materials_send"
        for span in button.label.spans
        if span.text
    )
    found = [b for b in buttons(olwen.last.body) if b.word == "materials_send"]
    return await olwen.press(found[-1] if label == "wider" else found[0])


def told(person):
    return [
        text
        for parcel, text in zip(person.letters, person.post, strict=True)
        if "To take along" in text or "used" in text or "what you missed" in text or "put right" in text
        if not parcel.key.startswith("answer")
    ]


async def test_each_reads_the_words_that_fit(house):
    olwen, people = await over(
        house, came=("nia",), absent=("owen",), waiting=("siân", "gwen"), followers=("dai", "owen")
    )
    preview = await adds(olwen)
    for line in ("Came: 1", "Had a place and were not there: 1", "Got no place: 2", "Follow the topic: 1"):
        assert line in preview
    assert "goes to 5 people" in await sends(olwen, "wider")
    assert all(told(person) == [] for person in people.values())
    await house.wait_until(house.clock.now() + SOON)
    assert "Here is what we used at Mindful walking" in told(people["nia"])[0]
    assert "Here is what you missed" in told(people["owen"])[0]
    assert "There was no place for you" in told(people["gwen"])[0]
    assert "a topic that you follow, Wellbeing" in told(people["dai"])[0]
    for person in people.values():
        (letter,) = told(person)
        assert "The slides" in letter
        assert "example.org" in letter
        assert "What next?" in letter
        assert "[Book]" in letter
    assert told(people["nia"])[0].index("Mindful walking", 60) < told(people["nia"])[0].index("Breathing")


async def test_a_press_on_book_in_the_letter_books(house):
    olwen, people = await over(house)
    await adds(olwen)
    await sends(olwen)
    await house.wait_until(house.clock.now() + SOON)
    card = next(p.card for p in people["nia"].letters if p.key.startswith(("materials", "nudges")))
    assert "Mindful walking" in await people["nia"].presses("Book", on=card)


async def test_followers_hear_nothing_unless_the_organiser_says_so(house):
    olwen, people = await over(house, followers=("dai",))
    await adds(olwen)
    await sends(olwen)
    await house.wait_until(house.clock.now() + SOON)
    assert len(told(people["nia"])) == 1
    assert told(people["dai"]) == []
    assert "The slides" not in await people["dai"].types("details 12")
    assert "The slides" not in await people["dai"].types("slides 12")


@pytest.mark.parametrize("facts", [{"sensitive": True}, {"audience": "invited people"}])
async def test_what_is_sensitive_or_by_invitation_never_goes_to_followers(house, facts):
    olwen, people = await over(house, came=(), followers=("dai",), **facts)
    preview = await adds(olwen)
    assert "Follow the topic" not in preview
    assert not [b for b in buttons(olwen.last.body) if " wider " in b.about]
    mine = next(b for b in buttons(olwen.last.body) if b.word == "materials_send")
    forged = Button(mine.label, mine.word, mine.about.replace(" those ", " wider "))
    await olwen.press(forged)
    await house.wait_until(house.clock.now() + timedelta(days=8))
    assert told(people["dai"]) == []
    assert "The slides" not in await people["dai"].types("slides 12")


async def test_several_in_a_short_time_are_one_letter(house):
    olwen, people = await over(house)
    await adds(olwen)
    await adds(olwen, "A handout", "https://example.org/handout")
    await sends(olwen)
    house.clock.move_to(house.clock.now() + timedelta(minutes=10))
    await adds(olwen, "A recording", "https://example.org/recording")
    await sends(olwen)
    await house.wait_until(house.clock.now() + timedelta(days=3))
    (letter,) = told(people["nia"])
    assert all(each in letter for each in ("The slides", "A handout", "A recording"))


async def test_a_second_press_sends_nothing_more(house):
    olwen, people = await over(house)
    await adds(olwen)
    send = next(b for b in buttons(olwen.last.body) if b.word == "materials_send")
    await olwen.press(send)
    assert "changed since you looked" in await olwen.press(send)
    await house.wait_until(house.clock.now() + timedelta(days=2))
    assert len(told(people["nia"])) == 1


async def test_what_was_not_looked_at_does_not_go(house):
    olwen, people = await over(house)
    await adds(olwen)
    looked_at = next(b for b in buttons(olwen.last.body) if b.word == "materials_send")
    await adds(olwen, "Another’s draft", "https://example.org/draft")
    await olwen.press(looked_at)
    await house.wait_until(house.clock.now() + SOON)
    assert "draft" not in told(people["nia"])[0]


async def test_it_is_not_sent_before_the_end_and_waits_for_it(house):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12"))
    olwen, nia = await house.meets("olwen"), await house.meets("nia")
    await nia.types("book 12")
    assert "when the session is over" in await adds(olwen)
    assert not [b for b in buttons(olwen.last.body) if b.word == "materials_send"]
    assert "is not over yet" in await olwen.press(Button(Text(()), "materials_send", "12 those 1"))
    assert "The slides" not in await nia.types("details 12")


async def test_it_can_be_taken_back_before_anybody_hears_of_it_and_after(house):
    olwen, people = await over(house)
    await adds(olwen)
    await sends(olwen)
    await olwen.types("share 12")
    assert "It goes from the session’s details" in await olwen.presses("Take back")
    assert "Nothing has been added yet" in await olwen.presses("Yes, take it back")
    await house.wait_until(house.clock.now() + timedelta(days=1))
    assert told(people["nia"]) == []


async def test_what_is_taken_back_in_the_night_is_not_told_in_the_morning(house):
    olwen, people = await over(house)
    await house.wait_until(ENDED.replace(hour=20))
    await adds(olwen)
    await sends(olwen)
    await house.wait_until(house.clock.now() + timedelta(hours=1))
    await olwen.types("share 12")
    await olwen.presses("Take back")
    await olwen.presses("Yes, take it back")
    await house.wait_until(house.clock.now() + timedelta(days=2))
    assert told(people["nia"]) == []


async def test_what_is_put_right_is_told_and_takes_the_place_of_the_old(house):
    olwen, people = await over(house)
    await adds(olwen, url="https://example.org/wrong")
    await sends(olwen)
    await house.wait_until(house.clock.now() + timedelta(hours=1))
    await olwen.types("share 12")
    await olwen.presses("Put right")
    assert "Takes the place of: The slides" in await olwen.submits(url="https://example.com/right")
    assert "example.org" in await people["nia"].types("details 12")
    await sends(olwen)
    await house.wait_until(house.clock.now() + timedelta(hours=1))
    first, second = told(people["nia"])
    assert "example.org" in first
    assert "has been put right" in second
    assert "example.com" in second
    details = await people["nia"].types("details 12")
    assert "example.com" in details
    assert "example.org" not in details


async def test_who_is_on_the_list_later_finds_it_under_details(house):
    olwen, _ = await over(house)
    await adds(olwen)
    await sends(olwen)
    await house.wait_until(house.clock.now() + timedelta(days=2))
    late = await house.meets("late")
    assert "The slides" not in await late.types("details 12")
    await olwen.types("attendance 12")
    await olwen.presses("Add someone who came")
    await olwen.submits(names="late@example.org")
    assert "The slides" in await late.types("details 12")


async def test_who_wants_no_such_messages_gets_none_and_is_not_counted(house):
    olwen, people = await over(house, came=("nia", "owen"))
    await people["owen"].types("settings")
    await people["owen"].submits(prompts="no")
    assert "Had a place (attendance was not taken): 1" in await adds(olwen)
    await sends(olwen)
    await house.wait_until(house.clock.now() + timedelta(days=2))
    assert told(people["owen"]) == []
    assert "The slides" in await people["owen"].types("details 12")


async def test_who_has_left_is_neither_counted_nor_written_to(house):
    olwen, people = await over(house, came=("nia", "owen"))
    await house.desk.meet(people["owen"].address, Profile(gone=True))
    assert "(attendance was not taken): 1" in await adds(olwen)
    await sends(olwen)
    await house.wait_until(house.clock.now() + timedelta(days=2))
    assert told(people["owen"]) == []


async def test_only_organisers_share_and_it_is_written_down(house):
    olwen, people = await over(house)
    nia = people["nia"]
    await adds(olwen)
    number = (await kept(house))[0].id
    for word, about in (
        ("material_link", "12"),
        ("material_file", "12"),
        ("materials_send", f"12 those {number}"),
        ("material_remove", str(number)),
        ("material_remove_now", str(number)),
    ):
        assert "Only organisers" in await nia.press(Button(Text(()), word, about))
    assert "There is nothing to take along yet" in await nia.types("slides 12")
    assert "not there any more" in await nia.press(Button(Text(()), "material", str(number)))
    await sends(olwen)
    happened = await house.database.read(_acts)
    assert ("shared", {"words": "The slides", "people": "1"}) in happened


def _acts(db):
    from sqlalchemy import select

    from bot.store.tables import events

    rows = db.execute(select(events.c.facts).where(events.c.kind == "OrganiserActed"))
    return [(row.facts["act"], row.facts["after"]) for row in rows]


async def kept(house):
    return await house.database.read(lambda db: materials.of_session(db, sessions.by_ref(db, "12").id))


async def test_a_link_that_is_none_comes_back_with_what_was_typed(house):
    olwen, _ = await over(house)
    await adds(olwen, url="http://example.org")
    assert isinstance(olwen.last.body, Form)
    assert list(olwen.last.body.errors) == ["url"]
    assert olwen.last.body.fields[1].value == "http://example.org"


async def test_in_welsh(house):
    olwen, people = await over(house)
    await people["nia"].types("cymraeg")
    await adds(olwen)
    await sends(olwen)
    await house.wait_until(house.clock.now() + SOON)
    assert any("Dyma’r hyn a ddefnyddiwyd yn" in text for text in people["nia"].post)
    assert "I fynd gyda chi" in await people["nia"].types("manylion 12")


async def test_what_is_old_is_forgotten(house):
    olwen, _ = await over(house)
    await adds(olwen)
    await sends(olwen)
    await adds(olwen, "Never sent", "https://example.org/x")
    await house.wait_until(house.clock.now() + timedelta(days=32))
    assert [each.title for each in await kept(house)] == ["The slides"]

    def forget(db):
        at = ENDED + timedelta(days=1)
        materials.forget(db, ended_before=at, drafts_before=at)

    house.clock.move_to(house.clock.now())
    await house.database.write(forget)
    assert [each.title for each in await kept(house)] in ([], ["The slides"])


# ── What may be shared ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "http://example.org",
            "javascript:alert(1)",
            "data:text/html,x",
            "ftp://example.org",
            "example.org",
        ),
        *("https://", "https://localhost/x", "https://me:secret@example.org", "https://example.org:x/"),
        *("https://example.org/<script>", "https://exam ple.org", "https://example.org/\u202egnp.exe"),
        *("https://[::1]/", "https://example.org\\@evil.example", "https://example.org/" + "x" * 500, ""),
    ],
)
def test_what_is_no_link(typed):
    assert plain_link(typed) is None


@pytest.mark.parametrize(
    "typed",
    [
        "https://example.org",
        " https://example.sharepoint.com/:p:/s/x?e=1#2 ",
        "HTTPS://example.org:8443/a",
        "https://cymru.example/dogfennau/ŵy",
    ],
)
def test_what_is_a_link(typed):
    assert plain_link(typed) == typed.strip()


@given(st.text(max_size=300))
@settings(max_examples=100)
def test_a_files_name_holds_nothing_that_a_disk_or_a_reader_trips_over(given_name):
    name = plain_name(given_name)
    assert len(name) <= 125
    assert name.isprintable()
    assert not set(name) & set('/\\<>:"|?*')


@pytest.mark.parametrize(
    ("name", "size", "begins", "inside", "wrong"),
    [
        ("slides.pdf", 9, b"%PDF-1.7", (), ""),
        ("slides.PPTX", 9, b"PK\x03\x04", ("ppt/slides/slide1.xml",), ""),
        ("photo.jpeg", 9, b"\xff\xd8\xff\xe0", (), ""),
        ("slides.pdf", 0, b"", (), "file-empty"),
        ("slides.pdf", 101, b"%PDF-1.7", (), "file-too-large"),
        ("slides.exe", 9, b"MZ", (), "file-kind"),
        ("slides.pdf", 9, b"MZ", (), "file-kind"),
        ("slides.pptm", 9, b"PK\x03\x04", (), "file-kind"),
        ("slides.html", 9, b"<html>", (), "file-kind"),
        ("picture.svg", 9, b"<svg>", (), "file-kind"),
        ("slides", 9, b"%PDF-", (), "file-kind"),
        ("slides.pptx", 9, b"PK\x03\x04", ("ppt/vbaProject.bin",), "file-macros"),
    ],
)
def test_which_files_are_taken(name, size, begins, inside, wrong):
    assert why_not(name, size, begins, most=100, inside=inside) == wrong


async def test_organisers_go_on_from_the_details_of_a_session_that_is_over(house):
    olwen, people = await over(house)
    await olwen.types("details 12")
    assert "Nothing has been added yet" in await olwen.presses("Slides and links")
    await people["nia"].types("details 12")
    assert not [b for b in buttons(people["nia"].last.body) if b.word == "materials"]


async def test_a_session_has_no_more_than_it_can_have(house):
    olwen, _ = await over(house, came=())
    for number in range(MOST):
        await adds(olwen, f"Handout {number}")
    assert "A session can have 20" in await olwen.press(Button(Text(()), "material_link", "12"))
