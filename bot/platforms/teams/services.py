"""Whose address messages for Teams may be sent to: our token goes with them, so only to Microsoft's.

Source: learn.microsoft.com, "Send and receive messages" (a service URL comes with every activity, and
may change). The hosts of each cloud are in `clouds`.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Services:
    """`hosts`: names, one with its port where that is not 443, or endings that begin with a dot.
    `loopback`: this machine alone, without https.
    """

    hosts: tuple[str, ...]
    loopback: bool = False

    def known(self, url: object) -> str | None:
        """The address, without its last stroke; None where our token must not go."""
        if not isinstance(url, str) or len(url) > _LONGEST or not url.isascii() or not url.isprintable():
            return None
        try:
            parts = urlsplit(url)
            host, port = (parts.hostname or "").lower(), parts.port
        except ValueError:
            return None
        if " " in url or "\\" in url or "@" in parts.netloc or parts.query or parts.fragment:
            return None
        if self.loopback:
            good = parts.scheme == "http" and _is_loopback(host)
        else:
            good = parts.scheme == "https" and self._ours(host if port in (None, 443) else f"{host}:{port}")
        return url.rstrip("/") if good else None

    def _ours(self, host: str) -> bool:
        return any(
            host.endswith(each) if each.startswith(".") else host == each
            for each in map(str.lower, self.hosts)
        )


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
