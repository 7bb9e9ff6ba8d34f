"""The pictures of figures: what is in them, that it can be read, and that they stay as they were looked at.

`CAFFI_WRITE_GOLDEN=1` draws `pictures/` anew; look at every one of them, then. They are compared by pixel
where Pillow is the one they were drawn with, and by what can be measured everywhere.
"""

import asyncio
import os
from datetime import date
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, __version__

from bot.card import Bars, Card, Language, Plain, Reader, Text
from bot.charts import picture as charts
from bot.charts.of_bars import picture, pictures, sheet_of
from bot.files.certificate import NotDrawn

HERE = Path(__file__).parent / "pictures"
READER = Reader(ZoneInfo("Europe/London"), date(2026, 3, 2))
LOCKED = "13.0.0"
LONG = (
    "I could explain what the new policy on working from home means for my team, and answer their questions"
)


def t(words: str, language: Language = "en") -> Text:
    return Text((Plain(words),), language)


def bars(title: str, *rows: tuple[str, int], note: str = "", **more) -> Bars:
    told = tuple((t(label), count) for label, count in rows)
    return Bars(t(title), told, t(note) if note else None, **more)


STEPS = ("1 Not useful", "2 A little useful", "3 Useful", "4 Very useful", "5 Extremely useful")
CAMAU = (
    "1 Ddim yn ddefnyddiol",
    "2 Ychydig yn ddefnyddiol",
    "3 Defnyddiol",
    "4 Defnyddiol iawn",
    "5 Hynod ddefnyddiol",
)
TIER, HAEN = "What people thought of it (tier 3 of 8) · {} answers", "Barn pobl amdano (haen 3 o 8) · {} ateb"
EXAMPLES = {
    "english": bars("How useful was it?", *zip(STEPS, (0, 1, 4, 10, 8), strict=True), note=TIER.format(23)),
    "welsh": bars(
        "Pa mor ddefnyddiol oedd Tŷ’r Cŵn?", *zip(CAMAU, (0, 1, 4, 10, 8), strict=True), note=HAEN.format(23)
    ),
    "before-and-now": bars(
        "How sure are you that you could do it?",
        *zip("12345", (0, 1, 4, 10, 5), strict=True),
        note=TIER.format(20),
        before=(4, 8, 6, 2, 0),
        moments=(t("Before"), t("Now")),
    ),
    "long-labels": bars(f"{LONG}. {LONG}. {LONG}.", (LONG, 7), (f"{LONG} {LONG} {LONG}", 3), ("W" * 90, 1)),
    "many-answers": bars(
        "How useful was it?",
        *zip(STEPS, (0, 8, 39_991, 100_000, 1), strict=True),
        note=TIER.format("140,000"),
    ),
}


def opened(png: bytes) -> Image.Image:
    return Image.open(BytesIO(png)).convert("RGB")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_picture_is_as_it_was_looked_at(name):
    drawn, path = picture(EXAMPLES[name], READER), HERE / f"{name}.png"
    if os.environ.get("CAFFI_WRITE_GOLDEN"):
        path.write_bytes(drawn)
    if __version__ != LOCKED:
        pytest.skip(f"looked at with Pillow {LOCKED}, and this is {__version__}")
    assert ImageChops.difference(opened(drawn), opened(path.read_bytes())).getbbox() is None


def test_there_is_no_picture_that_nobody_draws():
    assert {path.stem for path in HERE.glob("*.png")} == set(EXAMPLES)


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_picture_is_small_and_wide_enough_to_be_read(name):
    drawn = picture(EXAMPLES[name], READER)
    assert len(drawn) < 30_000
    assert opened(drawn).width == charts.WIDTH
    assert opened(drawn).height < 1.2 * charts.WIDTH


def runs(image: Image.Image, colour: str) -> list[int]:
    """How long each bar of that colour is, in pixels, from the top."""
    wanted = tuple(bytes.fromhex(colour.removeprefix("#")))
    found: list[int] = []
    before = 0
    for y in range(image.height):
        row = [max(map(abs, map(int.__sub__, image.getpixel((x, y)), wanted))) < 12 for x in range(28, 560)]
        length = row.index(False) if False in row else len(row)
        if length >= 4 and not before:
            found.append(length)
        before = length if length >= 4 else 0
    return found


