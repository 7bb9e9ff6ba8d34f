"""What people ask of Caffi besides what's on, booking and cancelling, in English and Welsh.

To be left in peace, what they have been to, a certificate, the slides, what they need in order to take part,
who sees what they do, whom to ask, to come in another way, and whether they are too late.
"""

from collections.abc import Sequence

from bot.understand.besides_words import WORDS
from bot.understand.intent_patterns import COPE, FILL
from bot.understand.sayings import sayings
from bot.understand.sentences import Piece

# Who looks for something to learn means none of these.
_LEARNING = "SS|LEARN|awareness|training|tips|S (ON|ABOUT|in|am)|hyfforddiant"
_LOOKING = f"{_LEARNING}|find|recommend|suggest|looking_for"
_MADE = (
    "SS|LEARN|ANY S|awareness|hyfforddiant|HOW to|write|writing|design|create|better|MAKE|FEEDBACK|FOLLOW"
    "|BOOK|taking|S (ON|ABOUT) SLIDES"
)
_HANDED = """
^ (PLEASE|GREET|SEND|CAN|I|YOU|WHERE|TELL|FIND|HAVE|BE|there|THE|ANY|LINK|ON|DO|MY|I_WOULD|WANT|a|get|see
|watch|download|access|oes|ble|cael|gael|anfon|copy|of|HAVE_I|I_HAVE|HOW|to|GIVE|share|TAKE|if|know|WAS|be|y|yr|ir
|still|gweld|look|at|listen|view|looking|lawrlwytho|bod|up|on|i|PUT|NEED|NAME|ALL)*
"""
_THIS = "(THE|MY|this|it|hyn|hynny|that|what|WHAT|I|ME_BE|mod|bod|fy|fi|i|they|ive|I_HAVE)"
_ONE = "(NUM (?! DATE)|REF|TITLE|THE S|MY S)"

