"""A café with a mail server and a mailbox, and a mailbox alone with its reader."""

import pytest

from tests.platforms.mail import cafe
from tests.platforms.mail.reading import Reading

mailing = cafe.mailing


@pytest.fixture(params=cafe.MAILBOXES)
async def box(request):
    async with request.param() as made:
        yield made


@pytest.fixture
async def reading(box):
    made = Reading(box).of()
    yield made
    for listener in made.listeners:
        await listener.stop()
