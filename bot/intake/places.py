"""What a row says of booking: how many places there are, when they can be booked, and by whom."""

from typing import Any

from bot.intake.letters import line
from bot.intake.parts import Part
from bot.intake.report import Reason, Unclear
from bot.intake.tables import Row
from bot.intake.values import read_approval, read_capacity, read_cost, read_emails, read_freed, read_yes

Wrong = tuple[str, Reason]


def read_places(row: Row, part: Part) -> tuple[dict[str, Any], list[Wrong]]:
    """Attributes of a draft by name, and what is wrong with the row: (field, reason)."""
    columns = part.columns
    found: dict[str, Any] = {
        "apart": bool(line(columns.cell(row, "online_capacity"))),
        "freed": read_freed(columns.cell(row, "freed")),
        "invited": read_emails(columns.cell(row, "invited")),
        "sensitive": read_yes(columns.cell(row, "sensitive")),
        "approval": read_approval(columns.cell(row, "approval")),
        "cost": read_cost(columns.cell(row, "cost")),
    }
    wrong: list[Wrong] = []
    for field in ("capacity", "online_capacity", "dates_each"):
        try:
            found[field] = read_capacity(columns.cell(row, field))
        except Unclear as unclear:
            wrong.append((field, unclear.reason))
    for field in ("opens_at", "closes_at"):
        try:
            found[field] = part.calendar.moment(row, field, through=field == "closes_at")
        except Unclear as unclear:
            wrong.append((field, unclear.reason))
    return found, wrong
