"""Nothing that people see is without an example: every view, every refusal."""

import importlib
import inspect
import pkgutil
import sys
from collections.abc import Callable, Iterator
from types import CodeType, FrameType, UnionType
from typing import Any, get_args, get_type_hints

from babel.messages.pofile import read_po

import bot.views
import bot.words
from bot.card import Card, Choice, Form
from tests.golden.gallery import GALLERY


def views() -> Iterator[Callable[..., Any]]:
    """Every function of bot/views whose answer is a card or a form."""
    for found in pkgutil.walk_packages(bot.views.__path__, "bot.views."):
        module = importlib.import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                answer = get_type_hints(function).get("return")
                kinds = get_args(answer) if isinstance(answer, UnionType) else (answer,)
                if {Card, Form} & set(kinds):
                    yield function


def made_by(example: Callable[[], Card | Form]) -> set[CodeType]:
    """The functions whose answer the example's own card is."""
    answered: list[tuple[CodeType, Any]] = []

    def watch(frame: FrameType, event: str, answer: Any) -> None:
        if event == "return" and isinstance(answer, Card | Form):
            answered.append((frame.f_code, answer))

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        body = example()
    finally:
        sys.setprofile(before)
    return {code for code, answer in answered if answer is body}


def test_every_view_has_an_example() -> None:
    shown = set().union(*(made_by(example) for example in GALLERY.values()))
    without = [f"{view.__module__}.{view.__name__}" for view in views() if view.__code__ not in shown]
    assert without == []


def test_views_are_found_where_they_are() -> None:
    assert {view.__module__.rpartition(".")[2] for view in views()} >= {"sessions", "places", "refusals"}


def test_every_refusal_has_an_example() -> None:
    path = importlib.resources.files(bot.words) / "catalogues" / "en.po"
    with path.open("rb") as file:
        names = {m.id for m in read_po(file, locale="en") if isinstance(m.id, str)}
    refused = {
        f"{name}.{language}" for name in names if name.startswith("refusal-") for language in ("en", "cy")
    }
    assert refused <= GALLERY.keys()


def test_no_field_offers_none_beside_an_answer_that_says_so() -> None:
    """What always has an answer is required, so that a room adds no empty one. Feedback may be taken back."""
    forms = [body for make in GALLERY.values() if isinstance(body := make(), Form)]
    chosen = {"-", "default", "no", "open"}
    assert forms
    assert [
        (form.word, field.name)
        for form in forms
        if form.word != "feedback_form"
        for field in form.fields
        if isinstance(field, Choice) and not field.required and chosen & {value for value, _ in field.options}
    ] == []
    open_ones = (field for form in forms if form.word == "feedback_form" for field in form.fields)
    assert not any(field.required for field in open_ones if isinstance(field, Choice))
