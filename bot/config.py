"""config.toml and the environment → one frozen tree of settings; every mistake in one message.

Order: `CAFFI_…` variables over the file over the defaults. Secrets come only from the environment.
"""

import os
import tomllib
from datetime import date, timedelta, tzinfo
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    ValidationError,
    field_validator,
    model_validator,
)
from sqlalchemy import make_url
from sqlalchemy.exc import ArgumentError

from bot.learning.feedback import FLOOR
from bot.learning.holidays import Holidays
from bot.learning.people import Roles, known_zone
from bot.learning.publishing import Terms
from bot.letterbox import ImapSecrets, Mail, SmtpSecrets, mail_mistakes
from bot.secrets import SlackSecrets, TeamsSecrets, slack_mistakes, teams_mistakes


class ConfigError(Exception):
    """The settings cannot be used. Its text names every mistake, with its key or line, and the cure."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _zone(name: str) -> str:
    if known_zone(name) is None:
        raise ValueError("no such time zone; write a name like Europe/London")
    return name


def _addresses(emails: list[str]) -> list[str]:
    for email in emails:
        if email.count("@") != 1:
            raise ValueError(f"{email!r} is not an e-mail address")
    return [email.strip().casefold() for email in emails]


Emails = Annotated[list[str], AfterValidator(_addresses)]


def _in_order(days: tuple[date, date]) -> tuple[date, date]:
    if days[0] > days[1]:
        raise ValueError("write the first day before the last")
    return days


Days = Annotated[tuple[date, date], AfterValidator(_in_order)]
"""A first and a last day, both included."""


class Programme(_Part):
    name: str = "Caffi"
    zone: Annotated[str, AfterValidator(_zone)] = "Europe/London"
    channel_language: Literal["both", "en", "cy"] = "both"
    demo: bool = True
    school_holidays: list[Days] = []
    bank_holidays: list[date] = []

    @property
    def holidays(self) -> Holidays:
        return Holidays(tuple(self.school_holidays), tuple(self.bank_holidays))

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


class Organisers(_Part):
    administrators: Emails = []
    organisers: Emails = []

    @property
    def roles(self) -> Roles:
        return Roles(frozenset(self.administrators), frozenset(self.organisers))


class Server(_Part):
    host: str = "127.0.0.1"
    port: Annotated[int, Field(ge=1, le=65535)] = 8000
    metrics: str = ""
    public_address: str = ""

    @field_validator("public_address")
    @classmethod
    def _web_address(cls, address: str) -> str:
        here = address.startswith(("http://127.0.0.1:", "http://localhost:"))
        plain = address.isprintable() and not set(address) & set(' "<>?#')
        if address and not (plain and (here or address.startswith("https://"))):
            raise ValueError("write an address like https://caffi.example.org")
        return address.rstrip("/")

    @field_validator("metrics")
    @classmethod
    def _host_and_port(cls, address: str) -> str:
        host, _, port = address.rpartition(":")
        if address and not (host and port.isascii() and port.isdigit() and 1 <= int(port) <= 65535):
            raise ValueError('write an address like "127.0.0.1:9464"')
        return address

    @model_validator(mode="after")
    def _doors_differ(self) -> Self:
        if self.metrics_at and self.metrics_at[1] == self.port:
            raise ValueError("metrics needs a port of its own: the other one may be open to everybody")
        return self

    @property
    def metrics_at(self) -> tuple[str, int] | None:
        """Host and port for /metrics; None where nobody watches."""
        host, _, port = self.metrics.rpartition(":")
        return (host.strip("[]"), int(port)) if host else None


_PATIENCE = "5"  # seconds; without it an address where nobody is keeps us waiting for minutes


class Storage(_Part):
    folder: Path = Path("data")
    database_url: Annotated[str, Field(repr=False)] = ""  # it may hold a password

    @field_validator("database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(
            ("sqlite:///", "postgresql://", "postgresql+psycopg://", "postgres://")
        ):
            raise ValueError("write an address like postgresql://user:password@host/name")
        if not url:
            return url
        try:
            address = make_url(url)
        except (ArgumentError, ValueError):
            address = None
        # Not from a fault itself: it would show the password, as would a host that has the rest of one in it.
        if address is None or "@" in (address.host or ""):
            raise ValueError(
                "this cannot be read; in a password write @ as %40, : as %3A, / as %2F and % as %25"
            )
        if not address.database:
            raise ValueError("name the database behind the last /")
        return url

    @property
    def url(self) -> str:
        """The database's address; an embedded SQLite file in the data folder unless one is set."""
        if self.embedded:
            return self.database_url or f"sqlite:///{self.folder / 'caffi.db'}"
        address = make_url(self.database_url)
        if "connect_timeout" not in address.query:
            address = address.update_query_dict({"connect_timeout": _PATIENCE})
        return address.render_as_string(hide_password=False)

    @property
    def embedded(self) -> bool:
        """Whether the database is a file, which one Caffi at a time may use."""
        return not self.database_url.startswith("postgres")

    @property
    def shown_url(self) -> str:
        """The same without a password."""
        address = make_url(self.database_url or self.url)
        return address.difference_update_query(["password"]).render_as_string(hide_password=True)


