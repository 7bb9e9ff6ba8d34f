"""What the people file says of a member of staff."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One person; "" where the file does not say.

    `email` and `manager_email` are in small letters; `language` is "en", "cy" or ""; `zone` is an IANA
    name. `unmanaged`: the file says that they have no manager.
    """

    email: str
    name: str = ""
    manager_email: str = ""
    directorate: str = ""
    site: str = ""
    profession: str = ""
    language: str = ""
    zone: str = ""
    unmanaged: bool = False

    @property
    def said(self) -> dict[str, str]:
        """What the file says beside the address. An empty cell says nothing: what was known stays."""
        told = asdict(self)
        del told["email"], told["unmanaged"]
        said = {name: value for name, value in told.items() if value}
        return said | {"manager_email": ""} if self.unmanaged else said