_OURS = """
# What they need in order to take part
access: (?! .* (LOOKING)) (I|ME_BE|BE|AM_I|as|fel|yn|n) (yn|n|a|an|also|hefyd|very|quite|profoundly|
    severely|registered|PLEASE|BE|eithaf|hollol|I)* BEING (?! (people|children|colleagues|staff|
    customers))
access: (?! .* (LOOKING)) (I_HAVE|I HAVE|HAVE|with|gen_i|HAVE_I) (a|bad|severe|ANY)* CONDITION .* ONE
access: (?! .* (LOOKING|HOW to|AID (S|skills))) (?! .* SPEAK) ^ .* (I|ME_BE|I_WOULD|MY|we|HAVE_I|BE|mi|fi|
    CAN|GREET) .. (need|needs|require|requires|use|using|rely|bring|mewn|angen|defnyddio|gen|gwisgo|wear)
    .. AID
access: (?! .* (LOOKING|HOW to|AID (S|skills))) ^ (PLEASE|GREET|a|ANY)* (need|needs|require|requires|
    angen) .. AID
access: (?! .* (LOOKING|HOW to|AID (S|skills))) (I_HAVE|I HAVE|HAVE|I_WOULD|CAN|bydd|fydd|BE|will) .. AID
    (?! (S|skills|fire)) .* ONE
access: (?! .* (LOOKING|HOW to|AID (S|skills))) AID (?! (S|skills)) .* (ON|for|to|i|yn|ar_gyfer|NUM) ONE
access: (?! .* (LOOKING|HOW to|AID (S|skills))) ONE .* (have|need|HAVE|with|CAN|BE|gael|NEED|oes) .. AID
access: (CANT|NOT|methu) (DO|manage|use|climb|walk|defnyddio|dringo|gwneud|go|up|THE|ANY|I|CAN)* (stairs|
    steps|grisiau|risiau)
access: (I|we) (lip read|lipread|rely on lip)
access: (?! .* (LOOKING)) (MY|I_HAVE|I HAVE|ANY|HAVE|ABOUT) (ANY|some|MY)* (access|accessibility|
    anghenion) (needs|requirements|need|adjustments|mynediad|hygyrchedd)
# Who sees what they do
privacy: (?! .* (LOOKING|payslip|REF|NUM)) WHO (else|all|apart|CAN|will|DO|BE|gets|to|gallu|yn|would|n|
    gallai|arall|sy|sydd|MAKE|syn)* (see|sees|know|knows|read|reads|look|access|gweld|weld|darllen|
    ddarllen|gwybod|wybod) (at|that|about|if|ABOUT|ON|ALL|y|yr)* THIS
privacy: (?! .* (LOOKING|S (BE|ON))) ^ (GREET|PLEASE|and|but|so)* (BE|ydy|yw|HAVE|ai|a) (what|WHAT|THE|MY|
    this|it|hyn|hynny|YOU|everything|ALL|BOOKINGS|BOOK|I|say|write|type|chat|conversation|messages|
    FEEDBACK|NOTES|ANSWERS|data|sgwrs|S|here|all|archeb|DETAILS)+ (yn|n|really|kept|completely|totally|
    ALL|between|BE|stay|hollol|gwbl|PLEASE)* SECRET
privacy: (?! .* (LOOKING|S (ON))) ^ (GREET|PLEASE|and|but|so|DO|CAN|will|would|BE|a|fydd|bydd|ydy|MY|fy|
    all|DOES|gall|THE|allai|ydi|yr|y|I|if|worried|ME_BE)* OTHERS (else|arall|be|BE|able|gallu|to|yn|n|
    ever|also|in|MY|fy|YOU|gweithio|work|CAN|will|get)* (see|know|find out|told|notified|gweld|weld|
    gwybod|wybod|check|ALERT|cael gwybod) (?! (if|when|where|how|WHEN|WHERE|HOW|a|ANY|about NUM)) (that|
    about|if|ABOUT|ON|ALL)* THIS
privacy: (what|WHAT) (data|ddata|info|DETAILS|information|gwybodaeth|wybodaeth|else|kind|of|sort|personal|
    things)* (DO|BE|HAVE|sydd|gennych|gynnoch|ydych|dych|CAN)* YOU (actually|HAVE|DO|yn|n|ei|PLEASE|
    already|gen|TAKE|been)* (hold|keep|know|store|collect|have|HAVE|TAKE|gwybod|wybod|cadw|gadw|ei|storio|
    gasglu) .. (ME|ABOUT I|ON I)
privacy: (data|ddata|info|information|DETAILS) .. (gennych|gynnoch|YOU) .. ME
privacy: (?! .* LOOKING) HOW_LONG .. (keep|store|hold|kept|stored|TAKE|cadw|gadw) .. (MY|data|DETAILS|it|
    this|nata|ddata|THE) (data|records|DETAILS|information|nata|chat|messages|NOTES|PLEASE)* $
privacy: (delete|erase|forget|wipe|remove|REMOVE|SCRAP|dileu|dilewch|anghofiwch|anghofio) (ALL|THE|of|MY|
    popeth|what|YOU|know|data|everything|y|cwbl|I|information)* (data|nata|ME|ABOUT I|DETAILS) (PLEASE|
    YOU|HAVE|hold)* $
privacy: ^ (GREET|PLEASE|so|and)* (BE|DO|CAN|will) YOU (also|secretly|ever|going|to|yn|n)* (recording|
    record|listening|monitoring|tracking|watching|spying|recordio|gwrando|monitro) (this|CHANNEL|it|what|WHAT|
    THE|MY|I|everything|hyn|on|ON|chat|ALL|sgwrs|to|say|HAVE|DO|type|write|am|arna|conversation|activity)* $
privacy: ^ (GREET|PLEASE|and|so)* (DO|CAN|will|would|BE) YOU (ever|going|to|yn|n)* (tell|TELL|share|pass|
    SEND|report|dweud|rhannu) .. (OTHERS|third parties|MY manager) .* (what|WHAT|THIS|MY|beth)
# To be left in peace, and reminded in time
settings: (?! .* (LOOKING|HOW to|FOLLOW)) (REMIND|reminded|ALERT I|hatgoffa|REMINDERS) (?! (MY)) .. SOONER
settings: (?! .* (LOOKING|HOW to)) (HOW|CAN|PLEASE|WHERE|^) .. (change|set|choose|edit|move|newid|adjust|
    pick) (WHEN|how_often|how|often|THE|time|pryd|ON|MY)* (I|i|YOU)* (get|am|BE|yn|n|cael|fy|THE|HAVE|a|
    WHEN|how)* (REMIND|reminded|REMINDERS|hatgoffa)
settings: (?! .* (LOOKING|HOW to|CHANNEL)) (SPEAK|start|resume|restart|enable|turned|trowch|troi|turn|
    switch|ailddechrau|dechrau|cychwyn|START|STOP) (SEND|sending|MY|THE|I|ALL|y|yr|fy|PLEASE|anfon|
    getting)* (NOTES|REMIND) (back|on|ON|again|eto|nol|yn_ol|ymlaen|off|yn|ol|PLEASE|FIND|bant|i_ffwrdd|I|
    ata|ANYMORE)* $
settings: (HOW|CAN|PLEASE|^|WHERE|SPEAK|turn|switch) .. (turn|switch|SPEAK|STOP|get|shut|turning) (these|
    this|THE|it|them|those|things|YOU|rhain|hwn|nhw|NOTES|ALL)* (off|bant|i_ffwrdd) (PLEASE|ANYMORE)* $
settings: (?! .* (LOOKING|HOW to (say|DO|get|WORK|help|COPE))) (QUIET|STOP|NOT) (WANT|to|SEND|ALERT|anfon|
    ag|get|getting|HAVE|YOU|i|I|HEAR|hearing|gael|cael|eisiau|BE|bellach)* (ANY|ALL|THE|MY|more|rhagor|o|
    a|mwy|so|many|I|these|NEW|STOP|y|yr|fy|your|ANYMORE|yma)* (NOTES|stuff|things|pethau|rubbish|spam|
    bethau) (PLEASE|from|YOU|after|before|in|NUM|DATE|at|on|ON|I|ANYMORE|weekend|weekends|evenings|night|
    outside|hours|WORK|ata|ar|ol|to|at_i|mi|i|a|THE|ALL|so|much|at|ABOUT|everything|THANKS)* $
settings: ^ (GREET|PLEASE|CAN|YOU|I)* (QUIET|STOP) (SEND|sending|getting|anfon)* (I)? (ALL|so|much|many|
    THE|your|more)* (SS|stuff|things|pethau|bethau) (PLEASE|at|ata|i|I|ANYMORE|ON|YOU)* $
settings: (QUIET|STOP|NOT) (SEND|sending|messaging|emailing|reminding|anfon|ag|danfon|texting|pinging|
    contacting|ALERT|pestering|negeseua|REMIND|STOP)+ .. (I|ata|ataf|mi|i_mi|YOU) (ABOUT|everything|ALL|
    ANYMORE|PLEASE|i|so|often|much|again|eto)* $
settings: (?! .* (LOOKING|HOW to)) (dim|no|NOT|STOP|enough|digon|gormod|llai|fewer) (more|mwy|rhagor|o|
    ANY|of|THE|NEW|ANYMORE|n)* NOTES (PLEASE|YOU|from|I|if|alright|thats|ok|oddi|wrth|THE|o|ANYMORE|this|
    DATE|that|gan)* $
settings: ^ (GREET|PLEASE|I|WANT|to|CAN|HOW|DO|a|hoffwn|I_WOULD|let)* (opt_out|opt out|optio allan|
    unsubscribe|UNFOLLOW|dad_danysgrifio|mute|snooze|quiet|silence|tawel|distewi|pause) (I|YOU|this|from|
    ALL|everything|THE|PLEASE|for|DATE|now|a|while|mode|it)* $
settings: (leave|LET|gadewch|gadael|gad|gadwch) (I|fi)* (alone|in peace|be|lonydd|llonydd) (i|I|PLEASE|fi|
    YOU|now)* $
settings: (?! .* (LOOKING|HOW to)) (REMINDERS|REMIND I|reminded)
    (by|via|in|through|over|trwy|drwy|dros|ON|to|THE|a|instead|MY)+
    (email|e_mail|mail|SEND|slack|teams|text|ebost|e bost|inbox|sms) (instead|PLEASE|YOU)* $
"""

