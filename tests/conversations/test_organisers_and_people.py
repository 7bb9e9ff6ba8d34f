"""Who organises, and the people on a session: who may see them, who adds and removes them, and how."""

import asyncio
import csv
import io
import re
from datetime import date

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from bot.doors.downloads import Downloads
from tests.house import REGISTRY, House, at, build_house, buttons, draft

TUESDAY = at(date(2026, 3, 10), 10)
PUBLIC = "https://caffi.example.org"


@pytest.fixture
def house(database) -> House:
    return build_house(
        database, CAFFI_ORGANISERS__ADMINISTRATORS="ada@example.org", CAFFI_PUBLIC_ADDRESS=PUBLIC
    )


@pytest.fixture
def fetch(house):
    """What a browser gets at a link."""
    door = Downloads(house.database, house.clock, house.settings, REGISTRY)
    client = TestClient(Starlette(routes=door.routes()), base_url=PUBLIC)
    return lambda link: asyncio.to_thread(client.get, link)


async def opened(house, **facts):
    await house.puts_on(draft("Mindful walking", TUESDAY, ref="12", **facts))
    return await house.meets("olwen")


def link_in(text: str) -> str:
    (link,) = re.findall(rf"{PUBLIC}/file/[\w-]+", text)
    return link


def listed(got) -> list[dict[str, str]]:
    assert got.headers["Content-Disposition"] == "attachment; filename*=UTF-8''people-12.csv"
    assert got.content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(got.content.decode("utf-8-sig"))))


# ── Organisers ───────────────────────────────────────────────────────────────────────────────────


async def test_an_administrator_makes_an_organiser_and_takes_it_back(house):
    await opened(house)
    ada, nia = await house.meets("ada"), await house.meets("nia")
    assert "Only organisers" in await nia.types("edit 12")
    assert "Nia is an organiser now." in await ada.types("organiser add @nia")
    await house.deliver()
    assert "Ada has made you an organiser." in nia.post[-1]
    await nia.types("edit 12")
    preview = await nia.submits(place="Room 9")
    assert "Room 9" in preview
    kept = nia.last.body
    assert "Nia is no longer an organiser." in await ada.types("organiser remove nia@example.org")
    assert "Only organisers" in await nia.presses("Save", on=kept), "asked again at every press"
    await nia.types("edit 12")
    assert "Nia" not in await ada.types("organiser")


async def test_only_administrators_name_organisers_and_those_of_the_settings_stay(house):
    olwen = await opened(house)
    ada = await house.meets("ada")
    assert "Only administrators" in await olwen.types("organiser add @olwen")
    assert "by the settings" in await ada.types("organiser remove @olwen")
    listed_ = await ada.types("organiser")
    assert "Olwen\nOrganiser" in listed_
    assert "Ada\nAdministrator" in listed_
    assert not any(button.word == "organiser" for button in buttons(ada.last.body))


async def test_several_of_one_name_are_asked_about(house):
    ada = await house.meets("ada")
    await house.meets("rhian1", name="Rhian Davies")
    await house.meets("rhian2", name="Rhian Davies")
    assert "Which one do you mean?" in await ada.types("organiser add rhian davies")
    assert "rhian2@example.org" in await ada.types("organiser add Rhian")
    assert "Rhian Davies is an organiser now." in await ada.presses("This one", nth=1)
    assert "We don’t know “somebody else”" in await ada.types("organiser add somebody else")


async def test_of_many_who_fit_the_first_by_name_are_asked_about(house):
    ada = await house.meets("ada")
    for name in ("Hughes", "Evans", "Bowen", "Griffiths", "Davies", "Jones", "Adams", "Ifans"):
        await house.meets(name.casefold(), name=f"Rhian {name}")
    asked = await ada.types("organiser add rhian")
    assert [each.split()[0] for each in asked.split("Rhian ")[1:]] == [
        *("Adams", "Bowen", "Davies", "Evans", "Griffiths", "Hughes"),
    ]


# ── The people on a session ──────────────────────────────────────────────────────────────────────


async def test_the_list_tells_who_comes_and_who_waits_and_is_a_file(house, fetch):
    olwen = await opened(house, capacity=1)
    nia = await house.meets("nia", name='=HYPERLINK("https://evil.example","x")')
    owen = await house.meets("owen", name=" @SUM(1+1)")
    await nia.types("book 12")
    await owen.types("book 12")
    text = await olwen.types("list 12")
    assert "1 booked, 1 waiting, one place" in text
    assert "Waiting, number 1" in text
    rows = listed(await fetch(link_in(await olwen.presses("As a spreadsheet"))))
    assert [row["E-mail"] for row in rows] == ["nia@example.org", "owen@example.org"]
    assert all(row["Name"].startswith("'") for row in rows), "no spreadsheet takes a name for a formula"


