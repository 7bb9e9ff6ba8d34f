"""What organisers learn of people's answers: nothing under ten, then figures that stay as they are."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from bot.ask import Ask, Where
from bot.card import Button, Text
from bot.learning.actions import Outcome
from bot.learning.question_library import DEFAULT
from bot.learning.questions import QuestionSet
from bot.store import actions, feedback, sessions
from bot.store.tables import feedback_answers, feedback_cells, feedback_keys
from bot.store.tables import sessions as sessions_table
from tests.house import MONDAY, build_house, draft

TUESDAY = MONDAY + timedelta(days=1)
OVER = timedelta(days=21)
WAITED = timedelta(days=180)


async def asked(house, ref, people, *, answered, start=TUESDAY, said=None, **facts):
    """A session after which so many of these people have answered."""
    await house.puts_on(draft(f"Session {ref}", start, ref=ref, capacity=50, **facts))

    def answer(db):
        session = sessions.by_ref(db, ref)
        ids = [people_ids[key] for key in people]
        feedback.ask_all(db, session.id, ids, QuestionSet(DEFAULT, 10))
        for number, person_id in enumerate(ids[:answered]):
            words = said[number] if said and number < len(said) else ""
            feedback.answer(db, session.id, person_id, {"useful": 4} | ({"comment": words} if words else {}))

    people_ids = {key: await house.person_id(key) for key in people}
    await house.database.write(answer)


@pytest.fixture
async def olwen(house):
    return await house.meets("olwen")


async def crowd(house, many, first=0):
    keys = [f"p{number}" for number in range(first, first + many)]
    for key in keys:
        await house.meets(key)
    return keys


async def after(house, time):
    """What is due by then is done at once, as after a night in which Caffi stood still."""
    house.clock.move_to(TUESDAY + timedelta(hours=1) + time)
    await house.timekeeper.tick()


async def everything(house, olwen):
    """All that an organiser can be shown of session 12, in words."""
    shown = [await olwen.types(words) for words in ("results 12", "results", "results topic wellbeing")]
    shown += [
        await olwen.types("results everything"),
        await olwen.types("results March"),
        await olwen.types("feedback 12"),
    ]
    shown.append(await olwen.press(Button(Text(()), "publish", "12")))
    return shown


async def test_nothing_tells_how_few_have_answered(house, olwen):
    people = await crowd(house, 12)
    await asked(house, "12", people, answered=1, said=["only me"])
    await after(house, timedelta(hours=2))
    shown = await everything(house, olwen)
    ids = [await house.person_id(key) for key in people]

    def eight_more(db):
        for person_id in ids[1:9]:
            feedback.answer(db, 1, person_id, {"useful": 1, "comment": "me too"})

    await house.database.write(eight_more)
    assert await everything(house, olwen) == shown
    assert "Fewer than 10 people have answered about Session 12" in shown[0]
    assert not any("only me" in words for words in shown)
    # Nor afterwards, while they wait for others.
    await after(house, OVER)
    assert "Fewer than 10 people answered about Session 12" in await olwen.types("results 12")
    await after(house, OVER + WAITED)
    assert "they have been deleted" in await olwen.types("results 12")
    assert await house.database.read(lambda db: db.execute(select(feedback_answers)).all()) == []


async def test_what_can_be_published_stands_first(house, olwen):
    people = await crowd(house, 12)
    await asked(house, "12", people, answered=10, said=[])
    nia = await house.meets("nia")
    later = [draft(f"Later {n}", TUESDAY + timedelta(hours=2 + 2 * n), ref=f"{30 + n}") for n in range(9)]
    await house.puts_on(*later)
    for each in later:
        await nia.types(f"book {each.ref}")
    await after(house, timedelta(days=2))
    overview = await olwen.types("results")
    assert "Session 12" in overview
    assert overview.index("[Publish the summary]") < overview.index("Later 8")


async def test_published_by_hand_and_frozen(house, olwen):
    people = await crowd(house, 12)
    await asked(house, "12", people, answered=10, said=["Lovely <b>pace</b>"])
    await after(house, timedelta(hours=2))
    said = await olwen.types("results 12")
    assert "Enough people have answered about Session 12" in said
    assert "10" not in said
    shown = await olwen.presses("Publish the summary")
    assert "10 of 12 people answered" in shown
    assert "4 Very useful: 10" in shown
    assert "“Lovely <b>pace</b>”" in shown
    kept = await house.database.read(
        lambda db: [db.execute(select(table)).all() for table in (feedback_keys, feedback_answers)]
    )
    assert kept == [[], []]
    assert await olwen.types("results 12") == shown == await olwen.press(Button(Text(()), "publish", "12"))
    assert await olwen.types("feedback 12") == shown


async def test_it_is_published_by_itself_when_the_time_is_over(house, olwen):
    await asked(house, "12", await crowd(house, 12), answered=11)
    await after(house, OVER - timedelta(hours=2))
    assert "Enough people have answered" in await olwen.types("results 12")
    await after(house, OVER)
    assert "11 of 12 people answered" in await olwen.types("results 12")


async def test_small_sessions_are_shown_together(house, olwen):
    people = await crowd(house, 14)
    await asked(house, "12", people[:7], answered=6, series="Walks", said=["Sunny"])
    await asked(house, "13", people[7:], answered=5, series="Walks", start=TUESDAY + timedelta(hours=2))
    await after(house, OVER + timedelta(hours=2))
    for ref in ("12", "13"):
        shown = await olwen.types(f"results {ref}")
        assert "Session 12, Session 13" in shown
        assert "Too few people answered after each of these sessions" in shown
        assert "4 Very useful: 11" in shown
        assert "“Sunny”" in shown
    assert "About the series Walks" in await olwen.types("results series walks")


async def test_a_slice_adds_up_what_is_published_and_names_nothing_else(house, olwen):
    people = await crowd(house, 20)
    await asked(house, "12", people, answered=12, speaker="Gwen Ellis")
    await asked(house, "13", people, answered=11, speaker="Gwen Ellis", topic="digital skills")
    await asked(house, "14", people[:9], answered=3, speaker="Gwen Ellis", topic="digital skills")
    await after(house, OVER)
    assert "4 Very useful: 23" in await olwen.types("results speaker gwen ellis")
    assert "1 session is left out" in await olwen.types("results everything")
    for words in ("results March", "results March 2026", "results this month", "results of all sessions"):
        said = await olwen.types(words)
        assert "4 Very useful: 23" in said, words
    assert "4 Very useful: 12" in await olwen.types("results topic wellbeing")
    assert "4 Very useful: 12" in await olwen.types("canlyniadau pwnc llesiant")
    assert "April 2026: nothing" in await olwen.types("results month 2026-04")
    assert "We don’t know which results" in await olwen.types("results topic zebras")
    overview = await olwen.types("results")
    assert "The results are published." in overview
    assert "4 Very useful: 11" in await olwen.presses("See the results", nth=1)


async def test_in_welsh(house):
    olwen = await house.meets("olwen", language="cy")
    await asked(house, "12", await crowd(house, 12), answered=11)
    await after(house, timedelta(hours=2))
    assert "Mae digon o bobl wedi ateb am y sesiwn Session 12" in await olwen.types("canlyniadau 12")
    assert "Am y sesiwn Session 12" in await olwen.presses("Cyhoeddi’r adroddiad cryno")
    assert "Mawrth 2026" in await olwen.types("canlyniadau Mawrth")


async def test_only_for_organisers(house, olwen):
    people = await crowd(house, 12)
    await asked(house, "12", people, answered=11)
    await after(house, OVER)
    nia = await house.meets("nia")
    for words in ("results 12", "results", "canlyniadau 12"):
        assert "Only organisers" in await nia.types(words)
    for word in ("publish", "results", "results_post", "results_post_now"):
        said = await nia.asks(
            Ask(nia.address, Where("it", "it"), word=word, about="session:12", key=f"x{word}")
        )
        assert "Only organisers" in said, word


async def test_posted_to_a_channel_after_a_look_and_once(house, olwen):
    await asked(house, "12", await crowd(house, 12), answered=11, said=["For organisers only"])
    await after(house, OVER)
    assert "ask for the results in the channel" in await olwen.types("results 12")
    here = olwen.in_("learning")
    await here.types("results 12")
    look = await here.presses("Post to this channel")
    assert "Everyone in this channel will see these numbers" in look
    assert "For organisers only" not in look
    assert house.posts_in("learning") == []
    assert "on their way" in await here.presses("Post them")
    await house.deliver()
    (post,) = house.posts_in("learning")
    assert "4 Very useful: 11" in post
    assert post.index("Am y sesiwn Session 12") < post.index("About Session 12")
    assert "Posted by Olwen" in post
    assert "For organisers only" not in post
    await here.types("results 12")
    await here.presses("Post to this channel")
    assert "posted to this channel already" in await here.presses("Post them")
    await house.deliver()
    assert len(house.posts_in("learning")) == 1


@pytest.mark.parametrize("facts", [{"sensitive": True}, {"audience": "by invitation"}], ids=str)
async def test_results_of_what_is_not_everybodys_are_not_posted(house, olwen, facts):
    people = await crowd(house, 14)
    # Two that are shown together: a post about the one would name the other.
    await asked(house, "12", people[:7], answered=6, series="Walks")
    await asked(house, "13", people[7:], answered=5, series="Walks", **facts)
    await after(house, OVER)
    here = olwen.in_("learning")
    for word in ("results_post", "results_post_now"):
        for ref in ("12", "13"):
            said = await here.press(Button(Text(()), word, f"session:{ref}"))
            assert "The results of Session 13 are not posted to a channel" in said, (word, ref)
            assert "4 Very useful" not in said
    assert "4 Very useful: 11" in await olwen.types("results 13")
    await house.deliver()
    assert house.posts_in("learning") == []
    # With the others of a sum, what is known of these could be taken away from it.
    await asked(house, "15", people, answered=10)
    await asked(house, "16", people, answered=10, **facts)
    await after(house, 2 * OVER)
    look = await here.press(Button(Text(()), "results_post", "everything:"))
    assert "Sensitive sessions and those by invitation are left out here" in look
    assert "on their way" in await here.press(Button(Text(()), "results_post_now", "everything:"))
    await house.deliver()
    (post,) = house.posts_in("learning")
    assert "4 Very useful: 10" in post
    assert "Session 1" not in post
    assert "1 session is left out: too few people answered." in post, "nobody else hears how many there are"


@pytest.mark.parametrize("facts", [{"sensitive": True}, {"audience": "by invitation"}], ids=str)
async def test_a_sum_that_is_of_nobody_elses_sessions_alone_is_not_posted_either(house, olwen, facts):
    people = await crowd(house, 12)
    mine = {"series": "Living on", "speaker": "Gwen", "topic": "digital skills"}
    await asked(house, "12", people, answered=11, start=TUESDAY - timedelta(days=1), **mine, **facts)
    await after(house, OVER)
    here = olwen.in_("learning")
    slices = ("series:Living on", "speaker:Gwen", "topic:digital skills", "month:2026-03", "everything:")

    async def posts(slice_):
        return [
            await here.press(Button(Text(()), word, slice_)) for word in ("results_post", "results_post_now")
        ]

    for slice_ in slices:
        for said in await posts(slice_):
            assert "every session in them is sensitive or by invitation" in said, slice_
            assert "4 Very useful" not in said
    assert "About the series Living on: these results are not posted" in (await posts(slices[0]))[0]
    # Another such one changes nothing; one of which too few answered is not in the sum.
    await asked(house, "13", people, answered=10, **mine, **facts)
    await asked(house, "14", people, answered=2, **mine)
    await after(house, OVER + timedelta(days=1))
    for slice_ in slices:
        assert all("every session in them" in said for said in await posts(slice_)), slice_
    assert "4 Very useful: 21" in await olwen.types("results series living on")
    # Beside one that is everybody's, the post is of that one alone.
    await asked(house, "15", people, answered=12, **mine)
    await after(house, OVER + timedelta(days=2))
    assert "on their way" in (await posts(slices[0]))[1]
    await house.deliver()
    assert "4 Very useful: 12" in house.posts_in("learning")[0]


async def test_a_sum_whose_sessions_have_become_sensitive_is_not_posted_any_more(house, olwen):
    await asked(house, "12", await crowd(house, 12), answered=11, series="Walks")
    await after(house, OVER)
    await olwen.in_("learning").press(Button(Text(()), "results_post_now", "series:Walks"))
    await house.database.write(lambda db: db.execute(update(sessions_table).values(sensitive=True)))
    await house.deliver()
    assert house.posts_in("learning") == []


async def test_what_has_become_sensitive_is_not_posted_any_more(house, olwen):
    await asked(house, "12", await crowd(house, 12), answered=11)
    await after(house, OVER)
    assert "on their way" in await olwen.in_("learning").press(
        Button(Text(()), "results_post_now", "session:12")
    )
    await house.database.write(lambda db: db.execute(update(sessions_table).values(sensitive=True)))
    await house.deliver()
    assert house.posts_in("learning") == []


async def test_what_people_wrote_is_read_in_private_and_not_in_a_channel(house, olwen):
    await asked(house, "12", people := await crowd(house, 12), answered=11, said=["For organisers only"])
    me = await house.person_id(people[0])
    await house.database.write(lambda db: feedback.say_by_name(db, 1, me, "It is me"))
    await after(house, OVER)
    here = olwen.in_("learning")
    for words in ("results 12", "results topic wellbeing", "results everything"):
        said = await here.types(words)
        assert "For organisers only" not in said, words
        assert "It is me" not in said, words
    assert "4 Very useful: 11" in said
    assert "Ask me for the same results in our own conversation" in said
    assert "For organisers only" not in await here.press(Button(Text(()), "publish", "12"))
    alone = await olwen.types("results 12")
    assert "“For organisers only”" in alone
    assert "“It is me”" in alone
    assert "in our own conversation" not in alone


async def test_what_people_did_joins_once_it_is_over(house, olwen):
    people = await crowd(house, 12)
    await asked(house, "12", people, answered=11)
    ids = [await house.person_id(key) for key in people]

    def act(db):
        for person_id in ids:
            actions.keep(db, 1, person_id, "walk", shared=False, due=TUESDAY)
        for person_id in ids[:10]:
            actions.tell(db, actions.of(db, 1, person_id), Outcome.DID)

    await after(house, OVER)
    await house.database.write(act)
    assert "What people did" not in await olwen.types("results 12")
    await after(house, timedelta(weeks=7, days=1))
    assert "12 had said what they would do. 10 have told us how it went." in await olwen.types("results 12")
    (cell,) = await house.database.read(lambda db: db.execute(select(feedback_cells)).all())
    assert cell.done_at is not None


async def test_what_became_of_it_can_be_posted_once_more_and_once_only(house, olwen):
    people = await crowd(house, 12)
    await asked(house, "12", people, answered=11, series="Walks")
    ids = [await house.person_id(key) for key in people]

    def act(db):
        for person_id in ids:
            actions.keep(db, 1, person_id, "walk", shared=False, due=TUESDAY)
            actions.tell(db, actions.of(db, 1, person_id), Outcome.DID)

    async def posts():
        here = olwen.in_("learning")
        said = [await here.press(Button(Text(()), "results_post_now", f"{of}")) for of in slices]
        await house.deliver()
        return said

    slices = ("session:12", "series:Walks")
    await after(house, OVER)
    assert all("on their way" in said for said in await posts())
    await house.database.write(act)
    assert all("posted to this channel already" in said for said in await posts())
    await after(house, timedelta(weeks=7, days=1))
    assert all("on their way" in said for said in await posts())
    assert all("posted to this channel already" in said for said in await posts())
    found = house.posts_in("learning")
    assert ["12 had said what they would do" in post for post in found] == [False, False, True, True]


async def test_pressed_twice_and_days_later_it_is_published_once(house, olwen):
    await asked(house, "12", await crowd(house, 12), answered=10)
    await after(house, timedelta(hours=2))
    await olwen.types("results 12")
    offer = olwen.last.body
    first = await olwen.presses("Publish the summary", on=offer, key="paper:once")
    assert await olwen.presses("Publish the summary", on=offer, key="paper:once") == first
    await after(house, timedelta(days=30))
    assert await olwen.presses("Publish the summary", on=offer) == first
    assert len(await house.database.read(lambda db: db.execute(select(feedback_cells)).all())) == 1


async def test_who_organises_no_more_or_has_left_is_told_nothing(house):
    await asked(house, "12", await crowd(house, 12), answered=11)
    await after(house, OVER)
    boss = build_house(house.database, organisers=("nobody",))
    boss.clock.move_to(house.clock.now())
    olwen = await boss.meets("olwen")
    assert "Only organisers" in await olwen.types("results 12")
    assert "Only organisers" in await olwen.press(Button(Text(()), "results", "session:12"))


async def test_a_new_topic_moves_whole_groups_only(house, olwen):
    people = await crowd(house, 14)
    await asked(house, "12", people[:7], answered=6, series="Walks")
    await asked(house, "13", people[7:], answered=5, series="Walks", topic="digital skills")
    await after(house, OVER)
    # Together they are enough, and of neither topic: each is only a part of the group.
    assert "4 Very useful: 11" in await olwen.types("results series Walks")
    for topic in ("wellbeing", "digital skills"):
        assert "nothing has been published yet" in await olwen.types(f"results topic {topic}")
