"""Payloads as Slack sends them, and what an attacker makes of them: keys gone, strange, huge."""

import copy
import json
import random
from typing import Any
from urllib.parse import quote, urlencode

from tests.fakes.slack import FakeSlack
from tests.hostile.texts import hostile

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
_DEEP: Any = []
for _ in range(60):
    _DEEP = [_DEEP, {"a": _DEEP}] if len(json.dumps(_DEEP)) < 2000 else [_DEEP]
STRANGE: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    2**63,
    10**400,
    1.5,
    "",
    " ",
    "\x00",
    "\ud800",
    [],
    {},
    [[]],
    [None],
    {"": ""},
    {"id": {"id": []}},
    _DEEP,
    "x" * 5000,
    "U1",
    "T2",
    "E1",
    "USLACKBOT",
    "UBOT",
    "block_actions",
    "view_submission",
    "press:book:0",
    "press:",
    "home|",
    "publish|14",
    "|",
    "press",
    "modal",
    "home",
    "message",
    "../..",
    "-1.0",
)
VALUES = (
    "book|12",
    "publish|14",
    "rate|14 5",
    "cancel|12",
    "digest_confirm|tuesday 9am",
    "problem_again|1",
    "x|y|z",
    "",
)


def whole(slack: FakeSlack, chance: random.Random) -> tuple[str, dict[str, Any]]:
    """One that Slack could have sent: how it is sent ("form", "payload" or "json"), and what."""
    user = chance.choice(("UNIA", "UOLWEN", "UGUEST", "UBOTTY", "UNOBODY", "UAWAY"))
    team = chance.choice(("T1", "T1", "T1", "T2", ""))
    number = chance.randrange(10**9)
    who = {"id": user, "team_id": team, "username": "x"}
    envelope = {
        "token": "legacy",
        "team": {"id": team, "domain": "fake"},
        "api_app_id": chance.choice(("A1", "A2")),
        "user": who,
        "trigger_id": f"{number}.t",
        "is_enterprise_install": False,
    }
    metadata = {"word": chance.choice(("digest_form", "feedback_form", "settings", "nothing")), "about": "14"}
    metadata |= {"channel": chance.choice(("CLEARNING", "CX", "")), "name": "learning"}
    view = {
        "id": f"V{number}",
        "type": chance.choice(("modal", "home")),
        "callback_id": "form",
        "private_metadata": json.dumps(metadata),
        "blocks": [{"type": "input", "block_id": "rating"}],
        "state": {"values": {"rating": {"answer": {"type": "plain_text_input", "value": "3"}}}},
    }
    event = {"user": user, "team": team, "channel": "CLEARNING", "text": hostile(chance)[:3000], "ts": "1.1"}
    match chance.randrange(8):
        case 0 | 1:
            return "form", {
                "command": chance.choice(("/learn", "/book", "/other")),
                "text": chance.choice(("mine", "what's on", "settings", hostile(chance)[:3000])),
                "user_id": user,
                "team_id": team,
                "channel_id": chance.choice(("CLEARNING", "D1")),
                "channel_name": "learning",
                "trigger_id": f"{number}.t",
                "response_url": slack.answering("CLEARNING", "UNIA"),
            }
        case 2 | 3:
            action = {"type": "button", "action_id": "press:book:0", "value": chance.choice(VALUES)}
            container = {
                "type": "message",
                "message_ts": "1.1",
                "channel_id": "CLEARNING",
                "is_ephemeral": True,
            }
            more = {"type": "block_actions", "actions": [action], "container": container}
            more["channel"] = {"id": "CLEARNING", "name": "learning"}
            more["response_url"] = slack.answering("CLEARNING", "UNIA")
            return "payload", envelope | more | ({"view": view} if chance.random() < 0.3 else {})
        case 4:
            return "payload", envelope | {"type": "view_submission", "view": view}
        case 5:
            event |= {"type": "app_mention"}
        case 6:
            event |= {"type": "message", "channel_type": "im"}
        case _:
            kinds = (
                "app_home_opened",
                "user_change",
                "channel_rename",
                "channel_archive",
                "channel_id_changed",
            )
            event |= {
                "type": chance.choice(kinds),
                "tab": "home",
                "channel": {"id": "C1", "name": hostile(chance)},
            }
            if event["type"] == "user_change":
                event["user"] = {"id": user, "team_id": team, "deleted": True, "profile": {"real_name": "x"}}
    outer = {
        "type": "event_callback",
        "team_id": team,
        "event_id": f"Ev{number}",
        "event": event,
        "api_app_id": "A1",
    }
    return "json", outer


