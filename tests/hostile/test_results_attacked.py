"""An organiser with every right writes down all that they are ever shown, and works out nothing about few.

Histories of answering, publishing over time and looking; then linear algebra and comparing of lists over
everything that was shown. Rules broken on purpose are found out by the same attacker.
"""

import random
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, insert, select, update

from bot.learning import publishing as rules
from bot.learning.figures import Figures
from bot.learning.sessions import Session
from bot.store import figures, sessions, tables
from bot.store.database import Database
from bot.store.tables import feedback_closings, feedback_keys
from tests.hostile.asked_people import START, TERMS, Asked, counted
from tests.hostile.attacker import rank, told_apart, worked_out

_STEPS = 60


@pytest.fixture
def sqlite(sqlite_template: Path, tmp_path: Path) -> Iterator[Database]:
    """One kind of database is enough to see that the attacker is awake."""
    file = tmp_path / "caffi.db"
    file.write_bytes(sqlite_template.read_bytes())
    opened = Database(f"sqlite:///{file}")
    yield opened
    opened.close()


@contextmanager
def _history(database, seed: int) -> Iterator[Asked]:
    """One course of events, of which nothing is left."""
    with database.engine.connect() as db:
        world = Asked(db, random.Random(seed))
        world.begin()
        for _ in range(_STEPS):
            world.go_on()
        yield world
        db.rollback()


@pytest.mark.parametrize("many", [5, pytest.param(600, marks=pytest.mark.long)])
def test_nothing_about_few_people_is_shown_or_can_be_worked_out(database, seed, many):
    met = dict.fromkeys(("looks", "refused", "published", "waiting", "together"), 0)
    for number in range(many):
        with _history(database, seed * 10_000 + number) as world:
            assert world.leak() == "", f"history {seed * 10_000 + number}"
            for what, times in counted([world]).items():
                met[what] += times
    assert all(times >= many // 10 for times in met.values()), met


# ── The attacker finds what is there to be found ─────────────────────────────────────────────────


def few(answers: Sequence[object]) -> bool:
    return len(set(answers)) < 5


def of(letters: str) -> dict[object, int]:
    return dict.fromkeys(letters, 1)


@pytest.mark.parametrize(
    ("shown", "found"),
    [
        ([of("abcdef")], None),
        ([of("abcd")], "abcd"),
        ([of("abcdefgh"), of("abcdefghij")], "ij"),  # later, and now
        ([of("abcdef"), of("defghi")], "abcghi"),  # no: six people behind the difference, three in common
        ([of("abcdef"), of("ghijkl"), of("abcdefghijkl")], None),
        ([of("abcdefg"), of("fghijkl"), of("abcdefghijkl")], "fg"),  # one and other without both
        ([of("abcdef") | {"a": 2}, of("abcdef")], "a"),
    ],
)
def test_what_can_be_worked_out_is_worked_out(shown, found):
    expected = None if found in {None, "abcghi"} else frozenset(found)
    assert worked_out(shown, few) == expected


def test_lists_are_told_apart_where_they_overlap():
    assert set(told_apart(["abcdef", "defghi"])) == {frozenset("abc"), frozenset("def"), frozenset("ghi")}


@settings(max_examples=50)
@given(st.lists(st.lists(st.integers(-2, 2), min_size=4, max_size=4), min_size=1, max_size=5), st.randoms())
def test_a_rank_is_the_same_however_rows_are_mixed(matrix, chance):
    mixed = [row[:] for row in matrix]
    chance.shuffle(mixed)
    mixed.append([sum(column) for column in zip(*matrix, strict=True)])
    assert rank(mixed) == rank(matrix) <= min(len(matrix), 4)


# ── Rules broken on purpose ──────────────────────────────────────────────────────────────────────


def _answers_counted_as_people(patch: pytest.MonkeyPatch) -> None:
    """Somebody who answers after two small sessions counts as two."""
    patch.setattr(rules, "at_least", lambda n, _each, _nobodys: n)


def _smaller_groups(patch: pytest.MonkeyPatch) -> None:
    smallest = rules.smallest
    patch.setattr(rules, "smallest", lambda minimums: smallest(minimums) - 2)


def _few_answers_to_one_question(patch: pytest.MonkeyPatch) -> None:
    """The whole group is large enough, and nobody asks about each question."""
    people = rules._people
    patch.setattr(rules, "_people", lambda groups, many=None: 99 if many else people(groups))


def _who_signed_stands_behind_what_is_not_signed(patch: pytest.MonkeyPatch) -> None:
    """Four of five wrote under their names, so that what is left is the fifth's."""
    behind = rules._behind
    patch.setattr(rules, "_behind", lambda groups: behind([replace(each, named=()) for each in groups]))


def _put_together_again(patch: pytest.MonkeyPatch) -> None:
    """A session that was published with some is published with others later."""
    keep = figures._keep

    def kept(db: Connection, groups: Sequence[rules.Group], found: Figures) -> None:
        keep(db, groups, found)
        of = feedback_closings.c.session_id.in_([group.session_id for group in groups])
        db.execute(update(feedback_closings).where(of).values(waits_until=found.published_at))

    patch.setattr(figures, "_keep", kept)
    patch.setattr(figures, "_delete_answers", lambda _db, _ids: None)


def _published_anew(patch: pytest.MonkeyPatch) -> None:
    """Who answers late is counted too: the one between two looks is known."""
    close = figures.close

    def closed(db: Connection, session: Session, terms: rules.Terms, now: datetime) -> bool:
        mine = feedback_keys.c.session_id == session.id
        key = db.execute(select(feedback_keys.c.key).where(mine)).scalar()
        db.execute(delete(feedback_closings).where(feedback_closings.c.session_id == session.id))
        done = close(db, session, terms, now)
        db.execute(insert(feedback_keys).values(session_id=session.id, key=key))
        return done

    patch.setattr(figures, "close", closed)
    patch.setattr(figures, "_delete_answers", lambda _db, _ids: None)


def _added_up_as_asked(patch: pytest.MonkeyPatch) -> None:
    """Every slice counts whatever answers there are, and is shown when they are enough."""

    def added_up(db: Connection, slice_: rules.Slice, zone: tzinfo) -> Figures | None:
        ids = db.execute(select(tables.sessions.c.id).where(figures._within(slice_, zone))).scalars().all()
        groups = [figures._group(db, session, TERMS) for session in sessions.by_ids(db, ids)]
        return rules.publish(groups, START) if groups else None

    patch.setattr(figures, "figures_of_slice", added_up)
    patch.setattr(figures, "_delete_answers", lambda _db, _ids: None)


# With the first history that gives it away, so that it need not be looked for each time.
BROKEN: list[tuple[Callable[[pytest.MonkeyPatch], None], int]] = [
    (_answers_counted_as_people, 4),
    (_smaller_groups, 0),
    (_few_answers_to_one_question, 0),
    (_who_signed_stands_behind_what_is_not_signed, 6),
    (_put_together_again, 0),
    (_published_anew, 0),
    (_added_up_as_asked, 0),
]


@pytest.mark.parametrize(
    ("break_", "first"), BROKEN, ids=lambda each: getattr(each, "__name__", "").strip("_")
)
def test_a_broken_rule_is_found_out(sqlite, monkeypatch, break_, first):
    break_(monkeypatch)
    for number in range(first, first + 200):
        try:
            with _history(sqlite, number) as world:
                assert world.leak() == ""
        except AssertionError:
            sys.stdout.write(f"found in history {number}\n")
            return
    pytest.fail("nobody noticed")
