"""Letters that did not arrive, or may not have: by place and reason, until that is solved."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select, update

from bot.ask import Target
from bot.learning.delivery import REMEMBERED, Why, stops_everything, why
from bot.learning.people import Roles
from bot.store import digests
from bot.store.digests import Digest
from bot.store.letters import Letter, State
from bot.store.letters import get_all as letters_of
from bot.store.tables import addresses, letters, people

_HALT = 0x_CAFF3  # any number, as long as all replicas use the same
_MOST = 5000  # letters looked at for one question
# Drawn anew when the person next looks, so nobody misses one; and our own words about other letters.
_UNMISSED = ("home", "returned", "post-stopped")
_ABOUT_DIGESTS = ("digest", "digest-announced")


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What did not arrive at one place for one reason. `letter` is the newest of `times`; the moments are
    those at which they were due. `digest`: the channel's, where it has one.
    """

    letter: Letter
    why: Why
    code: str  # the platform's own word
    times: int
    first: datetime
    last: datetime
    digest: Digest | None

    @property
    def unsure(self) -> bool:
        return self.why is Why.BROKEN_OFF

    @property
    def to_channel(self) -> bool:
        target = self.letter.target
        return target is not None and not target.user


@dataclass(frozen=True, slots=True)
class Standstill:
    """Nothing goes out: the platform's own word for it, how many letters wait, and since when."""

    code: str
    waiting: int
    since: datetime


@dataclass(frozen=True, slots=True)
class _Row:
    id: int
    lane: str
    kind: str
    why: Why
    code: str
    due_at: datetime
    target: Target | None


def open_(db: Connection, now: datetime) -> list[Problem]:
    """All that is not solved, newest first.

    Solved: a later letter to the same place arrived (of the same kind, where it is not known whether this
    one did), the channel's digest was stopped, somebody has answered, or it is long ago.
    """
    rows = _rows(db, now)
    arrived = _arrived(db, {row.lane for row in rows})
    set_up = {row.lane: _digest(db, row.target) for row in {row.lane: row for row in rows}.values()}
    found: dict[tuple[str, Why, str], list[_Row]] = {}
    for row in rows:
        kind = row.kind if row.why is Why.BROKEN_OFF else ""
        stopped = row.kind in _ABOUT_DIGESTS and set_up[row.lane] is None
        if stopped or row.id < arrived.get((row.lane, kind), 0):
            continue
        found.setdefault((row.lane, row.why, kind), []).append(row)
    newest = {letter.id: letter for letter in letters_of(db, [group[0].id for group in found.values()])}
    return [
        Problem(
            letter=newest[group[0].id],
            why=group[0].why,
            code=group[0].code,
            times=len(group),
            first=min(row.due_at for row in group),
            last=max(row.due_at for row in group),
            digest=set_up[group[0].lane],
        )
        for group in found.values()
    ]


def of_letter(db: Connection, letter_id: int, now: datetime) -> Problem | None:
    """The problem whose newest letter that is; None when it is solved, or was never one."""
    return next((each for each in open_(db, now) if each.letter.id == letter_id), None)


def standstill(db: Connection, now: datetime) -> Standstill | None:
    """Whether letters wait because a platform does not let us in."""
    theirs = letters.c.kind.not_in(_UNMISSED)
    waits = and_(letters.c.state == State.WAITING, letters.c.due_at <= now, theirs)
    rows = db.execute(select(letters.c.error).where(waits, letters.c.error != "").distinct())
    codes = sorted(row.error for row in rows if stops_everything(row.error))
    if not codes:
        return None
    waiting, since = db.execute(select(func.count(), func.min(letters.c.due_at)).where(waits)).one()
    return Standstill(codes[0], waiting, since)


def settle(db: Connection, letter: Letter, state: State) -> bool:
    """Answer "Is it there?" for this letter and for earlier ones like it; False when somebody has."""
    asked = letters.c.state == State.UNKNOWN
    mine = update(letters).where(letters.c.id == letter.id, asked).values(state=state)
    if not db.execute(mine).rowcount:
        return False
    alike = (letters.c.lane == letter.lane) & (letters.c.kind == letter.kind) & (letters.c.id < letter.id)
    db.execute(update(letters).where(alike, asked).values(state=State.WITHDRAWN))
    return True


