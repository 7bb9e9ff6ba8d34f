"""`results`: what people answered, of a session, a series, a topic, a speaker, a month or everything.

For organisers: published once there are enough answers. To a channel they go by `results_post`.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.ask import Ask
from bot.charts.of_bars import sheet_of
from bot.desk import Desk
from bot.learning.figures import Figures
from bot.learning.publishing import KINDS, Kind, Slice
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, Handed, command, hands_over
from bot.steps.downloads import link_to
from bot.steps.naming import choose_or_one, days_in
from bot.steps.organising import in_private, of_ref, organisers_only, plain_question
from bot.steps.results import EVERYTHING, WRITTEN_MONTH, about_of, exactly, needed, published, without_leading
from bot.steps.upshots import of_slice
from bot.store import figures, sessions
from bot.views import publishing as view
from bot.views import upshots
from bot.views.results import all_said
from bot.views.results import results as drawn
from bot.views.topics import names_of

_LATELY: Final = timedelta(days=60)
_LOOKED_AT = 100  # sessions
_MOST: Final = 8
# What people put before a name, or say instead of one.
_SAID: Final[dict[Kind, tuple[str, ...]]] = {
    "session": ("session", "sesiwn", "y sesiwn"),
    "series": ("series", "the series", "cyfres", "y gyfres"),
    "topic": ("topic", "the topic", "pwnc", "y pwnc"),
    "speaker": ("speaker", "siaradwr", "siaradwraig"),
    "month": ("month", "mis"),
}


@command(
    "results",
    en=("results", "feedback results", "results of", "results for"),
    cy=("canlyniadau", "canlyniadau adborth", "canlyniadau ar gyfer", "canlyniadau o"),
    reads=True,
)
def results(desk: Desk, ask: Ask) -> Answer:
    if question := plain_question(desk, ask):
        return question
    organisers_only(desk)
    if not ask.about.strip():
        return _overview(desk)
    slice_ = _meant(desk, ask)
    return slice_ if isinstance(slice_, Answer) else _show(desk, ask, slice_)


@command("publish")
def publish(desk: Desk, ask: Ask) -> Answer:
    """Publish a session's results; from here on no answer can be changed or followed back."""
    organisers_only(desk)
    session = of_ref(desk, ask.about)
    if figures.state(desk.db, session.id) == "open":
        _check_enough(desk, session)
        figures.close(desk.db, session, desk.settings.feedback.terms(desk.zone), desk.now)
    return _show(desk, ask, Slice("session", session.ref))


@command("results_picture")
def picture(desk: Desk, ask: Ask) -> Answer:
    """The numbers as one picture, for slides and reports, where others see them."""
    in_private(desk, ask)
    slice_ = exactly(ask.about)
    whole, found = published(desk, slice_), _pictured(desk, slice_)
    if found is None:
        raise Refusal("results-none-in-picture", of=view.of(slice_, (), desk.say))
    link = link_to(desk, "results-png", of=str(slice_))
    return Answer(view.pictured(link, desk.say, without=found.sessions < whole.sessions), secret=True)


def _pictured(desk: Desk, slice_: Slice) -> Figures | None:
    """Of a sum no more than a channel would see of it; the sessions of one group stand in the picture."""
    return figures.figures_of_slice(desk.db, slice_, desk.zone, publicly=slice_.kind != "session")


