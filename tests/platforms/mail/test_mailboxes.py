"""What happens in a mailbox while Caffi reads it: in pymap, and in `make soak` in Debian's dovecot, too."""

import asyncio
import imaplib
import ssl

import pytest

from bot.calendar.replies import LARGEST
from bot.platforms.mail import listen
from bot.platforms.mail.reach import imap_refusal
from tests.fakes.teams.serving import trusted
from tests.platforms.mail.cafe import DOVECOT
from tests.platforms.mail.reading import answer, secrets
from tests.platforms.mail.servers import Mailbox

AWAY = (OSError, imaplib.IMAP4.error)


async def flags(box: Mailbox, folder: str = "INBOX") -> list[set[bytes]]:
    """Of each letter; whether it is new to the one who asks says nothing about it."""
    told = await box.somebody(lambda imap: imap.uid("FETCH", "1:*", "(FLAGS)")[1], folder)
    return [set(imaplib.ParseFlags(line)) - {rb"\Recent"} for line in told if line]


def nested(deep: int) -> bytes:
    part = b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n'
    return b"".join(part % (n, n) for n in range(deep))


HOSTILE = {
    "ordinary": b"From: nia@example.org\r\nSubject: cancel 12\r\n\r\nPARTSTAT=DECLINED * OK BYE\r\n",
    "too large": answer(7) + b"x" * LARGEST,
    "one long line": b"x" * 200_000,
    "nothing": b"\r\n",
    "deep": nested(60),
    "an end that is none": b"X: 1\r\n\r\n)\r\nA1 OK FETCH done\r\n* 1 FETCH (UID 1 BODY[] {999}\r\n* BYE\r\n",
    "not ASCII": b"From: \xff\xfe\r\nSubject: \xc5\xb5\r\n\r\n" + bytes(range(1, 256)),
    "broken": answer(7)[:500],
}


async def test_answers_are_taken_in_order_and_they_alone_become_read(box, reading):
    kinds = ["ACCEPTED", "TENTATIVE", "DECLINED"]
    answers = [answer(number, kind) for number, kind in enumerate(kinds)]
    await box.receive(*(each for pair in zip(HOSTILE.values(), answers, strict=False) for each in pair))
    await box.receive(*list(HOSTILE.values())[len(kinds) :])
    assert await reading.look() == [0, 1, 2]
    assert [each.response.value for each in reading.taken] == ["accepted", "tentative", "declined"]
    untouched = [set()] * (len(HOSTILE) - len(kinds))
    assert await flags(box) == [set(), {rb"\Seen"}] * len(kinds) + untouched
    assert await reading.look() == [0, 1, 2], "none is read twice"
    again = await asyncio.to_thread(reading.listener.mailbox.look)
    assert again == [], "nor is the last fetched every ten seconds"
    assert await reading.another().look() == [], "nor after a restart"


async def test_as_many_are_taken_as_come_without_a_rest(box, reading):
    await box.receive(*HOSTILE.values(), *map(answer, range(60)))
    reading.of(seconds=600).listener.start()
    await reading.until(59)
    await reading.listener.stop()
    assert reading.sequences == list(range(60))
    assert await box.unread() == len(HOSTILE)


async def test_two_that_read_one_mailbox_hold_nothing_up(box, reading):
    first = reading.listener
    other = reading.another()
    await box.receive(*map(answer, range(20)))
    await asyncio.gather(first.look(), other.look())
    assert set(reading.sequences) | set(other.sequences) == set(range(20))
    assert await box.unread() == 0