def test_bars_are_as_long_as_their_counts():
    lengths = runs(opened(picture(EXAMPLES["english"], READER)), charts.NOW)
    assert len(lengths) == 4, "of nothing there is no bar"
    longest = max(lengths)
    assert [round(10 * length / longest) for length in lengths] == [1, 4, 10, 8]


def test_one_of_a_hundred_thousand_is_seen_and_none_is_not():
    assert len(runs(opened(picture(EXAMPLES["many-answers"], READER)), charts.NOW)) == 4


def test_before_is_told_from_now_without_colour():
    """In grey, what was before is lines and what is now is whole."""
    grey = opened(picture(EXAMPLES["before-and-now"], READER)).convert("L").point(lambda v: 255 * (v > 128))
    before = [grey.getpixel((x, 150)) for x in range(60, 180)]
    now = [grey.getpixel((x, 512)) for x in range(60, 180)]
    assert {0, 255} <= set(before)
    assert set(now) == {0}


def brightness(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_words_and_bars_can_be_told_from_their_ground():
    assert contrast(charts.INK, charts.GROUND) > 7
    assert contrast(charts.QUIET, charts.GROUND) > 4.5
    assert contrast(charts.NOW, charts.GROUND) > 3
    assert contrast(charts.BEFORE, charts.GROUND) > 3


@pytest.mark.parametrize(
    "nothing",
    [
        bars("Nobody"),
        bars("Nobody", ("Yes", 0), ("No", 0)),
        bars("Too many", *((f"Option {n}", n) for n in range(21))),
        bars("Less than nobody", ("Yes", 3), ("No", -1)),
        bars("كيف كان؟", ("Yes", 3)),
        bars("Which?", ("学习", 3)),
    ],
)
def test_what_cannot_be_drawn_whole_is_not_drawn(nothing):
    assert picture(nothing, READER) == b""


def test_a_sign_without_a_drawing_is_left_out_and_the_words_stay():
    with_it, without = bars("Was it fun? 🎉", ("Yes 👍🏽", 3)), bars("Was it fun?", ("Yes", 3))
    assert picture(with_it, READER) == picture(without, READER)


def test_the_same_figures_are_drawn_once():
    charts.png.cache_clear()
    for _ in range(3):
        picture(EXAMPLES["english"], READER)
    assert (charts.png.cache_info().misses, charts.png.cache_info().hits) == (1, 2)


def test_only_distributions_are_drawn_each_at_its_place():
    parts = dict(enumerate((EXAMPLES["english"], bars("Nobody"), EXAMPLES["welsh"])))
    assert list(asyncio.run(pictures(parts, READER))) == [0, 2]
    assert asyncio.run(pictures({}, READER)) == {}


def test_all_of_a_card_is_one_picture_with_its_title_or_none_at_all():
    one, other = EXAMPLES["english"], EXAMPLES["before-and-now"]
    card = Card(t("23 of 40 people answered"), (one, other))
    whole = opened(sheet_of(card, t("About Listening well"), READER))
    heights = [opened(picture(each, READER)).height for each in (one, other)]
    assert whole.size[0] == charts.WIDTH
    assert sum(heights) < whole.height < sum(heights) + 160
    below = whole.crop((0, whole.height - heights[1], charts.WIDTH, whole.height))
    assert runs(below, charts.NOW) == runs(opened(picture(other, READER)), charts.NOW)
    for parts in ((), (one, EXAMPLES["welsh"], bars("学习", ("Yes", 3)))):
        with pytest.raises(NotDrawn):
            sheet_of(Card(t("x"), parts), t("x"), READER)
    with pytest.raises(NotDrawn):
        sheet_of(card, t("关于"), READER)


@given(
    st.text(max_size=3200),
    st.lists(st.tuples(st.text(max_size=600), st.integers(0, 10**9)), min_size=1, max_size=6),
)
@settings(max_examples=25, deadline=None)
def test_whatever_is_written_is_drawn_or_not_and_never_fails(title, rows):
    drawn = picture(bars(title, *rows, note=title[:50]), READER)
    assert not drawn or opened(drawn).width == charts.WIDTH
