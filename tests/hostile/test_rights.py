"""Who may do what: a button carries no right, and what one person presses never changes what is another's."""

import random
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from bot.ask import Ask, Target, Where
from bot.learning.sessions import Bilingual
from bot.registry import Registry, command, find
from bot.room import Unknown
from bot.store import tables, upshots
from tests.hostile.conftest import Lines, Times
from tests.hostile.texts import chances, hostile
from tests.house import MONDAY, REGISTRY, House, Someone, build_house, draft

ANYBODY = "for oneself"
ORGANISERS = "organisers"
ADMINISTRATORS = "administrators"
ASKED = "who was asked about that session"
CONCERNED = "who set it up, and organisers"
MANAGERS = "managers of whoever asked, and organisers"
CHANNEL = "members of the channel, or organisers where that is set"

# A new word has to say here who may use it; what it does to others is then tried with it.
WHO_MAY = {
    "book": ANYBODY,
    "calendar": ANYBODY,
    "calendar_new": ANYBODY,
    "calendar_stop": ANYBODY,
    "calendar_mail": ANYBODY,
    "cancel": ANYBODY,
    "undo": ANYBODY,
    **dict.fromkeys(("contact", "late", "shall_change_in_person", "shall_change_online"), ANYBODY),
    "courtesy": ANYBODY,
    "english": ANYBODY,
    "cymraeg": ANYBODY,
    "details": ANYBODY,
    **dict.fromkeys(("still_on", "is_on"), ANYBODY),
    "feedback": ANYBODY,
    "follow": ANYBODY,
    "unfollow": ANYBODY,
    "help": ANYBODY,
    "privacy": ANYBODY,
    "home": ANYBODY,
    "look": ANYBODY,
    "mine": ANYBODY,
    "more": ANYBODY,
    "settings": ANYBODY,
    "share": ANYBODY,
    "unsure": ANYBODY,
    "keep_place": ANYBODY,
    **dict.fromkeys(
        ("access", "here", "missed", "missed_words", "record", "record_files", "certificate"), ANYBODY
    ),
    **dict.fromkeys(
        ("book_anyway", "keep_mine", "book_in_person", "book_online", "take", "decline"), ANYBODY
    ),
    **dict.fromkeys(("shall_book", "shall_cancel", "book_after_all", "swap", "swap_to"), ANYBODY),
    **dict.fromkeys(("exchange", "wait_beside"), ANYBODY),
    **dict.fromkeys(("what_became", "what_was_posted"), ANYBODY),  # of what they were on themselves
    **dict.fromkeys(("change_in_person", "change_online", "book_for", "booked_for"), ANYBODY),
    **dict.fromkeys(("link", "link_confirm", "link_decline", "unlink"), ANYBODY),
    **dict.fromkeys(("actions", "action_outcome", "action_obstacle", "action_words"), ANYBODY),
    **dict.fromkeys(("action_change", "action_drop", "action_drop_now"), ANYBODY),
    **dict.fromkeys(("materials", "material", "dropped"), ANYBODY),
    "whats_on": ANYBODY,
    **dict.fromkeys(
        ("approvals", "approve_several", "approval_decline_several"), ANYBODY
    ),  # what waits for oneself
    **dict.fromkeys(("approve", "approval_decline"), MANAGERS),
    "rate": ASKED,
    "feedback_form": ASKED,
    **dict.fromkeys(("reach", "reach_files", "headcount", "headcount_form"), ORGANISERS),
    **dict.fromkeys(
        (
            "publish",
            "results",
            "results_picture",
            "results_comments",
            "results_named",
            "results_post",
            "results_post_now",
        ),
        ORGANISERS,
    ),
    **dict.fromkeys(("upshots", "upshot_write", "upshot_change", "upshot_withdraw"), ORGANISERS),
    **dict.fromkeys(("upshot_withdraw_now", "upshot_post", "upshot_post_now"), ORGANISERS),
    **dict.fromkeys(("questions", "questions_where", "questions_choose", "questions_write"), ORGANISERS),
    **dict.fromkeys(("questions_see", "questions_save", "questions_drop"), ORGANISERS),
    **dict.fromkeys(("questions_try", "questions_try_form"), ORGANISERS),
    "new": ORGANISERS,
    "new_session": ORGANISERS,
    "edit": ORGANISERS,
    "capacity": ORGANISERS,
    "booking_rules": ORGANISERS,
    "move": ORGANISERS,
    "postpone": ORGANISERS,
    "call_off": ORGANISERS,
    "organise_save": ORGANISERS,
    "organise_leave": ORGANISERS,
    "repeat": ORGANISERS,
    "repeat_make": ORGANISERS,
    "people_file": ORGANISERS,
    "people_list": ORGANISERS,
    "add_people": ORGANISERS,
    "person_add": ORGANISERS,
    "person_remove": ORGANISERS,
    "person_remove_now": ORGANISERS,
    "message": ORGANISERS,
    "message_send": ORGANISERS,
    "organiser": ADMINISTRATORS,
    "history": ADMINISTRATORS,
    "wishes": ORGANISERS,
    **dict.fromkeys(("attendance", "attendance_add", "attendance_code", "attendance_mark"), ORGANISERS),
    **dict.fromkeys(("attendance_no_code", "attendance_rest", "hindrances", "access_list"), ORGANISERS),
    **dict.fromkeys(("material_link", "material_file", "materials_send"), ORGANISERS),
    **dict.fromkeys(("material_remove", "material_remove_now"), ORGANISERS),
    **dict.fromkeys(("surveys", "survey_figures", "survey_question", "survey_groups"), ORGANISERS),
    **dict.fromkeys(("survey_file", "survey_keep", "survey_drop", "survey_drop_now"), ORGANISERS),
    "problems": ORGANISERS,
    "problems_more": ORGANISERS,
    "problem_there": CONCERNED,
    "problem_again": CONCERNED,
    "problem_stop": CONCERNED,
    "digest": CHANNEL,
    "digest_form": CHANNEL,
    "digest_confirm": CHANNEL,
    "digest_pause": CHANNEL,
    "digest_resume": CHANNEL,
    "digest_stop": CHANNEL,
}
FORM = {"useful": "5", "action": "x", "comment": "x", "weekday": "friday", "clock": "9am", "topic": "-"}
# Outcomes of a refusal, which begin so in the log.
REFUSED = "refused: "


