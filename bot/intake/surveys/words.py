"""Scales in words ("Strongly agree"), in English and Welsh, each from its best word to its worst."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cache
from typing import TypeAlias

Steps: TypeAlias = tuple[frozenset[str], ...]

# Every step's spellings, folded; a line is a step, an empty line parts two scales.
_WRITTEN = """
strongly agree, completely agree, cytuno n gryf, cytuno n llwyr
agree, cytuno
somewhat agree, slightly agree, tend to agree, partly agree, tueddu i gytuno, cytuno i raddau
neutral, neither agree nor disagree, neither, undecided, niwtral, ddim yn cytuno nac yn anghytuno
somewhat disagree, slightly disagree, tend to disagree, tueddu i anghytuno, anghytuno i raddau
disagree, anghytuno
strongly disagree, completely disagree, anghytuno n gryf, anghytuno n llwyr

excellent, outstanding, rhagorol, ardderchog
very good, da iawn
good, da
average, fair, satisfactory, ok, okay, acceptable, gweddol, boddhaol, iawn
poor, bad, gwael
very poor, very bad, terrible, gwael iawn

always, bob amser
almost always, usually, mostly, fel arfer
often, frequently, yn aml
sometimes, occasionally, weithiau
rarely, seldom, hardly ever, anaml, yn anaml
never, byth

daily, every day, bob dydd, yn ddyddiol
weekly, every week, bob wythnos, yn wythnosol
fortnightly, every two weeks, bob pythefnos
monthly, every month, bob mis, yn fisol
several times per year, several times a year, a few times a year, sawl gwaith y flwyddyn
once a year, yearly, annually, unwaith y flwyddyn, yn flynyddol
less than once per year, less than once a year, llai nag unwaith y flwyddyn
never, not at all, byth

yes absolutely, absolutely, definitely, yes definitely, definitely yes, yn bendant, ydw yn bendant
yes, ie, ydw, ydy, ydyn, oes, do, bydda, byddaf, byddwn, gallaf, y
probably, yes probably, probably yes, mae n debyg, yn ol pob tebyg
partly, to some extent, yn rhannol, i ryw raddau
maybe, perhaps, possibly, not sure, unsure, i m not sure, don t know, i don t know, i don t remember, \
can t say, efallai, ddim yn siwr, ddim yn gwybod, dydw i ddim yn siwr, dydw i ddim yn gwybod
probably not, mae n debyg na, nac ydw mae n debyg
no, na, nac ydw, nac ydy, nac oes, naddo, na fydda, na fyddaf, na fyddwn, n
definitely not, absolutely not, yn bendant ddim, na yn bendant

a great deal, a very great deal, llawer iawn
a lot, very much, llawer
a moderate amount, moderately, somewhat, to some extent, quite a bit, i ryw raddau, eithaf tipyn
a little, slightly, a bit, ychydig
none, not at all, nothing, dim, dim o gwbl, ddim o gwbl

much more confident, a lot more confident, llawer mwy hyderus, yn llawer mwy hyderus
more confident, i m more confident now, i feel more confident, mwy hyderus, yn fwy hyderus
equally confident, i m equally confident now, as confident, about the same, the same, no change, \
yr un mor hyderus, yr un fath, dim newid
less confident, i m less confident now, i feel less confident, llai hyderus, yn llai hyderus

