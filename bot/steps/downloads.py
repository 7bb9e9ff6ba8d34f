"""A file to be fetched in a browser, for rooms that hand over none: its address, told to one person.

What is promised is a kind and facts, never the file: it is drawn from the present when it is fetched, and
whether that person may have it is asked again then.
"""

from datetime import timedelta
from typing import Any

from bot.desk import Desk
from bot.store import downloads
from bot.store.downloads import Promised

FOR = timedelta(hours=1)
"""How long an address works: long enough to open it on another machine."""


def link_to(desk: Desk, kind: str, *, door: str = "file", **facts: Any) -> str:
    """Where the one who asks fetches what `registry.hands_over(kind)` draws, or what is behind another
    `door`; "" where we have no address on the web. `facts` must fit JSON. It writes, so no word that only
    reads may call it; the answer that tells it is `secret`.
    """
    public = desk.settings.public_address
    if not public:
        return ""
    promised = Promised(desk.me.id, kind, facts)
    return f"{public}/{door}/{downloads.promise(desk.db, promised, desk.now + FOR)}"
