"""Words that say something of what is looked for, but little: "help", "better", "work"; by their stems."""

from bot.understand.letters import fold
from bot.understand.stems import stem

_WORDS = """
keep stop start better best good great bad new old work job people person staff thing stuff deal cope
handle manage improve improving basics basic beginners intro introduction understanding understand
awareness advice tips skill support guide practical simple easy quick hard difficult important day week
year time today want need try begin another other others everything everybody somebody nothing somewhere
ever never always really still just been made only first last next every own same such very too also even
back down away around through without within between long short big small high low right wrong real whole
part kind lot bit few many much less least most end side feel think see look hear ask tell say talk show
find use using used give take bring come came leave let lose set happen seem become mean matter run call
played play move live stay worse nice nicely clear clearly question answer idea example recently lately
instead month spot sign absolute total myself yourself gen cyn bo hir iawn rhywun annwyl mwy llai bach
mawr mynd dod gweld weld group member public service organisation department someone everyone local council
office team colleague coworkers put go going growing turn well gwaith gweithio pobl peth pethau gwell da
newydd hawdd anodd dechrau deall cyflwyniad sgiliau cymorth help cyngor tim amser swyddfa rhoi cael gwneud
gwella prevention prevent preventing safety safe essentials essential advanced refresher update briefing
taster overview knowledge experience miss missing missed struggling struggle latest busy proper wanted heard
seen advertised
"""
VAGUE: frozenset[str] = frozenset(map(stem, _WORDS.split()))


def says_little(words: str) -> bool:
    """Whether none of these words says by itself what is looked for."""
    return all(stem(fold(word)) in VAGUE for word in words.split())