class Booking(_Part):
    undo_seconds: Annotated[int, Field(ge=0, le=3600)] = 60
    freed: Literal["take", "offer"] = "take"
    claim_hours: Annotated[float, Field(ge=0.25, le=200)] = 4
    approval_days: Annotated[float, Field(ge=0.25, le=60)] = 3
    unanswered: Literal["refuse", "approve"] = "refuse"

    @property
    def undo(self) -> timedelta:
        return timedelta(seconds=self.undo_seconds)


class Digest(_Part):
    who: Literal["member", "organiser"] = "member"


class Feedback(_Part):
    minimum: Annotated[int, Field(ge=FLOOR, le=1000)] = 10
    ask_after_minutes: Annotated[int, Field(ge=0, le=1440)] = 10
    remind_after_days: Annotated[int, Field(ge=1, le=30)] = 2
    closes_after_days: Annotated[int, Field(ge=1, le=180)] = 21
    waits_days: Annotated[int, Field(ge=0, le=730)] = 180

    def terms(self, zone: tzinfo) -> Terms:
        """On which figures are published; `zone`: the programme's."""
        return Terms(minimum=self.minimum, waits=timedelta(days=self.waits_days), zone=zone)


class Actions(_Part):
    ask_after_weeks: Annotated[int, Field(ge=1, le=52)] = 5
    forget_after_months: Annotated[int, Field(ge=1, le=120)] = 24


class Materials(_Part):
    largest_mb: Annotated[int, Field(ge=1, le=25)] = 10
    gather_minutes: Annotated[int, Field(ge=0, le=240)] = 15
    forget_after_months: Annotated[int, Field(ge=1, le=120)] = 36


class Quiet(_Part):
    nudges_a_week: Annotated[int, Field(ge=1, le=100)] = 15


class Settings(_Part):
    """Everything that can be set. Its defaults are those that config.toml shows; a test holds that."""

    programme: Programme = Programme()
    organisers: Organisers = Organisers()
    server: Server = Server()
    storage: Storage = Storage()
    booking: Booking = Booking()
    digest: Digest = Digest()
    feedback: Feedback = Feedback()
    actions: Actions = Actions()
    materials: Materials = Materials()
    quiet: Quiet = Quiet()
    mail: Mail = Mail()
    slack: SlackSecrets = Field(default_factory=SlackSecrets, repr=False)
    teams: TeamsSecrets = Field(default_factory=TeamsSecrets, repr=False)
    smtp: SmtpSecrets = Field(default_factory=SmtpSecrets, repr=False)
    imap: ImapSecrets = Field(default_factory=ImapSecrets, repr=False)

    @property
    def sends_invitations(self) -> bool:
        return self.smtp.given

    @property
    def public_address(self) -> str:
        """Where people's browsers and calendars reach us, without a slash at its end; empty: nowhere."""
        if self.server.public_address or not self.tryout:
            return self.server.public_address
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def tryout(self) -> bool:
        """Whether no platform is set up: then Caffi is the try-out room on this machine."""
        return not self.slack.given and not self.teams.given

    @property
    def made_up(self) -> bool:
        """Whether Caffi begins with the demo: in the try-out room, and alone in Microsoft's playground."""
        return self.tryout or (self.teams.playground and not self.slack.given)


