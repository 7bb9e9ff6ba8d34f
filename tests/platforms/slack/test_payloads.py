"""What stands in a payload where something else should is left out: it is signed, so a slip at most."""

import pytest

from bot.platforms.slack import payloads

REAL = "https://hooks.slack.com/commands/T1/1/abc"


@pytest.mark.parametrize(
    ("sent", "taken"),
    [
        (REAL, REAL),
        ("http://127.0.0.1:8080/respond", "http://127.0.0.1:8080/respond"),
        *(
            (wrong, "")
            for wrong in ("https://", "https:///path", "ftp://a", "x", "http://[", "http://a:x", "http://:80")
        ),
        *((wrong, "") for wrong in (None, 7, ["https://a"], {})),
    ],
)
def test_a_way_back_leads_somewhere(sent, taken):
    assert payloads.way_back({"response_url": sent}) == taken


def test_what_a_form_asked_has_names_that_are_words():
    blocks = [{"type": "input", "block_id": name} for name in ("useful", ["x"], 7, None)]
    assert payloads.view_sent_in({"view": {"blocks": blocks, "callback_id": "c"}})[1] == (
        "useful",
        "",
        "",
        "",
    )
