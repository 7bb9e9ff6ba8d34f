"""What a page sent: its fields, and the key that tells one submission from another."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from starlette.exceptions import HTTPException
from starlette.requests import Request

_NONCE = re.compile(r"[\w-]{16,64}", re.ASCII)
# Letters that nobody types and that not every database takes.
_UNTYPED = {code: None for code in (*range(32), 127) if chr(code) not in "\n\r\t"}


@dataclass(frozen=True, slots=True)
class Submission:
    """`key` is the same for a double press or a reload, and differs for any other submission."""

    fields: Mapping[str, Sequence[str]]
    key: str

    @classmethod
    async def read(cls, request: Request) -> "Submission":
        """Raises HTTPException 400 for a body that no page of ours sends."""
        fields: dict[str, list[str]] = {}
        async with request.form() as form:
            for name, value in form.multi_items():
                if not isinstance(value, str):
                    raise HTTPException(400)
                fields.setdefault(name, []).append(value.translate(_UNTYPED))
        nonce = "".join(fields.get("nonce", ()))
        if not _NONCE.fullmatch(nonce):
            raise HTTPException(400)
        said = repr((request.url.path, sorted(fields.items())))
        return cls(fields, f"web:{nonce}:{sha256(said.encode('utf-8', 'replace')).hexdigest()[:16]}")

    def has(self, name: str) -> bool:
        return name in self.fields

    def first(self, name: str) -> str:
        return next(iter(self.fields.get(name, ())), "")
