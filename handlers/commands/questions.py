"""`questions`: organisers choose or write what people are asked after sessions, and see it as people will."""

from dataclasses import replace
from datetime import timedelta
from typing import Any, Final

from bot.ask import Ask
from bot.card import LANGUAGES, Language
from bot.desk import Desk
from bot.learning.events import QuestionsChosen
from bot.learning.question_library import LIBRARY, check, in_order, own
from bot.learning.questions import Question, QuestionSet, Tier
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, command
from bot.steps.naming import choose_or_one
from bot.steps.organising import of_ref, organisers_only, plain_question
from bot.store import organisers, question_sets, sessions
from bot.store.paper import pack, unpack
from bot.store.question_sets import SCOPES, Chosen, Scope
from bot.views import feedback as asking
from bot.views import question_sets as view
from bot.views.question_sets import Where
from bot.views.topics import names_of
from bot.words.voice import voice

_ACT: Final = "questions"
_MOST: Final = 1000  # people, in the smallest group that anybody may ask for
_KINDS: Final = {"topic": "topic", "pwnc": "topic", "series": "series", "cyfres": "series"}
_ALL: Final = {"all", "everything", "all sessions", "popeth", "pob sesiwn", "y cyfan"}
_TIERS: Final[tuple[Tier, ...]] = (0, 1, 2, 3, 4, 5, 6, 7, 8)
# Where what is wrong with a question of one's own is shown.
_AT: Final = {
    "question-kind": "kind",
    "question-words": "words_en",
    "question-options": "options_en",
    "question-options-long": "options_en",
    "question-options-differ": "options_cy",
}


@command(
    "questions",
    en=("questions", "feedback questions", "choose questions", "questions for"),
    cy=("cwestiynau", "cwestiynau adborth", "dewis cwestiynau", "cwestiynau ar gyfer"),
)
def questions(desk: Desk, ask: Ask) -> Answer:
    """All that is chosen; or what is asked after all sessions, those of a topic or a series, or one."""
    if question := plain_question(desk, ask):
        return question
    organisers_only(desk)
    if not ask.about.strip():
        everywhere, least = Where("all"), desk.settings.feedback.minimum
        chosen = [(_where_of(desk, each), each.asked) for each in question_sets.everything(desk.db, least)]
        if everywhere not in [where for where, _ in chosen]:
            chosen.insert(0, (everywhere, _now(desk, everywhere)))
        return Answer(view.overview(chosen, desk.say))
    where = _meant(desk, ask)
    return where if isinstance(where, Answer) else _one(desk, where)


@command("questions_where")
def elsewhere(desk: Desk, ask: Ask) -> Answer:
    """For a topic or a series of the programme."""
    organisers_only(desk)
    if where := ask.values.get("where"):
        return _one(desk, _exactly(desk, str(where)))
    programme = desk.programme
    series = {each.series for each in (*programme.coming, *programme.past) if each.series}
    named = [Where("topic", topic) for topic in programme.topics]
    named += [Where("series", name) for name in sorted(series, key=str.casefold)]
    return Answer(view.where_form([Where("all"), *named][:100], desk.say))


@command("questions_choose")
def choose(desk: Desk, ask: Ask) -> Answer:
    """From the library; about = a place, or what has been chosen and not saved."""
    organisers_only(desk)
    where, now = _base(desk, ask.about)
    least = _least(desk, where)
    if not ask.values:
        return Answer(view.choose_form(ask.about, now, desk.say, least=least))
    ticked = {key for name in ("pressed", "worded", "own") for key in ask.values.get(name, ())}
    known = {each.key: each for each in (*LIBRARY, *now.questions)}
    wanted = [question for key, question in known.items() if key in ticked]
    typed = str(ask.values.get("minimum", "")).strip()
    chosen = QuestionSet(in_order(wanted), now.minimum)
    if not (typed.isascii() and typed.isdigit() and least <= int(typed[:9]) <= _MOST):
        wrong = desk.say("questions-form-minimum-hint", n=least)
        return Answer(
            view.choose_form(ask.about, chosen, desk.say, least=least, wrong=wrong, minimum=typed or "-")
        )
    return _look(desk, where, QuestionSet(in_order(wanted), int(typed)), ask.about)


@command("questions_write")
def write(desk: Desk, ask: Ask) -> Answer:
    """One of their own, beside what has been chosen."""
    organisers_only(desk)
    where, now = _base(desk, ask.about)
    typed = {name: str(value) for name, value in ask.values.items()}
    if not typed:
        return Answer(view.write_form(ask.about, {}, desk.say))
    try:
        question = _written(typed)
        more = QuestionSet(
            in_order((*(q for q in now.questions if q.key != question.key), question)), now.minimum
        )
        check(more)
    except Refusal as refusal:
        at = _AT.get(refusal.name, "kind")
        wrong = {at: desk.say(f"refusal-{refusal.name}", None, **refusal.facts)}
        return Answer(view.write_form(ask.about, typed, desk.say, wrong=wrong))
    return _look(desk, where, more, ask.about)


