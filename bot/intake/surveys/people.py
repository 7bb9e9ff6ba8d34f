"""Columns that say who people are though their headings do not: addresses, or a name in each cell."""

import re
from collections.abc import Mapping

_ADDRESS = re.compile(r"[^\s@]+@[^\s@]+\.\w+")
_NAMES = 5  # a column of fewer is shown to nobody
_NAME = re.compile(r"[^\W\d_a-zà-öø-ÿ][\w'’.-]*(?: (?:ap |ab |de |van |Mc)?[^\W\d_a-zà-öø-ÿ][\w'’.-]*){1,3}")
_LONGEST_ADDRESS = 254  # RFC 5321, 4.5.3.1.3, without the brackets
_LONGEST_NAME = 40


def names_people(given: Mapping[str, int]) -> bool:
    """`given`: how often each text stands in the column."""
    if sum(map(_address, given)) * 3 > len(given):
        return True
    often = len(given) >= _NAMES and len(given) * 10 >= sum(given.values()) * 9
    return often and sum(map(_name, given)) * 5 >= len(given) * 4


def _address(text: str) -> bool:
    return len(text) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(text) is not None


def _name(text: str) -> bool:
    return len(text) <= _LONGEST_NAME and _NAME.fullmatch(text) is not None
