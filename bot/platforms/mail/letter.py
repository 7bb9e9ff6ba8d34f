"""A card as an e-mail: its words as plain text, its calendar file as the part that calendars read."""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from bot.card import Card, File
from bot.room import Parcel
from bot.words.aloud import say, say_part

_LONGEST_SUBJECT = 200


def write(parcel: Parcel, *, sender: str, name: str, at: datetime) -> EmailMessage:
    """The whole letter. Raises what `email` does for an address that is none.

    Nobody's machine is to answer it, and ours answers none: RFC 3834, 5 (Auto-Submitted), and
    X-Auto-Response-Suppress for Exchange (MS-OXCMAIL, 2.2.3.2.14). Tried again it has the same Message-ID.
    """
    card, local = parcel.card, sender.rpartition("@")
    letter = EmailMessage(policy=SMTP)
    letter["From"] = Address(display_name=_one_line(name), addr_spec=sender)
    letter["To"] = Address(addr_spec=parcel.to.user)
    letter["Subject"] = _one_line(say(card.summary, parcel.reader))[:_LONGEST_SUBJECT]
    letter["Date"] = at
    letter["Message-ID"] = f"<{hashlib.sha256(parcel.key.encode()).hexdigest()[:40]}@{local[2]}>"
    letter["Auto-Submitted"] = "auto-generated"
    letter["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    letter["Content-Language"] = card.language
    letter.set_content(_words(card, parcel), cte="quoted-printable")
    for file in (part for part in card.parts if isinstance(part, File)):
        _enclose(letter, file)
    return letter


def _words(card: Card, parcel: Parcel) -> str:
    said = (say_part(part, parcel.reader) for part in card.parts if not isinstance(part, File))
    return "\n\n".join(filter(None, said)) + "\n"


def _enclose(letter: EmailMessage, file: File) -> None:
    """As an alternative, where Outlook looks for it (RFC 6047), and as a file, where others do."""
    kind, _, method = file.media_type.partition("; method=")
    text = file.content.decode()
    letter.add_alternative(
        text, subtype=kind.partition("/")[2], cte="base64", params={"method": method} if method else None
    )
    letter.add_attachment(
        file.content, maintype="application", subtype="ics", filename=file.name, cte="base64"
    )


def _one_line(words: str) -> str:
    """No line break: a header would end there."""
    return " ".join("".join(each if each.isprintable() else " " for each in words).split())
