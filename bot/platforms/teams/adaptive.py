"""A card or a form as Teams draws it: one Adaptive Card 1.5, with the complete text behind it.

Whatever it holds, the card is one that Teams takes; what is too long is cut with an ending.
Sources: learn.microsoft.com, "Universal Actions for Adaptive Cards" (Action.Execute wants 1.5 in Teams)
and "Message size limits for agents".
"""

import json
from collections.abc import Iterable, Iterator, Mapping

from bot.card import Card, Form, Language, Reader
from bot.platforms.teams import fields, limits, parts
from bot.platforms.teams.carried import execute_form
from bot.platforms.teams.escape import literal
from bot.platforms.teams.lines import Node
from bot.platforms.teams.parts import Words
from bot.words.aloud import say, say_card, say_form
from bot.words.fitting import ENDING, clean, cut, units

__all__ = ["Words", "draw", "draw_form", "summary"]


def draw(card: Card, reader: Reader, words: Words, *, shown: Mapping[int, bytes] | None = None) -> Node:
    """The card, whatever it holds. `shown`: the pictures of its distributions by the place of the part, of
    which charts are made; None: letters and numbers alone.
    """
    empty = _card(card, reader)
    room = limits.CARD - _weight(empty)
    drawn = _few_pictures(parts.groups(card.parts, reader, card.language, words, shown))
    body = _fit(list(drawn), room, card.language, reader, words)
    return empty | {"body": body or _something(say(card.summary, reader))}


def draw_form(form: Form, reader: Reader, words: Words) -> Node:
    """The form, to be filled in in the message itself: what is wrong with it (`form.errors`) first, then
    what stands above it, its fields with the values they have, and what sends it in.
    """
    empty = _card(form, reader)
    room = limits.CARD - _weight(empty)
    wrong = _fit([fields.problems(form, reader, words)], room // 4, form.language, reader, words)
    top = [*parts.heading(say(form.title, reader)), *wrong]
    room -= _weight(top)
    shown, asked = [], []
    for field, elements in fields.asked(form, reader, words):
        room -= _weight(elements) + _weight(field.name)
        if room < 0:
            break
        asked.append(field)
        shown += elements
    send = execute_form(form.word, form.about, asked)
    if send is not None:
        shown += parts.rows([parts.titled(send, say(form.submit, reader), style="positive")])
        room -= _weight(shown[-1])
    intro = list(parts.groups(form.intro, reader, form.language, words))
    above = _fit(intro, max(room, 0), form.language, reader, words)
    body = [*top, *_no_inputs(above), *shown]
    return empty | {"body": body or _something("")}


def summary(body: Card | Form, reader: Reader) -> str:
    """All that it says, as text: for the notification, and where no card can be shown."""
    if isinstance(body, Form):
        words = say_form(body, reader).strip()
    else:
        line, everything = say(body.summary, reader).strip(), say_card(body, reader).strip()
        words = everything if everything.startswith(line) else f"{line}\n{everything}"
    return cut(clean(words).strip() or ENDING, limits.SUMMARY)


def _card(body: Card | Form, reader: Reader) -> Node:
    return {
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "type": "AdaptiveCard",
        "version": "1.5",
        "lang": body.language,
        "fallbackText": "\n\n".join(map(literal, summary(body, reader).split("\n"))),
        "body": [],
    }


def _something(line: str) -> list[Node]:
    """What stands in a card that would be empty, which Teams does not take."""
    return list(parts.heading(clean(line).strip() or ENDING))


def _fit(groups: list[list[Node]], room: int, language: Language, reader: Reader, words: Words) -> list[Node]:
    """As many whole parts as there is room for, and where there is not for all, a line that says so."""
    if sum(_weight(group) for group in groups) <= room:
        return [node for group in groups for node in group]
    ending = parts.small(words("teams.cut", language), reader, language)
    room -= _weight(ending)
    fitted: list[Node] = []
    for group in groups:
        if _weight(group) <= room:
            fitted += group
            room -= _weight(group)
            continue
        if not fitted:  # the first part is alone too long: its beginning
            fitted = list(_first(group, room))
        break
    return [*fitted, *ending]


def _few_pictures(groups: Iterable[list[Node]]) -> Iterator[list[Node]]:
    """Charts without the picture that would stand for them, once there are pictures enough."""
    left = limits.PICTURES
    for group in groups:
        for node in group:
            picture = node.get("fallback") if node["type"].startswith("Chart.") else node
            if isinstance(picture, dict) and (size := len(picture.get("url", ""))):
                left -= size
                if left < 0 and picture is not node:
                    node["fallback"] = "drop"
        yield group


def _first(group: Iterable[Node], room: int) -> Iterator[Node]:
    inner = (node for each in group for node in each.get("items", [each]))
    for node in inner:
        room -= _weight(node)
        if room < 0:
            return
        yield node


def _no_inputs(nodes: Iterable[Node]) -> Iterator[Node]:
    # Another button of the form is not held up by a field that nobody has filled in.
    for node in nodes:
        if node["type"] == "ActionSet":
            actions = [
                {**action, "associatedInputs": "none"} if action["type"] == "Action.Execute" else action
                for action in node["actions"]
            ]
            yield {**node, "actions": actions}
        elif "items" in node:
            yield {**node, "items": list(_no_inputs(node["items"]))}
        else:
            yield node


def _weight(node: object) -> int:
    """Bytes of UTF-16, as Teams counts a message; with what joins it to its neighbours. Pictures in the card
    itself do not count.
    """
    return 2 * (units(json.dumps(node, ensure_ascii=False)) + 2 - _pictures(node))


def _pictures(node: object) -> int:
    """The letters of all pictures in it."""
    if isinstance(node, dict):
        url = node["url"] if node.get("type") == "Image" else ""
        return len(url) + sum(_pictures(each) for each in node.values() if isinstance(each, dict | list))
    return sum(map(_pictures, node)) if isinstance(node, list) else 0
