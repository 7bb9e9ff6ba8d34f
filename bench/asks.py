"""What people ask in the bench, as Slack sends it: form bodies, all but the trigger."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import urlencode

from bench.stock import BOOKABLE, PEOPLE, user_of


def command(user: str, word: str, text: str) -> str:
    """A slash command, without its `trigger_id`, which each delivery has of its own."""
    return urlencode(
        {
            "token": "x",
            "team_id": "T1",
            "team_domain": "bench",
            "channel_id": "C100",
            "channel_name": "general",
            "user_id": user,
            "user_name": "someone",
            "command": word,
            "text": text,
            "api_app_id": "A1",
            "is_enterprise_install": "false",
            "response_url": "https://hooks.slack.com/commands/T1/1/x",
        }
    )


def whats_on() -> list[str]:
    return [command(user_of(number), "/learn", "what's on") for number in range(1, PEOPLE + 1)]


def mine() -> list[str]:
    return [command(user_of(number), "/learn", "mine") for number in range(1, PEOPLE + 1)]


def bookings(most: int, skip: int = 0) -> list[str]:
    """So many bookings that nobody has made yet: everyone on one session, then on the next."""
    asked = islice(pairs(), skip, skip + most)
    return [command(user_of(person), "/book", ref) for person, ref in asked]


def pairs() -> Iterator[tuple[int, str]]:
    # Neighbours in time are different people on different sessions, as at the start of a working day.
    for shift in range(PEOPLE):
        for number in range(1, BOOKABLE + 1):
            yield (number + shift) % PEOPLE + 1, f"b-{number}"


def mixed(most: int) -> list[str]:
    """What's on, book, mine, in turn."""
    listing, own, booked = whats_on(), mine(), bookings(most // 3 + 1)
    turns = zip(_over(listing, most), booked, _over(own, most), strict=False)
    return [body for turn in turns for body in turn][:most]


def _over(bodies: list[str], most: int) -> list[str]:
    return (bodies * (most // len(bodies) + 1))[:most]
