"""Activities of any shape are read or called unreadable, never stumbled over; what is typed is read whole."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.ask import Where
from bot.platforms.reading import Unreadable
from bot.platforms.teams import news, payloads
from bot.platforms.teams.reach import refusal
from tests.fakes.teams.server import CLIENT, SECRET, FakeTeams
from tests.fakes.teams.tenant import TENANT

BOT = {"id": "28:bot", "name": "Caffi"}
ACTIVITY: dict[str, Any] = {
    "type": "message",
    "id": "f:1",
    "timestamp": "2026-03-02T09:00:00Z",
    "channelId": "msteams",
    "serviceUrl": "https://smba.trafficmanager.net/emea/",
    "from": {"id": "29:nia", "name": "Nia", "aadObjectId": "11111111-2222-3333-4444-555555555555"},
    "recipient": BOT,
    "conversation": {"id": "19:x@thread.tacv2;messageid=17", "conversationType": "channel", "isGroup": True},
    "channelData": {
        "tenant": {"id": TENANT},
        "team": {"id": "19:team@thread.tacv2", "name": "Team"},
        "channel": {"id": "19:x@thread.tacv2", "name": "Learning"},
        "eventType": "channelRenamed",
    },
    "text": "<at>Caffi</at>&nbsp;what\u2019s on <at>Owen</at>",
    "entities": [
        {"type": "mention", "text": "<at>Caffi</at>", "mentioned": BOT},
        {"type": "mention", "text": "<at>Owen</at>", "mentioned": {"id": "29:owen", "name": "Owen"}},
        {"type": "clientInfo", "locale": "cy-GB", "timezone": "Europe/London"},
    ],
    "value": {
        "action": {"type": "Action.Execute", "verb": "book", "data": {"about": "12"}},
        "trigger": "manual",
    },
    "replyToId": "17",
    "action": "add",
    "membersAdded": [{"id": "28:bot"}],
    "membersRemoved": [],
}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def places(node: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [at, *(found for key, each in inner for found in places(each, (*at, key)))]


PLACES = [at for at in places(ACTIVITY) if at]


def read(activity: Any) -> None:
    for what in (
        lambda: payloads.spoken(activity, TENANT),
        lambda: payloads.profile(activity),
        lambda: news.came_or_went(activity),
        lambda: news.channel_in(activity, TENANT),
        lambda: news.channel_news(activity, TENANT),
        lambda: news.group_of(activity),
        lambda: payloads.message_of(activity),
    ):
        try:
            found = what()
        except Unreadable:
            continue
        if isinstance(found, payloads.Spoken):
            for read_as in (payloads.from_message, payloads.from_submit, payloads.from_press):
                try:
                    ask = read_as(activity, found)
                except Unreadable:
                    continue
                assert ask is None or isinstance(ask, tuple) or ask.key.startswith("teams:")


@given(st.sampled_from(PLACES), JSON)
def test_whatever_stands_anywhere_is_read_or_unreadable(at: tuple[Any, ...], instead: Any) -> None:
    activity = copy.deepcopy(ACTIVITY)
    node = activity
    for step in at[:-1]:
        node = node[step]
    node[at[-1]] = instead
    read(activity)
    del node[at[-1]]
    read(activity)


def test_words_are_read_without_our_name_and_with_the_others() -> None:
    by = payloads.spoken(ACTIVITY, TENANT)
    assert by is not None
    ask = payloads.from_message(ACTIVITY | {"value": None}, by)
    assert ask is not None
    assert (ask.text, ask.where) == ("what’s on Owen", Where("19:x@thread.tacv2", "Learning"))
    assert ask.answer_to is not None
    assert (ask.answer_to.thread, ask.answer_to.user) == ("17", by.who.user)
    assert payloads.profile(ACTIVITY).language == "cy"


@pytest.mark.parametrize("name", ["a/../b", "a?b", "a b", "a#b", "", "é", "x" * 300])
def test_no_id_can_lead_elsewhere(name: str) -> None:
    conversation = ACTIVITY["conversation"] | {"id": name}
    with pytest.raises(Unreadable):
        payloads.spoken(ACTIVITY | {"conversation": conversation}, TENANT)


def test_a_delivery_has_one_name_and_another_has_another() -> None:
    by = payloads.spoken(ACTIVITY, TENANT)
    assert by is not None

    def key(**changes: Any) -> str:
        found = payloads.from_press(json.loads(json.dumps(ACTIVITY | changes)), by)
        assert found is not None
        return found[0].key

    other = {"action": {"verb": "book", "data": {"about": "13"}}}
    assert key() == key()
    assert len({key(), key(id="f:2"), key(replyToId="18"), key(value=other)}) == 4
    assert key(id=None) != key(id=None, timestamp="2026-03-02T09:00:01Z")


async def test_doctor_hears_microsofts_own_word() -> None:
    async with FakeTeams() as teams:
        known = {"tenant": TENANT, "client_id": CLIENT, "cloud": "public"}
        url = f"https://{teams.host}/login"
        assert await refusal(**known, secret=SECRET, login_url=url) == ""
        assert await refusal(**known, secret="wrong", login_url=url) == "invalid_client"
        away = "https://127.0.0.1:1/login"
        assert await refusal(**known, secret=SECRET, login_url=away) == "ConnectError"
