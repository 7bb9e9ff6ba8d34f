"""What single words do in a sentence to a learning café, in English and Welsh: who, asks, books, gives up.

Each line is one part that words play; patterns of these parts are in `intents`. Apostrophes are left out
here, as they are in hasty typing: "can't" and "cant" are one. Welsh words are also known as they mutate.
"""

from bot.understand.letters import spoken
from bot.understand.welsh import mutated

_PARTS = """
I: i, me, myself, we, us, ourselves | fi, mi, ni, i mi, i fi
MY: my, our | fy, ein
YOU: you, youre, u, ya, yourself, caffi, the bot, this bot, bot | chi, ti, ichi, di
BE: am, is, are, be, being, been, r | mae, yw, ydy, ydi, dw, dwi, dwin, rydw, rwy, rwyn, rwyf, rydw in, dw i, dw in, ydw, ydw i, bydda, byddai, oes
ME_BE: im, i am, i m, we are, ima | dw i'n, dwin, dwi'n, rydw i'n, rwy'n
AM_I: am i, are we | ydw i, ydwi, dw i, dwi, rydw i, rydw in
WAS: was, were, wasnt, werent |
ROEDD: | roedd, oedd, bu, buodd, doedd
HAVE: have, has, had, got, having, gotten |
I_HAVE: ive, i have, ive got, i have got, i got, weve | mae gen i, mae gyda fi
HAVE_TO: do i have to, have i got to, do we have to, must i, should i |
HAVE_I: have i, have i got, do i have, did i have, have we got, do we have, have i anything | sydd gen i, sydd gyda fi, sydd 'da fi, sydd da fi, sy gen i, sy 'da fi, sgin i, sgen i, sydd gennyf, sydd gennyf i, oes gen i, oes gyda fi, oes 'da fi, sydd gynnon ni, sy gyda fi
I_WOULD: id, i would, i d, id really, wed | hoffwn, hoffwn i, liciwn i, fyswn i, swn i, hoffen ni, byddwn i, carwn i
I_WILL: i will, i shall, let me, lemme |
DO: do, does, doing, done | gwneud, neud, wneud, gneud
DID: did, didnt | wnes, wnes i, nes i
CAN: can, could, may, might, possible, allowed, would, will, shall, able | ga i, gaf i, a gaf i, gawn ni, alla i, allaf i, allwch, allwch chi, alli di, fedra i, fedrwch chi, fedri di, elli di, a fedri di, a oes modd, oes modd, modd, wnewch chi, wnei di, fyddech chi, gallu, medru
CANT: cant, cannot, can not, couldnt, unable, not able, wont be able, wont be able to, will not be able, not going to be able, im not able, not gonna be able, never going to, arent able, isnt able | alla i ddim, allaf i ddim, allai ddim, fedra i ddim, fedrai ddim, ni allaf, ni allaf i, methu, ffaelu, ddim yn gallu, ddim yn medru, fydda i ddim, fyddaf i ddim, fyddai ddim, bydda i ddim, ddim am allu, ddim ar gael, all i ddim, sai n gallu, sai'n gallu, sain gallu, sa i'n gallu, smo fi'n gallu, so fi'n gallu, dydw i ddim yn gallu, dwi ddim yn gallu, dw i ddim yn gallu, dydw i ddim yn medru, dwi ddim yn medru, dw i ddim yn medru, ffili, fedrai'm, alla i'm, fedra i'm
NOT: not, dont, do not, wont, will not, isnt, arent, aint, never, no longer, doesnt, without, not any more | ddim, nid, dim, heb, byth, mwyach, peidio, peidiwch
WANT: want, wanna, wish, like, love, need, keen, hoping, wanting, interested, fancy, would like, looking, trying, hope, planning, happy, gotta, rather | eisiau, isio, isie, ishe, isho, moyn, angen, awyddus, dymuno, gobeithio, bwriadu, trio, ceisio
COME: come, go, attend, join, participate, take part, be there, coming, going, attending, joining, come along, pop along | dod, mynd, mynychu, ymuno, cymryd rhan, dod draw
MAKE: make, manage, makes, making |
BOOK: book, reserve, register, enrol, enroll, signup, sign up, rsvp, booking, reserving, registering, enrolling, enrolment, bok, bk | archebu, bwcio, bwco, cofrestru, archebwch, bwciwch, cofrestrwch, bwcia, archeba, cofrestra, llogi
BOOKED: booked, reserved, registered, enrolled, enroled, signed up, signed, bookd, put down, been accepted | wedi archebu, wedi'i archebu, wedii archebu, wedi bwcio, wedi i bwcio, wedi cofrestru, wediu harchebu, wedi'u harchebu, wedi ei archebu, wedi fwcio, wedi i fwcio, wedi cael lle, di bwcio, di archebu, di cofrestru
CANCEL: cancel, unbook, withdraw, drop out, dropout, pull out, back out, bow out, bail, deregister, unregister, cancell, cancle, canel, unenrol, drop me, cancelling, canceling, withdrawing, opt out | canslo, canslwch, cansla, diddymu, diddymwch, tynnu allan, cancelio, cancelo, canslio, cansela, canslith, tynnu nol, tynnu'n ol, tynnun ol, tynnu yn ol, dileu
CANCELLED: cancelled, canceled, called off, postponed, still on, still going ahead, still happening, going ahead | wedi canslo, wedi ei ganslo, wedi'i ganslo, wedi'i chanslo, wedii ganslo, wedi ei chanslo, wedi cael ei ganslo
GIVE_UP: give up, release, free up, surrender, hand back, relinquish, giving up, give back, let go of | ildio, rhoir gorau i, rhoi'r gorau i
REMOVE: remove, take, delete, pull, drop, scratch, cross |
SCRAP: remove, delete, scrap, ditch, drop, undo, void, lose, cross off, get rid of, withdraw, relinquish, forget, bin | dileu, dilewch, tynnu, tynnwch tynnu, tynnwch, tynna, dileu, dilewch
PUT: put, add, sign, pop, stick, squeeze, enter, count, get, pencil, slot, include, write, jot | rhowch, rhoi, rho, ychwanegwch, ychwanegu, nodwch
TAKE: take, grab, save, keep, hold, have, get, secure, nab, bag | cadw, cadwch, cadwa, cymera, cymryd, cael, gael
PLACE: place, spot, seat, space, slot, ticket | lle, le, sedd
PLACES: places, spaces, spots, seats, tickets, room, capacity, availability, waiting list, waitlist | lleoedd, llefydd, leoedd, lefydd, rhestr aros
LIST: waiting list, waitlist, wait list, queue, reserve list | rhestr aros
S: session, course, class, workshop, event, talk, webinar, seminar, lesson, module, one, thing, activity, sesh, meeting, appointment | sesiwn, cwrs, gweithdy, digwyddiad, gwers, dosbarth, sgwrs, gweminar, cyfarfod
SS: sessions, courses, classes, workshops, events, talks, webinars, seminars, lessons, modules, ones, things, activities, training, trainings, learning, stuff, cpd, opportunities | sesiynau, cyrsiau, gweithdai, digwyddiadau, gwersi, dosbarthiadau, sgyrsiau, gweminarau, hyfforddiant, pethau, rhai
BOOKINGS: bookings, reservations, schedule, timetable, calendar, diary, agenda, itinerary, registrations, sign ups, bookins | archebion, amserlen, calendr, dyddiadur, lleoedd i, llefydd i
ANY: any, anything, some, something, anyone, somebody, someone, owt, a, an, more, other, another | unrhyw, unrhyw beth, rhywbeth, rhyw, rwbath, rhywun, rhwbeth, na
ALL: all, everything, every, each, both, whole | popeth, holl, pob, bob
THE: the, that, this, those, these | y, yr, yma, hwn, hon, hwnnw, honno, or, ir, ar y, ar yr, ar gyfer y, ar gyfer yr
WHAT: what, whats, which, wat, wots, wot, whatre, whatve, whad | beth, be, pa, pa rai
WHEN: when, whens, what time, what times, what day, what date, which day, wen | pryd, pryd mae, pryd maer, pryd mae'r, faint or gloch, faint o'r gloch, pa bryd, pa ddiwrnod, pa ddyddiad
WHERE: where, wheres, which room, what room, which building, which floor, what venue, whereabouts, which venue, what address | ble, lle mae, lle maer, lle mae'r, ble mae, ble maer, ble mae'r, ymhle, pa ystafell, ba ystafell, mha ystafell, ym mha ystafell, ym mha le, mha le, ym mhle, pa adeilad, pa leoliad, lleoliad
WHO: who, whos, who is, whose, whod | pwy, pwyn, pwy yw, pwy ydy, pwy sydd, pwy syn, pwy sy, pwy sy'n
HOW: how, hows | sut, sut mae, sut dw i, sut ydw i, sut alla i, sut allaf i
HOW_LONG: how long, how many hours, how many minutes, what length, duration | am faint, pa mor hir, am ba hyd, faint mae, hyd y
HOW_MUCH: how much, cost, costs, price, fee, fees, charge, free of charge, have to pay | faint yw, faint ywr, faint yw'r, cost, pris, ffi
HOW_MANY: how many, how full | faint o, sawl
WHY: why | pam
ABOUT: about, regarding, re, concerning, around, on | am, ynghylch, ynglyn a, ar
ON: on, onto, on to, at, to, for, in, into, with | ar, i, yn, ym, yng, o, at, a, ag, gyda, efo, ar gyfer, in, ir, ar y, ar yr, wrth
TELL: tell, tell me, give me, show me, show, display, share, explain | dywedwch, dwedwch, dwed, dywed, dywed wrtha i, dywedwch wrtha i, dywedwch wrthyf, dangos, dangoswch, rhowch, dangos i mi, dangoswch i mi
DETAILS: details, detail, info, information, description, summary, outline, particulars, dets, lowdown | manylion, gwybodaeth, disgrifiad
MORE_ABOUT: more about, more on, more info on, more info about, more information on, more information about, more details on, more detail on | mwy am, rhagor am, mwy o wybodaeth am, rhagor o wybodaeth am, mwy o fanylion am, mwy o fanylion ar
NEW: new, newly, latest, future, upcoming, more, further, added, announced, released, scheduled, next, extra, additional, coming up, comes up, come up, comes out, become available, becomes available, go live, goes live, pops up, crops up | newydd, nesaf, pellach, rhagor
WHENEVER: when, whenever, if, once, as soon as, as they, when they, each time, every time, anytime, about, of, on | pan, os, pryd bynnag, am, pan fydd, pan fo, pan ddaw, unwaith
EACH: every, each, weekly, monthly, daily, regularly, regular, fortnightly | bob, pob, wythnosol, misol, dyddiol, rheolaidd
ALERT: notify, alert, ping, inform, update, message, tell, text, email, send, remind, nudge | hysbysu, hysbyswch, atgoffa, atgoffwch, anfon, anfonwch
NOTIFY: let me know, let us know, keep me posted, keep me updated, keep me informed, keep me in the loop, keep us posted, keep us informed, give me a shout, give me a nudge, drop me a line, tip me off, keep me up to date, nudge me, shout when, hear about, hear when, hear of, find out when, know when, keep an eye out, watch out, look out, keep me in mind, give me a heads up | rhowch wybod, rhoi gwybod, rho wybod, hysbysu, hysbyswch, cael gwybod, gael gwybod, gadewch i mi wybod, gadael i mi wybod, clywed am, glywed am, rhoi gwybod i mi, rhowch wybod i mi
SEND: send, email, message, text, dm, mail, post, forward, deliver, whatsapp, sends, share | anfon, anfonwch, anfona, ebostio, ebostiwch, postio, postiwch, danfon
REMIND: remind, reminder, remember | atgoffa, atgoffwch
REMINDERS: reminders, notifications, messages, emails, nudges, alerts, pings, dms, prompts, texts | nodiadau atgoffa, hysbysiadau, negeseuon, ebyst, e byst
FOLLOW: follow, subscribe, subscribing, follows, subscribed, following, subscription, subscriptions | dilyn, tanysgrifio, dilynwch, tanysgrifiwch, tanysgrifiad
UNFOLLOW: unfollow, unsubscribe, unsubscribed, unfollowing | dad ddilyn, dad danysgrifio, dad-danysgrifio
DIGEST: digest, digests, newsletter, newsletters, bulletin, bulletins, mailing list, round up, roundup, weekly email, weekly update, weekly summary, weekly message, monthly update, email updates, updates, weekly list | crynodeb wythnosol, bwletin, cylchlythyr, diweddariadau, rhestr bostio, crynhoad, e bost wythnosol
CHANNEL: channel, our team, team channel, in here, this chat, this group | sianel
FEEDBACK: feedback, comments, comment, evaluation, survey, complaint, testimonial, feedbak, feeback | adborth, sylwadau, sylw, gwerthusiad, arolwg, cwyn
RATE: rate, review, evaluate, rating, complain, rated | sgorio, adolygu, gwerthuso, cwyno
GIVE: give, leave, submit, provide, write, fill in, fill out, record, add, pass on, do, have, got some | rhoi, gadael, cyflwyno, rhannu, rhowch, roi
ENJOYED: enjoyed, loved, liked, hated, disliked, appreciated, learnt, learned, loving, found, thought, felt, preferred, benefited, got a lot, got nothing, got so much, had a great time, bored, impressed, disappointed, fell asleep, ive been to, ive been on, ive done, i attended, i went, we went | mwynhau, mwynheais, mwynheais i, fwynheais i, wnes i fwynhau, wnes i joio, joies, hoffais, hoffais i, dysgais, dysgais i, wnes i ddysgu, nes i fwynhau, nes i joio, wedi mwynhau, wedi dysgu, gwych oedd, da oedd
SETTING: settings, setting, preferences, preference, account, profile, options, language, configuration | gosodiadau, ngosodiadau, dewisiadau, cyfrif, proffil, iaith
LANG: welsh, english, bilingual | cymraeg, saesneg, gymraeg, dwyieithog
SPEAK: speak, talk, chat, change, switch, set, reply, answer, respond, write, translate, use, go back, put, turn, make | siarad, newid, newidiwch, troi, ateb, atebwch, sgwrsio
STOP: stop, turn off, switch off, mute, disable, pause, fewer, less, no more, too many, quit, silence, snooze, opt out of, dont send, dont message, stop sending, turn down, cut down | diffodd, stopio, stopiwch, peidio ag anfon, llai o, gormod o, peidiwch ag anfon, oedi
HELP: help, halp, assistance, assist, support, guidance, instructions, guide, hlep, tutorial, manual | cymorth, help, helpu, helpwch, helpa, cyfarwyddiadau
COMMANDS: commands, command, menu, options, features, functions, keywords | gorchmynion, dewislen
WORK: work, works, operate, function | gweithio, gweithion
USE: use, using, operate | defnyddio
FIND: find, looking for, search, browse, recommend, suggest, suggestions, after, list, recommendations, offer, run, running, offering, available, got on, going on, happening, whats on, on offer | chwilio, chwilio am, dod o hyd i, argymell, awgrymu, ar gael, ymlaen, mlaen, cynnig, cynnal, digwydd
LEARN: learn, improve, get better, understand, develop, practise, practice, master, upskill, study, better at, good at, get into, brush up, skills, skill | dysgu, gwella, deall, datblygu, ymarfer, astudio, sgiliau
ILL: ill, sick, poorly, unwell, off sick, not well, under the weather | sal, yn sal, anhwylus, tost
ANYMORE: anymore, any more, any longer, after all, now, rhagor | rhagor, bellach, wedir cwbl, wedi'r cwbl, wedi'r cyfan
NEXT: next, upcoming, coming up, future, coming | nesaf, i ddod, sydd i ddod
FACET_Q: online, in person, virtual, hybrid, face to face, recorded, accessible, suitable, mandatory, compulsory, open to, just for, only for, for managers, level, free, beginners | ar lein, arlein, wyneb yn wyneb, addas, gorfodol, hygyrch, yn addas
FULL: full, sold out, fully booked, booked up, full up, oversubscribed | llawn, wedi llenwi
LEFT: left, remaining, still available, still free, going spare, available | ar ol, ar gael, yn weddill
NEED: need, bring, wear, prepare, download, require, requirements, prerequisites, pre reqs, prior knowledge, equipment, need to bring, need to know, laptop | dod gyda fi, gwisgo, paratoi, dod a, oes angen, oes rhaid, angen profiad, oes angen profiad, profiad
LINK: link, url, joining instructions, joining link, dial in, zoom link, teams link, address, postcode, parking, park, directions, get to, lunch provided, refreshments, certificate, slides, recording, handouts, materials, agenda for, dress code, toilets, wheelchair | dolen, cyfeiriad, parcio, cod post, tystysgrif, sleidiau, recordiad, lluniaeth
START: start, starts, begin, begins, finish, finishes, end, ends, last, lasts, take, takes, over, held, taking place, hosted, run by, running, leading, presenting, delivering, speaking, teaching, speaker, trainer, tutor, facilitator, presenter, instructor, taught, hosting, doing, delivers, runs, leads, teaches, takes it, host, run, held at | dechrau, gorffen, cychwyn, para, parhau, bennu, cael ei gynnal, cael ei chynnal, arwain, siarad yn, cyflwynor, hyfforddwr, tiwtor, siaradwr, rhedeg, yn rhedeg, cynnal, yn arwain, yn siarad, yn cyflwyno
COVER: cover, covers, involve, involves, include, includes, content, entail, teach, all about, deal with | cynnwys, trafod, ymwneud, ymdrin
YESTERDAY: yesterday, yesterdays, last week, last weeks, last month, last night, this morning, earlier, the other day, last time, previous | ddoe, yr wythnos diwethaf, wythnos diwethaf, y llynedd, neithiwr, bore ma
GREET: hi, hello, hey, hiya, heya, helo, morning, good morning, good afternoon, good evening, afternoon, hi there, hello there, dear, yo, alright, evening all, morning all, gday | helo, shwmae, smae, su mae, haia, shwdi, heia, bore da, prynhawn da, pnawn da, noswaith dda
PLEASE: please, pls, plz, plse, ta, kindly, thanks, thank you, thx, thankyou, many thanks, cheers, just, sorry, ok, okay, so, really, actually, hmm, erm, um, er, oh, well, yes, yeah, also, quick question, quickly, sorry but, unfortunately, afraid, im afraid, possibly, maybe, then, right, apologies, like to | os gwelwch yn dda, os gweli di'n dda, os gwelin dda, plis, diolch, sori, felly, jyst, iawn, diolch yn fawr, yn anffodus, mae ddrwg gen i, maen ddrwg gen i, mae n ddrwg gen i, ymddiheuriadau
"""  # noqa: E501 - one part a line is how this is read

