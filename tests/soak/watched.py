"""A fake Slack that lets a test act at the very moment in which Slack has taken something."""

from collections import Counter
from collections.abc import Callable
from uuid import NAMESPACE_URL, uuid5

from aiohttp import web

from tests.fakes.slack import FakeSlack


class WatchedSlack(FakeSlack):
    """`taken` is called after each call was carried out and before its answer goes back."""

    def __init__(self, **more: str) -> None:
        super().__init__(**more)
        self.taken: Callable[[str], None] = lambda _: None

    async def _call(self, request: web.Request) -> web.Response:
        response = await super()._call(request)
        self.taken(request.match_info["method"])
        return response

    def posts(self) -> Counter[str]:
        """How often each letter was posted, by the name that it bears on the wire."""
        return Counter(message.client_msg_id for message in self.space.messages if message.client_msg_id)

    def forgive_the_killed(self) -> None:
        """A process that was killed acknowledges nothing, and the next has not heard how long to rest; one
        that stood still opens a form too late, which Slack refuses.
        """
        known = ("not acknowledged", "before its time", "views.open: the trigger is used")
        self.violations[:] = [each for each in self.violations if not any(words in each for words in known)]


def on_the_wire(key: str) -> str:
    """The name that a letter with that key bears (see bot/platforms/slack/send.py)."""
    return str(uuid5(NAMESPACE_URL, key))
