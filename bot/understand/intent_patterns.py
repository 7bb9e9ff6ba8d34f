"""How people say what they want: patterns over the parts of a sentence, the surest first.

One pattern a paragraph, "command: pattern"; what is indented goes on with it. Names in capitals are the
parts of `intent_words`, FILL and NAME are below, ".." is up to five pieces of any kind.
"""

from bot.understand.sayings import sayings

# What may stand before the point: politeness, wishes, "how do I", "is it possible to".
FILL = """
^ (GREET|PLEASE|I|YOU|CAN|I_WOULD|I_WILL|WANT|ME_BE|AM_I|I_HAVE|HAVE|BE|DO|HOW|WHERE|TELL|WAS|ANY|ON|PUT
|to|it|a|i|like|possible|wondering|wonder|if|need|there|is|way|help|of|and|but|so|because|as|just|gallu|bit|quite
|rhaid)*
"""
# What is thought of a session.
_EVAL = """
brilliant great good lovely fantastic terrible awful amazing excellent useful helpful boring dull rubbish
poor interesting fab superb wonderful engaging inspiring inspirational disappointing confusing fast slow
patronising tough fun enjoyable dreadful shocking tedious informative outstanding brill basic hard rushed
clear unclear eye thought worthwhile pointless relevant dry spot ok okay fine meh lively knowledgeable
funny bad worst best advanced technical easy long short heavy wych gwych dda da wael ddiflas diflas
ddiddorol ddefnyddiol
"""
COPE = "(manage|deal|deal_with|cope|handle|organise|tame|write|reduce)"
_NAME = "(I|MY name|MY enw|name)"
# Who asks what would be, or says that they do not, gives nothing up.
_NOT_GIVEN_UP = """
((if|os) (I|I_HAVE|HAVE|HAVE_TO|WANT|to|n|yn|bydda|byddaf|fydda|was|were)* (CANCEL|SCRAP|miss|skip)
|^ (GREET|PLEASE|so|and|but)* (DO I|HAVE_TO|will I) (NEED|HAVE|WANT|to|still|actually)*
    (CANCEL|SCRAP|miss|skip)
|(NOT|wouldnt|hate|REMIND) (I|WANT|to|like|yn)* (CANCEL|SCRAP|miss|missing|skip|skipping))
"""

