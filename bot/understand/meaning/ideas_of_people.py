"""How people speak of body, mind, home and one another: one line is one idea, in English and Welsh.

Written for this project out of general knowledge of learning at work; every line may be added to.
"""

LINES = """
wellbeing, well being, wellness, feel good, feel better, look after myself, look after yourself, self care,
  happier, happiness, llesiant, lles, teimlo'n well, gofalu amdanaf, hapusrwydd
stress, stressed, stressful, pressure, overwhelmed, overload, overworked, overstretched, swamped,
  burnt out, burnout, burning out, exhausted, cannot cope, too much work, frazzled, tense,
  end of my tether, snowed under, straen, pwysau, dan bwysau, llethu, blinder, gorweithio, wedi ymlâdd,
  methu ymdopi, gormod o waith, stressed out, at breaking point, breaking point, cannot switch off,
  pressures, workload, heavy workload, baich gwaith, running on empty, too much on, drowning in work,
  too much on my plate, at my limit, losing it, stressing, rhedeg ar wag, gormod ar fy mhlât,
  wedi cael llond bol, burned out
resilience, resilient, bounce back, steady, knocked back, cope, coping, setbacks, tough times, rough days,
  hard week, toughen up, get through, keep going, gwydnwch, gwydn, ymdopi, dal ati, cyfnod anodd, cadarn
mindfulness, mindful, meditation, meditate, breathe, breathing, calm, calmer, relax, relaxation,
  settle mind, quiet mind, switch off mind, unwind, ymwybyddiaeth ofalgar, meddwlgarwch, myfyrio, anadlu,
  ymlacio, tawelu meddwl
anxiety, anxious, worry, worries, worried, panic, nervous, nerves, fear, gorbryder, pryder, pryderus,
  poeni, poeni gormod, nerfus, ofn, panic attack, panic attacks, fears, scared, pyliau o banig,
  on edge, anxious all the time, worry all the time, overthinking, gorfeddwl, panicking
mental health, depression, depressed, low mood, feeling down, feel low, sad, psychologist, psychology,
  therapy, counselling, iechyd meddwl, iselder, isel, digalon, hwyliau isel, trist, cwnsela,
  seicolegydd, not in a good place, struggling mentally, in a dark place, teimlo'n isel,
  problemau iechyd meddwl
loneliness, lonely, isolated, isolation, alone, unig, unigrwydd, ynysig
sleep, sleeping, tired, insomnia, rest, bedtime, cannot sleep, awake at night, lie awake, fatigue, nap,
  cwsg, cysgu, gorffwys, methu cysgu, effro, blinedig, wedi blino, anhunedd, sleepless, sleeping badly,
  night shifts, shift work, snoring, gwaith sifft, up all night, nodding off, dim cwsg,
  effro drwy'r nos, noson dda o gwsg, good night sleep, get to sleep
menopause, perimenopause, hot flush, hot flushes, hot flashes, change of life, hormones, menopos,
  y newid mawr, pyliau poeth, hormonau
periods, women's health, pregnancy, maternity, baby, new parents, mislif, iechyd menywod, beichiog,
  mamolaeth, babi
men's health, prostate, iechyd dynion
exercise, fitness, fit, get fit, keep fit, get moving, workout, gym, physical activity, sport,
  sitting all day, ymarfer corff, ffitrwydd, cadw'n heini, heini, symud mwy, chwaraeon, lose weight,
  losing weight, weight loss, overweight, active, sedentary, desk job, colli pwysau, get in shape,
  out of shape, couch potato, unfit, more active, be more active, get active, dod yn ffit, mwy heini
running, get fit, fit, fitter, run, runner, start running, take up running, go running, learn to run,
  sofa to park, couch potato, jog, jogging, couch to 5k, 5k, marathon, rhedeg, rhediad, loncian
walking, walk, walks, stroll, hike, hiking, rambling, steps, cerdded, taith gerdded, am dro, mynd am dro
yoga, pilates, stretch, stretches, stretching, back pain, stiff, bad back, sore neck, aching back, posture,
  ioga, ymestyn, cefn tost, poen cefn, gwddf
choir, sing, singing, song, songs, music, musical, concert, instrument, côr, canu, cân, caneuon,
  cerddoriaeth, cyngerdd, like singing, join a choir, sing with others, canu gydag eraill, ymuno â chôr
food, cooking, cook, recipe, recipes, meals, baking, bread, kitchen, vegan, vegetarian, plant based,
  eat, eating, healthy eating, diet, nutrition, bwyd, coginio, rysáit, ryseitiau, prydau bwyd, pobi,
  bara, cegin, figan, llysieuol, bwyta, bwyta'n iach, healthy food, healthier eating, packed lunch,
  lunch ideas, dinner, slow cooker, bwyd iach, cinio, toes, torth, dough, loaf, loaves, meat free,
  without meat, no meat, meatless, stop eating meat, less meat, heb gig, fegan, feganaidd,
  cook from scratch, quick meals, cheap meals, prydau cyflym
grow food, vegetables, veg, herbs, allotment, tomatoes, salad, seeds, windowsill, llysiau, perlysiau,
  tyfu bwyd, tyfu llysiau, rhandir, hadau
gardening, garden, gardens, plants, flowers, pollinators, bees, lawn, garddio, gardd, blodau, planhigion,
  peillwyr, gwenyn, green fingers, potting, compost, compostio
grief, bereavement, bereaved, loss, death, died, dying, lost someone, passed away, funeral, mourning,
  galar, galaru, profedigaeth, colled, colli rhywun, marw, marwolaeth, angladd, widow, widowed,
  miscarriage, losing a loved one, loved one, colli anwylyd, colli babi, {family} died,
  {family} has died, lost {family}, losing {family}, death of {family}, newydd golli, wedi colli,
  colli {family}, bu farw {family}, {family} wedi marw
suicide, suicidal, self harm, hunanladdiad, hunan niwed, hunan-niwed
addiction, alcohol, drinking, drugs, drug, gambling, quit smoking, smoking, vaping, substance misuse,
  dibyniaeth, yfed, cyffuriau, gamblo, ysmygu
cancer, illness, heart, diabetes, blood pressure, canser, salwch, calon
dementia, alzheimer, alzheimers, losing memory, memory problems, bad memory, memory loss, forgetful, cof,
  colli cof, mum is forgetful, dad is forgetful
carers, carer, caring role, look after mum, look after dad, look after parent, ageing parents,
  elderly parents, elderly parent, elderly mother, relative, gofalwyr, gofalwr, gofalu am rywun,
  edrych ar ôl mam, edrych ar ôl rhieni, caring for parents, caring for a parent, caring for mum,
  sandwich generation, unpaid carer, gofalwr di-dâl, looking after {family}, look after {family},
  caring for {family}, care for {family}, {family} is ill, {family} is poorly, gofalu am {family},
  edrych ar ôl {family}, {family} yn sâl, juggling care, caring at home, caring responsibilities,
  cyfrifoldebau gofalu, gofalu gartref, young carers, respite
parents, parenting, parent, family, families, my kids, my child, teenager, school age, rhieni, rhiant,
  magu plant, teulu, teuluoedd, fy mhlant, back from maternity, returning from maternity,
  shared parental leave, childcare, gofal plant
children, child, kids, kid, young people, youth, teenagers, youngsters, plant, plentyn, pobl ifanc,
  ieuenctid
older people, elderly, old age, ageing, pensioners, pobl hŷn, henoed, heneiddio
money worries, debt, cost of living, make ends meet, bills, household bills, direct debit, save money,
  saving money, personal finance, pryderon ariannol, dyled, costau byw, biliau, arbed arian, cynilo,
  struggling with money, cannot pay bills, budgeting at home, household budget, in debt, benefits,
  universal credit, budd-daliadau, talu biliau, skint, cannot afford, payday loan, heat or eat,
  brin o arian, methu fforddio
pension, pensions, retirement, retire, retiring, lump sum, stop working, give up work, pensiwn,
  pensiynau, ymddeol, ymddeoliad, rhoi'r gorau i weithio, when can i retire, superannuation,
  state pension, finish work, gorffen gweithio, leaving work for good, finish working,
  how long until i retire, early retirement, ymddeol yn gynnar, retirement planning
pay, salary, wages, payslip, salary sacrifice, expenses, cyflog, cyflogau, treuliau
equality, diversity, inclusion, inclusive, edi, equal, fairness, discrimination, belonging, prejudice,
  protected
characteristics, cydraddoldeb, amrywiaeth, cynhwysiant, cynhwysol, tegwch, gwahaniaethu, perthyn, rhagfarn
race, racism, racist, anti racism, antiracism, ethnicity, ethnic minority, black history, black colleagues,
  hil, hiliaeth, gwrth hiliaeth, gwrth hiliol, lleiafrifoedd ethnig, hanes pobl dduon
lgbtq, lgbt, gay, lesbian, bisexual, trans, transgender, queer, pride, pronouns, pronoun, coming out, ally,
  allies, allyship, sexuality, sexual orientation, gender identity, non binary, lhdt, lhdtc, hoyw,
  lesbiaidd, deurywiol, traws, trawsryweddol, rhagenwau, cynghreiriad, balchder, same sex, gay colleagues,
  trans colleagues, rainbow, enfys, cydweithwyr hoyw
women, woman, female, gender equality, international women's day, glass ceiling, sexism, menywod, merched,
  benywaidd
disability, disabled, disabilities, wheelchair, impairment, reasonable adjustments, adjustments,
  access to work, anabledd, anabl, cadair olwyn, addasiadau, addasiadau rhesymol, disabled colleague,
  disabled staff, long term condition, chronic illness, hidden disability, cyflwr hirdymor,
  support for disabled, disabled worker, support at work for my condition, cymorth i staff anabl
neurodiversity, neurodiverse, neurodivergent, adhd, autism, autistic, dyslexia, dyslexic, dyspraxia,
  asperger, niwroamrywiaeth, niwroamrywiol, awtistiaeth, awtistig, dyslecsia, dyslecsig,
  brain works differently, tourette, dyscalculia, reading difficulties, struggle to read,
  meddwl yn wahanol, attention deficit, neurodivergence, on the spectrum, autistic colleague,
  autistic colleagues, gwahaniaeth niwro
deaf, hearing loss, hard of hearing, lip reading, hearing aids, captions, byddar, byddardod, trwm ei glyw,
  colli clyw, darllen gwefusau, talking to deaf people, hearing impaired, nam ar y clyw
sign language, bsl, learn to sign, fingerspelling, iaith arwyddion, arwyddo
blind, sight loss, visually impaired, partially sighted, dall, colli golwg
accessibility, accessible, screen reader, alt text, accessible documents, hygyrchedd, hygyrch,
  darllenydd sgrin
faith, religion, ramadan, muslim, christian, jewish, chaplain, ffydd, crefydd, crefyddol
bias, unconscious bias, stereotypes, rhagfarn, tuedd ddiarwybod, stereoteipiau
bullying, bully, harassment, harassed, sexual harassment, banter, microaggressions, bystander,
  step in when something is said, bwlio, aflonyddu, ymyrryd, bullied, being picked on, picked on,
  nasty colleague, toxic, victimised, cael fy mwlio, boss is a bully, aggressive colleague,
  called names, galw enwau
poverty, deprived, food bank, tlodi, banc bwyd
volunteering, volunteer, volunteers, give something back, give back, giving time, help out locally, do good,
  charity, charities, good cause, fundraising, gwirfoddoli, gwirfoddolwyr, gwirfoddolwr, elusen, elusennau,
  rhoi yn ôl, rhoi amser, help the community, help my community, good deeds, make a difference,
  paid volunteering, helpu yn y gymuned, gwneud gwahaniaeth
community, communities, neighbourhood, neighbours, local people, locally, estate, estates, cymuned,
  cymunedau, cymdogaeth, cymdogion, yn lleol
history, local history, family tree, ancestors, ancestry, genealogy, family history, census, heritage,
  archives, hanes, coeden deulu, hanes teulu, hynafiaid, cyfrifiad, treftadaeth, archifau
books, book, reading, read, novel, novels, library, libraries, e books, audiobooks, borrow books, book club,
  author, llyfrau, llyfr, darllen, nofel, nofelau, llyfrgell, llyfrgelloedd, benthyca, clwb darllen, awdur
film, cinema, documentary, screening, movie, ffilm, ffilmiau, sinema
art, arts, craft, crafts, crafting, painting, drawing, knitting, photography, creative hobby, celf,
  celfyddydau, crefft, crefftau, paentio, gwau, ffotograffiaeth
quiz, trivia, games, game, fun, juggling, magic, hwyl, cwis, gêm, gemau
stars, astronomy, night sky, planets, seryddiaeth, sêr, awyr y nos
armed forces, veterans, reservists, military, army, lluoedd arfog, cyn filwyr
trustee, trustees, school governor, school governors, governor training, ymddiriedolwr,
  llywodraethwr ysgol, llywodraethwyr ysgol
mental capacity, mental capacity act, dols, deprivation of liberty, best interests,
  liberty protection safeguards, galluedd meddyliol
fostering, foster, foster carer, adoption, adopting, looked after children, children in care,
  care leavers, maethu, mabwysiadu, plant mewn gofal
additional learning needs, aln, special educational needs, send, sen, anghenion dysgu ychwanegol
early years, nursery, flying start, babies and toddlers, play work, blynyddoedd cynnar, meithrinfa,
  dechrau'n deg, gwaith chwarae
makaton, braille, interpreting, interpreter, cyfieithu ar y pryd, dehongli
"""