@pytest.mark.parametrize("how", ["deleted", "moved"])
async def test_a_letter_that_goes_meanwhile_is_nobodys_loss(box, reading, how):
    def goes(imap: imaplib.IMAP4) -> None:
        numbers = b",".join(imap.uid("SEARCH", "ALL")[1][0].split()[:2]).decode()
        if how == "moved":
            imap.uid("MOVE", numbers, "Elsewhere")
        else:
            imap.uid("STORE", numbers, "+FLAGS", r"(\Deleted)")
            imap.expunge()

    await box.somebody(lambda imap: imap.create("Elsewhere"))
    await box.receive(*map(answer, (1, 2, 3)))
    reading.meanwhile = lambda: box.somebody(goes, "INBOX")
    assert await reading.look() == [1, 3], "the first was in hand, the second was gone"
    assert (await box.all(), await box.unread()) == (1, 0)
    assert await box.unread("Elsewhere") == (2 if how == "moved" else 0)


async def test_what_somebody_else_does_meanwhile_is_not_taken_for_a_letter(box, reading):
    def goes_on(imap: imaplib.IMAP4) -> None:
        imap.store("1:3", "+FLAGS", r"(\Flagged)")
        imap.append("INBOX", None, None, answer(4))

    await box.receive(*map(answer, (1, 2, 3)))
    reading.meanwhile = lambda: box.somebody(goes_on, "INBOX")
    assert await reading.look() == [1, 2, 3]
    assert await reading.look() == [1, 2, 3, 4]
    assert await flags(box) == [{rb"\Seen", rb"\Flagged"}] * 3 + [{rb"\Seen"}]


async def test_by_itself_it_finds_what_comes_and_a_server_that_comes_back(box, reading, monkeypatch):
    monkeypatch.setattr(listen, "_LONGEST_NAP", 0.05)
    reading.listener.start()
    await box.receive(answer(1))
    await reading.until(1)
    await box.kill()
    with pytest.raises(AWAY):
        await box.receive(answer(2))
    await box.again()
    await box.receive(answer(3))
    await reading.until(3)


async def test_what_was_taken_but_not_marked_is_brought_again(box, reading):
    await box.receive(*map(answer, (1, 2)))
    reading.meanwhile = box.kill
    with pytest.raises(AWAY):
        await reading.look()
    with pytest.raises(AWAY):
        await reading.look()
    await box.again()
    assert await reading.look() == [1, 1, 2]
    assert await box.unread() == 0


@pytest.mark.parametrize("restarted", [False, True])
async def test_a_folder_that_is_made_anew_counts_anew(box, reading, restarted):
    await box.somebody(lambda imap: imap.create("Answers"))
    reading.of(folder="Answers")
    await box.receive(*map(answer, (1, 2)), folder="Answers")
    assert await reading.look() == [1, 2]
    before = await box.find("ALL", "Answers")
    if restarted:
        await box.kill()
        await box.again()
    await box.somebody(lambda imap: (imap.delete("Answers"), imap.create("Answers")))
    await box.receive(answer(3), folder="Answers")
    assert await box.find("ALL", "Answers") == before[:1], "a number that was there before"
    if restarted:
        with pytest.raises(AWAY):
            await reading.look()
    assert await reading.look() == [1, 2, 3]
    assert await flags(box, "Answers") == [{rb"\Seen"}]


async def test_a_folder_that_is_gone_is_waited_for(box, reading):
    await box.somebody(lambda imap: imap.create("Answers"))
    reading.of(folder="Answers")
    await box.receive(answer(1), folder="Answers")
    assert await reading.look() == [1]
    await box.somebody(lambda imap: imap.delete("Answers"))
    for _ in range(2):
        with pytest.raises(AWAY):
            await reading.look()
    assert "Answers: no such folder" in await asyncio.to_thread(imap_refusal, secrets(box, folder="Answers"))
    await box.somebody(lambda imap: imap.create("Answers"))
    await box.receive(answer(2), folder="Answers")
    assert await reading.look() == [1, 2]


