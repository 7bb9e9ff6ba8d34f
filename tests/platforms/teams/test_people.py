"""What the roster tells of people: an e-mail address counts only where it is our tenant that gives it."""

import pytest

from bot.ask import Profile
from bot.platforms.teams.people import profile

MEMBER = {
    "name": "Nia Rees",
    "email": "nia@example.org",
    "userPrincipalName": "nia@example.org",
    "userRole": "user",
}


def test_a_member_is_known_by_their_address():
    assert profile(MEMBER, Profile()) == Profile("Nia Rees", "nia@example.org")
    without = {**MEMBER, "email": None, "userPrincipalName": "n.rees@example.org"}
    assert profile(without, Profile()).email == "n.rees@example.org"


@pytest.mark.parametrize(
    "told",
    [
        {"userRole": "guest"},
        {"userRole": "Guest"},
        {"userPrincipalName": "nia_partner.example#EXT#@example.onmicrosoft.com"},
        {"userPrincipalName": "nia_partner.example#ext#@example.onmicrosoft.com", "email": None},
    ],
)
def test_whoever_was_invited_is_a_guest_whatever_their_role(told):
    found = profile({**MEMBER, **told}, Profile())
    assert found.guest
    assert found.email in (None, "nia@example.org")
