"""What knocks at the door: really signed tokens, good and bad, strangers, and broken or endless bodies."""

import asyncio
import json
import time
import warnings
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import jwt
import pytest
from aiohttp import ClientSession
from structlog.testing import capture_logs

from bot.platforms.teams.clouds import CLOUDS
from bot.platforms.teams.room import TeamsRoom
from bot.platforms.teams.services import Services
from bot.words.voice import voice
from tests.fakes.slack import serving
from tests.fakes.teams.faults import Refuses, Slow
from tests.fakes.teams.issuer import ISSUER, ISSUERS
from tests.fakes.teams.server import CLIENT
from tests.fakes.teams.tenant import TENANT
from tests.platforms.slack.desk import reply
from tests.platforms.teams.memory import MemoryWays
from tests.platforms.teams.test_payloads import ACTIVITY
from tests.rooms.script import Script
from tests.rooms.teams import TeamsVenue, teams

PAYLOADS = Path(__file__).parents[4] / "shared/data/payloads/teams"
REAL = sorted(path.name for path in PAYLOADS.glob("*.json"))
OTHER = "22222222-2222-3333-4444-555555555555"


@asynccontextmanager
async def opened(cloud: str = "public") -> AsyncIterator[TeamsVenue]:
    async with teams(cloud) as venue:
        venue.script.answers["mine"] = reply("Secret")
        yield venue


def words_of_nia(venue: TeamsVenue, **changes: Any) -> bytes:
    nia = venue.teams.space.members["nia"]
    activity = venue.teams.activity("message", venue.teams.space.alone(nia), nia, text="mine")
    return json.dumps(activity | changes).encode()


BAD: dict[str, dict[str, Any]] = {
    "signed by another": {"by_another": True},
    "a key that nobody knows": {"kid": "unknown"},
    "a shared secret": {"alg": "HS256"},
    "no signature": {"alg": "none"},
    "for another bot": {"aud": OTHER},
    "for nobody": {"aud": None},
    "from another issuer": {"iss": "https://login.microsoftonline.com/x/v2.0"},
    "from no issuer": {"iss": None},
    "too old": {"exp": int(time.time()) - 400},
    "never too old": {"exp": None},
    "not yet good": {"nbf": int(time.time()) + 86_400},
    "of another service": {"serviceurl": "https://smba.trafficmanager.net/amer"},
    "of no service": {"serviceurl": None},
    "of a service that is no text": {"serviceurl": ["https://smba.trafficmanager.net/emea"]},
}


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
async def test_a_bad_token_opens_nothing(changes: dict[str, Any], caplog: pytest.LogCaptureFixture) -> None:
    async with opened() as venue:
        ack = await venue.teams.post(words_of_nia(venue), venue.teams.signed(**changes))
        assert ack.status == (403 if isinstance(changes.get("serviceurl"), str) else 401)
        assert ack.body is None
        assert venue.script.asks == []
    assert caplog.records == []


@pytest.mark.parametrize("audience", [CLIENT, f"api://{CLIENT}", f"api://botid-{CLIENT}"])
async def test_a_good_token_opens(audience: str) -> None:
    async with opened() as venue:
        just_over = int(time.time()) - 200  # clocks differ
        headers = venue.teams.signed(aud=audience, exp=just_over)
        assert (await venue.teams.post(words_of_nia(venue), headers)).status == 200
        assert [ask.text for ask in venue.script.asks] == ["mine"]


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer x.y.z", "Bearer " + "a" * 9000]
)
async def test_what_is_no_token_opens_nothing(header: str) -> None:
    async with opened() as venue:
        headers = {"Authorization": header, "Content-Type": "application/json"}
        with capture_logs() as logged:
            assert (await venue.teams.post(words_of_nia(venue), headers)).status == 401
        assert venue.script.asks == []
        assert [line["event"] for line in logged] == ["teams.turned_away"]


async def test_a_key_that_is_not_for_teams_opens_nothing() -> None:
    async with opened() as venue:
        venue.teams.issuer.kid, venue.teams.issuer.endorsed = "two", ["webchat"]
        venue.room._passes._keys._not_before = 0.0  # half a minute later
        assert (await venue.teams.post(words_of_nia(venue), venue.teams.signed())).status == 401


