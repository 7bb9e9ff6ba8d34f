"""The measurements, each with servers of its own: pace beside the bare app, delay, growth, letters, rest.

Every round starts every server afresh, and those that are compared are asked by turns. Figures are medians
over the rounds, with the least and the most.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from statistics import median, quantiles

from bench import asks, serving, stock
from bench.databases import Databases
from bench.load import Plan
from bench.paces import Asked, Pace, Size, by_turns, wrong
from bench.serving import Server
from bench.table import Row, spread
from bot.store.database import Database

_SLACK_TAKES = 50.0  # milliseconds for an answer of the Web API, about what Slack's own takes
_RATE = 100.0
_MANY = 40_000  # bookings at hand for one round
_MEMORY, _MODEL = 120, 120  # MB: at rest, and as much again for a model of what words mean
_QUIET = 0.1  # seconds of processor time in a second


def beside_bare(databases: Databases, size: Size) -> Iterator[Row]:
    """How much of the bare app's pace is left, by what is asked and on which database."""
    found: dict[str, list[tuple[Pace, Pace]]] = {}
    with serving.slack(databases.folder / "slack", _SLACK_TAKES) as slack:
        for _ in range(size.rounds):
            with serving.bare(databases.folder / "bare") as bare:
                for name, bodies, again, expect in _QUESTIONS:
                    with _caffi(databases, slack) as server:
                        ours = Asked(server, bodies(), again, expect)
                        found.setdefault(f"{name}, SQLite", []).append(_beside(bare, ours, size))
                    url = databases.postgresql()
                    if url is not None:
                        folder = databases.folder / "postgresql"
                        with serving.caffi(folder, slack, url=url) as server:
                            ours = Asked(server, bodies(), again, expect)
                            found.setdefault(f"{name}, PostgreSQL", []).append(_beside(bare, ours, size))
    rates = [bare.rate for pairs in found.values() for bare, _ in pairs]
    yield Row("The bare Bolt app, requests a second", spread(rates, 0))
    for name, pairs in found.items():
        paces = [ours for _, ours in pairs]
        shares = [ours.rate / bare.rate for bare, ours in pairs]
        costs = [bare.cost / ours.cost for bare, ours in pairs]
        aim = _AIMS.get(name)
        amiss = sum(pace.errors for pace in paces)
        yield Row(
            f"{name}: share of its pace",
            f"{spread(shares)}; by processor time {spread(costs)}; "
            f"{median(pace.rate for pace in paces):.0f} a second"
            + (f"; **{amiss} wrong answers**" if amiss else ""),
            f"at least {aim}" if aim else "",
            None if aim is None else median(shares) >= aim and not amiss,
        )


def _beside(bare: Server, ours: Asked, size: Size) -> tuple[Pace, Pace]:
    first, second = by_turns([Asked(bare, asks.whats_on()), ours], size)
    return first, second


_BOOKINGS = lambda: asks.bookings(_MANY)  # noqa: E731 - one of a row of the same kind
_QUESTIONS = (
    ("What’s on", asks.whats_on, True, '"blocks"'),
    ("Book", _BOOKINGS, False, '"cancel|'),
    ("My places", asks.mine, True, '"blocks"'),
)
_AIMS = {"What’s on, SQLite": 0.4, "Book, SQLite": 0.2}


def delay(databases: Databases, size: Size) -> Iterator[Row]:
    """What's on, book and mine in turn, a hundred a second, whether or not earlier ones are answered."""
    with (
        serving.slack(databases.folder / "slack", _SLACK_TAKES) as slack,
        _caffi(databases, slack) as server,
    ):
        serving.load(Plan(server.port, asks.whats_on(), 2.0))
        bodies = asks.mixed(int(size.steady * _RATE) + 1)
        tally = serving.load(
            Plan(server.port, bodies, size.steady, rate=_RATE, again=False, expect='"blocks"')
        )
    late = _hundredth(tally.latencies)
    amiss = wrong(tally)
    yield Row(
        f"Delay at {_RATE:.0f} requests a second: 99 of 100 within",
        f"{late:.1f} ms (half within {median(tally.latencies):.1f} ms; {tally.sent} answered, {amiss} wrong)",
        "under 20 ms",
        late < 20 and not amiss,
    )


