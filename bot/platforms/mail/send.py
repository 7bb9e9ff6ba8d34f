"""One letter to a server, by SMTP; what the server says becomes one of the outcomes.

The standard library's smtplib, in a thread: it is kept with Python, and lets us take the steps one by one,
so that we know whether a connection broke before or after the server had the letter.
"""

import smtplib
import ssl
from contextlib import suppress
from email.message import EmailMessage
from email.policy import SMTP

from bot.letterbox import SmtpSecrets
from bot.room import Later, Outcome, Sent, Undeliverable, Unknown

_PATIENCE = 15.0  # seconds for each answer; a letter's lease is sixty
_AGAIN = 60.0  # seconds until a server that could not be reached, or asked us to wait, is tried again
NOT_LET_IN = "not let in:"  # nothing goes out at all: whoever comes next is spared the wait
_NO_MAILBOX = frozenset({550, 551, 553})  # RFC 5321, 4.2.3


def send(letter: EmailMessage, *, sender: str, to: str, server: SmtpSecrets) -> Outcome:
    """Send one letter, once; blocks. Never raises."""
    try:
        smtp = connect(server)
    except smtplib.SMTPResponseException as error:
        return Later(_AGAIN, f"{NOT_LET_IN} {error.smtp_code}")
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return Later(_AGAIN, f"{NOT_LET_IN} {type(error).__name__}")
    try:
        return _hand_over(smtp, letter, sender, to)
    finally:
        smtp.close()


def _hand_over(smtp: smtplib.SMTP, letter: EmailMessage, sender: str, to: str) -> Outcome:
    begun = False
    try:
        content = letter.as_bytes(policy=SMTP)
        answer = smtp.mail(sender)
        if answer[0] == 250:
            answer = smtp.rcpt(to)
        if answer[0] not in (250, 251):
            return _refused(answer[0])
        answer = smtp.docmd("DATA")
        if answer[0] != 354:
            return _refused(answer[0])
        begun = True
        # A line with a dot alone would end the letter (RFC 5321, 4.5.2).
        smtp.send(content.replace(b"\r\n.", b"\r\n..") + b".\r\n")
        answer = smtp.getreply()
        if answer[0] != 250:
            return _refused(answer[0])
    except (OSError, smtplib.SMTPException) as error:
        reason = type(error).__name__
        return Unknown(reason) if begun else Later(_AGAIN, reason)
    except ValueError as error:  # an address that no letter can have
        return Undeliverable(type(error).__name__)
    with suppress(OSError, smtplib.SMTPException):
        smtp.docmd("QUIT")
    return Sent(str(letter["Message-ID"]))


def connect(server: SmtpSecrets) -> smtplib.SMTP:
    """Connected, and let in. Raises what smtplib does."""
    here = ssl.create_default_context()
    if server.security == "tls":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=_PATIENCE, context=here)
    else:
        smtp = smtplib.SMTP(server.host, server.port, timeout=_PATIENCE)
    try:
        if server.security == "starttls":
            smtp.starttls(context=here)
        smtp.ehlo_or_helo_if_needed()
        if server.user and server.password:
            smtp.login(server.user, server.password.get_secret_value())
    except BaseException:
        smtp.close()
        raise
    return smtp


def _refused(code: int) -> Outcome:
    """4xx: not now. 5xx: never. Source: RFC 5321, 4.2.1."""
    reason = f"smtp {code}"
    if code < 500:
        return Later(_AGAIN, reason)
    return Undeliverable(reason, gone=code in _NO_MAILBOX)
