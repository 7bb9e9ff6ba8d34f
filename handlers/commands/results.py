"""`results`: what people answered, of a session, a series, a topic, a speaker, a month or everything.

For organisers: published once there are enough answers, posted to a channel when they say so.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.ask import Ask, Target
from bot.card import Card
from bot.charts.of_bars import sheet_of
from bot.desk import Desk
from bot.learning.admission import shown_publicly
from bot.learning.figures import Figures
from bot.learning.publishing import KINDS, Kind, Slice, smallest
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, Handed, command, draws, hands_over
from bot.steps.downloads import link_to
from bot.steps.naming import choose_or_one, days_in
from bot.steps.organising import in_private, of_ref, organisers_only, plain_question
from bot.store import figures, question_sets, sessions
from bot.store.letters import Letter
from bot.views import publishing as view
from bot.views.results import all_said
from bot.views.results import results as drawn
from bot.views.topics import names_of

_LATELY: Final = timedelta(days=60)
_MOST: Final = 8
_WRITTEN_MONTH: Final = re.compile(r"20\d\d-(0[1-9]|1[0-2])")
# What people put before a name, or say instead of one.
_SAID: Final[dict[Kind, tuple[str, ...]]] = {
    "session": ("session", "sesiwn", "y sesiwn"),
    "series": ("series", "the series", "cyfres", "y gyfres"),
    "topic": ("topic", "the topic", "pwnc", "y pwnc"),
    "speaker": ("speaker", "siaradwr", "siaradwraig"),
    "month": ("month", "mis"),
}
_EVERYTHING: Final = {"everything", "all", "all sessions", "popeth", "pob sesiwn", "y cyfan"}
_LEADING = ("of ", "for ", "from ", "in ", "about ", "on ", "am ", "ar gyfer ", "o ", "yn ", "ym ", "ar ")


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
    """The numbers as one picture, for slides and reports."""
    in_private(desk, ask)
    slice_ = _exactly(ask.about)
    _figures(desk, slice_)
    return Answer(view.pictured(link_to(desk, "results-png", of=str(slice_)), desk.say), secret=True)


@hands_over("results-png")
def hand_over(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    slice_ = _exactly(facts["of"])
    found = figures.figures_of_slice(desk.db, slice_, desk.zone)
    if found is None or not desk.me.organises:
        return None
    about, reader = view.of(slice_, _about(desk, slice_), desk.say), desk.reader(desk.me)
    card = drawn(view.numbers(found), about, desk.say)
    return Handed("results.png", "image/png", lambda: sheet_of(card, about, reader))


@command("results_comments")
def comments(desk: Desk, ask: Ask) -> Answer:
    """All that people wrote without their name, where a card has room for a part of it."""
    in_private(desk, ask)
    slice_ = _exactly(ask.about)
    _figures(desk, slice_)
    return Answer(view.written(link_to(desk, "results-csv", of=str(slice_)), desk.say), secret=True)


@hands_over("results-csv")
def hand_over_comments(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    found = figures.figures_of_slice(desk.db, _exactly(facts["of"]), desk.zone)
    if found is None or not desk.me.organises:
        return None
    say = desk.say
    return Handed("comments.csv", "text/csv; charset=utf-8", lambda: all_said(found, say))


# ── To a channel ─────────────────────────────────────────────────────────────────────────────────


@command("results_post", reads=True)
def post(desk: Desk, ask: Ask) -> Answer:
    """What everybody there would see, to be looked at first."""
    _channel(desk, ask)
    slice_ = _for_everybody(desk, ask.about)
    return Answer(view.confirm(_figures(desk, slice_), slice_, _about(desk, slice_), desk.say))


@command("results_post_now")
def post_now(desk: Desk, ask: Ask) -> Answer:
    target, slice_ = _channel(desk, ask), _for_everybody(desk, ask.about)
    found = _figures(desk, slice_)
    # The same figures are posted to a channel once, however often the button is pressed.
    key = f"results {target.lane} {slice_} {found.published_at.isoformat()} {found.sessions}"
    if not desk.write("results", key, target=target, of=str(slice_), by=desk.me.id):
        raise Refusal("results-posted")
    return Answer(view.on_its_way(desk.say), replace=True)


@draws("results")
def draw(desk: Desk, letter: Letter) -> Card | None:
    slice_ = _exactly(letter.facts["of"])
    found = figures.figures_of_slice(desk.db, slice_, desk.zone)
    if found is None or _for_few(desk, slice_):
        return None
    by = desk.someone(letter.facts["by"])
    return view.posted(found, slice_, _about(desk, slice_), by.name or by.email, desk.channel_voices())


def _channel(desk: Desk, ask: Ask) -> Target:
    organisers_only(desk)
    if not ask.where.channel:
        raise Refusal("results-in-channel")
    return Target(room=ask.who.room, workspace=ask.who.workspace, channel=ask.where.channel)


def _for_everybody(desk: Desk, about: str) -> Slice:
    """What a button names. Refuses what would tell a channel of a session that is not everybody's."""
    slice_ = _exactly(about)
    if few := _for_few(desk, slice_):
        raise Refusal("results-not-in-channel", title=few[0].title)
    return slice_


