"""Microsoft's keys and tokens, made on this machine: really signed (RS256), and really wrong where wanted."""

import json
import time
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

ISSUER = "https://api.botframework.com"
ISSUERS = {
    "public": ISSUER,
    "usgov": "https://api.botframework.us",
    "usgovdod": "https://api.botframework.us",
    "china": "https://api.botframework.azure.cn",
}
"""By Microsoft's clouds, as the SDK names them; our own tokens are for the same names."""


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


_OURS, _OTHER = _key(), _key()  # once: to make one takes longer than a test


class Issuer:
    """`endorsed`: the channels that the key is for. `name`: who signs."""

    def __init__(self, audience: str, service: str, name: str = ISSUER) -> None:
        self.audience = audience
        self.name = name
        self.service = service
        self.kid = "one"
        self.endorsed: list[str] | None = ["msteams", "webchat"]

    def keys(self) -> dict[str, Any]:
        """The JWKS, as Microsoft serves it."""
        key = json.loads(RSAAlgorithm.to_jwk(_OURS.public_key())) | {"kid": self.kid, "use": "sig"}
        return {"keys": [key if self.endorsed is None else key | {"endorsements": self.endorsed}]}

    def token(self, **changes: Any) -> str:
        """A good token; `changes` to its claims (None: left out), or to `kid` and `alg` of its header, or
        `by_another` for a key that is not in the JWKS.
        """
        now = int(time.time())
        claims = {
            "iss": self.name,
            "aud": self.audience,
            "nbf": now - 10,
            "exp": now + 3600,
            "serviceurl": self.service,
        }
        kid, algorithm = changes.pop("kid", self.kid), changes.pop("alg", "RS256")
        key: Any = _OTHER if changes.pop("by_another", False) else _OURS
        if algorithm == "HS256":
            key = "a secret that is long enough for what it is used for"
        if algorithm == "none":
            key = None
        claims = {name: value for name, value in (claims | changes).items() if value is not None}
        return jwt.encode(claims, key, algorithm=algorithm, headers={"kid": kid})
