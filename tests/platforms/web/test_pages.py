"""What each page shows, to whom, and in which language."""

from bot.ask import Where
from bot.card import Card, Paragraph
from tests.platforms.web import cards
from tests.platforms.web.cafe import Cafe
from tests.platforms.web.visitor import Visitor

LEARNING = "/as/nia/channel/learning"
CAFFI = "/as/nia/caffi"
HOME = "/as/nia/home"


async def test_the_home_page_is_asked_for_each_time(cafe: Cafe, visitor: Visitor) -> None:
    for _ in range(2):
        assert "My places" in (await visitor.open(HOME)).words
    assert [ask.word for ask in cafe.asks] == ["home", "home"]
    assert cafe.asks[0].key != cafe.asks[1].key
    assert not cafe.board.pins


async def test_a_press_on_the_home_page_is_answered_there(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(HOME)
    page = await visitor.post(HOME, press="0 cancel 12")
    assert "is free again" in page.words
    assert "My places" in page.words
    answer = visitor.at.split("=")[1]
    page = await visitor.post(HOME, press=f"{answer} book 12")  # its own button: undo
    assert "is free again" not in page.words
    assert "You have a place" in page.words
    assert visitor.at == f"{HOME}?answer={answer}"
    assert "You have a place" not in (await visitor.open(CAFFI)).words


async def test_nothing_is_typed_on_the_home_page(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(HOME)
    assert (await visitor.send(HOME, line="book 12")).status == 400


async def test_a_file_is_handed_over_as_a_download(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say(CAFFI, "/book 12")
    part = [type(part).__name__ for part in cards.BOOKED.parts].index("File")
    answer = await visitor.call("GET", f"{CAFFI}/file/2/{part}")
    assert answer.body.startswith(b"BEGIN:VCALENDAR")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert answer.headers["content-disposition"] == "attachment; filename*=UTF-8''writing.ics"
    for path in (
        f"{CAFFI}/file/2/0",
        f"{CAFFI}/file/2/99",
        f"{CAFFI}/file/1/0",
        f"/as/owen/caffi/file/2/{part}",
    ):
        assert (await visitor.call("GET", path)).status == 404


async def test_long_talks_are_shown_page_by_page(cafe: Cafe, visitor: Visitor) -> None:
    for number in range(120):
        await cafe.board.post(
            key=str(number),
            conversation="channel/learning",
            author="",
            visible_to="",
            body=Card(cards.en(f"n{number}."), (Paragraph(cards.en(f"n{number}.")),)),
            at=cards.START,
        )
    page = await visitor.open(LEARNING)
    assert "n119." in page.words
    assert "n69." not in page.words
    page = await visitor.open(f"{LEARNING}?before=71")
    assert ("n69." in page.words, "n20." in page.words, "n19." in page.words) == (True, True, False)
    page = await visitor.open(f"{LEARNING}?before=21")
    assert "n0." in page.words
    assert "Earlier messages" not in page.words


async def test_badges_say_where_something_new_came(cafe: Cafe, visitor: Visitor) -> None:
    await cafe.clock.move_to(cafe.clock.now())
    page = await visitor.open("/as/nia/channel/cymraeg")
    assert page.text.count('class="fresh"') == 2
    assert "<title>(2) cymraeg · Caffi</title>" in page.text
    await visitor.open(LEARNING)
    page = await visitor.open("/as/nia/channel/cymraeg")
    assert "<title>(1) cymraeg" in page.text
    assert "<title>(1) cymraeg" in (await visitor.open("/as/owen/channel/cymraeg")).text  # not Nia's prompt


async def test_a_bare_address_leads_to_the_first_message_that_is_new(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.say("/as/owen/channel/learning", "Who comes?")
    await visitor.say(LEARNING, "I do.")
    await visitor.open("/as/owen/channel/learning")
    assert visitor.at == "/as/owen/channel/learning?at=2#m2"
    await visitor.say(LEARNING, "Do you?")
    await cafe.clock.move_to(cafe.clock.now())
    await visitor.open("/as/owen/channel/learning?clock=moved#clock")  # it already says where to land
    assert visitor.at == "/as/owen/channel/learning?clock=moved#clock"
    for _ in range(60):
        await visitor.say("/as/owen/channel/learning", "Anybody?")
    await visitor.open(LEARNING)
    assert visitor.at == f"{LEARNING}?at=16#m16"  # older ones are on an earlier page
    await visitor.open(LEARNING)
    assert visitor.at == LEARNING


async def test_what_people_are_is_said_in_the_language_of_whoever_looks(visitor: Visitor) -> None:
    page = await visitor.open("/as/nia/channel/learning")
    assert page.words.count("Staff") == 3  # Nia, where she acts and in the list, and Carys, who reads Welsh
    assert "Organiser" in page.words
    assert "Aelod o staff" not in page.words
    page = await visitor.open("/as/carys/channel/learning")
    assert page.words.count("Aelod o staff") == 3
    assert "Trefnydd" in page.words
    assert "Organiser" not in page.words


async def test_everything_is_in_the_persons_language(visitor: Visitor) -> None:
    page = await visitor.open("/as/carys/channel/learning")
    assert '<html lang="cy">' in page.text
    for words in ("Sianeli", "Hafan", "Cloc", "Anfon", "dydd Mawrth 3 Mawrth"):
        assert words in page.words
    for words in ("Channels", "Home", "Clock", "Send"):
        assert words not in page.words
    page = await visitor.open("/as/carys/channel/nowhere")
    assert page.status == 404
    assert "Nid oes tudalen" in page.words
    assert "no such page" not in page.words


async def test_a_page_for_nobody_speaks_both_languages(visitor: Visitor) -> None:
    page = await visitor.open("/as/nobody/caffi")
    assert page.status == 404
    assert page.words.index("Nid oes tudalen") < page.words.index("There is no such page")


async def test_a_cafe_without_people_says_so() -> None:
    page = await Visitor(Cafe(people=()).room.asgi).open("/")
    assert page.status == 503
    assert "Nobody is here yet" in page.words


async def test_odd_keys_and_names_have_addresses_too() -> None:
    cafe = Cafe(channels=(Where("a b?c#d&é", "<script>"), Where("form", "form")))
    visitor = Visitor(cafe.room.asgi)
    page = await visitor.open("/as/nia/caffi")
    assert "/as/nia/channel/a%20b%3Fc%23d%26%C3%A9" in page.text
    assert "<script>" not in page.text
    await visitor.say("/as/nia/channel/a%20b%3Fc%23d%26%C3%A9", "/book 12")
    assert visitor.at.startswith("/as/nia/channel/a%20b%3Fc%23d%26%C3%A9?at=1#m1")
    assert cafe.asks[0].where.channel == "a b?c#d&é"
    page = await visitor.say("/as/nia/channel/form", "/learn what's on")
    assert "Writing so that people read it" in page.words