def without_a_rule(registry: Registry) -> set[str]:
    return registry.commands.keys() ^ WHO_MAY.keys()


def test_every_word_says_who_may_use_it():
    assert without_a_rule(REGISTRY) == set()


def test_a_word_without_a_rule_is_noticed():
    found = find("handlers.commands")
    marked = command("sweep_all")(lambda *_: None)
    assert without_a_rule(Registry({**found.commands, "sweep_all": marked})) == {"sweep_all"}


@pytest.fixture
def house(database) -> House:
    return build_house(database, CAFFI_DIGEST__WHO="organiser")


@dataclass
class Cafe:
    """Nia and Cerys have places, answers and a digest that went wrong; Mallory has nothing."""

    house: House
    mallory: Someone
    mallory_id: int
    abouts: list[str] = field(default_factory=list)

    async def everything(self) -> dict[str, list[Any]]:
        """What is anybody's but Mallory's."""
        return await self.house.database.read(self._everything)

    def _everything(self, db) -> dict[str, list[Any]]:
        found = {}
        for table in tables.metadata.sorted_tables:
            if table.name in ("answers", "lanes", "revisions", "marks", "unmet"):
                continue
            # Left out where they are read: what Mallory has grows with everything that she tries.
            whose = ("id",) if table.name == "people" else ("person_id", "actor_id")
            query = select(table)
            for column in whose:
                if column in table.c:
                    query = query.where(table.c[column].is_distinct_from(self.mallory_id))
            rows = [dict(row._mapping) for row in db.execute(query)]
            for row in rows:
                if table.name == "sessions":  # she may take a place herself
                    for count in ("taken", "waiting", "taken_online", "waiting_online"):
                        row.pop(count)
            found[table.name] = sorted(map(str, rows))
        return found


async def cafe(house: House) -> Cafe:
    people = {name: await house.meets(name) for name in ("nia", "cerys", "olwen", "mallory")}
    await house.puts_on(
        draft("Over by then", MONDAY + timedelta(hours=1), ref="14", capacity=9),
        *(draft(f"Walk {week}", MONDAY + timedelta(days=7 * week + 8), ref=f"2{week}") for week in range(3)),
    )
    nia, cerys = people["nia"], people["cerys"]
    for person in (nia, cerys):
        for ref in ("14", "20", "21"):
            await person.types(f"book {ref}")
    await people["olwen"].in_("learning").types("digest weekly tuesday 9am")
    confirm = Ask(
        people["olwen"].address, Where("learning", "learning"), word="digest_confirm", about="tuesday 9am"
    )
    await house.deliver()
    house.room.outcomes.append(Unknown("broken"))
    await people["olwen"].asks(confirm)
    await house.deliver()
    await house.wait_until(MONDAY + timedelta(hours=5))
    await nia.asks(Ask(nia.address, word="rate", about="14 4", key="paper:r"))
    await nia.types("cancel 20")
    olwen_id, now = await house.person_id("olwen"), house.clock.now()
    done = Bilingual("Too cold"), Bilingual("We open the shutters")
    await house.database.write(lambda db: upshots.write(db, None, *done, by=olwen_id, now=now))
    mallory_id = await house.person_id("mallory")
    made = Cafe(house, people["mallory"], mallory_id)
    ids = await house.database.read(lambda db: [row.id for row in db.execute(select(tables.letters.c.id))])
    made.abouts = [
        "14",
        "20",
        "21",
        "22",
        "14 1",
        "14 5",
        "tuesday 9am",
        "friday 4pm topic:wellbeing",
        "",
        "everything:",
        "session:14",
        "stop",
        "pause",
    ]
    made.abouts += [str(each) for each in ids]
    return made


