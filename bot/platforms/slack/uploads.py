"""Pictures handed to Slack, each once: a message then shows one by its number.

Nothing is shared by uploading: a picture is seen only in the messages that show it.
Sources: docs.slack.dev, "files.getUploadURLExternal", "files.completeUploadExternal", and "Slack file
object" (a PNG that whoever posts has access to).
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from hashlib import sha256

import structlog
from aiohttp import ClientSession
from slack_sdk.web.async_client import AsyncWebClient

from bot.platforms.slack import limits
from bot.platforms.slack.outcomes import outcome_of
from bot.platforms.slack.standing import Standing
from bot.room import Outcome, Sent, Undeliverable

PATIENCE = 6.0  # seconds for all pictures of a message, which waits for them
_KEPT = 200
_PNG = b"\x89PNG\r\n\x1a\n"
_NO_SCOPE = "missing_scope"
_log = structlog.get_logger(__name__)


class Uploads:
    """Remembers the last few hundred pictures, so that a picture for a thousand people goes out once."""

    def __init__(self, *, client: AsyncWebClient, session: ClientSession, standing: Standing) -> None:
        self._client = client
        self._session = session
        self._standing = standing
        self._known: OrderedDict[bytes, str] = OrderedDict()
        self._forbidden = False

    async def number_of(self, png: bytes, alt: str) -> str:
        """The picture's file id in Slack; "" where it cannot be had: the words must do without it. A picture
        without words of its own is none.
        """
        if not alt or not png.startswith(_PNG) or self._forbidden:
            return ""
        digest = sha256(png).digest()
        if found := self._known.get(digest):
            self._known.move_to_end(digest)
            return found
        try:
            async with asyncio.timeout(PATIENCE):
                outcome = await self._upload(png, alt)
        except TimeoutError:
            outcome = Undeliverable("too slow")
        if not isinstance(outcome, Sent):
            self._forbidden = outcome.reason == _NO_SCOPE  # until somebody installs us anew
            _log.warning("slack.picture", reason=outcome.reason)
            return ""
        self._known[digest] = outcome.message
        if len(self._known) > _KEPT:
            self._known.popitem(last=False)
        return outcome.message

    def forget(self, number: str) -> None:
        """Slack would not show it: it goes out anew the next time."""
        for digest in [each for each, known in self._known.items() if known == number]:
            del self._known[digest]

    async def _upload(self, png: bytes, alt: str) -> Outcome:
        address = number = ""

        async def begin() -> Outcome:
            nonlocal address, number
            begun = await self._client.files_getUploadURLExternal(
                filename="figures.png", length=len(png), alt_txt=alt[: limits.ALT]
            )
            address, number = begun["upload_url"], begun["file_id"]
            return Sent(number)

        async def hand_over() -> Outcome:
            # The same way out as the client's own calls: not every machine reaches the internet by itself.
            async with self._session.post(address, data=png, proxy=self._client.proxy) as response:
                return Sent() if response.status == 200 else Undeliverable(f"status {response.status}")

        async def finish() -> Outcome:
            await self._client.files_completeUploadExternal(files=[{"id": number, "title": "figures.png"}])
            return Sent(number)

        outcome = await self._call("files.getUploadURLExternal", begin)
        if isinstance(outcome, Sent):
            outcome = await outcome_of(hand_over)
        if isinstance(outcome, Sent):
            outcome = await self._call("files.completeUploadExternal", finish)
        return outcome

    async def _call(self, method: str, send: Callable[[], Awaitable[Outcome]]) -> Outcome:
        if held := self._standing.held(method):
            return held
        return await self._standing.heard(method, await outcome_of(send), to_person=False)
