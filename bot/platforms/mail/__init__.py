"""E-mail as a room: invitations go out by SMTP, and the answers to them are read by IMAP."""

from bot.platforms.mail.room import MailRoom

__all__ = ["MailRoom"]
