"""`digest weekly monday 9am topic:wellbeing`: a channel's weekly digest, previewed before it is set."""

from datetime import datetime, timedelta

from bot.ask import Ask, Target
from bot.card import Card, When
from bot.desk import Desk
from bot.learning.digests import COVERS, Plan, read_clock, read_plan
from bot.learning.refusals import Refusal
from bot.learning.wall_time import WEEKDAYS, week_of
from bot.registry import Answer, command
from bot.store import digests, sessions
from bot.store.digests import Digest
from bot.views import digests as view
from bot.views.digest_plan import plan_text
from bot.views.topics import names_of, topic_names


@command(
    "digest",
    en=("digest", "weekly digest", "digest weekly"),
    cy=("crynodeb", "crynodeb wythnosol"),
)
def digest(desk: Desk, ask: Ask) -> Answer:
    """Without words: the digest that the channel has, or the form. With words: a preview."""
    target = _channel(desk, ask)
    about = ask.about.strip()
    for word, others in (
        ("pause", ("oedi",)),
        ("resume", ("start again", "ailddechrau", "dechrau eto")),
        ("stop", ("stopio", "peidio")),
    ):
        if about.casefold() in {word, *others}:
            return {"pause": pause, "resume": resume, "stop": stop}[word](desk, ask)
    if about:
        return _preview(desk, _known(desk, read_plan(about)))
    known = digests.of_channel(desk.db, target)
    if known is None:
        return _form(desk, Plan())
    plan = _plan(known)
    return Answer(
        view.state(plan_text(plan, desk.say), When(known.next_due), str(plan), desk.say, paused=known.paused)
    )


@command("digest_form")
def form(desk: Desk, ask: Ask) -> Answer:
    """Opened with the plan so far; submitted, it is a preview."""
    _channel(desk, ask)
    if not ask.values:
        return _form(desk, read_plan(ask.about))
    weekday = str(ask.values.get("weekday", ""))
    if weekday not in WEEKDAYS:
        raise Refusal("no-such-plan", words=weekday)
    topic = str(ask.values.get("topic", "-"))
    plan = Plan(weekday, read_clock(str(ask.values.get("clock", ""))), "" if topic == "-" else topic)
    return _preview(desk, _known(desk, plan))


@command("digest_confirm")
def confirm(desk: Desk, ask: Ask) -> Answer:
    target = _channel(desk, ask)
    plan = _known(desk, read_plan(ask.about))
    known = digests.of_channel(desk.db, target)
    if known is not None and _plan(known) == plan and not known.paused:
        # Pressed again: the channel has heard of it already.
        return Answer(view.done(desk.say("digest-set", when=When(known.next_due)), desk.say), replace=True)
    next_due = plan.next_due(_after(desk, target), desk.zone)
    digests.set_up(
        desk.db,
        target,
        channel_name=ask.where.name,
        weekday=plan.weekday,
        clock=plan.clock,
        topic=plan.topic,
        set_by=desk.me.id,
        next_due=next_due,
    )
    # Said in the channel at once: everybody knows, and a channel that we cannot post in shows itself now.
    key = f"digest-announced {target.lane} {desk.now.isoformat()}"
    desk.write("digest-announced", key, target=target, set_by=desk.me.id, plan=str(plan))
    return Answer(view.done(desk.say("digest-set", when=When(next_due)), desk.say), replace=True)


@command("digest_pause")
def pause(desk: Desk, ask: Ask) -> Answer:
    known = _existing(desk, ask)
    digests.pause(desk.db, known.id, paused=True, next_due=known.next_due)
    return Answer(view.done(desk.say("digest-paused"), desk.say), replace=True)


@command("digest_resume")
def resume(desk: Desk, ask: Ask) -> Answer:
    known = _existing(desk, ask)
    next_due = _plan(known).next_due(_after(desk, known.target), desk.zone)
    digests.pause(desk.db, known.id, paused=False, next_due=next_due)
    return Answer(view.done(desk.say("digest-next", when=When(next_due)), desk.say), replace=True)


@command("digest_stop")
def stop(desk: Desk, ask: Ask) -> Answer:
    digests.stop(desk.db, _existing(desk, ask).id)
    return Answer(view.done(desk.say("digest-stopped"), desk.say), replace=True)


def _channel(desk: Desk, ask: Ask) -> Target:
    """The channel it was asked in; whoever may not set its digest is told who may."""
    if not ask.where.channel:
        raise Refusal("digest-in-channel")
    if desk.settings.digest.who == "organiser" and not desk.me.organises:
        raise Refusal("digest-organisers-only")
    return Target(room=ask.who.room, workspace=ask.who.workspace, channel=ask.where.channel)


def _after(desk: Desk, target: Target) -> datetime:
    """From when on the next one may come: a week that had its digest gets no second one."""
    known = digests.of_channel(desk.db, target)
    last = digests.last_posted(desk.db, known.id) if known else None
    if last is None:
        return desk.now
    _, next_week = week_of(last, desk.zone)
    return max(desk.now, next_week - timedelta(microseconds=1))


def _existing(desk: Desk, ask: Ask) -> Digest:
    known = digests.of_channel(desk.db, _channel(desk, ask))
    if known is None:
        raise Refusal("no-digest")
    return known


def _plan(known: Digest) -> Plan:
    return Plan(known.weekday, known.clock, known.topic)


def _known(desk: Desk, plan: Plan) -> Plan:
    """The plan with its topic as the programme writes it; refuses a topic that it does not have."""
    if not plan.topic:
        return plan
    topics = desk.programme.topics
    found = next((topic for topic in topics if plan.topic.casefold() in names_of(topic)), None)
    if found is None:
        raise Refusal("no-such-topic", about=plan.topic, topics=topic_names(topics, desk.say))
    return Plan(plan.weekday, plan.clock, found)


def _form(desk: Desk, plan: Plan) -> Answer:
    topics = desk.programme.topics
    return Answer(view.form(plan, topics=topics, say=desk.say))


def _preview(desk: Desk, plan: Plan) -> Answer:
    due = plan.next_due(desk.now, desk.zone)
    coming = sessions.for_digest(desk.db, plan.topic, start=due, end=due + COVERS)
    shown: Card | None = None
    if coming:
        shown = view.digest(coming, plan.topic, desk.me.name, desk.channel_voices())
    return Answer(view.preview(plan_text(plan, desk.say), shown, str(plan), desk.say))
