"""The try-out room: a web page on this machine in which anyone can try Caffi without an account."""

from collections.abc import Sequence
from datetime import timedelta

from starlette.types import ASGIApp

from bot.ask import Where
from bot.platforms.web.guard import Guard
from bot.platforms.web.listen import Listener
from bot.platforms.web.pages import Pages
from bot.platforms.web.pinboard import Pinboard
from bot.platforms.web.residents import People, Sentences, TryOutClock
from bot.platforms.web.send import Sender
from bot.platforms.web.site import Site
from bot.platforms.web.spots import ROOM
from bot.room import Outcome, Parcel, Serve


class TryOutRoom:
    """A `bot.room.Room` whose platform is itself: `asgi` holds its pages and is mounted at "/".

    `serve` answers asks; `pinboard` keeps the messages; `people` can be acted as in `channels` (the
    keys of both hold no slash); `clock` can be moved forward; `words` says the sentences "web-…".
    """

    name = ROOM
    pace = timedelta(0)
    a_second: float | None = None

    def __init__(
        self,
        *,
        serve: Serve,
        pinboard: Pinboard,
        people: People,
        channels: Sequence[Where],
        clock: TryOutClock,
        words: Sentences,
    ) -> None:
        pages = Pages(pinboard=pinboard, people=people, channels=channels, clock=clock, sentences=words)
        site = Site(
            serve=serve,
            pinboard=pinboard,
            people=people,
            channels=channels,
            clock=clock,
            pages=pages,
            listener=Listener(serve=serve, pinboard=pinboard, clock=clock, sentences=words),
        )
        self.asgi: ASGIApp = Guard(site.starlette(), pages.sorry)
        self._sender = Sender(pinboard=pinboard, people=people, channels=channels, clock=clock)

    async def send(self, parcel: Parcel) -> Outcome:
        """Pin a letter to a channel, to somebody's talk with Caffi, or to their own page."""
        return await self._sender.send(parcel)
