"""Cards are written briefly, and read whole: also those that an earlier version wrote at length."""

import json

from hypothesis import given, settings
from hypothesis import strategies as some

from bot.card import Card, Form
from bot.store import answers
from bot.store.database import Database
from bot.store.paper import Written, pack, unpack, write_down
from tests.golden.gallery import GALLERY
from tests.house import MONDAY


def read_as_written(shown: Card | Form) -> None:
    brief, at_length = write_down(shown), json.dumps(pack(shown))
    assert unpack(json.loads(brief), type(shown)) == shown
    assert unpack(json.loads(at_length), type(shown)) == shown
    assert len(brief) < len(at_length)


def test_what_people_see_is_read_as_it_was_written():
    for draw in GALLERY.values():
        read_as_written(draw())


@given(some.from_type(Card))
@settings(max_examples=30)
def test_whatever_a_card_holds_is_read_as_it_was_written(card: Card):
    read_as_written(card)


def test_an_answer_of_an_earlier_version_is_still_told(database: Database):
    card = next(shown for draw in GALLERY.values() if isinstance(shown := draw(), Card))
    at_length = Written(json.dumps(pack(card)))

    def keep(db):
        answers._KEEP.run(db, key="older", reply=at_length, at=MONDAY)
        answers.keep(db, "newer", card, MONDAY)

    database.write_now(keep)
    found = [database.read_now(lambda db, key=key: answers.find(db, key)) for key in ("older", "newer")]
    assert found == [answers.Kept(card)] * 2
