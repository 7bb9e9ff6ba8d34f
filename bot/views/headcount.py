"""How headcounts look: what is given of whom, with its day, and the form to give one."""

from collections.abc import Mapping, Sequence

from bot.card import Button, Buttons, Card, Choice, Facts, Field, Form, Heading, Line, Note, Paragraph, Text
from bot.learning.reach import Headcount
from bot.views.reach_lines import counted, spell_date, written
from bot.words.voice import Fact, Voice

_MOST = 99  # a form offers at most 100 options


def listing(scopes: Sequence[str], given: Mapping[str, Sequence[Headcount]], say: Voice) -> Card:
    """The newest of everybody, of each directorate and of each site."""
    heading = say("headcount-heading")
    rows = tuple((_whose(scope, say), _newest(given.get(scope, ()), say)) for scope in ("", *scopes))
    new = Button(say("button-headcount-new"), "headcount_form", style="main", form=True)
    parts = (Heading(heading), Facts(rows), Note(say("headcount-intro")), Buttons((new,)))
    return Card(heading, parts, say.language)


def form(scopes: Sequence[str], values: Mapping[str, str], wrong: Mapping[str, str], say: Voice) -> Form:
    """`values` as they were typed; `wrong`: the sentence of what cannot stand in a field."""
    whose = [("all", say("reach-all")), *((scope, _whose(scope, say)) for scope in scopes[:_MOST])]
    options = tuple((value, label) for value, label in whose if len(value) <= _LONGEST)
    fields: tuple[Field, ...] = (
        Choice("scope", say("headcount-scope"), options, value=values.get("scope", "all"), required=True),
        Line(
            "number",
            say("headcount-number"),
            say("headcount-number-hint"),
            value=values.get("number", ""),
            required=True,
            longest=12,
        ),
        Line("on", say("headcount-on"), say("headcount-on-hint"), value=values.get("on", ""), longest=60),
    )
    errors = {field: say(sentence) for field, sentence in wrong.items()}
    return Form(
        say("headcount-form"), "headcount_form", "", fields, say("headcount-save"), (), errors, say.language
    )


_LONGEST = 75


def kept(scope: str, now: Headcount, before: int | None, say: Voice) -> Card:
    """`before`: what was given for the same day; None: nothing, or the same."""
    facts: dict[str, Fact] = {
        "scope": _whose(scope, say),
        "people": counted("reach-people", now.number, say),
        "when": spell_date(now.on, say),
    }
    if before is None or before == now.number:
        line = say("headcount-saved", None, **facts)
    else:
        line = say("headcount-replaced", None, before=written(before), **facts)
    buttons = Buttons((Button(say("button-headcount"), "headcount"),))
    return Card(line, (Paragraph(line), buttons), say.language)


def _newest(given: Sequence[Headcount], say: Voice) -> Text:
    if not given:
        return say("headcount-missing")
    people = counted("reach-people", given[0].number, say)
    return say("headcount-line", people=people, when=spell_date(given[0].on, say))


def _whose(scope: str, say: Voice) -> Text:
    return say.words(scope.partition(":")[2]) if scope else say("reach-all")
