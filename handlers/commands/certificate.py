"""`certificate <reference>`: that I was there, as a PDF; for nobody who was not."""

import unicodedata
from collections.abc import Mapping
from typing import Any

from bot.ask import Ask
from bot.desk import Desk
from bot.files.certificate import draw, without_letters
from bot.learning.events import CertificateMade
from bot.learning.records import certify
from bot.learning.refusals import Refusal
from bot.registry import Answer, Handed, command, hands_over
from bot.steps.downloads import link_to
from bot.steps.naming import choose_or_one
from bot.store import attendance, records, sessions
from bot.views import record as view

_LONGEST = 80


@command(
    "certificate",
    en=(
        "certificate",
        "certificate for",
        "certificate of attendance for",
        "my certificate for",
        "my certificate",
    ),
    cy=("tystysgrif", "tystysgrif ar gyfer", "fy nhystysgrif", "tystysgrif presenoldeb ar gyfer"),
)
def certificate(desk: Desk, ask: Ask) -> Answer:
    past = records.past(desk.db, desk.me.id, desk.now)
    if not ask.about.strip():
        return Answer(view.which(past, desk.say))
    session = choose_or_one(desk, ask, among=[each.session for each in past])
    if isinstance(session, Answer):
        return session
    certify(session, attendance.of_person(desk.db, session.id, desk.me.id), desk.now)
    if not desk.settings.public_address:
        return Answer(view.no_certificate(desk.say))
    if not ask.values:
        return Answer(view.name_form(session, desk.me.name[:_LONGEST], desk.say))
    name = " ".join(unicodedata.normalize("NFC", str(ask.values.get("name", ""))).split())[:_LONGEST]
    if not name:
        return Answer(view.name_form(session, name, desk.say, wrong=desk.say("certificate-no-name")))
    if missing := without_letters(name):
        wrong = desk.say("certificate-letters", letters=" ".join(missing))
        return Answer(view.name_form(session, name, desk.say, wrong=wrong))
    desk.record(CertificateMade(session.id, desk.me.id, name))
    address = link_to(desk, "certificate", session=session.id, name=name)
    return Answer(view.certificate(session, name, address, desk.say), secret=True)


@hands_over("certificate")
def hand_over(desk: Desk, facts: Mapping[str, Any]) -> Handed | None:
    """As things stand now: not to who turned out not to have been there."""
    session = sessions.get(desk.db, facts["session"])
    try:
        mark = certify(session, attendance.of_person(desk.db, session.id, desk.me.id), desk.now)
    except Refusal:
        return None
    holder = view.Holder(name=facts["name"], account=desk.me.email, by=desk.settings.programme.name)
    paper = view.paper(session, holder, desk.reader(desk.me), desk.say, mark=mark, issued=desk.now)
    return Handed(f"certificate-{session.id}.pdf", "application/pdf", lambda: draw(paper))
