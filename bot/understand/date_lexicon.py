"""What the words of dates and times mean, in English and Welsh.

One word may mean several things ("Mawrth" is Tuesday and March; "second" counts and measures); the
grammar decides. Meanings are pairs of kind and value, both as text. Nothing here is a phrase to find:
a phrase is made of these words by the grammar.
"""

from bot.understand.letters import fold
from bot.understand.stop_words import HASTY
from bot.understand.welsh import mutated

LEXICON: dict[str, dict[str, str]] = {}


def _add(kind: str, value: str | int, *, en: str = "", cy: str = "") -> None:
    """Words, parted by commas. Welsh ones are also added as they mutate."""
    for word in filter(None, (word.strip() for word in en.split(","))):
        LEXICON.setdefault(word, {})[kind] = str(value)
    for word in filter(None, (fold(word.strip()) for word in cy.split(","))):
        changes = mutated(word) if kind == "month" else mutated(word, "soft", "aspirate")
        for form in (word, *changes):
            LEXICON.setdefault(form, {}).setdefault(kind, str(value))


for _value, _en, _cy in (
    (0, "monday, mondays", "llun"),
    (1, "tuesday, tuesdays, tues, tue", "mawrth"),
    (2, "wednesday, wednesdays, weds", "mercher"),
    (3, "thursday, thursdays, thurs, thur, thu", "iau"),
    (4, "friday, fridays, fri", "gwener"),
    (5, "saturday, saturdays", "sadwrn"),
    (6, "sunday, sundays", "sul"),
):
    _add("weekday", _value, en=_en, cy=_cy)
    _add("every", 1, en=f"{_en.split(', ')[1]}")
_add("weekday", 0, en="mon")
_add("weekday", 2, en="wed")
_add("weekday", 5, en="sat", cy="sad")
_add("weekday", 6, en="sun")

for _value, _en, _cy in (
    (1, "january, jan", "ionawr, ion"),
    (2, "february, feb", "chwefror, chwef"),
    (3, "march, mar", "mawrth, maw"),
    (4, "april, apr, aprill, apirl", "ebrill, ebr"),
    (5, "may", "mai"),
    (6, "june, jun", "mehefin, meh"),
    (7, "july, jul", "gorffennaf, gorff"),
    (8, "august, aug", "awst"),
    (9, "september, sept, sep", "medi"),
    (10, "october, oct", "hydref, hyd"),
    (11, "november, nov", "tachwedd, tach"),
    (12, "december, dec", "rhagfyr, rhag"),
):
    _add("month", _value, en=_en, cy=_cy)

# These are other words too: they count as days and months only beside something that says so.
_OTHERS = "mon wed sat sun sad may mar mai fai medi fedi llun lun iau sul jan ion rhag meh maw tach hyd"
WEAK = frozenset(_OTHERS.split())

for _value, _en, _cy in (
    (0, "today, now, 2day, tday", "heddiw, nawr, rwan"),
    (
        1,
        "tomorrow, tomorow, tommorow, tommorrow, tmrw, tmw, tomoz, tomo, 2moro, 2morrow, 2mro, morrow",
        "yfory, fory, 'fory",
    ),
    (2, "overmorrow", "drennydd, trennydd"),
    (3, "", "tradwy"),
    (-1, "yesterday", "ddoe"),
    (-2, "", "echdoe"),
    (0, "tonight, tonite, 2nite, 2night", "heno"),
    (-1, "last night", "neithiwr"),
    (-2, "", "echnos"),
):
    _add("day", _value, en=_en, cy=_cy)
_add("part", "evening", en="tonight, tonite, 2nite, 2night", cy="heno, neithiwr, echnos")
_add("part", "evening", en="last night")

for _unit, _en, _cy in (
    ("day", "day, days", "diwrnod, diwrnodau, dyddiau, niwrnod"),
    ("week", "week, weeks, wk, wks", "wythnos, wythnosau, wsnos, wsos, wthnos, wythos, wsnosa"),
    ("fortnight", "fortnight, fortnights", "pythefnos, pythefnosau"),
    ("weekend", "weekend, week end, wkend, wknd, w / e", "penwythnos"),
    ("month", "month, months", "mis, misoedd"),
    ("quarter", "quarter, quarters", "chwarter"),
    ("year", "year, years", "blwyddyn, blynedd, mlynedd"),
):
    _add("unit", _unit, en=_en, cy=_cy)
_add("season", 4, en="spring, springtime", cy="gwanwyn")
_add("season", 7, en="summer, summertime", cy="haf")
_add("season", 10, en="autumn")
_add("season", 1, en="winter", cy="gaeaf")

