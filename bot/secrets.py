"""What comes from the environment alone: the secrets of Slack and Teams, and what is wrong with them."""

import re
from ipaddress import ip_address
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class SlackSecrets(BaseSettings):
    """From the environment alone."""

    model_config = SettingsConfigDict(env_prefix="SLACK_", frozen=True, extra="ignore")
    bot_token: SecretStr | None = None
    app_token: SecretStr | None = None
    signing_secret: SecretStr | None = None
    api_url: str = "https://slack.com/api/"
    # "Several hundred a minute" for a workspace. Source: docs.slack.dev, "Rate limits", chat.postMessage.
    messages_a_second: Annotated[float, Field(gt=0, le=1000)] = 5.0

    @property
    def given(self) -> bool:
        return any((self.bot_token, self.app_token, self.signing_secret))


def _small(name: object) -> object:
    """Microsoft writes "USGov"."""
    return name.lower() if isinstance(name, str) else name


class TeamsSecrets(BaseSettings):
    """From the environment alone. `service_hosts`: where Teams may have us send to, besides the known
    addresses of its `cloud`, with commas between; `login_url` and `keys_url` in the place of that cloud's.
    `playground` is for Microsoft's Agents Playground on this machine.
    """

    model_config = SettingsConfigDict(env_prefix="TEAMS_", frozen=True, extra="ignore")
    client_id: str = ""
    client_secret: SecretStr | None = None
    tenant_id: str = ""
    service_hosts: str = ""
    playground: bool = False
    cloud: Annotated[Literal["public", "usgov", "usgovdod", "china"], BeforeValidator(_small)] = "public"
    login_url: str = ""
    keys_url: str = ""
    # Half of what a tenant's bot may ask for, because a first letter asks twice.
    # Source: learn.microsoft.com, "Optimize your agent with rate limiting": 50 a second.
    messages_a_second: Annotated[float, Field(gt=0, le=1000)] = 25.0

    @property
    def given(self) -> bool:
        return self.playground or any((self.client_id, self.client_secret, self.tenant_id))

    @property
    def hosts(self) -> tuple[str, ...]:
        return tuple(host.strip().lower() for host in self.service_hosts.split(",") if host.strip())

    @property
    def tenant(self) -> str:
        return self.tenant_id or PLAYGROUND_TENANT


PLAYGROUND_TENANT = "00000000-0000-0000-0000-0000000000001"
"""What Microsoft's Agents Playground calls its tenant."""


def slack_mistakes(slack: SlackSecrets) -> list[str]:
    """Every mistake in one line, with its cure."""
    if not slack.given:
        return []
    mistakes = []
    if not slack.bot_token:
        mistakes.append("SLACK_BOT_TOKEN is missing: copy the xoxb-… token from your Slack app's page")
    if not slack.app_token and not slack.signing_secret:
        mistakes.append("set SLACK_APP_TOKEN (xapp-…, Socket Mode) or SLACK_SIGNING_SECRET (HTTP)")
    if slack.app_token and not slack.app_token.get_secret_value().startswith("xapp-"):
        mistakes.append("SLACK_APP_TOKEN does not start with xapp-: it is another token")
    return mistakes


def teams_mistakes(teams: TeamsSecrets, host: object) -> list[str]:
    """The same; `host` is where Caffi listens."""
    if not teams.given:
        return []
    mistakes = []
    if not teams.playground:
        missing = {
            "TEAMS_CLIENT_ID": not teams.client_id,
            "TEAMS_CLIENT_SECRET": not teams.client_secret,
            "TEAMS_TENANT_ID": not teams.tenant_id,
        }
        mistakes += [f"{name} is missing: {_TEAMS[name]}" for name, lacks in missing.items() if lacks]
    for name, value in (("TEAMS_CLIENT_ID", teams.client_id), ("TEAMS_TENANT_ID", teams.tenant_id)):
        if value and not _GUID.fullmatch(value):
            mistakes.append(f"{name} is not an id like 11111111-2222-3333-4444-555555555555")
    for name, url in (("TEAMS_LOGIN_URL", teams.login_url), ("TEAMS_KEYS_URL", teams.keys_url)):
        if url and not url.startswith("https://"):
            mistakes.append(f"{name} must begin with https://")
    if teams.playground and not _is_loopback(host):
        mistakes.append("TEAMS_PLAYGROUND lets everybody in: it works only where server.host is 127.0.0.1")
    if teams.playground and (teams.client_secret or teams.client_id):
        mistakes.append("TEAMS_PLAYGROUND is for trying out: unset it, or TEAMS_CLIENT_ID and its secret")
    return mistakes


_TEAMS = {
    "TEAMS_CLIENT_ID": "copy the application (client) id from your app registration",
    "TEAMS_CLIENT_SECRET": "make a client secret in your app registration, and copy its value",
    "TEAMS_TENANT_ID": "copy the directory (tenant) id of the one tenant that Caffi serves",
}
_GUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12,13}")


def _is_loopback(host: object) -> bool:
    try:
        return host == "localhost" or ip_address(str(host)).is_loopback
    except ValueError:
        return False
