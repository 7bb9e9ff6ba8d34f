"""What a survey's heading says of its column: which question it is, or that it is none."""

import re

from bot.intake.surveys.words import folded
from bot.learning.surveys import Role

_PERSON = re.compile(
    r"(?:(?:your|full|first|last|given|family|display|employee|staff|line managers?|managers?|respondents?"
    r"|learners?|participants?|attendees?|user) )?(?:names?|surname|forename|initials)"
    r"|(?:.{0,40} )?(?:e ?mail|e mail address|email address|e bost|ebost|cyfeiriad e bost)"
    r"|(?:.{0,30} )?(?:phone|telephone|mobile|ffon|ffon symudol)(?: (?:number|no))?|rhif ffon"
    r"|submitter|respondents?|respondent id|response id|response no|response number|collector id|id|user ?id"
    r"|user ?name|user|ip|ip address|browser|payroll number|(?:staff|employee|personnel) (?:number|no|id)"
    r"|rhif (?:staff|cyflogai|gweithiwr)|national insurance(?: number)?|date of birth|dob|dyddiad geni"
    r"|post ?code|cod post|home address|address|cyfeiriad|enw|eich enw|enw llawn|enw cyntaf|cyfenw"
    r"|what is your name|what s your name|beth yw eich enw|external (?:reference|data reference)"
    r"|recipient (?:first name|last name|email)|location (?:latitude|longitude)|custom data \d+"
)
_DATE = re.compile(
    r"(?:(?:submission|completion|start|end|response|recorded|created|modified|last modified|date) )*"
    r"(?:date|time|timestamp|time ?stamp|date time|datetime)(?: (?:submitted|created|modified|completed))?"
    r"|submitted(?: at| on| date)?|started(?: at)?|completed(?: at)?"
    r"|dyddiad(?: .{1,30})?|amser (?:dechrau|cwblhau|cyflwyno|gorffen)|stamp amser"
)
_NOUN = (
    r"sessions?|workshops?|courses?|events?|training|sesiwn|sesiynau|gweithdy|cwrs|digwyddiad|hyfforddiant"
)
_SESSION = re.compile(
    rf"(?:the )?(?:{_NOUN})(?: (?:name|title|id|code|attended|date|enw|teitl))?"
    rf"|(?:enw|teitl) (?:y |r )?(?:{_NOUN})"
    rf"|.{{0,60}}\b(?:which|what|name of|title of|pa|enw|teitl)\b.{{0,30}}\b(?:{_NOUN})\b.{{0,40}}"
)
_JUDGED = re.compile(r"\b(?:best|most|useful|favourite|least|like|liked|prefer|how|orau|mwyaf|hoff|lleiaf)\b")
_CONFIDENCE = re.compile(r"\b(?:confiden\w*|hyder\w*)\b")
_BEFORE = re.compile(r"\b(?:before|prior|beforehand|cyn|gynt)\b")
_AFTER = re.compile(r"\b(?:after|afterwards|now|since|following|ar ol|wedi|wedyn|nawr|rwan|bellach)\b")
_RECOMMEND = re.compile(r"\bnps\b|\bnet promoter\b|\brecommend|\bargymell|\bgymeradwy")
_USEFUL = re.compile(
    r"\b(?:useful\w*|helpful\w*|valuable|worthwhile|relevan\w*|d?defnyddiol\w*|b?f?uddiol\w*|g?werthfawr\w*)\b"
)
_ACTION = re.compile(
    r"\b(?:actions?|next steps?|do differently|put (?:it |this )?into practice|apply"
    r"|will you (?:do|use|try|change)|intend to|plan to|gweithredu|camau nesaf|cam nesaf|gwneud yn wahanol"
    r"|fyddwch chi n (?:ei )?(?:wneud|newid))\b"
)
_COMMENT = re.compile(
    r"\b(?:comments?|feedback|suggest\w*|anything else|improve\w*|recommendations?|tell us|why|what else"
    r"|sylw|sylwadau|adborth|awgrym\w*|unrhyw beth arall|gwella|dywedwch|pam)\b"
)
_GENERIC = re.compile(r"(?:column|unnamed|field|x|v|q|colofn)? ?\d*(?: level \d+)?")


def unnamed(heading: str) -> bool:
    """Whether a program gave the heading, for want of one: "", "Column12", "Unnamed: 3"."""
    bare = folded(heading)
    return not bare or (_GENERIC.fullmatch(bare) is not None and any(mark.isdigit() for mark in bare))


def role_of(heading: str) -> Role:
    """As its words tell, in English or Welsh; what stands in the column decides too (see `columns`)."""
    bare = folded(heading)
    last = folded(re.split(r"[:>|\[]", heading)[-1])  # "Background: Which workshop did you attend?"
    if _PERSON.fullmatch(bare) or _PERSON.fullmatch(last):
        return "person"
    if _DATE.fullmatch(bare) or _DATE.fullmatch(last):
        return "date"
    if _SESSION.fullmatch(last) and not _JUDGED.search(last):
        return "session"
    if _CONFIDENCE.search(bare) and (_BEFORE.search(bare) or _AFTER.search(bare)):
        return "before" if _BEFORE.search(bare) else "after"
    for role, pattern in _OPINIONS:
        if pattern.search(bare):
            return role
    return "other"


_OPINIONS: tuple[tuple[Role, re.Pattern[str]], ...] = (
    ("recommend", _RECOMMEND),
    ("useful", _USEFUL),
    ("action", _ACTION),
    ("comment", _COMMENT),
)