async def test_the_list_is_for_organisers_in_their_own_conversation(house):
    olwen = await opened(house)
    nia = await house.meets("nia")
    await nia.types("book 12")
    assert "nia@example.org" not in await nia.types("list 12")
    assert "Only organisers" in await nia.types("people on 12")
    assert "only shown in our own conversation" in await olwen.in_("learning").types("people on 12")
    assert "nia@example.org" in await olwen.types("people on 12")


async def test_the_file_is_the_list_as_it_is_and_not_for_who_organises_no_more(house, fetch):
    await opened(house)
    ada, nia = await house.meets("ada"), await house.meets("nia")
    await ada.types("organiser add @nia")
    await nia.types("list 12")
    assert not any(button.word == "people_file" for button in buttons(nia.last.body)), "nobody is on it"
    await nia.types("book 12")
    await nia.types("list 12")
    kept = nia.last.body
    link = link_in(await nia.presses("As a spreadsheet"))
    owen = await house.meets("owen")
    await owen.types("book 12")
    assert len(listed(await fetch(link))) == 2
    elsewhere = nia.in_("learning")
    assert "only shown in our own conversation" in await elsewhere.presses("As a spreadsheet", on=kept)
    await ada.types("organiser remove nia@example.org")
    assert (await fetch(link)).status_code == 404
    assert "Only organisers" in await nia.presses("As a spreadsheet", on=kept)


async def test_without_an_address_on_the_web_they_are_told_what_to_do(database, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-made-up")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-made-up")
    house = build_house(database)
    olwen = await opened(house)
    await (await house.meets("nia")).types("book 12")
    await olwen.types("list 12")
    assert "has no address on the web" in await olwen.presses("As a spreadsheet")


async def test_a_long_list_comes_in_pages(house):
    olwen = await opened(house, capacity=None)
    for number in range(12):
        await (await house.meets(f"p{number:02}")).types("book 12")
    first = await olwen.types("list 12")
    assert "p09@example.org" in first
    assert "p10@example.org" not in first
    assert "And 2 more people." in first
    assert "p11@example.org" in await olwen.presses("Show more")


async def test_removed_is_told_and_the_place_goes_on(house):
    olwen = await opened(house, capacity=1)
    nia, owen = await house.meets("nia"), await house.meets("owen")
    await nia.types("book 12")
    await owen.types("book 12")
    await olwen.types("list 12")
    assert "Take Nia off Mindful walking?" in await olwen.presses("Remove")
    sure = olwen.last.body
    assert "Nia is no longer on Mindful walking." in await olwen.presses("Remove them", on=sure)
    assert "isn’t on Mindful walking any more" in await olwen.presses("Remove them", on=sure)
    await house.deliver()
    assert "An organiser took you off Mindful walking" in nia.post[-1]
    assert "A place has come free" in owen.post[-1]


async def test_complaint_21_one_name_that_fails_stops_nobody_else(house):
    """Bulk work fails badly: one known person fails the file (reference, section 3, number 21)."""
    olwen = await opened(house, capacity=2)
    nia, owen, siwan = await house.meets("nia"), await house.meets("owen"), await house.meets("siwan")
    await nia.types("book 12")
    await olwen.types("list 12")
    await olwen.presses("Add people")
    answer = await olwen.submits(names="@nia\nnobody@nowhere\nowen@example.org, Siwan\n@owen")
    assert "@nia\nWas on it already" in answer
    assert "nobody@nowhere\nWe don’t know anyone of that name" in answer
    assert "owen@example.org\nHas a place" in answer
    assert "Siwan\nOn the waiting list" in answer
    await house.deliver()
    assert "Mindful walking" in owen.post[-1]
    assert "waiting" in siwan.post[-1]


async def test_more_places_go_to_who_waits(house):
    olwen = await opened(house, capacity=1)
    await (await house.meets("nia")).types("book 12")
    owen = await house.meets("owen")
    await owen.types("book 12")
    assert "Places: 1 → 5" in await olwen.types("capacity 12 5")
    await olwen.presses("Save")
    await house.deliver()
    assert "A place has come free" in owen.post[-1]


# ── Rights, and hostile words ────────────────────────────────────────────────────────────────────

