"""Settings: the file, the environment over it, and every mistake in one message."""

from pathlib import Path

import pytest

from bot.config import ConfigError, Settings, load


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


def test_secrets_in_the_file_are_refused_and_told_with_the_rest(empty, monkeypatch):
    monkeypatch.setenv("SLACK_BOT_TOKEN", "")
    monkeypatch.setenv("SLACK_APP_TOKEN", "xapp-1")
    written(empty, '[slack]\nbot_token = "xoxb-1"\n[server]\nport = 0\n')
    with pytest.raises(ConfigError) as error:
        load(environment={})
    for told in ("slack: secrets never stand in the file", "SLACK_BOT_TOKEN is missing", "server.port"):
        assert told in str(error.value)
