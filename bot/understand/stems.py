"""The part of a word that stays when its ending changes: "managers", "managing", "management".

A light stemmer, not a linguist: two words that share a stem are taken for the same in a search. For
English it takes off common endings; for Welsh, plural and verbal ones.
"""

from functools import lru_cache

_ENGLISH = (
    "isations", "isation", "izations", "ization", "ements", "ement", "ations", "ation", "ingly", "fulness",
    "nesses", "ness", "ments", "ment", "ities", "ity", "ions", "ion", "ings", "ing", "ers", "ies", "ied",
    "ed", "er", "es", "ly", "al", "s", "y", "e",
)  # fmt: skip
_WELSH = (
    "iadau", "iaeth", "iadur", "iannau", "oedd", "ydd", "iaid", "wyr", "wr", "iwr", "iau", "ion", "iad",
    "edd", "wch", "au", "on", "io", "od", "ol", "u", "o",
)  # fmt: skip
_LEAST = 4  # letters that stay


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The stem of a folded word; short words stay as they are."""
    for endings in (_ENGLISH, _WELSH):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
                shorter = word.removesuffix(ending)
                if len(shorter) > _LEAST and shorter[-1] == shorter[-2] and shorter[-1] not in "ls":
                    shorter = shorter[:-1]  # "planning", "plan"
                return shorter
    return word