_OTHERS = """
# They come after all, but not in time
late: (?! .* (LOOKING|BOOK|CANCEL|FEEDBACK|REF|TITLE)) (ME_BE|I_WILL|I|running|run|BE|be|yn|n|sorry|bit|
    mins|minutes|min|gonna|going|bydda|dw_i|too|rhy|TOO) LATE (?! DATE) (BE|is|that|ok|a|THE|PLEASE|for|
    to|CAN|I|still|COME|join|in|hi|yn|rhy|hwyr|ymuno|i|today|this|it|iawn|GREET|MY|NUM|S|hynny|now|will|
    DATE|by|sorry|let|n|YOU|ok|HAVE|gen|get|gallu|traffic)* $
late: (?! .* (LOOKING|CANCEL|ONE|TITLE)) (has|HAVE|BE|DID|ydy|ydi) (it|hi|THE S|MY S) (already|yn|wedi|n)*
    (START|started|begun|dechrau|gychwyn|cychwyn)
late: (?! .* (LOOKING|CANCEL|ONE|TITLE)) CAN .. (join|COME|ymuno|get|dod) .. (LATE|partway|halfway|half
    way) (?! DATE) (PLEASE|to|ON|i|it|THE|still|S)* $
mine: ^ (GREET|PLEASE|a|and)* BE (ANY|S|SS|PLACE|FIND|ON)* (da|gyda|gan|gen|gin|efo) (I|fi)
# Another way to come to what is theirs
shall_change_online: (?! .* (LOOKING|ANY|WHAT|NOT COME)) (MAKE|SPEAK|move|newid|newidiwch|swap|change|
    switch|symud|symudwch) (I|it|that|THE|MY|PLACE|BOOK|BOOKINGS|S|ONE|hynny|hwn|fi|fy|BOOKED|for|ON|
    that_one)* (to|i|into|yn|ON|be|fod)* ONLINE (instead|PLEASE|for|ON|yn_lle|hynny|ONE|ar_gyfer|ANYMORE|
    i|THE|NUM)* $
shall_change_online: (?! .* (LOOKING|ANY|WHAT|FIND)) (COME|join|DO|attend|dial|watch|ymuno|dod|mynychu|
    HAVE|gwneud|be|ddod|CAN I|follow|I_WILL|link) .. ONLINE .. (instead|rather|yn lle)
shall_change_online: (?! .* (LOOKING|ANY|WHAT|FIND)) (rather|instead|prefer|well_gen|byddai well) .. (DO|
    COME|join|attend|ymuno|dod|be|gwneud) .. ONLINE (PLEASE|for|ONE|ON)* $
shall_change_online: (?! .* (LOOKING|ANY|WHAT|FIND)) (dial_in|ONLINE) (instead|yn lle)
shall_change_in_person: (?! .* (LOOKING|ANY|WHAT|NOT COME)) (MAKE|SPEAK|move|newid|newidiwch|swap|change|
    switch|symud|symudwch) (I|it|that|THE|MY|PLACE|BOOK|BOOKINGS|S|ONE|hynny|hwn|fi|fy|BOOKED|for|ON|
    that_one)* (to|i|into|yn|ON|be|fod|from ONLINE)* IN_ROOM (instead|PLEASE|for|ON|yn_lle|hynny|ONE|
    ar_gyfer|ANYMORE|NUM)* $
shall_change_in_person: (?! .* (LOOKING|ANY|WHAT|FIND)) (COME|DO|attend|dod|mynychu|be|ddod|CAN I|I_WILL|
    there) .. IN_ROOM .. (instead|rather|yn lle)
# What says that they were there
certificate: (?! .* (SS|LEARN|ANY S|S (ON|in|ABOUT) (PROOF|write|writing)|write|writing|birth|death|
    marriage|gift|WHICH|WHAT S|design|FOLLOW)) FILL
    (MY|I|THE|SEND|FIND|download|print|again|copy|see|y|yr|fy|not|NOT|yet|been|get|given|sent|had|havent|
    didnt|DID|receive|received|a|TAKE|GIVE|TELL|missing|lost|still|waiting|eisiau|oes|ble|n|angen|WHEN|
    will|our|NEW|collect|BE|ON|MAKE|does|DO|gael|cael|derbyn|dal|wedi|heb|NAME|ddim|anfon)* PROOF (?! in)
certificate: (proof|evidence|prawf) .. (I|attended|attendance|came|went|there|i_attended|i_went|fy mod)
# What they have been to
record: (?! .* (BOOKED|FEEDBACK|wrong|TITLE)) (WHAT|SS|S|ALL|list|rhestr|HOW_MANY|HOW_MUCH|FIND|hours|
    LEARN|training) .. (HAVE_I|HAVE I|I HAVE|I_HAVE|DID I|I DID|ive|weve) (actually|already|ever|so|far|
    been|ALL)* WENT (?! to_do)
record: (?! .* (BOOKED|FEEDBACK|TITLE)) ^ (WHAT|which) (SS|S|ALL|training|LEARN|else|other|ANY)* (DID|
    HAVE) (I|we) (ever|actually|already)* (COME|WENT|DO)
record: (?! .* (FEEDBACK|TITLE|LIST ON)) (WHAT|SS|S|ALL|list|rhestr|FIND|everything|popeth|record) ..
    (ive_done|ive_been_to|ive_been_on|i_attended|i_went) (PLEASE|for|ON|DATE|this|to|THE|YESTERDAY|year|
    so|far|MY|last|since|appraisal|pdr|review|NUM)* $
record: (?! .* (FEEDBACK|TITLE|BOOKED)) (WHAT|SS|S|rhestr|popeth|HOW_MANY|LEARN|HOW_LONG|training) .. wedi
    (ei|i|eu|u|bod|cael|yn)* WENT
record: (?! .* (FEEDBACK|TITLE|BOOKED)) (WHAT|SS|S|rhestr|popeth|HOW_MANY) .. (DID|es i|es) (ei|i|y|I)*
    (WENT|iddyn|iddo|iddi|ato|atyn)
record: (?! .* (S ON|S ABOUT|SS ON|SS ABOUT|BOOKED|NEXT|keeping)) FILL (SEND|FIND|export|download|print|
    see|view|copy|of|THE|ALL|full)* MY (ALL|own|cpd|dpp|total|whole|full)* (training|learning|LEARN|cpd|
    SS|dpp|hanes|oriau|cofnod|nghofnod|S|attendance) (history|record|records|log|hours|hyfforddi|
    hyfforddiant|dysgu|dpp|i|so far|SS|LEARN|presenoldeb)+
record: (?! .* (S ON|S ABOUT|SS ON|SS ABOUT|BOOKED|NEXT)) FILL (SEND|FIND|list|export|download|see|THE|
    ALL)* MY (ALL)* (past|previous|old|completed|finished|earlier|YESTERDAY|hen|attended) (S|SS|BOOKINGS|
    BOOK|training|LEARN|ones)
record: (?! .* (S ON|S ABOUT|keeping|BOOKED)) ^ (PLEASE|GREET)* (training|learning|cpd|course|hanes)
    (history|record|hours|hyfforddi|hyfforddiant|log|dysgu) (PLEASE)* $
# What was handed out
materials: (?! .* (MADE)) HANDED (SLIDES|NOTED) (from|o|oddi_wrth)
materials: (?! .* (MADE)) HANDED SLIDES (ON|of|ar_gyfer|am)+ (THE|MY|TITLE|NUM|REF|YESTERDAY|DATE)
materials: (?! .* (MADE|^ powerpoint $|will|bydd|fydd)) HANDED SLIDES (?! (skills|S|design|
    LEARN|taking)) (PLEASE|YOU|YESTERDAY|DATE|or|and|
    SLIDES|yet|ready|missed|ANYMORE|BE|available|anywhere|somewhere|online|FACET_Q|up|ar_gael|yn|rhywle|eto|
    TITLE|REF|NUM|S|i|LEFT)* $
materials: (?! .* (LEARNING|HOW to)) (missed|couldnt|didnt|collais|golli|colli|fethais|wasnt) .* (SLIDES|
    NOTED|watch|catch|see it|gwylio|wylio|gweld) (it|THE|back|up|later|again|ANY|eto|nol|hi)*
materials: (?! .* (LEARNING|HOW to)) (watch|wylio|gwylio|catch) (it|TITLE|NUM|THE|S|REF|ONE|hi|nol|that|up|
    on)* (back|again|later|eto|nol|yn_ol|on demand)
materials: (?! .* (LEARNING|HOW to|I BE)) (WAS|gafodd|cafodd|DID YOU|did anyone|ROEDD) .. (recorded|
    recordio|record|ei recordio|recording) (PLEASE|it|ei|hi)* $
# Whom to ask
contact: (?! .* (LOOKING|HOW to (?! (contact|reach))|CANCEL|who_is|in_welsh|LANG)) (speak|talk|chat|
    siarad|put I through|SPEAK) (to|with|a|ag|gyda|ON|efo|directly|THE|through)+ (a|ANY|some|THE|real|
    actual|live|proper|MY|one|of|go_iawn)* PERSON (in|on|at|ON|ABOUT|go|iawn|real|PLEASE|this|my|MY|BOOK|
    BOOKINGS|it|booking|instead|human|THE|S|NUM|from|team|LEARN|PERSON|organising|problem|am|hyn|hwn|yma|
    else|now|yn|lle|bot|training|learning|there)* $
contact: (?! .* (LOOKING|CANCEL)) WHO (DO|CAN|should|shall|BE|dylwn|dylwn_i|CAN_I|would|HAVE|n|yn|ME_BE|
    AM_I)* (I|we|AM_I|ME_BE)* (yn|n|need|to|DO|CAN|best|go|NEED)* (SPEAK|contact|ask|email|ring|phone|
    call|cysylltu|gysylltu|ofyn|gofyn|SEND|holi|chat|report|ALERT|COME) (to|with|a|ag|i|about|ABOUT|ON|
    THE|nhw|this|for|S|BOOK|BOOKINGS|SS|BOOKED|booking|problem|MY|question|help|HELP|KNOWN|NUM|REF|TITLE|
    gwrs|am|archeb|more|NEW|DETAILS|cwrs|PLEASE|training|issue|it|hyn)* $
contact: HOW (DO|CAN|to|I|we|would|gallaf|alla)* (contact|reach|get_hold|get hold of|speak to|get in touch
    with|cysylltu a|gysylltu a) (THE|a|MY|ANY|y|yr|n)* (PERSON|learning|team|trainer|LEARN|organiser|
    organisers|tutor|SS)+ (team|PLEASE|S|SS)* $
contact: (WHAT|BE|WHERE|there|oes|HAVE|a|PLEASE|CAN|FIND|TELL|SEND|I|YOU|THE|ANY|yw|beth|ydy)* (email|
    e_mail|phone|contact|telephone|rhif|cyfeiriad|number|address|helpline|ebost) (number|address|ffon|e|
    bost|ebost|DETAILS|e_bost|cyswllt|ar|yr|SEND)* (for|of|ON|y|yr|i|THE|or)* (learning|LEARN|training|
    organisers|organiser|PERSON|team|l_d|tim|trefnwyr|dysgu|SS|people|START) (team|dysgu|LEARN|hyfforddi|
    SS|PLEASE|S|organisers)* $
contact: ^ (BE|there|oes|HAVE|YOU|a|ANY|DO|WHAT|THE|PLEASE|GREET|yw|ydy|n|THE|YOUR|I|CAN|MY|TELL)* (phone
    number|contact number|telephone number|rhif ffon|helpline|contact DETAILS|email address|number to
    (call|ring)|number i_can ring|manylion cyswllt) (PLEASE|for|YOU|i|to|call|ring|ffonio|ON|THE)* $
contact: ^ (GREET|PLEASE|so|and)* WHO (BE|runs|START|rhedeg|n|yn|organises|trefnu|sydd|sy|syn|owns|
    in_charge|in charge of|responsible for|behind|looks after|charge)+ (of|ON|for|y|yr)* (this|THE|it|hwn|
    hyn|caffi|YOU|ALL|training|learning|SS|LEARN|bot|programme|PLEASE)+ $
contact: ^ (GREET|PLEASE|I|WANT|to|HOW|DO|CAN|I_WOULD|like|need|WHERE|dw_i|eisiau|MAKE|AM_I|ME_BE)*
    (complain|gwyno|cwyno|MAKE a complaint|complaint|raise a complaint|RATE) (PLEASE|about_this|here)* $
contact: (CAN|PLEASE|WANT|need|NEED|I) .* (real|actual|proper|live) (human|person|people)
contact: ^ (PLEASE|GREET|a|real|actual|THE)* (human|person|organiser|operator|agent|person go iawn)
    (PLEASE|go_iawn|instead)* $
"""