_SECRET = frozenset({"slack", "teams", "smtp", "imap"})  # from the environment alone, by names of their own
_SHORT = {
    "CAFFI_HOST": ("server", "host"),
    "CAFFI_PORT": ("server", "port"),
    "CAFFI_METRICS": ("server", "metrics"),
    "CAFFI_PUBLIC_ADDRESS": ("server", "public_address"),
    "CAFFI_DATA": ("storage", "folder"),
    "CAFFI_DATABASE_URL": ("storage", "database_url"),
}


def load(path: Path | None = None, environment: dict[str, str] | None = None) -> Settings:
    """The settings from `path` (default: $CAFFI_CONFIG, else config.toml where it exists).

    Raises ConfigError, which names every mistake at once.
    """
    env = dict(os.environ) if environment is None else environment
    file = path or (Path(env["CAFFI_CONFIG"]) if env.get("CAFFI_CONFIG") else None)
    tree: dict[str, Any] = {}
    if file is not None or Path("config.toml").exists():
        tree = _read(file or Path("config.toml"))
    mistakes = _lay_over(tree, env)
    if tree.pop("slack", None) is not None:
        mistakes.append("slack: secrets never stand in the file; set SLACK_BOT_TOKEN in the environment")
    if tree.pop("teams", None) is not None:
        mistakes.append("teams: secrets never stand in the file; set TEAMS_CLIENT_ID in the environment")
    mistakes += slack_mistakes(SlackSecrets())
    mistakes += mail_mistakes(tree)
    try:
        teams = TeamsSecrets()
    except ValidationError as error:
        mistakes += [f"TEAMS_{fault['loc'][0]!s}".upper() + f": {fault['msg']}" for fault in error.errors()]
    else:
        server = tree.get("server")
        host = server.get("host", Server().host) if isinstance(server, dict) else Server().host
        mistakes += teams_mistakes(teams, host)
    try:
        settings = Settings.model_validate(tree)
    except ValidationError as error:
        for fault in error.errors():
            key = ".".join(str(step) for step in fault["loc"])
            what = "there is no such setting" if fault["type"] == "extra_forbidden" else fault["msg"]
            mistakes.append(f"{key}: {what.removeprefix('Value error, ')}")
    else:
        if not mistakes:
            return settings
    raise ConfigError("\n".join(["The settings cannot be used:", *(f"  - {line}" for line in mistakes)]))


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"There is no settings file at {path}. Check CAFFI_CONFIG.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}.") from None
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}.") from None


def _lay_over(tree: dict[str, Any], env: dict[str, str]) -> list[str]:
    """CAFFI_PORT and its like, and CAFFI_FEEDBACK__MINIMUM for any other key."""
    mistakes = []
    for name, value in sorted(env.items()):
        if not name.startswith("CAFFI_") or name == "CAFFI_CONFIG":
            continue
        steps = _SHORT.get(name) or tuple(name.removeprefix("CAFFI_").lower().split("__"))
        if len(steps) != 2 or steps[0] not in Settings.model_fields or steps[0] in _SECRET:
            mistakes.append(f"{name}: there is no such setting (write CAFFI_SECTION__KEY)")
            continue
        section = tree.setdefault(steps[0], {})
        if isinstance(section, dict):
            is_list = steps[0] == "organisers"
            section[steps[1]] = [part for part in value.split(",") if part.strip()] if is_list else value
    return mistakes
