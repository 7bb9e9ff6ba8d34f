"""How approval looks to who decides about it, one by one or several at once."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.card import (
    Button,
    Buttons,
    Card,
    Facts,
    Field,
    Form,
    Heading,
    Item,
    Note,
    Paragraph,
    Part,
    Text,
    Ticks,
    When,
)
from bot.card import Words as Writing
from bot.learning.sessions import Mode, Session
from bot.views.approvals import Standing, rule
from bot.views.places import summary
from bot.views.sessions import details_button, when_text, where_text
from bot.words.voice import Voice

AT_ONCE = 10
"""So many are shown and ticked at once; a form takes no more."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody decides about. `about`: what else is known of who asks."""

    number: int
    who: str
    about: str
    session: Session
    mode: Mode
    stands: Standing


def decision(request: Request, say: Voice, *, name: str = "wanted") -> Card:
    """Who, what, when, cost, and what holds when nobody answers. `name`: "wanted", "wanted-again" or
    "reminder".
    """
    session, stands = request.session, request.stands
    said, line = (
        say(f"approval-{name}", who=request.who, title=title)
        for title in (say.bold(session.title), session.title)
    )
    parts: list[Part] = [Paragraph(said)]
    if not stands.who:
        parts.append(Paragraph(say(f"approval-why-organisers-{stands.reason}")))
    parts.extend(
        (
            Facts(tuple(_rows(request, say))),
            Paragraph(_rule_for_decider(stands, say)),
            Buttons((*to_decide(request.number, request.who, say), details_button(session, say))),
            Note(say("approval-told")),
        )
    )
    return Card(summary(session, line, say), tuple(parts), say.language)


def _rows(request: Request, say: Voice) -> list[tuple[Text, Text]]:
    session = request.session
    who = " · ".join(filter(None, (request.who, request.about)))
    rows = [
        (say("label-who"), say.words(who)),
        (say("label-what"), say.words(session.title)),
        (say("label-when"), when_text(session, say)),
        (say("label-where"), where_text(session, say)),
    ]
    if request.mode is not Mode.ANY:
        rows.append((say("label-way"), say(f"format-{request.mode.value}")))
    rows.append((say("label-cost"), _cost(session, say)))
    rows.append((say("label-answer-by"), Text((When(request.stands.until),), say.language)))
    return rows


def _cost(session: Session, say: Voice) -> Text:
    return say.words(session.cost) if session.cost else say("cost-none")


def _rule_for_decider(stands: Standing, say: Voice) -> Text:
    if stands.last:
        return rule(stands, say)
    return say(f"approval-rule-you-{'approve' if stands.approves else 'refuse'}", end=When(stands.end))


def to_decide(number: int, who: str, say: Voice) -> tuple[Button, Button]:
    """To decide about the asking with that number."""
    yes, no = say("button-approve"), say("button-decline-approval")
    spoken = [say("spoken-about", action=label, title=who) for label in (yes, no)]
    return (
        Button(yes, "approve", str(number), style="main", spoken=spoken[0]),
        Button(no, "approval_decline", str(number), spoken=spoken[1], form=True),
    )


def waiting(requests: Sequence[Request], rest: int, say: Voice) -> Card:
    """What waits for me, what is to be answered first in front."""
    if not requests:
        return Card(say("approvals-none"), (Paragraph(say("approvals-none")),), say.language)
    heading = say("approvals-waiting", n=len(requests) + rest)
    return Card(heading, tuple(_list(requests, rest, say)), say.language)


def handed_on(requests: Sequence[Request], rest: int, say: Voice) -> Card:
    """What waits for whom another manager was asked before."""
    parts = (Paragraph(say("approvals-handed")), *_list(requests, rest, say))
    return Card(say("approvals-handed"), parts, say.language)


def _list(requests: Sequence[Request], rest: int, say: Voice) -> Iterator[Part]:
    if not requests:
        return
    yield Heading(say("approvals-waiting", n=len(requests) + rest))
    for each in requests:
        yield item(each, say)
    if rest:
        yield Note(say("approvals-more", n=rest))
    if len(requests) > 1:
        yield Buttons(
            (
                Button(say("button-approve-several"), "approve_several", form=True),
                Button(say("button-decline-several"), "approval_decline_several", form=True),
            )
        )
    yield Note(say("approval-told"))


def item(request: Request, say: Voice) -> Item:
    """One line of those that wait."""
    session = request.session
    what = say.join(Text((say.bold(session.title),), say.language), when_text(session, say), with_=" · ")
    until = say("approval-by", until=When(request.stands.until))
    cost = say.join(say("approval-cost", cost=_cost(session, say)), until, with_=" · ")
    return Item(say.words(request.who), (what, cost), to_decide(request.number, request.who, say))


def several(
    requests: Sequence[Request], rest: int, say: Voice, *, agreed: bool = True, words: str = ""
) -> Form:
    """Those that wait, to be ticked; to decline them, with why, in these `words` so far."""
    verb, word = ("approve", "approve_several") if agreed else ("decline", "approval_decline_several")
    options = tuple(
        (
            str(each.number),
            say.join(
                say.words(each.who), say.words(each.session.title), when_text(each.session, say), with_=" · "
            ),
        )
        for each in requests
    )
    intro: list[Part] = [Paragraph(say(f"{verb}-several-intro"))]
    if rest:
        intro.append(Note(say("approvals-more", n=rest)))
    fields: list[Field] = [Ticks("numbers", say(f"label-{verb}"), options)]
    if not agreed:
        hint = say("form-why-several-hint")
        fields.append(Writing("words", say("label-why"), hint, value=words, longest=500))
    return Form(
        say(f"form-{verb}-several"),
        word,
        "",
        tuple(fields),
        say("button-approve" if agreed else "button-decline-approval"),
        tuple(intro),
        language=say.language,
    )


def decline_form(request: Request, say: Voice) -> Form:
    """Why, for the person to read; it may stay empty."""
    words = Writing("words", say("label-why"), say("form-why-hint", who=request.who), longest=500)
    said = say("approval-wanted", who=request.who, title=say.bold(request.session.title))
    return Form(
        say("form-decline-approval"),
        "approval_decline",
        str(request.number),
        (words,),
        say("button-decline-approval"),
        (Paragraph(said),),
        language=say.language,
    )


def decided(
    who: str,
    session: Session,
    say: Voice,
    *,
    agreed: bool,
    requests: Sequence[Request] = (),
    rest: int = 0,
) -> Card:
    """It is done, and they are told; `requests` wait still."""
    name = "gave" if agreed else "refused"
    said, line = (
        say(f"approval-you-{name}", who=who, title=title)
        for title in (say.bold(session.title), session.title)
    )
    return Card(summary(session, line, say), (Paragraph(said), *_list(requests, rest, say)), say.language)


def decided_all(
    lines: Sequence[Text], say: Voice, *, requests: Sequence[Request] = (), rest: int = 0
) -> Card:
    """What became of each that was ticked; `requests` wait still."""
    heading = say("approve-several-done")
    parts = (Heading(heading), *map(Paragraph, lines), *_list(requests, rest, say))
    return Card(heading, parts, say.language)


def decided_line(who: str, session: Session, say: Voice, *, agreed: bool) -> Text:
    """One of several that were decided."""
    return say(f"approval-you-{'gave' if agreed else 'refused'}", who=who, title=say.bold(session.title))
