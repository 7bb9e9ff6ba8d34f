"""A café with a mail server and a mailbox."""

from tests.platforms.mail.cafe import mailing, mailing_house

__all__ = ["mailing", "mailing_house"]
