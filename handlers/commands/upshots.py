"""`you said we did 12`: organisers write down what was done because of feedback, and post it."""

from dataclasses import replace

from bot.ask import Ask, Target
from bot.card import Card
from bot.desk import Desk
from bot.learning.publishing import Slice
from bot.learning.refusals import Refusal
from bot.learning.sessions import Bilingual
from bot.learning.upshots import (
    LONGEST,
    SETTLES,
    Upshot,
    UpshotChanged,
    UpshotWithdrawn,
    UpshotWritten,
    missing,
)
from bot.registry import Answer, command, draws
from bot.steps.naming import choose_or_one
from bot.steps.organising import of_ref, organisers_only, plain_question
from bot.steps.results import EVERYTHING, about_of, exactly, published, without_leading
from bot.steps.upshots import for_everybody, of_slice, since, whole
from bot.store import figures
from bot.store import upshots as store
from bot.store.letters import Letter
from bot.views import upshots as view
from bot.views.publishing import of

_MOST = 8


@command(
    "upshots",
    en=(
        "you said, we did",
        "you said we did",
        "we did",
        "write what we did",
        "write down what we did",
    ),
    cy=(
        "dywedoch chi, gwnaethom ni",
        "dywedoch chi gwnaethom ni",
        "fe ddywedoch chi, fe wnaethom ni",
        "gwnaethom ni",
        "ysgrifennu beth wnaethom ni",
    ),
    reads=True,
)
def upshots(desk: Desk, ask: Ask) -> Answer:
    """What has been written down: of a session, of the whole programme, or all of it. Who gave feedback and
    says so asks what came of theirs.
    """
    if ask.text and not desk.me.organises:
        if without_leading(ask.about.strip()) == ask.about.strip() and (found := plain_question(desk, ask)):
            return found  # "we did not get the link"
        return desk.registry.commands["what_became"].handle(desk, replace(ask, word="what_became"))
    organisers_only(desk)
    words = without_leading(ask.about.strip())
    if not words:
        return _all(desk, ask)
    if words.casefold() in EVERYTHING | {"everything:"}:
        return _of(desk, ask, Slice("everything"))
    session = choose_or_one(desk, replace(ask, about=words.removeprefix("session:")))
    return session if isinstance(session, Answer) else _of(desk, ask, Slice("session", session.ref))


def _all(desk: Desk, ask: Ask) -> Answer:
    found = [whole(desk, each) for each in store.all_since(desk.db, since(desk.now))[:_MOST]]
    everything = Slice("everything")
    some = figures.figures_of_slice(desk.db, everything, desk.zone) is not None
    return Answer(
        view.listing(found, everything if some else None, desk.say, in_channel=bool(ask.where.channel))
    )


def _of(desk: Desk, ask: Ask, slice_: Slice) -> Answer:
    published(desk, slice_)
    about = about_of(desk, slice_)
    named = [of_ref(desk, slice_.name)] if slice_.kind == "session" else []
    found = of_slice(desk, slice_, named)[:_MOST]
    of_one = of(slice_, about, desk.say)
    in_channel = bool(ask.where.channel)
    return Answer(view.listing(found, slice_, desk.say, in_channel=in_channel, of_one=of_one))


# ── Writing, changing, withdrawing ───────────────────────────────────────────────────────────────


@command("upshot_write")
def write(desk: Desk, ask: Ask) -> Answer:
    """About = a slice: a session's, whose results are published, or everything."""
    organisers_only(desk)
    slice_ = exactly(ask.about)
    if slice_.kind not in ("session", "everything"):
        raise Refusal("no-such-results", about=ask.about)
    published(desk, slice_)
    said, did, wrong = _typed(ask)
    if not ask.values or wrong:
        of_it = of(slice_, about_of(desk, slice_), desk.say)
        return Answer(view.form(ask.word, ask.about, of_it, desk.say, values=_values(said, did), wrong=wrong))
    session_id = of_ref(desk, slice_.name).id if slice_.kind == "session" else None
    upshot = store.write(desk.db, session_id, said, did, by=desk.me.id, now=desk.now)
    desk.record(UpshotWritten(upshot.id, session_id))
    in_channel = bool(ask.where.channel)
    return Answer(view.kept(whole(desk, upshot), desk.now + SETTLES, desk.say, in_channel=in_channel))