def _written(typed: dict[str, str]) -> Question:
    told = (each for each in _TIERS if str(each) == typed.get("tier"))
    tier: Tier = next(told, 3)
    words: dict[Language, str] = {each: typed.get(f"words_{each}", "") for each in LANGUAGES}
    options = {each: typed.get(f"options_{each}", "").splitlines() for each in LANGUAGES}
    return own(typed.get("kind", ""), words, options, tier=tier)


# ── Looked at before it is saved ─────────────────────────────────────────────────────────────────


def _look(desk: Desk, where: Where, chosen: QuestionSet, about: str) -> Answer:
    """As people will see it. Back to the form, where nobody should be asked that."""
    try:
        check(chosen)
    except Refusal as refusal:
        wrong = desk.say(f"refusal-{refusal.name}", None, **refusal.facts)
        return Answer(view.choose_form(about, chosen, desk.say, least=_least(desk, where), wrong=wrong))
    number = _propose(desk, where, chosen, changed=True)
    return _seen(desk, number, where, chosen, desk.say.language, changed=True)


@command("questions_see")
def see(desk: Desk, ask: Ask) -> Answer:
    """Of a place, or (about = "<number> <language>") of what has been chosen and not saved."""
    organisers_only(desk)
    number, _, wanted = ask.about.rpartition(" ")
    if not number.isdigit():
        where = _exactly(desk, ask.about)
        now = _now(desk, where)
        return _seen(desk, _propose(desk, where, now, changed=False), where, now, desk.say.language)
    where, chosen = _base(desk, number)
    language: Language = "cy" if wanted == "cy" else "en"
    changed = bool(_proposed(desk, number).facts["changed"])
    return _seen(desk, int(number), where, chosen, language, changed=changed, instead=True)


