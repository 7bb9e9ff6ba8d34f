"""`caffi doctor`: looks at the settings, the database and the post, and says what to do."""

import asyncio
import json
import shutil
from pathlib import Path
from typing import Annotated, Any

import typer
from sqlalchemy import Connection, make_url

from bot.card import Reader, When
from bot.checkup import Finding, Patient, examine, mend
from bot.cli.shared import settings_or_exit, tell, terminal_language, used
from bot.clock import Clock
from bot.config import Settings
from bot.desk import Desk
from bot.store import checks, tryout, upgrade
from bot.store.database import Database
from bot.version import VERSION
from bot.words.moments import spell

_MEGABYTE = 1024 * 1024
_LITTLE = 500 * _MEGABYTE


def doctor(
    *,
    fix: Annotated[bool, typer.Option(help="Mend what can be mended safely; people are told.")] = False,
    online: Annotated[
        bool, typer.Option(help="Also ask Slack, Teams and the mail servers if they accept us.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Check everything and explain it. Ends with 0 when all is well, 1 with findings, 2 on bad settings."""
    settings = settings_or_exit()
    with used(settings) as database:
        clock = Clock()
        if settings.tryout:
            clock.offset = database.read_now(tryout.offset)
        if fix:
            database.write_now(lambda db: _mend(db, settings, clock))
        findings, facts = database.read_now(lambda db: _look(db, settings, clock))
        facts |= _whereabouts(settings, database)
    findings += _disk(settings, facts)
    if online and settings.slack.given:
        findings += asyncio.run(_slack(settings))
    if online and settings.teams.client_secret is not None:
        findings += asyncio.run(_teams(settings))
    if online and settings.smtp.given:
        findings += _mail(settings)
    if as_json:
        typer.echo(json.dumps({"facts": facts, "findings": [_plain(f) for f in findings]}, indent=2))
    else:
        _print(facts, findings)
    if any(finding.level == "wrong" for finding in findings):
        raise typer.Exit(1)


def _look(db: Connection, settings: Settings, clock: Clock) -> tuple[list[Finding], dict[str, Any]]:
    zone, now = settings.programme.tz, clock.now()
    reader = Reader(zone, now.astimezone(zone).date())
    patient = Patient(
        db=db,
        settings=settings,
        now=now,
        real=clock.real(),
        moment=lambda moment: spell(When(moment), terminal_language(), reader),
    )
    facts = {"server": checks.server(db)[0], "size": checks.size(db), "tables": upgrade.version(db)}
    return examine(patient), facts | {"rows": dict(checks.rows(db))}


def _mend(db: Connection, settings: Settings, clock: Clock) -> None:
    from bot.app import HANDLERS  # noqa: PLC0415 - only to mend are the reactions needed
    from bot.registry import find  # noqa: PLC0415

    mend(Desk(db, clock.now(), settings, find(*HANDLERS)), clock.real())


def _whereabouts(settings: Settings, database: Database) -> dict[str, Any]:
    """What the settings say: of secrets, whether they are there."""
    slack, teams = settings.slack, settings.teams
    secrets = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "TEAMS_CLIENT_SECRET": teams.client_secret,
        "SMTP_PASSWORD": settings.smtp.password,
        "IMAP_PASSWORD": settings.imap.password,
    }
    rooms = [name for name, given in (("slack", slack.given), ("teams", teams.given)) if given]
    return {
        "version": VERSION,
        "database": settings.storage.shown_url,
        "room": ", ".join(rooms) or "web",
        "zone": settings.programme.zone,
        "organisers": len({*settings.organisers.administrators, *settings.organisers.organisers}),
        "secrets": [name for name, secret in secrets.items() if secret],
        "embedded": database.embedded,
    }


def _disk(settings: Settings, facts: dict[str, Any]) -> list[Finding]:
    """The database's own disk, where it is this machine's."""
    if not facts["embedded"]:
        return []
    folder = Path(make_url(settings.storage.url).database or ".").resolve().parent
    facts["free"] = shutil.disk_usage(folder).free
    if facts["free"] > max(_LITTLE, 2 * facts["size"]):
        return []
    return [Finding(name="disk", facts={"free": str(facts["free"] // _MEGABYTE), "folder": str(folder)})]


async def _slack(settings: Settings) -> list[Finding]:
    from bot.platforms.slack.reach import refusal  # noqa: PLC0415 - slow to load

    secrets = settings.slack
    assert secrets.bot_token is not None
    app_token = secrets.app_token.get_secret_value() if secrets.app_token else None
    reason = await refusal(secrets.bot_token.get_secret_value(), app_token, secrets.api_url)
    return [Finding(name="slack", facts={"reason": reason})] if reason else []


async def _teams(settings: Settings) -> list[Finding]:
    from bot.platforms.teams.reach import refusal  # noqa: PLC0415 - not every house has it

    teams = settings.teams
    assert teams.client_secret is not None
    secret = teams.client_secret.get_secret_value()
    reason = await refusal(
        tenant=teams.tenant,
        client_id=teams.client_id,
        secret=secret,
        cloud=teams.cloud,
        login_url=teams.login_url,
    )
    return [Finding(name="teams", facts={"reason": reason})] if reason else []


def _mail(settings: Settings) -> list[Finding]:
    from bot.platforms.mail.reach import imap_refusal, smtp_refusal  # noqa: PLC0415 - not every house has it

    smtp, imap = settings.smtp, settings.imap
    sender = settings.mail.address
    let_in, taken = smtp_refusal(smtp, sender)
    findings = []
    if let_in:
        findings.append(Finding(name="smtp", facts={"host": smtp.host, "reason": let_in}))
    if taken:
        facts = {"host": smtp.host, "reason": taken, "address": sender}
        findings.append(Finding(name="smtp-sender", facts=facts))
    if imap.given and (why := imap_refusal(imap)):
        findings.append(Finding(name="imap", facts={"host": imap.host, "reason": why}))
    return findings


def _print(facts: dict[str, Any], findings: list[Finding]) -> None:
    size = f"{facts['size'] / _MEGABYTE:.1f}"
    secrets = ", ".join(facts["secrets"]) or "–"
    typer.echo(f"Caffi {facts['version']}, {facts['server']}, {facts['database']}")
    typer.echo(tell("cli-doctor-settings", room=facts["room"], zone=facts["zone"], secrets=secrets))
    typer.echo(
        tell(
            "cli-doctor-database",
            tables=facts["tables"],
            size=size,
            people=facts["rows"].get("people", 0),
            sessions=facts["rows"].get("sessions", 0),
            places=facts["rows"].get("places", 0),
        )
    )
    for finding in sorted(findings, key=lambda found: found.level == "note"):
        sign = "!" if finding.level == "wrong" else "·"
        typer.echo(f"\n{sign} {_sentence(finding)}")
        if finding.mended_by_fix:
            typer.echo(f"  {tell('cli-doctor-fix')}")
    if not any(finding.level == "wrong" for finding in findings):
        typer.echo(f"\n{tell('cli-doctor-well')}")


def _sentence(finding: Finding) -> str:
    return tell(f"cli-finding-{finding.name}", finding.n, **finding.facts)


def _plain(finding: Finding) -> dict[str, Any]:
    return {
        "name": finding.name,
        "level": finding.level,
        "n": finding.n,
        "facts": finding.facts,
        "fix": finding.mended_by_fix,
        "told": _sentence(finding),
    }
