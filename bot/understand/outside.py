"""What is surely nothing of ours: pay and leave, printers, the weather, small talk, a cat on the keyboard.

Wherever somebody wishes to learn ("a course about pensions") it is ours; so these words count only in a
sentence that asks for no learning, and names nothing of the programme.
"""

import re
from collections.abc import Sequence

from bot.understand.sentences import Piece, pattern

# Subjects of other desks, in both languages, folded; several words are one subject.
_SUBJECTS = """
weather, rain, raining, snow, sunny, forecast, umbrella, temperature outside, tywydd, bwrw glaw,
bwrw eira,

annual leave, leave balance, leave left, days leave, holiday entitlement, days holiday, holiday left,
holidays left, book leave, book a holiday, flexi, flexitime, flexi time, toil, sick note, sick pay,
sick leave, phone in sick, call in sick, phone sick, ring in sick, carry over, gwyliau blynyddol,
faint o wyliau, dyddiau o wyliau, oriau hyblyg,

payslip, pay slip, payslips, paid, payday, pay day, salary, wage, wages, pay rise, payroll, overtime,
tax code, cyflog, nghyflog, slip cyflog, talu fi, cael fy nhalu,

expenses, mileage, expense claim, travel claim, treuliau, hawlio treuliau,

laptop, printer, printers, monitor, keyboard, mouse, headset, wifi, wi fi, vpn, broadband, my password,
the password, password reset, reset password, wifi password, log in, login, locked out, log into,
servicedesk, service desk, it helpdesk, help desk, blue screen, crashed, argraffydd, gliniadur,
cyfrinair, y we,

work from home, wfh, toilet, toilets, tai bach, ty bach, park my car, can i park, where to park,
canteen, whats for lunch, for lunch, for dinner, for tea, vending machine, coffee machine, kettle,
fridge, toilet paper, lift broken, heating broken, fire alarm, parking space, parking permit, car park,
parking ticket, meeting room, book a room, hot desk, book a desk, desk booking, lost property,
door code, key card, ffreutur, cinio heddiw,

bus times, train times, next train, next bus, traffic, taxi, amserau bws, tren nesaf,

rugby, football, cricket, world cup, six nations, match tonight, who won, the score, lottery,
horoscope, pwy enillodd, pel droed, rygbi,

joke, jokes, poem, a song, sing me, a story, riddle, meaning of life, capital of, prime minister,
president of, recipe, translate, joc, cerdd,

raise a grievance, my contract, my line manager, bank details, change my address, my address,
home address, jury service, maternity pay, sick day, sick days, sickness absence form,
return to work form, occupational health referral, union rep, season ticket loan, staff discount,
blue light card, disciplinary meeting, reference request, stationery, toner, post room,
first floor, second floor, third floor, office open, building open, opening hours, id card,
new phone, work phone, mobile phone, new mouse, new monitor, new chair, software licence,
admin rights, bws nesaf, tren nesaf, amserlen bws,

bin day, my bins, council tax bill, planning application, pothole, biniau, treth gyngor
"""
_BREAKS = """
blocked, gone blue, gone black, gone blank, wont load, wont open, keeps crashing, locked myself out,
locked me out, been hacked, smells, broken, jammed, not working, isnt working, wont turn on,
stopped working, frozen, wedi torri, ddim yn gweithio, wedi rhewi, on fire, leaking
"""
# Surely others', whatever else is said, unless somebody asks for a course.
_SURELY_OTHERS = """
p 60, p 45, p 11 d, id badge, new badge, lost my badge, security pass, lanyard, payslip, pay slip,
annual leave request, request annual leave, book annual leave, carry leave, leave over, council tax,
my bin, my bins, bin collection, bin wasnt, planning application, pot hole, pothole, parking fine,
parking permit, pool car, hire car, raise an invoice, slip cyflog, treth gyngor,
casglu biniau, fy min, gwyliau blynyddol
"""
_DEVICES = """
laptop, computer, pc, phone, mobile, screen, monitor, keyboard, mouse, printer, photocopier, scanner,
wifi, internet, vpn, lift, heating, aircon, air con, radiator, toilet, toilets, kettle, fridge,
microwave, door, light, lights, chair, projector, headset, teams, outlook, email, onedrive, sharepoint,
network, system, account, argraffydd, gliniadur, nghyfrifiadur, cyfrifiadur, ffon, lifft, gwres, tap
"""
_NOISES = """
lol haha hahaha hehe hmm hmmm mmm ugh meh blah bla yay wow omg wtf lmao rofl yo sup nah yep nope
test testing testio foo bar hmmmm aaa zzz ok k kk cool nice idk brb soz ooo aww xxx xx x
"""
_SOUNDS = frozenset(_NOISES.split())
# What is said to a machine for fun or in anger; patterns as in `intent_patterns`.
_CHAT = """
^ (GREET|PLEASE|but|and|so)* (BE) YOU (a|ANY|ALL|really|real|human|robot|ai|person|man|woman|there|
    married|ok|busy|single|happy|alive|stupid|THE|it|BE)+ $
^ (GREET|PLEASE)* (BE|are) YOU (?!(able|online|SPEAK|going)) .. $
^ (GREET|PLEASE|I|and)* (love|hate|like|miss|WANT|caru|casau) (YOU) .. $
^ (dwi_yn|dwin|ME_BE|AM_I|BE|yn|n)* (caru|casau) (YOU)
YOU (are|BE|r|re)* (so|a|an|very|really|THE|such|ANY|TOO|fucking|bloody|FULL|absolutely|totally|just|
    PLEASE)* (useless|rubbish|stupid|great|brilliant|amazing|awesome|dumb|idiot|thick|crap|shit|terrible|
    funny|best|worst|legend|star|angel|babe|hero|genius|life_saver|lifesaver|diamond|clown|muppet|prat|
    twat|clever|smart|annoying|pointless|waste|lovely|awful|hopeless|broken|wrong|boring|bot|robot|moron|
    twp|gwych|ofnadwy|ddefnyddiol)
^ (this|it|YOU|THE|THE bot|that)* (BE|is|s)* (so|a|an|very|really|bit|complete|utter|ANY|pile|ON)*
    (useless|rubbish|stupid|crap|shit|pointless|rude|nonsense|bollocks|joke) (bot|app|thing|PLEASE)* $
(what|WHAT|whats) (BE)? (YOU|your|ur) (name|age|favourite|favorite|pronouns|opinion)
HOW (BE|are|old) (YOU|BE YOU) (today|DOING|DO|feeling|doing|getting|PLEASE|DATE)* $
^ (PLEASE|GREET)* (go away|shut up|sod off|get lost|piss off|bore off|never mind|dos o ma|cau dy geg) .. $
HOW (BE|wyt|mae) (ti|YOU|pethau|things) (today|heddiw|DATE)* $
(wyt|dych|ydych) (YOU|ti|n|yn)* .. (robot|dynol|berson|iawn)
(TELL|dweud|dwed|say|sing|draw) .. (joke|jokes|joc|poem|song|cerdd)
^ (fancy|WANT)+ (a|ANY) (pint|drink|coffee|paned|date|hug|cuppa)
(WHAT|WHO|WHERE) (BE)? (THE|a)* (capital|president|king|queen|population|tallest|biggest|longest|fastest)
DO YOU (?! (need|NEED)) (like|love|eat|sleep|think|dream|believe|know_how|WANT|feel|drink)
(WHAT|WHEN) (s|BE|yw|ydy|DO)? (THE)? (it|time|date|hi) (BE|is|it|now|DATE)* $
WHAT (BE)? (NUM|NUM S) (times|plus|minus|x|divided|add|squared) (NUM|ON)
(WHAT|NUM) .. NUM (times|plus|minus|x|divided) .. NUM
^ (f|eff|feck|naff|jog) (off|on|sake|em)
(beth|be|WHAT|pwy) .. (dy|eich|YOU) (enw|oed|hoff)
(gariad|cariad|girlfriend|boyfriend|husband|wife) (YOU|gen|PLEASE)* $
^ (fuck|shit|piss|bugger|wanker|bastard|bollocks|cunt|arse|twat) ..
(fuck|fucking|wanker|cunt|twat|bastard)
^ (PLEASE|thats|that|THE|is|BE|s|very|so|all|ON|it|great|good|brilliant|fine|perfect|lovely|cool|nice|
    helpful|kind|for|YOU|your|that|WORK|HELP|i_see|got|it|noted|will|do|nevermind|never|mind|forget|no|na|
    ie|nope|worries|problem)+ $
"""
_WISHES = """
S SS LEARN FOLLOW BOOK CANCEL BOOKED CANT TITLE FEEDBACK DIGEST REF COVER WAS
"""
# "The second one": of a list that is no longer before us.
_LEFT_OVER = pattern(
    "^ (PLEASE|GREET|I_WILL|TAKE|I_WOULD|yeah|yes|yep|no)* THE"
    " (first|second|third|fourth|fifth|last|other|top|bottom|middle|cyntaf|gyntaf|ail|trydydd|olaf|DATE)*"
    " (one|ones|un|rhai) (PLEASE|to|ANYMORE|olaf|cyntaf|gyntaf|arall)* $"
)
_WISH = frozenset(_WISHES.split())
_LEARNING = frozenset(["S", "SS", "LEARN", "TITLE", "FOLLOW", "DIGEST"])
_QUESTIONS = """
WHAT WHEN WHERE WHO HOW HOW_LONG HOW_MUCH HOW_MANY WHY BE DO CAN I MY ME_BE AM_I I_HAVE HAVE_I I_WOULD TELL
WANT NEED HAVE YOU LINK
"""
_ASKING = frozenset(_QUESTIONS.split())
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "poiuytrewq", "lkjhgfdsa", "mnbvcxz")
_CONSONANTS = re.compile(r"[bcdfghjklmnpqrstvxz]{5,}")
_LONG = 4  # keys side by side


