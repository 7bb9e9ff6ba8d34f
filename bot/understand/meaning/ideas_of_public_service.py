"""How people speak of public service, law, money, safety and the planet: one line is one idea.

Written for this project out of general knowledge of learning at work; every line may be added to.
"""

LINES = """
safeguarding, safeguard, abuse, neglect, neglected, people at risk, vulnerable, vulnerable adults,
  child protection, worried about a child, concerned about a child, children at risk, report concern,
  elder abuse, someone being hurt, harm, exploitation, exploited, diogelu, cam drin, esgeulustod,
  bregus, oedolion mewn perygl, amddiffyn plant, rhoi gwybod am bryder, niwed, child in danger,
  child at risk, neglected child, elderly being mistreated, mistreated, mistreatment,
  plentyn mewn perygl, old person mistreated, elderly mistreated, mistreating, someone is being abused,
  worried about an adult, child being hurt, oedolyn mewn perygl, henoed yn cael eu cam drin
domestic abuse, domestic violence, violence, violent, violent partner, abusive partner,
  abusive relationship, abusive home, violence at home, coercive control, controlling, controlling partner,
  battered, vawdasv, cam drin domestig, trais, trais domestig, trais yn y cartref, perthynas dreisgar,
  rheolaeth drwy orfodaeth, hits her, hit by partner, beaten, afraid of partner, abuser, abusers, refuge,
  stalking, honour based, ofn ei phartner, stelcio
trauma, traumatic, trauma informed, traumatised, past harm, aces, adverse childhood, attachment, trawma,
  trawmatig
county lines, gangs, gang, gang culture, knife crime, grooming, young offenders, drug dealers,
  llinellau cyffuriau, gangiau, young people drawn into crime, crime, youth crime, trosedd, troseddau
slavery, modern slavery, trafficking, caethwasiaeth, masnachu pobl
social care, social work, social worker, social workers, care workers, care home, residential care,
  gofal cymdeithasol, gwaith cymdeithasol, gweithiwr cymdeithasol, gweithwyr cymdeithasol,
  cartref gofal, social work practice, social work practitioners, child social work,
  ymarferwyr gwaith cymdeithasol
health service, nhs, hospital, patients, nurses, public health, gwasanaeth iechyd, gig, ysbyty, cleifion,
  iechyd cyhoeddus
schools, school, teachers, teaching, pupils, education, ysgol, ysgolion, athrawon, disgyblion, addysg
housing, homeless, homelessness, rent, renting, tenant, tenants, landlord, landlords, first time buyers,
  house prices, affordable homes, somewhere to live, rough sleepers, tai, cartrefi, digartref, digartrefedd,
  rhent, tenantiaid, prynwyr tro cyntaf, nowhere to live, evicted, eviction, mortgage, council house,
  council houses, tŷ cyngor, troi allan, morgais
planning permission, planning applications, town planning, cynllunio gwlad a thref, caniatâd cynllunio,
  ceisiadau cynllunio
transport, trains, train, rail, railway, bus, buses, public transport, roads, potholes, trafnidiaeth,
  trenau, trên, rheilffordd, rheilffyrdd, bws, bysiau, ffyrdd
rural, countryside, farming, farms, farmers, villages, gwledig, cefn gwlad, ffermio, ffermwyr, amaeth,
  pentrefi
economy, economic, jobs, business support, tourism, economi, economaidd, busnes, twristiaeth
policy, policies, policy making, make policy, policymaking, seminar on policy, polisi, polisïau,
  llunio polisi
government, civil service, civil servants, ministers, minister, politics, political, politicians,
  llywodraeth, gwasanaeth sifil, gweinidogion, gweinidog, gwleidyddiaeth, gwleidyddol, gwleidyddion,
  how government works, working with ministers, brief a minister, briefing ministers, submission,
  briffio gweinidog
senedd, parliament, election, elections, vote, voting, assembly, constituencies, members of the senedd,
  cardiff bay, etholiad, etholiadau, pleidleisio, bae caerdydd, etholaethau, how laws are made,
  making laws, new parliament, members of parliament, politics in wales, gwleidyddiaeth cymru,
  cyfreithiau, new members of the senedd, how the senedd works, sut mae'r senedd yn gweithio,
  who runs wales
law, laws, legal, legislation, legislative, act, bill, bills become law, courts, solicitor, lawyers,
  cyfraith, cyfreithiol, deddf, deddfau, deddfwriaeth, deddfu, llys
councillors, councillor, council works, how council works, democracy, democratic, scrutiny, local democracy,
  cynghorwyr, cynghorydd, democratiaeth, craffu
future generations, well being of future generations, well being goals, ways of working, wfg,
  cenedlaethau'r dyfodol, nodau llesiant, ffyrdd o weithio, dulliau o weithio, long term thinking,
  wellbeing act, well being act, next generations, meddwl hirdymor
engagement, consultation, consult, consult public, involve residents, co production, coproduction,
  public involvement, hear from residents, ymgynghori, ymgysylltu, cyd gynhyrchu, cynnwys trigolion
procurement, procure, buying, buy, buys, purchase, purchasing, tender, tenders, tendering, supplier,
  suppliers, bids, bidding, social value, caffael, prynu, pryniant, tendro, tendrau, cyflenwr,
  cyflenwyr, gwerth cymdeithasol, buying things, buying for the council, get quotes, quotes,
  purchase order, value from suppliers, dyfynbrisiau, buy stuff, buys stuff, buy things for work,
  spend public money, spending public money, how we buy, prynu pethau
commissioning, commission, commission services, commissioner, commissioning cycle, comisiynu, comisiynydd
contracts, contract, contract management, managing contracts, contractors, contractau, contractwyr
budget, budgets, budgeting, finance, finances, financial, accounts, accounting, forecast, forecasting,
  spending, overspend, overspent, money matters, financial year, invoice, invoices, cyllideb, cyllidebau,
  cyllid, ariannol, cyfrifon, gwariant, gorwario, gwario, anfonebau, money for next year,
  new financial year, balance the books, cost control, save the council money, end of year accounts,
  diwedd y flwyddyn
funding, grant, grants, apply for funding, bid for money, cyllid grant, grantiau, arian grant
business case, business cases, green book, appraisal of options, costs and benefits, cost benefit, treasury,
  value for money, worth the money, achos busnes, achosion busnes, llyfr gwyrdd, gwerth am arian, trysorlys,
  justify spending, make the case, case for funding, options appraisal, cyfiawnhau
audit, auditor, fraud prevention, compliance, archwilio, archwiliad, archwilydd
governance, accountability, board, committees, whistleblowing, whistleblower, llywodraethu, atebolrwydd,
  bwrdd, chwythu'r
chwiban
ethics, integrity, code of conduct, moeseg, moesegol, uniondeb
health and safety, workplace safety, hazards, hazard, accident, accidents, safe at work, risk assessment,
  working safely, near miss, iechyd a diogelwch, peryglon, damwain, damweiniau, asesiad risg, accident book,
  risk at work, safe working, trips and falls, slips, gweithio yn ddiogel
first aid, first aider, cpr, resuscitation, defibrillator, choking, bleeding, someone collapses,
  collapses, save a life, unconscious, recovery position, bandage, bandages, injury, injuries,
  emergency, cymorth cyntaf, adfywio, diffibriliwr, tagu, gwaedu, anaf, anafiadau, argyfwng,
  achub bywyd, heart attack, someone faints, faints, fainting, allergic reaction, burns, seizure,
  trawiad, llewygu, someone stops breathing, choke, chokes, bleed, what to do if someone collapses,
  life saving, beth i wneud os bydd rhywun yn llewygu
manual handling, lifting, heavy lifting, lift heavy, codi a chario, codi pwysau
fire safety, fire, fire warden, evacuate, evacuation, extinguisher, tân, diogelwch tân, warden tân
food hygiene, food safety, serve food, serving food, prepare food, handling food, catering, hylendid bwyd,
  diogelwch bwyd, arlwyo, paratoi bwyd
display screen, workstation, desk set up, set up desk, ergonomic, ergonomics, offer sgrin arddangos,
  gweithfan
driving, drive, driver, drivers, minibus, speeding, gyrru, gyrrwr, gyrwyr, bws mini
lone working, personal safety, aggressive people, violence from public, gweithio ar eich pen eich hun,
  diogelwch personol, working alone, work alone, home visits alone, visits on my own, gweithio yn unig
welsh, learn welsh, speak welsh, welsh speaker, welsh lessons, improve my welsh, practise welsh,
  welsh learners, cymraeg, dysgu cymraeg, siarad cymraeg, ymarfer cymraeg, gwella fy nghymraeg,
  dysgwyr, dysgwr, welsh speaking, brush up my welsh, rusty welsh, welsh conversation,
  confidence in welsh, welsh beginners, learn some welsh, sgwrsio yn gymraeg, hyder yn y gymraeg,
  better welsh, improve welsh, more welsh, gwella cymraeg, siarad mwy o gymraeg, chat in welsh,
  speak more welsh, practise speaking welsh, bach o gymraeg
welsh language standards, language standards, welsh language duty, answer phone in welsh, bilingual letters,
  safonau'r
gymraeg, safonau, dyletswydd y gymraeg, dwyieithog, cynnig rhagweithiol
translation, translate, translator, translating, cyfieithu, cyfieithydd
wales, welsh culture, welsh history, eisteddfod, st david, diwylliant, diwylliant cymru, hanes cymru,
  dewi sant
coffee, cuppa, chat, informal chat, cup of tea, paned, coffi, sgwrs dros baned, clonc
sustainability, sustainable, green, greener, go green, eco, eco friendly, environment, environmental,
  environmentally friendly, planet, save the planet, cynaliadwyedd, cynaliadwy, gwyrdd, gwyrddach,
  yr amgylchedd, amgylcheddol, y blaned
climate, climate change, global warming, carbon, carbon footprint, emissions, greenhouse, net zero,
  decarbonise, decarbonisation, just transition, hinsawdd, newid hinsawdd, newid yn yr hinsawdd,
  ôl troed carbon, allyriadau, sero net, datgarboneiddio, pontio teg, global heating, greenhouse gases,
  carbon emissions, cut emissions, footprint, cynhesu byd-eang, carbon literacy, reduce our carbon,
  cut our carbon, low carbon, carbon isel, llythrennedd carbon, cop, extreme weather
home energy, energy bills, energy bill, energy, smart meter, appliances, electricity, gas bill,
  heating, heating bill, heating bills, heat pump, heat pumps, insulation, insulate, boiler, solar,
  solar panels, warm house, cold house, smaller bills, heat the house, warmer home, ynni, biliau ynni,
  trydan, nwy, gwresogi, gwres, pwmp gwres, pympiau gwres, inswleiddio, boeler, paneli solar,
  cynhesu'r tŷ, mesurydd clyfar, tŷ oer, tŷ cynnes, cheaper bills, keep warm, keeping warm, draughts,
  save energy, saving energy, energy prices, electric bill, gas prices, arbed ynni, cadw yn gynnes,
  drafftiau, gas and electric, heating costs, cost of heating, save on heating, cut my bills,
  lower my bills, smaller energy bills, torri biliau, costau gwresogi, tŷ cynhesach
nature, wildlife, birds, bird, birdwatching, bird watching, biodiversity, trees, woodland, peat, peatland,
  bogs, natur, bywyd gwyllt, adar, bioamrywiaeth, coed, coetir, mawn, mawndir, corsydd
beach, coast, sea, litter, litter picking, beach clean, pick up rubbish, clean up, traeth, arfordir, môr,
  sbwriel, casglu sbwriel
waste, recycling, recycle, rubbish, food waste, leftovers, throw away, throw less away, bin less,
  single use plastic, plastic, zero waste, gwastraff, ailgylchu, gwastraff bwyd, taflu llai, plastig,
  bwyd dros ben, food that goes off, out of date food, bin day, landfill, taflu bwyd
repair, repairing, repair cafe, mend, mending, fix, fixing, broken, something broken, make do and mend,
  trwsio, atgyweirio, wedi torri, torri
clothes, fashion, fast fashion, second hand, swap clothes, sewing, sew, dillad, ffasiwn, ail law, gwnïo
cycling, cycle, bike, bikes, bicycle, cycle scheme, cycle to work, active travel, e bike, beicio, beic,
  beiciau, teithio llesol, cycling to the office, cycle in, bike to work, walk to work,
  walking to work, cerdded i'r gwaith, beicio i'r gwaith
electric car, electric cars, electric vehicle, electric vehicles, ev, evs, charge point,
  charging a car, car charging, car trydan, ceir trydan, cerbyd trydan, cerbydau trydan, gwefru,
  going electric, electric motoring, is an ev worth it, trydanol
commute, commuting, travel to work, get to work, getting to work, lift share, car share, cymudo,
  teithio i'r gwaith, rhannu car, driving to work, drive to work, stop driving, give up the car,
  leave the car at home, without a car, gadael y car gartref
prevent, prevent duty, radicalisation, radicalised, extremism, terrorism, terrorist, terror,
  eithafiaeth, terfysgaeth, radicaleiddio
sun safety, sunburn, sun cream, hot weather, heatwave, skin cancer, diogelwch yn yr haul, tywydd poeth
working at height, ladder, ladders, scaffolding, gweithio ar uchder, ysgolion dringo
coshh, chemicals, hazardous substances, asbestos, legionella, needles, sharps, cemegau,
  sylweddau peryglus, asbestos
fire marshal, fire marshals, fire drill, evac chair, warden tân, ymarfer tân
food allergies, allergens, allergy, allergies, alergedd, alergeddau
trading standards, licensing, environmental health, noise complaints, safonau masnach, trwyddedu,
  iechyd yr amgylchedd
highways, street works, gritting, road safety, traffic management, priffyrdd, diogelwch ffyrdd
council tax, business rates, housing benefit, revenues, treth gyngor, trethi busnes
flexible retirement, redundancy pay, voluntary redundancy, severance, tâl diswyddo
polling station, presiding officer, count the votes, gorsaf bleidleisio
"""
