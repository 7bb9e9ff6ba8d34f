"""Reads the table of interface sentences, `name | English | Welsh`, for rooms under test."""

from pathlib import Path

from bot.card import Language, Plain, Text

_PATH = Path(__file__).with_name("words.md")


def read_table() -> dict[str, dict[Language, str]]:
    rows = [line.split(" | ") for line in _PATH.read_text(encoding="utf-8").splitlines()[1:]]
    return {name: {"en": english, "cy": welsh} for name, english, welsh in rows}


_TABLE = read_table()


def sentence(name: str, language: Language) -> Text:
    return Text((Plain(_TABLE[name][language]),), language)
