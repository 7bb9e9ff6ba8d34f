"""A channel is told at once that it will get a digest; whoever set it up is told if we cannot post there."""

from dataclasses import replace

from bot.ask import Target
from bot.card import Card
from bot.desk import Desk
from bot.learning.digests import read_plan
from bot.learning.events import (
    ChannelClosed,
    ChannelRenamed,
    ChannelReplaced,
    LetterReturned,
    PostStopped,
)
from bot.registry import draws, reacts_to
from bot.store import digests, problems
from bot.store.digests import Digest
from bot.store.letters import Letter
from bot.views import digests as view
from bot.views.digest_plan import plan_text
from bot.views.problems import channel_name, done


@draws("digest-announced")
def draw(desk: Desk, letter: Letter) -> Card | None:
    plan = read_plan(letter.facts["plan"])
    voices = desk.channel_voices()
    return view.announcement([say("digest-announced", plan=plan_text(plan, say)) for say in voices], voices)


@reacts_to(LetterReturned)
def tell(desk: Desk, happening: int, event: LetterReturned) -> None:
    """Once for each channel and reason, until that is solved; "Is it there?" each time."""
    problem = problems.of_letter(desk.db, event.letter_id, desk.now)
    if problem is None or (not event.unsure and problem.times > 1):
        return
    asker = problems.asker(desk.db, problem.letter)
    told = set() if asker is None else {asker}
    if problem.digest is not None and not event.unsure:
        told |= set(problems.staff(desk.db, desk.roles, administrators=True))
    for person_id in sorted(told or problems.staff(desk.db, desk.roles)):
        key = f"returned {happening} {person_id}"
        desk.write("returned", key, person_id=person_id, letter=event.letter_id)


@reacts_to(PostStopped)
def tell_administrators(desk: Desk, happening: int, event: PostStopped) -> None:
    """They read it when letters go out again, or at once where they are reached in another room."""
    for person_id in problems.staff(desk.db, desk.roles, administrators=True):
        key = f"post-stopped {happening} {person_id}"
        since = desk.now.isoformat()
        desk.write("post-stopped", key, person_id=person_id, since=since, code=event.reason)


@reacts_to(ChannelRenamed)
def rename(desk: Desk, happening: int, event: ChannelRenamed) -> None:  # noqa: ARG001 - no letter is keyed by it
    if digest := _digest(desk, event):
        digests.rename(desk.db, digest.id, event.name)


@reacts_to(ChannelReplaced)
def move(desk: Desk, happening: int, event: ChannelReplaced) -> None:  # noqa: ARG001 - as above
    digest = _digest(desk, event)
    if digest and digests.of_channel(desk.db, replace(digest.target, channel=event.now)) is None:
        digests.move(desk.db, digest, event.now)


@reacts_to(ChannelClosed)
def close(desk: Desk, happening: int, event: ChannelClosed) -> None:
    """Its digest rests until somebody resumes it, or is gone with the channel; whoever set it up is told.
    Where we were put out, administrators are too: it may have been a mistake, and they can mend it.
    """
    digest = _digest(desk, event)
    if digest is None:
        return
    told = {digest.set_by} if problems.reachable(desk.db, digest.set_by) else set()
    if event.shut_out:
        told |= set(problems.staff(desk.db, desk.roles, administrators=True))
    for person_id in sorted(told or problems.staff(desk.db, desk.roles)):
        key = f"channel-closed {happening} {person_id}"
        name, channel = digest.channel_name, digest.target.channel
        desk.write(
            "channel-closed",
            key,
            person_id=person_id,
            name=name,
            channel=channel,
            gone=event.gone,
            shut_out=event.shut_out,
        )
    if event.gone:
        digests.stop(desk.db, digest.id)
    else:
        digests.pause(desk.db, digest.id, paused=True, next_due=digest.next_due)


@draws("channel-closed")
def draw_closed(desk: Desk, letter: Letter) -> Card:
    name = channel_name(letter.facts["channel"], letter.facts["name"], desk.say)
    if letter.facts["gone"]:
        return done(desk.say("channel-deleted", channel=name), desk.say)
    if letter.facts.get("shut_out"):  # older letters do not say
        return done(desk.say("channel-shut-out", channel=name), desk.say)
    return done(desk.say("channel-archived", channel=name), desk.say)


def _digest(desk: Desk, event: ChannelRenamed | ChannelReplaced | ChannelClosed) -> Digest | None:
    target = Target(event.room, event.workspace, channel=event.channel)
    return digests.of_channel(desk.db, target)