_PATTERNS = """
# Help
help: FILL HELP (I|PLEASE|i|a|THE)* $
help: ^ (HELP|PLEASE|I)+ $
help: HOW (DO|CAN|BE|mae|i)* (this|YOU|it|THE|hwn|hyn|pethau|things|caffi) (thing|S|yn|bot|app|all)* WORK
help: HOW (DO|CAN)* (I|YOU) USE (this|YOU|it|THE)
help: HOW (DO|CAN)* (I|YOU)* (talk|ask|contact|message) (to)* YOU
help: WHAT (ALL|else|THE|kind|sort|of|SS|things|ei)* (CAN|DO|will|BE) (YOU|I) (ei|DO|ask|say|type|for|
    able|help|gwneud|wneud|YOU|even)+ (I|ON|for|here|then|PLEASE|HELP|ABOUT|to|ei|it)* $
help: WHAT (wyt|ydych|dych|YOU|yn|n|BE)+ (gallu|medru|CAN) (ei|YOU|DO|HELP)* $
help: (?!.* (TITLE|REF|NUM|KNOWN)) HOW (DO|CAN|i|to|BE)* I? (BOOK|CANCEL|FOLLOW|GIVE FEEDBACK) (a|ANY|MY|
    S|SS|PLACE|BOOKINGS|ON|for|one|THE|I)* $
help: WHO (DO|CAN|should|BE)* I? (SPEAK|ALERT|contact|ask|SEND|TELL|ring|phone|go) .* (YOU|problem|wrong|
    hwn|caffi)
help: WHAT (CAN|DO) (YOU) $
help: WHAT CAN (YOU|ei)* (gwneud|wneud|DO|HELP|FIND) (PLEASE)* $
help: WHAT (CAN|DO) I (ASK|ask|say|type|DO|write|put) (YOU|here|to|ON)* $
help: (WHO|WHAT) (BE)? YOU (for|PLEASE|BE)? $
help: (WHO) (made|built|runs|owns|START) YOU
help: (NOT|dont_know|dunno|unsure) .. (WHAT|HOW) to (type|say|DO|ask|write|USE|put)
help: FILL (THE|ALL|MY|SEND|list|FIND|of)* COMMANDS (PLEASE|BE|THE|there)* $
help: (BE|ydy|yw) (this|it|THE|hwn|YOU)+ .. (private|confidential|anonymous|secure|breifat|preifat|
    cyfrinachol)
help: WHO .* (see|read) .* (MY|THE|this|what) ..
help: (FIND|TELL|what|WHAT) .* (YOU) (CAN|can) (DO|HELP)
help: (talk|speak|chat|siarad) (to|with|a|gyda)* (a|ANY)? (human|person|somebody real|organiser|real|
    rhywun|pherson)
help: (examples|example|ideas) (of|ON)* (WHAT|things|how|HOW)
help: FILL (stuck|lost|confused|baffled|bewildered) (PLEASE|WHAT|DO|I|CAN|now|here)* $
help: ^ (PLEASE|GREET|so)* WHAT (BE|yw|ydy|s)? (this|it|hwn|hyn|hon|YOU|THE|a)+ (bot|app|thing|for|about|
    S)* $
help: (CAN|PLEASE) (someone|anyone|somebody|ANY|YOU) HELP (I)? (PLEASE)* $
help: (WHO|CAN) .* (see|sees|read|reads) .. (MY|THE|this|WHAT|I) .. (write|say|type|USE|ask|messages|
    questions|ANSWERS)? .. $
help: HOW (to|DO|CAN|I|YOU)* USE (this|YOU|it|hwn|THE bot)
help: WHO (wyt|ydych|dych|BE) (YOU|ti) (PLEASE)* $
# Settings and language
settings: HOW .* (how_often|often|many|much|frequently) .. YOU
settings: (I|I_HAVE|too) .. (too_many|TOO many|so many) .. (REMINDERS)
settings: (mute|silence|snooze|pause|STOP) (YOU|this|it|bot)
language: FILL (SPEAK|prefer|YOU|I|WANT) (YOU|I|to|ON|into|SETTING|from|in|THE|a|MY|i|yn|yr|mewn|back|
    only|this|it|everything|message|REMINDERS|LANG|instead)* LANG (PLEASE|instead|to|ON|YOU|i|only|now|a|
    gyda|BE)* $
language: ^ (PLEASE|GREET|in|ON|yn|i)* LANG (PLEASE|only|instead)* $
language: HOW .* (change|switch|set|turn|get) (YOU|this|it|THE|SETTING|MY|everything)* (to|ON|into|in)*
    LANG
settings: (?!.* (LEARN|HOW to COPE)) FILL (MY|THE|SPEAK|STOP|open|SEND|FIND|I|YOU|where|edit|update|see|view|
    adjust|manage|ALL|these|getting|receiving|ALERT|off|down|newid|fy|newyddion|reduce|customise|REMIND)*
    (SETTING|REMINDERS|REMIND) (PLEASE|from|YOU|ON|off|down|SETTING|please|for|EACH|ABOUT|i|SS|now|
    REMINDERS|me|BE|I)* $
settings: (STOP|NOT) (YOU|SEND|ALERT|sending|messaging|emailing|reminding|nudging|pestering|bothering|
    getting|spamming|REMIND)+ (I|MY|ALL|THE|so|many|me)*
settings: (?!.* HOW to COPE) (too_many|TOO|fewer|STOP) (many)? (REMINDERS)
settings: (?!.* HOW to COPE) (STOP) (ALL)? (THE)? (REMINDERS|SETTING)
settings: ^ STOP (it|PLEASE|now|YOU)* $
settings: ^ (PLEASE|GREET|so)* (why|WHY) (BE|DO|DID|HAVE|AM_I|I_HAVE|I|ges)+ (get|getting|receive|HAVE|TAKE|
    sent|i)* (this|these|THE|hwn|hyn|hon|it|YOU) (REMINDERS|SEND|ALERT)* $
feedback: (change|edit|correct|update|newid|addasu) (MY|THE) (FEEDBACK|ANSWERS|answers|answer|
    rating|sgor|ateb)
settings: STOP I (so|as|PLEASE|ANYMORE|much|often|many|TOO|ALL|THE|time)* $
settings: (?!.* HOW to COPE) (CANCEL|STOP) (THE|MY|ALL|these)* (REMINDERS|SETTING)
# My own places, before news of others
mine: (REMIND|TELL) (I)? (WHEN|WHAT|WHERE|of|ABOUT|which)* MY (NEXT|own)* (S|SS|BOOKINGS|BOOK|PLACE)
mine: WHAT (BE)? (NEW|NEXT|on)+ (for|ON) (I|fi) (this|DATE|PLEASE|week)* $
# News of a topic, digests
unfollow: UNFOLLOW (I)? (ON)*
unfollow: (STOP|NOT|rhoi_yr_gorau) (ON|i|a|to|WANT)* FOLLOW (ON)*
follow: FILL FOLLOW (?!up) (I)? (ON|THE|topic|pwnc)*
follow: WHAT .. (BE|ME_BE|AM_I|HAVE) (I)? FOLLOW
digest: (SEND|PUT|WANT|set|start|want|have|get) .. DIGEST .. (CHANNEL|here)
digest: (SEND|PUT|share) .* (CHANNEL) .* (EACH)
digest: (SEND|PUT|share) .* (EACH) .* (CHANNEL)
follow: (SEND|PUT|BOOK|WANT|get|getting|receive|start|stop|STOP|HAVE|TAKE|ALERT|CAN|I_WOULD|FOLLOW) ..
    DIGEST (ON)*
follow: FILL (MY|THE|EACH)* DIGEST (PLEASE|ON)* $
follow: NOTIFY (?! (WHERE|HOW|WHO|WHAT)) (I)? (ON|WHENEVER|ABOUT)*
follow: ALERT I (ON)? (WHENEVER .. NEW|whenever|as_soon_as|ABOUT NEW|NEW|EACH|of)
follow: (ALERT|TELL|SEND) (I)? (WHENEVER|if) (theres|there|BE|ANY|YOU|HAVE|get|add|put)* (NEW|MORE_ABOUT|
    another|added|coming)
follow: (notify|alert|update|ping|nudge|hysbysu|hysbyswch) I (ABOUT|of|ON|WHENEVER)
follow: ALERT (I)? .. EACH (DATE|week|month|wythnos|mis|morning)? (ABOUT|ON|with)*
follow: (ALERT|SEND|TELL) .* WHENEVER .* (NEW|ar_gael) $
follow: (EACH) .* (ALERT|SEND) I
follow: (get|receive|have|HAVE|SEND|getting|TAKE) .. (email|message|text|notification|alert|notice|ebost|
    ALERT|SEND|REMINDERS) .. (WHENEVER|ABOUT|EACH|NEW)
follow: (SEND|ALERT|TELL) .* WHENEVER (NEW|come)
# Feedback
feedback: ^ (?! .* HOW to) .* (GIVE|WANT|SEND|PUT) (I|YOU|ANY|MY|THE|a|quick)* FEEDBACK (?! (to|with) |
    (ON)? (MY|ANY)? (staff|team|people|manager|managers|colleagues|others|someone|employees|skills|
    difficult|peers)) (ON|ABOUT|for|of)*
feedback: ^ (?! .* HOW to) .* (GIVE|write|post) (I|YOU|ANY|MY|THE|a|quick)* (RATE|review) (ON|ABOUT|for|
    of)*
feedback: FILL (FEEDBACK) (ON|ABOUT|for|of)+
feedback: FILL (MY|THE)* FEEDBACK (form|PLEASE)* $
feedback: (TELL|WHERE|HOW) .* MY FEEDBACK (ON|ABOUT)*
feedback: FILL RATE (I)? (THE|MY|S|YESTERDAY|TITLE|it|DATE|ABOUT|last)+
feedback: (NUM|one|two|three|four|five|ten) (stars|star|seren)
feedback: out of (NUM|five|ten)
feedback: (best|worst) (S|SS|ALL|DATE)
feedback: (?!FILL (WHAT|WHEN|WHO|HOW|WHERE)) (?!.* (BOOK|BOOKED|CANCEL|CANCELLED|WANT|I_WOULD|there WAS|I
    WAS)) .* (THE|it|that|this|S|SS|YESTERDAY|DATE|TITLE|MY|speaker|trainer) .. WAS (?!I|BOOKED|supposed|
    there)
feedback: FILL (YESTERDAY)* ROEDD (?! (I|gen))
feedback: (?! .* (BOOK|BOOKED|CANCEL|CANT|I_WOULD|FIND|NEED|LEARN .. (how|to))) FILL ENJOYED (?! (to|how|
    out|a S|that|for)) .. (S|TITLE|it|THE|hi|fo)
feedback: (?!.* (WHAT|WHEN|WHO|WHERE|HOW|there WAS|BOOKED)) ^ .. (KNOWN|TITLE|S|I|DATE|speaker|sgt|dr|
    prof) .. WAS (NOT|really|very|so|TOO|absolutely|a|ANY|such|bit|well|quite|pretty|ALL|truly|just|
    PLEASE)* EVAL
feedback: (?!.* (WHAT|WHEN|WHO|WHERE|HOW|SS|FIND|WANT|I_WOULD)) (S|TITLE) (WAS|bit|way|far|BE|a|ANY|
    really)* (too|rhy) (EVAL|LEARN|beginners|long|short|big|much|many|FACET_Q|hir|gyflym|araf|anodd|hawdd)
feedback: (NOT|wasnt|werent) (very|really|so|that|overly|TOO|at|all|a|big|great|ENJOYED)* (impressed|
    great|useful|helpful|enjoyable|good|amazing|brilliant|happy|ENJOYED|fan|keen|sold|convinced|taken|
    struck|EVAL) (with|at|about|of|by|ON)* (?=(THE|TITLE|S|it|MY|DATE|YESTERDAY|KNOWN))
feedback: (had|HAVE) (ANY|such|a|really|very)* (brilliant|great|good|lovely|fantastic|terrible|awful|
    amazing|fab|bad|wonderful|nice) (time|day|session|experience|S)
feedback: ^ (PLEASE|GREET|am)* (S|TITLE) (wych|gwych|dda|ardderchog|arbennig|ddiddorol|ddiflas|wael|
    hyfryd|fendigedig|hwyliog)
feedback: (would|definitely|PLEASE|CAN) (NOT)? (recommend|FIND) (it|this|THE|TITLE|to)
feedback: DID (LEARN|ENJOYED|get) (much|anything|a_lot|nothing|loads|enough|ANY)
feedback: DID .* (like|enjoy|rate|think_much) .* (THE|S|TITLE|it)
feedback: ^ (PLEASE|GREET|ANY|what|a|WHAT)* (great|brilliant|fantastic|excellent|amazing|awful|terrible|
    fab|superb|lovely|wonderful|boring|rubbish|dreadful|poor|gwych|ardderchog|bendigedig|diflas) (S|
    TITLE) (YESTERDAY|DATE|PLEASE|ON|by|THE|this|today)* .. $
# Giving up a place
cancel: (?! .* (HOW to CANCEL|KEPT)) FILL (?! (cancelling|canceling|withdrawing) (?! (ON|THE|MY|a))) CANCEL
    (?! (culture|subscription|.. (THE) DIGEST)) (I|MY|THE|ALL| PLACE|BOOKINGS|BOOK|ON|S|off|out|from|of|
    IT|it|I_HAVE)*
cancel: (?! .* KEPT) CANCEL (I|MY|THE|PLACE|BOOKINGS|BOOK|TITLE|IT|it|ON|out|from|of)+
cancel: (?! .* (link|teams_link|zoom_link|joining_link|url)) CANT (now|ANYMORE|PLEASE|even|to|yn|gallu|
    medru|able|be)* (COME (?!to_terms|on (like|with|about)|out)|MAKE (?=(it|THE| MY|to|ON|S|TITLE|DATE|
    ANYMORE|NUM|KNOWN))|DO (?=(.. (S|DATE|TITLE|MY|THE|ANYMORE|KNOWN)))) (it|ON|THE|to|ANYMORE| IT|S)*
cancel: CANT (PLEASE|ANYMORE)* $
cancel: NOT (be|BE|going|going_to|able|gallu|yn|ON|am|WANT|needing|planning|to|NEED)* (COME (?! (to terms|
    on (like|with|about)|out)) (?=(ON|ANYMORE|PLEASE|it|$|THE|to|DATE|TITLE|PLEASE|KNOWN))|MAKE (?=(it|
    THE|MY|to|TITLE|KNOWN))|DO (?=(THE|it|TITLE|MY|KNOWN))|MY PLACE|THE PLACE|there) (it|ON|to|ANYMORE|
    THE)*
cancel: (?! .* KEPT) SCRAP (MY|THE) (BOOK|BOOKINGS|PLACE|S|registration|name) (ON|for)*
cancel: (?! .* KEPT) (HAVE|NEED|to|WANT|I_WILL|CAN|will|gotta|ME_BE|going_to|I) (to|COME|HAVE|going)*
    (miss|missing|skip|skipping) (?=(THE|DATE|MY|S|it|TITLE|KNOWN)) (THE|S)*
cancel: (?! .* KEPT) (drop|scrap|ditch|skip|dump|bail|bailing|duck) (out|of|ON|THE|MY)* (?=(KNOWN|TITLE|REF))
cancel: (?! .* (NOT (clash|clashing)|^ (GREET|PLEASE|so|and|but|a)* (DO|BE|AM_I|WHAT|will|would|ANY|HOW|
    WHEN|WHO|HAVE_I))) (double BOOKED|clash|clashes|clashing)
cancel: (someone|somebody|ANY|anyone|else|colleague|person|team|mate)+ (CAN|to|might)* (HAVE|TAKE|use|
    fancy|WANT) (?=(MY .. (PLACE|S)))
cancel: (let|LET|give|GIVE) (someone|somebody|ANY|anyone|another|person|else|colleague|MY)+ (HAVE|TAKE|
    TAKE|use|USE) (MY|THE) (PLACE|S) (ON)*
cancel: HOW .* (get|getting) out of (THE|it|MY)*
cancel: NOT (longer|NEED|WANT|eisiau|to)+ (MY|THE|a)? (PLACE|BOOKINGS|BOOK) (ON)*
cancel: (GIVE_UP|GIVE) (MY|THE) (PLACE|BOOKINGS|S) (ON|to|away|someone|else|anyone|up|back)*
cancel: (remove|delete|drop|scratch|cross|tynnu|tynnwch|tynna|dileu|dilewch) NAME (off|from|out|of|oddi|
    THE|LIST|list|rhestr|ON|S)*
cancel: (REMOVE|TAKE|get|PUT) NAME (off|from|out|oddi) (of|THE|LIST|list|rhestr|ON|S)*
cancel: (leave|leaving|quit|gadael|exit) (THE|MY)* LIST (ON)*
cancel: (somethings|something) (HAVE|has|s)? (come_up|come up|NEW|COME up|cropped up|up)
cancel: FILL (ME_BE|BE|AM_I|feeling|yn)+ ILL
cancel: dwi yn sal|rwy yn sal
# My own places
mine: ^ (GREET|PLEASE|TELL|FIND|REMIND|WHAT|WHEN|WHERE|BE|ON|THE|ALL|CAN|YOU|I|SEND|check|see|view|
    I_WOULD|like|to|I_WILL|WANT|HAVE|of)* MY (NEXT|own|booked|BOOKED|current|NEW|DATE|LEARN|confirmed)*
    (SS|BOOKINGS|BOOK|PLACE|PLACES|LIST) (?! (START|BE|FULL)) (i)?
mine: MY NEXT (S|SS)
mine: MY (S|SS) NEXT
mine: (check|checking|confirm|checked|sure|certain|double|forgotten|forgot|forget) .. (ME_BE|AM_I|I_HAVE|
    MY|I) (definitely|still|really|actually)* (ON|BOOKED|COME|down|PLACE|BOOKINGS|BOOK)+
mine: (did|has|HAVE|DID|BE) MY (PLACE|BOOK|BOOKINGS|name) .. (go|through|confirmed|accepted|ON|down|
    BOOKED)
mine: ^ (BE|WHERE|AM_I|HAVE_I|I|HAVE|ON|THE|DO|MY|HOW|far|up|down)* LIST (ON|THE|ANY)*
mine: (AM_I|BE I|BE) (ON|THE|down|up|still|DATE)* (LIST|list|rhestr) (ON)*
mine: (?! .* NOT) .* (I|ME_BE|I_HAVE|HAVE_I|AM_I|DID|we|PLEASE|BE|HAVE|yn) (WANT)? (ANY|already|ALL|
    currently|HAVE|got|SS|S|wedi)* BOOKED (up|in|down|ON|i|THE|ANY|to)*
mine: (WHAT|SS|ALL|S|anything) .. (AM_I|ME_BE|I) BOOKED
mine: (DID|HAVE_I|HAVE I) (I)? (already|ever|sign|MY)* (BOOK) (ON|i|THE|up|to)*
mine: ^ (GREET|PLEASE|so|and)* DID I get (ON|in|into|onto|a|ANY|THE|MY|PLACE|PLACES|BOOKED)+
mine: (WHAT|SS|ALL|WHEN|WHERE) .. (AM_I|ME_BE) (NEXT|ON|down|up|in|COME|DO|waiting|due|meant|supposed|
    attending|arnyn|gwneud|yn|nhw|ei|wneud)+
mine: ^ (GREET|PLEASE|so)* (AM_I) (ON|down|up|in|COME|DO|waiting|attending|already|registered|definitely|
    still|THE)+ (?! (to be|late))
mine: (SS|ALL|WHAT|S) (THE|that|SS|S|else|NEW|NEXT)* (I_HAVE|HAVE_I) (?! (NUM|to|NOT|time)) (on|ON|coming|
    up|NEW|NEXT|left|BOOKED|got|DATE)*
mine: ^ (GREET|PLEASE|so)* HAVE_I (ANY|S|SS|BOOKED|ON|on|DATE|NEXT|NEW|up|got|THE|this|tomorrow|hwn)+
mine: ^ (GREET|PLEASE|a)* BE (sgin_i|HAVE_I)
# Booking
book: (?!.* (NOT BOOK|BOOKED)) FILL (?! (booking|reserving|registering|enrolling) (?! (ON|THE|MY|a)))
    BOOK (?! (club|clubs|group|groups|swap|day|keeping|review|births| still)) (I|in|on|a|ANY|MY|TAKE|
    PLACE|THE|ON|it|up|S (?=(ON|ABOUT)))*
book: (?!.* NOT) (CAN|WANT|I_WOULD|to|I|HOW|PLEASE|and|DO|PUT|TAKE) .. BOOK (I|on|it|MY|THE|PLACE|ON|in|
    TITLE|ANY PLACE)+
book: (PUT|get|stick) NAME (up|down|lawr|i|in|UP|ON|to|for|LIST|THE|S (?=ON)|forward)+
book: FILL (TAKE|have|get|HAVE) (I)? (THE|a|ANY|MY|last|one)* PLACE (ON|for|in|at|THE|S (?=ON))*
book: ^ (TITLE|REF|NUM) (PLEASE|CAN|YOU|I)* BOOK (PLEASE|it|I|ON)* $
book: CAN I (HAVE|get|TAKE|still)* (a|ANY|MY|THE)* PLACE (PLEASE)* $
book: FILL (TAKE) PLACE I (ON|THE)*
book: (?! .* (there|oes|LEFT)) FILL (PLACE) (ON) (?! (SS|ANY)) (THE|S (?=ON))*
book: (get|getting|be|CAN .. be) (I|MY name)? BOOKED (ON|in|THE)+
book: (?! .* (there|LEFT|HOW_MANY|oes|FULL)) ^ .. (PLACE) ON (?! (SS|ANY)) (THE|S (?=ON))*
book: ^ (PLEASE|GREET)* CAN (I|YOU)? (still|also|PLEASE)* (get|HAVE|be) (I)? (ON|in|onto) (THE|TITLE) ..
    (?=(S|TITLE|$))
book: WANT in ON (?=(THE|TITLE)) (THE|S (?=ON))*
# Details of one session
details: (?! .* (SS|ANY S)) (DO|BE|will) (THE|TITLE) .. HOW_MUCH
details: FILL (TELL|SEND|GIVE|WANT|more|mwy|rhagor|o|NEW|some|full|ANY|THE|FIND|see|a|bit|know|I|out)*
    DETAILS (ON|ABOUT|for|of|THE)+
details: (?! .* (know|learn|LEARN|out) MORE_ABOUT (?! (TITLE|THE|REF))) MORE_ABOUT (?! (SS|ANY S)) (THE|
    S)*
details: DETAILS (ON|for|of|ABOUT)+ (THE|TITLE|S|NUM|REF)+
details: (TELL|know) .. (more|NEW|bit|ABOUT)* ABOUT (?=(TITLE|THE .. S|S NUM|NUM|REF))
details: (?!.* (SS|ANY S)) ^ (GREET|PLEASE|TELL|CAN|YOU|I|ON|know|so|and|DO|a)* (WHEN|WHERE|HOW_LONG|
    HOW_MUCH|WHO) (and|or|a|WHEN|WHERE|WHO|HOW_LONG)* (BE|DO|START|TITLE|S|THE|NEXT|i_mae) (?! (YOU|I|we|
    CAN|ANY|there|it like)) (BE|THE|DO|START|NEXT|ON|yn)*
details: (?!.* (SS|ANY S)) (HOW_LONG|WHEN) .. (BE|DO|THE|it) .. (START|LEFT)
details: (?!.* SS (THE|HAVE|with)) (HOW_MANY|ANY|BE|much) (still|THE|there|ANY|LEFT|free)* (PLACE|PLACES)
    (BE|still|there|LEFT|free)* ON (?! (ANY|SS)) (THE)*
details: (?!.* (SS|ANY S)) FILL (BE|ydy|ydi|CAN|will|has|DO) (?!I|YOU|ANY|there (ANY|SS)) .. (THE|TITLE|
    it|S|NUM|REF) .. (FULL|FACET_Q|CANCELLED|LANG|recorded|PLACE|PLACES)
details: (BE|has|HAVE) there? (ANY|a|still|THE|been)* (LINK|HOW_MUCH|COST|NEED|CANCELLED|LIST)
details: (has|HAVE|BE) (THE|TITLE|S) .. CANCELLED
details: (BE|CAN|DO) (?!I) (anyone|anybody|everyone|ALL|ANY|non) .* (COME|BOOK) (ON|to|THE)*
details: (?!.* (SS)) ^ (GREET|PLEASE|so|ON|for|and|S|TITLE|THE)* (WHAT|DO|should|shall|must|HAVE_I|BE|
    AM_I|CAN|sydd) .. (I|AM_I|mi|fi|HAVE_I)? .. (NEED|wear|bring|LINK) (?! (training|skills|to improve|help))
    (ON|i|THE)*
details: FILL (WHAT|WHERE|BE|SEND|THE|there|FIND|MY|get|see|s)* LINK (?! (skills|awareness)) (ON|for|of|to|
    THE)*
details: (?!.* (SS|ANY S)) ^ (GREET|PLEASE|TELL)* HOW (big|hard|advanced|far|busy|popular|early|late|
    technical|difficult|easy|FULL|interactive|practical|mawr|anodd) (BE|DO) (?! (it|YOU|I))
details: (DO|BE) (YOU|people|everyone|we|I|rhaid|angen) (NEED|HAVE) .. (ON|to|for) (?=(THE|TITLE)) THE*
details: (?!.* SS) (NEED) (ON|for|to)+ (?=(THE|TITLE)) (THE|S)*
details: (?!.* SS) WHAT (BE|DO|sydd|will)? .. (THE|TITLE|it|S|NUM|REF|I) .. (COVER|ABOUT $|about $|
    all_about|involve|LEARN|actually)
details: (?!.* SS) HOW .* (get_to|log on|log in|connect|directions) .* (TITLE|THE|S)
details: (?! .* SS) WHAT (BE|sydd|yw)? (?=(TITLE|REF))
# Booking, in other words
book: (COME|TAKE|get|PUT|on|add) (I|MY|ON)* (THE|a)? LIST (ON|for)*
book: (?!.* (SS|about_to|WHAT|WHERE)) (I_WOULD|WANT|CAN I|I_WILL|ME_BE|CAN|AM_I|gobeithio) (really|like|
    love|be|to|WANT|PLEASE|ON|ABOUT|COME)* COME (along|too)* (to|ON|i|in)* (?=(THE|TITLE|it|S|NUM|REF|
    DATE|KNOWN)) (THE|S (?=(ON|ABOUT)))*
book: (?!.* (SS|WHAT|WHERE|WHEN|NOT|LEARN)) ^ (PLEASE|GREET|and|so)* (I_WOULD|WANT|ME_BE|I|I_WILL|CAN)+
    (really|love|like|to|WANT|PLEASE|be|keen)* DO (?=(TITLE|REF|THE .. S)) (THE)?
book: ^ (PLEASE|GREET)* (join|ymuno|attend) (ON|to)* (?=(THE|TITLE|NUM|REF)) (THE|S (?=ON))*
book: (I_WILL|ME_BE) (BE)? (there|in|COME) .. (?=(TITLE|THE|DATE))
# A question about what is surely one session
details: (?! .* SS) ^ (GREET|PLEASE)* (WHERE|WHEN|HOW) (DO|should|CAN|BE) I (COME|go|get|arrive|turn|be|
    there)+ .. (?=(THE|TITLE|S|KNOWN))
details: (?! .* (SS|ANY|BOOK|FIND|LEARN|CAN|LEFT)) ^ (GREET|PLEASE|so|and|a)* (WHEN|WHERE|WHO|HOW_LONG)
    (BE|DO|START|THE|yn)* (?=(KNOWN|TITLE))
details: (?! .* (SS|ANY S|BOOK|FIND|LEARN)) ^ (GREET|PLEASE|so|and|TELL)* (WHEN|WHERE|WHO|HOW_LONG|
    HOW_MUCH|HOW_MANY|HOW|WHAT|WHY|which) .* (TITLE|THE .. S|S NUM|REF)
details: (?! .* (SS|ANY S|BOOK|FIND)) ^ (GREET|PLEASE|so|and)* (BE|DO|CAN|will|has|HAVE|DID|should|
    HAVE_TO) (?!YOU) .* (TITLE|THE .. S|S NUM|REF)
details: (?! .* (SS|ANY)) ^ (GREET|PLEASE)* BE .* (NEED|LEFT|FULL) .* (S|TITLE)
"""


SAYINGS = sayings(
    _PATTERNS,
    {
        "FILL": FILL,
        "NAME": _NAME,
        "COPE": COPE,
        "EVAL": f"({'|'.join(_EVAL.split())})",
        "KEPT": _NOT_GIVEN_UP,
    },
)
"""The first that is found counts."""
