"""Files in the fake Slack: an address to upload to, the bytes, and the word that they are complete.

Written from docs.slack.dev, "files.getUploadURLExternal", "files.completeUploadExternal" and "Slack file
object". A picture is looked through before a message may show it.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from PIL import Image


@dataclass
class Upload:
    id: str
    name: str
    length: int
    alt: str
    content: bytes = b""
    complete: bool = False
    looks: int = 0
    """How many messages that show it are still refused."""


class Files:
    """`looks`: so many messages with a new picture are refused before it is ready."""

    def __init__(self, violation: Callable[[str], None]) -> None:
        self._violation = violation
        self.all: dict[str, Upload] = {}
        self.looks = 0

    def begin(self, args: dict[str, Any], address: Callable[[str], str]) -> dict[str, Any]:
        name, length = str(args.get("filename", "")), str(args.get("length", ""))
        if not name or not length.isdigit() or int(length) < 1:
            self._violation("files.getUploadURLExternal: a name and a length are needed")
        if len(str(args.get("alt_txt", ""))) > 2000 or not args.get("alt_txt"):
            self._violation("files.getUploadURLExternal: a picture needs words, at most 2,000")
        upload = Upload(f"F{len(self.all):09}", name, int(length or 0), str(args.get("alt_txt", "")))
        self.all[upload.id] = upload
        return {"upload_url": address(upload.id), "file_id": upload.id}

    def take(self, number: str, content: bytes) -> int:
        """The bytes; the status of the answer."""
        upload = self.all.get(number)
        if upload is None or upload.content:
            self._violation("upload: an address that is unknown, or used")
            return 404
        if len(content) != upload.length:
            self._violation(f"upload: {len(content)} bytes, and {upload.length} were announced")
        upload.content = content
        return 200

    def finish(self, args: dict[str, Any]) -> dict[str, Any]:
        files = json.loads(args.get("files") or "[]")
        if not 1 <= len(files) <= 10:
            self._violation("files.completeUploadExternal: one to ten files")
        if args.get("channel_id") or args.get("channels"):
            self._violation("files.completeUploadExternal: shared with a channel, which shows it there")
        for each in files:
            upload = self.all.get(each.get("id", ""))
            if upload is None or not upload.content or upload.complete:
                self._violation(f"files.completeUploadExternal: {each} is not waiting for it")
            else:
                upload.complete, upload.looks = True, self.looks
        return {"files": [{"id": each["id"], "title": each.get("title", "")} for each in files]}

    def refuses(self, blocks: Any) -> bool:
        """Whether a picture in these blocks is not ready. One that is none of ours is our fault."""
        ids = [block["slack_file"].get("id", "") for block in blocks or [] if "slack_file" in block]
        waiting = False
        for number in ids:
            upload = self.all.get(number)
            if upload is None or not upload.complete:
                self._violation(f"invalid_blocks: a picture {number!r} that nobody uploaded")
            elif upload.looks:
                upload.looks -= 1
                waiting = True
            else:
                with Image.open(BytesIO(upload.content)) as image:
                    if image.format not in ("PNG", "JPEG", "GIF"):
                        self._violation(f"invalid_blocks: {number} is {image.format}")
        return waiting
