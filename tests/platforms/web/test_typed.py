"""What typed words are for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.web.typed import For, Typed, read_typed


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("/learn what's on", Typed(For.CAFFI, text="what's on", private=True)),
        ("/LEARN  what's on ", Typed(For.CAFFI, text="what's on", private=True)),
        ("/learn", Typed(For.CAFFI, private=True)),
        ("/book 12", Typed(For.CAFFI, word="book", about="12", private=True)),
        ("/book", Typed(For.CAFFI, word="book", private=True)),
        ("/learnt by heart", Typed(For.NOBODY, private=True)),
        ("/", Typed(For.NOBODY, private=True)),
        ("@Caffi what's on", Typed(For.CAFFI, text="what's on")),
        ("@caffi, what's on?", Typed(For.CAFFI, text="what's on?")),
        ("what's on today @Caffi", Typed(For.CAFFI, text="what's on today")),
    ],
)
def test_caffi_hears_commands_and_its_name_anywhere(line: str, typed: Typed) -> None:
    assert read_typed(line, in_channel=True) == typed
    assert read_typed(line, in_channel=False) == typed


@pytest.mark.parametrize(
    "line", ["good morning", "write to me@caffi.example", "@caffi.example", "@caffination", "tea/coffee"]
)
def test_anything_else_in_a_channel_is_between_people(line: str) -> None:
    assert read_typed(line, in_channel=True) == Typed(For.CHANNEL)
    assert read_typed(line, in_channel=False) == Typed(For.CAFFI, text=line)


@given(st.text(max_size=300))
def test_alone_with_caffi_everything_reaches_it_but_unknown_commands(line: str) -> None:
    typed = read_typed(line, in_channel=False)
    assert typed.to is For.CAFFI or line.strip().startswith("/")