def sdk() -> Any:
    """The SDK's own check of tokens; it calls a part of itself a preview, and would read a .env file."""
    with warnings.catch_warnings(), pytest.MonkeyPatch.context() as patched:
        warnings.simplefilter("ignore")
        patched.setenv("PYTHON_DOTENV_DISABLED", "1")
        from microsoft_teams.apps.auth import token_validator
    return token_validator


@pytest.mark.parametrize("changes", BAD.values(), ids=BAD)
async def test_we_are_never_laxer_than_the_sdk(changes: dict[str, Any]) -> None:
    async with opened() as venue:
        validator = sdk()
        options = validator.JwtValidationOptions([ISSUER], [CLIENT], "https://none.example")
        theirs = validator.TokenValidator(options)
        key = jwt.PyJWK(venue.teams.issuer.keys()["keys"][0])
        theirs._jwks_client.get_signing_key_from_jwt = lambda _: key
        token = venue.teams.issuer.token(**changes)
        try:
            await theirs.validate_token(token, venue.teams.service)
        except (jwt.PyJWTError, AttributeError):  # the second is how it refuses an address that is no text
            return
        # What they take, and we do not: a token without an end, and a key that nobody knows, for which
        # they would have asked.
        assert changes in (BAD["never too old"], BAD["a key that nobody knows"])


STRANGE: dict[str, dict[str, Any]] = {
    "another channel": {"channelId": "webchat"},
    "no channel": {"channelId": None},
    "no service": {"serviceUrl": None},
    "an unsafe service": {"serviceUrl": "http://127.0.0.1/emea"},
    "anybody's service": {"serviceUrl": "https://evil.example/emea"},
    "a service of Microsoft's that the token does not name": {
        "serviceUrl": "https://smba.trafficmanager.net/emea"
    },
    "no text for a service": {"serviceUrl": ["https://smba.trafficmanager.net/emea"]},
    "another tenant": {"channelData": {"tenant": {"id": OTHER}}},
    "a tenant of another kind": {"channelData": {"tenant": {"id": [TENANT]}}},
    "another tenant's chat": {
        "conversation": {"id": "a:1x", "conversationType": "personal", "tenantId": OTHER},
    },
    "no tenant": {"channelData": {}, "conversation": {"id": "a:1x", "conversationType": "personal"}},
}


@pytest.mark.parametrize("changes", STRANGE.values(), ids=STRANGE)
async def test_strangers_with_a_good_token_stay_outside(changes: dict[str, Any]) -> None:
    async with opened() as venue:
        ack = await venue.teams.post(words_of_nia(venue, **changes), venue.teams.signed())
        assert (ack.status, ack.body) == (403, None)
        assert venue.script.asks == []


async def test_a_body_of_another_kind_or_size_is_refused() -> None:
    async with opened() as venue:
        send, signed = venue.teams.post, venue.teams.signed()
        assert (await send(b"x" * 1_000_001, signed)).status == 413
        for body in (b"", b"[]", b"{", b"null", b"\xff\xfe", b"[" * 100_000):
            assert (await send(body, signed)).status == 400
        assert (await send(b"{}", signed)).status == 403
        kind = {"Content-Type": "text/plain"}
        assert (await send(words_of_nia(venue), signed | kind)).status == 415
        assert venue.script.asks == []


async def test_a_body_is_not_read_without_a_token() -> None:
    async def never() -> AsyncIterator[bytes]:
        yield b"{"
        await asyncio.Event().wait()

    async with opened() as venue:
        session = venue.teams._client
        async with asyncio.timeout(60), session.post(venue.teams.app_url, data=never()) as response:
            assert response.status == 401


async def test_strangers_cannot_make_us_ask_for_keys_again_and_again() -> None:
    async with opened() as venue:
        asked = []
        keys = venue.teams.issuer.keys
        venue.teams.issuer.keys = lambda: asked.append(1) or keys()  # type: ignore[method-assign,func-returns-value]
        for number in range(20):
            await venue.teams.post(words_of_nia(venue), venue.teams.signed(kid=f"k{number}"))
        assert len(asked) <= 1


