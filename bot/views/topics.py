"""Topics by the names that people read: common ones have a Welsh name, others stand as the file has them."""

from collections.abc import Sequence

from bot.card import Text
from bot.words.voice import Voice, voices


def topic_name(topic: str, say: Voice) -> Text:
    """The topic "wellbeing" is "Wellbeing", and "Llesiant" in Welsh."""
    name = f"topic-{topic.casefold().replace(' ', '-')}"
    return say(name) if say.has(name) else say.words(topic[:1].upper() + topic[1:])


def topic_names(topics: Sequence[str], say: Voice) -> Text:
    """Several, with commas between them."""
    return say.join(*(topic_name(topic, say) for topic in topics), with_=", ")


def names_of(topic: str) -> set[str]:
    """Everything that a topic is called, in both languages and as the file has it, casefolded."""
    said = {"".join(getattr(span, "text", "") for span in topic_name(topic, say).spans) for say in voices()}
    return {name.casefold() for name in (topic, *said)}
