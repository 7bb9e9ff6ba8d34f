"""Bytes of a file to its letters, whatever program wrote them."""

import codecs
import html
import re
import unicodedata

from bot.intake.report import Reason, Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WEB_PAGE = re.compile(r"\s*(<\?xml[^>]*>\s*)?<(!doctype\s+html|html|head|script)\b", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")  # half a pair fits no encoding
_OTHER_FILES = {
    b"%PDF": "PDF",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"{\\rtf": "RTF",
    b"\x1f\x8b": "gzip",
}


def decode(content: bytes) -> tuple[str, str]:
    """The letters, and the name of the encoding: UTF-8, UTF-16 (with or without mark), or Windows-1252.

    Windows-1252 is what Excel on Windows writes as plain "CSV" in western Europe; it is taken only
    when the bytes are not valid UTF-8. Statistical detection was tried, and reads short Welsh text
    as Mac letters. Raises Unreadable for a web page, a picture, a PDF, and bytes that are no text.
    """
    if not content.strip(b"\x00 \t\r\n" + codecs.BOM_UTF8):
        raise Unreadable(Reason("empty-file"))
    for magic, kind in _OTHER_FILES.items():
        if content.startswith(magic):
            raise Unreadable(Reason("other-kind", {"kind": kind}))
    text, encoding = _decode(content)
    if _WEB_PAGE.match(text):
        raise Unreadable(Reason("web-page"))
    sample = text[:100_000]
    if len(_CONTROL.findall(sample)) - sample.count("\r") > 10 + len(sample) // 50:
        raise Unreadable(Reason("not-text"))
    return text, encoding


def _decode(content: bytes) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), encoding
    if content[:200].count(b"\x00") > len(content[:200]) // 4:
        # Every other byte is zero in UTF-16 text of western letters; which one tells the order.
        encoding = "utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"
        return _strictly(content, encoding), encoding
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return _strictly(content, "cp1252"), "cp1252"


def _strictly(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise Unreadable(Reason("not-text")) from None


def line(value: object) -> str:
    """One line of clean text: no control characters, single blanks; what a formula spells stays text."""
    return " ".join(_clean(_spelled(value)).split())


def paragraphs(value: object) -> str:
    """Clean text that keeps its line breaks, at most one empty line in a row."""
    lines = (" ".join(part.split()) for part in _clean(_spelled(value)).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _spelled(value: object) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    # Excel keeps every number as a float: 1001 comes back as 1001.0.
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _clean(text: str) -> str:
    return unicodedata.normalize("NFC", _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))


_MARKUP = re.compile(
    r"</?(?:br|p|div|span|b|i|u|em|strong|ul|ol|li|a|font|html-blob)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_BREAKS = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]*>", re.IGNORECASE)


def unmarked(text: str) -> str:
    """Text from a calendar that writes HTML into it (Google, Outlook), as plain letters.

    Only the mark-up that those editors write is taken out: anything else stays as it is, as letters.
    """
    return html.unescape(_MARKUP.sub("", _BREAKS.sub("\n", text)))
