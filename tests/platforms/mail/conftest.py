"""A café with a mail server and a mailbox."""

from tests.platforms.mail import cafe

mailing = cafe.mailing
