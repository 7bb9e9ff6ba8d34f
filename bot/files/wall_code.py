"""A QR code for the wall, drawn on this machine: no service on the web learns what is in it."""

import io


def qr(words: str) -> bytes:
    """A PNG, black on white with its quiet zone, that can be printed large (ISO/IEC 18004, error level M)."""
    import segno  # noqa: PLC0415 - where nobody asks for one it is not loaded

    out = io.BytesIO()
    segno.make_qr(words, error="m").save(out, kind="png", scale=8, border=4)
    return out.getvalue()
