"""One structured line per ask and per letter; never message text, never a token."""

import logging
import sys
from typing import TextIO

import structlog
from structlog.typing import Processor


def start_logging(stream: TextIO | None = None, *, seen_by: Processor | None = None) -> None:
    """Lines for people on a terminal, JSON elsewhere. Other libraries are heard from warnings on.

    `seen_by` sees each line of ours as it goes by, and gives it back.
    """
    out = stream or sys.stderr
    terminal = out.isatty()
    # A plain traceback: a rich one prints local variables, and with them what people wrote.
    renderer = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if terminal
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            *([seen_by] if seen_by else []),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *([] if terminal else [structlog.processors.format_exc_info]),
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        # Written whole: a print would be two writes for a line.
        logger_factory=structlog.WriteLoggerFactory(out),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(stream=out, level=logging.WARNING, format="%(levelname)s %(name)s %(message)s")
