"""“You said, we did”: organisers write it down, and those who were asked hear of it once."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from bot.card import Button, Form, Text
from bot.learning.question_library import DEFAULT
from bot.learning.questions import QuestionSet
from bot.store import feedback, sessions, tables
from tests.conversations.test_erasing import erased, everything
from tests.house import MONDAY, buttons, draft

TUESDAY = MONDAY + timedelta(days=1)
OVER = timedelta(days=21)
WORDS = {"said_en": "Too little time to talk", "did_en": "We stop ten minutes earlier"}
WELSH = {"said_cy": "Rhy ychydig o amser i siarad", "did_cy": "Rydym yn gorffen ddeg munud yn gynt"}


async def asked(house, ref, people, *, answered, start=TUESDAY, title="", **facts):
    """A session after which so many of these people have answered."""
    await house.puts_on(draft(title or f"Session {ref}", start, ref=ref, capacity=50, uid=ref, **facts))
    for key in people:
        await house.meets(key, language="cy" if key == "c0" else "en")
    ids = [await house.person_id(key) for key in people]

    def answer(db):
        session = sessions.by_ref(db, ref)
        feedback.ask_all(db, session.id, ids, QuestionSet(DEFAULT, 10))
        for person_id in ids[:answered]:
            feedback.answer(db, session.id, person_id, {"useful": 4, "comment": "Mumbled all along"})

    await house.database.write(answer)


def crowd(many, letter="p"):
    return [f"{letter}{number}" for number in range(many)]


async def after(house, time):
    house.clock.move_to(TUESDAY + timedelta(hours=1) + time)
    await house.timekeeper.tick()


@pytest.fixture
async def olwen(house):
    return await house.meets("olwen")


@pytest.fixture
async def published(house, olwen):
    """Session 12, about which eleven of twelve have answered, with its results."""
    await asked(house, "12", [*crowd(11), "c0"], answered=11)
    await after(house, OVER)
    await house.deliver()
    return house


async def writes(olwen, about="session:12", **words):
    await olwen.press(Button(Text(()), "upshot_write", about))
    return await olwen.submits(**(words or WORDS))


async def told(house, key):
    """How often they heard of it, after a day at work."""
    house.clock.move_to(house.clock.now() + timedelta(days=1))
    await house.timekeeper.tick()
    await house.deliver()
    found = [parcel for parcel in house.room.parcels if parcel.to.user == key and not parcel.to.channel]
    return sum("what was done" in str(parcel.card) for parcel in found)


# ── Writing ──────────────────────────────────────────────────────────────────────────────────────


async def test_it_is_written_from_the_results(published, olwen):
    assert "[Write what we did]" in await olwen.types("results 12")
    form = await olwen.presses("Write what we did")
    assert "About Session 12" in form
    kept = await olwen.submits(**WORDS)
    assert "You said: Too little time to talk" in kept
    assert "not before Tuesday 24 March, 10:15am" in kept
    assert "What we did: We stop ten minutes earlier" in await olwen.types("results 12")


@pytest.mark.parametrize(
    "words",
    ["you said we did 12", "You said, we did: 12", "we did 12", "dywedoch chi, gwnaethom ni 12"],
)
async def test_it_is_found_by_words(published, olwen, words):
    await writes(olwen)
    shown = await olwen.types(words)
    assert "Too little time to talk" in shown
    assert "[Write what we did]" in shown


async def test_all_of_it_is_found(published, olwen):
    assert "Nothing has been written down yet" in await olwen.types("you said we did")
    await writes(olwen, "everything:")
    shown = await olwen.types("you said, we did")
    assert "All sessions" in shown
    assert "[Write about all sessions]" in shown
    assert "We stop ten minutes earlier" in await olwen.types("results everything")
    assert "We stop ten minutes earlier" not in await olwen.types("results 12")


async def test_nothing_can_be_said_of_answers_that_nobody_may_read(house, olwen):
    await asked(house, "12", crowd(4), answered=4)
    await after(house, timedelta(hours=1))
    button = Button(Text(()), "upshot_write", "session:12")
    assert "Fewer than 10 people" in await olwen.press(button)
    await after(house, OVER)
    assert "answers wait" in await olwen.press(button)
    assert "nothing has been published" in await olwen.press(Button(Text(()), "upshot_write", "everything:"))
    assert "We don’t know which results" in await olwen.press(Button(Text(()), "upshot_write", "topic:x"))


@pytest.mark.parametrize(
    ("words", "wrong"),
    [
        ({}, {"said_en", "did_en"}),
        ({"said_en": "x"}, {"did_en"}),
        (WORDS | {"did_cy": "x"}, {"said_cy"}),
        ({"said_en": "x", "did_cy": "x"}, {"did_en", "said_cy"}),
    ],
)
async def test_half_of_it_comes_back(published, olwen, words, wrong):
    await olwen.press(Button(Text(()), "upshot_write", "session:12"))
    await olwen.submits(**words)
    form = olwen.last.body
    assert isinstance(form, Form)
    assert form.errors.keys() == wrong
    assert {field.name: field.value for field in form.fields if field.value} == words


async def test_each_reads_their_own_language_and_else_the_other(published, olwen):
    await writes(olwen, **WORDS, **WELSH)
    await writes(olwen, "everything:", **WORDS)
    gwen = await house_of(published, "c0")
    shown = await gwen.types("beth ddaeth o fy adborth")
    assert "Dywedoch chi: Rhy ychydig o amser" in shown
    assert "Dywedoch chi: Too little time" in shown


async def house_of(house, key):
    return await house.meets(key, language="cy" if key == "c0" else "en")


WORD = (
    "upshots",
    "upshot_write",
    "upshot_change",
    "upshot_withdraw",
    "upshot_withdraw_now",
    "upshot_post",
    "upshot_post_now",
)


@pytest.mark.parametrize("word", WORD)
async def test_only_organisers_do_any_of_it(published, olwen, word):
    await writes(olwen)
    someone = await house_of(published, "p0")
    for where in (someone, someone.in_("learning")):
        for about in ("1", "session:12", "everything:", ""):
            assert "organisers" in await where.press(Button(Text(()), word, about))
            assert published.posts_in("learning") == []
    assert "earlier" in await olwen.types("results 12")


# ── Hearing of it ────────────────────────────────────────────────────────────────────────────────


async def test_who_was_asked_finds_it_whether_they_answered_or_not(published, olwen):
    await writes(olwen)
    for key in ("p0", "c0"):
        someone = await house_of(published, key)
        assert "We stop ten minutes earlier" in await someone.types("what came of my feedback")
    stranger = await published.meets("stranger")
    assert "earlier" not in await stranger.types("what came of my feedback")
    assert "earlier" not in await stranger.types("what came of my feedback on session 12")


@pytest.mark.parametrize("words", ["you said we did", "you said, we did on session 12", "we did 12"])
async def test_to_who_gave_feedback_these_words_say_what_came_of_it(published, olwen, words):
    await writes(olwen)
    someone = await house_of(published, "p0")
    shown = await someone.types(words)
    assert "What came of feedback" in shown
    assert "[Change]" not in shown
    assert "What came of feedback" not in await someone.types("we did not get the link")


async def test_those_who_were_asked_are_told_once_and_not_at_once(published, olwen):
    await writes(olwen)
    await published.timekeeper.tick()
    await published.deliver()
    someone = await house_of(published, "p0")
    assert not any("what was done" in letter for letter in someone.post)
    assert await told(published, "p0") == 1
    assert "You were asked for feedback on Session 12 (Tuesday 3 March)" in someone.post[-1]
    assert "You get this once for each session" in someone.post[-1]
    assert await told(published, "p0") == 1
    stranger = await published.meets("stranger")
    assert stranger.post == []


async def test_of_a_session_they_hear_once_whatever_more_is_done(published, olwen):
    await writes(olwen)
    assert await told(published, "p0") == 1
    await writes(olwen, said_en="More", did_en="Much more")
    await writes(olwen, "everything:")
    assert await told(published, "p0") == 1
    someone = await house_of(published, "p0")
    assert "Much more" in await someone.types("what came of my feedback")


async def test_after_another_session_they_hear_again(published, olwen):
    await writes(olwen)
    assert await told(published, "p0") == 1
    start = published.clock.now() - timedelta(hours=2)
    await asked(published, "13", crowd(12), answered=12, start=start, title="Session 12")
    await writes(olwen, "everything:", said_en="Too soon", did_en="They can still answer")
    assert await told(published, "p0") == 1
    await olwen.press(Button(Text(()), "publish", "13"))
    await writes(olwen, said_en="Again", did_en="Done again")
    assert await told(published, "p0") == 2
    someone = await house_of(published, "p0")
    assert "Done again" in someone.post[-1]
    assert "We stop ten minutes earlier" not in someone.post[-1], "that was before this session"


async def test_what_is_over_only_after_it_is_the_next_ones_to_tell(published, olwen):
    """However late Caffi comes to it."""
    start = published.clock.now() - timedelta(hours=2)
    await asked(published, "13", crowd(12, "q"), answered=12, start=start)
    await writes(olwen, "everything:")
    published.clock.move_to(published.clock.now() + timedelta(minutes=20))
    await olwen.press(Button(Text(()), "publish", "13"))
    assert await told(published, "q0") == 0
    await writes(olwen, "session:13")
    assert await told(published, "q0") == 1


async def test_all_dates_of_the_title_are_meant_and_no_other(house, olwen):
    await asked(house, "12", crowd(12), answered=12, title="Walks|Cerdded")
    await asked(house, "13", crowd(2, "q"), answered=1, title="Walks|Cerdded")
    await asked(house, "14", crowd(2, "r"), answered=1, title="Walks|Rhodio")
    await after(house, OVER)
    await writes(olwen)
    for key, often in (("q0", 1), ("r0", 0), ("p3", 1)):
        assert await told(house, key) == often
    assert "earlier" in await (await house_of(house, "q1")).types("what came of my feedback")
    assert "earlier" not in await (await house_of(house, "r1")).types("what came of my feedback")


async def test_of_a_small_session_nothing_is_said_alone(house, olwen):
    """What was published together is one group of answers: nobody is to tell whose it was about."""
    await asked(house, "12", crowd(6), answered=6, series="Walks")
    await asked(house, "13", crowd(6, "q"), answered=6, series="Walks")
    await after(house, OVER)
    assert "Session 12, Session 13, taken together" in await writes(olwen)
    assert await told(house, "q0") == 1
    q0 = await house_of(house, "q0")
    assert "About Session 13" in q0.post[-1]
    assert "Session 12" not in q0.post[-1], "what else it was put together with is not theirs to know"


async def test_who_wants_no_such_messages_gets_none_and_still_finds_it(published, olwen):
    await published.database.write(
        lambda db: db.execute(update(tables.people).where(tables.people.c.name == "P0").values(prompts=False))
    )
    await writes(olwen)
    assert await told(published, "p0") == 0
    assert "earlier" in await (await house_of(published, "p0")).types("what came of my feedback")


async def test_it_counts_in_the_week(published, olwen):
    """It is news: where much of the week is used up, it waits."""
    number = await published.person_id("p0")

    def fill(db):
        for each in range(8):
            row = {"key": f"x{each}", "kind": "x", "facts": {}, "person_id": number, "lane": "person:x"} | {
                "target": {}
            }
            when = {"due_at": published.clock.now(), "written_at": published.clock.now()}
            db.execute(tables.letters.insert().values(row | when | {"state": "sent", "nudge": "news"}))

    await published.database.write(fill)
    await writes(olwen)
    assert await told(published, "p1") == 1
    assert await told(published, "p0") == 0


# ── Changing and withdrawing ─────────────────────────────────────────────────────────────────────


async def test_what_is_changed_in_time_is_what_they_read(published, olwen):
    await writes(olwen)
    await olwen.presses("Change")
    assert {field.value for field in olwen.last.body.fields} == {*WORDS.values(), ""}
    assert "Nobody is told again" in await olwen.submits(did_en="We stop on time")
    assert await told(published, "p0") == 1
    someone = await house_of(published, "p0")
    assert "We stop on time" in someone.post[-1]


async def test_what_is_withdrawn_is_gone(published, olwen):
    kept = await writes(olwen)
    assert "[Withdraw]" in kept
    card = olwen.last.body
    assert "cannot be called back" in await olwen.presses("Withdraw")
    await olwen.presses("Yes, withdraw it")
    assert "That has been withdrawn" in await olwen.presses("Change", on=card)
    assert await told(published, "p0") == 0
    assert "earlier" not in await olwen.types("results 12")
    assert "earlier" not in await everything_but_answers(published)


async def everything_but_answers(house):
    rows = await house.database.read(
        lambda db: [
            str(row) for table in (tables.upshots, tables.events) for row in db.execute(select(table))
        ]
    )
    return "\n".join(rows)


async def test_who_heard_of_what_is_withdrawn_hears_no_more(published, olwen):
    await writes(olwen)
    card = olwen.last.body
    assert await told(published, "p0") == 1
    await olwen.presses("Withdraw", on=card)
    await olwen.presses("Yes, withdraw it")
    await writes(olwen, said_en="Other", did_en="Otherwise")
    assert await told(published, "p0") == 1


async def test_what_happened_is_kept_without_its_words(published, olwen):
    await writes(olwen)
    await olwen.presses("Change")
    await olwen.submits(**WORDS)
    await olwen.presses("Withdraw")
    await olwen.presses("Yes, withdraw it")
    kinds = (
        select(tables.events.c.kind)
        .where(tables.events.c.kind.startswith("Upshot"))
        .order_by(tables.events.c.id)
    )
    found = await published.database.read(lambda db: list(db.execute(kinds).scalars()))
    assert found == ["UpshotWritten", "UpshotChanged", "UpshotWithdrawn"]


async def test_who_wrote_it_may_be_erased(published, olwen):
    await writes(olwen)
    await erased(published, await published.person_id("olwen"))
    assert "Olwen" not in await everything(published)
    assert "earlier" in await (await house_of(published, "p0")).types("what came of my feedback")


# ── To a channel ─────────────────────────────────────────────────────────────────────────────────


async def test_it_is_posted_once_after_a_look(published, olwen):
    await writes(olwen, **WORDS, **WELSH)
    assert "[Post to this channel]" not in await olwen.types("you said we did 12")
    there = olwen.in_("learning")
    await there.types("you said we did 12")
    assert "Everyone in this channel will see this" in await there.presses("Post to this channel")
    look = there.last.body
    await there.presses("Post it")
    assert "already" in await there.presses("Post it", on=look)
    await published.deliver()
    (post,) = published.posts_in("learning")
    assert "We stop ten minutes earlier" in post
    assert "Posted by Olwen" in post


async def test_what_is_withdrawn_before_it_goes_is_not_posted(published, olwen):
    await writes(olwen)
    card, there = olwen.last.body, olwen.in_("learning")
    await there.press(Button(Text(()), "upshot_post_now", "1"))
    await olwen.presses("Withdraw", on=card)
    await olwen.presses("Yes, withdraw it")
    await published.deliver()
    assert published.posts_in("learning") == []


@pytest.mark.parametrize("facts", [{"sensitive": True}, {"audience": "by invitation"}])
async def test_what_is_not_everybodys_is_not_posted_and_not_said_on_a_screen(house, olwen, facts):
    await asked(house, "12", crowd(12), answered=12, **facts)
    await after(house, OVER)
    await writes(olwen)
    for word in ("upshot_post", "upshot_post_now"):
        refused = await olwen.in_("learning").press(Button(Text(()), word, "1"))
        assert "not posted to a channel" in refused
    if "sensitive" in facts:
        assert await told(house, "p0") == 1
        assert "Session 12" not in str((await house_of(house, "p0")).letters[-1].card.summary)


async def test_outside_a_channel_there_is_none_to_post_to(published, olwen):
    await writes(olwen)
    assert "in the channel where it should be posted" in await olwen.press(
        Button(Text(()), "upshot_post", "1")
    )


# ── Many, and hostile ────────────────────────────────────────────────────────────────────────────


async def test_many_are_told_in_pieces(published, olwen, monkeypatch):
    monkeypatch.setattr("schedules.tell_upshots._AT_ONCE", 5)
    await writes(olwen)
    assert await told(published, "p10") == 1
    letters = select(func.count()).where(tables.letters.c.kind == "upshot")
    assert await published.database.read(lambda db: db.execute(letters).scalar()) == 12


@pytest.mark.parametrize("words", ["<!channel> {{DATE()}} <script>", "x" * 3200, "\u202eabc", "🎉 {title}"])
async def test_whatever_is_written_is_shown_as_it_is(published, olwen, words):
    await writes(olwen, said_en=words, did_en=words)
    assert words[:500] in await olwen.types("you said we did 12")
    assert "x" * 501 not in await olwen.types("you said we did 12")


@pytest.mark.parametrize(
    "about", ["", "1", "²", "9" * 30, "-1", "session:", "everything:x y", "1; drop table"]
)
async def test_no_button_leads_astray(published, olwen, about):
    for word in ("upshot_change", "upshot_withdraw", "upshot_withdraw_now", "upshot_post", "upshot_write"):
        assert await olwen.in_("learning").press(Button(Text(()), word, about))
    assert not buttons(olwen.last.body) if olwen.last else True
