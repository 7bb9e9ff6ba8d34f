"""The way from a page back to the conversation that led to it, where that is a page of ours too."""

from urllib.parse import quote

from sqlalchemy import Connection

from bot.config import Settings
from bot.store import people


def way_back(db: Connection, settings: Settings, person_id: int) -> str:
    """The address of their conversation in the try-out; empty where it is in an app of its own."""
    if not settings.tryout:
        return ""
    address = people.address_of(db, person_id, ["web"])
    return f"/as/{quote(address.user, safe='')}" if address else ""
