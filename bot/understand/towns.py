"""Places in Wales that have a name in each language, and which words of a session's place people use for it.

Source: the Welsh Language Commissioner's list of standardised Welsh place-names.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.understand.letters import Token, fold, tokens
from bot.understand.welsh import mutated

_TOWNS = """
aberaeron, aberteifi = cardigan, abertawe = swansea, aberhonddu = brecon, y fenni = abergavenny, bangor,
y barri = barry, y bont-faen = cowbridge, caerdydd = cardiff, caerfyrddin = carmarthen, caergybi =
holyhead, caernarfon, caerffili = caerphilly, casnewydd = newport, casgwent = chepstow, castell-nedd =
neath, conwy = conway, cwmbran, dinbych = denbigh, y drenewydd = newtown, dolgellau, y fflint = flint,
glynebwy = ebbw vale, hwlffordd = haverfordwest, llandudno, llandrindod = llandrindod wells, llanelli,
llanilltud fawr = llantwit major, merthyr tudful = merthyr tydfil, yr wyddgrug = mold, penarth, pen-y-
bont ar ogwr = bridgend, pen-y-bont = bridgend, penfro = pembroke, pontypridd, pontypwl = pontypool,
port talbot, rhuthun = ruthin, y rhyl = rhyl, trefynwy = monmouth, wrecsam = wrexham, bae caerdydd =
cardiff bay, cyffordd llandudno = llandudno junction, parc cathays = cathays park
"""
_COMMON = """
online teams zoom office offices library room hall hub civic centre center floor building street road
house county council park learning old new main training the ar-lein swyddfa swyddfeydd llyfrgell
ystafell neuadd canolfan ty stryd parc microsoft
"""
_GENERAL = frozenset(_COMMON.split())  # they name no place by themselves


# Trefdraeth is called Newport in English, and is not Casnewydd.
_NAMESAKE = re.compile(r"newport[\s,(]+(?:in |yn )?(?:pembrokeshire|pembs|sir benfro)", re.IGNORECASE)
_ITS_NAMES = """
newport in pembrokeshire, newport pembrokeshire, newport pembs, newport sir benfro, newport, trefdraeth,
pembrokeshire, sir benfro
"""


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in _tokens(name))


def _tokens(name: str) -> list[Token]:
    return [token for token in tokens(name) if token.text[0].isalnum()]


def _pairs() -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    named = ([_words(name) for name in pair.split("=")] for pair in _TOWNS.split(","))
    return [(names[0], names[-1]) for names in named]


_OTHER_NAME = dict([*_pairs(), *((english, welsh) for welsh, english in _pairs())])


@lru_cache(maxsize=16)
def spoken_places(places: tuple[str, ...]) -> dict[tuple[str, ...], str]:
    """What people may say for the places of a programme (folded words), to that part of the place's name."""
    said: dict[tuple[str, ...], str] = {}
    namesakes = [there[0] for place in places if (there := _NAMESAKE.search(place))]
    for place in places:
        for part in _NAMESAKE.sub("", place).replace("(", ",").replace(")", ",").split(","):
            found = _tokens(part)
            pairs = [found[start : start + 2] for start in range(len(found) - 1)]
            for tokens_of in (found, found[:1], found[-1:], *pairs):
                name = tuple(token.text for token in tokens_of)
                if all(word in _GENERAL or len(word) < 3 for word in name):
                    continue
                if len(name) == len(found) or len(name) > 1 or len(name[0]) > 4:
                    for form in _forms(name):
                        said.setdefault(form, part[tokens_of[0].start : tokens_of[-1].end])
    for namesake in namesakes:  # it alone is "Newport" where no other is there
        for known in _ITS_NAMES.split(","):
            name = _words(known)
            for first in (name[0], *mutated(name[0])):
                said.setdefault((first, *name[1:]), namesake)
    return said


def stands_in(name: str, place: str) -> bool:
    """Whether a session's place is the one that somebody named, as `spoken_places` has it."""
    there = fold(place)
    return fold(name) in (there if _NAMESAKE.search(name) else _NAMESAKE.sub("", there))


def _forms(name: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    for known in (name, _OTHER_NAME.get(name, name)):
        bare = known[1:] if known[0] in {"y", "yr"} else known
        yield from (known, bare, *((first, *bare[1:]) for first in mutated(bare[0])))
