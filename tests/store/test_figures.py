"""What older versions had published is carried over, and what is published is kept as it is."""

import json
import shutil
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from sqlalchemy import text

from bot.learning.figures import Figure
from bot.learning.publishing import Slice
from bot.learning.question_library import DEFAULT
from bot.store import figures, outcomes
from bot.store.database import Database
from bot.store.upgrade import UPGRADES, bring_up_to_date, upgrade

LONDON = ZoneInfo("Europe/London")
SUMMARY = {
    "asked": 12,
    "answered": 10,
    "counts": [0, 0, 1, 2, 7],
    "actions": ["Walk"],
    "comments": ["Fine", "OK"],
    "published_at": "2026-03-09T09:00:00+00:00",
}
_SESSION = """
insert into sessions (id, ref, ref_key, uid, source, title, title_cy, summary, summary_cy, topic, format,
    place, link, audience, language, starts_at, ends_at, all_day, speaker, series, status, added_at)
values (:id, :id, :id, :id, 'test', 'Walk', '', '', '', '', '', '', '', '', '', '2026-03-02 09:00:00.000000',
    '2026-03-02 10:00:00.000000', 0, '', '', 'open', '2026-03-01 09:00:00.000000')
"""


def test_summaries_of_older_versions_are_published_groups(tmp_path):
    older = tmp_path / "older"
    shutil.copytree(
        UPGRADES, older, ignore=lambda _, names: [name for name in names if "0012" <= name[:4] < "1"]
    )
    database = Database(f"sqlite:///{tmp_path / 'caffi.db'}")
    database.write_now(lambda db: upgrade(db, older))

    def fill(db):
        for number, facts in ((1, json.dumps(SUMMARY)), (2, "null")):
            db.execute(text(_SESSION), {"id": number})
            row = {"id": number, "facts": facts}
            db.execute(text("insert into summaries values (:id, :facts, '2026-03-09 09:00:00.000000')"), row)

    database.write_now(fill)
    bring_up_to_date(database)
    useful, action, comment = DEFAULT
    found = database.read_now(lambda db: figures.figures_of_session(db, 1))
    assert (found.asked, found.answered, found.published_at) == (12, 10, datetime(2026, 3, 9, 9, tzinfo=UTC))
    assert found.figures == (
        Figure(useful, 10, counts=(0, 0, 1, 2, 7)),
        Figure(action, 10, said=("Walk",)),
        Figure(comment, 10, said=("Fine", "OK")),
    )
    assert database.read_now(lambda db: figures.state(db, 2)) == "unread"
    whole = database.read_now(lambda db: figures.figures_of_slice(db, Slice("everything"), LONDON))
    assert (whole.figures, whole.left_out) == (found.figures, 1)
    assert database.read_now(outcomes.missing) == []
    database.close()
