"""Settings of e-mail: whose invitations they are, where they go out, and where the answers come in."""

from ipaddress import ip_address
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.learning.people import plain_email


class Mail(BaseModel):
    """Section [mail] of the settings."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    address: str = ""
    # Source: learn.microsoft.com, "Exchange Online limits", message rate limit: 30 a minute.
    messages_a_minute: Annotated[int, Field(ge=1, le=6000)] = 30

    @field_validator("address")
    @classmethod
    def _an_address(cls, address: str) -> str:
        if address and plain_email(address) is None:
            raise ValueError("write an e-mail address like learning@example.org")
        return plain_email(address) or ""


class SmtpSecrets(BaseSettings):
    """Where e-mail goes out. From the environment alone."""

    model_config = SettingsConfigDict(env_prefix="SMTP_", frozen=True, extra="ignore")
    host: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    user: str = ""
    password: SecretStr | None = None
    security: Literal["starttls", "tls", "none"] = "starttls"

    @property
    def given(self) -> bool:
        return bool(self.host)


class ImapSecrets(BaseSettings):
    """Where answers come in. From the environment alone."""

    model_config = SettingsConfigDict(env_prefix="IMAP_", frozen=True, extra="ignore")
    host: str = ""
    port: Annotated[int, Field(ge=1, le=65535)] = 993
    user: str = ""
    password: SecretStr | None = None
    security: Literal["starttls", "tls", "none"] = "tls"
    folder: str = "INBOX"
    seconds: Annotated[float, Field(ge=0.05, le=600)] = 10.0

    @property
    def given(self) -> bool:
        return bool(self.host)


def mail_mistakes(tree: dict[str, Any]) -> list[str]:
    """What is missing in the settings (as the file has them) and the environment, or does not go together."""
    found = [
        f"{name}: secrets never stand in the file; set {name.upper()}_HOST in the environment"
        for name in ("smtp", "imap")
        if tree.pop(name, None) is not None
    ]
    section = tree.get("mail")
    address = section.get("address") if isinstance(section, dict) else None
    try:
        return found + _mistakes(SmtpSecrets(), ImapSecrets(), address)
    except ValidationError as error:
        prefix = error.title.removesuffix("Secrets").upper()
        faults = [f"{prefix}_{fault['loc'][0]!s}".upper() + f": {fault['msg']}" for fault in error.errors()]
        return found + faults


def _mistakes(smtp: SmtpSecrets, imap: ImapSecrets, address: object) -> list[str]:
    found = []
    if smtp.given and not address:
        found.append("mail.address is missing: the address that invitations come from")
    if imap.given and not smtp.given:
        found.append("IMAP_HOST is set without SMTP_HOST: without invitations there are no answers")
    if imap.given and not (imap.user and imap.password):
        found.append("IMAP_USER and IMAP_PASSWORD are missing: the mailbox with the answers to invitations")
    if bool(smtp.user) != bool(smtp.password):
        found.append("SMTP_USER and SMTP_PASSWORD go together")
    for name, part in (("SMTP", smtp), ("IMAP", imap)):
        if part.given and part.password and part.security == "none" and not _is_here(part.host):
            found.append(f"{name}_SECURITY=none would send the password for everybody to read")
    return found


def _is_here(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