_add("this", 1, en="this, this coming", cy="hwn, hon, yma, 'ma, ma")
_add("next", 1, en="next, nxt, coming, upcoming, following", cy="nesaf, nesa, sy'n dod, canlynol")
_add("past", 1, en="last, past, previous", cy="diwethaf, dwetha, diwetha, 'dwetha")
_add("nth", -1, en="last, final", cy="olaf, ola")
for _value, _en, _cy in (
    (1, "first", "cyntaf, cynta"),
    (2, "second", "ail, eilfed"),
    (3, "third", "trydydd, trydedd"),
    (4, "fourth", "pedwerydd, pedwaredd"),
    (5, "fifth", "pumed"),
    (6, "sixth", "chweched"),
    (7, "seventh", "seithfed"),
    (8, "eighth", "wythfed"),
    (9, "ninth", "nawfed"),
    (10, "tenth", "degfed"),
    (11, "eleventh", "unfed ar ddeg"),
    (12, "twelfth", "deuddegfed"),
    (13, "thirteenth", "trydydd ar ddeg"),
    (14, "fourteenth", "pedwerydd ar ddeg"),
    (15, "fifteenth", "pymthegfed"),
    (16, "sixteenth", "unfed ar bymtheg"),
    (17, "seventeenth", "ail ar bymtheg"),
    (18, "eighteenth", "deunawfed"),
    (19, "nineteenth", "pedwerydd ar bymtheg"),
    (20, "twentieth", "ugeinfed"),
    (21, "twenty first, twenty-first", "unfed ar hugain"),
    (22, "twenty second, twenty-second", "ail ar hugain"),
    (23, "twenty third, twenty-third", "trydydd ar hugain"),
    (24, "twenty fourth, twenty-fourth", "pedwerydd ar hugain"),
    (25, "twenty fifth, twenty-fifth", "pumed ar hugain"),
    (26, "twenty sixth, twenty-sixth", "chweched ar hugain"),
    (27, "twenty seventh, twenty-seventh", "seithfed ar hugain"),
    (28, "twenty eighth, twenty-eighth", "wythfed ar hugain"),
    (29, "twenty ninth, twenty-ninth", "nawfed ar hugain"),
    (30, "thirtieth", "degfed ar hugain"),
    (31, "thirty first, thirty-first", "unfed ar ddeg ar hugain"),
):
    _add("nth", _value, en=_en, cy=_cy)

for _value, _en, _cy in (
    (1, "one, a, an", "un"),
    (2, "two, couple of, couple, a couple of, a couple", "dau, dwy, cwpl o"),
    (3, "three, few, a few", "tri, tair, ychydig"),
    (4, "four", "pedwar, pedair"),
    (5, "five", "pump, pum"),
    (6, "six", "chwech, chwe"),
    (7, "seven", "saith"),
    (8, "eight", "wyth"),
    (9, "nine", "naw"),
    (10, "ten", "deg, deng"),
    (11, "eleven", "un ar ddeg"),
    (12, "twelve", "deuddeg"),
    (20, "twenty", "ugain"),
    (25, "twenty five, twenty-five", "pump ar hugain"),
):
    _add("number", _value, en=_en, cy=_cy)

_add("edge", "start", en="start, beginning, early, first part", cy="dechrau, cychwyn")
_add("edge", "middle", en="middle, mid", cy="canol")
_add("edge", "end", en="end, late, back end", cy="diwedd")
_add("edge", "first half", en="first half", cy="hanner cyntaf")
_add("edge", "second half", en="second half, latter half", cy="ail hanner")
_add("edge", "rest", en="rest, remainder, later", cy="gweddill, hwyrach")

_add("before", 1, en="before, ahead of, prior to", cy="cyn")
_add("after", 1, en="after, following, later than", cy="ar ol, wedi")
_add("until", 1, en="by, until, up until, till, til, up to, no later than", cy="erbyn, tan, hyd, hyd at")
_add(
    "from",
    1,
    en="from, since, starting, as of, starting from, not until, not till, not before",
    cy="ers, ddim tan",
)
_add("onwards", 1, en="onwards, onward, on", cy="ymlaen")
_add("between", 1, en="between, from", cy="rhwng, o")
_add("to", 1, en="to, until, till, til, through, thru, -, and, &", cy="i, tan, hyd, a, ac")
_add("and", 1, en="and, or, &, /", cy="a, ac, neu")
LEXICON[","] = {"and": "1", "glue": "1"}
_add("hence", 1, en="from, after, on, following", cy="i, ar ol, wedi, o")
_add("in", 1, en="in, within", cy="ymhen, mewn, o fewn")
_add("time", 1, en="' time, time, 's time, s time")
_add("wc", 1, en="w / c, wc, w / b, wb, week commencing, week beginning, week starting")
_add("wc", 1, en="wk commencing, wk beginning, wk starting, wk of, wk ending")
_add("wc", 1, en="week including, week containing, week ending")
_add("wc", 1, cy="wythnos yn dechrau, wythnos yn cychwyn, wythnos sy'n dechrau")
_add("same", 1, en="this time, same day, same time", cy="yr un diwrnod, yr un pryd, yr un amser")
_add("weekends", 1, en="weekends, week ends", cy="penwythnosau")
_add("workdays", 1, en="weekday, weekdays, working day, working days", cy="diwrnod gwaith, diwrnodau gwaith")
_add("midweek", 1, en="midweek, mid week", cy="canol wythnos")
_add("year", 0, cy="eleni")
_add("year", -1, cy="llynedd")
_add("every", 1, en="every, each", cy="bob, pob")
_add("dydd", 1, cy="dydd")
_add("glue", 1, en="on, in, of, the, at, for, during, over, throughout, within, around, about, then")
_add("glue", 1, cy="y, yr, 'r, ar, yn, ym, yng, o, am, dros, ystod, yn ystod")

