"""What `caffi doctor` finds, each with what to do about it, and what it can mend safely by itself."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal, TypeAlias

from sqlalchemy import Connection

from bot.config import Settings
from bot.desk import Desk
from bot.steps.booking import pass_on
from bot.store import checks, sessions
from bot.store.letters import State

# How long ago each schedule may have looked: those that look often, daily and weekly.
_LOOKS = {
    "reminders": timedelta(hours=3),
    "feedback": timedelta(hours=3),
    "forget": timedelta(days=2),
    "followed": timedelta(days=9),
}
_LATE = timedelta(minutes=15)
_LAPSED = timedelta(minutes=10)
_RECENT = timedelta(days=14)
_SKEW = timedelta(seconds=5)
_SHOWN = 5

Level: TypeAlias = Literal["wrong", "note"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`name` and `facts` make the sentence; `n` counts where it counts. A note is no reason to worry."""

    name: str
    level: Level = "wrong"
    n: int | None = None
    facts: dict[str, str] = field(default_factory=dict)
    mended_by_fix: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """What is looked at. `now` is the clock that people see, `real` the machine's; `moment` writes a time."""

    db: Connection
    settings: Settings
    now: datetime
    real: datetime
    moment: Callable[[datetime], str]


def examine(patient: Patient) -> list[Finding]:
    """Everything that is wrong or worth knowing. Changes nothing."""
    looks = (_places, _post, _schedules, _digests, _organisers, _database)
    return [finding for look in looks for finding in look(patient)]


def mend(desk: Desk, real: datetime) -> None:
    """Count again, pass free places on, let go of leases: with the events that tell people of it."""
    checks.count_again(desk.db)
    for session_id in sessions.stuck(desk.db, desk.now):
        pass_on(desk, session_id)
    desk.settle()
    checks.let_go_of_lapsed(desk.db, real - _LAPSED)


def _places(patient: Patient) -> Iterator[Finding]:
    db, now = patient.db, patient.now
    wrong = checks.miscounted(db)
    if wrong:
        yield Finding(name="counters", n=len(wrong), facts={"refs": _few(wrong)}, mended_by_fix=True)
    if over := checks.oversold(db, now):
        yield Finding(name="oversold", n=len(over), facts={"refs": _few(over)})
    # By the counters: where they are wrong, they are counted again first.
    if free := checks.refs(db, sessions.stuck(db, now)):
        yield Finding(name="waiting", n=len(free), facts={"refs": _few(free)}, mended_by_fix=True)
    if twice := checks.doubled(db):
        yield Finding(name="doubled", n=twice)
    if gone := checks.unreached(db, now):
        yield Finding(name="unreached", n=gone)


def _post(patient: Patient) -> Iterator[Finding]:
    db = patient.db
    late, first = checks.overdue(db, patient.now - _LATE)
    if late and first is not None:
        yield Finding(name="late", n=late, facts={"since": patient.moment(first)})
    if lapsed := checks.lapsed(db, patient.real - _LAPSED):
        yield Finding(name="leases", n=lapsed, mended_by_fix=True)
    since = patient.real - _RECENT
    for state, name in ((State.UNKNOWN, "unknown"), (State.UNDELIVERABLE, "undelivered")):
        if many := checks.ended(db, state, since):
            yield Finding(name=name, level="note", n=many)


def _schedules(patient: Patient) -> Iterator[Finding]:
    for name, looked in sorted(checks.looked(patient.db).items()):
        # "forget letters" is one of several things that "forget" does.
        if patient.now - looked > _LOOKS.get(name.partition(" ")[0], timedelta.max):
            yield Finding(name="schedule", facts={"name": name, "since": patient.moment(looked)})


def _digests(patient: Patient) -> Iterator[Finding]:
    if late := checks.late_digests(patient.db, patient.now - _LATE):
        yield Finding(name="digest-late", n=len(late), facts={"channels": _few(late)})
    for lost in checks.lost_digests(patient.db):
        facts = {"channel": lost.channel, "reason": lost.reason, "since": patient.moment(lost.at)}
        yield Finding(name="digest-lost", facts=facts)


def _organisers(patient: Patient) -> Iterator[Finding]:
    if patient.settings.made_up:
        return
    named = patient.settings.organisers
    emails = [*named.administrators, *named.organisers]
    if not emails:
        yield Finding(name="organisers")
    elif unmet := checks.unmet(patient.db, emails):
        yield Finding(name="unmet", level="note", n=len(unmet), facts={"emails": _few(unmet)})


def _database(patient: Patient) -> Iterator[Finding]:
    if damage := checks.damage(patient.db):
        yield Finding(name="damage", facts={"first": damage[0]})
    _, theirs = checks.server(patient.db)
    if theirs is not None and abs(theirs - patient.real) > _SKEW:
        seconds = round(abs(theirs - patient.real).total_seconds())
        yield Finding(name="skew", n=seconds)


def _few(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_SHOWN])
    return f"{shown}, …" if len(names) > _SHOWN else shown