async def test_a_slow_key_server_holds_up_nobody_else() -> None:
    async with opened() as venue:
        room = venue.room
        room._passes._keys._not_before = 0.0  # half a minute later
        venue.teams.fails("keys", Slow(2))
        waits = asyncio.create_task(venue.teams.post(words_of_nia(venue), venue.teams.signed(kid="new")))
        loop = asyncio.get_running_loop()
        longest, before = 0.0, loop.time()
        while not waits.done():
            await asyncio.sleep(0.01)
            longest, before = max(longest, loop.time() - before), loop.time()
        assert waits.result().status == 401
        assert longest < 1.5, "else it waited for the keys with all that it does"
        assert (await venue.teams.post(words_of_nia(venue), venue.teams.signed())).status == 200


async def test_who_has_a_known_key_waits_for_no_other() -> None:
    async with opened() as venue:
        venue.room._passes._keys._not_before = 0.0
        venue.teams.fails("keys", Slow(2))
        waits = asyncio.create_task(venue.teams.post(words_of_nia(venue), venue.teams.signed(kid="new")))
        await asyncio.sleep(0)
        assert (await venue.teams.post(words_of_nia(venue), venue.teams.signed())).status == 200
        assert not waits.done()
        assert (await waits).status == 401


async def test_new_keys_are_taken_and_old_ones_kept_while_nobody_answers() -> None:
    async with opened() as venue:
        keys = venue.room._passes._keys
        keys._not_before = keys._good_until = 0.0  # the day is over
        venue.teams.fails("keys", Refuses(500, "x"))
        assert (await venue.teams.post(words_of_nia(venue), venue.teams.signed())).status == 200
        keys._not_before = 0.0
        venue.teams.issuer.kid = "tomorrow's"
        assert (await venue.teams.post(words_of_nia(venue), venue.teams.signed())).status == 200


async def test_what_teams_tells_one_day_is_taken_and_unknown_presses_are_told_so() -> None:
    async with opened() as venue:
        nia = venue.teams.space.members["nia"]
        alone = venue.teams.space.alone(nia)

        async def told(kind: str, **more: Any) -> Any:
            activity = venue.teams.activity(kind, alone, nia, **more)
            return await venue.teams.post(json.dumps(activity).encode(), venue.teams.signed())

        for kind in ("event", "messageReaction", "typing", "messageUpdate", "somethingNew", "message"):
            assert (await told(kind)).status == 200
        assert (await told("installationUpdate", action="add-upgrade")).status == 200
        assert (
            await told("conversationUpdate", channelData={"tenant": {"id": TENANT}, "eventType": "new"})
        ).status == 200
        assert (await told("invoke", name="task/fetch")).status == 501
        for value in (
            {
                "action": {"type": "Action.Execute", "verb": "book", "data": {"about": "1"}},
                "trigger": "automatic",
            },
            {"action": {"type": "Action.Execute"}},
            {"action": {"type": "Action.Execute", "verb": "book"}},
            {"action": None},
            None,
            [],
        ):
            ack = await told("invoke", name="adaptiveCard/action", value=value)
            assert ack.status == 200
            assert ack.body["value"]
        assert [ask.word for ask in venue.script.asks] in ([], ["help"])


@pytest.mark.skipif(not REAL, reason="../shared/data/payloads is not beside the repository")
@pytest.mark.parametrize("name", REAL)
async def test_real_activities_are_read(name: str) -> None:
    async with opened() as venue:
        activity = json.loads((PAYLOADS / name).read_text())
        activity |= {"channelId": "msteams", "serviceUrl": f"{venue.teams.service}/"}
        activity.setdefault("conversation", {})["tenantId"] = TENANT
        activity["channelData"] = activity.get("channelData", {}) | {"tenant": {"id": TENANT}}
        ack = await venue.teams.post(json.dumps(activity).encode(), venue.teams.signed())
        assert ack.status in (200, 501)