def growth(databases: Databases, size: Size, kept: Path) -> Iterator[Row]:
    """The same questions with years of use behind them."""
    large = databases.large(kept)
    if large is None:
        yield Row("With 10 million bookings", "left out: the disk has no room for it", "within 1.2 times")
        return
    ratios: dict[str, list[float]] = {}
    with serving.slack(databases.folder / "slack", _SLACK_TAKES) as slack:
        for _ in range(max(2, size.rounds // 2)):
            folders = databases.fresh(), databases.copied(large)
            with serving.caffi(folders[0], slack) as few, serving.caffi(folders[1], slack) as many:
                for server in (few, many):
                    _settle(server)
                for name, bodies, again, expect in _QUESTIONS:
                    asked = [Asked(server, bodies(), again, expect) for server in (few, many)]
                    small, big = by_turns(asked, size)
                    ratios.setdefault(name, []).append(big.cost / small.cost)
                idle = _idling(many) / _idling(few)
                ratios.setdefault("The ticks, with nobody asking", []).append(idle)
            for folder in folders:
                (folder / "caffi.db").unlink()
    for name, found in ratios.items():
        yield Row(
            f"{name}, with {stock.COMING:,} sessions to come, {stock.PAST:,} past, 10 million bookings: "
            "times the processor time",
            spread(found),
            "within 1.2",
            median(found) <= 1.2,
        )


def letters(databases: Databases, size: Size) -> Iterator[Row]:
    """As many letters as are due at once, on as many lanes, each lane at its own pace.

    The limit for the whole workspace is lifted: it is five a second, and would hide what Caffi can do.
    """
    from bot.platforms.slack import SlackRoom  # noqa: PLC0415 - slow to load, and only its pace is asked

    rest = SlackRoom.pace.total_seconds()
    folder = databases.fresh()
    lanes, each = size.lanes, size.each
    database = Database(f"sqlite:///{folder / 'caffi.db'}")
    database.write_now(lambda db: stock.letters(db, datetime.now(UTC), lanes, each))
    database.close()
    due = lanes * each
    with (
        serving.slack(databases.folder / "slack", _SLACK_TAKES) as slack,
        serving.caffi(folder, slack, a_second=1000) as server,
    ):
        end = time.monotonic() + 20 + 3 * each * rest
        sent: list[tuple[str, float]] = []
        while len(sent) < due and time.monotonic() < end:
            time.sleep(0.5)
            sent = serving.tally(slack)
        cost = server.cpu() / max(1, len(sent))
    moments = [at for _, at in sent]
    took = max(moments) - min(moments) + rest if moments else 0.0
    allowed = lanes / rest
    share = len(sent) / took / allowed if took else 0.0
    yield Row(
        f"{due:,} letters due at once, on {lanes} lanes that rest {rest} s: share of the pace allowed",
        f"{share:.2f} ({len(sent) / took if took else 0:.0f} of {allowed:.0f} a second; {cost * 1000:.1f} ms "
        f"of processor time each; the least between two on a lane {_closest(sent):.2f} s)",
        "at least 0.95",
        share >= 0.95 and len(sent) == due,
    )


def rest(databases: Databases, size: Size) -> Iterator[Row]:
    """Memory and time of a start, and memory after a while of use."""
    started = []
    with serving.slack(databases.folder / "slack") as slack:
        for plain in (True, False):
            memory = []
            for _ in range(size.starts):
                with serving.caffi(databases.fresh(), slack, plain=plain) as server:
                    started.append(server.started)
                    time.sleep(min(1.0, size.seconds))
                    memory.append(server.memory())
            with serving.caffi(databases.fresh(), slack, plain=plain) as server:
                mixed = asks.mixed(6000)
                serving.load(Plan(server.port, mixed, min(10.0, size.steady), rate=200, again=False))
                used = server.memory()
            resident, own = median(m[0] for m in memory), median(m[1] for m in memory)
            most = _MEMORY if plain else _MEMORY + _MODEL
            yield Row(
                "Memory at rest, SQLite and Slack" + ("" if plain else ", with the meaning extra"),
                f"{resident:.0f} MB resident, {own:.0f} MB proportional; "
                f"after some minutes’ work {used[0]:.0f} and {used[1]:.0f}",
                f"under {most} MB",
                resident < most,
            )
    yield Row(
        "From the start to the first answer of /health",
        f"{spread(started)} s",
        "under 2 s",
        median(started) < 2,
    )


@contextmanager
def _caffi(databases: Databases, slack: int) -> Iterator[Server]:
    with serving.caffi(databases.fresh(), slack) as server:
        yield server


def _settle(server: Server, patience: float = 60.0) -> None:
    """Until it has read its programme and caught up: what is measured is a day's work, not the start."""
    ends = time.monotonic() + patience
    while time.monotonic() < ends:
        before = server.cpu()
        time.sleep(1)
        if server.cpu() - before < _QUIET:
            return


def _idling(server: Server, seconds: float = 11.0) -> float:
    """Processor time of two ticks and more."""
    time.sleep(1)  # what is owed from before
    before = server.cpu()
    time.sleep(seconds)
    return max(0.01, server.cpu() - before)


def _hundredth(latencies: Sequence[float]) -> float:
    return quantiles(latencies, n=100)[98] if len(latencies) > 1 else 0.0


def _closest(sent: Sequence[tuple[str, float]]) -> float:
    """The least time between two messages to the same place."""
    last: dict[str, float] = {}
    least = float("inf")
    for channel, at in sorted(sent, key=lambda each: each[1]):
        if channel in last:
            least = min(least, at - last[channel])
        last[channel] = at
    return least if least < float("inf") else 0.0