def key_again(letter: Letter) -> str:
    """The key of the letter that takes its place."""
    return f"{letter.key} again"


def posted_again(db: Connection, letter: Letter) -> Letter | None:
    """The letter that took its place, when somebody said that it is not there."""
    found = db.execute(select(letters.c.id).where(letters.c.key == key_again(letter))).scalar()
    return letters_of(db, [found])[0] if found else None


def state_of(db: Connection, letter_id: int) -> State | None:
    found = db.execute(select(letters.c.state).where(letters.c.id == letter_id)).scalar()
    return State(found) if found else None


def halt_is_news(db: Connection, roles: Roles) -> bool:
    """Whether there are administrators, and no letter about a halt is on its way to them.

    Who asks while another transaction has it in hand to write that letter waits for its end.
    """
    if db.dialect.name == "postgresql":  # on a file there is one writer anyway
        db.execute(select(func.pg_advisory_xact_lock(_HALT)))
    on_its_way = select(letters.c.id).where(
        letters.c.state.in_((State.WAITING, State.SENDING)), letters.c.kind == "post-stopped"
    )
    return db.execute(on_its_way.limit(1)).first() is None and bool(staff(db, roles, administrators=True))


def reachable(db: Connection, person_id: int) -> bool:
    """Whether they are there, at an address where letters arrive."""
    query = select(people.c.id).where(people.c.id == person_id, _can_be_reached())
    return db.execute(query).first() is not None


def staff(db: Connection, roles: Roles, *, administrators: bool = False) -> Sequence[int]:
    """Organisers and administrators who can be reached (or administrators alone), by id."""
    emails = roles.administrators if administrators else roles.administrators | roles.organisers
    query = select(people.c.id).where(people.c.email.in_(emails), _can_be_reached()).order_by(people.c.id)
    return [row.id for row in db.execute(query)]


def asker(db: Connection, letter: Letter) -> int | None:
    """Who set this up, and can be reached."""
    digest = _digest(db, letter.target) if letter.kind in _ABOUT_DIGESTS else None
    person_id = digest.set_by if digest else letter.facts.get("set_by") or letter.person_id
    return person_id if person_id is not None and reachable(db, person_id) else None


def _can_be_reached() -> ColumnElement[bool]:
    there = exists().where(addresses.c.person_id == people.c.id, addresses.c.gone.is_(False))
    return people.c.gone.is_(False) & there


def _rows(db: Connection, now: datetime) -> list[_Row]:
    query = (
        select(letters)
        .where(
            letters.c.state.in_((State.UNDELIVERABLE, State.UNKNOWN)),
            letters.c.kind.not_in(_UNMISSED),
            letters.c.due_at > now - REMEMBERED,
        )
        .order_by(letters.c.id.desc())
        .limit(_MOST)
    )
    found = []
    for row in db.execute(query):
        target = Target(**row.target) if row.target else None
        unknown = row.state == State.UNKNOWN
        reason = Why.BROKEN_OFF if unknown else why(row.error, to_person=target is None or bool(target.user))
        found.append(_Row(row.id, row.lane, row.kind, reason, row.error, row.due_at, target))
    return found


def _arrived(db: Connection, lanes: Iterable[str]) -> dict[tuple[str, str], int]:
    """The newest letter that arrived, by lane, and by lane and kind."""
    query = (
        select(letters.c.lane, letters.c.kind, func.max(letters.c.id).label("newest"))
        .where(letters.c.lane.in_(sorted(lanes)), letters.c.state == State.SENT)
        .group_by(letters.c.lane, letters.c.kind)
    )
    found: dict[tuple[str, str], int] = {}
    for row in db.execute(query):
        found[row.lane, row.kind] = row.newest
        found[row.lane, ""] = max(row.newest, found.get((row.lane, ""), 0))
    return found


def _digest(db: Connection, target: Target | None) -> Digest | None:
    return digests.of_channel(db, target) if target is not None and not target.user else None
