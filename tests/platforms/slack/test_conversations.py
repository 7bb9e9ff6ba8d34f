"""People talk to the room in Slack, over Socket Mode and over signed HTTP: the same is asked and seen."""

import asyncio
from dataclasses import replace

from bot.ask import Address, Ask, Target, Where
from bot.card import Choice, Form, Heading, Item, Line, Note, Reply, Ticks, Words
from tests.fakes.slack import ServerError, Slow
from tests.platforms.slack.conftest import Connect
from tests.platforms.slack.desk import button, card, reply, t

WHATS_ON = card(
    Heading(t("What's on this week")),
    Item(t("Excel basics"), (t("Tuesday 3 March"),), (button("Book", "book", "12", spoken=t("Book Excel")),)),
    Item(t("Welsh tasters"), (t("Friday 6 March"),), (button("Book", "book", "13"),)),
    Note(t("Every session is free.")),
)
FEEDBACK = Form(
    title=t("Your feedback"),
    word="feedback",
    about="12",
    fields=(
        Choice("rating", t("How useful was it?"), (("1", t("Not at all")), ("5", t("Very"))), required=True),
        Words("comment", t("Anything else?"), hint=t("Nobody sees your name.")),
        Line("use", t("What will you do with it?"), value="Try it"),
        Ticks("topics", t("More about"), (("x", t("Excel")), ("w", t("Welsh"))), values=("w",)),
    ),
    submit=t("Send"),
)


WRONG = replace(FEEDBACK, errors={"use": t("Say more.")})


async def test_a_command_is_answered_privately(connect: Connect) -> None:
    async with connect({"what's on": reply(WHATS_ON)}) as (slack, desk):
        nia, tom = slack.person("nia"), slack.person("tom")
        await nia.types_command("/learn", "what's on", channel="general")
        assert "What's on this week\nExcel basics\nTuesday 3 March\n[Book]" in nia.sees("general")
        assert "What's on" not in tom.sees()
        (ask,) = desk.asks
        assert (ask.text, ask.word, ask.answer_to, ask.can_open_form) == ("what's on", "", None, True)
        assert ask.where == Where("CGENERAL", "general")
        assert ask.key.startswith("slack:")


async def test_a_public_answer_is_there_for_everyone(connect: Connect) -> None:
    async with connect({"what's on": reply(WHATS_ON, public=True)}) as (slack, _):
        await slack.person("nia").types_command("/learn", "what's on", channel="general")
        assert "Excel basics" in slack.sees_in("general")


async def test_the_short_form_books(connect: Connect) -> None:
    async with connect({"book": reply("Booked.")}) as (slack, desk):
        nia = slack.person("nia")
        await nia.types_command("/book", "excel & more <now>")
        assert nia.sees("dm") == "Booked."
        assert (desk.asks[0].word, desk.asks[0].about) == ("book", "excel & more <now>")
        assert desk.asks[0].where == Where()


async def test_the_word_payload_is_a_word_like_any_other(connect: Connect) -> None:
    async with connect({"payload": reply("Found.")}) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "payload")
        assert nia.sees("dm") == "Found."


async def test_a_press_in_a_direct_message_can_replace_the_message(connect: Connect) -> None:
    answers = {"what's on": reply(WHATS_ON), "book": reply("Booked: Excel", replace=True)}
    async with connect(answers) as (slack, desk):
        nia = slack.person("nia")
        await nia.says("what's on")
        await nia.hears("[Book]", "dm")
        await nia.presses("Book", beside="Excel")
        await nia.hears("Booked: Excel", "dm")
        assert nia.sees("dm") == "what's on\nBooked: Excel"
        assert (desk.asks[1].word, desk.asks[1].about) == ("book", "12")


async def test_a_press_in_a_channel_is_answered_privately_and_leaves_the_message(connect: Connect) -> None:
    answers = {"what's on": reply(WHATS_ON, public=True), "book": reply("Booked: Welsh", replace=True)}
    async with connect(answers) as (slack, desk):
        nia, tom = slack.person("nia"), slack.person("tom")
        await nia.types_command("/learn", "what's on", channel="general")
        before = slack.sees_in("general")
        await tom.presses("Book", beside="Welsh", channel="general")
        await tom.hears("Booked: Welsh", "general")
        assert "Booked" not in nia.sees()
        assert slack.sees_in("general") == before
        to = desk.asks[1].answer_to
        assert to
        assert (to.channel, to.user, to.message, bool(to.via)) == ("CGENERAL", "UTOM", "", True)


async def test_a_press_on_a_private_answer_can_replace_it(connect: Connect) -> None:
    answers = {"what's on": reply(WHATS_ON), "book": reply("Booked: Welsh", replace=True)}
    async with connect(answers) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "what's on", channel="general")
        await nia.presses("Book", beside="Welsh")
        await nia.hears("Booked: Welsh", "general")
        assert "Excel" not in nia.sees("general")


