"""How a letter's journey ends, by what a real mail server says at each step."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage

import pytest

from bot.ask import Target
from bot.card import Card, File, Paragraph, Plain, Reader, Text
from bot.letterbox import ImapSecrets, SmtpSecrets
from bot.platforms.mail import MailRoom
from bot.platforms.mail.send import NOT_LET_IN
from bot.room import Later, Parcel, Sent, Undeliverable, Unknown
from tests.hostile.texts import PIECES
from tests.platforms.mail.servers import calendar_in, smtp_server

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def text(words: str) -> Text:
    return Text((Plain(words),))


def parcel(
    words: str = "Mindful walking", *, to: str = "nia@example.org", ics: bytes = b"BEGIN:X\r\n"
) -> Parcel:
    file = File("invite.ics", "text/calendar; method=REQUEST", ics, text("x"))
    card = Card(text(words), (Paragraph(text(words)), file))
    return Parcel("invitation 1 0", Target("mail", user=to), card, Reader(UTC, NOON.date()))


def room(port: int) -> MailRoom:
    async def nobody(_) -> str:
        raise AssertionError("nothing is read here")

    return MailRoom(
        address="learning@example.org",
        sender_name="Caffi",
        smtp=SmtpSecrets(host="127.0.0.1", port=port, security="none"),
        imap=ImapSecrets(host=""),
        a_minute=30,
        answered=nobody,
        now=lambda: NOON,
    )


async def test_it_arrives_as_it_was_written():
    async with smtp_server() as server:
        outcome = await room(server.port).send(
            parcel("Dawnsio ŵŷ 😀\n.\n..\nend", ics=b"BEGIN:X\r\n.\r\nEND:X\r\n")
        )
    (letter,) = server.letters
    assert outcome == Sent(letter["Message-ID"])
    assert letter["Subject"] == "Dawnsio ŵŷ 😀 . .. end"
    assert letter.get_body(("plain",)).get_content().splitlines()[:4] == ["Dawnsio ŵŷ 😀", ".", "..", "end"]
    assert calendar_in(letter) == "BEGIN:X\r\n.\r\nEND:X\r\n"
    (enclosed,) = letter.iter_attachments()
    assert (enclosed.get_filename(), enclosed.get_content()) == ("invite.ics", b"BEGIN:X\r\n.\r\nEND:X\r\n")


async def test_the_same_letter_tried_again_has_the_same_name():
    async with smtp_server() as server:
        for _ in range(2):
            await room(server.port).send(parcel())
        await room(server.port).send(replace(parcel(), key="invitation 1 1"))
    names = [letter["Message-ID"] for letter in server.letters]
    assert names[0] == names[1] != names[2]


@pytest.mark.parametrize("step", ["MAIL", "RCPT", "DATA"])
@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ("451 4.3.0 not now", Later(60.0, "smtp 451")),
        ("421 4.3.2 closing", Later(60.0, "smtp 421")),
        ("550 5.1.1 no such person", Undeliverable("smtp 550", gone=True)),
        ("554 5.7.1 not from you", Undeliverable("smtp 554")),
    ],
)
async def test_what_the_server_refuses(step, said, outcome):
    async with smtp_server() as server:
        server.answers[step] = said
        assert await room(server.port).send(parcel()) == outcome
    assert server.letters == []


async def test_a_connection_that_breaks_when_the_letter_is_there_leaves_it_unknown():
    async with smtp_server() as server:
        server.answers["DATA"] = "hang up"
        outcome = await room(server.port).send(parcel())
    assert isinstance(outcome, Unknown)


async def test_a_server_that_is_away_is_not_asked_again_for_every_letter():
    async with smtp_server() as server:
        port = server.port
    away = room(port)
    first = await away.send(parcel())
    assert first == Later(60.0, f"{NOT_LET_IN} ConnectionRefusedError")
    again = await away.send(parcel())
    assert again == Later(again.seconds, NOT_LET_IN), "without an error of its own"
    assert again.seconds < first.seconds, "the same rest, not a new one"


@pytest.mark.parametrize("words", [PIECES[first::12] for first in range(12)], ids=range(12))
async def test_hostile_words_stay_words(words):
    plain = [each.encode("utf-8", "ignore").decode() for each in words]  # a store keeps no half characters
    async with smtp_server() as server:
        for each in (*plain, *("x" * 3200 + each for each in plain[:1])):
            sent = await room(server.port).send(parcel(each + "\r\nBcc: everybody@example.org"))
            assert isinstance(sent, Sent)
    assert all(letter["Bcc"] is None for letter in server.letters)
    assert set(server.envelopes) == {("learning@example.org", "nia@example.org")}


@pytest.mark.parametrize(
    "to", ["", "nobody", "a@b@c", "x@example.org\r\nRCPT TO:<y@example.org>", "ŵ@example.org"]
)
async def test_an_address_that_is_none_is_never_written_to(to):
    async with smtp_server() as server:
        outcome = await room(server.port).send(parcel(to=to))
    assert isinstance(outcome, Undeliverable)
    assert server.letters == []


async def test_a_letter_is_a_letter_with_the_time_it_was_sent():
    async with smtp_server() as server:
        await room(server.port).send(parcel())
    (letter,) = server.letters
    assert isinstance(letter, EmailMessage)
    assert letter["Date"].datetime - NOON < timedelta(seconds=1)
