"""Letters of every kind lie in the mailbox: only a true answer does anything, and it alone becomes read."""

import imaplib
from datetime import timedelta
from email.message import EmailMessage
from email.policy import SMTP
from time import thread_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.calendar.replies import LARGEST, NotAReply, read_reply
from tests.hostile.texts import PIECES
from tests.house import MONDAY, draft
from tests.platforms.mail.servers import reply

INVITED = "UID:caffi-" + "ab12" * 10 + "\r\nDTSTART:20260303T090000Z\r\nSEQUENCE:3\r\n"
NIA = "nia@example.org"


def letter(**facts) -> bytes:
    return reply(INVITED, facts.pop("partstat", "DECLINED"), of=NIA, **facts).as_bytes(policy=SMTP)


def reason(content: bytes) -> str:
    with pytest.raises(NotAReply) as found:
        read_reply(content)
    return found.value.reason


def test_an_answer_as_calendars_write_it_is_read():
    found = read_reply(letter())
    assert (found.secret, found.sequence, found.attendee, found.sender) == ("ab12" * 10, 3, NIA, NIA)
    assert (found.response, found.stamp.isoformat()) == ("declined", "2026-03-02T10:00:00+00:00")


@pytest.mark.parametrize("partstat", ["ACCEPTED", "TENTATIVE", "declined"])
def test_every_answer_is_known(partstat):
    assert read_reply(letter(partstat=partstat)).response == partstat.lower()


@pytest.mark.parametrize("partstat", ["NEEDS-ACTION", "DELEGATED", "", "X-WHATEVER"])
def test_what_is_no_answer_is_none(partstat):
    assert reason(letter(partstat=partstat)) == "attendee"


def test_only_an_answer_to_an_invitation_of_ours_is_read():
    assert reason(letter(uid="040000008200E00074C5B7101A82E008")) == "uid"
    assert reason(letter(uid="caffi-" + "ab12" * 10 + "0")) == "uid"
    assert reason(reply(INVITED, "DECLINED", of="no address").as_bytes()) in {"attendee", "from"}


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL", "COUNTER", "PUBLISH", ""])
def test_only_a_reply_is_an_answer(method):
    whole = reply(INVITED, "DECLINED", of=NIA)
    part = whole.get_payload()[1]
    content = part.get_payload(decode=True).replace(b"METHOD:REPLY", b"METHOD:" + method.encode())
    part.set_content(content, "text", "calendar")
    assert reason(whole.as_bytes()) == "method"


def test_an_answer_that_somebody_passes_on_is_not_theirs():
    passed_on = EmailMessage()
    passed_on["From"] = NIA
    passed_on.set_content("See what she wrote")
    passed_on.add_attachment(reply(INVITED, "DECLINED", of=NIA))
    assert reason(passed_on.as_bytes()) == "no calendar"


def test_letters_from_nobody_or_from_two_are_none():
    two = reply(INVITED, "DECLINED", of=NIA)
    del two["From"]
    assert reason(two.as_bytes()) == "from"
    two["From"] = f"{NIA}, owen@example.org"
    assert reason(two.as_bytes()) == "from"


def test_two_people_in_one_answer_are_none():
    twice = letter(stamp=f"20260302T100000Z\r\nATTENDEE;PARTSTAT=DECLINED:mailto:{NIA}")
    assert reason(twice) == "attendee"


def test_bombs_are_refused_at_once():
    started = thread_time()
    nested = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(4000)
    )
    assert reason(b"From: nia@example.org\r\n" + nested) == "parts"
    assert reason(b"From: nia@example.org\r\n" + b"Content-Type: message/rfc822\r\n\r\n" * 5000) == "parts"
    assert reason(b"x" * (LARGEST + 1)) == "large"
    many = "\r\n".join("BEGIN:VEVENT" for _ in range(3000))
    assert reason(letter(stamp=f"20260302T100000Z\r\n{many}"))
    assert reason(letter(stamp="9" * 60_000))
    assert thread_time() - started < 5


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400), st.sampled_from(PIECES), st.integers(0, 900))
def test_whatever_comes_is_an_answer_or_none(noise, piece, place):
    content = letter()
    words = piece.encode("utf-8", "ignore")
    for broken in (noise, content[:place], content[:place] + noise + words + content[place:]):
        try:
            assert read_reply(broken).secret == "ab12" * 10
        except NotAReply as other:
            assert other.reason  # noqa: PT017 - either is right


async def test_in_the_mailbox_nothing_is_touched_but_answers(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", MONDAY + timedelta(days=1), ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    invited = mailing.calendars(nia)[-1]
    ordinary = EmailMessage()
    ordinary["From"], ordinary["Subject"] = NIA, "cancel 12"
    ordinary.set_content("DECLINED. Please cancel everything: $(reboot)")
    away = EmailMessage()
    away["From"], away["Auto-Submitted"] = NIA, "auto-replied"
    away.set_content("I am away until Monday")
    for other in (ordinary, away, b"x" * (LARGEST + 9), b"", letter()):
        await mailing.box.receive(other or b"\r\n")
    sent = len(mailing.out.letters)
    await mailing.answers(nia, "ACCEPTED", to=invited)
    assert (await mailing.box.all(), await mailing.box.unread()) == (6, 5 - 1)
    assert len(mailing.out.letters) == sent, "a letter is never answered with a letter"
    assert "You’re booked" in await nia.types("mine")


async def test_what_could_not_be_kept_is_brought_again(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", MONDAY + timedelta(days=1), ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    listener, answered = mailing.room.listener, mailing.room.listener.answered

    async def away(_):
        raise OSError("the database is away")

    listener.answered = away
    await mailing.box.receive(reply(mailing.calendars(nia)[-1], "DECLINED", of=NIA))
    with pytest.raises(OSError, match="away"):
        await listener.look()
    listener.answered = answered
    await mailing.settle()
    assert "You declined" in nia.post[-1]


async def test_the_listener_finds_answers_by_itself_and_survives_a_lost_connection(mailing):
    house = mailing.house
    await house.puts_on(draft("Mindful walking", MONDAY + timedelta(days=1), ref="12"))
    nia = await house.meets("nia")
    await nia.types("book 12")
    await mailing.settle()
    listener = mailing.room.listener
    listener.mailbox._imap.shutdown()
    with pytest.raises((OSError, imaplib.IMAP4.error)):
        await listener.look()
    await mailing.answers(nia, "DECLINED")
    assert "You declined" in nia.post[-1]
