"""The sessions that suit a wish: what was asked for surely narrows, what was said in words ranks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo

from bot.learning.sessions import Format, Session
from bot.understand.letters import fold
from bot.understand.search import Index, Programme, rank
from bot.understand.towns import spoken_places
from bot.understand.wishes import Wishes


@dataclass(frozen=True, slots=True)
class Asker:
    """What a wish may lean on: where somebody works, and the sessions (by id) they hold a place on."""

    site: str = ""
    held: frozenset[int] = frozenset()


NOBODY = Asker()


def suits(session: Session, wishes: Wishes, zone: tzinfo, asker: Asker = NOBODY) -> bool:
    """Whether a session is when, where, how and for whom it was asked (words and topic aside)."""
    minutes = (session.ends_at - session.starts_at).total_seconds() / 60
    return (
        wishes.span.hold(session.starts_at.astimezone(zone))
        and (wishes.format is None or session.format in {wishes.format, Format.HYBRID})
        and (wishes.language is None or session.language in {wishes.language, "bilingual"})
        and (not wishes.free_only or not session.full)
        and (not wishes.place or fold(wishes.place) in fold(session.place))
        and (not wishes.audience or session.audience == wishes.audience)
        and (wishes.length is None or wishes.length.holds(minutes))
        and (not wishes.unbooked or session.id not in asker.held)
        and (not wishes.near_me or not asker.site or near(session, asker.site))
    )


def near(session: Session, site: str) -> bool:
    """Whether a session is held at that site, or in the same town."""
    names = {fold(part) for part in spoken_places((site,)).values()}
    return any(name in fold(session.place) for name in names)


def choose(
    wishes: Wishes,
    sessions: Programme,
    *,
    zone: tzinfo,
    limit: int | None = None,
    index: Index | None = None,
    asker: Asker = NOBODY,
) -> list[Session]:
    """The sessions that suit: by relevance where words were said, else in the order of the programme.

    `index` is of more sessions than `sessions`, kept ready: words are searched for in it.
    """
    pool = sessions.sessions if isinstance(sessions, Index) else sessions
    if not wishes.words:
        about = [each for each in pool if not wishes.topic or _same_topic(each, wishes.topic)]
        return [each for each in about if suits(each, wishes, zone, asker)][:limit]
    if index is None:
        index = sessions if isinstance(sessions, Index) else Index(sessions)
    there = {each.id for each in pool}
    found: Sequence[Session] = rank(f"{wishes.topic} {wishes.spoken or wishes.words}", index)
    return [each for each in found if each.id in there and suits(each, wishes, zone, asker)][:limit]


def _same_topic(session: Session, topic: str) -> bool:
    return fold(session.topic) == fold(topic)