_MACROS = {
    "FILL": FILL,
    "COPE": COPE,
    "LEARNING": _LEARNING,
    "LOOKING": _LOOKING,
    "MADE": _MADE,
    "HANDED": _HANDED,
    "THIS": _THIS,
    "ONE": _ONE,
    **WORDS,
}

OURS = sayings(_OURS, _MACROS)
"""What is asked of us before all other, also where the rest sounds like another desk's."""

OTHERS = sayings(_OTHERS, _MACROS)
"""The first that is found counts; before what is said of booking."""

_NOT_NAMED = frozenset(["privacy", "contact", "late"])
_BY_DAYS = frozenset(["record"])
_BY_WORDS = frozenset(["certificate", "materials"])
ASKED = frozenset(saying.word for saying in (*OURS, *OTHERS)) - {"settings", "mine"}

# What stands before the number of a session.
_BEHIND = """
for from of on to in at session number ref no o ar i yn gyfer sesiwn rhif ar_gyfer before cyn is missed
recording slides ar_y ir course the join does do will can has did mae ydy oes
"""
_BEFORE = frozenset(_BEHIND.split())
_GIVEN = frozenset(["from", "o", "oddi_wrth"])  # behind them stands what was handed out where
_TOLD = frozenset(["KNOWN", "DATE", "YESTERDAY"])


def about(word: str, found: Sequence[Piece], text: str) -> str:
    """What `word`, one of `ASKED`, is asked about: a session's title, reference, day, or words of the
    programme; "" for none. Of what people say of themselves nothing is taken along.
    """
    if word in _NOT_NAMED:
        return ""
    if word in _BY_DAYS:
        return text.strip()
    for part in ("TITLE", "REF"):
        for piece in found:
            if part in piece.parts:
                return text[piece.start : piece.end]
    for place, piece in enumerate(found):
        before = found[place - 1].said if place else ""
        dated = place + 1 < len(found) and "DATE" in found[place + 1].parts
        if "NUM" in piece.parts and not dated and (not place or before in _BEFORE):
            return piece.said
    kinds = _TOLD if word in _BY_WORDS else {"DATE"}
    told = [piece for piece in found if kinds & {*piece.parts}]
    if told:
        return text[told[0].start : told[-1].end]
    given = (
        next((piece for piece in found[:-1] if piece.said in _GIVEN), None) if word == "materials" else None
    )
    return text[given.end :].strip(" .?!") if given else ""
