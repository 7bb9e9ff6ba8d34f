"""What happened to learning, in the past tense. Reactions follow from these, in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from bot.learning.upshots import UpshotChanged, UpshotWithdrawn, UpshotWritten

# ── Places ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class PlaceBooked:
    """`mode`: "in-person" or "online", where these are counted apart; `by_id`: who booked it for them."""

    session_id: int
    person_id: int
    mode: str = ""
    by_id: int | None = None


@dataclass(frozen=True)
class PlaceLeaving:
    """They cancelled; the place is held until `until`, so that they can change their mind."""

    session_id: int
    person_id: int
    until: datetime


@dataclass(frozen=True)
class PlaceKept:
    """They changed their mind in time."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class PlaceFreed:
    """The place is free, for good: the next in line gets it."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class PlaceConfirmed:
    """They were asked whether they keep their place although things changed, and they do."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class ModeChanged:
    """They come online instead of in person, or the other way; the place that they had is free."""

    session_id: int
    person_id: int
    was: str
    mode: str


@dataclass(frozen=True)
class SeatsChanged:
    """Somebody comes along to help them (2), or does so no more (1)."""

    session_id: int
    person_id: int
    seats: int
    was: int


@dataclass(frozen=True)
class InvitationAnswered:
    """They answered in their calendar: "accepted", "tentative" or "declined". `meaning`: what came of it, as
    `invitations.Meaning` says it.
    """

    session_id: int
    person_id: int
    response: str
    meaning: str


# ── The waiting list ──────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class PlaceQueued:
    """They joined the waiting list."""

    session_id: int
    person_id: int
    mode: str = ""


@dataclass(frozen=True)
class QueueLeft:
    """They left the waiting list."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class PlacePromoted:
    """The first in line got a place."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class PlaceOffered:
    """A place is kept for the first in line, who may claim it until `until`."""

    session_id: int
    person_id: int
    until: datetime


@dataclass(frozen=True)
class OfferTaken:
    """They claimed it in time."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class OfferPassedOn:
    """They did not take it, and left the waiting list. `reason`: "declined" or "no-answer"; `until`: when
    their time to claim it was over.
    """

    session_id: int
    person_id: int
    reason: str
    until: datetime | None = None


@dataclass(frozen=True)
class PersonSkipped:
    """It was their turn, and they could not have the place; they left the list. `reason`: "enough-dates"."""

    session_id: int
    person_id: int
    reason: str


# ── A manager's approval ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ApprovalAsked:
    """A place is kept for them, and their manager is asked whether they may have it, until `until`. `was`:
    how they held on to the session before: not at all, "waiting" or "offered".
    """

    session_id: int
    person_id: int
    manager_id: int
    until: datetime
    mode: str = ""
    was: str = ""


@dataclass(frozen=True)
class ApprovalReferred:
    """The organisers are asked. `reason`: "no-manager" (whom we could ask, or can any more), "sensitive" (no
    manager is to know, or any more) or "no-answer" (then it `was` "asked").
    """

    session_id: int
    person_id: int
    reason: str
    until: datetime
    mode: str = ""
    was: str = ""


@dataclass(frozen=True)
class ApprovalHandedOn:
    """Somebody else is their manager now, and is asked in the place of `was_id` (None: of nobody)."""

    session_id: int
    person_id: int
    manager_id: int
    was_id: int | None = None


@dataclass(frozen=True)
class ApprovalGiven:
    """The place is theirs. `by_id` None: by the rule for what nobody answers, or (`dropped`) because the
    session asks for no approval any more.
    """

    session_id: int
    person_id: int
    by_id: int | None = None
    dropped: bool = False


@dataclass(frozen=True)
class ApprovalRefused:
    """The place is free. `by_id` None: by the rule for what nobody answers."""

    session_id: int
    person_id: int
    by_id: int | None = None


@dataclass(frozen=True)
class ApprovalDue:
    """The session begins sooner than it did: there is less time to answer."""

    session_id: int
    person_id: int
    until: datetime


@dataclass(frozen=True)
class ApprovalDropped:
    """The session asks for no approval any more."""

    session_id: int


# ── Being there ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class AccessNeedsTold:
    """They told a session's organisers what they need to take part; what that is stands nowhere else."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class CheckedIn:
    """They said that they are there."""

    session_id: int
    person_id: int


@dataclass(frozen=True)
class CertificateMade:
    """They had a certificate of attendance drawn, in the name that they gave."""

    session_id: int
    person_id: int
    name: str


# ── The programme ─────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class ProgrammeImported:
    """A file came in: how many sessions are new, changed, gone from it."""

    source: str
    new: int
    changed: int
    gone: int


@dataclass(frozen=True)
class SessionMoved:
    """Its time, place, join link or speaker changed; `was_…` is what people had been told.

    `placed`: the place or the link. `was_postponed`: it had no date until now.
    """

    session_id: int
    was_at: datetime
    was_until: datetime
    was_place: str
    timed: bool
    placed: bool
    was_link: str = ""
    was_speaker: str = ""
    spoken: bool = False  # the speaker is another one
    was_all_day: bool = False
    was_postponed: bool = False


