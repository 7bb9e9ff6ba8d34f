"""/health and /metrics as a load balancer and Prometheus see them, and what they never tell."""

import asyncio
import re
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic

import pytest
from prometheus_client.parser import text_string_to_metric_families
from sqlalchemy import event, text
from structlog.testing import capture_logs

from bot.doors.health import Health
from bot.doors.metrics import Metrics
from bot.tally import Tally
from tests.house import REGISTRY
from tests.operations.conftest import numbers


def test_a_running_caffi_tells_how_it_is(start):
    caffi = start()
    assert caffi.ask("/health/alive") == (200, '{"alive":true}')
    assert caffi.ask("/health/ready") == caffi.ask("/health") == (200, '{"ready":true}')
    assert caffi.watch("/health") == (200, '{"ready":true}')
    assert caffi.ask("/metrics")[0] == 404, "the public door does not know it"
    status, page = caffi.watch("/metrics")
    assert status == 200
    list(text_string_to_metric_families(page))
    found = numbers(page)
    assert found["caffi_database_up"] == 1
    assert found['caffi_room_connected{room="web"}'] == 1
    assert found["process_resident_memory_bytes"] > 10_000_000
    assert any(name.startswith('caffi_info{database="sqlite"') for name in found)
    assert caffi.watch("/")[0] == 404, "the inner door knows nothing else"
    lines = caffi.stop()
    assert caffi.process.exitcode == 0
    told = [line for line in lines if line["event"] in {"start", "stop"}]
    assert [line["event"] for line in told] == ["start", "stop"]
    assert told[0] | {"timestamp": "", "version": ""} == {
        "event": "start", "level": "info", "timestamp": "", "version": "", "database": "sqlite",
        "rooms": ["web"],
    }  # fmt: skip


@pytest.mark.long
def test_who_says_to_come_by_the_inner_door_does_not(start):
    import http.client

    caffi = start()
    connection = http.client.HTTPConnection("127.0.0.1", caffi.port, timeout=60)
    connection.request(
        "GET", "/metrics", headers={"Host": f"127.0.0.1:{caffi.metrics_port}", "X-Forwarded-Port": "1"}
    )
    answer = connection.getresponse()
    connection.close()
    assert answer.status == 404


class Away:
    """A room whose connection has gone."""

    def __init__(self, *, connected: bool = True, trouble: str | None = None):
        self.name, self._connected, self.trouble = "slack", connected, trouble

    async def connected(self) -> bool:
        return self._connected


def health_of(house, *rooms) -> Health:
    return Health(house.database, house.postman, house.timekeeper, {room.name: room for room in rooms})


async def test_each_part_that_is_not_ready_is_named(house):
    assert await health_of(house, house.room).not_ready() == ()
    assert await health_of(house, Away(connected=False)).not_ready() == ("slack",)
    assert await health_of(house, Away(trouble="token_revoked")).not_ready() == ("slack",)
    house.postman.looked = monotonic() - 61
    assert await health_of(house).not_ready() == ("postman",)
    house.timekeeper.ticked = monotonic() - 61
    assert await health_of(house).not_ready() == ("timekeeper", "postman")
    await house.timekeeper.tick()
    await house.deliver()
    assert await health_of(house).not_ready() == ()


@contextmanager
def asked_of(house):
    """Counts how often the database is read; `with asked_of(house) as asked:`."""
    asked = []

    def count(_connection, _cursor, statement, *_):
        if statement != "BEGIN":
            asked.append(statement)

    event.listen(house.database._reader, "before_cursor_execute", count)
    yield asked
    event.remove(house.database._reader, "before_cursor_execute", count)


async def test_a_database_that_does_not_answer_in_time_is_asked_no_further(house, monkeypatch):
    import threading

    monkeypatch.setattr("bot.doors.health._PATIENCE", 0.05)  # so that the test is short
    monkeypatch.setattr("bot.doors.health._FRESH", 0.0)
    busy = threading.Event()
    readers = [asyncio.ensure_future(house.database.read(lambda _: busy.wait(10))) for _ in range(6)]
    await asyncio.sleep(0)
    health = health_of(house)
    with asked_of(house) as asked:
        for _ in range(5):
            assert await health.not_ready() == ("database",)
        assert asked == []
        busy.set()
        await asyncio.gather(*readers)
        await house.database.read(lambda _: None)
    assert len(asked) <= 2, "what nobody waited for any more was asked once at most"
    assert await health.not_ready() == ()


async def test_being_asked_often_costs_one_look(house):
    health = health_of(house)
    with asked_of(house) as asked:
        assert await health.not_ready() == ()
        one = len(asked)
        answers = await asyncio.gather(*(health.not_ready() for _ in range(1000)))
        assert set(answers) == {()}
        assert len(asked) == one > 0


