"""One example drawn four ways: as plain text, as Slack and as Teams take it, and as HTML."""

import json
from collections.abc import Callable, Mapping
from itertools import islice
from typing import Any, TypeAlias

from bot.ask import Where
from bot.card import Bars, Card, Form, Language, Text
from bot.platforms.slack import blocks, modal
from bot.platforms.slack.charts import chart
from bot.platforms.slack.limits import CHARTS
from bot.platforms.teams import adaptive
from bot.platforms.web.html import draw_card, draw_form
from bot.words.aloud import say, say_card, say_form
from bot.words.voice import Voice, voice
from tests.fakes.slack.judge import judge_blocks, judge_text, judge_view
from tests.fakes.teams.judge import judge as judge_adaptive
from tests.golden.programme import READER

Body: TypeAlias = Card | Form
Examples: TypeAlias = Mapping[str, Callable[[Voice], Body]]
"""By name; each is drawn in English and in Welsh."""
Spoken: TypeAlias = Mapping[str, Callable[[], Body]]
"""By name; a message that speaks both languages at once."""

CHANNEL = Where("C1", "te-a-theori")
_SPOT = "/as/tegid/caffi"


def words(name: str, language: Language) -> Text:
    return voice(language)(name)


def as_text(body: Body) -> str:
    """The line that stands for a card in a notification, a blank line, and the card; or the form."""
    if isinstance(body, Form):
        return say_form(body, READER) + "\n"
    return f"{say(body.summary, READER)}\n\n{say_card(body, READER)}\n"


def for_slack(body: Body) -> dict[str, Any]:
    """What Slack is sent: a message, or the view of a form."""
    if isinstance(body, Form):
        return modal.modal(body, READER, words, CHANNEL)
    drawn = ((place, chart(part, READER)) for place, part in enumerate(body.parts) if isinstance(part, Bars))
    charts = {place: block for place, block in islice(drawn, CHARTS) if block}
    return {"text": blocks.fallback(body, READER), "blocks": blocks.draw(body, READER, words, shown=charts)}


def as_slack(body: Body) -> str:
    return json.dumps(for_slack(body), indent=2, ensure_ascii=False) + "\n"


def for_teams(body: Body) -> dict[str, Any]:
    """What Teams is sent: the card of a message, or the form that is filled in in it."""
    if isinstance(body, Form):
        return adaptive.draw_form(body, READER, words)
    return adaptive.draw(body, READER, words, shown={})  # a picture in it would say nothing to who reads this


def as_teams(body: Body) -> str:
    return json.dumps(for_teams(body), indent=2, ensure_ascii=False) + "\n"


def as_html(body: Body, around: Language) -> str:
    if isinstance(body, Card):
        drawn = draw_card(body, READER, around=around, path=_SPOT, message=7, level=3)
    else:
        drawn = draw_form(
            body,
            READER,
            around=around,
            action=f"{_SPOT}/form/7",
            back=_SPOT,
            nonce="a-nonce",
            words=lambda name: say(words(name, around), READER),
        )
    return "\n".join(line.rstrip() for line in drawn.splitlines() if line.strip()) + "\n"


def drawings(body: Body, around: Language) -> dict[str, str]:
    """The four drawings, by the ending of their file's name."""
    return {
        "txt": as_text(body),
        "json": as_slack(body),
        "teams.json": as_teams(body),
        "html": as_html(body, around),
    }


def faults(body: Body) -> list[str]:
    """What Slack would not take of it: as a message, as a home page, and in the place of a form."""
    drawn = for_slack(body)
    if isinstance(body, Form):
        return list(judge_view(drawn, "O"))
    in_a_form = modal.card_view(body, READER, words, "Form")
    at_home = modal.home(body, READER, words)
    message = [*judge_text(drawn["text"]), *judge_blocks(drawn["blocks"], "M")]
    return [*message, *judge_view(at_home, "H"), *judge_view(in_a_form, "O")]


def faults_in_teams(body: Body) -> list[str]:
    """What Teams would not take of it."""
    return list(judge_adaptive(for_teams(body)))
