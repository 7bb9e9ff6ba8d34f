"""The rules of feedback: how an answer stays anonymous, and how few people are too few.

An answer carries HMAC-SHA256(session key, person) and never the person; publishing the results deletes
the key, after which nobody can tell whose an answer was. The minimum group protects comments too.
"""

import hmac
from typing import Final

FLOOR: Final = 5
"""No setting goes below this: smaller groups can be guessed."""


def token(key: bytes, person_id: int) -> str:
    """The answer's only link to its author; it cannot be followed back once `key` is deleted."""
    return hmac.digest(key, str(person_id).encode(), "sha256").hex()
