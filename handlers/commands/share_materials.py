"""`materials <reference>`: slides, handouts and links of a session; organisers add them and let them go."""

from collections.abc import Mapping
from datetime import timedelta
from functools import partial
from typing import Any

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.materials import KINDS, LONGEST_TITLE, MOST, Material, can_go_wider, can_send, plain_link
from bot.learning.refusals import Refusal
from bot.learning.sessions import Session
from bot.registry import Answer, Stored, command, hands_over
from bot.steps.downloads import link_to
from bot.steps.materials import UPLOAD, may_see, organisers_card, what_next
from bot.steps.naming import choose_or_one
from bot.steps.organising import note, of_ref, organisers_only
from bot.store import materials, records, sessions
from bot.views import materials as view

_SHORT = 200  # letters of titles that the written record keeps


@command(
    "materials",
    en=(
        "materials",
        "materials of",
        "slides",
        "slides of",
        "slides from",
        "the slides of",
        "the slides from",
        "handouts",
        "handouts of",
        "handouts from",
        "share materials",
        "share slides",
        "share the slides of",
        "add materials",
        "add slides",
    ),
    cy=(
        "deunyddiau",
        "deunyddiau o",
        "sleidiau",
        "sleidiau o",
        "y sleidiau o",
        "taflenni",
        "taflenni o",
        "rhannu deunyddiau",
        "rhannu sleidiau",
        "ychwanegu deunyddiau",
        "ychwanegu sleidiau",
    ),
    reads=True,
)
def show(desk: Desk, ask: Ask) -> Answer:
    """Of the session that was named; else of one of those that they had a place on."""
    mine = None
    if not ask.about.strip():
        mine = [each.session for each in records.past(desk.db, desk.me.id, desk.now)]
    found = choose_or_one(desk, ask, among=mine)
    return found if isinstance(found, Answer) else _shown(desk, found)


def _shown(desk: Desk, session: Session) -> Answer:
    """To organisers all, with what they can do; to others what they may see."""
    if not desk.me.organises:
        following = what_next(desk, session)
        return Answer(view.shown(session, may_see(desk, session), following, desk.say), secret=True)
    return Answer(organisers_card(desk, session))


# ── Adding ───────────────────────────────────────────────────────────────────────────────────────


@command("material_link")
def link(desk: Desk, ask: Ask) -> Answer:
    """About = "<reference>", or "<reference> <number>" of the link that is put right."""
    organisers_only(desk)
    session, old = _named(desk, ask.about)
    if not ask.values:
        typed = (old.title, old.url) if old else ("", "")
        return Answer(view.link_form(session, desk.say, about=ask.about, link=typed))
    title = str(ask.values.get("title", "")).strip()[:LONGEST_TITLE]
    typed = (title, str(ask.values.get("url", "")).strip())
    address = plain_link(typed[1])
    wrong = "title" if not title else "url" if address is None else ""
    if wrong or address is None:
        return Answer(view.link_form(session, desk.say, about=ask.about, link=typed, wrong=wrong))
    replaces = old.id if old else None
    materials.add(desk.db, session.id, desk.me.id, title=title, url=address, replaces=replaces, now=desk.now)
    return _shown(desk, session)


@command("material_file")
def file(desk: Desk, ask: Ask) -> Answer:
    """The address of the page where a file is put in, for this organiser and an hour; about as above."""
    organisers_only(desk)
    session, old = _named(desk, ask.about)
    address = link_to(desk, UPLOAD, door="add", session=session.id, replaces=old.id if old else None)
    if not address:
        raise Refusal("materials-no-address")
    kinds = ", ".join(kind for kind in KINDS if kind != "jpeg")
    return Answer(
        view.file_address(session, address, kinds, desk.settings.materials.largest_mb, desk.say), secret=True
    )


