"""People who answer, change their answers, become one and are forgotten; an organiser who looks meanwhile.

Every answer can be told from every other: it is an option of its own, so that a figure's counts say which
answers are in it, and a word of its own. Real tables and rules; the truth is written down beside them.
"""

import random
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, update

from bot.learning.figures import Figures
from bot.learning.publishing import Slice, Terms
from bot.learning.questions import Option, Question, QuestionSet
from bot.store import feedback, figures, revising, sessions, tables
from bot.store.tables import feedback_asked, feedback_named
from tests.hostile.attacker import Answer, Sum, told_apart, worked_out
from tests.house import draft

LONDON = ZoneInfo("Europe/London")
START = datetime(2026, 3, 2, 9, tzinfo=LONDON)
TERMS = Terms(minimum=5, waits=timedelta(days=40), zone=LONDON)
SLICES = (
    Slice("everything"),
    *(Slice("topic", name) for name in ("one", "two")),
    *(Slice("series", name) for name in ("walks", "talks")),
    *(Slice("speaker", name) for name in ("Nia", "Owen")),
    *(Slice("month", name) for name in ("2026-03", "2026-04")),
)
_PEOPLE, _SESSIONS, _VERSIONS = 16, 6, 2


def _option(session: int, person: int, version: int) -> str:
    return f"{session}.{person}.{version}"


OPTIONS = tuple(
    Option(_option(session, person, version), {})
    for session in range(_SESSIONS)
    for person in range(_PEOPLE)
    for version in range(_VERSIONS)
)
ALWAYS = Question("always", "choice", {}, OPTIONS)
AT_TIMES = Question("at-times", "choices", {}, OPTIONS)
RATING = Question("rating", "rating", {})
WORDS = Question("words", "words", {})


@dataclass(frozen=True)
class Shown:
    """One look at a slice: which answers each question's figure holds, as its counts tell."""

    sums: dict[str, Sum]
    words: frozenset[Answer] | None
    of: frozenset[Answer]  # whose answers were counted at all


