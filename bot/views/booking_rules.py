"""The form about who books a session, when, and what becomes of a place that comes free."""

from collections.abc import Mapping
from datetime import datetime, tzinfo

from bot.card import Choice, Field, Form, Line, Paragraph, Text, Words
from bot.learning.sessions import Draft, Freed, Session, Status
from bot.views.organising_forms import Filled, errors, spelled
from bot.words.voice import Voice


def rules_shown(session: Draft, zone: tzinfo, say: Voice) -> dict[str, str]:
    """What stands in the form of a session, field by field."""

    def moment(value: datetime | None) -> str:
        return spelled(value.astimezone(zone), say) if value else ""

    return {
        "taking": "no" if session.status is Status.CLOSED else "yes",
        "opens": moment(session.opens_at),
        "closes": moment(session.closes_at),
        "freed": session.freed.value or "default",
        "dates_each": "" if session.dates_each is None else str(session.dates_each),
        "online_capacity": "" if session.online_capacity is None else str(session.online_capacity),
        "invited": session.invited,
        "sensitive": "yes" if session.sensitive else "no",
        "approval": "yes" if session.approval else "no",
        "cost": session.cost,
    }


def rules_form(session: Session, filled: Filled, say: Voice) -> Form:
    value = filled.values
    yes_or_no = (("yes", say("form-yes")), ("no", say("form-no")))
    freed = tuple((each.value or "default", say(f"form-freed-{each.value or 'default'}")) for each in Freed)
    fields: tuple[Field, ...] = (
        Choice("taking", say("label-taking"), yes_or_no, value=value.get("taking", "yes"), required=True),
        _line("opens", "label-opens", "form-moment-hint", value, say),
        _line("closes", "label-closes", "form-moment-hint", value, say),
        Choice("freed", say("label-freed"), freed, value=value.get("freed", "default"), required=True),
        _line("online_capacity", "label-online-capacity", "form-online-capacity-hint", value, say),
        _line("dates_each", "label-dates-each", "form-dates-each-hint", value, say),
        Words(
            "invited",
            say("label-invited"),
            say("form-invited-hint"),
            value=value.get("invited", ""),
            longest=3000,
        ),
        Choice(
            "sensitive",
            say("label-sensitive"),
            yes_or_no,
            say("form-sensitive-hint"),
            value=value.get("sensitive", "no"),
            required=True,
        ),
        Choice(
            "approval",
            say("label-wants-approval"),
            yes_or_no,
            say("form-wants-approval-hint"),
            value=value.get("approval", "no"),
            required=True,
        ),
        _line("cost", "label-cost", "form-cost-hint", value, say),
    )
    intro = (Paragraph(Text((say.bold(session.title),), say.language)),)
    wrong = errors(filled.wrong, say)
    return Form(
        say("form-rules"), filled.word, filled.about, fields, say("button-look"), intro, wrong, say.language
    )


def _line(name: str, label: str, hint: str, value: Mapping[str, str], say: Voice) -> Line:
    return Line(name, say(label), say(hint), value=value.get(name, ""))
