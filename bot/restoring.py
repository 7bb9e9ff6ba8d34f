"""After a restore the past is past: what fell due since the backup is taken as done, and not done again."""

from datetime import datetime

from sqlalchemy import Connection

from bot.config import Settings
from bot.desk import Desk
from bot.registry import Reading, Registry
from bot.store.restored import Settled, settle_letters

_MOST = 1000  # turns of one schedule


def settle_the_past(
    db: Connection, *, now: datetime, real: datetime, settings: Settings, registry: Registry
) -> Settled:
    """Let every schedule look once, so that none looks back behind `now` again; send nothing of what they
    write, nor of what the backup had still to send by now.
    """
    for due in registry.schedules:
        for _ in range(_MOST):
            desk = Desk(db, now, settings, registry)
            more = due.run(desk)
            if isinstance(more, Reading):
                more.look(desk)(desk)
            desk.settle()
            if not more:
                break
    return settle_letters(db, now=now, real=real)