@command("upshot_change")
def change(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    before = _there(desk, ask.about)
    said, did, wrong = _typed(ask)
    if not ask.values:
        said, did, wrong = before.said, before.did, {}
    if not ask.values or wrong:
        of_it = whole(desk, before).of(desk.say)
        return Answer(view.form(ask.word, ask.about, of_it, desk.say, values=_values(said, did), wrong=wrong))
    after = store.change(desk.db, before, said, did, by=desk.me.id, now=desk.now)
    desk.record(UpshotChanged(after.id, after.session_id))
    return Answer(view.kept(whole(desk, after), None, desk.say, in_channel=bool(ask.where.channel)))


@command("upshot_withdraw", reads=True)
def withdraw(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    return Answer(view.withdraw(whole(desk, _there(desk, ask.about)), desk.say))


@command("upshot_withdraw_now")
def withdraw_now(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    upshot = _there(desk, ask.about)
    store.withdraw(desk.db, upshot)
    desk.record(UpshotWithdrawn(upshot.id, upshot.session_id))
    return Answer(view.withdrawn(desk.say), replace=True)


def _typed(ask: Ask) -> tuple[Bilingual, Bilingual, dict[str, str]]:
    """What was said, what was done, and what is missing of it, by field."""
    said, did = (
        Bilingual(
            *(str(ask.values.get(f"{part}_{language}", "")).strip()[:LONGEST] for language in ("en", "cy"))
        )
        for part in ("said", "did")
    )
    return said, did, missing(said, did) if ask.values else {}


def _values(said: Bilingual, did: Bilingual) -> dict[str, str]:
    return {"said_en": said.en, "said_cy": said.cy, "did_en": did.en, "did_cy": did.cy}


def _there(desk: Desk, number: str) -> Upshot:
    upshot = store.find(desk.db, number)
    if upshot is None:
        raise Refusal("upshot-gone")
    return upshot


# ── To a channel ─────────────────────────────────────────────────────────────────────────────────


@command("upshot_post", reads=True)
def post(desk: Desk, ask: Ask) -> Answer:
    """What everybody there would see, to be looked at first."""
    _, shown = _to_channel(desk, ask)
    return Answer(view.confirm(shown, desk.say))


@command("upshot_post_now")
def post_now(desk: Desk, ask: Ask) -> Answer:
    target, shown = _to_channel(desk, ask)
    upshot = shown.upshot
    key = f"upshot-post {target.lane} {upshot.id} {upshot.at.isoformat()}"
    if not desk.write("upshot-post", key, target=target, upshot=upshot.id, by=desk.me.id):
        raise Refusal("upshot-posted")
    return Answer(view.on_its_way(desk.say), replace=True)


def _to_channel(desk: Desk, ask: Ask) -> tuple[Target, view.Shown]:
    organisers_only(desk)
    if not ask.where.channel:
        raise Refusal("upshot-in-channel")
    shown = whole(desk, _there(desk, ask.about))
    if not for_everybody(shown):
        raise Refusal("upshot-not-in-channel")
    return Target(room=ask.who.room, workspace=ask.who.workspace, channel=ask.where.channel), shown


@draws("upshot-post")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """Nothing where it was withdrawn, or has become sensitive, since."""
    upshot = store.find(desk.db, str(letter.facts["upshot"]))
    if upshot is None or not for_everybody(shown := whole(desk, upshot)):
        return None
    by = desk.someone(letter.facts["by"])
    return view.posted(shown, by.name or by.email, desk.channel_voices())
