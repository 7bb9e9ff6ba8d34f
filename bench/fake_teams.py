"""A Teams that takes what it is sent: `python -m bench.fake_teams <port> <host:port>`, the second with TLS.

It has keys of its own: GET /pass gives a good token, GET /count how many messages it got. The certificate
is the file that SSL_CERT_FILE names.
"""

import asyncio
import os
import ssl
import sys
import time

import uvloop

from bench.fake import Web
from tests.fakes.teams.issuer import Issuer

CLIENT = "99999999-8888-7777-6666-555555555555"
TENANT = "11111111-2222-3333-4444-555555555555"


def service_at(host: str) -> str:
    """The address that activities name for answers."""
    return f"https://{host}/emea"


class _Connector(Web):
    issuer: Issuer

    def answer(self, path: str, head: str, body: bytes) -> dict[str, object]:  # noqa: ARG002 - as Slack's
        match path.rpartition("/")[2]:
            case "token":
                return {"token_type": "Bearer", "expires_in": 3599, "access_token": self.issuer.token()}
            case "keys":
                return self.issuer.keys()
            case "pass":
                return {"token": self.issuer.token()}
            case "count":
                return {"messages": len(self.messages)}
        if head.startswith("post"):
            self.messages.append(("", time.monotonic()))
        return {"id": f"1:{len(self.messages)}"}


async def _serve(port: int, host: str) -> None:
    messages: list[tuple[str, float]] = []
    issuer = Issuer(CLIENT, service_at(host))

    def connection() -> _Connector:
        made = _Connector(messages, 0.0)
        made.issuer = issuer
        return made

    secure = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    secure.load_cert_chain(os.environ["SSL_CERT_FILE"])
    loop = asyncio.get_running_loop()
    name, _, number = host.rpartition(":")
    async with (
        await loop.create_server(connection, name, int(number), ssl=secure) as server,
        await loop.create_server(connection, "127.0.0.1", port),
    ):
        await server.serve_forever()


def main() -> None:
    uvloop.run(_serve(int(sys.argv[1]), sys.argv[2]))


if __name__ == "__main__":
    main()