_NEVER_SOFT = frozenset(["GREET", "PLEASE", "I", "MY", "YOU", "BE", "ON", "THE", "NOT", "WHENEVER", "EACH"])


def _read() -> dict[tuple[str, ...], tuple[str, ...]]:
    parts: dict[tuple[str, ...], dict[str, None]] = {}
    for line in _PARTS.strip().splitlines():
        part, _, words = line.partition(":")
        english, _, welsh = words.partition("|")
        for phrase in _phrases(english):
            parts.setdefault(phrase, {})[part] = None
        for phrase in _phrases(welsh):
            changed = () if part in _NEVER_SOFT or len(phrase[0]) < 3 else mutated(phrase[0])
            parts.setdefault(phrase, {})[part] = None
            for first in changed:
                if len(first) > 2:
                    parts.setdefault((first, *phrase[1:]), {}).setdefault(part, None)
    return {phrase: tuple(found) for phrase, found in parts.items()}


def _phrases(line: str) -> list[tuple[str, ...]]:
    return [tuple(word.text for word in spoken(phrase)) for phrase in line.split(",") if phrase.strip()]


PARTS: dict[tuple[str, ...], tuple[str, ...]] = _read()
"""A phrase, as folded words without apostrophes, to the parts that it may play."""

LONGEST = max(map(len, PARTS))