NOT_THEIRS = (
    "new_session",
    "edit",
    "capacity",
    "booking_rules",
    "move",
    "postpone",
    "call_off",
    "organise_save",
    "organise_leave",
    "repeat",
    "repeat_make",
    "people_list",
    "people_file",
    "add_people",
    "person_add",
    "person_remove",
    "person_remove_now",
    "message",
    "message_send",
    "organiser",
    "history",
)


@pytest.mark.parametrize("word", NOT_THEIRS)
async def test_nobody_else_does_what_organisers_do_by_press_or_by_form(house, word):
    from bot.ask import Ask

    await opened(house)
    nia = await house.meets("nia")
    await nia.types("book 12")
    for about in ("12", "12 1", "1", "add @nia", ""):
        for values in ({}, {"title_en": "Mine", "day": "Tuesday", "starts": "10am", "names": "@nia"}):
            ask = Ask(
                nia.address, nia.where, word=word, about=about, values=values, key=f"{about}{len(values)}"
            )
            answer = await nia.asks(ask)
            assert "Only organisers" in answer or "Only administrators" in answer, answer


async def test_a_proposal_is_its_own_organisers_alone(house):
    olwen, ada = await opened(house), await house.meets("ada")
    await olwen.types("edit 12")
    await olwen.submits(place="Room 9")
    assert "done already, or somebody left it" in await ada.presses("Save", on=olwen.last.body)
    for about in ("0", "-1", "١", "9" * 30, "x", "1 OR 1=1"):
        from bot.ask import Ask

        assert "done already" in await ada.asks(
            Ask(ada.address, word="organise_save", about=about, key=f"k{about}")
        )


HOSTILE = ("<!channel> <@U1>", "{{DATE()}}", "<script>alert(1)</script>", "\u202eevil", "🙂" * 300, "x" * 290)


@pytest.mark.parametrize("title", HOSTILE)
async def test_a_session_may_be_called_anything(house, title):
    olwen, nia = await house.meets("olwen"), await house.meets("nia", name=title[:80])
    await olwen.types("new")
    made = await olwen.submits(title_en=title, day="Tuesday 10 March", starts="10am", ends="11am")
    assert title in made
    await nia.types("book 1")
    await olwen.types("edit 1")
    await olwen.submits(place=title[:200], speaker=title[:200])
    await olwen.presses("Save and tell them")
    await olwen.types("message 1")
    await olwen.submits(words_en=title)
    await olwen.presses("Send")
    await house.wait_until(at(date(2026, 3, 3), 10))
    assert any(title in words for words in nia.post)
    assert title[:80].strip() in await olwen.types("list 1")
    ada = await house.meets("ada")
    assert "changed it" in await ada.types("history 1")
    await olwen.types("call off 1")
    assert "is cancelled" in await olwen.presses("Cancel it for everyone")


async def test_a_question_that_begins_with_an_organisers_word_is_a_question(house):
    await opened(house)
    nia = await house.meets("nia")
    for words in ("history of Wales", "hanes Cymru", "new mindful walking", "repeat first aid", "move more"):
        assert "Only" not in await nia.types(words)
    assert "Only organisers" in await nia.types("move 12 to Friday")


async def test_the_list_tells_who_came(house, fetch):
    from bot.learning.attendance import Mark
    from bot.store import attendance, sessions

    olwen = await opened(house)
    nia = await house.meets("nia")
    await nia.types("book 12")
    person_id = await house.person_id("nia")

    def came(db):
        session = sessions.by_ref(db, "12")
        attendance.mark(db, session.id, [person_id], Mark.CAME, by=None, now=TUESDAY)

    await house.database.write(came)
    assert "Came" in await olwen.types("list 12")
    file = await fetch(link_in(await olwen.presses("As a spreadsheet")))
    assert [row["Came"] for row in listed(file)] == ["Came"]


async def test_pressed_ten_times_at_once_it_is_sent_once(house):
    import asyncio

    olwen, nia = await opened(house), await house.meets("nia")
    await nia.types("book 12")
    await olwen.types("message 12")
    await olwen.submits(words_en="Bring boots.")
    send = next(button for button in buttons(olwen.last.body) if button.word == "message_send")
    await asyncio.gather(*(olwen.press(send) for _ in range(10)))
    await olwen.types("repeat 12 weekly 2")
    make = next(button for button in buttons(olwen.last.body) if button.word == "repeat_make")
    await asyncio.gather(*(olwen.press(make) for _ in range(10)))
    await house.deliver()
    assert sum("Bring boots." in words for words in nia.post) == 1
    assert (await nia.types("what's on")).count("Mindful walking") == 3