def _named(desk: Desk, about: str) -> tuple[Session, Material | None]:
    """Refuses where there is no such session, no such material of it, or too many already."""
    ref, _, number = about.strip().rpartition(" ")
    old = materials.find(desk.db, number) if ref else None
    session = of_ref(desk, ref if old else about)
    if old is not None and old.session_id != session.id:
        raise Refusal("material-gone")
    if len(materials.of_session(desk.db, session.id)) >= MOST:
        raise Refusal("materials-many", most=MOST)
    return session, old


@command("dropped", reads=True)
def dropped(desk: Desk, ask: Ask) -> Answer:  # noqa: ARG001 - every handler has both
    """A file that somebody dropped in a chat: we have no right to read it, and say where it can be put in."""
    return Answer(view.dropped(desk.say, organiser=desk.me.organises))


# ── Letting go, and taking back ──────────────────────────────────────────────────────────────────


@command("materials_send")
def send(desk: Desk, ask: Ask) -> Answer:
    """About = "<reference> <those or wider> <numbers>": what was looked at, and no more than that."""
    organisers_only(desk)
    ref, whom, numbers = (*ask.about.rsplit(" ", 2), "", "")[:3]
    session = sessions.lock(desk.db, of_ref(desk, ref).id)
    can_send(session, desk.now)
    looked_at = set(numbers.split("-"))
    found = materials.of_session(desk.db, session.id)
    drafts = [each for each in found if each.round is None and str(each.id) in looked_at]
    if len(drafts) != len(looked_at):
        raise Refusal("materials-changed")
    wider = whom == "wider" and can_go_wider(session)
    people = len(materials.reached(desk.db, session, wider=wider))
    titles = "; ".join(each.title for each in drafts)
    act = note(desk, session.id, "shared", after={"words": titles[:_SHORT], "people": str(people)})
    until = desk.now + timedelta(minutes=desk.settings.materials.gather_minutes)
    round_, told_at = materials.open_round(desk.db, session.id, desk.now) or (act, until)
    materials.let_go(desk.db, drafts, wider=wider, round_=round_, told_at=told_at, now=desk.now)
    return Answer(view.sent(session, people, desk.say), replace=True)


@command("material_remove")
def remove(desk: Desk, ask: Ask) -> Answer:
    """What nobody has seen goes at once; what has been let go is asked about."""
    organisers_only(desk)
    material = _there(desk, ask.about)
    session = sessions.get(desk.db, material.session_id)
    if material.round is not None:
        return Answer(view.take_back(material, session, desk.say))
    materials.remove(desk.db, [material.id])
    return _shown(desk, session)


@command("material_remove_now")
def remove_now(desk: Desk, ask: Ask) -> Answer:
    organisers_only(desk)
    material = _there(desk, ask.about)
    materials.remove(desk.db, [material.id])
    note(desk, material.session_id, "took-back", before={"words": material.title[:_SHORT]})
    return _shown(desk, sessions.get(desk.db, material.session_id))


def _there(desk: Desk, number: str) -> Material:
    material = materials.find(desk.db, number)
    if material is None:
        raise Refusal("material-gone")
    return material


# ── Having one ───────────────────────────────────────────────────────────────────────────────────


@command("material")
def have(desk: Desk, ask: Ask) -> Answer:
    """A file, by an address for this person and an hour."""
    material = _mine(desk, ask.about)
    if material is None:
        raise Refusal("material-gone")
    return Answer(
        view.file_ready(material, link_to(desk, "material", material=material.id), desk.say), secret=True
    )


@hands_over("material")
def hand_over(desk: Desk, facts: Mapping[str, Any]) -> Stored | None:
    """Nothing where it was taken back since, or is not theirs to have any more."""
    material = _mine(desk, str(facts["material"]))
    if material is None:
        return None
    piece = partial(materials.piece, material=material)
    return Stored(material.file_name, material.media_type, material.size, piece)


def _mine(desk: Desk, number: str) -> Material | None:
    """A file that they may have; None where there is none for them."""
    material = materials.find(desk.db, number)
    if material is None or not material.is_file:
        return None
    if desk.me.organises:
        return material
    session = sessions.get(desk.db, material.session_id)
    return material if material in may_see(desk, session) else None
