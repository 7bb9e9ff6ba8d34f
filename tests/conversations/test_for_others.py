"""Places for colleagues: all or none, told by whom, given up with one tap."""

from datetime import timedelta

import pytest

from bot.ask import Where
from bot.learning.sessions import Mode
from bot.store import places, sessions
from bot.store import staff as people
from tests.house import MONDAY, draft

THURSDAY = MONDAY + timedelta(days=3, hours=1)
TEAM = ("nia", "tomos", "rhys")


@pytest.fixture
async def manager(house):
    """Mari, who manages Nia, Tomos and Rhys; not Gwen."""
    for key in TEAM:
        await house.database.write(
            lambda db, key=key: people.load(
                db, [(f"{key}@example.org", {"manager_email": "mari@example.org"})]
            )
        )
    return await house.meets("mari")


async def staff(house, *keys, **facts):
    return [await house.meets(key, **facts) for key in keys]


async def taken(house):
    return await house.database.read(lambda db: sessions.by_ref(db, "12").taken)


async def test_a_manager_books_for_two_and_each_is_told_by_whom(house, manager):
    nia, tomos = await staff(house, "nia", "tomos")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    answer = await manager.types("book 12 for nia@example.org and tomos@example.org")
    assert "2 people now have a place on Mindful walking" in answer
    assert "Nia" in answer
    assert "Tomos" in answer
    await house.deliver()
    for person in (nia, tomos):
        assert [post.splitlines()[0] for post in person.post] == [
            "Mari has booked you a place on Mindful walking."
        ]
    assert manager.post == []
    assert await taken(house) == 2
    assert "Nia, Tomos" in await manager.presses("Booked for others")


async def test_who_is_booked_gives_it_up_with_one_tap(house, manager):
    (nia,) = await staff(house, "nia")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    await manager.types("book 12 for nia@example.org")
    await house.deliver()
    letter = nia.letters[-1].card
    assert "is cancelled" in await nia.presses("I can’t come any more", on=letter)
    assert "haven’t booked any places" in await manager.types("booked for others")
    refused = await manager.types("book 12 for nia@example.org")
    assert "Has just given up their place" in refused
    await house.wait_until(MONDAY + timedelta(minutes=5))
    assert await taken(house) == 0


async def test_all_or_nothing_with_every_reason(house, manager):
    """Complaint 21: a person silently missing; one known person fails the file without a word."""
    nia, _, rhys, _ = await staff(house, "nia", "tomos", "rhys", "gwen")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    await nia.types("book 12")
    answer = await manager.types(
        "book 12 for nia@example.org, tomos@example.org, gwen@example.org and nobody@example.org"
    )
    assert "Nobody has been booked on Mindful walking" in answer
    assert "Nia: Has a place already" in answer
    # Of people who are not in the team nothing is told, not even whether they are known.
    assert "gwen@example.org: The staff list doesn’t show this person in your team" in answer
    assert "nobody@example.org: The staff list doesn’t show this person in your team" in answer
    assert "Tomos:" not in answer
    assert await taken(house) == 1
    assert rhys.post == []


async def test_a_group_is_never_split(house, manager):
    """Complaint 13: a group splits in two when the last places go."""
    await staff(house, "nia", "tomos")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12", capacity=1))
    answer = await manager.types("book 12 for nia@example.org, tomos@example.org")
    assert "only 1 free place" in answer
    assert await taken(house) == 0


async def test_nobody_is_put_before_who_waits(house, manager):
    _, gwen, olwen = await staff(house, "nia", "gwen", "olwen")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12", capacity=1))
    await gwen.types("book 12")
    await olwen.types("book 12")
    assert "isn’t enough" in await manager.types("book 12 for nia@example.org")


async def test_who_is_not_of_the_audience(house, manager):
    await staff(house, "nia", "tomos")
    await house.database.write(
        lambda db: people.load(db, [("nia@example.org", {"profession": "Social work"})])
    )
    await house.puts_on(draft("Case work", THURSDAY, ref="12", audience="Social work"))
    answer = await manager.types("book 12 for nia@example.org and tomos@example.org")
    assert "Tomos: Isn’t one of those it is meant for" in answer
    assert "Nia:" not in answer
    assert await taken(house) == 0


async def test_an_organiser_books_for_anybody_by_name(house):
    olwen, _, _ = await staff(house, "olwen", "gwen", "nia")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    assert "2 people now" in await olwen.types("book 12 for Gwen and Nia")
    unknown = await olwen.types("book 12 for who@example.org")
    assert "who@example.org: We don’t know anybody by that name or address" in unknown


async def test_a_colleague_may_not(house):
    gwen, _ = await staff(house, "gwen", "nia")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    assert "Managers can book for people in their team" in await gwen.types("book 12 for nia@example.org")
    assert await taken(house) == 0


async def test_for_me_and_titles_with_for_in_them_are_my_own_places(house, manager):
    await house.puts_on(
        draft("Excel for beginners", THURSDAY, ref="12"), draft("Budgets", THURSDAY, ref="13")
    )
    assert "You’re booked" in await manager.types("book Excel for beginners")
    assert await taken(house) == 1


async def test_a_name_that_many_have_is_looked_for_in_the_team(house, manager):
    for number in range(8):
        await house.meets(f"nia{number}", name="Nia" if number % 2 else f"Nia Abbot {number}")
    await staff(house, "nia", name="Nia Williams")
    await house.puts_on(draft("Writing", THURSDAY, ref="12"))
    assert "Nia Williams" in await manager.types("book 12 for Nia")
    assert await taken(house) == 1


