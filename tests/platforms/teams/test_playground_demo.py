"""Caffi alone with Microsoft's playground begins with the demo, whose people are known by their addresses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.app import App, build
from bot.ask import Address, Profile
from bot.config import load
from bot.learning.people import Role
from bot.secrets import PLAYGROUND_TENANT
from bot.store import meeting, people, sessions
from bot.store.tables import addresses
from playground.beside import _cast


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[App]:
    monkeypatch.setenv("TEAMS_PLAYGROUND", "true")
    app = build(load(environment={"CAFFI_DATA": str(tmp_path)}))
    yield app
    app.database.close()


def test_the_demo_programme_is_there_and_nobody_is_in_a_room_that_there_is_not(app: App) -> None:
    assert list(app.rooms) == ["teams"]
    assert len(app.database.read_now(lambda db: sessions.of_source(db, "demo"))) > 20
    assert (
        app.database.read_now(lambda db: db.execute(select(func.count()).select_from(addresses)).scalar())
        == 0
    )


def test_whoever_types_in_it_is_somebody_of_the_demo(app: App) -> None:
    """By the e-mail address that the playground tells of them."""
    cast, now = _cast("elen"), app.clock.now()
    elen = cast["currentUser"]
    address = Address("teams", PLAYGROUND_TENANT, elen["aadObjectId"])
    profile = Profile(name=elen["name"], email=elen["email"])
    app.database.write_now(lambda db: meeting.meet(db, address, profile, now))
    met = app.database.read_now(lambda db: people.at(db, address, app.settings.organisers.roles))
    assert met is not None
    assert (met.name, met.role) == ("Elen Morgan", Role.ORGANISER)
    assert [user["name"] for user in cast["users"]].count("Nia Rees") == 1
    assert len(cast["users"]) == 5


def test_beside_slack_nothing_is_made_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEAMS_PLAYGROUND", "true")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    assert not load(environment={"CAFFI_DATA": str(tmp_path)}).made_up