@hands_over("results-png")
def hand_over(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    slice_ = exactly(facts["of"])
    found = _pictured(desk, slice_)
    if found is None or not desk.me.organises:
        return None
    about, reader = view.of(slice_, about_of(desk, slice_), desk.say), desk.reader(desk.me)
    card = drawn(view.numbers(found), about, desk.say)
    return Handed("results.png", "image/png", lambda: sheet_of(card, about, reader))


@command("results_comments")
def comments(desk: Desk, ask: Ask) -> Answer:
    """All that people wrote without their name, where a card has room for a part of it."""
    in_private(desk, ask)
    slice_ = exactly(ask.about)
    published(desk, slice_)
    return Answer(view.written(link_to(desk, "results-csv", of=str(slice_)), desk.say), secret=True)


@command("results_named", reads=True)
def by_name(desk: Desk, ask: Ask) -> Answer:
    """What people said by name, where a card has room for a part of it: about = "<from which on> <slice>"."""
    in_private(desk, ask)
    first, _, about = ask.about.partition(" ")
    slice_ = exactly(about)
    start = int(first) if first.isascii() and first.isdigit() and len(first) < 7 else 0
    found = published(desk, slice_)
    return Answer(view.by_name(found, slice_, about_of(desk, slice_), start, desk.say), secret=True)


@hands_over("results-csv")
def hand_over_comments(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    found = figures.figures_of_slice(desk.db, exactly(facts["of"]), desk.zone)
    if found is None or not desk.me.organises:
        return None
    say = desk.say
    return Handed("comments.csv", "text/csv; charset=utf-8", lambda: all_said(found, say))


# ── Of what ──────────────────────────────────────────────────────────────────────────────────────


def _meant(desk: Desk, ask: Ask) -> Slice | Answer:
    """What is asked of: `kind:name` of a button, or as people say it."""
    about = ask.about.strip()
    words = without_leading(about)
    if words.casefold() in EVERYTHING | {"everything:"}:
        return Slice("everything")
    if sessions.by_ref(desk.db, words) is None:
        for kind, said in _SAID.items():
            for word in said:
                if words.casefold().startswith((f"{word}:", f"{word} ")):
                    return _named(desk, kind, words[len(word) + 1 :].strip(), ask)
        for kind in KINDS:
            if name := _known(desk, kind, words):
                return Slice(kind, name)
        if month := _month(desk, words):
            return Slice("month", month)
    return _session(desk, ask, words)


def _named(desk: Desk, kind: Kind, name: str, ask: Ask) -> Slice | Answer:
    if kind == "session":
        return _session(desk, ask, name)
    found = _month(desk, name) if kind == "month" else _known(desk, kind, name)
    if not found:
        raise Refusal("no-such-results", about=name)
    return Slice(kind, found)


def _session(desk: Desk, ask: Ask, words: str) -> Slice | Answer:
    found = choose_or_one(desk, replace(ask, about=words))
    return found if isinstance(found, Answer) else Slice("session", found.ref)


def _known(desk: Desk, kind: Kind, name: str) -> str:
    """The series, topic or speaker of that name, as sessions have it; "" where there is none."""
    wanted = name.casefold()
    if kind not in ("series", "topic", "speaker"):
        return ""
    for there in figures.names(desk.db, kind):
        if wanted in (names_of(there) if kind == "topic" else {there.casefold()}):
            return there
    return ""


def _month(desk: Desk, words: str) -> str:
    """A month that has begun, as a slice calls it; "" where the words say something else, or more."""
    if WRITTEN_MONTH.fullmatch(words):
        return words
    span = days_in(desk, words)
    if span is None or span.start is None or " ".join(span.said).casefold() != words.casefold():
        return ""
    name = f"{span.start:%Y-%m}"
    if (span.start, span.end) != figures.month_of(name, desk.zone):
        return ""
    # "October" said in November is the one that was.
    return name if span.start <= desk.now else f"{span.start.year - 1}-{span.start:%m}"


# ── What there is of it ──────────────────────────────────────────────────────────────────────────


def _show(desk: Desk, ask: Ask, slice_: Slice) -> Answer:
    if slice_.kind == "session":
        session = of_ref(desk, slice_.name)
        if session.ends_at > desk.now:
            raise Refusal("feedback-not-yet", title=session.title)
        if figures.state(desk.db, session.id) == "open":
            _check_enough(desk, session)
            return Answer(view.ready(session, desk.say))
    found, about = published(desk, slice_), about_of(desk, slice_)
    done = of_slice(desk, slice_, [of_ref(desk, slice_.name)] if slice_.kind == "session" else [])
    foot = upshots.foot(done, slice_, desk.say)
    in_channel = bool(ask.where.channel)
    return Answer(view.shown(found, slice_, about, desk.say, in_channel=in_channel, foot=foot))


def _check_enough(desk: Desk, session: Session) -> None:
    """Refuses as long as too few have answered; how many they are is told to nobody."""
    if not figures.enough(desk.db, session, desk.settings.feedback.terms(desk.zone), desk.now):
        raise Refusal("too-few-answers", title=session.title, needed=needed(desk, session))


def _overview(desk: Desk) -> Answer:
    """What can be published first, as that waits for somebody; then the newest."""
    ended = sessions.ended_between(desk.db, desk.now - _LATELY, desk.now)
    states: list[tuple[Session, view.State]] = []
    for session in sorted(ended, key=lambda each: each.ends_at, reverse=True)[:_LOOKED_AT]:
        state = figures.state(desk.db, session.id)
        if state == "open" and figures.enough(
            desk.db, session, desk.settings.feedback.terms(desk.zone), desk.now
        ):
            states.append((session, "ready"))
        elif state is not None:
            states.append((session, state))
    states = sorted(states, key=lambda each: each[1] != "ready")[:_MOST]
    this = desk.now.astimezone(desk.zone)
    last = this.replace(day=1) - timedelta(days=1)
    months = [Slice("month", f"{month:%Y-%m}") for month in (this, last)]
    return Answer(view.overview(states, [*months, Slice("everything")], desk.say))
