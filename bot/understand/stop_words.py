"""Words that say nothing of what is looked for, in English and Welsh; all folded (no accents)."""

from bot.card import Language
from bot.understand.letters import fold, spoken
from bot.understand.welsh import mutated

_ENOUGH = 400  # letters tell which language it is

_ENGLISH = """
dates date hiya hey morning afternoon evening
a about again all also am an and any anyone anything are as at available be been being but by can come
could course courses current do does doing done each else event events ever every everything find for
free from get getting give go going got had happening has have having help hi hello how i id if i'd i'll
i'm i've im in into interested is isn't it its it's join just know learn learning let like list look
looking lot lots made make making many may me meeting meetings more most much my near need no not now of
off offer offered offering on one ones open opportunities opportunity or our out over people place
places please plus run running see seminar seminars session sessions she show since so some someone
something soon stuff take taking talk talks tell than that the their them then there there's these they
thing things this those to too topic training trainings up us use using very want was wanting way ways
we webinar webinars were we've what what's whats when where which while who whos who's will with won't
wont without workshop workshops would yes you your class classes event programme related regarding
around upcoming next maybe thanks thank good s d m ll ve re t isn aren don
"""
# What is said around a question in haste, at work, in chats: it asks for nothing by itself.
_HASTY = """
pls plz plse plis please ta cheers thx tnx ty thankyou soz sorry hiya hey yo alright morning luv hun mate pal
owt nowt summat sommat somethin anythin summit whatever whichever whenever wherever whoever however
wot wots wat whatsup wassup whatsup whens wheres hows whys whod whatd thats theres heres its ive im id
youre youve theyre theyve weve hes shes dont doesnt didnt cant couldnt wouldnt shouldnt havent hasnt hadnt
isnt arent wasnt werent aint wont gonna wanna gotta lemme gimme kinda sorta dunno cos coz cuz bc tbh btw fyi
asap atm rn imo lol omg hmm hm erm um uh er ah oh eh innit like basically literally actually honestly
perhaps maybe poss possible possibly ideally preferably hopefully especially particularly generally usually
only just quite rather bit pretty fairly properly simply mainly mostly else otherwise
am be is are was were been being have has had do does did shall should could might must ought can cannot
he him his hers our ours your yours my mine their theirs us it whose whom
against along alongside amid among amongst beside besides beyond despite onto per since till toward towards
upon via regards re concerning
fancy fancying wondering wonder wondered hoping hope keen interesting useful relevant decent worth
worthwhile suitable good great nice fab cool exciting recommended popular
attend attending available availability bookable scheduled forthcoming advertised listed
suggestions suggestion recommendation recommendations
why tops max maximum minimum sure bother bothering bothered fussed lately recently
"""
_WELSH = """
helo shwmae haia smae bore prynhawn dyddiadau
a ac ac am ar at beth ble bod byddai byth chi cwrs cyrsiau cyfarfod cyfarfodydd dan dangos dangoswch
digwydd digwyddiad digwyddiadau dod dwi dw eich ein eisiau eleni er fe fel fi fy gael ga gaf gan gyda
gyfer hefyd hi hoffwn hwn hyfforddiant hyn hynny i'r i ichi iddo iddi ie mae maen mi mwy mynd na nad neu
ni nid nhw o oes ond os pa pan pob pryd pwy r rhai rhestr rhywbeth rhywun roedd rwy rydw sesiwn sesiynau
sut sy sydd sgwrs sgyrsiau dysgu un unrhyw wedi wrth ydi ydw ydy y yn yna yng ym ymlaen ymuno yr yw
chwilio gweithdy gweithdai cwestiwn rhaglen diolch plis gallu oedd fyddai bydd fydd sgwrs ynghylch
ynglyn
rwbath rwbeth rwpeth rhwbeth rhywbath rhywbeth rywbath unrhywbeth wbath wyt ti rwyt rwyti gwbod gwybod
dwin dwinna rwyn rwyf sgin sgen sgenti sydd syn sgynnoch gynnoch gynnon gennych gennyf gynno gyda fo efo hefo
wnei newch wnewch fedrwch fedri fedra fyddai fyddech allwch alli alla gawn caf cawn oce ok iawn jest jyst
dim ddim mond dyna dyma nawr rwan wan hwnna honna hynna hwnnw honno rheiny rheini hwna hona hyna
isio isie ise isho moyn eisio angen lico licio liciwn leicio hoffi hoffech hoffen gobeithio meddwl tybed
sori diolch plis plîs os gwelwch dda mlaen ymlaen gael gesh gewch gaiff cer ewch ynte yntefe ynde fatha
mai taw gan heb rhag dros drwy trwy tua hyd hon honna hwn hwnna
diddorol defnyddiol addas pam
"""

_SAID = {
    language: frozenset(
        form
        for word in map(fold, words.split())
        for form in (word, *(mutated(word, "soft") if language == "cy" and len(word) > 4 else ()))
    )
    for language, words in (("en", _ENGLISH + _HASTY), ("cy", _WELSH))
}
HASTY: frozenset[str] = frozenset(_HASTY.split())
"""What is said around a question: whatever stands before such a word has ended."""

STOP_WORDS: frozenset[str] = _SAID["en"] | _SAID["cy"]


def spoken_language(text: str) -> Language | None:
    """The language of most of its small words; None where that cannot be said."""
    words = [word.text for word in spoken(text[:_ENOUGH])]
    welsh = sum(word in _SAID["cy"] and word not in _SAID["en"] for word in words)
    english = sum(word in _SAID["en"] and word not in _SAID["cy"] for word in words)
    return None if welsh == english else "cy" if welsh > english else "en"
