"""What a question finds in the programme: the same for every room, page and command."""

from collections.abc import Sequence
from datetime import datetime

from bot.learning.holidays import Holidays
from bot.learning.sessions import Session
from bot.shelf import Programme
from bot.understand.choose import NOBODY, Asker, choose
from bot.understand.wishes import Wishes, read_wishes


def wishes_in(words: str, programme: Programme, *, now: datetime, holidays: Holidays) -> Wishes:
    """What `words` wish for. `now` is aware, in the programme's zone."""
    return read_wishes(
        words,
        now=now,
        topics=programme.topics,
        places=programme.sites,
        audiences=programme.audiences,
        names=programme.names,
        holidays=holidays,
    )


def look_for(
    wishes: Wishes, programme: Programme, *, now: datetime, asker: Asker = NOBODY
) -> Sequence[Session]:
    """What suits, the most fitting first where words were said, else by start. `now` as above."""
    assert now.tzinfo is not None
    start = max(wishes.start, now) if wishes.start else now
    coming = programme.between(start, wishes.end)
    if wishes == Wishes():
        return coming  # the commonest question is answered without looking at every session
    return choose(wishes, coming, zone=now.tzinfo, index=programme.index, asker=asker)
