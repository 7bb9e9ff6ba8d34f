"""What somebody names a session by, without the small words around it: "me onto the yoga one" is yoga."""

import re

_BEFORE = re.compile(
    r"^(?:(?:me|us|fi|myself)\s+)?(?:(?:a\s+)?(?:place|seat|spot|lle)\s+)?"
    r"(?:(?:on|onto|for|to|in|at|from|ar|am|i|o|ar\s+gyfer)\s+)?(?:(?:the|that|a|an|my|y|yr|'r|fy)\s+)?",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?<!\s)\s+(?:one|thing|session|course|class|event|sesiwn|cwrs|un|please|plis|os gwelwch yn dda)[.!?]*$",
    re.IGNORECASE,
)


def named(about: str) -> str:
    """The words that name it; all of `about` where nothing else would be left."""
    kept = _AFTER.sub("", about.strip().replace("’", "'"))
    kept = _BEFORE.sub("", kept, count=1).strip()
    return kept or about.strip()