def spoiled(payload: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """The same with some of it gone, strange, or added, anywhere in it."""
    made = copy.deepcopy(payload)
    for _ in range(chance.choice((0, 1, 1, 1, 2, 4))):
        places = list(_places(made))
        if not places:
            break
        inside, key = chance.choice(places)
        match chance.randrange(5):
            case 0:
                del inside[key]
            case 1 if isinstance(inside, dict):
                inside[hostile(chance)[:60]] = copy.deepcopy(chance.choice(STRANGE))
            case 2:
                inside[key] = hostile(chance)[:2000]
            case 3 if isinstance(inside[key], str) and inside[key].startswith("{"):
                inside[key] = _spoiled_text(inside[key], chance)
            case _:
                inside[key] = copy.deepcopy(chance.choice(STRANGE))
    if chance.random() < 0.3:
        made["trigger_id"] = "dead"  # a form can then never be opened: that must be said otherwise
    return made


def wire(kind: str, payload: dict[str, Any], chance: random.Random) -> tuple[bytes, str]:
    """The body and its content type; now and then no body that Slack would send."""
    if kind == "form":
        fields = [(name, value) for name, value in payload.items() if isinstance(value, str)]
        if chance.random() < 0.1:
            fields += chance.sample(fields, min(3, len(fields)))  # fields twice
        body = "&".join(
            f"{quote(name, errors='replace')}={quote(value, errors='replace')}" for name, value in fields
        )
        made, content = body.encode(), FORM
    elif kind == "payload":
        made, content = urlencode({"payload": json.dumps(payload)}).encode(), FORM
    else:
        made, content = json.dumps(payload).encode(), JSON
    if chance.random() < 0.15:
        made = _broken(made, chance)
    if chance.random() < 0.1:
        content = chance.choice(
            ("", "text/plain", "multipart/form-data; boundary=x", JSON, FORM, "application/json;;;")
        )
    return made, content


def _broken(body: bytes, chance: random.Random) -> bytes:
    return chance.choice(
        (
            body[: chance.randrange(len(body) + 1)],
            body + b"&payload={",
            b"payload=" + quote("[]").encode(),
            b"payload=5",
            b"payload=" + b"%5B" * 2000,
            b"payload=null&payload=%7B%7D",
            b"{" * 5000,
            b'{"a":' * 5000 + b"1" + b"}" * 5000,
            b'{"type":"event_callback","event":' + b"[" * 100_000 + b"}",
            b'{"type": 1' + b"0" * 5000 + b"}",
            b"[]",
            b"null",
            b'"',
            b"",
            b"\xff\xfe\x00{}",
            b"&" * 2000 + b"a=b",
            b"=" * 500,
            b"ssl_check=1",
            b'{"type":"url_verification"}',
            b'{"type":"url_verification","challenge":{"a":[]}}',
        )
    )


def _spoiled_text(text: str, chance: random.Random) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return text
    if not isinstance(found, dict):
        return text
    return chance.choice(
        (json.dumps(spoiled(found, chance)), text[:-1], "{}", "[]", "null", '{"word": {}, "about": []}')
    )


def _places(node: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    each: Any = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, value in list(each):
        found.append((node, key))
        found += _places(value)
    return found
