"""Whether somebody wants one place instead of another: "swap yoga for the one in June", "symudwch fi o …"."""

import re
from dataclasses import dataclass

from bot.understand.letters import LONGEST, plain


@dataclass(frozen=True, slots=True)
class Swap:
    """`old`: what they would give up, as they named it ("": what they have); `new`: what they want."""

    old: str
    new: str


_POLITE = r"""
please pls plz hi hello hey can could may i we you would will like want wanna need to just sorry ok is it
possible i'd id i'll let's the a fi dw dwi i'n n hoffwn eisiau isio ga gaf allwch allai alla chi plis helo am
mae rhaid mi yn rwy rydw
"""
_LONGER_FIRST = sorted(_POLITE.split(), key=len, reverse=True)
_BEFORE = rf"^\W*(?:(?:{'|'.join(map(re.escape, _LONGER_FIRST))})\b[\s,]*)*+"
_BOOK = (
    r"(?:book|join|reserve|enrol|register|sign(?:\s+me)?\s+up|put\s+me|go|come|get|take|have|"
    r"archebu|fwcio|bwcio|gofrestru|cofrestru|ymuno)(?:\s+(?:me|i\s+mi))?"
    r"(?:\s+(?:a\s+)?(?:place|spot|seat|lle))?(?:\s+(?:on\s+to|onto|on|for|to|in|into|up\s+for|at|ar|â))?"
)
_CANCEL = (
    r"(?:cancel|drop|unbook|leave|ganslo|canslo|gollwng|gadael)(?:\s+(?:my|fy))?"
    r"(?:\s+(?:place|booking|spot|seat|lle|archeb))?(?:\s+(?:on|for|ar))?"
)
_MINE_EN = r"(?:me|us|my\s+(?:place|booking|spot|seat))"
_MINE_CY = r"(?:fi|fy\s+(?:lle|archeb))"
_AND = r"\s*(?:,|\band\b|\bthen\b|&|\bac?\b)\s*(?:then\s+)?"
_TO, _I = r"\s+(?:for|to|with|onto|on\s+to|into)\s+", r"\s+(?:am|gyda|efo|â|at|ar|i|i'r)\s+"
_OFF, _O = r"(?:from|off|out\s+of|on|for)\s+", r"(?:o|o'r|oddi\s+ar|ar)\s+"
_OLD, _NEW = "(?P<old>.+?)", "(?P<new>.+?)"
_SAYINGS = (
    # swap yoga for the one in June; exchange my place on yoga for first aid
    rf"(?:swap|exchange|trade)\s+(?:{_MINE_EN}\s+)?(?:{_OFF})?{_OLD}{_TO}{_NEW}",
    rf"[cg]?yfnewid(?:iwch|ia)?\s+(?:{_MINE_CY}\s+)?(?:{_O})?{_OLD}{_I}{_NEW}",
    # move me from yoga to first aid; change my place on yoga to the one in June; move me to June
    rf"(?:move|change|switch|transfer|swap)\s+{_MINE_EN}(?:\s+{_OFF}{_OLD})?{_TO}{_NEW}",
    rf"(?:symud(?:wch|a)?|newid(?:iwch)?|[dt]rosglwydd(?:o|wch))\s+{_MINE_CY}(?:\s+{_O}{_OLD})?{_I}{_NEW}",
    # cancel yoga and book first aid; book first aid and cancel yoga
    rf"{_CANCEL}\s+{_OLD}{_AND}{_BOOK}\s+{_NEW}",
    rf"{_BOOK}\s+{_NEW}{_AND}{_CANCEL}\s+{_OLD}",
    # book first aid instead of yoga; archebu cymorth cyntaf yn lle ioga
    rf"(?:{_BOOK}\s+)?{_NEW}\s+(?:instead\s+of|rather\s+than|in\s+place\s+of|yn\s+lle)\s+{_OLD}",
)
_PATTERNS = tuple(re.compile(f"{_BEFORE}{saying}$", re.IGNORECASE) for saying in _SAYINGS)
# Another way to come to the same session is no other session.
_WAY = (
    r"(?:on-?\s?line|remotely|from home|in[ -]person|(?:in|into|to) the (?:room|office|building)|"
    r"i'r (?:ystafell|swyddfa)|wyneb yn wyneb|ar-?lein|o bell|o adref)"
)
_NO_PLACE = re.compile(rf"(?:(?:come|join|d?dod|ymuno)\s+(?:i\s+)?)?{_WAY}\W*", re.IGNORECASE)
_NO_OLD = re.compile(
    rf"(?:(?:coming|going|being|travelling|dod|mynd)\b.*|hynny|that|it|{_WAY})", re.IGNORECASE
)
_BY_WAY = re.compile(rf"\b{_WAY}\W*$", re.IGNORECASE)
_BEHIND = re.compile(
    r"(?:[\s,]*\b(?:please|pls|plis|thanks|diolch|instead|if possible|os gwelwch yn dda))+\W*$",
    re.IGNORECASE,
)
_HINT = re.compile(
    r"swap|exchange|trade|(?:move|change|switch|transfer)\s+(?:me|us|my)\b|instead of|rather than|in place of"
    r"|yfnewid|ymud|newid|rosglwyddo|yn lle|cancel|drop|unbook|leave|ansl|ollwng|adael",
    re.IGNORECASE,
)
_SHORT = 300  # letters: nobody swaps places in an essay


def read_swap(text: str) -> Swap | None:
    """What `text` wants to swap for what; None where it says no such thing."""
    said = plain(text[:LONGEST]).strip()
    if len(said) > _SHORT or not _HINT.search(said):
        return None
    said = _BEHIND.sub("", " ".join(said.split())).strip(" .!?,")
    for pattern in _PATTERNS:
        found = pattern.search(said)
        if found and not _NO_PLACE.fullmatch(found["new"]):
            old = (found["old"] or "").strip(" ,")
            if _NO_OLD.fullmatch(old) and _BY_WAY.search(found["new"]):
                return None
            return Swap(old, found["new"].strip(" ,"))
    return None
