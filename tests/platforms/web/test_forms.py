"""What a submitted form holds, and what is wrong with it."""

from bot.card import Choice, Form, Line, Ticks, Words
from bot.platforms.web.forms import fill_form, read_form
from tests.platforms.web.cards import digest_form, en

FORM = digest_form()


def _sent(**fields: list[str]) -> dict[str, list[str]]:
    return {f"field.{name}": values for name, values in fields.items()}


def test_values_come_by_field() -> None:
    values, wrong = read_form(
        FORM,
        _sent(day=["friday"], topic=["data"], time=[" 9am "], hello=["a\r\nb"], formats=["hybrid", "online"]),
    )
    assert not wrong
    assert values == {
        "day": "friday",
        "topic": "data",
        "time": "9am",
        "hello": "a\nb",
        "formats": ("online", "hybrid"),  # in the form's own order
    }


def test_what_is_missing_too_long_or_unknown_is_named() -> None:
    _, wrong = read_form(FORM, _sent(time=["   "], hello=["x" * 201], topic=["sorcery"]))
    assert wrong == {
        "day": "web-choose-one",
        "topic": "web-choose-one",
        "time": "web-needs-answer",
        "hello": "web-make-shorter",
    }


def test_a_tick_that_was_never_offered_is_left_out() -> None:
    values, _ = read_form(FORM, _sent(formats=["online", "by pigeon"]))
    assert values["formats"] == ("online",)


def test_the_form_comes_back_as_it_was_left() -> None:
    errors = {"time": en("No.")}
    form = fill_form(FORM, {"day": "friday", "topic": "", "time": "x", "hello": "y", "formats": ()}, errors)
    left = [field.values if isinstance(field, Ticks) else field.value for field in form.fields]
    assert left == ["friday", "", "x", "y", ()]
    assert form.errors == errors


def test_a_field_called_like_one_of_the_rooms_own_is_still_itself() -> None:
    form = Form(
        en("Odd"),
        "odd",
        "",
        (
            Line("nonce", en("Nonce")),
            Words("press", en("Press")),
            Choice("on", en("On"), (("1", en("One")),)),
        ),
        en("Send"),
    )
    values, _ = read_form(form, {"nonce": ["a"], "press": ["b"], "field.nonce": ["mine"]})
    assert values == {"nonce": "mine", "press": "", "on": ""}
