"""How people speak of leading, managing, working together and getting on: one line is one idea.

Written for this project out of general knowledge of learning at work; every line may be added to.
"""

LINES = """
leadership, leader, leaders, lead, leading, lead people, arweinyddiaeth, arweinydd, arweinwyr, arwain
new manager, first time manager, new to managing, newly promoted, just become manager, become manager,
  first team, managing people for the first time, stepping up, line manager essentials, rheolwr newydd,
  newydd ddod yn rheolwr, rheoli am y tro cyntaf, camu ymlaen, first time managing, made a manager,
  now a manager, promoted to manager, managing former colleagues, rheolwr am y tro cyntaf,
  fy ngwneud yn rheolwr, managing for the first time, made team leader, new team leader,
  just started managing, promoted and now manage, rheolwr tro cyntaf, arweinydd tîm newydd,
  manage people now, taking over a team
managing people, people manager, manage people, manage staff, line manager, line management, supervisor,
  supervising, rheoli pobl, rheoli staff, rheolwr llinell, rheolwyr llinell, goruchwylio
top managers, senior leaders, senior managers, chief executive, permanent secretary, directors,
  the boss, big boss, leadership team, meet the boss, ask the boss, executive, uwch arweinwyr,
  prif weithredwr, ysgrifennydd parhaol, cyfarwyddwyr, pennaeth, tîm arwain, people at the top,
  at the top, top brass, high ups, higher ups, powers that be, those in charge, people in charge,
  senior leadership, senior management team, smt, uwch reolwyr, pobl ar y brig, y penaethiaid
delegation, delegate, delegating, hand over work, hand work over, let go, micromanage, micromanaging,
  micromanager, share out work, do everything myself, dirprwyo, trosglwyddo gwaith, rhannu gwaith,
  pass on work, giving work to others, cannot let go, doing everything myself
coaching, coach, better questions, powerful questions, hyfforddi, anogwr, cwestiynau gwell,
  coaching conversation, coach my team, ask rather than tell, asking not telling, asking instead of telling,
  gofyn yn lle dweud
mentoring, mentor, mentors, mentee, reverse mentoring, guidance from someone senior,
  someone more experienced, role model, mentora, mentoriaid, mentora o chwith,
  learn from someone senior, someone to guide me, wise head, rhywun i fy nhywys,
  someone senior to advise me, senior to advise, advise me on my career, someone to advise me,
  pick their brains, someone to learn from, rhywun i fy nghynghori
feedback, give feedback, raters, 360, criticise work, constructive criticism, criticise, criticism, adborth,
  rhoi adborth, beirniadaeth, take criticism, praise, canmol, canmoliaeth
difficult conversations, difficult conversation, hard conversation, tough conversation,
  awkward conversation, awkward talk, tricky conversation, tricky chat, bad news, hard truths,
  hard to say, say something difficult, avoid conversation, sgyrsiau anodd, sgwrs anodd,
  sgwrs lletchwith, newyddion drwg, telling someone bad news, tell someone off, telling someone off,
  confront, sensitive conversation, dweud y drefn, difficult people, awkward people, angry people,
  have a word with, have a word, stern word, pobl anodd, pobl lletchwith, gair tawel, cael gair,
  nightmare employee
poor performance, underperforming, underperformance, underperformer, not good enough,
  not pulling weight, performance management, performance problems, performance issues, capability,
  standards slip, below standard, not up to scratch, struggling colleague, struggling member,
  perfformiad gwael, tanberfformio, ddim yn ddigon da, rheoli perfformiad, nightmare employee,
  problem employee, slacking, slacker, lazy, not doing their job, work not up to standard,
  ddim yn gwneud ei waith, diog
appraisal, annual review, performance review, performance conversations, end of year review,
  year end review, objectives, setting goals, goals, arfarniad, adolygiad blynyddol, gwerthusiad, amcanion,
  gosod nodau, nodau, pdr, personal development review, yearly review, probation, cyfnod prawf
absence, off sick, sickness, sick leave, sickness absence, return to work, time off sick, absent, absences,
  sick note, attendance, absenoldeb, salwch, dychwelyd i'r gwaith, i ffwrdd yn sâl, yn sâl, long term sick,
  keeps phoning in sick, calling in sick, staff off ill, off ill, ffonio yn sâl
discipline, disciplinary, grievance, misconduct, investigation, dismissal, disgyblu, disgyblaeth, cwyno,
  ymchwiliad
conflict, dispute, disputes, disagreement, argument, arguments, arguing, falling out, fallen out,
  fall out, do not get on, not getting on, mediation, mediator, mediate, common ground, warring, clash,
  tension, gwrthdaro, anghydfod, anghytuno, ffraeo, ffrae, cyfryngu, cyfryngwr, tir cyffredin,
  personality clash, bickering, do not speak to each other, tempers, anger, angry, gwylltio,
  hate each other, at loggerheads, bad atmosphere, bad blood, not speaking, peacemaker, keep the peace,
  handle conflict, handling conflict, deal with conflict, cweryla, casáu ei gilydd, cadw'r heddwch
negotiation, negotiate, negotiating, bargaining, haggle, get a better deal, better deal, fair deal,
  good deal, both sides, negodi, bargeinio
influencing, influence, persuade, persuading, persuasion, win people over, get buy in from people, convince,
  dylanwadu, dylanwad, perswadio, darbwyllo
team, teamwork, team building, work better together, pull together, gel, bonding, tîm, timau, gwaith tîm,
  adeiladu tîm, cydweithio, get the team together, team spirit, team away day, new team, ysbryd tîm
trust, trusting, psychological safety, ymddiriedaeth, ymddiried, do not trust each other, trust one another,
  honest with each other, diffyg ymddiriedaeth
hybrid working, hybrid team, hybrid teams, remote working, work from home, working from home,
  remote team, home working, dispersed team, rarely see team, rarely see, team elsewhere,
  gweithio hybrid, gweithio gartref, gweithio o bell, o bell, team on screen, team from afar,
  people i never see, half my team at home, working alone at home, never see my team,
  manage people remotely, managing remotely, remote workers, staff at home, rheoli o bell
change, leading change, managing change, change management, reorganisation, restructure, restructuring,
  transformation, resistance to change, rheoli newid, arwain newid, newid, ad drefnu, ailstrwythuro,
  trawsnewid, gwrthwynebiad, cope with change, coping with change, merger, new structure, redundancy,
  redundancies, diswyddo, dileu swyddi, everyone on edge, shake up, jobs at risk, changes at work,
  all change, leading through change, bringing in change, ad-drefnu, newidiadau yn y gwaith
uncertainty, uncertain, unpredictable, up in the air, picture keeps changing, keeps changing, not knowing,
  ansicrwydd, ansicr
strategy, strategic, strategic direction, vision, priorities, long term plan, strategaeth, strategol,
  gweledigaeth, blaenoriaethau
decisions, decision making, decide, making decisions, judgement, penderfyniadau, penderfynu,
  gwneud penderfyniadau
time management, manage time, managing time, organise my day, organised, get organised, prioritise,
  prioritising, too little time, not enough hours, more done, get more done, productivity, productive,
  efficient, efficiency, busy, procrastination, procrastinating, out of control, rheoli amser,
  blaenoriaethu, trefnu fy niwrnod, prysur, cynhyrchiol, to do list, too many meetings, juggling,
  overcommitted, deadlines, deadline, get things done, rhestr o bethau i wneud, dyddiadau cau
inbox, email overload, too many emails, emails, e mails, mailbox, calmer inbox, e bost, e byst,
  negeseuon, mewnflwch, blwch derbyn, gormod o negeseuon, ebyst, ebost, gormod o ebyst,
  gormod o e byst, drowning in emails, flooded with emails, inbox zero, get through my emails,
  hundreds of emails, boddi mewn e byst
procrastination, procrastinate, procrastinating, put off, putting off, putting things off,
  getting started, make a start, keep delaying, delay, delaying, last minute, dread, never get round,
  get round to it, oedi, gohirio, gadael pethau, dechrau arni, munud olaf, never start,
  starting things, leave everything to the last minute, distracted, distraction, focus, concentrate,
  canolbwyntio, keep putting off, leave things, never get started, cannot get started,
  cannot get going, leaving things, gadael pethau tan
motivation, motivate, motivated, engaged, engagement, morale, inspire, ysgogi, ysgogiad, cymhelliant, morâl,
  ysbrydoli
confidence, confident, self confidence, imposter, impostor, imposter syndrome, shy, assertive,
  assertiveness, self esteem, speak up, believe in myself, hyder, hyderus, magu hyder, pendant, swil,
  codi llais, low confidence, doubt myself, self doubt, not good at my job, speak up in meetings,
  diffyg hyder
saying no, say no, boundaries, boundary, people pleaser, too nice, protect time, dweud na, ffiniau
work life balance, work follows you, switch off, switching off, flexible working, juggling work, cydbwysedd,
  hyblyg, gweithio hyblyg, diffodd
public speaking, speak in public, speaking in public, presenting, presentation, presentations, present,
  give a talk, give talks, giving talks, better talks, talk to a room, stand up in front,
  stand in front, speech, speeches, make a speech, slides, powerpoint, stage fright, audience,
  addressing audience, in front of people, in front of a crowd, talk to a crowd, hold the room,
  siarad cyhoeddus, siarad yn gyhoeddus, rhoi cyflwyniad, sgiliau cyflwyno, cyflwyno o flaen, annerch,
  araith, sleidiau, o flaen pobl, o flaen cynulleidfa, cynulleidfa, speaking at conferences,
  conference speech, speaking to large groups, keynote, nerves before a speech, siarad o flaen,
  casáu siarad o flaen, siarad o flaen pobl, siarad o flaen pobol, afraid of presenting,
  presenting scares me, talk in front of people, talk in front of, confident speaker, present better,
  rubbish at presentations
voice, vocal, make myself heard, make people listen, people listen, llais, cael clust
listening, listen, active listening, gwrando
storytelling, tell a story, stories with data, narrative, story, straeon, adrodd stori, naratif
facilitation, facilitate, facilitating, facilitator, run a workshop, running a workshop, run meetings,
  running meetings, run a meeting, chair, chairing, chair a meeting, chairing meetings,
  discussion on track, keep on track, meetings go on, go on for ever, endless meetings,
  group discussion, better meetings, dull meetings, boring meetings, meetings drag, meetings overrun,
  meetings too long, hwyluso, hwylusydd, cadeirio, rhedeg cyfarfod, cynnal cyfarfod, cyfarfodydd gwell,
  gwell cyfarfodydd, trafodaeth, away day, awayday, brainstorming session, group work, icebreakers,
  diwrnod i ffwrdd, run better meetings, chair a group, lead a discussion, lead a group discussion,
  arwain trafodaeth, cadeirio cyfarfod
minute taking, take minutes, taking minutes, minutes of a meeting, write minutes, taking notes,
  note taking, notes of meeting, secretary, cofnodion, cymryd cofnodion, cofnodi, nodiadau, note taker,
  write up meetings, writing up meetings, ysgrifennu cofnodion, sgwennu cofnodion,
  take notes in meetings, write the minutes, notes in meetings, gwneud nodiadau
writing, write, written, plain english, plain language, plain words, jargon, clear english,
  report writing, reports, write better, documents people read, letters, proofreading, grammar,
  spelling, ysgrifennu, iaith glir, cymraeg clir, saesneg clir, geiriau plaen, adroddiadau, gramadeg,
  sillafu, drafftio, write clearly, writing clearly, clear writing, write so people understand,
  bad grammar, formal letters, better emails, write better emails, brawddegau, ysgrifennu yn glir,
  nobody reads, nobody reads my reports, wordy, waffle, long winded, write simply, simple english,
  write an email, report, write a report, ysgrifennu adroddiad, ysgrifennu yn syml, hirwyntog, sgwennu
communication, communications, communicate, comms, message, getting message across, internal communications,
  cyfathrebu, cyfleu neges
press, journalists, media, interviewed, media training, social media, instagram, twitter, facebook, wasg,
  newyddiadurwyr, y cyfryngau, cyfryngau cymdeithasol
marketing, campaign, campaigns, target market, personas, segments, branding, reach customers, marchnata,
  ymgyrch, ymgyrchoedd, marchnad, brand
customer service, customers, customer, angry customers, rude customers, difficult callers, call handling,
  front desk, public facing, residents, gwasanaeth cwsmeriaid, cwsmer, cwsmeriaid, trigolion, galwadau,
  preswylwyr
complaints, complain, complaint, cwynion, cwyn
recruitment, recruit, recruiting, hiring, hire, take on staff, fill a vacancy, shortlist, shortlisting,
  interview panel, job advert, recriwtio, penodi, rhestr fer, hysbysebu swydd
job interview, interview, interviews, apply for a job, applying, application form, promotion,
  get promoted, promoted, next grade, next job, cv, career move, cyfweliad, cyfweliadau, gwneud cais,
  ceisiadau, dyrchafiad, swydd newydd, nervous about interview, get the job, competency questions,
  star technique, personal statement, ffurflen gais, better job, better paid job, get a job,
  get a better job, get a new job, promotion panel, move up, move up the ladder, higher grade,
  climb the ladder, swydd well, cael swydd, cael swydd newydd, swydd arall, ymgeisio, holi am swydd,
  interview nerves
career, careers, career development, move on, new role, plan my future, stuck in my job, what next,
  career path, progress, gyrfa, gyrfaoedd, datblygu gyrfa, symud ymlaen, camu ymlaen, where next,
  career advice, career change, change of career, cyngor gyrfa, newid gyrfa
shadowing, shadow, work shadowing, shadow someone, job shadowing, see what others do,
  what other teams do, day in the life, secondment, cysgodi, cysgodi gwaith, secondiad,
  see how others work, see what another team does, spend a day with, a day with another team,
  treulio diwrnod gyda
develop people, talent, grow talent, develop my team, bring on staff, succession, datblygu pobl, meithrin
apprenticeship, apprentice, apprenticeships, qualification, nvq, degree, certificate, accredited,
  prentisiaeth, prentis, cymhwyster, tystysgrif, gradd
learning, learn something new, self directed, teach yourself, teach myself, study, studying, skills,
  new skill, dysgu rhywbeth, hunangyfeiriedig, astudio, sgiliau, sgil newydd
induction, new starter, new starters, just started, newly started, newcomer, newcomers, new here,
  new to the organisation, only been here, not been here long, been here a month, joined recently,
  first day, first week, first month, first months, welcome, recent recruits, onboarding, know nobody,
  do not know anyone, cynefino, cyfnod sefydlu, sefydlu, newydd ddechrau, dechreuwr newydd, staff newydd,
  newydd ymuno, croeso, diwrnod cyntaf, mis cyntaf, nabod neb, adnabod neb, settling in, find my feet,
  how things work here, who is who, setlo i mewn
networking, meet people, meet others, meet colleagues, make friends, get to know people,
  get to know, socialise, rhwydweithio, cwrdd â phobl, cyfarfod pobl, gwneud ffrindiau, dod i nabod,
  know nobody here, new friends, lonely at work, gwneud ffrindiau newydd, know other people,
  meet new people, meet people from other teams, meet other staff, cwrdd â staff eraill,
  cwrdd â phobl newydd
project, projects, project management, project manager, manage a project, prince2, agile, scrum, gantt, msp,
  milestones, project board, prosiect, prosiectau, rheoli prosiect, rheoli prosiectau, bwrdd prosiect
risk, risks, risk management, risk register, risg, risgiau, rheoli risg
ideas, innovation, innovate, innovative, creative, creativity, brainstorm, think differently, new thinking,
  experiments, experiment, arloesi, arloesol, syniadau, creadigol, creadigrwydd, meddwl yn wahanol, arbrofi,
  come up with ideas, new ideas, think outside the box, syniadau newydd
prototype, prototyping, prototypes, test cheaply, try an idea, prototeip, prototeipio
service design, user research, user centred, user needs, journey map, journey maps, usability, ux,
  design thinking, dylunio gwasanaeth, ymchwil defnyddwyr, anghenion defnyddwyr, mapio taith, dylunio,
  customer journey, customer journeys, user journey, user journeys
problem solving, solve problems, root cause, root of an issue, fix things, fixing problems,
  datrys problemau, datrys, gwraidd
process improvement, improve a process, lean, six sigma, waste in process, streamline, red tape,
  continuous improvement, gwella proses, prosesau, gwelliant parhaus, cut out waste, cutting out waste,
  wasted effort, bureaucracy, biwrocratiaeth
hackathon, hack day, hack, diwrnod hacio
futures, foresight, horizon scanning, predict, predicting, prediction, predictions, trends, scenarios,
  see into the future, what lies ahead, what is coming, look ahead, long view, dyfodol, sganio'r gorwel,
  rhagweld, tueddiadau, senarios
behaviour change, nudge, nudges, habits, why people do things, change behaviour, change habits,
  newid ymddygiad, ymddygiad, arferion
recruitment panel, recruitment and selection, safer recruitment, selection panel, sit on a panel,
  on an interview panel, recriwtio a dethol, recriwtio mwy diogel
sap, oracle, itrent, agresso, business world, hr system, payroll system, finance system, system gyllid
emergency planning, emergency plan, major incident, civil contingencies, business continuity, flood,
  floods, flooding, cynllunio brys, llifogydd, parhad busnes
equality impact, equality impact assessment, eqia, integrated impact assessment, asesiad effaith,
  asesiad effaith cydraddoldeb
"""
