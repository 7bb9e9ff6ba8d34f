"""One-time codes: as they are made, shown and typed."""

from hypothesis import example, given
from hypothesis import strategies as st

from bot.learning.codes import new_code, read_code, shown


def test_codes_are_read_however_they_are_typed():
    for _ in range(200):
        code = new_code()
        for typed in (code, shown(code), shown(code).lower(), shown(code).replace("-", " "), f" {code} "):
            assert read_code(typed) == code


def test_no_two_of_a_thousand_are_the_same():
    assert len({new_code() for _ in range(1000)}) == 1000


@given(st.text())
@example("<!channel>")
@example("{{DATE()}}")
@example("\u202eK7QM3XPD")
@example("K7QM-3XPD" * 400)
@example("７７７７７７７７")
def test_whatever_is_typed_is_a_plain_code_or_none(text):
    read = read_code(text)
    assert read is None or (read.isascii() and read.isalnum() and 6 <= len(read) <= 10)


def test_words_are_no_codes():
    for words in ("", "12", "LC-101", "excel basics", "for mindful walking", "mindful", "next session"):
        assert read_code(words) is None