async def test_a_ten_minute_later_answering_address_leads_on_to_the_person(connect: Connect) -> None:
    answers = {"what's on": reply(WHATS_ON), "book": reply("Booked: Excel")}
    async with connect(answers) as (slack, desk):
        nia = slack.person("nia")
        slack.channel("closed", private=True, with_bot=False)
        await nia.types_command("/learn", "what's on", channel="closed")

        async def slowly(ask: Ask) -> Reply:
            slack.forget_answering()
            return reply("Booked: Excel")

        desk.answers["book"] = slowly
        await nia.presses("Book", beside="Excel")
        await nia.hears("Booked: Excel", "dm")


async def test_words_in_a_direct_message_are_answered_there(connect: Connect) -> None:
    async with connect({"mine": reply("You have no places.")}) as (slack, desk):
        nia = slack.person("nia")
        await nia.says("mine")
        await nia.hears("You have no places.", "dm")
        assert desk.asks[0].answer_to == Target("slack", "T1", user="UNIA")
        assert desk.asks[0].who == Address("slack", "T1", "UNIA")


async def test_words_after_a_mention_are_answered_privately_in_the_channel(connect: Connect) -> None:
    async with connect({"mine": reply("You have no places.")}) as (slack, desk):
        nia, tom = slack.person("nia"), slack.person("tom")
        await nia.says("@caffi mine", channel="general", thread="1790000000.000001")
        await nia.hears("You have no places.", "general")
        assert "You have no places." not in tom.sees()
        assert nia.messages("general")[-1].thread == "1790000000.000001"
        assert desk.asks[0].text == "mine"


async def test_the_home_page_is_drawn_when_it_is_opened(connect: Connect) -> None:
    async with connect({"home": reply(WHATS_ON), "book": reply("Booked: Welsh")}) as (slack, desk):
        nia = slack.person("nia")
        await nia.opens_home("messages")
        assert desk.asks == []
        await nia.opens_home()
        assert "Welsh tasters" in await nia.hears("Every session is free.", "home")
        await nia.presses("Book", beside="Welsh")
        await nia.hears("Booked: Welsh", "dm")


async def test_a_form_from_a_command_is_filled_in_and_answered_in_its_place(connect: Connect) -> None:
    async with connect({"feedback 12": reply(FEEDBACK), "feedback": reply("Thank you!")}) as (slack, desk):
        nia = slack.person("nia")
        await nia.types_command("/learn", "feedback 12", channel="general")
        assert nia.sees("general") == ""
        assert "How useful was it? *\n( ) Not at all\n( ) Very" in nia.sees("modal")
        await nia.submits("Your feedback", {"How useful was it?": "Very", "comment": "Da iawn <3"})
        assert "Thank you!" in nia.sees("modal")
        ask = desk.asks[-1]
        assert ask.values == {"rating": "5", "comment": "Da iawn <3", "use": "Try it", "topics": ("w",)}
        assert (ask.word, ask.about, ask.where) == ("feedback", "12", Where("CGENERAL", "general"))


async def test_the_same_form_sent_twice_is_one_delivery_and_another_is_not(connect: Connect) -> None:
    async with connect({"feedback 12": reply(FEEDBACK), "feedback": reply(WRONG)}) as (slack, desk):
        nia = slack.person("nia")
        await nia.types_command("/learn", "feedback 12")
        for use in ("a", "a", "b"):
            await nia.submits("Your feedback", {"rating": "5", "use": use})
        first, again, other = (ask.key for ask in desk.asks[1:])
        assert first == again != other


async def test_a_form_comes_back_with_what_is_wrong_beside_the_field(connect: Connect) -> None:
    async with connect({"feedback 12": reply(FEEDBACK), "feedback": reply(WRONG)}) as (slack, desk):
        nia = slack.person("nia")
        await nia.types_command("/learn", "feedback 12")
        await nia.submits("Your feedback", {"rating": "5"})
        assert "! Say more." in nia.sees("modal")
        desk.answers["feedback"] = None
        await nia.submits("Your feedback", {"rating": "5", "use": "Teach others"})
        assert nia.sees("modal") == ""


async def test_an_error_about_no_field_of_the_open_form_shows_the_new_form(connect: Connect) -> None:
    other = Form(t("Other"), "other", "", (Line("name", t("Name")),), t("Send"), errors={"name": t("Who?")})
    async with connect({"feedback 12": reply(FEEDBACK), "feedback": reply(other)}) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "feedback 12")
        await nia.submits("Your feedback", {"rating": "5"})
        assert nia.sees("modal").startswith("## Other\nName\n[]\nWho?")


async def test_a_press_opens_a_form(connect: Connect) -> None:
    prompt = card("How was Excel basics?", buttons=(button("Give feedback", "feedback", "12", form=True),))
    async with connect({"prompt": reply(prompt), "feedback": reply(FEEDBACK)}) as (slack, desk):
        nia = slack.person("nia")
        await nia.says("prompt")
        await nia.hears("[Give feedback]", "dm")
        await nia.presses("Give feedback")
        assert nia.sees("modal").startswith("## Your feedback")
        assert desk.asks[-1].can_open_form


