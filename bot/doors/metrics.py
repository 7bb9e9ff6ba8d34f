"""What Prometheus reads at /metrics: counts, times and what waits; no person, channel or text in it."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from time import monotonic, perf_counter
from typing import TypeVar

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, HistogramMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.clock import Clock
from bot.doors.health import Health
from bot.store.post import Post, waiting_post
from bot.tally import BOUNDS, Tally
from bot.version import VERSION

Result = TypeVar("Result")

_FRESH = 2.0  # seconds: however often it is read, the database is asked no more often
_PATIENCE = 2.0


@dataclass(eq=False)  # the registry keeps it by itself, not by what is in it
class Metrics(Collector):
    """Written for Prometheus's text format 0.0.4."""

    tally: Tally
    health: Health
    clock: Clock
    _found: "_Found | None" = None
    _looked: float = float("-inf")
    _looking: "asyncio.Task[_Found | None] | None" = None
    _registry: CollectorRegistry = field(default_factory=CollectorRegistry)

    def __post_init__(self) -> None:
        self._registry.register(self)
        ProcessCollector(registry=self._registry)

    async def page(self) -> bytes:
        """The whole page, as it stands now."""
        if monotonic() - self._looked >= _FRESH:
            if self._looking is None or self._looking.done():
                self._looking = asyncio.create_task(self._look())
            done, _ = await asyncio.wait({self._looking}, timeout=_PATIENCE)
            # Where the database does not answer, what it would say is missing; the rest is told.
            self._found = self._looking.result() if done else None
            self._looked = monotonic()
        return generate_latest(self._registry)

    def collect(self) -> Iterator[Metric]:
        kind = "sqlite" if self.health.database.embedded else "postgresql"
        info = GaugeMetricFamily("caffi_info", "Always 1.", labels=["version", "database"])
        info.add_metric([VERSION, kind], 1)
        yield info
        yield from self._counted()
        now, keeper, postman = monotonic(), self.health.timekeeper, self.health.postman
        yield _gauge("caffi_tick_age_seconds", "Since the schedules last looked.", now - keeper.ticked)
        yield _gauge("caffi_tick_seconds", "How long they took.", keeper.took)
        yield _gauge("caffi_postman_age_seconds", "Since it last looked for letters.", now - postman.looked)
        yield from self._looked_up()

    def _counted(self) -> Iterator[Metric]:
        asks = CounterMetricFamily("caffi_asks", "What people asked.", labels=["word", "room", "outcome"])
        for ask, count in self.tally.asks.items():
            asks.add_metric(ask, count)
        yield asks
        took = HistogramMetricFamily("caffi_ask_seconds", "Until it was answered.", labels=["word", "room"])
        for word, times in self.tally.times.items():
            total, buckets = 0, []
            for bound, count in zip([*BOUNDS, float("inf")], times.counts, strict=True):
                total += count
                buckets.append(("+Inf" if bound == float("inf") else str(bound), total))
            took.add_metric(word, buckets, times.seconds)
        yield took
        letters = CounterMetricFamily("caffi_letters", "How sending ended.", labels=["kind", "outcome"])
        for letter, count in self.tally.letters.items():
            letters.add_metric(letter, count)
        yield letters

    def _looked_up(self) -> Iterator[Metric]:
        found = self._found
        yield _gauge("caffi_database_up", "1 where the database answers.", 0 if found is None else 1)
        if found is None:
            return
        post = found.post
        yield _gauge("caffi_letters_waiting", "Due, and not out yet.", post.waiting)
        yield _gauge("caffi_letters_in_hand", "Being sent.", post.in_hand)
        yield _gauge("caffi_letters_oldest_seconds", "How long the oldest of them is due.", post.oldest)
        yield _gauge("caffi_lanes_resting", "People and channels that rest before their next.", post.resting)
        took = GaugeMetricFamily("caffi_database_seconds", "For one small question.", labels=["way"])
        took.add_metric(["read"], found.read)
        took.add_metric(["write"], found.write)
        yield took
        rooms = GaugeMetricFamily("caffi_room_connected", "1 where people can reach us.", labels=["room"])
        for name, connected in found.rooms.items():
            rooms.add_metric([name], 1 if connected else 0)
        yield rooms

    async def _look(self) -> "_Found | None":
        now, real = self.clock.now(), self.clock.real()
        try:
            read, post = await _timed(self._post(now, real))
            # An empty transaction waits in line like any other, and has nothing to put on the disk.
            write, _ = await _timed(lambda: self.health.database.write(lambda _: None))
        except Exception:  # noqa: BLE001 - whatever is the matter with it, it is said by caffi_database_up
            return None
        rooms = {name: await self.health.connected(room) for name, room in self.health.rooms.items()}
        return _Found(post, read, write, rooms)

    def _post(self, now: datetime, real: datetime) -> "Callable[[], Awaitable[Post]]":
        return lambda: self.health.database.read(lambda db: waiting_post(db, now=now, real=real))


@dataclass(frozen=True, slots=True)
class _Found:
    post: Post
    read: float
    write: float
    rooms: dict[str, bool]


async def _timed(work: Callable[[], Awaitable[Result]]) -> tuple[float, Result]:
    started = perf_counter()
    result = await work()
    return perf_counter() - started, result


def _gauge(name: str, told: str, value: float) -> Metric:
    return GaugeMetricFamily(name, told, value=value)
