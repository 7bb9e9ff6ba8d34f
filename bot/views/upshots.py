"""“You said, we did”: what was done because of feedback, for those who gave it and for organisers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.card import (
    Button,
    Buttons,
    Card,
    Divider,
    Form,
    Heading,
    Item,
    Note,
    Paragraph,
    Part,
    Plain,
    Text,
    When,
    Words,
)
from bot.learning.publishing import Slice
from bot.learning.sessions import Session
from bot.learning.upshots import LONGEST, Upshot
from bot.views.places import summary as discreet
from bot.views.publishing import of
from bot.words.voice import Voice


@dataclass(frozen=True, slots=True)
class Shown:
    """An upshot and the sessions that it tells of, as far as the reader knows of them; none: of all."""

    upshot: Upshot
    about: Sequence[Session] = ()

    def of(self, say: Voice) -> Text:
        return of(Slice("session" if self.about else "everything"), self.about, say)


def section(found: Sequence[Shown], say: Voice) -> tuple[Part, ...]:
    """Below what else there is to tell; nothing where nothing was done."""
    return (Heading(say("upshots")), *(_item(each, say) for each in found)) if found else ()


def foot(found: Sequence[Shown], slice_: Slice, say: Voice) -> tuple[Part, ...]:
    """At the foot of results: what was done because of them, and the way to write more."""
    if slice_.kind not in ("session", "everything"):
        return ()
    buttons = [write_button(slice_, say)]
    if found:
        buttons.append(Button(say("button-upshots"), "upshots", str(slice_)))
    return (*section(found, say), Buttons(tuple(buttons)))


def _item(each: Shown, say: Voice, buttons: Sequence[Button] = ()) -> Item:
    return Item(each.of(say), _lines(each.upshot, say), tuple(buttons))


def _lines(upshot: Upshot, say: Voice) -> tuple[Text, ...]:
    return say("upshot-said", words=upshot.said), say("upshot-did", words=upshot.did)


def letter(session: Session, found: Sequence[Shown], say: Voice) -> Card:
    """To somebody who was asked about that session, once."""
    line = say("upshot-letter", title=say.bold(session.title), day=When(session.starts_at, style="day"))
    parts: list[Part] = [Paragraph(line), *(_item(each, say) for each in found)]
    parts.append(Buttons((Button(say("button-became"), "what_became"),)))
    parts.append(Note(say("why-upshot")))
    summary = discreet(session, say("upshot-summary", title=session.title), say)
    return Card(summary, tuple(parts), say.language)


# ── For organisers ───────────────────────────────────────────────────────────────────────────────


def listing(
    found: Sequence[Shown],
    to_write: Slice | None,
    say: Voice,
    *,
    in_channel: bool,
    of_one: Text | None = None,
) -> Card:
    """What has been written down, and what can be done with each. `to_write`: of what more can be; `of_one`:
    what was asked for, where not all of it was.
    """
    heading = say("upshots")
    parts: list[Part] = [Heading(heading)]
    parts.extend(_item(each, say, tuple(_buttons(each, say, in_channel=in_channel))) for each in found)
    if not found:
        parts.extend(() if of_one is None else (Paragraph(of_one),))
        parts.append(Paragraph(say("upshots-none")))
    if to_write is not None:
        parts.append(Buttons((write_button(to_write, say),)))
    if of_one is None:
        parts.append(Note(say("upshots-how")))
    if found and not in_channel:
        parts.append(Note(say("upshots-post-where")))
    return Card(heading, tuple(parts), say.language)


def write_button(to_write: Slice, say: Voice) -> Button:
    """Opens the form."""
    label = "button-upshot-write" if to_write.kind == "session" else "button-upshot-write-all"
    return Button(say(label), "upshot_write", str(to_write), form=True)


def _buttons(each: Shown, say: Voice, *, in_channel: bool) -> Iterator[Button]:
    number = str(each.upshot.id)
    named = (
        ("button-change", "upshot_change"),
        ("button-upshot-withdraw", "upshot_withdraw"),
        *((("button-results-post", "upshot_post"),) if in_channel else ()),
    )
    for label, word in named:
        about = each.about[0].title if each.about else each.of(say)
        spoken = say("spoken-about", action=say(label), title=about)
        yield Button(say(label), word, number, spoken=spoken, form=word == "upshot_change")


def form(
    word: str,
    about: str,
    it_is_of: Text,
    say: Voice,
    *,
    values: Mapping[str, str],
    wrong: Mapping[str, str],
) -> Form:
    """What was said and what was done, in each language; the reader's own first. `values` as they were typed;
    `wrong`: the sentence of what is wrong with a field.
    """
    languages = ("cy", "en") if say.language == "cy" else ("en", "cy")
    fields = tuple(
        Words(
            f"{part}_{language}",
            say(f"label-upshot-{part}-{language}"),
            say(f"upshot-{part}-hint") if language == say.language else None,
            value=values.get(f"{part}_{language}", ""),
            longest=LONGEST,
        )
        for language in languages
        for part in ("said", "did")
    )
    return Form(
        title=say("upshots"),
        word=word,
        about=about,
        intro=(Paragraph(it_is_of), Note(say("upshot-who-reads"))),
        fields=fields,
        submit=say("button-upshot-keep"),
        errors={field: say(sentence) for field, sentence in wrong.items()},
        language=say.language,
    )


def kept(each: Shown, tell_at: datetime | None, say: Voice, *, in_channel: bool) -> Card:
    """`tell_at`: when others are told; None: it was changed, and who is told was settled before."""
    heading = say("upshot-kept")
    parts: list[Part] = [Paragraph(heading)]
    parts.append(_item(each, say, tuple(_buttons(each, say, in_channel=in_channel))))
    if tell_at is not None:
        parts.append(Note(say("upshot-told-at", when=When(tell_at))))
    else:
        parts.append(Note(say("upshot-changed")))
    if not in_channel:
        parts.append(Note(say("upshots-post-where")))
    return Card(heading, tuple(parts), say.language)


def withdraw(each: Shown, say: Voice) -> Card:
    """Is it meant?"""
    asked = say("upshot-withdraw")
    yes = Button(
        say("button-upshot-withdraw-now"), "upshot_withdraw_now", str(each.upshot.id), style="danger"
    )
    no = Button(say("button-keep-it"), "upshots")
    return Card(asked, (Paragraph(asked), _item(each, say), Buttons((yes, no))), say.language)


def withdrawn(say: Voice) -> Card:
    line = say("upshot-withdrawn")
    return Card(line, (Paragraph(line),), say.language)


# ── In a channel ─────────────────────────────────────────────────────────────────────────────────


def confirm(each: Shown, say: Voice) -> Card:
    """What everybody in the channel will see, before it is posted."""
    asked = say("upshot-post-confirm")
    post = Button(say("button-upshot-post-now"), "upshot_post_now", str(each.upshot.id), style="main")
    return Card(asked, (Paragraph(asked), Divider(), *section((each,), say), Buttons((post,))), say.language)


def posted(each: Shown, by: str, voices: Sequence[Voice]) -> Card:
    """The post itself, in the channel's languages."""
    parts: list[Part] = []
    summary: list[Plain] = []
    for number, say in enumerate(voices):
        parts.extend((Divider(),) if number else ())
        parts.extend((*section((each,), say), Note(say("results-posted-by", person=by))))
        words = "".join(getattr(span, "text", "") for span in say("upshots").spans)
        language = None if say is voices[0] else say.language
        summary.extend((*((Plain(" / "),) if number else ()), Plain(words, language)))
    return Card(Text(tuple(summary), voices[0].language), tuple(parts), voices[0].language)


def on_its_way(say: Voice) -> Card:
    line = say("upshot-on-its-way")
    return Card(line, (Paragraph(line),), say.language)
