"""Words for the same thing, in English and Welsh, so that a question in one language finds the other.

General words of learning at work in Welsh public bodies; one line is one meaning. A search for any word
of a line also finds, with less weight, the others.
"""

import re

from bot.understand.letters import fold

_LINES = """
wellbeing, well-being, wellness, llesiant, lles
mental health, iechyd meddwl
stress, stressed, burnout, pressure, straen, pwysau
resilience, gwydnwch
mindfulness, ymwybyddiaeth ofalgar, meddwlgarwch
sleep, tired, cwsg, cysgu
menopause, menopos, y newid
exercise, fitness, stretch, active, ymarfer corff, ffitrwydd
health and safety, iechyd a diogelwch
first aid, cymorth cyntaf
safeguarding, diogelu
children, kids, young people, plant, pobl ifanc
carer, carers, caring, gofalwyr, gofalwr, gofalu
social care, gofal cymdeithasol
dementia, alzheimer, cof
domestic abuse, violence, cam-drin domestig, trais
housing, homes, homelessness, tai, digartrefedd
leadership, leader, leading, arweinyddiaeth, arwain, arweinydd
manager, management, managing, line manager, rheolwr, rheolwyr, rheoli
coaching, mentoring, hyfforddi, mentora
feedback, appraisal, adborth, arfarniad
difficult conversations, sgyrsiau anodd
delegation, dirprwyo
change, newid
project, projects, prosiect, prosiectau
time management, prioritising, rheoli amser, blaenoriaethu
minutes, minute taking, cofnodion
recruitment, interview, interviews, recriwtio, cyfweliad, cyfweliadau
induction, new starter, new starters, welcome, cynefino, sefydlu, croeso, dechrau
career, careers, promotion, gyrfa, gyrfaoedd
retirement, pension, pensions, ymddeol, pensiwn
digital, digidol
data, spreadsheet, taenlen
artificial intelligence, ai, copilot, deallusrwydd artiffisial
cyber security, cyber, phishing, password, seiberddiogelwch, seiber
accessibility, accessible, hygyrchedd, hygyrch
data protection, gdpr, privacy, diogelu data
freedom of information, foi, rhyddid gwybodaeth
records, cofnodion
writing, plain language, plain english, ysgrifennu, iaith glir
presenting, presentation, presentations, public speaking, cyflwyno, cyflwyniad, siarad cyhoeddus
communication, communications, cyfathrebu
facilitation, facilitating, hwyluso
welsh, cymraeg
welsh culture, diwylliant cymru
translation, cyfieithu
equality, diversity, inclusion, edi, cydraddoldeb, amrywiaeth, cynhwysiant
race, anti-racism, racism, hil, gwrth-hiliaeth, hiliaeth
lgbt, lgbtq, lhdt, lhdtc
disability, disabled, anabledd, anabl
neurodiversity, autism, adhd, dyslexia, niwroamrywiaeth, awtistiaeth, dyslecsia
deaf, sign language, bsl, byddar, iaith arwyddion
unconscious bias, bias, rhagfarn, tuedd
bullying, harassment, bwlio, aflonyddu
sustainability, sustainable, cynaliadwyedd, cynaliadwy
climate, carbon, net zero, hinsawdd, sero net
nature, biodiversity, natur, bioamrywiaeth
energy, heating, ynni, gwresogi, gwres
recycling, waste, ailgylchu, gwastraff
repair, trwsio
cycling, bike, beicio, beic
garden, gardening, garddio, gardd
food, cooking, bwyd, coginio
budget, budgets, finance, financial, money, cyllideb, cyllid, ariannol, arian
procurement, buying, purchasing, caffael, prynu
commissioning, comisiynu
contracts, contract, contractau
policy, policies, polisi
law, legislation, act, cyfraith, deddfwriaeth, deddf
senedd, parliament, government, llywodraeth
future generations, cenedlaethau'r dyfodol
innovation, ideas, arloesi, syniadau
research, evaluation, ymchwil, gwerthuso
user research, design, dylunio
volunteering, volunteer, gwirfoddoli
choir, singing, cor, canu
yoga, ioga
walk, walking, cerdded, taith
books, reading, llyfrau, darllen
coffee, coffi, paned
networking, network, rhwydweithio, rhwydwaith
community, communities, cymuned, cymunedau
customer, customers, customer service, cwsmer, gwasanaeth cwsmeriaid
complaints, cwynion
risk, risks, risg
fire, tan
driving, drivers, gyrru
grief, bereavement, galar, profedigaeth
suicide, hunanladdiad
confidence, hyder
negotiation, negotiating, trafod
team, teams, tim, timau
remote, hybrid working, home working, gweithio hybrid, gweithio gartref
"""


def _read() -> dict[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    same: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
    for line in _LINES.strip().splitlines():
        terms = [tuple(re.findall(r"\w+", fold(term))) for term in line.split(",")]
        for term in terms:
            same.setdefault(term, {}).update((other, None) for other in terms if other != term)
    return {term: tuple(others) for term, others in same.items()}


SAME: dict[tuple[str, ...], tuple[tuple[str, ...], ...]] = _read()
"""A term, as folded words, to the others that mean the same."""

MOST_WORDS = max(map(len, SAME))
