"""The one source of `now`. Only the try-out room ever moves it."""

from datetime import UTC, datetime, timedelta


class Clock:
    """Real time plus an offset (zero wherever a platform is configured)."""

    def __init__(self, offset: timedelta = timedelta()) -> None:
        self.offset = offset

    def now(self) -> datetime:
        """Now, aware, in UTC."""
        return self.real() + self.offset

    def real(self) -> datetime:
        """Real time: for leases, pacing, signatures and tokens, which nobody can move."""
        return datetime.now(UTC)

    def move_to(self, moment: datetime) -> None:
        """Let it be `moment` now."""
        self.offset = moment - self.real()
