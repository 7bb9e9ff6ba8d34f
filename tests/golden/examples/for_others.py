"""Booking for others: the form, all of them, the reasons why not, and the letter to each."""

from bot.learning.refusals import Refusal
from bot.learning.sessions import Mode
from bot.views import for_others as view
from bot.views import refusals
from tests.golden.drawing import Examples
from tests.golden.programme import HOSTILE, LONG, PIVOTS, WALKING, WELSH

_REASONS = ("unknown", "several", "not-team", "booked", "waiting", "gave-up", "audience", "dates")
_WRONG = [view.Hindered(f"{reason}@example.org", reason) for reason in _REASONS]
_CRUEL = [view.Hindered("<!channel> <script> {{DATE()}}", "unknown")]

EXAMPLES: Examples = {
    "others-form": lambda say: view.form(WALKING, "", say),
    "others-form-filled": lambda say: view.form(PIVOTS, "nia@example.org", say),
    "others-refused": lambda say: view.refused(WALKING, _WRONG, say),
    "others-refused-hostile": lambda say: view.refused(HOSTILE, _CRUEL, say),
    "others-booked": lambda say: view.booked(WALKING, ("Nia Rees", "Tomos Huws"), say),
    "booked-for-you": lambda say: view.booked_for_you(WALKING, "Mari Puw", say),
    "booked-for-you-clash": lambda say: view.booked_for_you(
        LONG, "Mari Puw", say, mode=Mode.ANY, clashes=(WELSH,)
    ),
    "booked-for-others": lambda say: view.mine_for_others(
        [(WALKING, ["Nia Rees", "Tomos Huws"]), (HOSTILE, ["<script>"])], say
    ),
    "booked-for-others-none": lambda say: view.mine_for_others([], say),
    "refusal-others-who-may": lambda say: refusals.draw(Refusal("others-who-may"), say),
    "refusal-for-whom": lambda say: refusals.draw(
        Refusal("for-whom", words="<!channel> Zed", ref=WALKING.ref, offer=(WALKING,)), say
    ),
    "refusal-others-sensitive": lambda say: refusals.draw(
        Refusal("others-sensitive", title=WALKING.title), say
    ),
    "refusal-others-too-many": lambda say: refusals.draw(Refusal("others-too-many", n=50), say),
    "refusal-others-no-room": lambda say: refusals.draw(
        Refusal("others-no-room", n=2, title=WALKING.title), say
    ),
}