@pytest.mark.parametrize("word", [word for word, who in WHO_MAY.items() if who != ANYBODY])
async def test_who_may_not_is_told_so_and_nothing_changes(house: House, lines: Lines, word: str):
    made = await cafe(house)
    before = await made.everything()
    for where in (Where(), Where("learning", "learning")):
        for about in made.abouts:
            for values in ({}, FORM):
                lines.clear()
                asked = Ask(
                    made.mallory.address, where, word=word, about=about, values=values, can_open_form=True
                )
                said = await made.mallory.asks(asked)
                (end,) = [line for line in lines if line["event"] == "ask"]
                assert str(end["outcome"]).startswith(REFUSED), (asked, said)
                assert len(said) > 10
    assert await made.everything() == before


async def test_whatever_is_pressed_nothing_of_anybody_else_changes(
    house: House, lines: Lines, seed: int, times: Times
):
    made = await cafe(house)
    before = await made.everything()
    for each, chance in enumerate(chances(seed, times(20_000))):
        asked = press(chance, made, each)
        await house.desk.serve(asked)
        if asked.answer_to:
            await house.postman.deliver()
        if each % 10 == 9:
            assert await made.everything() == before, (each, asked)
    assert await made.everything() == before
    assert not [parcel for parcel in house.room.parcels if parcel.to.channel and parcel.to.user == "mallory"]


def press(chance: random.Random, made: Cafe, each: int) -> Ask:
    word = chance.choice([*WHO_MAY, "settings", "cancel", "undo"])
    about = chance.choice(made.abouts) if chance.random() < 0.8 else hostile(chance)
    where = chance.choice((Where(), Where("learning", "learning")))
    to = Target("paper", "w", user="mallory") if chance.random() < 0.2 else None
    values = FORM if chance.random() < 0.3 else {}
    if word in ("share", "more"):
        where = Where()  # to show a channel what is on is anybody's right
    return Ask(
        made.mallory.address, where, word, about, values=values, key=f"paper:m{each}", answer_to=to,
        can_open_form=to is None, on_home=chance.random() < 0.1,
    )  # fmt: skip


async def test_what_is_refused_to_mallory_is_done_for_whom_it_is_for(house: House, lines: Lines):
    """Else a word that refuses everybody would pass all of the above."""
    await cafe(house)
    olwen = Someone(house, "olwen", Where("learning", "learning"))
    allowed = {
        "problems": "",
        "problems_more": "0",
        "digest_pause": "",
        "digest_resume": "",
        "digest_stop": "",
    }
    for word, about in allowed.items():
        lines.clear()
        await olwen.asks(Ask(olwen.address, olwen.where, word=word, about=about))
        assert [line["outcome"] for line in lines if line["event"] == "ask"] == ["answered"], word
    cerys = Someone(house, "cerys")
    lines.clear()
    await cerys.types("cancel 21")
    assert [line["outcome"] for line in lines if line["event"] == "ask"] == ["answered"]


STRANGERS = ("stranger", "botty", "enterprise")


async def test_strangers_are_turned_away_and_leave_nothing_behind(slack_app, lines: Lines):
    async with slack_app("http", draft("Walk", MONDAY + timedelta(days=8), ref="12")) as (slack, caffi):
        slack.channel("learning")
        nia = slack.person("nia")
        await nia.types_command("/learn", "what's on", channel="learning")
        slack.person("stranger", team="T2")
        slack.person("botty", bot=True)
        slack.person("enterprise", team="T3")
        for name in STRANGERS:
            person = slack.person(name)
            lines.clear()
            await person.types_command("/book", "12", channel="learning")
            assert "only for people in our own organisation" in person.sees("learning"), name
            await person.types_command("/learn", "settings")
            assert person.modal() is None
            await person.says("book 12")
            assert not [line for line in lines if line["event"] == "ask"], name
        rows = caffi.database.read_now(lambda db: db.execute(select(tables.people.c.email)).scalars().all())
        assert rows == ["nia@example.org"]


async def test_who_has_left_does_not_come_back_by_a_late_press(slack_app, lines: Lines):
    async with slack_app("http", draft("Walk", MONDAY + timedelta(days=8), ref="12")) as (slack, caffi):
        nia = slack.person("nia")
        await nia.types_command("/learn", "what's on")
        await nia.types_command("/book", "12")
        await nia.changes(deleted=True)
        lines.clear()
        slack.holds = False
        for word in ("/book", "/learn"):
            await nia.types_command(word, "12")
        assert "only for people in our own organisation" in nia.sees("dm")
        assert not [line for line in lines if line["event"] == "ask"]
        held = caffi.database.read_now(lambda db: db.execute(select(tables.places.c.hold)).scalars().all())
        assert held == []


async def test_who_comes_back_is_welcome(slack_app):
    async with slack_app("http", draft("Walk", MONDAY + timedelta(days=8), ref="12")) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "what's on")
        await nia.changes(deleted=True)
        await nia.changes(deleted=False)
        await nia.types_command("/book", "12")
        assert "You’re booked on Walk." in nia.sees("dm")
