"""A fault of ours as one line for the log: what and where, never what anybody wrote."""

from pathlib import PurePath
from traceback import extract_tb

import structlog

_log = structlog.get_logger(__name__)
_FRAMES = 6


def report(room: str, error: Exception, **about: str) -> None:
    """Log the fault of a room ("slack") and the places it came through, innermost last.

    Not as a traceback: a renderer may show local variables, which hold messages, and takes so long over
    it that the platform stops waiting.
    """
    frames = extract_tb(error.__traceback__)[-_FRAMES:]
    way = " > ".join(f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
    _log.error(f"{room}.fault", error=type(error).__name__, way=way, **about)
