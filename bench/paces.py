"""How fast servers answer, asked by turns: a machine whose speed drifts slows all of them alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from bench import serving
from bench.load import Plan, Tally
from bench.serving import Server

_WARM = 2000  # of what is not to be asked again


@dataclass(frozen=True, slots=True)
class Size:
    """How long everything takes: `seconds` a measurement in so many `turns`, and all in so many `rounds`."""

    rounds: int = 5
    seconds: float = 3.0
    turns: int = 4
    warmup: float = 1.0
    steady: float = 20.0
    lanes: int = 250
    each: int = 40
    starts: int = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """What a server is asked: over and over with `again`, else each once. `expect` stands in every answer."""

    server: Server
    bodies: Sequence[str]
    again: bool = True
    expect: str = ""


@dataclass(frozen=True, slots=True)
class Pace:
    """Requests a second, and processor microseconds a request."""

    rate: float
    cost: float
    errors: int


def by_turns(asked: Sequence[Asked], size: Size) -> list[Pace]:
    """The pace of each, on sixteen connections, each of which asks again once it is answered."""
    for each in asked:
        warm = each.bodies if each.again else each.bodies[-_WARM:]
        serving.load(Plan(each.server.port, list(warm), size.warmup, again=each.again))
    seconds = size.seconds / size.turns
    told: list[list[tuple[Tally, float]]] = [[] for _ in asked]
    for turn in range(size.turns):
        for each, tallies in zip(asked, told, strict=True):
            before = each.server.cpu()
            bodies = each.bodies if each.again else _part(each.bodies[:-_WARM], turn, size.turns)
            plan = Plan(each.server.port, list(bodies), seconds, again=each.again, expect=each.expect)
            tallies.append((serving.load(plan), each.server.cpu() - before))
    return [_pace(tallies) for tallies in told]


def wrong(tally: Tally) -> int:
    return sum(tally.errors.values())


def _part(bodies: Sequence[str], turn: int, turns: int) -> Sequence[str]:
    long = len(bodies) // turns
    return bodies[turn * long : (turn + 1) * long]


def _pace(tallies: Sequence[tuple[Tally, float]]) -> Pace:
    sent = max(1, sum(tally.sent for tally, _ in tallies))
    seconds = sum(tally.seconds for tally, _ in tallies)
    used = sum(used for _, used in tallies)
    return Pace(sent / seconds, used / sent * 1e6, sum(wrong(tally) for tally, _ in tallies))
