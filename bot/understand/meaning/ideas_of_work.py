"""How people speak of leading, managing, working together and getting on: one line is one idea.

Written for this project out of general knowledge of learning at work; every line may be added to.
"""

LINES = """
leadership, leader, leaders, lead, leading, lead people, arweinyddiaeth, arweinydd, arweinwyr, arwain
new manager, first time manager, new to managing, newly promoted, just become manager, become manager,
  first team, managing people for the first time, stepping up, line manager essentials, rheolwr newydd,
  newydd ddod yn rheolwr, rheoli am y tro cyntaf, camu ymlaen
managing people, people manager, manage people, manage staff, line manager, line management, supervisor,
  supervising, rheoli pobl, rheoli staff, rheolwr llinell, rheolwyr llinell, goruchwylio
top managers, senior leaders, senior managers, chief executive, permanent secretary, directors, the boss,
  big boss, leadership team, meet the boss, ask the boss, executive, uwch arweinwyr, prif weithredwr,
  ysgrifennydd parhaol, cyfarwyddwyr, pennaeth, tîm arwain
delegation, delegate, delegating, hand over work, hand work over, let go, micromanage, micromanaging,
  micromanager, share out work, do everything myself, dirprwyo, trosglwyddo gwaith, rhannu gwaith
coaching, coach, better questions, powerful questions, hyfforddi, anogwr, cwestiynau gwell
mentoring, mentor, mentors, mentee, reverse mentoring, guidance from someone senior,
  someone more experienced, role model, mentora, mentoriaid, mentora o chwith
feedback, give feedback, raters, 360, criticise work, constructive criticism, criticise, criticism, adborth,
  rhoi adborth, beirniadaeth
difficult conversations, difficult conversation, hard conversation, tough conversation,
  awkward conversation, awkward talk, tricky conversation, tricky chat, bad news, hard truths, hard to say,
  say something difficult, avoid conversation, sgyrsiau anodd, sgwrs anodd, sgwrs lletchwith, newyddion drwg
poor performance, underperforming, underperformance, underperformer, not good enough, not pulling weight,
  performance management, performance problems, performance issues, capability, standards slip,
  below standard, not up to scratch, struggling colleague, struggling member, perfformiad gwael,
  tanberfformio, ddim yn ddigon da, rheoli perfformiad, safonau
appraisal, annual review, performance review, performance conversations, end of year review,
  year end review, one to one, one to ones, objectives, setting goals, goals, arfarniad,
  adolygiad blynyddol, gwerthusiad, amcanion, un i un, gosod nodau, nodau
absence, off sick, sickness, sick leave, sickness absence, return to work, time off sick, absent, absences,
  sick note, attendance, absenoldeb, salwch, dychwelyd i'r gwaith, i ffwrdd yn sâl, yn sâl
discipline, disciplinary, grievance, misconduct, investigation, dismissal, disgyblu, disgyblaeth, cwyno,
  ymchwiliad
conflict, dispute, disputes, disagreement, argument, arguments, arguing, falling out, fallen out, fall out,
  do not get on, not getting on, mediation, mediator, mediate, common ground, warring, clash, tension,
  gwrthdaro, anghydfod, anghytuno, ffraeo, ffrae, cyfryngu, cyfryngwr, tir cyffredin
negotiation, negotiate, negotiating, bargaining, haggle, get a better deal, good deal, both sides, negodi,
  bargeinio
influencing, influence, persuade, persuading, persuasion, win people over, buy in, convince, dylanwadu,
  dylanwad, perswadio, darbwyllo
team, teamwork, team building, work better together, pull together, gel, bonding, tîm, timau, gwaith tîm,
  adeiladu tîm, cydweithio
trust, trusting, psychological safety, ymddiriedaeth, ymddiried
hybrid working, hybrid team, hybrid teams, remote working, work from home, working from home, remote team,
  home working, dispersed team, rarely see team, rarely see, team elsewhere, gweithio hybrid,
  gweithio gartref, gweithio o bell, o bell
change, leading change, managing change, change management, reorganisation, restructure, restructuring,
  transformation, resistance to change, rheoli newid, arwain newid, newid, ad drefnu, ailstrwythuro,
  trawsnewid, gwrthwynebiad
uncertainty, uncertain, unpredictable, up in the air, picture keeps changing, keeps changing, not knowing,
  ansicrwydd, ansicr
strategy, strategic, strategic direction, vision, priorities, long term plan, strategaeth, strategol,
  gweledigaeth, blaenoriaethau
decisions, decision making, decide, making decisions, judgement, penderfyniadau, penderfynu,
  gwneud penderfyniadau
time management, manage time, managing time, organise my day, organised, get organised, prioritise,
  prioritising, too little time, not enough hours, more done, get more done, productivity, productive,
  efficient, efficiency, busy, procrastination, procrastinating, out of control, rheoli amser,
  blaenoriaethu, trefnu fy niwrnod, prysur, cynhyrchiol
inbox, email overload, too many emails, emails, e mails, mailbox, calmer inbox, e bost, e byst, negeseuon,
  mewnflwch, blwch derbyn, gormod o negeseuon
procrastination, procrastinate, procrastinating, put off, putting off, putting things off, getting started,
  make a start, keep delaying, delay, delaying, last minute, dread, never get round, get round to it, oedi,
  gohirio, gadael pethau, dechrau arni, munud olaf
motivation, motivate, motivated, engaged, engagement, morale, inspire, ysgogi, ysgogiad, cymhelliant, morâl,
  ysbrydoli
confidence, confident, self confidence, imposter, impostor, imposter syndrome, shy, assertive,
  assertiveness, self esteem, speak up, believe in myself, hyder, hyderus, magu hyder, pendant, swil,
  codi llais
saying no, say no, boundaries, boundary, people pleaser, too nice, protect time, dweud na, ffiniau
work life balance, work follows you, switch off, switching off, flexible working, juggling work, cydbwysedd,
  hyblyg, gweithio hyblyg, diffodd
public speaking, speak in public, speaking in public, presenting, presentation, presentations, present,
  give a talk, give talks, giving talks, better talks, talk to a room, stand up in front, stand in front,
  speech, speeches, make a speech, slides, powerpoint, stage fright, audience, addressing audience,
  in front of people, in front of a crowd, talk to a crowd, hold the room, siarad cyhoeddus,
  siarad yn gyhoeddus, rhoi cyflwyniad, sgiliau cyflwyno, cyflwyno o flaen, annerch, araith, sleidiau,
  o flaen pobl, o flaen cynulleidfa, cynulleidfa
voice, vocal, be heard, make people listen, people listen, llais, cael clust
listening, listen, active listening, gwrando
storytelling, tell a story, stories with data, narrative, story, straeon, adrodd stori, naratif
facilitation, facilitate, facilitating, facilitator, run a workshop, running a workshop, run meetings,
  running meetings, run a meeting, chair, chairing, chair a meeting, chairing meetings, discussion on track,
  keep on track, meetings go on, go on for ever, endless meetings, group discussion, better meetings,
  dull meetings, boring meetings, meetings drag, meetings overrun, meetings too long, hwyluso, hwylusydd,
  cadeirio, rhedeg cyfarfod, cynnal cyfarfod, cyfarfodydd gwell, gwell cyfarfodydd, trafodaeth
minute taking, take minutes, taking minutes, minutes of a meeting, write minutes, taking notes, note taking,
  notes of meeting, secretary, cofnodion, cymryd cofnodion, cofnodi, nodiadau
writing, write, written, plain english, plain language, plain words, jargon, clear english, report writing,
  reports, write better, documents people read, letters, proofreading, grammar, spelling, ysgrifennu,
  iaith glir, cymraeg clir, saesneg clir, geiriau plaen, adroddiadau, gramadeg, sillafu, drafftio
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
job interview, interview, interviews, apply for a job, applying, application form, promotion, get promoted,
  promoted, next grade, next job, cv, career move, cyfweliad, cyfweliadau, gwneud cais, ceisiadau,
  dyrchafiad, swydd newydd
career, careers, career development, move on, new role, my future, stuck in my job, what next, career path,
  progress, gyrfa, gyrfaoedd, datblygu gyrfa, symud ymlaen, camu ymlaen
shadowing, shadow, work shadowing, shadow someone, job shadowing, see what others do, what other teams do,
  day in the life, secondment, cysgodi, cysgodi gwaith, secondiad
develop people, talent, grow talent, develop my team, bring on staff, succession, datblygu pobl, meithrin
apprenticeship, apprentice, apprenticeships, qualification, nvq, degree, certificate, accredited,
  prentisiaeth, prentis, cymhwyster, tystysgrif, gradd
learning, learn something new, self directed, teach yourself, teach myself, study, studying, skills,
  new skill, dysgu rhywbeth, hunangyfeiriedig, astudio, sgiliau, sgil newydd
induction, new starter, new starters, just started, newly started, newcomer, newcomers, new here,
  new to the organisation, only been here, not been here long, been here a month, joined recently,
  first day, first week, first month, first months, welcome, recent recruits, onboarding, know nobody,
  do not know anyone, cynefino, cyfnod sefydlu, sefydlu, newydd ddechrau, dechreuwr newydd, staff newydd,
  newydd ymuno, croeso, diwrnod cyntaf, mis cyntaf, nabod neb, adnabod neb
networking, meet people, meet others, meet colleagues, make friends, network, get to know people,
  get to know, socialise, rhwydweithio, cwrdd â phobl, cyfarfod pobl, gwneud ffrindiau, dod i nabod
project, projects, project management, project manager, manage a project, prince2, agile, scrum, gantt, msp,
  milestones, project board, prosiect, prosiectau, rheoli prosiect, rheoli prosiectau, bwrdd prosiect
risk, risks, risk management, risk register, risg, risgiau, rheoli risg
ideas, innovation, innovate, innovative, creative, creativity, brainstorm, think differently, new thinking,
  experiments, experiment, arloesi, arloesol, syniadau, creadigol, creadigrwydd, meddwl yn wahanol, arbrofi
prototype, prototyping, prototypes, test cheaply, try an idea, prototeip, prototeipio
service design, user research, user centred, user needs, journey map, journey maps, usability, ux,
  design thinking, dylunio gwasanaeth, ymchwil defnyddwyr, anghenion defnyddwyr, mapio taith, dylunio
problem solving, solve problems, root cause, root of an issue, fix things, fixing problems,
  datrys problemau, datrys, gwraidd
process improvement, improve a process, lean, six sigma, waste in process, streamline, red tape,
  continuous improvement, gwella proses, prosesau, gwelliant parhaus
hackathon, hack day, hack, diwrnod hacio
futures, foresight, horizon scanning, predict, predicting, prediction, predictions, trends, scenarios,
  see into the future, what lies ahead, what is coming, look ahead, long view, dyfodol, sganio'r gorwel,
  rhagweld, tueddiadau, senarios
behaviour change, nudge, nudges, habits, why people do things, change behaviour, change habits,
  newid ymddygiad, ymddygiad, arferion
"""
