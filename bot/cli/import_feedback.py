"""`caffi import-feedback FILE`: a survey that was gathered elsewhere, as figures that give nobody away."""

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text
from sqlalchemy import Connection

from bot.card import Plain
from bot.card import Text as Sentence
from bot.cli.reports import tell_reason
from bot.cli.shared import content_or_exit, settings_or_exit, tell, terminal_language, used
from bot.clock import Clock
from bot.intake import Unreadable
from bot.intake.surveys import Choices
from bot.learning.refusals import Refusal
from bot.learning.survey_reports import Brought, Kept
from bot.learning.surveys import Asked, Tally, mean, nps
from bot.steps.survey_reading import LONGEST_NAME, bring
from bot.steps.surveys import minimum_of
from bot.store import surveys as store
from bot.store import tryout
from bot.views.survey_figures import lines, short
from bot.words.voice import voice


def import_feedback(
    file: Annotated[Path, typer.Argument(help="CSV or Excel (.xlsx): one row for each answer.")],
    *,
    by: Annotated[str, typer.Option(help='Column that names the session; "-": none.')] = "",
    missing: Annotated[
        list[str] | None, typer.Option(help="What means no answer: COLUMN=6 (repeatable).")
    ] = None,
    scale: Annotated[
        list[str] | None, typer.Option(help="From where to where a scale goes: COLUMN=1-6 (repeatable).")
    ] = None,
    sheet: Annotated[str, typer.Option(help="Read this sheet of a workbook.")] = "",
    name: Annotated[str, typer.Option(help="What the survey is called; else the file's name.")] = "",
    dry_run: Annotated[bool, typer.Option(help="Show the figures, and keep nothing.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print it for programs.")] = False,
) -> None:
    """Figures of a survey from elsewhere: what each column is, what is unclear, what people answered."""
    settings = settings_or_exit()
    choices = Choices(by=by, missing=_missing(missing or []), scales=_scales(scale or []), sheet=sheet)
    content, clock = content_or_exit(file), Clock()
    with used(settings) as database:
        try:
            least = database.read_now(lambda db: minimum_of(db, settings))
            brought = bring(least, file.name, content, choices)
        except Unreadable as error:
            _refuse(tell_reason(error.reason), as_json=as_json)
        brought = replace(brought, name=" ".join(name.split())[:LONGEST_NAME] or brought.name)
        if as_json:
            typer.echo(json.dumps(_told(brought), ensure_ascii=False, indent=2))
        else:
            _show(brought)
        if dry_run:
            return
        clock.offset = database.read_now(tryout.offset)  # the try-out's clock may have been moved
        try:
            database.write_now(lambda db: _keep(db, brought, clock.now()))
        except Refusal as refusal:
            _refuse(tell(f"refusal-{refusal.name}", None, **refusal.facts), as_json=False)
    if not as_json:
        typer.echo(tell("cli-survey-kept"))


def _keep(db: Connection, brought: Brought, now: datetime) -> None:
    number = store.look_at(db, brought, None, now)
    store.keep(db, Kept(number, brought, None, now, kept=False), brought.name, brought.survey)


def _refuse(why: str, *, as_json: bool) -> NoReturn:
    typer.echo(json.dumps({"refused": why}, ensure_ascii=False) if as_json else why, err=not as_json)
    raise typer.Exit(3) from None


