"""What the people file says of a member of staff."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person; "" where the file does not say.

    `email` and `manager_email` are in small letters; `language` is "en", "cy" or ""; `zone` is an IANA
    name.
    """

    email: str
    name: str = ""
    manager_email: str = ""
    directorate: str = ""
    site: str = ""
    profession: str = ""
    language: str = ""
    zone: str = ""
