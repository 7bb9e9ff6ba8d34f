"""Words as every database can hold them: without NUL, and without halves of characters."""


def writable(words: str) -> str:
    return words.replace("\0", "").encode("utf-8", "ignore").decode()