def _missing(pairs: list[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in pairs:
        column, mark = _parts(pair, "6")
        found.setdefault(column, []).append(mark)
    return found


def _scales(pairs: list[str]) -> dict[str, tuple[int, int]]:
    found = {}
    for pair in pairs:
        column, ends = _parts(pair, "1-6")
        low, _, high = ends.partition("-")
        if not (_digits(low) and _digits(high) and int(low) < int(high)):
            _wrong(pair, "1-6")
        found[column] = (int(low), int(high))
    return found


def _digits(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len("100")


def _parts(pair: str, example: str) -> tuple[str, str]:
    """A heading may hold an equals sign; what it stands for does not."""
    column, _, value = (part.strip() for part in pair.rpartition("="))
    if not column or not value:
        _wrong(pair, example)
    return column, value


def _wrong(pair: str, example: str) -> NoReturn:
    typer.echo(tell("cli-survey-pair", pair=pair, example=example), err=True)
    raise typer.Exit(2)


# ── On the screen ────────────────────────────────────────────────────────────────────────────────


def _show(brought: Brought) -> None:
    console, survey = Console(), brought.survey
    typer.echo(f"{brought.name}: {tell('cli-survey-answers', n=survey.n)}")
    _table(console, [(short(each.heading), tell(f"survey-what-{each.what}")) for each in brought.columns])
    _figures(console, survey.asked, survey.tallies)
    if survey.by:
        typer.echo(tell("survey-by", None, heading=survey.by))
    for group in survey.groups:
        typer.echo(f"\n{group.name}: {tell('cli-survey-answers', n=group.n)}")
        _figures(console, survey.asked, group.tallies)
    for remark in brought.remarks:
        where = f"{remark.column}: " if remark.column else ""
        console.print(Text(f"• {where}{tell(remark.name, None, **remark.facts)}"))


def _table(console: Console, rows: list[tuple[str, str]]) -> None:
    table = Table("", "")
    table.columns[0].header, table.columns[1].header = tell("cli-column"), tell("cli-survey-taken-for")
    for heading, what in rows:
        table.add_row(Text(heading), Text(what))
    console.print(table)


def _figures(console: Console, questions: tuple[Asked, ...], tallies: tuple[Tally | None, ...]) -> None:
    say = voice(terminal_language())
    table = Table(tell("cli-survey-question"), tell("cli-survey-figure"))
    for asked, tally in zip(questions, tallies, strict=True):
        if tally is not None:
            # Text, not markup: a heading may hold anything.
            table.add_row(
                Text(short(asked.heading)), Text("\n".join(map(_letters, lines(asked, tally, say))))
            )
    console.print(table)


def _letters(text: Sentence) -> str:
    return "".join(span.text for span in text.spans if isinstance(span, Plain))


# ── For programs ─────────────────────────────────────────────────────────────────────────────────


def _told(brought: Brought) -> dict[str, object]:
    survey = brought.survey
    return {
        "name": brought.name,
        "answers": survey.n,
        "first": survey.first.isoformat() if survey.first else None,
        "last": survey.last.isoformat() if survey.last else None,
        "columns": [
            {"heading": each.heading, "number": each.number, "role": each.role, "what": each.what}
            for each in brought.columns
        ],
        "questions": _questions(survey.asked, survey.tallies),
        "by": survey.by,
        "groups": [
            {"name": group.name, "answers": group.n, "questions": _questions(survey.asked, group.tallies)}
            for group in survey.groups
        ],
        "hidden": survey.hidden,
        "notes": [
            {"column": each.column, "name": each.name, "facts": dict(each.facts),
             "reason": tell(each.name, None, **each.facts)}
            for each in brought.remarks
        ],
    }  # fmt: skip


def _questions(questions: tuple[Asked, ...], tallies: tuple[Tally | None, ...]) -> list[dict[str, object]]:
    return [
        _question(asked, tally) for asked, tally in zip(questions, tallies, strict=True) if tally is not None
    ]


def _question(asked: Asked, tally: Tally) -> dict[str, object]:
    score = nps(asked, tally)
    return {
        "question": asked.heading,
        "role": asked.role,
        "kind": asked.kind,
        "n": tally.n,
        "counts": dict(zip(asked.options, tally.counts, strict=True)),
        "unexplained": {str(code): times for code, times in zip(asked.codes, tally.coded, strict=True)},
        "left_out": dict(zip(asked.missing, tally.left, strict=True)),
        "mean": mean(asked, tally),
        "mean_with_unexplained": mean(asked, tally, with_codes=True) if asked.codes else None,
        "nps": score.score if score else None,
        "said": list(tally.said),
    }
