"""The clock moves forward, once at a time, and says why it does not."""

import asyncio
import re
from datetime import UTC, datetime

import pytest

from tests.platforms.web.cafe import Cafe
from tests.platforms.web.visitor import Visitor

CAFFI = "/as/nia/caffi"
CLOCK = f"{CAFFI}/clock"


async def test_moving_it_lets_letters_arrive(cafe: Cafe, visitor: Visitor) -> None:
    page = await visitor.open(CAFFI)
    assert "9:41am Tuesday 3 March" in page.words
    page = await visitor.post(CLOCK, step="monday")
    assert cafe.clock.moves == [datetime(2026, 3, 9, 9, tzinfo=UTC)]
    assert "9am Monday 9 March" in page.words
    assert "The clock has moved. Newest messages" in page.words
    assert "5 excellent" in page.words
    newest = re.findall(r'<article[^>]* id="(m\d+)"', page.text)[-1]
    assert f'<a href="#{newest}">Newest messages</a>' in page.text


async def test_a_typed_moment_is_the_acting_persons(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(CAFFI)
    await visitor.post(CLOCK, step="moment", moment="2026-07-01T09:00")
    assert cafe.clock.moves == [datetime(2026, 7, 1, 8, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2026-03-03T09:00", "The clock only moves forward."),
        ("2036-03-03T09:00", "more than a year away"),
        ("", "Choose a date and a time first."),
    ],
)
async def test_where_it_does_not_go_it_says_why(cafe: Cafe, visitor: Visitor, moment: str, said: str) -> None:
    await visitor.open(CAFFI)
    page = await visitor.post(CLOCK, step="moment", moment=moment)
    assert said in page.words
    assert not cafe.clock.moves


async def test_a_double_press_moves_it_once(cafe: Cafe, visitor: Visitor) -> None:
    await visitor.open(CAFFI)
    await visitor.send(CLOCK, step="hour")
    await visitor.send(CLOCK, step="hour")
    assert len(cafe.clock.moves) == 1


async def test_while_it_moves_it_cannot_be_moved_again(cafe: Cafe, visitor: Visitor) -> None:
    cafe.clock.gate.clear()
    await visitor.open(CAFFI)
    moving = asyncio.create_task(visitor.send(CLOCK, step="hour"))
    await cafe.clock.started.wait()
    news = (await visitor.call("GET", "/as/nia/news")).text
    page = await visitor.open(CAFFI)
    assert "The clock is moving." in page.words
    assert 'id="clock-steps" aria-describedby="clock-hint" disabled' in page.text
    async with asyncio.timeout(60):  # it is refused at once, not kept waiting
        await visitor.post(CLOCK, step="tomorrow")
    assert len(cafe.clock.moves) == 1
    cafe.clock.gate.set()
    assert (await moving).headers["location"] == f"{CAFFI}?clock=moved#clock"
    assert (await visitor.call("GET", "/as/nia/news")).text != news