@dataclass(frozen=True)
class SessionPostponed:
    """It will take place, and nobody knows when yet: places are kept."""

    session_id: int


@dataclass(frozen=True)
class SessionCancelled:
    """It will not take place. `was_postponed`: it had no date, so nobody can say that it is over."""

    session_id: int
    was_postponed: bool = False


@dataclass(frozen=True)
class CapacityRaised:
    session_id: int


@dataclass(frozen=True)
class SessionHushed:
    """It is sensitive from here on: that somebody comes is nobody else's to see."""

    session_id: int


@dataclass(frozen=True)
class OrganiserActed:
    """An organiser did something with a session. `before` and `after` hold what changed, by its name.
    `person_id`: to whom, where it was somebody, who stands there by their name then.
    """

    session_id: int
    act: str
    before: Mapping[str, str]
    after: Mapping[str, str]
    person_id: int | None = None  # earlier versions kept the name alone


@dataclass(frozen=True)
class QuestionsChosen:
    """An organiser chose what people are asked: after all sessions (`scope` "all"), those of a topic or a
    series, or one, whose `name` that is. `before`, `after`: the keys of the questions, and the smallest
    group.
    """

    scope: str
    name: str
    before: str
    after: str


# ── People ────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class PersonLeft:
    """Their account is gone: nobody is at that address any more."""

    person_id: int


@dataclass(frozen=True)
class AccountsLinked:
    """Accounts in two rooms are one person from here on; `link_id` is what could be undone."""

    person_id: int
    link_id: int


@dataclass(frozen=True)
class AccountsParted:
    """That was undone: they are two again."""

    person_id: int
    other_id: int


@dataclass(frozen=True)
class LikenessFound:
    """Somebody new has the e-mail address of somebody known, and that was not enough to join the two."""

    person_id: int


@dataclass(frozen=True)
class OrganiserNamed:
    """An administrator made somebody an organiser, in chat."""

    person_id: int


@dataclass(frozen=True)
class OrganiserUnnamed:
    """And took it back."""

    person_id: int


# ── Letters and channels ──────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class LetterReturned:
    """A letter cannot be delivered to a channel; `reason` is the platform's own word."""

    letter_id: int
    kind: str
    channel: str
    reason: str
    unsure: bool  # it may be there: the connection broke after the write


@dataclass(frozen=True)
class LetterFound:
    """Somebody looked: a letter that may have been there is."""

    letter_id: int


@dataclass(frozen=True)
class LetterPostedAgain:
    """Somebody looked: a letter that may have been there is not, and another took its place."""

    letter_id: int


@dataclass(frozen=True)
class PostStopped:
    """Nothing goes out through that room: it does not let us in. `reason` is the platform's own word."""

    room: str
    reason: str


@dataclass(frozen=True)
class ChannelRenamed:
    """`workspace` and `channel` are the room's own ids."""

    room: str
    workspace: str
    channel: str
    name: str


@dataclass(frozen=True)
class ChannelClosed:
    """We cannot post there any more: it is archived, `gone` (deleted), or we were put out (`shut_out`)."""

    room: str
    workspace: str
    channel: str
    gone: bool
    shut_out: bool = False


@dataclass(frozen=True)
class ChannelReplaced:
    """The platform gave the channel another id."""

    room: str
    workspace: str
    channel: str
    now: str


# ── All of them ───────────────────────────────────────────────────────────────────────────────────

Event: TypeAlias = (
    PlaceBooked
    | PlaceLeaving
    | PlaceKept
    | PlaceFreed
    | PlaceConfirmed
    | ModeChanged
    | SeatsChanged
    | InvitationAnswered
    | PlaceQueued
    | QueueLeft
    | PlacePromoted
    | PlaceOffered
    | OfferTaken
    | OfferPassedOn
    | PersonSkipped
    | ApprovalAsked
    | ApprovalReferred
    | ApprovalHandedOn
    | ApprovalGiven
    | ApprovalRefused
    | ApprovalDue
    | ApprovalDropped
    | AccessNeedsTold
    | CheckedIn
    | CertificateMade
    | ProgrammeImported
    | SessionMoved
    | SessionPostponed
    | SessionCancelled
    | CapacityRaised
    | SessionHushed
    | OrganiserActed
    | QuestionsChosen
    | UpshotWritten
    | UpshotChanged
    | UpshotWithdrawn
    | PersonLeft
    | AccountsLinked
    | AccountsParted
    | LikenessFound
    | OrganiserNamed
    | OrganiserUnnamed
    | LetterReturned
    | LetterFound
    | LetterPostedAgain
    | PostStopped
    | ChannelRenamed
    | ChannelClosed
    | ChannelReplaced
)


@dataclass(frozen=True)
class Happened:
    """An event as it was kept. `id` names this happening for ever: letters are keyed by it."""

    id: int
    event: Event
