"""Whoever writes down all that a channel is ever shown learns nothing of sessions that are not everybody's.

The same course of events twice, in which only the answers about such sessions are others: every post is the
same, so that nothing can be worked out from them all, whatever else somebody knows.
"""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, update

from bot.learning.figures import Figures
from bot.learning.publishing import Slice
from bot.learning.questions import Question, QuestionSet
from bot.store import feedback, figures, revising, sessions, tables
from bot.store.database import Database
from bot.views.publishing import numbers
from tests.hostile.asked_people import LONDON, SLICES, START, TERMS
from tests.house import draft

ASKED = QuestionSet((Question("rating", "rating", {}), Question("words", "words", {})), 5)
FEW = ({"sensitive": True}, {"audience": "by invitation"})
PEOPLE = 9


@pytest.fixture
def database(sqlite_template, tmp_path) -> Iterator[Database]:
    file = tmp_path / "caffi.db"
    file.write_bytes(sqlite_template.read_bytes())
    opened = Database(f"sqlite:///{file}")
    yield opened
    opened.close()


def course(database, seed, otherwise):
    """What organisers and what a channel could read, look by look. `otherwise`: what is added to the answers
    about sessions that are not everybody's.
    """
    chance, mine, theirs = random.Random(seed), [], []
    with database.engine.connect() as db:
        people = [
            db.execute(
                insert(tables.people).values(name=f"p{each}").returning(tables.people.c.id)
            ).scalar_one()
            for each in range(PEOPLE)
        ]
        slices = [*SLICES]
        for number in range(chance.randint(2, 6)):
            few = chance.random() < 0.4
            there = {"topic": ["one", "two"], "series": ["walks", "talks", ""], "speaker": ["Nia", "Owen"]}
            facts = {name: chance.choice(names) for name, names in there.items()}
            facts |= chance.choice(FEW) if few else {}
            start = START + timedelta(days=chance.randrange(45))
            walk = draft(f"s{number}", start, ref=f"f{number}", **facts)
            session_id = revising.add(db, walk, source="x", now=START)
            slices.append(Slice("session", f"f{number}"))
            feedback.ask_all(db, session_id, people, ASKED)
            for person in chance.sample(people, chance.choice([2, 3, 5, 7])):
                rating = (chance.randrange(5) + (otherwise if few else 0)) % 5 + 1
                feedback.answer(db, session_id, person, {"rating": rating, "words": f"{rating}"})
        now = START + timedelta(days=70)
        there = [slice_.name for slice_ in slices if slice_.kind == "session"]
        for ref in chance.sample(there, len(there)):
            figures.close(db, sessions.by_ref(db, ref), TERMS, now)
            now += timedelta(days=chance.choice([1, 41]))
            figures.pool(db, TERMS, now)
            if chance.random() < 0.3:  # slices are cut in another way
                which = tables.sessions.c.ref == chance.choice(there)
                db.execute(update(tables.sessions).where(which).values(topic=chance.choice(["one", "two"])))
            for slice_ in slices:
                mine.append(figures.figures_of_slice(db, slice_, LONDON))
                theirs.append(seen(figures.figures_of_slice(db, slice_, LONDON, publicly=True)))
        db.rollback()
    return mine, theirs


def seen(found: Figures | None) -> Figures | None:
    return numbers(found) if found else None


def test_nothing_posted_depends_on_answers_about_what_is_not_everybodys(database):
    met: Counter[str] = Counter()

    @settings(max_examples=60)
    @given(st.integers(0, 10**9), st.integers(1, 4))
    def holds(seed, otherwise):
        before, shown = course(database, seed, 0)
        after, shown_then = course(database, seed, otherwise)
        assert shown == shown_then
        met["posts"] += sum(each is not None for each in shown)
        met["it would show"] += [seen(each) for each in before] != [seen(each) for each in after]
        met["a sum without them"] += any(
            told and whole and told.sessions < whole.sessions
            for told, whole in zip(shown, before, strict=True)
        )

    holds()
    # A search that meets nothing would prove nothing.
    assert all(met[what] >= 10 for what in ("posts", "it would show", "a sum without them")), met