async def test_names_are_not_shown_in_a_channel(house, manager):
    await staff(house, "nia")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    here = manager.in_("C1")
    assert here.where == Where("C1", "C1")
    assert "Nia" not in await here.types("book 12 for nia@example.org")
    assert await taken(house) == 0


async def test_the_form_asks_how_they_come_where_that_is_counted_apart(house, manager):
    await staff(house, "nia")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12", apart=True, online_capacity=5))
    await manager.types("book 12 for nia@example.org")
    assert "1 person now has" in await manager.submits(way="online")
    nia = await house.person_id("nia")
    place = await house.database.read(lambda db: places.roster(db, sessions.by_ref(db, "12").id).of(nia))
    assert place.mode is Mode.ONLINE


async def test_a_manager_books_in_welsh(house):
    await house.database.write(
        lambda db: people.load(db, [("nia@example.org", {"manager_email": "mari@example.org"})])
    )
    mari = await house.meets("mari", language="cy")
    nia = await house.meets("nia", language="cy")
    await house.puts_on(draft("Mindful walking|Cerdded", THURSDAY, ref="12"))
    assert "Mae gan 1 person le ar Cerdded nawr." in await mari.types("archebu 12 i nia@example.org")
    await house.deliver()
    assert "Mae Mari wedi archebu lle i chi ar Cerdded." in nia.post[0]


async def test_a_manager_finds_the_form_at_the_session(house, manager):
    (nia,) = await staff(house, "nia")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    assert "Book for others" not in await nia.types("details 12")
    await manager.types("details 12")
    assert "Who for?" in await manager.presses("Book for others")
    assert "1 person now has a place" in await manager.submits(names="nia@example.org")


async def test_of_a_sensitive_session_a_manager_learns_nothing(house, manager):
    nia, olwen = await staff(house, "nia", "olwen")
    await house.puts_on(draft("Living with loss", THURSDAY, ref="12", sensitive=True))
    await nia.types("book 12")
    assert "everybody books their own place" in await manager.types("book 12 for nia@example.org")
    assert "Book for others" not in await manager.types("details 12")
    assert "Nia: Has a place already" in await olwen.types("book 12 for nia@example.org")


@pytest.mark.parametrize(
    "words",
    [
        "book nia@example.org and tomos@example.org on 12",
        "book a place for nia@example.org, tomos@example.org on 12",
        "book 12 for nia@example.org & tomos@example.org",
        "book Mindful walking for nia@example.org; tomos@example.org",
        "book 12 for Nia, Tomos and nia@example.org",
        "book 12 for @nia and @tomos",  # as rooms give mentions
        "Please book 12 for @nia and tomos@example.org",
    ],
)
async def test_however_it_is_said(house, manager, words):
    await staff(house, "nia", "tomos")
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    assert "2 people now have a place on Mindful walking" in await manager.types(words)


@pytest.mark.parametrize(
    "words", ["<!channel>@x", "@", "x@", "<script>@a.b", "🦊@example.org", "a" * 300 + "@b"]
)
async def test_hostile_words_name_nobody(house, manager, words):
    await house.puts_on(draft("Mindful walking", THURSDAY, ref="12"))
    assert "Nobody has been booked" in await manager.types(f"book 12 for {words}")
    assert await taken(house) == 0


@pytest.mark.parametrize(
    "words",
    [
        "book the walk for zed",
        "book zed onto the walk",
        "archebu'r daith i zed",
        "book me and zed on the walk",
    ],
)
async def test_nobody_is_booked_in_somebody_elses_stead(house, words):
    (nia,) = await staff(house, "nia")
    await house.puts_on(draft("A walk along the river|Taith ar lan yr afon", THURSDAY, ref="12"))
    answer = await nia.types(words)
    assert "Nothing is booked yet" in answer or "Nid oes dim wedi’i archebu eto" in answer
    assert await taken(house) == 0
    await nia.presses("Book" if "Nothing" in answer else "Archebu lle")
    assert await taken(house) == 1


async def test_two_places_are_for_others_too(house, manager):
    (nia,) = await staff(house, "nia")
    await house.puts_on(draft("A walk along the river", THURSDAY, ref="12"))
    assert "Managers can book for people in their team" in await nia.types("book 2 places on the walk")
    assert "Managers can book for people in their team" in await nia.types("book the walk for my team")
    assert await taken(house) == 0
    assert "Who for?" in await manager.types("book two places on the walk")
    assert "Nia" in await manager.types("book the walk for Nia")
    assert await taken(house) == 1


@pytest.mark.parametrize(
    "words",
    [
        "book the walk for thursday",
        "book me on the walk",
        "book a seat on the walk",
        "book excel for beginners",
        "bwcia'r daith i fi",
        "book 1 place on the walk",
        "book the walk for me please",
        "hoffwn archebu lle ar y daith gerdded",
    ],
)
async def test_what_is_said_beside_the_title_is_no_name(house, words):
    (nia,) = await staff(house, "nia")
    await house.puts_on(
        draft("A walk along the river|Taith gerdded ar lan yr afon", THURSDAY, ref="12"),
        draft("Excel for beginners", THURSDAY + timedelta(days=1), ref="13"),
    )
    answer = await nia.types(words)
    assert "You’re booked on" in answer or "Mae gennych le" in answer