@command("questions_save")
def save(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    proposal = _proposed(desk, ask.about)
    where, chosen = _base(desk, ask.about)
    if not organisers.take(desk.db, proposal):
        raise Refusal("proposal-gone")
    scope, name = _kept_as(where)
    before = question_sets.get(desk.db, scope, name, desk.settings.feedback.minimum)
    question_sets.keep(desk.db, Chosen(scope, name, chosen))
    desk.record(QuestionsChosen(scope, name, _told(before), _told(chosen)))
    return Answer(view.saved(where, desk.say), replace=True)


@command("questions_drop")
def drop(desk: Desk, ask: Ask) -> Answer:
    """Ask there what is asked elsewhere."""
    organisers_only(desk)
    where = _exactly(desk, ask.about)
    scope, name = _kept_as(where)
    before = question_sets.get(desk.db, scope, name, desk.settings.feedback.minimum)
    if before is not None:
        question_sets.drop(desk.db, scope, name)
        desk.record(QuestionsChosen(scope, name, _told(before), ""))
    return replace(_one(desk, where), replace=True)


@command("questions_try", reads=True)
def try_(desk: Desk, ask: Ask) -> Answer:
    """Whatever is pressed in a preview, nothing is kept."""
    organisers_only(desk)
    number, language = _tried(desk, ask)
    return Answer(view.only_a_preview(number, language, desk.say))


@command("questions_try_form", reads=True)
def try_form(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    number, language = _tried(desk, ask)
    if ask.values:
        return Answer(view.only_a_preview(number, language, desk.say))
    where, chosen = _base(desk, str(number))
    leads = view.tried(number, language)
    return Answer(asking.form(_like(desk, where), chosen, asking.Given(), voice(language), leads=leads))


def _tried(desk: Desk, ask: Ask) -> tuple[int, Language]:
    """Which preview it was, and in which language."""
    number, _, rest = ask.about.strip().partition(" ")
    return _proposed(desk, number).id, "cy" if rest.startswith("cy") else "en"


def _seen(
    desk: Desk,
    number: int,
    where: Where,
    chosen: QuestionSet,
    language: Language,
    *,
    changed: bool = False,
    instead: bool = False,
) -> Answer:
    like = _like(desk, where)
    preview = view.Preview(number=number, where=where, about=chosen, like=like, changed=changed)
    return Answer(view.preview(preview, language, desk.say), replace=instead)


def _like(desk: Desk, where: Where) -> Session:
    """A session there, for which the preview is shown: that one, the next, or the last that was; or none."""
    if where.session is not None:
        return where.session
    known = (*desk.programme.coming, *reversed(desk.programme.past))
    name = question_sets.named(where.name)
    there = (
        each
        for each in known
        if where.scope == "all" or question_sets.named(getattr(each, where.scope)) == name
    )
    return next(there, None) or Session(
        id=0,
        uid="",
        ref="0",
        title=view.example_title(),
        starts_at=desk.now,
        ends_at=desk.now + timedelta(hours=1),
    )


# ── After which sessions ─────────────────────────────────────────────────────────────────────────


def _one(desk: Desk, where: Where) -> Answer:
    scope, name = _kept_as(where)
    session, minimum = where.session, desk.settings.feedback.minimum
    frozen = question_sets.asked(desk.db, session.id, minimum) if session else None
    chosen = question_sets.get(desk.db, scope, name, minimum) is not None
    return Answer(view.one(where, _now(desk, where), desk.say, chosen=chosen, frozen=frozen is not None))


def _meant(desk: Desk, ask: Ask) -> Where | Answer:
    """A place that a button names, or as people say it; else a session."""
    about = ask.about.strip()
    if about.partition(":")[0] in SCOPES and ":" in about:
        return _exactly(desk, about)
    if about.casefold() in _ALL:
        return Where("all")
    if sessions.by_ref(desk.db, about) is None:
        first, _, rest = about.partition(" ")
        kind = _KINDS.get(first.casefold(), "") if rest else ""
        for scope in (kind,) if kind else ("topic", "series"):
            if name := _known(desk, scope, rest if kind else about):
                return Where(scope, name)
    found = choose_or_one(desk, ask)
    return found if isinstance(found, Answer) else Where("session", session=found)


def _known(desk: Desk, scope: str, name: str) -> str:
    """The topic or series of that name as the programme has it; "" where there is none."""
    wanted = name.strip().casefold()
    if scope == "topic":
        return next((topic for topic in desk.programme.topics if wanted in names_of(topic)), "")
    known = (*desk.programme.coming, *desk.programme.past)
    return next((each.series for each in known if each.series and each.series.casefold() == wanted), "")


def _exactly(desk: Desk, about: str) -> Where:
    """What a button of ours names. Refuses anything else."""
    scope, colon, name = about.strip().partition(":")
    if not colon or scope not in SCOPES or (scope in ("topic", "series") and not name.strip()):
        raise Refusal("questions-where")
    if scope == "session":
        return Where(scope, session=of_ref(desk, name))
    return Where(scope, name.strip()) if scope != "all" else Where("all")


def _where_of(desk: Desk, chosen: Chosen) -> Where:
    if chosen.scope == "session":
        return Where("session", session=sessions.get(desk.db, int(chosen.name)))
    return Where(chosen.scope, _known(desk, chosen.scope, chosen.name) or chosen.name)


def _kept_as(where: Where) -> tuple[Scope, str]:
    if where.session is not None:
        return "session", str(where.session.id)
    scope = next(each for each in SCOPES if each == where.scope)
    return scope, question_sets.named(where.name)


# ── What is chosen ───────────────────────────────────────────────────────────────────────────────


def _now(desk: Desk, where: Where) -> QuestionSet:
    """What is asked there: as chosen for it, else as for all."""
    minimum = desk.settings.feedback.minimum
    if where.session is not None:
        return question_sets.of_session(desk.db, where.session, minimum)
    scope, name = _kept_as(where)
    return question_sets.get(desk.db, scope, name, minimum) or question_sets.for_all(desk.db, minimum)


def _least(desk: Desk, where: Where) -> int:
    """The smallest group that may be chosen there: the organisation's, and not under that of all sessions."""
    minimum = desk.settings.feedback.minimum
    return minimum if where.scope == "all" else question_sets.for_all(desk.db, minimum).minimum


def _base(desk: Desk, about: str) -> tuple[Where, QuestionSet]:
    """Where, and what it is now, or is going to be: about = a place, or the number of what was chosen."""
    if not about.strip().isdigit():
        where = _exactly(desk, about)
        return where, _now(desk, where)
    facts = _proposed(desk, about.strip()).facts
    return _exactly(desk, facts["where"]), unpack(facts["questions"], QuestionSet)


def _propose(desk: Desk, where: Where, chosen: QuestionSet, *, changed: bool) -> int:
    facts: dict[str, Any] = {"where": str(where), "questions": pack(chosen), "changed": changed}
    return organisers.propose(desk.db, desk.me.id, _ACT, session_id=None, facts=facts, now=desk.now)


def _proposed(desk: Desk, number: str) -> organisers.Proposal:
    found = organisers.proposal(desk.db, number.strip(), desk.me.id, _ACT)
    if found is None:
        raise Refusal("proposal-gone")
    return found


def _told(chosen: QuestionSet | None) -> str:
    return f"{' '.join(each.key for each in chosen.questions)} ({chosen.minimum})" if chosen else ""