too short, too slow, too little, too easy, rhy fyr, rhy araf, rhy ychydig, rhy hawdd
about right, just right, right, the right length, iawn, yn iawn, addas
too long, too fast, too much, too hard, too difficult, rhy hir, rhy gyflym, rhy anodd
"""
# "Very useful" to "not useful at all", of a word and its opposite; in Welsh also as it changes after "yn".
_QUALITIES = (
    ("useful", "defnyddiol ddefnyddiol"),
    ("helpful", "buddiol fuddiol"),
    ("valuable", "gwerthfawr werthfawr"),
    ("confident", "hyderus hyderus"),
    ("clear", "clir glir"),
    ("relevant", "perthnasol berthnasol"),
    ("important", "pwysig bwysig"),
    ("interested", "chwilfrydig chwilfrydig"),
    ("familiar", "cyfarwydd gyfarwydd"),
    ("satisfied dissatisfied", "bodlon fodlon anfodlon"),
    ("likely unlikely", "tebygol debygol annhebygol"),
    ("easy difficult", "hawdd hawdd anodd"),
    ("happy unhappy", "hapus hapus anhapus"),
)


def folded(text: str) -> str:
    """Without capitals, accents, marks and camelCase: "StartTime" → "start time", "I'm in." → "i m in"."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", text[:400])
    bare = unicodedata.normalize("NFKD", spaced.casefold()).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", bare))


@cache
def _scales() -> tuple[Steps, ...]:
    written = (
        tuple(frozenset(word.strip() for word in step.split(",")) for step in scale.splitlines())
        for scale in _WRITTEN.strip().split("\n\n")
    )
    return (*written, *(_quality(english, welsh) for english, welsh in _QUALITIES))


def _quality(english: str, welsh: str) -> Steps:
    """The steps of one quality, then those of its opposite the other way round."""
    word, _, opposite = english.partition(" ")
    plain, changed, against = (*welsh.split(), "", "", "")[:3]
    steps = [*_degrees(word, plain, changed)]
    middle = {
        "neutral",
        "neither",
        "niwtral",
        f"neither {word} nor {opposite}",
        f"neither {word} or {opposite}",
    }
    middle |= {f"ddim yn {changed} nac yn {against}"} if against else set()
    steps += [middle, {f"slightly {word}", f"a little {word}", f"a bit {word}", f"ychydig yn {changed}"}]
    if opposite:
        steps += reversed([*_degrees(opposite, against, against)])
    steps += [
        {f"not very {word}", f"not so {word}", f"not particularly {word}", f"ddim yn {changed} iawn"},
        {f"not {word}", f"not at all {word}", f"not {word} at all", f"not {word} at all",
         f"ddim yn {changed}", f"ddim yn {changed} o gwbl", "not at all"},
    ]  # fmt: skip
    return tuple(frozenset(step) for step in steps)


def _degrees(word: str, plain: str, changed: str) -> Iterator[set[str]]:
    yield {f"extremely {word}", f"completely {word}", f"hynod {changed}", f"hynod o {changed}"}
    yield {f"very {word}", f"{plain} iawn", f"yn {changed} iawn"}
    yield {word, plain, f"yn {changed}"}
    yield {
        *(f"{degree} {word}" for degree in ("fairly", "quite", "moderately", "somewhat", "reasonably")),
        *(f"eithaf {plain}", f"eithaf {changed}", f"gweddol {changed}"),
    }


def in_order(values: Mapping[str, int]) -> Mapping[str, str] | None:
    """Which word each value is told as, in the scale's order; None where they are no scale.

    Values that mean the same step ("agree", "Cytuno") are told as the one that is given most. One value that
    is on no scale may stand beside three that are; it comes last.
    """
    if not 2 <= len(values) <= 12:  # no scale has more steps
        return None
    said = {value: folded(value) for value in values}
    best: dict[str, int] = {}
    for scale in _scales():
        step_of = {word: step for step, words in enumerate(scale) for word in words if word.strip()}
        found = {value: step_of[word] for value, word in said.items() if word in step_of}
        if len(found) > len(best):
            best = found
    steps = set(best.values())
    strangers = [value for value in values if value not in best]
    if len(steps) < 2 or len(strangers) > (len(steps) >= 3):
        return None
    told: dict[str, str] = {}
    for step in sorted(steps):
        alike = Counter({value: values[value] for value in best if best[value] == step})
        told |= dict.fromkeys(alike, alike.most_common(1)[0][0])
    return told | {value: value for value in strangers}