@dataclass
class Asked:
    """One course of events. `ids`: sessions' and people's numbers in the database."""

    db: Connection
    chance: random.Random
    now: datetime = START + timedelta(days=70)
    session_ids: list[int] = field(default_factory=list)
    person_ids: list[int] = field(default_factory=list)
    minimum: list[int] = field(default_factory=list)
    human: dict[int, int] = field(default_factory=dict)  # who somebody really is
    said: dict[tuple[int, int], int] = field(default_factory=dict)  # (session, person): the version
    named: set[tuple[int, int]] = field(default_factory=set)
    shown: list[Shown] = field(default_factory=list)
    frozen: dict[int, Figures] = field(default_factory=dict)
    gone: set[int] = field(default_factory=set)
    refused: int = 0

    def begin(self) -> None:
        for number in range(self.chance.randint(2, _SESSIONS)):
            start = START + timedelta(days=self.chance.randrange(45))
            facts = {name: self.chance.choice(there) for name, there in _THERE.items()}
            kept = revising.add(
                self.db, draft(f"s{number}", start, ref=f"f{number}", **facts), source="attacked", now=START
            )
            self.session_ids.append(kept)
            self.minimum.append(self.chance.choice((5, 5, 6)))
        rows = [{"name": f"p{number}", "email": None} for number in range(_PEOPLE)]
        for row in rows:
            query = insert(tables.people).values(row).returning(tables.people.c.id)
            self.person_ids.append(self.db.execute(query).scalar_one())
        self.human = {person: person for person in range(_PEOPLE)}
        for number, session_id in enumerate(self.session_ids):
            many = self.chance.randint(1, self.chance.choice((5, 7, _PEOPLE)))
            some = self.chance.sample(range(_PEOPLE), many)
            questions = (ALWAYS, RATING, *((AT_TIMES,) if self.chance.random() < 0.7 else ()), WORDS)
            asked = QuestionSet(questions, self.minimum[number])
            feedback.ask_all(self.db, session_id, [self.person_ids[person] for person in some], asked)
            for person in some:
                if self.chance.random() < self.chance.choice((0.3, 0.9)):
                    self.answer(number, person)

    def go_on(self) -> None:
        """Something happens, or somebody looks."""
        doings = (
            self.answer_anew,
            self.become_one,
            self.forget,
            self.press,
            self.close,
            self.wait,
            self.edit,
        )
        self.chance.choices((*doings, self.look), (6, 1, 1, 2, 3, 2, 2, 6))[0]()

    # ── What people do ───────────────────────────────────────────────────────────────────────────

    def answer_anew(self) -> None:
        number, person = self._session(), self._person()
        if feedback.asked(self.db, self.session_ids[number], self.person_ids[person]):
            self.answer(number, person)

    def answer(self, number: int, person: int) -> None:
        version = min(self.said.get((number, person), -1) + 1, _VERSIONS - 1)
        mine = _option(number, person, version)
        said = {"always": mine, "rating": self.chance.randint(1, 5)}
        if self.chance.random() < 0.6:
            said["at-times"] = (mine,)
        by_name = self.chance.random() < 0.2
        if not by_name and self.chance.random() < 0.5:
            said["words"] = mine
        session_id, person_id = self.session_ids[number], self.person_ids[person]
        if feedback.answer(self.db, session_id, person_id, said):
            feedback.say_by_name(self.db, session_id, person_id, "it was me" if by_name else "")
            self.said[number, person] = version
            (self.named.add if by_name else self.named.discard)((number, person))

    def become_one(self) -> None:
        """Two accounts turn out to be one person's; what was published before, nobody could have known."""
        one, other = self._person(), self._person()
        known = one != other and not self.gone & {one, other}
        if known and not (self._shown(one) and self._shown(other)):
            feedback.hand_over(self.db, self.person_ids[one], self.person_ids[other])
            self.human = {person: other if who == one else who for person, who in self.human.items()}

    def _shown(self, person: int) -> bool:
        return any(
            self.human[who] == self.human[person]
            and figures.state(self.db, self.session_ids[number]) == "published"
            for number, who in self.said
        )

    def forget(self) -> None:
        """Somebody is gone, and with them what tells that they had answered."""
        person = self._person()
        person_id = self.person_ids[person]
        self.gone.add(person)
        for table in (feedback_asked, feedback_named):
            self.db.execute(delete(table).where(table.c.person_id == person_id))

    # ── What the organiser does ──────────────────────────────────────────────────────────────────

    def press(self) -> None:
        """[Publish], as the handler does it."""
        session = sessions.get(self.db, self.session_ids[self._session()])
        if figures.state(self.db, session.id) == "open":
            if figures.enough(self.db, session, TERMS, self.now):
                figures.close(self.db, session, TERMS, self.now)
            else:
                self.refused += 1

    def edit(self) -> None:
        """Sessions can be given another topic, so that slices are cut in another way."""
        name = self.chance.choice(list(_THERE))
        new = {name: self.chance.choice(_THERE[name])}
        which = tables.sessions.c.id == self.session_ids[self._session()]
        self.db.execute(update(tables.sessions).where(which).values(new))

    def look(self) -> None:
        for slice_ in self.chance.sample(SLICES, 3):
            if found := figures.figures_of_slice(self.db, slice_, LONDON):
                self.write_down(found)
        number = self._session()
        if found := figures.figures_of_session(self.db, self.session_ids[number]):
            self.write_down(found)
            assert self.frozen.setdefault(number, _without_names(found)) == _without_names(found)

    def close(self) -> None:
        """The time to answer is over."""
        session = sessions.get(self.db, self.session_ids[self._session()])
        figures.close(self.db, session, TERMS, self.now)
        figures.pool(self.db, TERMS, self.now)

    def wait(self) -> None:
        self.now += timedelta(days=self.chance.randint(1, 30))
        figures.pool(self.db, TERMS, self.now)

    def _session(self) -> int:
        return self.chance.randrange(len(self.session_ids))

    def _person(self) -> int:
        return self.human[self.chance.randrange(_PEOPLE)]

    # ── What the attacker knows ──────────────────────────────────────────────────────────────────

    def write_down(self, found: Figures) -> None:
        sums: dict[str, Sum] = {}
        words = None
        for figure in found.figures:
            assert figure.n >= 5, figure.question.key
            if figure.question.options:
                keys = (option.key for option in figure.question.options)
                counts = {key: n for key, n in zip(keys, figure.counts, strict=True) if n}
                sums[figure.question.key] = counts
            elif figure.question.key == "words":
                words = frozenset(figure.said)
        of = frozenset(sums.get("always", {}))
        assert set(sums.get("always", {}).values()) <= {1}, "an answer counted twice"
        self.shown.append(Shown(sums, words, of))

    def too_few(self, answers: "frozenset[Answer] | set[Answer]") -> bool:
        """Fewer people than each of their sessions wants."""
        parts = [tuple(map(int, str(answer).split("."))) for answer in answers]
        people = {self.human[person] for _, person, _ in parts}
        return len(people) < max((self.minimum[session] for session, _, _ in parts), default=0)

    def leak(self) -> str:
        """What can be read or worked out though it must not be; "" where there is nothing."""
        for key in ("always", "at-times"):
            shown = [each.sums[key] for each in self.shown if key in each.sums]
            if found := worked_out(shown, self.too_few):
                return f"{key}: {sorted(map(str, found))}"
        return self._leak_of_words()

    def _leak_of_words(self) -> str:
        """Behind every sentence stand all who were counted wherever it was shown, and nowhere else."""
        with_words = [each for each in self.shown if each.words is not None]
        for piece in told_apart([each.words or () for each in with_words]):
            word = next(iter(piece))
            behind = frozenset[Answer]().union(*(each.of for each in with_words))
            for each in with_words:
                behind = behind & each.of if word in (each.words or ()) else behind - each.of
            unnamed = {each for each in behind if tuple(map(int, str(each).split(".")))[:2] not in self.named}
            if self.too_few(unnamed) or word not in behind:
                return f"words: {sorted(map(str, piece))}"
        return ""


_THERE = {
    "series": ("walks", "talks", "", ""),
    "topic": ("one", "two"),
    "speaker": ("Nia", "Owen", ""),
}


def _without_names(found: Figures) -> Figures:
    return replace(found, named=())


def counted(worlds: "list[Asked]") -> Counter[str]:
    """How much happened: a search that meets nothing would prove nothing."""
    found: Counter[str] = Counter()
    for world in worlds:
        found["looks"] += len(world.shown)
        found["refused"] += world.refused
        found["published"] += sum(figures.state(world.db, each) == "published" for each in world.session_ids)
        found["together"] += sum(each.sessions > 1 for each in world.frozen.values())
        found["waiting"] += sum(figures.state(world.db, each) == "waiting" for each in world.session_ids)
    return found