for _name, _en, _cy in (
    ("easter", "easter", "pasg"),
    ("good friday", "good friday", "gwener y groglith"),
    ("easter monday", "easter monday", "llun y pasg"),
    (
        "early may",
        "early may bank holiday, may bank holiday, may day bank holiday, may day",
        "calan mai, gwyl galan mai, gwyl banc mai, gwyl banc mis mai, gwyl y banc mis mai",
    ),
    ("spring", "spring bank holiday, late may bank holiday, whitsun", "sulgwyn"),
    ("summer", "august bank holiday, summer bank holiday", "gwyl banc awst"),
    ("christmas", "christmas, xmas", "nadolig"),
    ("1/1", "new year's day, new years day", "dydd calan, calan"),
    ("new year", "new year", "blwyddyn newydd"),
    ("10/31", "halloween", "calan gaeaf"),
    ("11/5", "bonfire night", "noson tan gwyllt"),
    ("bank", "bank holiday, bank holidays, bank holiday monday", "gwyl banc, gwyl y banc"),
    ("3/1", "st david's day, saint david's day, st davids day", "gwyl dewi, dydd gwyl dewi"),
    ("12/25", "christmas day", "dydd nadolig"),
    ("12/26", "boxing day", "gwyl san steffan"),
):
    _add("feast", _name, en=_en.replace("'", " '"), cy=_cy)

for _name, _en, _cy in (
    ("half", "half term, halfterm, half term holiday, half term holidays, half term week", "hanner tymor"),
    (
        "any",
        "school holidays, school holiday, school hols, holidays, hols, school break",
        "gwyliau ysgol, gwyliau'r ysgol, gwyliau",
    ),
    (
        "summer",
        "summer holidays, summer hols, summer holiday, six weeks holidays",
        "gwyliau'r haf, gwyliau haf",
    ),
):
    _add("school", _name, en=_en, cy=_cy)

_add("part", "morning", en="morning, mornings, a . m", cy="bore, boreau")
_add("part", "lunchtime", en="lunchtime, lunchtimes, lunch time, lunch break, lunch hour")
_add("part", "lunchtime", en="at lunch, over lunch", cy="amser cinio, awr ginio, dros ginio")
_add("part", "afternoon", en="afternoon, afternoons, arvo, aft", cy="prynhawn, prynhawniau, p'nawn, pnawn")
_add("part", "evening", en="evening, evenings, eve, night, nights, after work")
_add("part", "evening", cy="nos, noson, nosweithiau, gyda'r nos, fin nos, min nos, ar ol gwaith")
_add("greeting", 1, en="good morning, good afternoon, good evening, good night")
_add("greeting", 1, cy="bore da, prynhawn da, p'nawn da, pnawn da, nos da, noswaith dda")

_add("half", 1, en="half, half past", cy="hanner awr wedi")
_add("quarter", 1, en="quarter, a quarter", cy="chwarter")
_add("suffix", "am", en="am, a . m ., a . m", cy="yb, y . b")
_add("suffix", "pm", en="pm, p . m ., p . m", cy="yh, yp, y . h, y . p")
_add("suffix", "", en="o'clock, oclock, o clock", cy="o'r gloch")
_add("noon", "12", en="noon, midday, mid day, 12 noon", cy="canol dydd, hanner dydd")
_add("meal", 1, en="lunch", cy="cinio")
_add("at", 1, en="at, @, around, from about", cy="am, tua")
_add("minutes", 1, en="minutes, minute, mins, min", cy="munud")

_FUNCTION = """
about on in at for to and or with by from of please if is are was do does can could i any anything something
that which who near online there thanks plz pls as but so when where what whats
am ar yn i ac a neu gyda gan o os plis diolch sydd sy ydy oes beth ble pa unrhyw rhywbeth ymlaen
"""
# Words that may follow a bare number or "the 3rd" without being what is counted ("the 3rd floor").
FUNCTION = frozenset(_FUNCTION.split()) | HASTY