@pytest.mark.parametrize(
    ("url", "good"),
    [
        ("https://smba.trafficmanager.net/emea/", True),
        ("https://SMBA.trafficmanager.net:443/emea/", True),
        ("https://smba.infra.gcc.teams.microsoft.com/x", True),
        ("https://smba.onyx.prod.teams.trafficmanager.net/amer/", True),
        ("https://smba.infra.gov.teams.microsoft.us/", False),
        ("https://evil.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net.evil.example/", False),
        ("https://evilteams.microsoft.com.evil.example/", False),
        ("https://xteams.microsoft.com/", False),
        ("https://smba.trafficmanager.net:8443/", False),
        ("https://smba.trafficmanager.net@evil.example/", False),
        ("https://evil.example\\@smba.trafficmanager.net/", False),
        ("https://smba.trafficmanager.net/?x=https://evil.example", False),
        ("http://smba.trafficmanager.net/", False),
        ("http://127.0.0.1:3978/_connector", False),
        ("file:///etc/passwd", False),
        ("https://[::1/", False),
        ("", False),
        (None, False),
        ("https://smba.trafficmanager.net/" + "a" * 300, False),
    ],
)
def test_our_token_goes_to_microsoft_alone(url: object, good: bool) -> None:
    assert (Services(CLOUDS["public"].hosts).known(url) is not None) == good


SERVICES = {
    "public": "https://smba.trafficmanager.net/teams",
    "usgov": "https://smba.infra.gov.teams.microsoft.us/teams",
    "usgovdod": "https://smba.infra.dod.teams.microsoft.us/teams",
    "china": "https://frontend.botapi.msg.infra.teams.microsoftonline.cn",
}


@pytest.mark.parametrize("cloud", CLOUDS)
def test_a_token_of_one_cloud_goes_to_its_own_services(cloud: str) -> None:
    """As Microsoft's SDKs list them."""
    services = Services(CLOUDS[cloud].hosts)
    assert [name for name, url in SERVICES.items() if services.known(url)] == [cloud]


@pytest.mark.parametrize("cloud", CLOUDS)
def test_the_addresses_of_a_cloud_are_those_that_the_sdk_knows(cloud: str) -> None:
    from microsoft_teams.api.auth import cloud_environment

    theirs, ours = cloud_environment.from_name(cloud), CLOUDS[cloud]
    assert (ours.login, ours.issuer, ours.scope) == (
        theirs.login_endpoint,
        theirs.token_issuer,
        theirs.bot_scope,
    )
    assert ours.keys == theirs.openid_metadata_url.replace("openidconfiguration", "keys")


@pytest.mark.parametrize("cloud", CLOUDS)
async def test_what_another_cloud_signed_opens_nothing(cloud: str) -> None:
    async with opened(cloud) as venue:
        words = words_of_nia(venue)
        for issuer in {*ISSUERS.values()} - {ISSUERS[cloud]}:
            assert (await venue.teams.post(words, venue.teams.signed(iss=issuer))).status == 401
        assert venue.script.asks == []
        assert (await venue.teams.post(words, venue.teams.signed())).status == 200
        assert [ask.text for ask in venue.script.asks] == ["mine"]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:3978/_connector", "http://localhost:3978", "http://[::1]:1/x"]
)
def test_in_the_playground_it_goes_to_this_machine_alone(url: str) -> None:
    playground = Services(CLOUDS["public"].hosts, loopback=True)
    assert playground.known(url)
    assert not playground.known("https://smba.trafficmanager.net/emea")
    assert not playground.known("http://192.168.0.1/x")


async def test_in_the_playground_nobody_shows_who_they_are_and_only_this_machine_is_sent_to() -> None:
    script = Script()
    room = TeamsRoom(
        tenant="",
        client_id="",
        client_secret="",
        playground=True,
        serve=script.serve,
        meet=script.meet,
        knows=script.knows,
        ways=MemoryWays(),
        words=lambda name, language: voice(language)(name),
    )
    async with serving(room.asgi) as url, ClientSession() as client:
        await room.start()

        async def knock(service: str) -> int:
            activity = ACTIVITY | {"value": None, "serviceUrl": service}
            async with client.post(f"{url}/api/messages", json=activity) as response:
                return response.status

        assert await knock("http://localhost:56150/_connector") == 200
        assert await knock("https://smba.trafficmanager.net/emea/") == 403
        assert await knock("http://192.168.0.7/_connector") == 403
        await room.stop()
    assert [ask.text for ask in script.asks] == ["what’s on Owen"]
