"""Asks the mail servers once whether they let us in; sends no letter and reads none."""

import imaplib
import smtplib
from contextlib import suppress

from bot.letterbox import ImapSecrets, SmtpSecrets
from bot.platforms.mail.listen import Mailbox
from bot.platforms.mail.send import connect

_LONGEST = 200  # letters


def smtp_refusal(server: SmtpSecrets, sender: str) -> tuple[str, str]:
    """Why no letter can go out at all, and why none from that address (or to it, where answers arrive), in
    the server's own words or the line's; "" twice when all is well. Blocks.
    """
    try:
        smtp = connect(server)
    except smtplib.SMTPResponseException as error:
        return _plain(error.smtp_code, error.smtp_error), ""
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return _plain(*error.args) or type(error).__name__, ""
    try:
        return "", _refused(smtp, sender)
    finally:
        with suppress(OSError, smtplib.SMTPException):
            smtp.docmd("QUIT")
        smtp.close()


def _refused(smtp: smtplib.SMTP, sender: str) -> str:
    """The letter ends before its first line: nothing is sent."""
    try:
        # Many look at who it is from only when they are told whom it is to (Postfix: smtpd_delay_reject).
        for step in (smtp.mail, smtp.rcpt):
            code, words = step(sender)
            if code not in (250, 251):
                return _plain(code, words)
        smtp.rset()
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return _plain(*error.args) or type(error).__name__
    return ""


def imap_refusal(server: ImapSecrets) -> str:
    """Why no answer can come in, in the same way. Blocks."""
    mailbox = Mailbox(server)
    try:
        mailbox.knock()
    except (OSError, imaplib.IMAP4.error, ValueError) as error:
        return _plain(*error.args) or type(error).__name__
    finally:
        mailbox.close()
    return ""


def _plain(*said: object) -> str:
    """Somebody else's words on one line, without what a terminal would obey."""
    words = " ".join(each.decode(errors="replace") if isinstance(each, bytes) else str(each) for each in said)
    return "".join(each for each in " ".join(words.split()) if each.isprintable())[:_LONGEST]
