"""Every interface sentence stands in both languages, and none is there for nothing."""

import re
from pathlib import Path

from bot.platforms.web import tryout
from bot.platforms.web.html import TEMPLATES
from tests.platforms.web.words import read_table

_BUILT = {"web-clock-": ("moved", "back", "far", "unread")}  # names that are put together
_NEXT = ("missing", "refused", "too-big", "nobody", "broken")


def _used() -> set[str]:
    files = [*Path(tryout.__file__).parent.glob("*.py"), *TEMPLATES.glob("*.html"), *TEMPLATES.glob("*.js")]
    text = "\n".join(file.read_text(encoding="utf-8") for file in files)
    found = set(re.findall(r'"(web-[a-z-]+[a-z])"', text))
    found |= {start + end for start, ends in _BUILT.items() for end in ends}
    return found | {f"web-{name}-next" for name in _NEXT}


def test_the_table_holds_every_sentence_and_nothing_else() -> None:
    assert set(read_table()) == _used()


def test_every_sentence_is_there_in_both_languages() -> None:
    for name, words in read_table().items():
        assert words["en"], name
        assert words["cy"], name
        assert words["en"] != words["cy"], name
