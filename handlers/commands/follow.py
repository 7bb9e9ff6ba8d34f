"""`follow <topic>`, `unfollow <topic>`: a topic's new sessions, once a week, in my own messages."""

from rapidfuzz import process

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.refusals import Refusal
from bot.registry import Answer, command
from bot.store import people
from bot.views import settings as view
from bot.views.topics import names_of, topic_names

_CLOSE = 75


@command(
    "follow",
    en=(
        "follow",
        "subscribe to",
        "tell me about new",
        "what am i following",
        "what do i follow",
        "my topics",
    ),
    cy=("dilyn", "dilynwch", "tanysgrifio i", "beth ydw i'n ei ddilyn", "beth dw i'n ei ddilyn"),
)
def follow(desk: Desk, ask: Ask) -> Answer:
    mine = people.topics_of(desk.db, desk.me.id)
    topics = desk.programme.topics
    if not ask.about.strip():
        return Answer(view.following(mine, [topic for topic in topics if topic not in mine], desk.say))
    topic = _named(desk, ask.about, topics)
    new = people.follow(desk.db, desk.me.id, topic, desk.now)
    return Answer(view.follow_done("followed" if new else "followed-already", topic, desk.say))


@command(
    "unfollow",
    en=("unfollow", "stop following", "unsubscribe from"),
    cy=(
        "peidio â dilyn",
        "peidio dilyn",
        "peidiwch â dilyn",
        "stopio dilyn",
        "rhoi'r gorau i ddilyn",
        "dad-ddilyn",
    ),
)
def unfollow(desk: Desk, ask: Ask) -> Answer:
    mine = people.topics_of(desk.db, desk.me.id)
    if not ask.about.strip():
        return Answer(view.following(mine, [], desk.say))
    topic = _named(desk, ask.about, mine or desk.programme.topics)
    gone = people.unfollow(desk.db, desk.me.id, topic)
    return Answer(view.follow_done("unfollowed" if gone else "unfollowed-already", topic, desk.say))


def _named(desk: Desk, about: str, topics: list[str]) -> str:
    """The topic that is meant; refuses with the list of topics when none is near."""
    if not topics:
        raise Refusal("no-topics")
    called = {name: topic for topic in topics for name in names_of(topic)}
    found = process.extractOne(about.casefold(), list(called), score_cutoff=_CLOSE)
    if found is None:
        raise Refusal("no-such-topic", about=about, topics=topic_names(topics, desk.say))
    return called[found[0]]
