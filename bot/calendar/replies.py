"""A letter in the mailbox to the answer that it brings, if it brings one. Nothing in it is ever executed.

Source: RFC 6047 (iMIP): a text/calendar part whose METHOD is REPLY. Letters are anybody's: whatever is too
large, nested too deep or not as it should be is no answer.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import getaddresses

from bot.learning.invitations import Reply, Response
from bot.learning.people import plain_email

LARGEST = 256 * 1024  # bytes of a letter; an answer with a signature and its pictures cut off has 10 KB
_LARGEST_PART = 64 * 1024
_MOST_PARTS = 20
_PART = re.compile(rb"^content-type:", re.IGNORECASE | re.MULTILINE)
_UID = re.compile(r"caffi-([0-9a-f]{40})", re.IGNORECASE)
_MAILTO = re.compile(r"mailto:", re.IGNORECASE)
_RESPONSES = {
    "ACCEPTED": Response.ACCEPTED,
    "TENTATIVE": Response.TENTATIVE,
    "DECLINED": Response.DECLINED,
}


class NotAReply(Exception):  # noqa: N818 - it says what is the case
    """`reason`: a word for the log; it never quotes the letter."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def read_reply(letter: bytes) -> Reply:
    """The answer in a letter as it came. Raises NotAReply for every other letter."""
    if len(letter) > LARGEST:
        raise NotAReply("large")
    if len(_PART.findall(letter)) > _MOST_PARTS:  # before it is parsed: nested parts are read by recursion
        raise NotAReply("parts")
    try:
        message = BytesParser(policy=policy.default).parsebytes(letter)
        assert isinstance(message, EmailMessage)
        return _reply_in(message)
    except NotAReply:
        raise
    except Exception as error:  # the edge: a letter can be broken in more ways than its parsers name
        raise NotAReply(f"broken: {type(error).__name__}") from error


def _reply_in(message: EmailMessage) -> Reply:
    found = [text for part in _parts(message) if (text := _calendar_text(part)) is not None]
    if not found:
        raise NotAReply("no calendar")
    senders = {plain_email(address) for _, address in getaddresses([str(message.get("From", ""))])}
    if len(senders) != 1 or None in senders:
        raise NotAReply("from")
    return _read(found[0], str(senders.pop()))


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Every part but those of a letter inside this one: what somebody passes on is not what they say."""
    if message.get_content_type().startswith("message/"):
        return
    if not message.is_multipart():
        yield message
        return
    for part in message.iter_parts():
        if isinstance(part, EmailMessage):
            yield from _parts(part)


def _calendar_text(part: EmailMessage) -> str | None:
    if part.get_content_type() not in {"text/calendar", "application/ics"}:
        return None
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes) or len(content) > _LARGEST_PART:
        raise NotAReply("large")
    return content.decode("utf-8", "replace")


def _read(text: str, sender: str) -> Reply:
    from icalendar import Calendar, Event  # noqa: PLC0415 - 7 MB, where answers come in

    calendar = Calendar.from_ical(text)
    if str(calendar.get("METHOD", "")).upper() != "REPLY":
        raise NotAReply("method")
    events = [each for each in calendar.subcomponents if isinstance(each, Event)]
    if len(events) != 1:
        raise NotAReply("events")
    event = events[0]
    ours = _UID.fullmatch(str(event.get("UID", "")).strip())
    if ours is None:
        raise NotAReply("uid")
    attendee = event.get("ATTENDEE")
    if attendee is None or isinstance(attendee, list):
        raise NotAReply("attendee")
    address = plain_email(_MAILTO.sub("", str(attendee), count=1))
    response = _RESPONSES.get(str(attendee.params.get("PARTSTAT", "")).upper())
    if address is None or response is None:
        raise NotAReply("attendee")
    return Reply(
        secret=ours[1].lower(),
        sequence=int(event.get("SEQUENCE", 0)),
        stamp=_moment(event.decoded("DTSTAMP")),
        attendee=address,
        sender=sender,
        response=response,
    )


def _moment(value: object) -> datetime:
    if not isinstance(value, datetime):
        raise NotAReply("dtstamp")
    return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
