"""Words of what people ask besides booking, by a name for each kind: what says that one was there, slides,
what somebody is who needs something to take part, and what that is.

They are names for patterns alone (see `besides`), and play no part in other sentences, so that a search for
"sign language" stays one. Welsh words are also known as they mutate.
"""

from bot.understand.letters import spoken
from bot.understand.welsh import mutated

_WORDS = """
PROOF: certificate, certificates, certifcate, certficate, certificat, cert, proof of attendance, evidence of attendance, attendance certificate | tystysgrif, tystysgrifau, tystysgrif presenoldeb, prawf o bresenoldeb
SLIDES: slides, handout, handouts, powerpoint, slide deck, materials, recording, recordings | sleidiau, taflen, taflenni, deunyddiau, recordiad, recordiadau
NOTED: slide, deck, notes, presentation, video, resources | sleid, cyflwyniad, nodiadau, fideo
BEING: deaf, blind, dyslexic, dyspraxic, autistic, disabled, neurodivergent, epileptic, diabetic, hard of hearing, hearing impaired, visually impaired, partially sighted, partially deaf, colour blind, colourblind, wheelchair user, in a wheelchair, on crutches, housebound | byddar, dall, dyslecsig, awtistig, anabl, niwrowahanol, niwroamrywiol, trwm fy nghlyw, trwm ei chlyw, rhannol ddall, lliwddall, mewn cadair olwyn, ar faglau
CONDITION: dyslexia, dyspraxia, autism, adhd, add, epilepsy, diabetes, arthritis, hearing loss, sight loss, low vision, a disability, chronic pain, mobility issues, mobility problems, allergy, allergies | dyslecsia, awtistiaeth, epilepsi, anabledd, arthritis, alergedd, nam ar fy nghlyw, nam ar fy ngolwg
AID: sign language interpreter, sign language interpreting, bsl interpreter, interpreter, signer, bsl, captions, captioning, live captions, subtitles, hearing loop, induction loop, large print, bigger font, braille, screen reader, step free, stepfree, step free access, guide dog, assistance dog, wheelchair, wheelchair access, disabled parking, blue badge, disabled toilet, accessible toilet, note taker, notetaker, lip speaker, quiet room, prayer room, breastfeed, breastfeeding, easy read, support worker, personal assistant, carer, ramp, reasonable adjustments, hearing aid, hearing aids, seat near | dehonglydd, cyfieithydd iaith arwyddion, dehonglydd iaith arwyddion, iaith arwyddion, capsiynau, isdeitlau, dolen sain, dolen glyw, print bras, braille, cadair olwyn, ci tywys, mynediad gwastad, mynediad di ris, parcio i bobl anabl, toiled hygyrch, ystafell dawel, gweithiwr cymorth, gofalwr, addasiadau rhesymol, cymhorthion clyw
PERSON: human, human being, person, someone, somebody, anyone, organiser, organisers, organizer, the team, member of staff, real person, real human, actual person, adviser, manager of this | person, berson, pherson, rhywun, trefnydd, trefnwyr, tim
OTHERS: boss, bosses, manager, managers, line manager, team, colleague, colleagues, anyone, anybody, anyone else, people, others, everyone, everybody, someone, hr, supervisor, head of service | rheolwr, bos, tim, rhywun, unrhyw un, neb, pawb, pobl, cydweithwyr, eraill, phennaeth, pennaeth
SECRET: private, confidential, anonymous, secure, secret | preifat, cyfrinachol, dienw, diogel
ME: me, about me, on me | amdana, amdana i, amdanaf, amdanaf i, arna, arna i, arnaf
ONLINE: online, on line, remotely, virtually, from home, dial in, from my desk, by teams, on teams | ar lein, arlein, o bell, o adref, o gartref, ar teams
IN_ROOM: in person, face to face, in the room, into the office, in the office | wyneb yn wyneb, yn yr ystafell, ir ystafell, i yr ystafell, i yr swyddfa, yn y cnawd
WENT: been, been to, gone, attended, done, completed, finished, taken, did, attend, go, do | bod, mynychu, cwblhau, gorffen, gwneud, gneud, neud
QUIET: stop, stopiwch, stopio, stopia, peidiwch, peidia, paid, peidio, dim, diffodd, diffoddwch, quit, cease, rhowch y gorau, rho y gorau
NOTES: reminders, notifications, messages, emails, nudges, alerts, pings, texts, dms | nodiadau, negeseuon, hysbysiadau, ebyst, e byst, nodiadau atgoffa, negeseuon atgoffa
SOONER: before, beforehand, ahead, earlier, in advance, prior | cyn, ymlaen llaw, ymlaen, cynt
LATE: late, minutes late, mins late | hwyr
"""  # noqa: E501 - one name a line is how this is read


def _words() -> dict[str, str]:
    found = {}
    for line in _WORDS.strip().splitlines():
        name, _, words = line.partition(":")
        english, _, welsh = words.partition("|")
        phrases = [tuple(word.text for word in spoken(phrase)) for phrase in english.split(",")]
        for phrase in welsh.split(","):
            said = tuple(word.text for word in spoken(phrase))
            if said:
                firsts = (said[0], *(mutated(said[0]) if len(said[0]) > 2 else ()))
                phrases.extend((first, *said[1:]) for first in firsts if len(first) > 2 or first == said[0])
        kinds = dict.fromkeys(phrase for phrase in phrases if phrase)
        # The same words may have been read as one piece.
        written = [" ".join(phrase) for phrase in kinds] + ["_".join(p) for p in kinds if len(p) > 1]
        found[name] = f"({'|'.join(written)})"
    return found


WORDS = _words()
"""A name to the pattern of its words."""
