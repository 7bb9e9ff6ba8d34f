"""Organisers: their forms, what they look at before it goes, and the lists that only they see."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.card import When
from bot.learning.admission import Unknown
from bot.learning.people import Person, Role
from bot.learning.sessions import Status
from bot.views import booking_rules as rules
from bot.views import organising as view
from bot.views import organising_forms as forms
from bot.views import organising_people as people
from bot.views import wishes
from bot.views.organising import Preview, Reached
from bot.views.organising_forms import Filled, Wrong
from bot.words.voice import voice
from tests.golden.drawing import Examples
from tests.golden.programme import HOSTILE, WALKING, at
from tests.house import LONDON

_MOVED = replace(WALKING, starts_at=at(2, 10), ends_at=at(2, 11, 30), place="Room 9", capacity=20)
_FIELDS = ("starts_at", "ends_at", "place", "capacity")
_REACHED = Reached(12, 3, 4)
_NIA = Person(id=1, name="Nia Rees", email="nia@example.org", directorate="Housing", site="Cardiff")
_OWEN = Person(id=2, name='=HYPERLINK("https://evil.example")', email="owen@example.org")
_ELEN = Person(id=3, name="Elen Morgan", email="elen@example.org", role=Role.ORGANISER)
_SAM = Person(id=4, name="Sam Okafor", email="sam@example.org", role=Role.ADMINISTRATOR)
_ON_IT = (
    people.OnIt(_NIA, "booked", 0, at(1, 9), "came"),
    people.OnIt(_OWEN, "waiting", 1, at(1, 10)),
)
_MANY = tuple(people.OnIt(replace(_NIA, id=n), "booked", 0, at(1, 9)) for n in range(25))
_DEEDS = (
    people.Deed(
        at(2, 9),
        "Elen Morgan",
        "edit",
        {"place": "Room 9", "starts_at": at(2, 10).isoformat()},
        {"place": "Tŷ Afon", "starts_at": at(3, 10).isoformat()},
    ),
    people.Deed(
        at(1, 10), "Elen Morgan", "edit", {"invited": "3", "cost": "£5"}, {"invited": "3", "cost": "£5"}
    ),
    people.Deed(at(1, 9), "", "moved", {"place": "Room 1"}, {}),
    people.Deed(at(1, 8), "Sam Okafor", "made", {}, {}),
)


@dataclass(frozen=True)
class _Wanted:
    words: str
    times: int
    last: datetime


def _preview(act: str, **facts: object) -> Preview:
    plain = {"act": act, "number": 7, "before": WALKING, "after": WALKING, "changed": ()}
    return Preview(**(plain | {"reached": _REACHED} | facts))


def _filled(say, word: str, wrong: tuple[Wrong, ...] = ()) -> Filled:
    return Filled(word, WALKING.ref, forms.shown(WALKING, LONDON, say), wrong)


_WRONG = (Wrong("day", "day-unclear", {"said": "<!channel>"}), Wrong("starts", "hour-twice", {"said": "1am"}))
_OFF = {"after": replace(WALKING, status=Status.CANCELLED), "changed": ("status",)}

EXAMPLES: Examples = {
    "organise-form": lambda say: forms.session_form(
        _filled(say, "edit"), say("form-edit", title=WALKING.title), ["wellbeing"], say
    ),
    "organise-form-new": lambda say: forms.session_form(
        Filled("new_session", "", {}), say("form-new"), ["wellbeing"], say
    ),
    "organise-form-wrong": lambda say: forms.move_form(WALKING, _filled(say, "move", _WRONG), say),
    "organise-repeat-form": lambda say: forms.repeat_form(WALKING, Filled("repeat", "12", {}), say),
    "organise-message-form": lambda say: forms.message_form(WALKING, Filled("message", "12", {}), say),
    "organise-add-form": lambda say: forms.add_form(WALKING, Filled("add_people", "12", {}), say),
    "organise-capacity-form": lambda say: forms.capacity_form(WALKING, _filled(say, "capacity"), say),
    "organise-rules-form": lambda say: rules.rules_form(
        WALKING, Filled("booking_rules", "12", rules.rules_shown(WALKING, LONDON, say)), say
    ),
    "organise-made": lambda say: view.made(WALKING, say),
    "organise-made-unknown": lambda say: view.made(WALKING, say, Unknown(("Maneger", "New starters"))),
    "organise-made-no-managers": lambda say: view.made(WALKING, say, Unknown(managers=True)),
    "organise-preview": lambda say: view.preview(
        _preview("edit", after=_MOVED, changed=_FIELDS, again="edit"), say
    ),
    "organise-preview-nobody": lambda say: view.preview(
        _preview("move", after=_MOVED, changed=_FIELDS, reached=Reached(), again="move"), say
    ),
    "organise-preview-call-off": lambda say: view.preview(_preview("call-off", others=2, **_OFF), say),
    "organise-preview-postpone": lambda say: view.preview(_preview("postpone"), say),
    "organise-preview-dates": lambda say: view.preview_dates(
        WALKING, [When(at(3, 10), at(3, 11))], [When(at(4, 10), at(4, 11))], 7, say
    ),
    "organise-preview-message": lambda say: view.preview_message(
        WALKING, [("Dewch ag esgidiau.", voice("cy")), ("Bring boots.", voice("en"))], _REACHED, 7, say
    ),
    "organise-saved": lambda say: view.saved(_MOVED, "edit", _REACHED, say),
    "organise-postponed": lambda say: view.saved(
        replace(WALKING, status=Status.POSTPONED), "postpone", _REACHED, say
    ),
    "organise-repeated": lambda say: view.repeated(WALKING, [WALKING, _MOVED], say),
    "organise-message": lambda say: view.message(WALKING, "Bring boots.", "en", "Elen Morgan", say),
    "organise-message-hostile": lambda say: view.message(
        HOSTILE, "<!channel> {{DATE()}} <script>", "en", "Elen Morgan", say
    ),
    "organise-people": lambda say: people.people_on(WALKING, _ON_IT, 0, say),
    "organise-people-file": lambda say: people.people_file(WALKING, "https://caffi.example.org/file/x", say),
    "organise-people-file-none": lambda say: people.people_file(WALKING, "", say),
    "organise-people-many": lambda say: people.people_on(WALKING, _MANY, 0, say),
    "organise-people-none": lambda say: people.people_on(WALKING, (), 0, say),
    "organise-added": lambda say: people.added(
        WALKING,
        [
            people.Added("nia@example.org", "booked"),
            people.Added("nobody", "unknown"),
            people.Added("elen", "several", (_ELEN, _NIA)),
        ],
        say,
    ),
    "organise-remove": lambda say: people.ask_remove(WALKING, _NIA, "booked", say),
    "organise-removed-letter": lambda say: people.removed_letter(WALKING, say),
    "organise-organisers": lambda say: people.organisers([_ELEN, _SAM], {4}, say),
    "organise-which-person": lambda say: people.which_person([_ELEN, _NIA], "add", say),
    "organise-welcome": lambda say: people.welcome("Sam Okafor", say),
    "organise-history": lambda say: people.history(WALKING, _DEEDS, say),
    "organise-left": view.left,
    "organise-nothing-changed": lambda say: view.nothing_changed(WALKING, say),
    "organise-message-sent": lambda say: view.message_sent(WALKING, 15, say),
    "organise-removed": lambda say: people.removed(WALKING, _NIA, say),
    "organise-organiser-added": lambda say: people.organiser_done("organiser-added", _ELEN, say),
    "wishes": lambda say: wishes.listing(
        [_Wanted("sign language", 7, at(2, 9)), _Wanted("<!channel> {{DATE()}}", 1, at(1, 9))], say
    ),
    "wishes-none": lambda say: wishes.listing([], say),
}