def _phrases(text: str) -> re.Pattern[str]:
    words = [" ".join(phrase.split()) for phrase in text.split(",") if phrase.strip()]
    return re.compile(
        rf"(?<![^ ])(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![^ ])"
    )


_SUBJECT, _BREAK, _DEVICE, _SURELY = map(_phrases, (_SUBJECTS, _BREAKS, _DEVICES, _SURELY_OTHERS))
_SAID = [pattern(line) for line in _CHAT.strip().replace("\n    ", " ").splitlines()]

# What is booked or cancelled at other desks.
_ELSEWHERE = pattern(
    "(BOOK|CANCEL) (I|a|ANY|MY|THE)* (meeting|training|interview|conference|small|big|next)*"
    " (flight|flights|hotel|table|taxi|train|desk|holiday|car|leave|doctor|annual|subscription|room|rooms"
    "|van|projector|appointment|dentist|gp|bike|locker)"
)


def is_outside(found: Sequence[Piece], written: str) -> bool:
    """Whether a sentence, as pieces and written as a row, is surely about nothing that we have."""
    parts = {part for piece in found for part in piece.parts}
    plain = " ".join(piece.said.replace("_", " ") for piece in found)
    if _ELSEWHERE.search(written) or (_SURELY.search(plain) and not parts & _LEARNING):
        return True
    if _LEFT_OVER.search(written):
        return True
    if all(piece.said in _SOUNDS or is_noise(piece.said) for piece in found):
        return not all("PLEASE" in piece.parts for piece in found)
    if any(chat.search(written) for chat in _SAID) and not parts & (_WISH - {"WAS"}):
        return True
    if parts & _WISH:
        return False
    if _DEVICE.search(plain) and _BREAK.search(plain):
        return True
    if not parts & _ASKING:  # "wifi password", but not "the history of rugby"
        return bool(_SUBJECT.match(plain))
    return bool(_SUBJECT.search(plain) or _BREAK.search(plain))


def is_noise(word: str) -> bool:
    """A word that nobody means: keys side by side, or no vowel in a long run."""
    if len(word) < _LONG or not word.isalpha() or not word.isascii():
        return False
    if any(word[:5] in keys or (len(word) >= 4 and word in keys) for keys in _ROWS):
        return True
    return bool(_CONSONANTS.search(word)) or len(set(word)) <= 2
