"""Microsoft's clouds: where each signs its requests, gives tokens, and has messages sent to.

A tenant is in one of them for good. What is signed in one opens nothing in another, and a token of one
goes to its own services alone.

Sources: learn.microsoft.com, "Sovereign cloud configuration" (Teams SDK) and "Send proactive messages"
(GCC is a part of the public cloud); `CloudEnvironment` of microsoft-teams-api 2.1 and its allow-lists of
services in the SDKs for .NET and JavaScript.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Cloud:
    """`login`, `keys`: addresses. `issuer` names who signs requests, `scope` what our token is for.

    `hosts`: where messages may be sent, as `services.Services` takes them.
    """

    login: str
    keys: str
    issuer: str
    scope: str
    hosts: tuple[str, ...]


_KEYS = "/v1/.well-known/keys"


def _us(service: str) -> Cloud:
    """The two of the US government differ only in their services."""
    return Cloud(
        login="https://login.microsoftonline.us",
        keys=f"https://login.botframework.azure.us{_KEYS}",
        issuer="https://api.botframework.us",
        scope="https://api.botframework.us/.default",
        hosts=(service,),
    )


PUBLIC = Cloud(
    login="https://login.microsoftonline.com",
    keys=f"https://login.botframework.com{_KEYS}",
    issuer="https://api.botframework.com",
    scope="https://api.botframework.com/.default",
    hosts=("smba.trafficmanager.net", "smba.onyx.prod.teams.trafficmanager.net", ".teams.microsoft.com"),
)

CLOUDS: Mapping[str, Cloud] = MappingProxyType(
    {
        "public": PUBLIC,
        "usgov": _us(".gov.teams.microsoft.us"),
        "usgovdod": _us(".dod.teams.microsoft.us"),
        "china": Cloud(
            login="https://login.partner.microsoftonline.cn",
            keys=f"https://login.botframework.azure.cn{_KEYS}",
            issuer="https://api.botframework.azure.cn",
            scope="https://api.botframework.azure.cn/.default",
            hosts=(".teams.microsoftonline.cn",),
        ),
    }
)
"""By the names that TEAMS_CLOUD takes, which are the SDK's."""
