"""Where a session is, as a reader of either language knows the town: "Tŷ Afon, Cardiff", "Tŷ Afon, Caerdydd".

Only what stands by itself between commas is a town: "Cardiff Road" and "Canolfan Caerdydd" stay as they are.
Source of the names: the Welsh Language Commissioner's list of standardised Welsh place-names.
"""

import re

from bot.card import Language

_NAMES = """
Aberteifi = Cardigan, Abertawe = Swansea, Aberhonddu = Brecon, Y Fenni = Abergavenny, Y Barri = Barry,
Y Bont-faen = Cowbridge, Caerdydd = Cardiff, Caerfyrddin = Carmarthen, Caergybi = Holyhead,
Caerffili = Caerphilly, Casnewydd = Newport, Cas-gwent = Chepstow, Castell-nedd = Neath, Dinbych = Denbigh,
Y Drenewydd = Newtown, Y Fflint = Flint, Glynebwy = Ebbw Vale, Hwlffordd = Haverfordwest,
Llanilltud Fawr = Llantwit Major, Merthyr Tudful = Merthyr Tydfil, Yr Wyddgrug = Mold,
Pen-y-bont ar Ogwr = Bridgend, Penfro = Pembroke, Pont-y-pŵl = Pontypool, Rhuthun = Ruthin, Y Rhyl = Rhyl,
Trefynwy = Monmouth, Wrecsam = Wrexham, Bae Caerdydd = Cardiff Bay, Cyffordd Llandudno = Llandudno Junction,
Parc Cathays = Cathays Park, Ar-lein = Online
"""
_WELSH = {pair.partition("=")[0].strip(): pair.partition("=")[2].strip() for pair in _NAMES.split(",")}
_TO: dict[Language, dict[str, str]] = {
    "cy": {english: welsh for welsh, english in _WELSH.items()},
    "en": _WELSH,
}
# One town with the name of another, in English alone.
_TREFDRAETH: dict[Language, tuple[re.Pattern[str], str]] = {
    "cy": (re.compile(r"\bNewport(?:, | in )(?:Pembrokeshire|Sir Benfro)\b"), "Trefdraeth, Sir Benfro"),
    "en": (re.compile(r"\bTrefdraeth, Sir Benfro\b"), "Newport, Pembrokeshire"),
}
_PIECE = re.compile(r"[^,()]+")


def place_in(place: str, language: Language) -> str:
    """The same place; towns, and that it is online, in that language."""
    known = _TO[language]
    namesake, name = _TREFDRAETH[language]

    def named(piece: re.Match[str]) -> str:
        words = piece[0].strip()
        return piece[0].replace(words, known[words]) if words in known else piece[0]

    # What stands around it is named piece by piece.
    return name.join(_PIECE.sub(named, around) for around in namesake.split(place))
