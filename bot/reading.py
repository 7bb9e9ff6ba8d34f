"""Reading what a platform sends: what does not look as its pages say is unreadable, and no fault of ours."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


class Unreadable(Exception):  # noqa: N818 - it says what is the case
    """A payload is not of the shape that its platform gives it."""


@contextmanager
def reading() -> Iterator[None]:
    """Around what only reads a payload, also as a decorator: raises Unreadable where a part is not there,
    or something of another kind stands in its place.
    """
    try:
        yield
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise Unreadable(type(error).__name__) from error


def said(found: Any) -> str:
    """Words; empty where something else stands."""
    return found if isinstance(found, str) else ""
