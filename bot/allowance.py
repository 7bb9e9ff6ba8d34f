"""How many messages a platform takes in a whole workspace: so many a second, some at once after a rest."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

AT_ONCE: Final = 50


@dataclass
class Allowance:
    """Counts in real time. It starts full, and is kept by each process for itself: where several share a
    workspace, the platform's own "later" holds them back.
    """

    _left: float = AT_ONCE
    _at: datetime | None = None

    def left(self, a_second: float | None, real: datetime) -> int:
        """How many may go now; `a_second` None: as many as there are."""
        if a_second is None:
            self._left = AT_ONCE
            return AT_ONCE
        since = (real - self._at).total_seconds() if self._at else 0.0
        self._left = min(self._left + max(since, 0.0) * a_second, AT_ONCE)
        self._at = real
        return int(self._left)

    def use(self, count: int) -> None:
        self._left = max(self._left - count, 0.0)
