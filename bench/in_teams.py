"""The measurements in Teams: words and presses beside the bare app on Microsoft's SDK, and rest.

Words are answered by a message of their own, so what counts is how many answers have come by the time
that all have; a press is answered in the response itself.
"""

import json
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from statistics import median
from typing import Any

from bench import asks, serving, stock
from bench.databases import Databases
from bench.fake_teams import TENANT
from bench.load import Plan
from bench.paces import Pace, Size
from bench.serving import Server, Teams
from bench.table import Row, spread
from bot.store.database import Database

_LATEST = 30.0  # seconds after the last word until its answer has to have come
_MANY = 12_000  # more than either answers in one round
_WORDS, _PRESS = "What’s on, by words", "Book, by a press"


def beside_bare(databases: Databases, size: Size) -> Iterator[Row]:
    """How much of the bare app's pace is left, for words and for presses."""
    bare: dict[str, list[Pace]] = {_WORDS: [], _PRESS: []}
    ours: dict[str, list[Pace]] = {_WORDS: [], _PRESS: []}
    with serving.teams(databases.folder / "teams") as teams:
        for _ in range(size.rounds):
            for name, asked in ((_WORDS, whats_on), (_PRESS, bookings)):
                bodies = asked(teams)
                with serving.bare_in_teams(databases.folder / "bare", teams) as server:
                    bare[name].append(_pace(server, teams, bodies, size, words=name == _WORDS))
                with caffi(databases, teams) as server:
                    ours[name].append(_pace(server, teams, bodies, size, words=name == _WORDS))
    for name, paces in ours.items():
        beside = bare[name]
        shares = [our.rate / other.rate for our, other in zip(paces, beside, strict=True)]
        costs = [other.cost / our.cost for our, other in zip(paces, beside, strict=True)]
        wrong = sum(pace.errors for pace in (*paces, *beside))
        yield Row(
            f"Teams: {name}: share of a bare SDK app’s pace",
            f"{spread(shares)}; by processor time {spread(costs)}; "
            f"{median(pace.rate for pace in paces):.0f} of "
            f"{median(pace.rate for pace in beside):.0f} a second"
            + (f"; **{wrong} wrong answers**" if wrong else ""),
        )


def rest(databases: Databases, size: Size) -> Iterator[Row]:
    """Memory and time of a start, and memory after a while of use."""
    started, memory = [], []
    with serving.teams(databases.folder / "teams") as teams:
        for _ in range(size.starts):
            with caffi(databases, teams) as server:
                started.append(server.started)
                time.sleep(min(1.0, size.seconds))
                memory.append(server.memory())
        with caffi(databases, teams) as server:
            seconds = min(10.0, size.steady)
            serving.load(Plan(server.port, whats_on(teams), seconds, rate=100, token=teams.token()))
            used = server.memory()
    resident, own = median(m[0] for m in memory), median(m[1] for m in memory)
    yield Row(
        "Teams: memory at rest, SQLite",
        f"{resident:.0f} MB resident, {own:.0f} MB proportional; "
        f"after some minutes’ work {used[0]:.0f} and {used[1]:.0f}",
        "under 200 MB",
        resident < 200,
    )
    yield Row(
        "Teams: from the start to the first answer of /health",
        f"{spread(started)} s",
        "under 4 s",
        median(started) < 4,
    )


@contextmanager
def caffi(databases: Databases, teams: Teams) -> Iterator[Server]:
    folder = databases.fresh()
    database = Database(f"sqlite:///{folder / 'caffi.db'}")
    stock.in_teams(database, datetime.now(UTC), tenant=TENANT, service=teams.service)
    database.close()
    with serving.caffi_in_teams(folder, teams) as server:
        yield server


def _pace(server: Server, teams: Teams, bodies: Sequence[str], size: Size, *, words: bool) -> Pace:
    """Closed, on sixteen connections, each body once; what is warmed up with is not asked again."""
    token, before = teams.token(), teams.answered()
    warm = serving.load(Plan(server.port, list(bodies[-2000:]), size.warmup, again=False, token=token))
    if words:
        answered(teams, before=before, due=warm.sent)
    cost, before, began = server.cpu(), teams.answered(), time.perf_counter()
    asked = list(bodies[:-2000])
    expect = "" if words else '"value"'
    tally = serving.load(Plan(server.port, asked, size.seconds, again=False, expect=expect, token=token))
    count, seconds = tally.sent - sum(tally.errors.values()), tally.seconds
    missing = 0
    if words:
        count = answered(teams, before=before, due=tally.sent)
        seconds, missing = time.perf_counter() - began, tally.sent - count
    used = server.cpu() - cost
    return Pace(max(count, 1) / seconds, used / max(count, 1) * 1e6, sum(tally.errors.values()) + missing)


def answered(teams: Teams, *, before: int, due: int) -> int:
    """How many answers have come, once all have or it is too late."""
    end = time.perf_counter() + _LATEST
    while (found := teams.answered() - before) < due and time.perf_counter() < end:
        time.sleep(0.02)
    return found


# ── What people ask, as Teams sends it: all but the name of the delivery ─────────────────────────────


def whats_on(teams: Teams) -> list[str]:
    """Everyone in turn: two of one person's would wait for each other."""
    people = [number % stock.PEOPLE + 1 for number in range(_MANY)]
    return [_activity(teams, person, {"type": "message", "text": "what's on"}) for person in people]


def bookings(teams: Teams) -> list[str]:
    return [_activity(teams, person, _press("book", ref)) for person, ref in islice(asks.pairs(), _MANY)]


def _press(word: str, about: str) -> dict[str, Any]:
    action = {"type": "Action.Execute", "verb": word, "data": {"about": about}}
    value = {"action": action, "trigger": "manual"}
    return {"type": "invoke", "name": "adaptiveCard/action", "value": value, "replyToId": "1:1"}


def _activity(teams: Teams, number: int, said: dict[str, Any]) -> str:
    client = {"type": "clientInfo", "locale": "en-GB", "country": "GB", "platform": "Web"}
    activity = {
        "id": "#",
        "timestamp": "2026-03-02T09:00:00.000Z",
        "channelId": "msteams",
        "serviceUrl": f"{teams.service}/",
        "from": {"id": f"29:{number}", "name": "Someone", "aadObjectId": stock.object_of(number)},
        "recipient": {"id": "28:caffi", "name": "Caffi"},
        "conversation": {"id": f"a:{number}", "conversationType": "personal", "tenantId": TENANT},
        "channelData": {"tenant": {"id": TENANT}},
        "locale": "en-GB",
        "entities": [client | {"timezone": "Europe/London"}],
    }
    return json.dumps(activity | said)
