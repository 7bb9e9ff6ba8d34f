"""What is missing in the settings of e-mail, or would do harm, is said before anything starts."""

import pytest

from bot.config import ConfigError, load

WITHOUT_HARM = {"SMTP_HOST": "smtp.example.org", "MAIL": "learning@example.org"}


def mistakes(monkeypatch, tmp_path, **environment: str) -> str:
    monkeypatch.chdir(tmp_path)
    address = environment.pop("MAIL", "")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    try:
        load(environment={"CAFFI_MAIL__ADDRESS": address} if address else {})
    except ConfigError as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        (WITHOUT_HARM, ""),
        ({"SMTP_HOST": "smtp.example.org"}, "mail.address is missing"),
        ({"IMAP_HOST": "x", "IMAP_USER": "u", "IMAP_PASSWORD": "p"}, "without SMTP_HOST"),
        (WITHOUT_HARM | {"IMAP_HOST": "x"}, "IMAP_USER and IMAP_PASSWORD are missing"),
        (WITHOUT_HARM | {"SMTP_USER": "u"}, "go together"),
        (
            WITHOUT_HARM | {"SMTP_USER": "u", "SMTP_PASSWORD": "p", "SMTP_SECURITY": "none"},
            "everybody to read",
        ),
        (WITHOUT_HARM | {"SMTP_SECURITY": "none"}, ""),
        (WITHOUT_HARM | {"SMTP_PORT": "many"}, "SMTP_PORT"),
        (WITHOUT_HARM | {"MAIL": "learning"}, "mail.address"),
    ],
)
def test_mistakes_are_told(monkeypatch, tmp_path, environment, told):
    found = mistakes(monkeypatch, tmp_path, **environment)
    assert told in found
    assert bool(found) == bool(told)


@pytest.mark.parametrize(
    "address", ["caffi.example.org", "http://caffi.example.org", "https://x y", "javascript:1"]
)
def test_an_address_that_calendars_could_not_read_safely_is_refused(monkeypatch, tmp_path, address):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ConfigError, match="public_address"):
        load(environment={"CAFFI_PUBLIC_ADDRESS": address})


def test_secrets_never_stand_in_the_file(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "config.toml").write_text('[smtp]\npassword = "x"\n', encoding="utf-8")
    with pytest.raises(ConfigError, match="SMTP_HOST in the environment"):
        load(environment={})
