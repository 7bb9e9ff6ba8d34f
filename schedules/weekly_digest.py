"""Posts each channel's weekly digest: once per period, never twice, never empty."""

from datetime import datetime, timedelta

import structlog

from bot.card import Card
from bot.desk import Desk
from bot.learning.digests import COVERS, Plan, too_late
from bot.registry import draws, schedule
from bot.store import digests, sessions
from bot.store.letters import Letter
from bot.views import digests as view

log = structlog.get_logger("caffi.digest")


def coming(desk: Desk, after: datetime) -> datetime | None:
    return digests.next_due(desk.db, after)


@schedule("weekly_digest", coming=coming)
def post(desk: Desk) -> None:
    for digest in digests.due(desk.db, desk.now):
        plan = Plan(digest.weekday, digest.clock, digest.topic)
        following = plan.next_due(max(digest.next_due, desk.now - timedelta(days=7)), desk.zone)
        if following <= desk.now:
            following = plan.next_due(desk.now, desk.zone)
        late = too_late(digest.next_due, desk.now, desk.zone)
        found = sessions.for_digest(desk.db, digest.topic, start=desk.now, end=digest.next_due + COVERS)
        outcome = "skipped-late" if late else "posted" if found else "skipped-empty"
        if not digests.finish(desk.db, digest, outcome=outcome, next_due=following):
            continue
        log.info("digest", digest=digest.id, due=digest.next_due.isoformat(), outcome=outcome)
        if outcome == "posted":
            desk.write(
                "digest",
                f"digest {digest.id} {digest.next_due.isoformat()}",
                target=digest.target,
                digest=digest.id,
                set_by=digest.set_by,
                due=digest.next_due.isoformat(),
            )


@draws("digest")
def draw(desk: Desk, letter: Letter) -> Card | None:
    """As the programme stands when it goes; nothing when the digest was stopped or nothing is left."""
    digest = digests.get(desk.db, letter.facts["digest"])
    due = datetime.fromisoformat(letter.facts["due"])
    if digest is None or digest.target != letter.target or digest.paused:
        return None
    if too_late(due, desk.now, desk.zone):
        return None
    found = sessions.for_digest(desk.db, digest.topic, start=desk.now, end=due + COVERS)
    if not found:
        return None
    setter = desk.someone(digest.set_by).name
    return view.digest(found, digest.topic, setter, desk.channel_voices())
