"""A phrase means one thing, in whichever language it is said."""

from collections import Counter

from tests.house import REGISTRY


def test_no_two_commands_claim_a_phrase():
    said = Counter()
    for key, phrases in REGISTRY.vocabulary.items():
        word = key.partition(":")[2]
        said.update({(phrase.casefold(), word) for phrase in phrases})
    phrases = Counter(phrase for phrase, _ in said)
    assert [phrase for phrase, words in phrases.items() if words > 1] == []


def test_every_command_that_is_said_is_said_in_both_languages():
    said = set(REGISTRY.vocabulary)
    words = {key.partition(":")[2] for key in said}
    assert [word for word in words if not {f"en:{word}", f"cy:{word}"} <= said] == []
