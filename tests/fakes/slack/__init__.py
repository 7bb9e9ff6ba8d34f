"""A Slack of our own for tests: it checks what it is sent, fails on request, and shows what people see."""

from tests.fakes.slack.faults import Drops, RateLimited, Refuses, ServerError, Slow
from tests.fakes.slack.people import Person
from tests.fakes.slack.server import Ack, FakeSlack
from tests.fakes.slack.serving import serving

__all__ = ["Ack", "Drops", "FakeSlack", "Person", "RateLimited", "Refuses", "ServerError", "Slow", "serving"]
