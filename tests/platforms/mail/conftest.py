"""A café with a mail server and a mailbox, and a mailbox alone."""

import pytest

from tests.platforms.mail import cafe

mailing = cafe.mailing


@pytest.fixture(params=cafe.MAILBOXES)
async def box(request):
    async with request.param() as made:
        yield made