def counting(house, tally: Tally) -> Metrics:
    tally.know(words=REGISTRY.commands, rooms=("paper",), kinds=REGISTRY.drawings)
    return Metrics(tally, health_of(house, house.room), house.clock)


@pytest.fixture
def tallied(house):
    """The house with its log counted, as `caffi run` has it."""
    import structlog

    tally = Tally()

    def swallow(_logger, _method, line):
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[tally, swallow], cache_logger_on_first_use=False)
    yield counting(house, tally)
    structlog.configure(**before)


async def test_asks_and_letters_are_counted(house, tallied):
    nia = await house.meets("nia")
    await nia.types("help")
    await nia.types("help")
    await nia.says("book 12")
    found = numbers((await tallied.page()).decode())
    assert found['caffi_asks_total{outcome="answered",room="paper",word="help"}'] == 2
    assert found['caffi_ask_seconds_count{room="paper",word="help"}'] == 2
    assert found['caffi_ask_seconds_bucket{le="+Inf",room="paper",word="help"}'] == 2
    assert found['caffi_asks_total{outcome="refused",room="paper",word="book"}'] == 1
    assert found['caffi_letters_total{kind="answer",outcome="sent"}'] >= 1
    assert found["caffi_letters_waiting"] == 0


async def test_nothing_that_people_say_becomes_a_label(house, tallied):
    from bot.ask import Ask

    nia = await house.meets("nia")
    before = len((await tallied.page()).splitlines())
    for number in range(300):
        await nia.asks(Ask(nia.address, nia.where, word=f'x{number}"}}\n<!channel>', key=f"k{number}"))
    page = (await tallied.page()).decode()
    assert "channel" not in page.replace("people and channels", "").replace("People and channels", "")
    assert len(page.splitlines()) < before + 40
    assert numbers(page)['caffi_asks_total{outcome="answered",room="paper",word="other"}'] == 300
    labels = {name for names in re.findall(r"\{(.*)\}", page) for name in re.findall(r"(\w+)=", names)}
    assert labels <= {"word", "room", "outcome", "kind", "le", "way", "version", "database"}


def test_what_nobody_knows_is_one_label():
    tally = Tally()
    tally.know(words=["book"], rooms=["slack"], kinds=["digest"])
    for number in range(50):
        tally(
            None, "", {"event": "ask", "word": f"w{number}", "room": f"r{number}", "ms": 1, "outcome": "odd"}
        )
        tally(None, "", {"event": "letter", "kind": f"k{number}", "outcome": f"o{number}"})
        tally(None, "", {"event": f"e{number}"})
    tally(None, "", {"event": "ask", "word": "book", "room": "slack", "ms": 30, "outcome": "refused: full"})
    assert tally.asks == {("other", "other", "other"): 50, ("book", "slack", "refused"): 1}
    assert tally.letters == {("other", "other"): 50}
    assert sum(tally.times["book", "slack"].counts[:4]) == 1, "30 milliseconds are under 50"
    assert sum(tally.times["book", "slack"].counts[:3]) == 0


async def test_letters_that_wait_are_told(house, tallied):
    from datetime import timedelta

    from bot.ask import Target
    from bot.store import letters

    now = house.clock.now()
    for number in range(3):
        await house.database.write(
            lambda db, number=number: letters.write(
                db,
                key=f"k{number}",
                kind="digest",
                facts={},
                person_id=None,
                target=Target("paper", "w", channel=f"c{number}"),
                due_at=now - timedelta(minutes=number),
                now=now,
            )
        )
    found = numbers((await tallied.page()).decode())
    assert found["caffi_letters_waiting"] == 3
    assert found["caffi_letters_oldest_seconds"] == 120


async def test_the_page_is_there_without_a_database(house, tallied):
    house.database.write_now(lambda db: db.execute(text("alter table letters rename to lost")))
    found = numbers((await tallied.page()).decode())
    assert found["caffi_database_up"] == 0
    assert "caffi_letters_waiting" not in found
    assert "caffi_tick_age_seconds" in found


def test_an_address_for_the_metrics_is_checked(caffi):
    for wrong, told in (("9464", "127.0.0.1:9464"), ("127.0.0.1:8000", "a port of its own")):
        code, _, complaint = caffi("run", CAFFI_METRICS=wrong)
        assert code == 2
        assert told in complaint


async def test_the_line_of_what_failed_names_the_word_that_was_heard(house):
    nia = await house.meets("nia")

    def broken(_desk, _ask):
        raise ZeroDivisionError

    helping = replace(house.desk.registry.commands["help"], handle=broken)
    commands = {**house.desk.registry.commands, "help": helping}
    house.desk = replace(house.desk, registry=replace(house.desk.registry, commands=commands))
    with capture_logs() as logged:
        await nia.types("help")
    (line,) = [line for line in logged if line["event"] == "ask"]
    assert (line["word"], line["outcome"]) == ("help", "bug")
