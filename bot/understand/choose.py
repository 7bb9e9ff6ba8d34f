"""The sessions that suit a wish: what was asked for surely narrows, what was said in words ranks."""

from collections.abc import Sequence
from datetime import tzinfo

from bot.learning.sessions import Format, Session
from bot.understand.letters import fold
from bot.understand.search import Index, Programme, rank
from bot.understand.wishes import Wishes


def suits(session: Session, wishes: Wishes, zone: tzinfo) -> bool:
    """Whether a session is when, where, how and in the language that was asked (words and topic aside)."""
    return (
        wishes.span.hold(session.starts_at.astimezone(zone))
        and (wishes.format is None or session.format in {wishes.format, Format.HYBRID})
        and (wishes.language is None or session.language in {wishes.language, "bilingual"})
        and (not wishes.free_only or not session.full)
        and (not wishes.place or fold(wishes.place) in fold(session.place))
    )


def choose(wishes: Wishes, sessions: Programme, *, zone: tzinfo, limit: int | None = None) -> list[Session]:
    """The sessions that suit: by relevance where words were said, else in the order of the programme."""
    index = sessions if isinstance(sessions, Index) else Index(sessions)
    if not wishes.words:
        about = [each for each in index.sessions if not wishes.topic or _same_topic(each, wishes.topic)]
        return [each for each in about if suits(each, wishes, zone)][:limit]
    found: Sequence[Session] = rank(f"{wishes.topic} {wishes.words}", index)
    return [each for each in found if suits(each, wishes, zone)][:limit]


def _same_topic(session: Session, topic: str) -> bool:
    return fold(session.topic) == fold(topic)