async def test_a_form_opened_in_a_form_takes_its_place(connect: Connect) -> None:
    thanks = card("Thank you!", buttons=(button("Change my answer", "change", "12"),))
    answers = {"feedback 12": reply(FEEDBACK), "feedback": reply(thanks), "change": reply(FEEDBACK)}
    async with connect(answers) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "feedback 12")
        await nia.submits("Your feedback", {"rating": "5"})
        await nia.presses("Change my answer")
        assert "How useful was it?" in nia.sees("modal")
        assert len(slack.space.modals["UNIA"]) == 1


async def test_a_press_in_a_window_is_answered_in_the_window(connect: Connect) -> None:
    preview = card("It moves to Friday.", buttons=(button("Save", "save", "12"),))
    answers = {"feedback 12": reply(FEEDBACK), "feedback": reply(preview), "save": reply("Saved.")}
    async with connect(answers) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "feedback 12")
        await nia.submits("Your feedback", {"rating": "5"})
        await nia.presses("Save")
        assert "Saved." in await nia.hears("Saved.", "modal")
        assert "It moves" not in nia.sees("modal")
        assert nia.sees("dm") == ""


async def test_who_closes_the_window_meanwhile_gets_a_message(connect: Connect) -> None:
    preview = card("It moves to Friday.", buttons=(button("Save", "save", "12"),))

    async def closed_first(_: Ask) -> Reply:
        nia.closes()
        return reply("Saved.")

    answers = {"feedback 12": reply(FEEDBACK), "feedback": reply(preview), "save": closed_first}
    async with connect(answers) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "feedback 12")
        await nia.submits("Your feedback", {"rating": "5"})
        await nia.presses("Save")
        assert "Saved." in await nia.hears("Saved.", "dm")


async def test_an_event_delivered_twice_is_asked_twice_with_one_key(connect: Connect) -> None:
    async with connect({"mine": None}) as (slack, desk):
        slack.duplicates = True
        await slack.person("nia").says("mine")
        first, again = desk.asks
        assert first.key == again.key


async def test_a_slow_answer_is_announced_and_follows(connect: Connect) -> None:
    ready = asyncio.Event()

    async def slowly(ask: Ask) -> Reply:
        await ready.wait()
        return reply("Here it is.", public=ask.text == "loud")

    async with connect({"slow": slowly, "loud": slowly}, patience=0.05) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "slow", channel="general")
        assert nia.sees("general") == "Wrthi o hyd.\nStill working on it."
        await nia.types_command("/learn", "loud", channel="general")
        ready.set()
        await nia.hears("Here it is.", "general")
        while slack.sees_in("general") != "Here it is.":
            await slack.space.news()


async def test_a_slow_form_is_offered_with_a_button(connect: Connect) -> None:
    ready = asyncio.Event()

    async def slowly(ask: Ask) -> Reply:
        await ready.wait()
        return reply(FEEDBACK)

    async with connect({"slow": slowly, "feedback": reply(FEEDBACK)}, patience=0.05) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "slow", channel="general")
        ready.set()
        await nia.hears("The form took too long to open.\n[Open the form]", "general")
        await nia.presses("Open the form")
        assert nia.sees("modal").startswith("## Your feedback")


async def test_a_slow_answer_to_a_form_follows_as_a_message(connect: Connect) -> None:
    ready = asyncio.Event()

    async def slowly(ask: Ask) -> Reply:
        await ready.wait()
        return reply("Thank you!")

    async with connect({"feedback 12": reply(FEEDBACK), "feedback": slowly}, patience=0.05) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "feedback 12")
        await nia.submits("Your feedback", {"rating": "5"})
        assert "Still working on it." in nia.sees("modal")
        ready.set()
        await nia.hears("Thank you!", "dm")


async def test_a_fault_of_the_desk_is_an_apology_never_silence(connect: Connect) -> None:
    async def breaks(ask: Ask) -> Reply:
        raise ZeroDivisionError

    async with connect({"boom": breaks}) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "boom", channel="general")
        assert "Something went wrong." in nia.sees("general")
        await nia.says("boom")
        await nia.hears("Something went wrong.", "dm")


async def test_stopping_finishes_what_was_begun(connect: Connect) -> None:
    ready = asyncio.Event()

    async def slowly(ask: Ask) -> Reply:
        await ready.wait()
        return reply("Here it is.")

    async with connect({"slow": slowly}, patience=0.01) as (slack, _):
        nia = slack.person("nia")
        await nia.types_command("/learn", "slow", channel="general")
        slack.fails("response_url", Slow(0.1))
        ready.set()
    assert "Here it is." in nia.sees("general")


async def test_a_form_that_slack_does_not_open_is_offered_with_a_button(connect: Connect) -> None:
    async with connect({"feedback 12": reply(FEEDBACK), "feedback": reply(FEEDBACK)}) as (slack, _):
        nia = slack.person("nia")
        slack.fails("views.open", ServerError(), ServerError())
        await nia.types_command("/learn", "feedback 12")
        assert "[Open the form]" in nia.sees("dm")
        await nia.presses("Open the form")
        await nia.hears("[Open the form]\nThe form took too long", "dm")
        await nia.presses("Open the form")
        assert nia.sees("modal").startswith("## Your feedback")
