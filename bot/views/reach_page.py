"""The report of a period as one page to print: HTML by itself, which screen readers read as well as eyes."""

from collections.abc import Callable
from html import escape
from typing import TypeAlias

from bot.card import Reader, Text, When
from bot.learning.reach import Kind
from bot.views.reach import standing
from bot.views.reach_lines import Line, Section, Shown, period_name, sections
from bot.words.aloud import say as aloud
from bot.words.voice import Voice

_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
Words: TypeAlias = Callable[[Text], str]

_STYLE = """
@page { size: A4; margin: 10mm 13mm }
* { box-sizing: border-box }
body { font: 9pt/1.28 "Open Sans", "Segoe UI", Arial, sans-serif; color: #1b1f23; margin: 0 auto;
  max-width: 190mm }
h1 { font-size: 16pt; line-height: 1.2; margin: 0 0 1mm; color: #123f37 }
h2 { font-size: 11pt; margin: 0 0 0.5mm; padding-top: 3.5mm; color: #123f37; break-after: avoid }
p { margin: 0 0 1.5mm }
.big { display: grid; grid-template-columns: repeat(2, 1fr); gap: 1.5mm 8mm; margin: 2mm 0 0 }
.big div { border-top: 0.6mm solid #123f37; padding-top: 1mm; break-inside: avoid }
dt { font-weight: 600 } dd { margin: 0 } .figure { font-size: 11.5pt; font-weight: 600 }
.what, .foot { color: #4a5258; font-size: 7.5pt }
.two { columns: 2; column-gap: 8mm } .two section { break-inside: avoid }
table { border-collapse: collapse; table-layout: fixed; width: 100%; margin: 0 0 1mm }
th { width: 50% }
th, td { text-align: left; font-weight: 400; padding: 0.6mm 2mm 0.6mm 0; border-bottom: 0.2mm solid #c9d1d0;
  vertical-align: top } td { text-align: right } thead th { font-weight: 600 }
.bar { display: block; height: 1.4mm; background: #2a7f6f; margin-top: 0.6mm;
  -webkit-print-color-adjust: exact; print-color-adjust: exact }
.foot { border-top: 0.2mm solid #c9d1d0; margin-top: 3mm; padding-top: 1.5mm }
@media screen { body { padding: 10mm } }
"""


def page(shown: Shown, settles: When, programme: str, reader: Reader, say: Voice) -> bytes:
    """UTF-8; it loads nothing, carries nothing out, and says in words whatever its bars show."""

    def words(text: Text) -> str:
        return escape(aloud(text, reader))

    report = shown.report
    title = words(say("reach-heading", period=period_name(report.period, say)))
    found = sections(shown, say)
    groups = [section for section in found if section.name != "all"]
    notes = [say("reach-tier")]
    if report.period.kind is not Kind.QUARTER:
        notes.append(say("reach-groups-by-quarter"))
    elif not report.final:
        notes.append(say("reach-groups-later"))
    body = (
        f"<header><h1>{title}</h1><p>{escape(programme)}</p>"
        f'<p class="what">{words(standing(shown, settles, say))}</p></header>'
        f'<main><dl class="big">{"".join(_big(line, words) for line in found[0].lines)}</dl>'
        f'<div class="two">{"".join(_section(each, words) for each in groups)}</div></main>'
        f'<footer class="foot">{"".join(f"<p>{words(note)}</p>" for note in notes)}</footer>'
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        f"<title>{title} – {escape(programme)}</title><style>{_STYLE}</style>"
    )
    return (
        f'<!doctype html><html lang="{say.language}"><head>{head}</head><body>{body}</body></html>'.encode()
    )


def _big(line: Line, words: Words) -> str:
    what = f'<dd class="what">{words(line.what)}</dd>' if line.what else ""
    return f'<div><dt>{words(line.label)}</dt><dd class="figure">{words(line.value)}</dd>{what}</div>'


def _section(section: Section, words: Words) -> str:
    most = max((number.number or 0 for line in section.lines for number in line.numbers), default=0)
    rows = "".join(_row(line, most, words) for line in section.lines)
    what = f'<p class="what">{words(section.what)}</p>' if section.what else ""
    title = f'<h2 id="{section.name}">{words(section.title)}</h2>'
    table = f'<table aria-labelledby="{section.name}"><tbody>{rows}</tbody></table>'
    return f"<section>{title}{table}{what}</section>"


def _row(line: Line, most: int, words: Words) -> str:
    numbers = [each.number for each in line.numbers]
    bar = ""
    if len(numbers) == 1 and numbers[0] and most:
        bar = f'<span class="bar" aria-hidden="true" style="width:{100 * numbers[0] // most}%"></span>'
    return f'<tr><th scope="row">{words(line.label)}{bar}</th><td>{words(line.value)}</td></tr>'
