"""Whether somebody asks if a session is on: "is yoga cancelled?", "ydy'r daith yn dal ymlaen?"."""

import re
from dataclasses import dataclass

from bot.understand.letters import LONGEST, plain


@dataclass(frozen=True, slots=True)
class AskedOn:
    """`name`: what they call it, with the day where they say one ("": what they have a place on). `surely`:
    they ask after something that was to be ("is yoga still on"), not perhaps what there is ("is yoga on").
    """

    name: str
    surely: bool


_KIND = r"^\W*(?:(?:hi|hello|hey|hiya|please|sorry|so|and|ok|okay|thanks|helo|haia|sori|a)\b[\s,!.]*)*+"
_WONDERING = (
    r"(?:(?:do|does)\s+(?:you|anyone|anybody)\s+know|any(?:one|body)\s+know|any\s+idea|just\s+checking|"
    r"i(?:'m|\s+am|\s+was)?\s+(?:just\s+)?wonder(?:ing|ed)?|(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?"
    r"(?:tell\s+me|let\s+me\s+know|check|confirm))\s+(?:if|whether|that)\s+"
)
_GWYBOD = (
    r"(?:(?:wyddoch\s+chi|wyddost\s+ti|(?:ydych\s+chi|wyt\s+ti|oes\s+rhywun)(?:'n|\s+yn)\s+gwybod|"
    r"tybed)\s+(?:(?:os|a)\s+)?)?"
)
_NAME = r"(?P<name>\S.{0,80}?)"
_DAYS = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?"
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec)[a-z]*"
_DAY = (
    rf"(?:(?:on|this|next)\s+)*(?:the\s+)?(?:today|tonight|tomorrow|morning|afternoon|evening|lunchtime|week|"
    rf"{_DAYS}|\d{{1,2}}(?:st|nd|rd|th)?(?:\s+(?:of\s+)?{_MONTHS})?)"
)
_DYDD = (
    r"(?:ar\s+)?(?:heddiw|heno|yfory|fory|(?:y\s+)?(?:bore|prynhawn|wythnos)\s+(?:yma|hwn|hon|nesaf)|"
    r"(?:d?dydd|nos)\s+\w+)"
)
_OFF = (
    r"(?:(?:now|already|really|actually)\s+)?(?:(?:been|got|getting|being)\s+)?(?:cancelled|canceled|called\s+off|"
    r"postponed|put\s+(?:off|back)|(?:moved|rescheduled|re-?arranged)(?:\s+to\s+.{1,40})?)"
)
_STILL = (
    r"(?:(?:still|definitely|actually)\s+)*going\s+ahead|"
    r"(?:still|definitely)\s+(?:on|happening|running|taking\s+place|scheduled|planned)|on\s+or\s+(?:off|cancelled)"
)
_ON = r"on|happening|taking\s+place|running"
_BEHIND = rf"(?:\s+(?:or\s+not|now|then|yet|at\s+all|any\s?more|after\s+all|as\s+planned|(?P<day>{_DAY})))*"
_WEDI = (
    r"\s+wedi\s?(?:'?i|'?u|ei|eu|cael\s+e[iu])?\s+"
    r"(?:g?anslo|canslo|chanslo|g?ohirio|symud(?:\s+i.{1,40})?|h?aildrefnu|d?diddymu)"
)
_YN = r"(?:'n|\s+yn)"
_FLAEN = r"(?:yn\s+ei\s+[fb]laen|rhagddi|rhagddo|ymlaen)"
_DAL = (
    rf"{_YN}\s+dal\s+(?:ymlaen|mlaen|i\s+(?:ddigwydd|fod\s+ymlaen|fynd\s+{_FLAEN}|gael\s+ei\s+ch?gynnal|"
    rf"gael\s+ei\s+(?:gynnal|chynnal)))|{_YN}\s+mynd\s+{_FLAEN}|\s+(?:dal\s+ymlaen|ymlaen\s+o\s+hyd)"
)
_YMLAEN = rf"{_YN}?\s+(?:ymlaen|mlaen)|{_YN}\s+(?:digwydd|cael\s+ei\s+(?:gynnal|chynnal))"
_WEDYN = rf"(?:\s+(?:neu\s+(?:beidio|ddim)|o\s+hyd|bellach|nawr|(?P<day>{_DYDD})))*"
_BE, _YDY = r"(?:is|are|was|were|has|have|isn't|hasn't)\s+", r"(?:ydy|ydi|yw|ydyn)(?:'r\s+|\s+yr?\s+|\s+)"
_SURELY = (
    rf"{_BE}{_NAME}\s+(?:{_OFF}|{_STILL}){_BEHIND}",
    rf"{_WONDERING}{_NAME}(?:'s|\s+(?:is|are|was|has|have))\s+(?:{_OFF}|{_STILL}){_BEHIND}",
    rf"(?:when|where|what\s+day)(?:'s|\s+(?:is|was|has|have))\s+{_NAME}\s+(?:been\s+)?(?:moved|rescheduled)(?:\s+to)?",
    rf"{_GWYBOD}{_YDY}{_NAME}(?:{_WEDI}|{_DAL}){_WEDYN}",
)
_PERHAPS = (
    rf"{_BE}{_NAME}\s+(?:{_ON}){_BEHIND}",
    rf"{_WONDERING}{_NAME}(?:'s|\s+(?:is|are))\s+(?:{_ON}){_BEHIND}",
    rf"{_GWYBOD}{_YDY}{_NAME}(?:{_YMLAEN}){_WEDYN}",
)
# "Yoga cancelled?": without its sign it might be news.
_BARE = (rf"{_NAME}\s+(?:{_OFF}|{_STILL}){_BEHIND}", rf"{_NAME}(?:{_WEDI}|{_DAL}){_WEDYN}")
_END = r"(?:[\s,]*\b(?:please|pls|plis|thanks|diolch|os gwelwch yn dda))*\W*$"
_PATTERNS = [
    (re.compile(f"{_KIND}(?:{saying}){_END}", re.IGNORECASE), surely)
    for sayings, surely in ((_SURELY, True), (_PERHAPS, False))
    for saying in sayings
]
_BARE_PATTERNS = [re.compile(f"{_KIND}(?:{saying}){_END}", re.IGNORECASE) for saying in _BARE]
_HINT = re.compile(
    r"cancel|called off|postpon|put (?:off|back)|moved|resched|arranged|ahead|happening|running|taking place"
    r"|\bon\b|scheduled|planned|anslo|ohirio|symud|aildrefnu|diddymu|[mfb]laen|rhagdd|digwydd|gynnal|chynnal",
    re.IGNORECASE,
)
# It, or what one has a place on, however it is called.
_MINE = re.compile(
    r"(?:it|this|that|(?:this|that|the)\s+one|(?:my|our|the|this|that)\s+(?:next\s+)?"
    r"(?:session|class|course|event|workshop|booking|place)|hi|o|e|fo|hwn|hon|"
    r"(?:fy\s+)?(?:y\s+)?(?:sesiwn|cwrs|lle)(?:\s+(?:hwn|hon|nesaf))?)",
    re.IGNORECASE,
)
# People, and what is no single thing.
_NO_NAME = re.compile(
    r"(?:i|we|you|he|she|they|who|what|what's|which|when|where|why|how|there|any|anything|anyone|anybody|some|"
    r"something|someone|all|every|everything|everyone|no|none|nothing|more|most|both|sessions|courses|"
    r"classes|people|unrhyw|rhyw|rhywbeth|rhywun|popeth|pob|pawb|dim|beth|pa|pwy|pryd|ble|chi|ti|fi|ni|nhw|"
    r"(?:y\s+)?(?:sesiynau|cyrsiau))\b|.*\b(?:if|whether|os)\b",
    re.IGNORECASE,
)
_SHORT = 200  # letters: who asks after one session says no more


def asked_on(text: str) -> AskedOn | None:
    """What `text` asks after; None where it asks no such thing."""
    said = plain(text[:LONGEST]).strip()
    if len(said) > _SHORT or not _HINT.search(said):
        return None
    said = " ".join(said.split())
    tried = [*_PATTERNS, *((each, True) for each in _BARE_PATTERNS if said.endswith("?"))]
    for pattern, surely in tried:
        found = pattern.search(said)
        if found is None:
            continue
        name, day = found["name"].strip(" ,"), found.groupdict().get("day") or ""
        if _MINE.fullmatch(name):
            return AskedOn(day, surely=surely)
        return None if _NO_NAME.match(name) else AskedOn(f"{name} {day}".strip(), surely=surely)
    return None
