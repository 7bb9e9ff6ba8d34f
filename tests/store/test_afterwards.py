"""Actions and materials as they are kept: two people who become one, files in pieces, who is reached."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.learning.attendance import Mark
from bot.learning.materials import Part
from bot.store import actions, attendance, joining, materials, sessions
from bot.store.tables import actions as kept
from bot.store.tables import follows, letters
from tests.house import MONDAY, build_house, draft

TUESDAY = MONDAY + timedelta(days=1)
DUE = TUESDAY + timedelta(weeks=5)


@pytest.fixture
def house(database):
    return build_house(database)


async def sessions_of(house, *refs, **facts):
    for ref in refs:
        await house.puts_on(draft(f"Walk {ref}", TUESDAY, ref=ref, capacity=3, **facts))
    return await house.database.read(lambda db: [sessions.by_ref(db, ref).id for ref in refs])


def say(db, session_id, person_id, words):
    actions.keep(db, session_id, person_id, words, shared=False, due=DUE)


async def test_two_who_become_one_have_one_list_and_get_their_own_back(house):
    one, two = await sessions_of(house, "1", "2")
    for key in ("ann", "anna"):
        await house.meets(key)
    ann, anna = [await house.person_id(key) for key in ("ann", "anna")]

    def join(db):
        say(db, one, ann, "as Ann")
        say(db, one, anna, "as Anna")
        say(db, two, anna, "as Anna, two")
        materials.add(db, one, anna, title="x", url="https://example.org", now=MONDAY)
        link = joining.join(db, anna, ann, MONDAY)
        both = [each.words for each in actions.of_person(db, ann)]
        person = joining.part(db, joining.of(db, ann, MONDAY, link))
        back = [each.words for each in actions.of_person(db, person)]
        return both, [each.words for each in actions.of_person(db, ann)], back

    both, mine, back = await house.database.write(join)
    assert both == ["as Anna, two", "as Ann"]
    assert (mine, back) == (["as Ann"], ["as Anna, two"])


async def test_what_is_said_again_takes_the_place_of_what_was_said_and_an_empty_one_deletes_it(house):
    (one,) = await sessions_of(house, "1")
    await house.meets("ann")
    ann = await house.person_id("ann")

    def rewrite(db):
        say(db, one, ann, "first")
        actions.chased(db, [actions.of(db, one, ann).id])
        actions.keep(db, one, ann, "second", shared=True, colleagues="Owen", due=DUE + timedelta(days=1))
        said = actions.of(db, one, ann)
        due = actions.to_chase(db, now=DUE + timedelta(days=9), most=9)
        actions.keep(db, one, ann, "", shared=False, due=DUE)
        return said, due, actions.of(db, one, ann)

    said, due, after = await house.database.write(rewrite)
    assert (said.words, said.colleagues, said.shared, said.due) == ("second", "Owen", True, DUE)
    assert due == []
    assert after is None


async def test_whom_one_will_work_with_alone_is_nothing_to_ask_about(house):
    (one,) = await sessions_of(house, "1")
    await house.meets("ann")
    ann = await house.person_id("ann")

    def look(db):
        actions.keep(db, one, ann, "", shared=False, colleagues="Owen", due=DUE)
        return actions.to_chase(db, now=DUE, most=9), actions.next_due(db, MONDAY), actions.of(db, one, ann)

    due, coming, said = await house.database.write(look)
    assert (due, coming, said.colleagues) == ([], None, "Owen")


async def test_no_id_is_given_twice_so_that_no_old_button_means_another(house):
    (one,) = await sessions_of(house, "1")
    await house.meets("ann")
    ann = await house.person_id("ann")

    def again(db):
        say(db, one, ann, "x")
        first = db.execute(select(kept.c.id)).scalar()
        actions.drop(db, actions.of(db, one, ann))
        say(db, one, ann, "x")
        return first, db.execute(select(kept.c.id)).scalar()

    first, second = await house.database.write(again)
    assert first != second


async def test_a_file_is_read_as_it_was_put_in(house):
    (one,) = await sessions_of(house, "1")
    await house.meets("ann")
    ann = await house.person_id("ann")
    pieces = [bytes([number]) * materials.PIECE for number in range(3)] + [b"rest"]

    def put(db):
        number = materials.add(db, one, ann, title="x", file_name="x.pdf", now=MONDAY)
        materials.fill(db, number, pieces)
        found = materials.find(db, str(number))
        return found, [materials.piece(db, found, each) for each in range(5)]

    found, read = await house.database.write(put)
    assert found.size == sum(map(len, pieces))
    assert read == [*pieces, None]


@pytest.mark.parametrize("let_go", [False, True])
async def test_who_reads_a_file_while_another_takes_its_place_gets_no_mixture(house, let_go):
    (one,) = await sessions_of(house, "1")
    await house.meets("ann")
    ann = await house.person_id("ann")
    first, second = ([letter * materials.PIECE] * 3 for letter in (b"a", b"b"))

    def put(db, pieces, now, replaces=None):
        number = materials.add(db, one, ann, title="x", file_name="x.pdf", replaces=replaces, now=now)
        materials.fill(db, number, pieces)
        return materials.find(db, str(number))

    def share(db, draft):
        materials.let_go(db, [draft], wider=False, round_=1, told_at=MONDAY, now=MONDAY)

    def replace(db):
        old = put(db, first, MONDAY)
        share(db, old)
        reading = materials.find(db, str(old.id))
        read = [materials.piece(db, reading, 0)]
        draft = put(db, second, MONDAY + timedelta(seconds=1), replaces=old.id)
        if let_go:
            share(db, draft)
        read += [materials.piece(db, reading, number) for number in (1, 2)]
        now = materials.find(db, str(old.id))
        return read, [materials.piece(db, now, number) for number in range(4)]

    read, anew = await house.database.write(replace)
    assert read == ([first[0], None, None] if let_go else first)
    assert anew == [*(second if let_go else first), None]


@pytest.mark.parametrize("taken", [True, False])
@pytest.mark.parametrize("sensitive", [True, False])
async def test_everybody_is_reached_once_and_the_one_as_all_are(house, taken, sensitive):
    (one,) = await sessions_of(house, "1", sensitive=sensitive)
    who = {
        "came": Part.CAME,
        "part": Part.CAME,
        "absent": Part.MISSED,
        "told": Part.MISSED,
        "silent": Part.MISSED if taken else Part.CAME,
        "waits": Part.WAITED,
        "follows": None if sensitive else Part.FOLLOWS,
        "other": None,
    }
    for key in who:
        await house.meets(key)
    number = {key: await house.person_id(key) for key in who}

    for key in ("silent", "absent", "told", "waits"):
        someone = await house.meets(key)
        await someone.types("book 1")

    def look(db):
        for key, mark in (
            ("came", Mark.CAME),
            ("part", Mark.PART),
            ("absent", Mark.ABSENT),
            ("told", Mark.TOLD),
        ):
            if taken:
                attendance.mark(db, one, [number[key]], mark, by=number["other"], now=MONDAY)
            elif key in ("absent", "told"):
                attendance.mark(db, one, [number[key]], mark, by=None, now=MONDAY)
        for key in ("follows", "absent"):
            db.execute(follows.insert().values(person_id=number[key], topic="wellbeing", since=MONDAY))
        session = sessions.get(db, one)
        return (
            materials.reached(db, session, wider=True),
            materials.reached(db, session, wider=False),
            {key: materials.part(db, session, number[key]) for key in who},
            materials.counts(db, session),
        )

    wider, those, each, counts = await house.database.write(look)
    if not taken:
        who |= {"came": None, "part": None}
    assert {key: wider.get(number[key]) for key in who} == who == each
    assert those == {person: part for person, part in wider.items() if part is not Part.FOLLOWS}
    assert (counts.follows, counts.waited) == (0 if sensitive else 1, 1)
    assert counts.known is taken


async def test_who_has_been_written_to_is_left_out(house):
    (one,) = await sessions_of(house, "1")
    for key in ("ann", "owen"):
        someone = await house.meets(key)
        await someone.types("book 1")
        await someone.types("follow wellbeing")
    ann, owen = [await house.person_id(key) for key in ("ann", "owen")]

    def look(db):
        row = {"key": f"materials 1 1 {ann}", "kind": "x", "facts": {}, "person_id": ann, "target": None}
        row |= {"lane": "x", "due_at": MONDAY, "state": "sent", "written_at": MONDAY}
        db.execute(letters.insert().values(row))
        session = sessions.get(db, one)
        return materials.reached(db, session, wider=True, but_written="materials 1 1 ")

    assert await house.database.write(look) == {owen: Part.CAME}