def _for_few(desk: Desk, slice_: Slice) -> Sequence[Session]:
    """The sessions that a post would name, and may not: sensitive ones and those by invitation."""
    return [session for session in _about(desk, slice_) if not shown_publicly(session)]


# ── Of what ──────────────────────────────────────────────────────────────────────────────────────


def _meant(desk: Desk, ask: Ask) -> Slice | Answer:
    """What is asked of: `kind:name` of a button, or as people say it."""
    about = ask.about.strip()
    words = _without_leading(about)
    if words.casefold() in _EVERYTHING | {"everything:"}:
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


def _without_leading(about: str) -> str:
    for said in _LEADING:
        if about.casefold().startswith(said):
            return about[len(said) :].strip()
    return about


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
    if _WRITTEN_MONTH.fullmatch(words):
        return words
    span = days_in(desk, words)
    if span is None or span.start is None or " ".join(span.said).casefold() != words.casefold():
        return ""
    name = f"{span.start:%Y-%m}"
    if (span.start, span.end) != figures.month_of(name, desk.zone):
        return ""
    # "October" said in November is the one that was.
    return name if span.start <= desk.now else f"{span.start.year - 1}-{span.start:%m}"


def _exactly(about: str) -> Slice:
    """What a button of ours names. Refuses anything else."""
    said, _, name = about.partition(":")
    for kind in KINDS:
        if said == kind and (kind != "month" or _WRITTEN_MONTH.fullmatch(name)):
            return Slice(kind, name)
    raise Refusal("no-such-results", about=about)


# ── What there is of it ──────────────────────────────────────────────────────────────────────────


def _show(desk: Desk, ask: Ask, slice_: Slice) -> Answer:
    if slice_.kind == "session":
        session = of_ref(desk, slice_.name)
        if session.ends_at > desk.now:
            raise Refusal("feedback-not-yet", title=session.title)
        if figures.state(desk.db, session.id) == "open":
            _check_enough(desk, session)
            return Answer(view.ready(session, desk.say))
    found, about = _figures(desk, slice_), _about(desk, slice_)
    card = view.shown(found, slice_, about, desk.say, in_channel=bool(ask.where.channel))
    return Answer(card)


def _figures(desk: Desk, slice_: Slice) -> Figures:
    """Refuses where nothing is published, and says why as far as that tells nothing about anybody."""
    found = figures.figures_of_slice(desk.db, slice_, desk.zone)
    if found is not None:
        return found
    if slice_.kind != "session":
        raise Refusal("results-none", of=view.of(slice_, (), desk.say))
    session = of_ref(desk, slice_.name)
    match figures.state(desk.db, session.id):
        case "open":
            raise Refusal("too-few-answers", title=session.title, needed=_needed(desk, session))
        case "waiting":
            raise Refusal("results-waiting", title=session.title, needed=_needed(desk, session))
        case "unread":
            raise Refusal("feedback-closed-small", title=session.title)
        case _:
            raise Refusal("results-nobody-asked", title=session.title)


def _about(desk: Desk, slice_: Slice) -> Sequence[Session]:
    if slice_.kind != "session":
        return ()
    return figures.companions(desk.db, of_ref(desk, slice_.name).id)


def _check_enough(desk: Desk, session: Session) -> None:
    """Refuses as long as too few have answered; how many they are is told to nobody."""
    if not figures.enough(desk.db, session, desk.settings.feedback.terms(desk.zone), desk.now):
        raise Refusal("too-few-answers", title=session.title, needed=_needed(desk, session))


def _needed(desk: Desk, session: Session) -> int:
    asked = question_sets.of_session(desk.db, session, desk.settings.feedback.minimum)
    return smallest([asked.minimum])


def _overview(desk: Desk) -> Answer:
    ended = sessions.ended_between(desk.db, desk.now - _LATELY, desk.now)
    states: list[tuple[Session, view.State]] = []
    for session in sorted(ended, key=lambda each: each.ends_at, reverse=True):
        state = figures.state(desk.db, session.id)
        if state == "open" and figures.enough(
            desk.db, session, desk.settings.feedback.terms(desk.zone), desk.now
        ):
            states.append((session, "ready"))
        elif state is not None:
            states.append((session, state))
        if len(states) == _MOST:
            break
    this = desk.now.astimezone(desk.zone)
    last = this.replace(day=1) - timedelta(days=1)
    months = [Slice("month", f"{month:%Y-%m}") for month in (this, last)]
    return Answer(view.overview(states, [*months, Slice("everything")], desk.say))
