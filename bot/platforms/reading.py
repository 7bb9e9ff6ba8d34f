"""Reading what a platform sends: what does not look as its pages say is unreadable, and no fault of ours."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

Given = ParamSpec("Given")
Found = TypeVar("Found")
_AMISS = (AttributeError, LookupError, TypeError, ValueError)


class Unreadable(Exception):  # noqa: N818 - it says what is the case
    """A payload is not of the shape that its platform gives it."""


class reading:  # noqa: N801 - it reads like the function that it stands for
    """Around what only reads a payload, or as its decorator: raises Unreadable where a part is not there, or
    something of another kind stands in its place.
    """

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: object) -> None:
        if isinstance(error, _AMISS):
            raise Unreadable(type(error).__name__) from error

    def __call__(self, read: Callable[Given, Found]) -> Callable[Given, Found]:
        @wraps(read)
        def guarded(*args: Given.args, **kwargs: Given.kwargs) -> Found:
            try:
                return read(*args, **kwargs)
            except _AMISS as error:
                raise Unreadable(type(error).__name__) from error

        return guarded


def said(found: Any) -> str:
    """Words; empty where something else stands."""
    return found if isinstance(found, str) else ""
