"""Settings: the file, the environment over it, and every mistake in one message."""

from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, load
from bot.platforms.teams.clouds import CLOUDS


@pytest.fixture
def empty(tmp_path, monkeypatch):
    """A folder without config.toml: the one of the checkout must not leak into a test."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(folder: Path, text: str) -> Path:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_anything_the_defaults_hold(empty):
    assert load(environment={}) == Settings()


def test_the_environment_goes_over_the_file(empty):
    written(empty, "[server]\nport = 9000\n[feedback]\nminimum = 12\n")
    settings = load(environment={"CAFFI_PORT": "9001", "CAFFI_DATA": "elsewhere"})
    assert (settings.server.port, settings.feedback.minimum) == (9001, 12)
    assert settings.storage.url == "sqlite:///elsewhere/caffi.db"


def test_organisers_are_found_whatever_their_capitals(empty):
    settings = load(environment={"CAFFI_ORGANISERS__ORGANISERS": "Olwen@Example.org, b@example.org"})
    assert settings.organisers.organisers == ["olwen@example.org", "b@example.org"]


def test_every_mistake_is_told_at_once(empty):
    written(
        empty,
        '[programme]\nzone = "Europe/Cardif"\n[server]\nport = 99999\n[feedback]\nminimum = 3\n'
        "colour = 1\n[organisers]\norganisers = ['olwen']\n[digests]\nwho = 'all'\n",
    )
    with pytest.raises(ConfigError) as error:
        load(environment={"CAFFI_SERVER__PROT": "1", "CAFFI_NONSENSE": "1"})
    told = str(error.value)
    for key in ("programme.zone", "server.port", "feedback.minimum", "feedback.colour", "server.prot"):
        assert key in told
    for key in ("organisers.organisers", "digests", "CAFFI_NONSENSE"):
        assert key in told
    assert "Europe/London" in told


def test_broken_toml_is_told_with_its_line(empty):
    written(empty, "[server]\nport = \n")
    with pytest.raises(ConfigError, match="line 2"):
        load(environment={})


def test_a_settings_file_that_is_not_there_is_told(empty):
    with pytest.raises(ConfigError, match="no settings file"):
        load(environment={"CAFFI_CONFIG": "nowhere.toml"})


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"SLACK_APP_TOKEN": "xapp-1"}, "SLACK_BOT_TOKEN is missing"),
        ({"SLACK_BOT_TOKEN": "xoxb-1"}, "SLACK_APP_TOKEN"),
        ({"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xoxb-2"}, "does not start with xapp-"),
    ],
    ids=["no bot token", "no way in", "the wrong token"],
)
def test_a_missing_token_is_told(empty, monkeypatch, given, told):
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=told):
        load(environment={})


def test_secrets_do_not_show_themselves(empty, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    monkeypatch.setenv("SLACK_SIGNING_SECRET", "very-secret")
    settings = load(environment={"CAFFI_DATABASE_URL": "postgresql://caffi:hidden@db/caffi"})
    assert "secret" not in repr(settings).replace("signing_secret", "")
    assert "hidden" not in settings.storage.shown_url


@pytest.mark.parametrize("url", ["foo", "mysql://localhost/caffi"], ids=["no address", "another database"])
def test_a_database_that_we_cannot_speak_to_is_told(empty, url):
    with pytest.raises(ConfigError, match="postgresql://"):
        load(environment={"CAFFI_DATABASE_URL": url})


@pytest.mark.parametrize("password", ["ge@heim", "ge/h@im", "g:@:@eim"])
def test_of_a_password_that_is_written_wrongly_nothing_is_shown(empty, password):
    with pytest.raises(ConfigError, match="@ as %40") as told:
        load(environment={"CAFFI_DATABASE_URL": f"postgresql://caffi:{password}@db/caffi"})
    assert "eim" not in str(told.value)
    assert "h@im" not in str(told.value)


def test_secrets_in_the_file_are_refused_and_told_with_the_rest(empty, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    written(empty, '[slack]\nbot_token = "xoxb-1"\n[server]\nport = 0\n')
    with pytest.raises(ConfigError) as error:
        load(environment={})
    for told in ("slack: secrets never stand in the file", "SLACK_BOT_TOKEN is missing", "server.port"):
        assert told in str(error.value)


TEAMS = {
    "TEAMS_CLIENT_ID": "99999999-8888-7777-6666-555555555555",
    "TEAMS_CLIENT_SECRET": "very-secret",
    "TEAMS_TENANT_ID": "11111111-2222-3333-4444-555555555555",
}


def test_both_platforms_can_be_on_and_without_either_it_is_a_tryout(empty, monkeypatch):
    assert load(environment={}).tryout
    for name, value in TEAMS.items():
        monkeypatch.setenv(name, value)
    settings = load(environment={})
    assert settings.teams.given
    assert not settings.tryout
    assert "secret" not in repr(settings).replace("signing_secret", "").replace("client_secret", "")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-1")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    settings = load(environment={})
    assert settings.slack.given
    assert settings.teams.given


@pytest.mark.parametrize("name", ["Public", "USGov", "USGovDoD", "China"])
def test_each_of_microsofts_clouds_has_its_addresses(empty, monkeypatch, name):
    """As Microsoft writes them."""
    monkeypatch.setenv("TEAMS_CLOUD", name)
    assert load(environment={}).teams.cloud in CLOUDS


def test_every_mistake_about_teams_is_told_at_once(empty, monkeypatch):
    monkeypatch.setenv("TEAMS_CLIENT_ID", "caffi")
    monkeypatch.setenv("TEAMS_LOGIN_URL", "http://login.example")
    monkeypatch.setenv("TEAMS_MESSAGES_A_SECOND", "1")
    written(empty, '[teams]\nclient_id = "x"\n')
    with pytest.raises(ConfigError) as error:
        load(environment={})
    for told in (
        "teams: secrets never stand in the file",
        "TEAMS_CLIENT_SECRET is missing",
        "TEAMS_TENANT_ID is missing",
        "TEAMS_CLIENT_ID is not an id",
        "TEAMS_LOGIN_URL must begin with https://",
    ):
        assert told in str(error.value)


@pytest.mark.parametrize(
    ("name", "value"),
    [("TEAMS_PLAYGROUND", "perhaps"), ("TEAMS_MESSAGES_A_SECOND", "-1"), ("TEAMS_CLOUD", "germany")],
)
def test_what_teams_cannot_be_told_is_a_mistake_among_the_others(empty, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    with pytest.raises(ConfigError, match=name):
        load(environment={"CAFFI_PORT": "8001"})


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.0.7", "caffi.example.org"])  # noqa: S104 - refused
def test_the_playground_stays_on_this_machine(empty, monkeypatch, host):
    monkeypatch.setenv("TEAMS_PLAYGROUND", "true")
    assert load(environment={}).teams.given
    with pytest.raises(ConfigError, match=r"TEAMS_PLAYGROUND .* 127\.0\.0\.1"):
        load(environment={"CAFFI_HOST": host})


def test_the_playground_is_never_mixed_with_a_real_registration(empty, monkeypatch):
    for name, value in TEAMS.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("TEAMS_PLAYGROUND", "true")
    with pytest.raises(ConfigError, match="TEAMS_PLAYGROUND is for trying out"):
        load(environment={})