@pytest.mark.parametrize(
    ("folder", "written"),
    [
        ("台北", "&U,BTFw-"),  # RFC 3501, 5.1.3
        ("日本語", "&ZeVnLIqe-"),
        ("Atebion ŵ & ŷ", "Atebion &AXU- &- &AXc-"),
        ("😀", "&2D3eAA-"),
        ('"quoted" name', r"\"quoted\" name"),
    ],
)
async def test_a_folder_may_have_any_name(box, reading, folder, written):
    await box.somebody(lambda imap: imap.create(f'"{written}"'))
    await box.receive(answer(1), folder=f'"{written}"')
    reading.of(folder=folder)
    assert await reading.look() == [1]
    assert await box.unread(written) == 0
    assert await asyncio.to_thread(imap_refusal, secrets(box, folder=folder)) == ""


@pytest.mark.parametrize("wrong", [{"password": "hush"}, {"user": "nobody"}, {"password": "húsh " * 99}])
async def test_whom_the_server_does_not_let_in_reads_nothing(box, reading, wrong):
    await box.receive(answer(1))
    reading.of(**wrong)
    for _ in range(2):
        with pytest.raises(imaplib.IMAP4.error, match="AUTHENTICATIONFAILED"):
            await reading.look()
    told = await asyncio.to_thread(imap_refusal, secrets(box, **wrong))
    assert told.startswith("[AUTHENTICATIONFAILED]")
    assert "sh" not in told
    assert (reading.taken, await box.unread()) == ([], 1)


@pytest.mark.parametrize("security", ["starttls", "tls"])
async def test_only_a_server_that_can_prove_who_it_is_hears_the_password(box, reading, security):
    await box.receive(answer(1))
    reading.of(security=security)
    with pytest.raises(ssl.SSLCertVerificationError):
        await reading.look()
    with trusted():
        assert await reading.look() == [1]
        assert await box.unread() == 0
        reading.of(security=security, host="localhost")
        with pytest.raises(ssl.SSLCertVerificationError, match="Hostname mismatch"):
            await reading.look()


async def test_a_letter_that_is_not_handed_out_is_passed_over_at_last(box, reading):
    await box.receive(answer(1))
    assert await reading.look() == [1]
    mailbox = reading.listener.mailbox
    first = mailbox.last
    await box.kill()
    for _ in range(3):
        assert mailbox.last == first
        with pytest.raises(AWAY):
            mailbox.fetch(first + 1)
    assert mailbox.last == first + 1


async def test_nor_does_it_hold_up_others_in_a_folder_that_counts_anew(box, reading):
    """There another letter has its number, and it may be one that is not handed out either."""
    await box.somebody(lambda imap: imap.create("Answers"))
    reading.of(folder="Answers")
    await box.receive(answer(1), folder="Answers")
    assert await reading.look() == [1]
    mailbox = reading.listener.mailbox
    number = mailbox.last + 1

    async def withheld(times: int) -> None:
        await box.kill()
        for _ in range(times):
            with pytest.raises(AWAY):
                mailbox.fetch(number)
        await box.again()

    await withheld(3)
    assert mailbox.last == number
    await box.somebody(lambda imap: (imap.delete("Answers"), imap.create("Answers")))
    await box.receive(answer(2), answer(3), folder="Answers")
    assert await asyncio.to_thread(mailbox.look) == [number - 1, number]
    mailbox.last = number - 1
    await withheld(1)
    assert mailbox.last == number, "it is known already that this number leads to nothing"


@pytest.mark.parametrize("box", DOVECOT, indirect=True)  # pymap has no files that could be spoilt
async def test_a_letter_that_cannot_be_read_holds_up_no_other(box, reading):
    await box.receive(*map(answer, (1, 2, 3)))
    await box.unread()  # it moves them to where they stay
    spoilt = sorted((box.files / "cur").iterdir())[1]
    spoilt.chmod(0)
    for _ in range(3):
        with pytest.raises(AWAY):
            await reading.look()
    assert await reading.look() == [1, 3]
    spoilt.chmod(0o600)
    assert await reading.another().look() == [2], "after a restart it is asked for again"
