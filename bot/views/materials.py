"""Slides, handouts and links: the letter that brings them, where they can be had, and how they are shared."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from bot.card import (
    Button,
    Buttons,
    Card,
    Facts,
    Form,
    Heading,
    Item,
    Line,
    Link,
    Note,
    Paragraph,
    Text,
)
from bot.card import Part as CardPart
from bot.learning.materials import LONGEST_LINK, LONGEST_TITLE, Material, Part, Reach, can_go_wider
from bot.learning.sessions import Session
from bot.views.places import summary as discreet
from bot.views.sessions import item, when
from bot.views.topics import topic_name
from bot.words.voice import Voice

_MEGABYTE = 1024 * 1024

# ── For those whom they reach ────────────────────────────────────────────────────────────────────


def letter(
    session: Session, part: Part, found: Sequence[Material], following: Sequence[Session], say: Voice
) -> Card:
    """What was used, in the words that fit who they were to the session; and what they could come to next."""
    name = "materials-corrected" if all(each.corrected for each in found) else f"materials-{part.value}"
    topic = topic_name(session.topic, say)
    parts: list[CardPart] = [
        Paragraph(say(name, title=say.bold(session.title), when=when(session), topic=topic)),
        *_items(found, say),
        *_next(following, say),
        Note(say("why-materials-follows" if part is Part.FOLLOWS else "why-materials")),
    ]
    line = say("materials-summary", title=session.title)
    return Card(discreet(session, line, say), tuple(parts), say.language)


def shown(session: Session, found: Sequence[Material], following: Sequence[Session], say: Voice) -> Card:
    """What there is, for somebody who asks."""
    heading = say("materials-of", title=session.title)
    parts: list[CardPart] = [Heading(heading), *_items(found, say), *_next(following, say)]
    if not found:
        parts.insert(1, Paragraph(say("materials-none")))
    return Card(heading, tuple(parts), say.language)


def section(
    session: Session, found: Sequence[Material], say: Voice, *, organiser: bool = False
) -> tuple[CardPart, ...]:
    """The same below the details of the session; an organiser can go on from there."""
    shown = (Heading(say("materials-heading")), *_items(found, say)) if found else ()
    more = Button(say("button-materials"), "materials", session.ref)
    return (*shown, Buttons((more,))) if organiser else shown


def _items(found: Sequence[Material], say: Voice) -> list[CardPart]:
    return [_item(each, (_get(each, say),) if each.is_file else (), say) for each in found]


def _get(material: Material, say: Voice) -> Button:
    label = say("button-get-file")
    spoken = say("spoken-about", action=label, title=material.title)
    return Button(label, "material", str(material.id), spoken=spoken)


def _item(material: Material, buttons: Sequence[Button], say: Voice) -> Item:
    """A link is named by its title, with the place it leads to below; a file has its name and size there."""
    if material.is_file:
        heading = say.words(material.title)
        lines = [say.join(say.words(material.file_name), _size(material.size, say), with_=" · ")]
    else:
        heading = Text((Link(material.title, material.url),), say.language)
        lines = [say.words(urlsplit(material.url).hostname or "")]
    if material.corrected:
        lines.append(say("material-corrected"))
    return Item(heading, tuple(lines), tuple(buttons))


def _size(size: int, say: Voice) -> Text:
    if size < _MEGABYTE:
        return say("size-kb", size=max(1, round(size / 1024)))
    return say("size-mb", size=f"{size / _MEGABYTE:.1f}")


def _next(following: Sequence[Session], say: Voice) -> list[CardPart]:
    if not following:
        return []
    return [Heading(say("materials-next")), *(item(each, None, say) for each in following)]


def file_ready(material: Material, address: str, say: Voice) -> Card:
    """Where to fetch it; where we have no address on the web, whom to ask."""
    if not address:
        sentence = say("material-no-address", title=material.title)
        return Card(sentence, (Paragraph(sentence),), say.language)
    name = say.join(say.words(material.file_name), _size(material.size, say), with_=" · ")
    link = Link("".join(getattr(span, "text", "") for span in name.spans), address)
    parts = (
        Paragraph(say("material-ready", title=material.title)),
        Paragraph(Text((link,), say.language)),
        Note(say("files-until")),
    )
    return Card(say("material-ready", title=material.title), parts, say.language)


# ── For organisers ───────────────────────────────────────────────────────────────────────────────


def desk_of(
    session: Session,
    found: Sequence[Material],
    reach: Reach,
    say: Voice,
    *,
    minutes: int,
    over: bool,
    files: bool,
) -> Card:
    """What is shared, what is ready to go and whom it will reach. `minutes`: for so long it can be taken
    back before anybody hears of it; `over`: the session is; `files`: they can be taken in.
    """
    heading = say("materials-of", title=session.title)
    drafts = [each for each in found if each.round is None]
    shared = [each for each in found if each.round is not None]
    parts: list[CardPart] = [Heading(heading)]
    parts.extend(_item(each, (*_correct(each, session, say), _take_back(each, say)), say) for each in shared)
    if drafts:
        parts.append(Heading(say("materials-ready")))
        parts.extend(_draft(each, found, say) for each in drafts)
        parts.extend(_sending(session, drafts, reach, say, minutes=minutes) if over else ())
        parts.extend(() if over else (Note(say("materials-when-over")),))
    if not found:
        parts.append(Paragraph(say("materials-none-yet")))
    adding = [_add("material_link", "button-add-link", session, say, form=True)]
    if files:
        adding.append(_add("material_file", "button-add-file", session, say))
    parts.append(Buttons(tuple(adding)))
    parts.extend(() if files else (Note(say("materials-no-files")),))
    return Card(heading, tuple(parts), say.language)


def _draft(draft: Material, found: Sequence[Material], say: Voice) -> Item:
    shown = _item(draft, (*(() if not draft.is_file else (_get(draft, say),)), _take_back(draft, say)), say)
    old = next((each for each in found if each.id == draft.replaces), None)
    if old is None:
        return shown
    return Item(shown.title, (*shown.lines, say("material-replaces", title=old.title)), shown.buttons)


def _correct(material: Material, session: Session, say: Voice) -> tuple[Button, ...]:
    word = "material_file" if material.is_file else "material_link"
    label = say("button-new-file" if material.is_file else "button-put-right")
    spoken = say("spoken-about", action=label, title=material.title)
    about = f"{session.ref} {material.id}"
    return (Button(label, word, about, spoken=spoken, form=not material.is_file),)


def _take_back(material: Material, say: Voice) -> Button:
    label = say("button-take-back" if material.round is not None else "button-remove-material")
    spoken = say("spoken-about", action=label, title=material.title)
    return Button(label, "material_remove", str(material.id), spoken=spoken)


def _add(word: str, label: str, session: Session, say: Voice, *, form: bool = False) -> Button:
    return Button(say(label), word, session.ref, form=form)


def _sending(
    session: Session, drafts: Sequence[Material], reach: Reach, say: Voice, *, minutes: int
) -> list[CardPart]:
    """How many people it will reach, and the buttons that let it go: exactly what was looked at."""
    wider = can_go_wider(session)
    came = "came" if reach.known else "had-a-place"
    counted = [(came, reach.came), ("missed", reach.missed), ("waited", reach.waited)]
    counted.extend([("follows", reach.follows)] if wider else [])
    rows = tuple((say(f"materials-who-{name}"), say.words(str(n))) for name, n in counted)
    ids = "-".join(str(each.id) for each in drafts)
    buttons = [
        Button(
            say("button-share", n=reach.on_it), "materials_send", f"{session.ref} those {ids}", style="main"
        )
    ]
    if wider:
        everyone = reach.on_it + reach.follows
        label = say("button-share-wider", n=everyone)
        buttons.append(Button(label, "materials_send", f"{session.ref} wider {ids}"))
    parts: list[CardPart] = [Paragraph(say("materials-reach")), Facts(rows), Buttons(tuple(buttons))]
    if not wider:
        parts.append(Note(say("materials-not-wider")))
    parts.append(Note(say("materials-once", n=minutes)))
    return parts


def link_form(
    session: Session, say: Voice, *, about: str, link: tuple[str, str] = ("", ""), wrong: str = ""
) -> Form:
    """`link`: title and address, as they are or were typed; `wrong`: the field that is."""
    named, url = link
    return Form(
        title=say("material-form"),
        word="material_link",
        about=about,
        intro=(Paragraph(say("materials-of", title=say.bold(session.title))),),
        fields=(
            Line(
                "title",
                say("label-material-title"),
                say("material-title-hint"),
                value=named,
                required=True,
                longest=LONGEST_TITLE,
            ),
            Line(
                "url",
                say("label-material-link"),
                say("material-link-hint"),
                value=url,
                required=True,
                longest=LONGEST_LINK,
            ),
        ),
        submit=say("button-add-link"),
        errors={wrong: say(f"material-wrong-{wrong}")} if wrong else {},
        language=say.language,
    )


def file_address(session: Session, address: str, kinds: str, megabytes: int, say: Voice) -> Card:
    """Where an organiser puts a file in."""
    words = "".join(getattr(span, "text", "") for span in say("material-upload-link").spans)
    parts = (
        Paragraph(say("material-upload", title=say.bold(session.title))),
        Paragraph(Text((Link(words, address),), say.language)),
        Note(say("material-upload-kinds", kinds=kinds, size=megabytes)),
        Note(say("material-upload-until")),
    )
    return Card(say("material-upload", title=session.title), parts, say.language)


def dropped(say: Voice, *, organiser: bool) -> Card:
    """We do not read what is dropped here."""
    sentence = say("file-dropped-organiser" if organiser else "file-dropped")
    return Card(sentence, (Paragraph(sentence),), say.language)


def sent(session: Session, people: int, say: Voice) -> Card:
    sentence = say("materials-sent", people, title=say.bold(session.title))
    more = Button(say("button-materials"), "materials", session.ref)
    return Card(
        say("materials-sent", people, title=session.title),
        (Paragraph(sentence), Buttons((more,))),
        say.language,
    )


def take_back(material: Material, session: Session, say: Voice) -> Card:
    """Is it meant? What stands in people's messages cannot be called back."""
    yes = Button(say("button-take-back-now"), "material_remove_now", str(material.id), style="danger")
    no = Button(say("button-keep-it"), "materials", session.ref)
    what = say("material-take-back-file" if material.is_file else "material-take-back", title=material.title)
    return Card(what, (Paragraph(what), Buttons((yes, no))), say.language)
