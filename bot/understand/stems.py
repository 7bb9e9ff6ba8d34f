"""The part of a word that stays when its ending changes: "managers", "managing", "management".

A light stemmer, not a linguist: two words that share a stem are taken for the same in a search. For
English it takes off common endings and knows the commonest irregular words; for Welsh, plural and verbal
endings.
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
_IRREGULAR = """
tell told telling | say said saying | feel felt | keep kept keeping | lead led leading | teach taught
learn learnt | write wrote written writing | speak spoke spoken | burn burnt | buy bought buying
sleep slept | lose lost losing | child children | person persons | woman women | man men
make made making | give gave given giving | get got getting | take took taken taking | know knew known
meet met meeting | die died dying | bring brought | choose chose chosen | break broke broken
fall fell fallen | grow grew grown | hold held | leave left leaving | win won | sell sold
drive drove driven driving | career careers | wellness | mindful mindfulness mindfully
business businesses | letter letters | pryder pryderus pryderon | llais lleisiau | common | codio | cynnes
cynnal | troed traed | offer offers offering | news | ride rode ridden | swim swam | sing sang sung
run ran running | sit sat sitting | ymddeol ymddeoliad | gofal gofalu | gofalwr gofalwyr
cyfrifiadur cyfrifiaduron | recruits | network networks | networking | rheol rheoli rheolwr rheolwyr
dysg dysgu dysgwr dysgwyr | arwain arweinydd arweinwyr arweinyddiaeth
plentyn plant | llyfr llyfrau | tŷ ty tai | merch merched | gwirfoddoli gwirfoddolwr gwirfoddolwyr
sgil sgiliau | twyll twyllwyr twyllwr twyllodrus | profedigaeth profedigaethau
"""
_KNOWN = {
    word: words.split()[0]
    for line in _IRREGULAR.strip().splitlines()
    for words in line.split("|")
    for word in words.split()
}
_LEAST = 4  # letters that stay
_VOWELS = frozenset("aeiou")


def stem(word: str) -> str:
    """The stem of a folded word; short words and numbers stay as they are."""
    return _stem(word) if word.isalpha() else word


@lru_cache(maxsize=8_000)
def _stem(word: str) -> str:
    if word in _KNOWN:
        return _KNOWN[word]
    short = _short(word)
    if short:
        return short
    for endings in (_ENGLISH, _WELSH):
        for ending in endings:
            if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
                shorter = word.removesuffix(ending)
                if len(shorter) > _LEAST and shorter[-1] == shorter[-2] and shorter[-1] not in "ls":
                    shorter = shorter[:-1]  # "planning", "plan"
                return shorter
    return word


def _short(word: str) -> str:
    """The stem of an English word of three or four letters with an ending: "kids", "hiring", "putting"."""
    for ending in ("ing", "ed", "ers", "er"):
        left = word.removesuffix(ending)
        if left != word and 3 <= len(left) <= _LEAST and _VOWELS & set(left):
            if len(left) == _LEAST and left[-1] == left[-2] and left[-1] not in "lsz":
                return left[:-1]
            if len(left) == 3 and left[0] not in _VOWELS and left[1] in _VOWELS and left[2] not in "aeiouwxy":
                return left + "e"
            return left if len(left) == 3 else ""
    if len(word) == _LEAST and word[-1] == "s" and word[-2] not in "sui" and _VOWELS & set(word[:3]):
        return word[:-1]
    return ""
