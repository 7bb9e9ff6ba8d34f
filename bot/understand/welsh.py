"""Welsh changes the first letter of a word after many others: "mis", but "o fis"; "cinio", "amser ginio".

Source: the mutation tables in any Welsh grammar, e.g. BBC Cymru's "Cymraeg: y treigladau".
"""

from typing import Literal, TypeAlias

Change: TypeAlias = Literal["soft", "nasal", "aspirate"]

# Two letters that are one in Welsh stand before their first letter alone.
_CHANGES: dict[Change, tuple[tuple[str, str], ...]] = {
    "soft": (
        ("ll", "l"),
        ("rh", "r"),
        ("p", "b"),
        ("t", "d"),
        ("c", "g"),
        ("b", "f"),
        ("d", "dd"),
        ("g", ""),
        ("m", "f"),
    ),
    "nasal": (("p", "mh"), ("t", "nh"), ("c", "ngh"), ("b", "m"), ("d", "n"), ("g", "ng")),
    "aspirate": (("p", "ph"), ("t", "th"), ("c", "ch")),
}
_FIXED = ("ch", "ph", "th", "dd")  # these letters never change


def mutated(word: str, *changes: Change) -> list[str]:
    """The forms that `word` (lower case, unmutated) takes; all three changes unless some are named."""
    forms: list[str] = []
    if word.startswith(_FIXED):
        return forms
    for change in changes or ("soft", "nasal", "aspirate"):
        for old, new in _CHANGES[change]:
            if word.startswith(old):
                forms.append(new + word.removeprefix(old))
                break
    return forms


def radicals(word: str) -> list[str]:
    """The words that `word` (lower case) may be a mutated form of; it may also be none of them."""
    found: list[str] = []
    for pairs in _CHANGES.values():
        for old, new in pairs:
            if new and word.startswith(new):
                radical = old + word.removeprefix(new)
                if word in mutated(radical):
                    found.append(radical)
    if word[:1] in tuple("aeiouwylrn"):  # a lost g
        found.append("g" + word)
    return found
