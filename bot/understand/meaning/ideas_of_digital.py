"""How people speak of computers, data and records: one line is one idea, in English and Welsh.

Written for this project out of general knowledge of learning at work; every line may be added to.
"""

LINES = """
digital skills, computer skills, ict, computers, computer, good with computers, bad with computers,
  technology, tech, technophobe, sgiliau digidol, cyfrifiadur, cyfrifiaduron, technoleg
excel, spreadsheet, spreadsheets, formula, formulas, vlookup, xlookup, pivot, pivot table, pivot tables,
  workbook, adding up columns, sorting data, taenlen, taenlenni, fformiwla, fformiwlâu, tabl colyn,
  tablau colyn, sums in excel, xls, filters, sorting lists, conditional formatting, macros in excel
word, document, documents, word documents, templates, track changes, dogfen, dogfennau
sharepoint, onedrive, share files, shared files, file, files, where my files are, lost files,
  find files, saving files, folders, document storage, ffeil, ffeiliau, rhannu ffeiliau, ffolderi,
  cannot find my files, find my documents, losing documents, shared drive, version control, gyriant,
  losing files, lose files, keep losing, cannot find documents, colli ffeiliau, colli dogfennau,
  methu dod o hyd i ffeiliau, where to save, save documents
video calls, ms teams, microsoft teams, teams calls, video meetings, online meetings, zoom,
  cyfarfodydd ar lein, galwadau fideo
outlook, calendar, email rules, inbox rules, calendr, rheolau outlook
windows, windows 11, new laptop, laptop, operating system, upgrade, new computer, start menu, gliniadur,
  uwchraddio, system weithredu
microsoft 365, office 365, m365, o365, microsoft office, moving to microsoft, microsoft
artificial intelligence, ai, chatgpt, gpt, copilot, chatbot, chatbots, chat bot, generative, llm,
  language model, large language model, machine learning, prompt, prompts, prompting, robots, claude,
  gemini, deallusrwydd artiffisial, dysgu peirianyddol, sgwrsfot, anogwyr, ai tools, ai assistant,
  write emails with ai, copilot chat, openai, large language models, offer ai, ai for beginners,
  using ai, use ai at work, ai at work, ask ai, talk to ai, defnyddio ai, ai prompts
automation, automate, automating, power automate, repetitive tasks, macros, copying and pasting, workflow,
  awtomeiddio
programming, code, coding, programmer, software, software developer, web developer, learn to code,
  scratch, app development, rhaglennu, codio, côd, meddalwedd, learn to program, kids coding,
  children coding, teach kids to code, dysgu codio, plant yn codio
python, scripting, pandas
r, ggplot, rstudio, tidyverse
sql, database, databases, queries, cronfa ddata, cronfeydd data
data analysis, data analyst, data, analysis, analyse, analyst, analysts, numbers, figures, statistics,
  stats, statistical, data literacy, dadansoddi, dadansoddi data, dadansoddwr, ystadegau, ffigurau, rhifau,
  make sense of data, understanding data, number crunching, understand statistics, deall data,
  deall ystadegau
dashboard, dashboards, power bi, powerbi, tableau, charts, chart, graphs, graph, visualisation,
  data visualisation, visualise, plots, infographics, dangosfwrdd, dangosfyrddau, siartiau, siart,
  graffiau, graff, delweddu, pretty charts, making charts, present data, show data, cyflwyno data,
  better charts, better graphs, make charts, make graphs, making graphs, nicer charts, gwell siartiau,
  gwneud siartiau
evidence, research, evaluation, evaluate, surveys, survey, questionnaires, interviews with users,
  tystiolaeth, ymchwil, gwerthuso, arolwg, arolygon, holiadur
maths, mathematics, numeracy, arithmetic, percentages, fractions, sums, homework, mathemateg, rhifedd,
  canrannau, gwaith cartref, symiau, never good at maths, bad at maths, scared of maths,
  rubbish at maths, times tables, tablau lluosi, casáu mathemateg, number work, adding up, averages
mapping, maps, gis, mapio, mapiau
cyber security, cyber, cybersecurity, phishing, phish, scam, scams, scammers, scammer, fraud,
  fraudsters, hack, hacked, hackers, hacker, hacking, password, passwords, suspicious email,
  dodgy email, dodgy emails, suspicious messages, amheus, neges amheus, e byst amheus, dodgy link,
  fake message, fake email, spam, virus, malware, ransomware, online safety, stay safe online,
  con artists, conned, seiberddiogelwch, seiber, gwe rwydo, sgam, sgamiau, twyll, twyllwyr, twyllodrus,
  cyfrinair, cyfrineiriau, hacwyr, diogelwch ar lein, hacked account, online fraud, identity theft,
  strange email, strange emails, two factor, mfa, protect my account, diogelu cyfrif, dwyn hunaniaeth,
  keep safe online, stay safe on the internet, safe online, dodgy text, dodgy texts, fake texts,
  text scams, poeni am sgams, protect my data, safe passwords, secure passwords, hacwyr yn
data protection, gdpr, personal data, personal information, privacy, confidential, confidentiality,
  subject access, data breach, breach, sharing information, information governance, ico, diogelu data,
  data personol, gwybodaeth bersonol, preifatrwydd, cyfrinachol, cyfrinachedd, tor diogelwch,
  sharing personal details, lost a laptop with data, sent email to wrong person, wrong email, colli data
freedom of information, foi, information request, information requests, requests from public,
  public asked for information, public asking for information, rhyddid gwybodaeth, cais am wybodaeth,
  ceisiadau gwybodaeth, public has asked for information, press request, request for information,
  asked for documents
records, records management, record keeping, keep or bin, archiving, filing, filing system, retention,
  how long to keep, delete old files, tidy files, old paperwork, paperwork, declutter, rheoli cofnodion,
  cadw cofnodion, ffeilio, gwaith papur, too much paper, clear out files, what to keep, hoarding,
  how long we keep, beth i gadw
virtual reality, vr, headset, headsets, immersive, augmented reality, metaverse, realiti rhithwir, penset,
  penwisg, goggles
websites, website, web pages, web content, content design, gwefan, gwefannau, cynnwys gwe
video, videos, podcast, podcasts, filming, record a video, fideo, fideos, podlediad, podlediadau
typing, touch typing, keyboard, shortcuts, teipio, bysellfwrdd
photoshop, canva, indesign, adobe, graphic design, design a poster, posters, leaflets, dylunio graffeg,
  posteri
powerapps, power apps, sharepoint lists, low code, apps for work
social media, facebook, instagram, twitter, linkedin, tiktok, cyfryngau cymdeithasol
"""
