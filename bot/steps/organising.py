"""What organisers do, in one place: who may, what a change becomes, and what is shown before it goes."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from bot.ask import Ask
from bot.desk import Desk
from bot.learning.changes import events_of, said
from bot.learning.events import OrganiserActed
from bot.learning.refusals import Refusal
from bot.learning.sessions import Draft, Session
from bot.registry import Answer
from bot.steps.naming import choose_or_one, how_said
from bot.store import admission, organisers, revising, sessions
from bot.store.paper import pack, unpack
from bot.understand.occasion import Reading, Unread
from bot.views import organising as view
from bot.views.organising_forms import Wrong

SOURCE = "chat"
"""The part of the programme that no file brings: no import calls it gone."""


def organisers_only(desk: Desk) -> None:
    """Asked again at every word, every press and every form: rights come from nobody's button."""
    if not desk.me.organises:
        raise Refusal("organisers-only")


def plain_question(desk: Desk, ask: Ask) -> Answer | None:
    """The answer to a question that only begins with an organiser's word ("history of Wales"), asked by
    somebody who does not organise; None where the word is meant.
    """
    about = ask.about.strip()
    if desk.me.organises or not (ask.text and about):
        return None
    if sessions.by_ref(desk.db, about.split(maxsplit=1)[0]) is not None:
        return None
    look = desk.registry.commands["look"]
    return look.handle(desk, replace(ask, word="look", about=ask.text))


def administrators_only(desk: Desk) -> None:
    if not desk.me.administers:
        raise Refusal("administrators-only")


def in_private(desk: Desk, ask: Ask) -> None:
    """Names of people are shown in the organiser's own conversation with us, and nowhere else."""
    organisers_only(desk)
    if ask.where.channel:
        raise Refusal("list-in-private")


def of_ref(desk: Desk, ref: str) -> Session:
    """The session of that reference. Refuses one that names nothing."""
    session = sessions.by_ref(desk.db, ref) if ref.strip() else None
    if session is None:
        said = how_said(desk, desk.ask.word if desk.ask else "")
        raise Refusal("no-such-session" if ref.strip() else "which-session", about=ref, said=said)
    return session


def reading(desk: Desk) -> Reading:
    """How what an organiser types about days and times is read."""
    return Reading(desk.now.astimezone(desk.zone), desk.settings.programme.holidays)


def marks(wrong: Sequence[Unread]) -> list[Wrong]:
    """What could not be read, as a form shows it at its fields."""
    return [Wrong(each.field, each.reason, each.facts) for each in wrong]


def reached(desk: Desk, session_id: int) -> view.Reached:
    """Whom a change of a session is told to, as it stands now."""
    found = organisers.reach(desk.db, session_id)
    return view.Reached(found.booked, found.waiting, found.welsh)


def draft_of(session: Session) -> Draft:
    return Draft(**{each.name: getattr(session, each.name) for each in fields(Draft)})


def differing(before: Draft, after: Draft) -> tuple[str, ...]:
    """What differs between two, in the order in which a session tells it."""
    names = (each.name for each in fields(Draft))
    return tuple(name for name in names if said(getattr(before, name)) != said(getattr(after, name)))


def propose(desk: Desk, act: str, session: Session, after: Draft, typed: Mapping[str, str]) -> int:
    """Keep a change until its organiser has seen whom it reaches; `typed` is what its form held."""
    names = differing(session, after)
    facts = {
        "act": act,
        "after": pack(after, Draft),
        "was": {name: said(getattr(session, name)) for name in names},
        "typed": dict(typed),
    }
    return organisers.propose(desk.db, desk.me.id, "change", session_id=session.id, facts=facts, now=desk.now)


def look_first(
    desk: Desk,
    act: str,
    session: Session,
    after: Draft,
    *,
    typed: Mapping[str, str] | None = None,
    again: str = "",
    others: int = 0,
) -> Answer:
    """The change and whom it reaches, to be looked at before it goes. `again`: the word that opens its form
    anew as it was `typed`; `others`: how many other dates are offered with it.
    """
    names = differing(session, after)
    if not names:
        return Answer(view.nothing_changed(session, desk.say))
    preview = view.Preview(
        act=act,
        number=propose(desk, act, session, after, typed or {}),
        before=session,
        after=after,
        changed=names,
        reached=reached(desk, session.id),
        again=again,
        others=others,
        unknown=admission.unknown(desk.db, [after.audience] if "audience" in names else []),
    )
    return Answer(view.preview(preview, desk.say))


def page_of(desk: Desk, ask: Ask) -> tuple[Session, int] | Answer:
    """The session that is named, and from which number on its list is shown: about = "<reference>", or
    "<reference> <number>" behind [Show more].
    """
    ref, _, first = ask.about.strip().rpartition(" ")
    if ref and not ask.text and first.isascii() and first.isdigit() and len(first) < 7:
        return of_ref(desk, ref), int(first)
    found = choose_or_one(desk, ask)
    return found if isinstance(found, Answer) else (found, 0)


def proposed(desk: Desk, number: str) -> organisers.Proposal:
    """One's own change that has not been carried out. Refuses any other."""
    found = organisers.proposal(desk.db, number, desk.me.id, "change")
    if found is None:
        raise Refusal("proposal-gone")
    return found


def take(desk: Desk, proposal: organisers.Proposal) -> None:
    """It is carried out now, once, however often its button is pressed at the same moment."""
    if not organisers.take(desk.db, proposal):
        raise Refusal("proposal-gone")


def carry_out_proposed(desk: Desk, proposal: organisers.Proposal) -> Session:
    """Refuses where what it changes has been changed meanwhile: nobody overwrites what they have not seen."""
    assert proposal.session_id is not None
    take(desk, proposal)
    revising.hold_still(desk.db)
    before = sessions.lock(desk.db, proposal.session_id)
    after: Draft = unpack(proposal.facts["after"], Draft)
    was: Mapping[str, str | None] = proposal.facts["was"]
    if any(said(getattr(before, name)) != words for name, words in was.items()):
        raise Refusal("changed-meanwhile", title=before.title)
    return change(desk, before, proposal.facts["act"], {name: getattr(after, name) for name in was})


def change(desk: Desk, before: Session, act: str, wanted: Mapping[str, Any]) -> Session:
    """Make a session (locked, see `revising.hold_still`) what is wanted; all that follows from it follows."""
    after = replace(before, **wanted)
    names = differing(before, after)
    if not names:
        return before
    if before.source != SOURCE:
        revising.note_edits(desk.db, before, names)
    revising.change_all(desk.db, [(before.id, after, names)])
    for event in events_of(before, after):
        desk.record(event)
    note(desk, before.id, act, before=_words(before, names), after=_words(after, names))
    desk.settle()
    return after


def note(
    desk: Desk,
    session_id: int,
    act: str,
    *,
    before: Mapping[str, str] | None = None,
    after: Mapping[str, str] | None = None,
    person_id: int | None = None,
) -> int:
    """Write down who did what, to whom, when, before and after; the number of this happening."""
    return desk.record(OrganiserActed(session_id, act, before or {}, after or {}, person_id)).id


def _words(session: Draft, names: Collection[str]) -> dict[str, str]:
    # What happened is kept for good, and whose e-mail address stood there is not to be.
    kept = replace(session, invited=organisers.how_many(session.invited))
    return {name: said(getattr(kept, name)) or "" for name in names}
