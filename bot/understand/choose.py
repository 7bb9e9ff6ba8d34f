"""The sessions that suit a wish: what was asked for surely narrows, what was said in words ranks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from bot.learning.sessions import Format, Session
from bot.understand.letters import fold
from bot.understand.meaning.ideas import words_of
from bot.understand.search import Index, Programme, rank
from bot.understand.stems import stem
from bot.understand.towns import spoken_places, stands_in
from bot.understand.vague_words import says_little
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
        and (not wishes.places or any(stands_in(place, session.place) for place in wishes.places))
        and (not wishes.audience or session.audience == wishes.audience)
        and (wishes.length is None or wishes.length.holds(minutes))
        and (not wishes.unbooked or session.id not in asker.held)
        and (not wishes.near_me or not asker.site or near(session, asker.site))
    )


def near(session: Session, site: str) -> bool:
    """Whether a session is held at that site, or in the same town."""
    return any(stands_in(part, session.place) for part in set(spoken_places((site,)).values()))


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
    if not wishes.words and not wishes.unwanted:
        about = [each for each in pool if _on_topic(each, wishes)]
        return [each for each in about if suits(each, wishes, zone, asker)][:limit]
    if index is None:
        index = sessions if isinstance(sessions, Index) else Index(sessions)
    found: Sequence[Session] = pool
    if wishes.words:
        there = {each.id for each in pool}
        ranked = rank(f"{' '.join(wishes.topics)} {wishes.spoken or wishes.words}", index)
        found = [each for each in ranked if each.id in there]
        if not ranked and wishes.narrows and says_little(wishes.words):
            found = pool  # "something nice on Friday" asks for Friday
    if not wishes.words or found is pool:
        found = [each for each in found if _on_topic(each, wishes)]
    for unwanted in wishes.unwanted:
        named = _named(unwanted, index)
        found = [each for each in found if not (suits(each, unwanted, zone, asker) and named(each))]
    return [each for each in found if suits(each, wishes, zone, asker)][:limit]


def _on_topic(session: Session, wishes: Wishes) -> bool:
    return not wishes.topics or fold(session.topic) in map(fold, wishes.topics)


def _named(unwanted: Wishes, index: Index) -> Callable[[Session], bool]:
    """Whether a session is about what is not wanted. Of words, the sessions that say them are meant; only
    where none does, those that mean the same.
    """
    if not unwanted.words:
        return lambda session: _on_topic(session, unwanted)
    found = rank(unwanted.words, index)
    said = {stem(word) for word in words_of(unwanted.words)}
    literal = {each.id for each in found if said & set(map(stem, words_of(_text_of(each))))}
    named = literal or {each.id for each in found}
    return lambda session: session.id in named or (bool(unwanted.topics) and _on_topic(session, unwanted))


def _text_of(session: Session) -> str:
    title, summary = session.title, session.summary
    return f"{title.en} {title.cy} {summary.en} {summary.cy} {session.series}"
