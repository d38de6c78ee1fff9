### The player's own words in Welsh. How they are named, the head of en-GB.ftl says.
###
### Draft of 22 November 2026, not yet read by a native speaker. Whoever reads it through takes this line away, and
### `draft` in packager/src/strings.rs with it.
### The learner is addressed as "chi" throughout, and nobody is "ef" or "hi". What an author wrote stands after a colon
### or where nothing mutates it; numbers take the mutated noun of their plural form (2 gynnig, 3 chynnig).

## Around every page

skip = Neidio i’r dudalen
aids = Cymorth a gosodiadau
contents = Cynnwys
get_support = Cael cymorth
accessibility = Datganiad hygyrchedd
colours = Lliwiau: awtomatig
progress = Camau wedi’u cwblhau
new_window = Yn agor mewn ffenestr newydd
languages = Ieithoedd
read_here = Gallwch ddarllen y cyfan yma.
no_script = Mae sgriptiau wedi’u diffodd yma. Gallwch ddarllen popeth, ond ni chaiff atebion eu gwirio na’u cadw.
reading = Tudalen i’w darllen heb sgriptiau yw hon: ni chaiff atebion eu gwirio na’u cadw yma.
reading_whole = Agor y cwrs ei hun
pages_nav = Tudalennau, { $title }
start = Dechrau
continue = Parhau
back = Yn ôl
part_of = Rhan { $n } o { $all }
part = Rhan { $n }
    .title = { $course }: { $part }
    .baseline = Cyn y cwrs
    .post = Ar ôl y cwrs
    .follow_up = Beth amser ar ôl y cwrs
    .about = Mae ychydig o gwestiynau yn dangos beth mae’r cwrs yn ei newid, i bawb sy’n ei ddilyn gyda’i gilydd. Nid ydynt yn eich barnu chi.

## The cover

practise = Beth y byddwch yn ei ymarfer
time = Amser
time_about = { $n ->
    [zero] Llai nag 1 munud. Gallwch stopio pan fynnwch: cedwir eich lle.
    [one] Tua 1 munud. Gallwch stopio pan fynnwch: cedwir eich lle.
    [two] Tua 2 funud. Gallwch stopio pan fynnwch: cedwir eich lle.
    [few] Tua 3 munud. Gallwch stopio pan fynnwch: cedwir eich lle.
    [many] Tua 6 munud. Gallwch stopio pan fynnwch: cedwir eich lle.
   *[other] Tua { $n } munud. Gallwch stopio pan fynnwch: cedwir eich lle.
}
who_sees = Pwy sy’n gweld beth

## What others are told: clauses of one sentence

told = Dywedir wrth eich system ddysgu { $list }. Mae hefyd yn cadw eich lle.
    .finished = a ydych wedi gorffen
    .progress = faint ohono rydych wedi’i wneud
    .time = am faint y buoch yma
    .score = eich canlyniad gorau yn y prawf
    .share = faint o’ch atebion oedd yn gywir, ond nid pa rai
    .answers = sut yr ateboch y cwestiynau
    .choices = beth a ddewisoch yn y golygfeydd
told_nothing = Nid anfonir dim at neb. Cedwir eich lle ar y ddyfais hon yn unig.
list =
    .next = { $list }, { $next }
    .last = { $list }, a hefyd { $last }
kept_back = Ni chaiff hyn byth ei anfon: { $list }.
    .pledge = yr hyn yr ydych yn ei addo
    .notes = yr hyn a ysgrifennwch i chi’ch hun
    .opinions = eich barn
    .code = eich barn, na all neb ond chi ei throsglwyddo, ar ffurf cod
one_scene = Un olygfa
some_scenes = Rhai golygfeydd
one_page = Un dudalen
may_skip = Gallwch hepgor hyn; mae hepgor yn cyfrif fel cwblhau ac nid adroddir amdano.

## Easy Read: short sentences with pictures, for people who find reading hard

easy_read = Hawdd ei Ddeall
easy_some = Mae rhai tudalennau yn Hawdd ei Ddeall: brawddegau byr, a lluniau lle mae rhai.
easy_page = Hawdd ei Ddeall
easy_all = Hawdd ei Ddeall ar bob tudalen
easy_on = Mae’r dudalen hon yn Hawdd ei Ddeall nawr.
easy_off = Nid yw’r dudalen hon yn Hawdd ei Ddeall nawr.
easy_all_on = Mae pob tudalen sydd â Hawdd ei Ddeall yn ei ddangos nawr.
easy_all_off = Nid oes tudalen yn Hawdd ei Ddeall nawr.
easy_draft = Drafft: heb ei wirio eto gan bobl sy’n defnyddio Hawdd ei Ddeall.
easy_not = Nid yw’r rhan hon yn Hawdd ei Ddeall.

## What is not yet reviewed

draft = Drafft
draft_by = Yn aros am adolygiad: { $list }.
draft_plain = Nid yw’r testun hwn wedi’i ryddhau eto.
reviewer =
    .lived_experience = pobl â phrofiad byw
    .accessibility = rhywun sy’n profi hygyrchedd
    .clinical = clinigydd
    .legal = cynghorydd cyfreithiol
    .easy_read = pobl sy’n defnyddio Hawdd ei Ddeall
reviewed = Adolygwyd
reviewed_by = Gan: { $list }.
reviewed_in = { $who } ({ $month })

## What a page is called

label =
    .scene = Golygfa
    .practice = Ymarfer
    .pledge = Addewid
label_test = Ar y diwedd

## A content note

before = Cyn i chi ddarllen ymlaen
before_text = Mae hepgor yn cyfrif fel cwblhau, ac nid adroddir amdano.
read = Darllen
skip_it = Hepgor

## Questions

asked_choose = Dewiswch
asked_from = Dewis o’r rhain:
asked_match = Dewiswch beth sy’n mynd gyda phob un.
asked_sort = Dewiswch ble mae pob un yn perthyn.
asked_order = Rhowch nhw mewn trefn gyda’r botymau.
asked_up = I fyny
asked_down = I lawr
asked_label = Eich ateb
asked_number = Rhif cyfan o { $from } i { $to }.
asked_decimal = Rhif o { $from } i { $to }.
asked_between = { $from } i { $to }
accepted = Atebion a dderbynnir: { $what }.
right_number = Yr ateb cywir yw { $what }.
asked_opinion = Nid oes dim yma’n gywir nac yn anghywir. Ni chaiff eich dewis ei gadw na’i anfon.
asked_rather_not = Gwell gennyf beidio â dweud
asked_spot = Dewiswch bob darn sy’n addas. Gellir dewis y darnau sydd wedi’u tanlinellu.

## Scales of opinion

agreement_5 =
    .p1 = Anghytuno’n gryf
    .p2 = Anghytuno
    .p3 = Ddim yn cytuno nac yn anghytuno
    .p4 = Cytuno
    .p5 = Cytuno’n gryf
agreement_7 =
    .p1 = Anghytuno’n gryf
    .p2 = Anghytuno
    .p3 = Anghytuno ychydig
    .p4 = Ddim yn cytuno nac yn anghytuno
    .p5 = Cytuno ychydig
    .p6 = Cytuno
    .p7 = Cytuno’n gryf
frequency_5 =
    .p1 = Byth
    .p2 = Anaml
    .p3 = Weithiau
    .p4 = Yn aml
    .p5 = Bob amser

## The test before the course

check_first = Yn gwybod hyn yn barod?
check_first_link = Sefyll y prawf yn gyntaf
check_first_text = { $n ->
    [zero] mae’r hyn a atebwch yn gywir yn cyfrif fel wedi’i ddarllen, a dim ond y gweddill sydd ar ôl i’w ddarllen.
    [one] mae’r hyn a atebwch yn gywir yn cyfrif fel wedi’i ddarllen, a dim ond y gweddill sydd ar ôl i’w ddarllen. Dyma eich unig gynnig cyn darllen eto.
    [two] mae’r hyn a atebwch yn gywir yn cyfrif fel wedi’i ddarllen, a dim ond y gweddill sydd ar ôl i’w ddarllen. Mae’n un o’ch 2 gynnig.
    [few] mae’r hyn a atebwch yn gywir yn cyfrif fel wedi’i ddarllen, a dim ond y gweddill sydd ar ôl i’w ddarllen. Mae’n un o’ch 3 chynnig.
    [many] mae’r hyn a atebwch yn gywir yn cyfrif fel wedi’i ddarllen, a dim ond y gweddill sydd ar ôl i’w ddarllen. Mae’n un o’ch 6 chynnig.
   *[other] mae’r hyn a atebwch yn gywir yn cyfrif fel wedi’i ddarllen, a dim ond y gweddill sydd ar ôl i’w ddarllen. Mae’n un o’ch { $n } cynnig.
}

## A scene that was skipped

skipped = Wedi’i hepgor
skipped_text = Rydych wedi hepgor y dudalen hon. Mae’n cyfrif fel un a gwblhawyd, ac nid adroddir am hepgor.
skipped_about = Beth sydd ynddi:

## Blocks to read

note = Nodyn
fact = Ffaith
how_far = Pa mor bell mae’n mynd
as_of = { $date }.
source = Ffynhonnell
instead_of = Yn lle
say = Dywedwch
because = Oherwydd
picture_by = Llun: { $name }

## Questions with options

choose_one = Dewiswch un.
choose_all = Dewiswch bob un sy’n berthnasol.
true_or_false = Dewiswch a yw hyn yn wir.
true = Gwir
false = Gau
check = Gwirio fy ateb

## A scene on paper

scene_start = Mae’n dechrau
scene_step = Cam { $n }
scene_end = Diweddglo { $n }
scene_after = Dim ond ar ôl: { $choices }.
scene_not_after = Nid ar ôl: { $choices }.
scene_otherwise = Fel arall ewch i: { $where }.
or = neu
step_back = Mynd yn ôl un cam
again = Dechrau’r olygfa eto

## Pledges and what was written

your_pledge = Eich addewid
left_title = Beth sydd ar ôl
your_notes = Eich nodiadau
then = (ewch i: { $where })
looking_back = Edrych yn ôl
own_words = Yn eich geiriau eich hun
pledge_private = Ni ddywedir wrth neb arall beth rydych yn ei ddewis na’i ysgrifennu.
pledge_after = Edrychwch ar hyn eto ar ôl { $span }.
days = { $n ->
    [zero] 0 diwrnod
    [one] 1 diwrnod
    [two] 2 ddiwrnod
    [few] 3 diwrnod
    [many] 6 diwrnod
   *[other] { $n } diwrnod
}
weeks = { $n ->
    [zero] 0 wythnos
    [one] 1 wythnos
    [two] 2 wythnos
    [few] 3 wythnos
    [many] 6 wythnos
   *[other] { $n } wythnos
}
months = { $n ->
    [zero] 0 mis
    [one] 1 mis
    [two] 2 fis
    [few] 3 mis
    [many] 6 mis
   *[other] { $n } mis
}
years = { $n ->
    [zero] 0 blynedd
    [one] 1 flwyddyn
    [two] 2 flynedd
    [few] 3 blynedd
    [many] 6 blynedd
   *[other] { $n } o flynyddoedd
}
pledge_keep = Ei gadw ar y ddyfais hon, lle gallai eraill sy’n defnyddio’r ddyfais ei ddarllen
pledge_save = Cadw fy addewid

## The test, and a part that measures

test_title = Prawf
measure_title = Cwestiynau
label_measure = Cyn ac ar ôl
measure_mark = Nid oes marc pasio. Mae cymaint o groeso i ddyfalu ag i ateb sicr.
measure_tries = Unwaith. Ni ddangosir beth sy’n gywir, gan fod y cwestiynau’n cael eu gofyn eto.
test_questions = { $n ->
    [zero] Dim cwestiynau.
    [one] 1 cwestiwn.
    [two] 2 gwestiwn, un ar ôl y llall.
    [few] 3 chwestiwn, un ar ôl y llall.
    [many] 6 chwestiwn, un ar ôl y llall.
   *[other] { $n } cwestiwn, un ar ôl y llall.
}
test_pass = Mae { $n } y cant o’r pwyntiau yn ddigon i basio.
test_attempts = { $n ->
    [zero] Ni allwch ei sefyll.
    [one] Gallwch ei sefyll unwaith. Ar ôl hynny, mae’r tudalennau y cawsoch drafferth â nhw yn ei agor eto.
    [two] Gallwch ei sefyll 2 waith. Ar ôl hynny, mae’r tudalennau y cawsoch drafferth â nhw yn agor set arall.
    [few] Gallwch ei sefyll 3 gwaith. Ar ôl hynny, mae’r tudalennau y cawsoch drafferth â nhw yn agor set arall.
    [many] Gallwch ei sefyll 6 gwaith. Ar ôl hynny, mae’r tudalennau y cawsoch drafferth â nhw yn agor set arall.
   *[other] Gallwch ei sefyll { $n } gwaith. Ar ôl hynny, mae’r tudalennau y cawsoch drafferth â nhw yn agor set arall.
}
test_no_script = Mae angen sgriptiau ar y prawf.
test_length = Hyd
test_mark = I basio
test_tries = Cynigion

## The last page

finish = Gorffen
finish_title = Y dudalen olaf
finish_lead = Gallwch ddod yn ôl pan fynnwch: gellir darllen eich atebion o hyd.
counts = Beth sy’n cyfrif
    .handed_in = Mae’n gyflawn pan fydd eich atebion wedi’u cyflwyno.
    .pages = Mae’r cwrs yn gyflawn pan fydd pob tudalen wedi’i chwblhau.
    .test = Mae’r cwrs yn gyflawn pan fydd y prawf wedi’i basio.
    .pages_and_test = Mae’r cwrs yn gyflawn pan fydd pob tudalen wedi’i chwblhau a’r prawf wedi’i basio.
sent = Beth a anfonir
to_lms = I’ch system ddysgu
to_device = I’r ddyfais hon yn unig
to_lms_text = Eich lle, { $list }.
to_device_text = Eich lle a’ch atebion. Nid oes dim yn gadael y ddyfais.
not_sent = Heb ei anfon
    .pledge = yr hyn a addawoch
    .notes = yr hyn a ysgrifennoch i chi’ch hun
    .opinions = eich barn
    .code = eich barn, oni bai eich bod chi’n trosglwyddo’r cod
    .role = adroddiad o’r rôl a ddewisoch
    .skip = adroddiad eich bod wedi hepgor golygfa
close_to_home = Os oedd unrhyw beth yma’n agos atoch
save_close = Cadw a chau
receipt = Cadw fy nghofnod fy hun
receipt_text = Rhag ofn na chadwodd eich system ddysgu yr hyn a wnaethoch: ewch â hwn gyda chi, a’i roi i bwy bynnag sy’n cadw’r cofnodion. Eich datganiad eich hun ydyw. Nid yw wedi’i lofnodi, gallai unrhyw un ei newid, a phwy bynnag sy’n ei dderbyn sy’n penderfynu beth yw ei werth.
receipt_name = Eich enw neu rif staff, os dylai fod yno
receipt_private = Mae yn yr hyn a gadwch ac yn unman arall: nid yw’r cwrs yn ei anfon nac yn ei gadw.
receipt_file = Cadw fel ffeil
receipt_paper = Cadw fel testun

## People to turn to, sources, dates

support_title = Cael cymorth
call = Ffonio { $phone }
support_site = Gwefan
sources_title = Ffynonellau
retrieved = Darllenwyd: { $date }.
credits = Cydnabyddiaethau
month =
    .m01 = Ionawr
    .m02 = Chwefror
    .m03 = Mawrth
    .m04 = Ebrill
    .m05 = Mai
    .m06 = Mehefin
    .m07 = Gorffennaf
    .m08 = Awst
    .m09 = Medi
    .m10 = Hydref
    .m11 = Tachwedd
    .m12 = Rhagfyr

## Pictures, sound, film and files

print = Argraffu neu gadw popeth
quote = Dyfyniad
said_by = Dywedwyd gan
chart_table = Yr un rhifau fel tabl
chart_label = Beth
chart_note = Nodyn
step_on = Cam { $n }
mark = Marc { $n }
transcript = Trawsgrifiad: { $title }
captions = Capsiynau
not_inside = Nid yw’r dudalen unigol hon yn cynnwys y recordiad. Mae ei eiriau isod.
take_away = I fynd gyda chi
not_inside_file = Nid yw’r dudalen unigol hon yn cynnwys y ffeil. Gofynnwch i bwy bynnag a roddodd y cwrs i chi.
file_kb = { $title } ({ $kind }, { $n } KB)
file_mb = { $title } ({ $kind }, { $n } MB)

## Words that need care

term = Gair
term_use = Pryd
term_avoid = Osgowch
terms_title = Geiriau

## Opinions, reflections and stories

poll_private = Nid oes dim yn gywir nac yn anghywir yma. Mae eich ateb yn aros ar y dudalen hon ac ni chaiff ei gadw.
poll_note = Beth mae’r awdur yn ei ddweud am hyn
opinions_who = Pwy sy’n ei weld
opinions_read = Mae’r cwestiynau yma i’w darllen: nid yw’r pecyn hwn yn casglu atebion iddynt.
opinions_words = Yn eich geiriau eich hun.
reflection_private = Ni chaiff yr hyn a ysgrifennwch ei gadw na’i anfon. Mae’r dudalen olaf yn ei ddangos eto, i’w argraffu; bydd wedi mynd pan fyddwch yn gadael.
reflection_thoughts = Beth mae eraill wedi’i feddwl
opinions_label = Eich barn
opinions_title = Sut rydych chi’n ei gweld hi
opinions_now = Nawr
    .text = Nid oes dim yma’n gywir nac yn anghywir, ac ni chaiff dim o’ch dewisiadau ei anfon. Gallwch adael unrhyw beth yn agored.
opinions_later = Ar y diwedd
    .text = Mae’r dudalen olaf yn gwneud cod o’ch atebion. Nid oes ynddo enw nac amser. Gallwch ei drosglwyddo neu ei adael: ni ddywedir wrth neb pa un.
opinions_sees = Pwy sy’n gweld y codau
opinions_no_script = Mae angen sgriptiau ar y cod.
opinions_go_on = Gallwch ddewis rhywbeth, neu bwyso Parhau eto a’u gadael yn agored.
opinions_keep = Cadw fy atebion ar y ddyfais hon nes i mi ddod yn ôl, lle gallai eraill sy’n defnyddio’r ddyfais eu darllen
own_title = Eich cod eich hun, os mynnwch
own_text = Mae’n rhoi eich atebion o wahanol adegau gyda’i gilydd heb eich enw. Defnyddiwch yr un tri bob tro. Cânt eu cymysgu’n chwe arwydd; gallai rhywun a wyddai’r tri eu hadnabod. Gadewch allan yr hyn a fynnwch.
own_school = Llythyren olaf eich ysgol gyntaf
own_day = Y diwrnod o’r mis y cawsoch eich geni
own_digits = Dau ddigid y byddwch yn eu cofio
code_title = Eich cod atebion
code_text = Mae’n cynnwys yr hyn a ddewisoch ynghylch sut rydych yn ei gweld hi: dim enw, dim rhif staff, dim amser. Ni chafodd ei anfon. Os ydych am i’ch atebion gyfrif, trosglwyddwch y cod fel y gofynnwyd i chi; os nad ydych, gadewch ef. Ni ddywedir wrth neb pa un.
story = Stori
whose = Stori pwy
whose_composite = Wedi’i llunio o’r hyn a ddywedodd sawl person. Nid oes neb ynddi yn un person.
whose_consented = Stori un person, wedi’i hadrodd yma gyda chaniatâd y person ei hun. Dyddiad y caniatâd: { $date }.
from_here = O’r fan hon
for_roles = Ar gyfer: { $list }

## The choice of a role

role_ask = Eich rôl
role_change = Newid eich rôl
role_hint = Wedyn caiff tudalennau i bobl eraill eu gadael allan, ac maent yn cyfrif fel rhai a gwblhawyd. Ni ddywedir wrth neb. Gallwch newid y dewis unrhyw bryd, yma neu o dan Cynnwys.
role_all = Dangos popeth i mi

## The certificate of attendance

certificate = Tystysgrif presenoldeb
certificate_no_script = Mae angen sgriptiau ar y dystysgrif.
certificate_early = Pan fydd y cwrs yn gyflawn gallwch argraffu tystysgrif yma.
certificate_your_name = Eich enw, fel y dylai ymddangos ar y papur
certificate_private = Ni chaiff eich enw ei anfon na’i gadw: bydd wedi mynd pan fyddwch yn gadael. Hebddo mae llinell i ysgrifennu arni.
certificate_with_result = Argraffu canlyniad fy mhrawf hefyd
certificate_print = Argraffu’r dystysgrif
certificate_who = Enw
certificate_course = Cwrs
certificate_edition = Argraffiad
certificate_date = Dyddiad argraffu
certificate_time = Amser dysgu
certificate_result = Canlyniad
certificate_note = Y sawl a fu’n dysgu a argraffodd y papur hwn. Mae’n dangos presenoldeb ac nid yw’n gymhwyster.
certificate_record_lms = Y cofnod yw’r un y mae’r system ddysgu yn ei gadw.
certificate_record_none = Nid oes system ddysgu yn cadw cofnod ohono.
certificate_get = Tystysgrif presenoldeb i’w hargraffu

## A word about a page

reply = Dweud rhywbeth am y dudalen hon
reply_private = Nid yw’r cwrs ei hun yn anfon dim, ac nid oes dim a ateboch yn mynd gyda’ch geiriau.
reply_copy_only = Copïwch nhw, a’u rhoi i bwy bynnag a roddodd y cwrs i chi.
reply_by_mail = Copïwch nhw, neu ysgrifennwch e-bost at { $address }. Eich rhaglen e-bost eich hun sy’n ysgrifennu’r e-bost, ac mae’n dangos pwy ydych chi.
reply_words = Eich geiriau
reply_shows = Hyn, a dim mwy, a gaiff ei gopïo neu ei roi yn yr e-bost:
reply_copy = Copïo
reply_mail = Ysgrifennu e-bost

## A device that somebody else used

stranger = Nid chi? Dechrau o’r newydd
stranger_text = Bydd y ddyfais wedyn yn anghofio lle, atebion ac addewidion pwy bynnag oedd yma o’r blaen. Ni ellir dadwneud hyn.
stranger_forget = Eu hanghofio a dechrau o’r newydd

## For support

log = Ar gyfer cymorth: beth a ofynnwyd i’r system ddysgu a beth a atebodd
log_text = Mae pob llinell yn alwad, y math o ateb a’i god gwall. Nid oes enw, ateb na dim a ysgrifennoch ynddi.
log_copy = Copïo
log_check = I wirio beth mae’r system ddysgu hon yn ei gadw, agorwch y cwrs â hyn yn y cyfeiriad yn lle’r hyn sydd yno nawr, fel dysgwr prawf:

## The header

script-step = Cam { $n } o { $all }
script-colours = Lliwiau: { $mode }
script-auto = awtomatig
script-light = golau
script-dark = tywyll
script-saved = Wedi’i gadw
script-saved_device = Wedi’i gadw yma
script-saving = Wrthi’n cadw
script-seeking = Yn chwilio am eich system ddysgu
script-failed = Heb ei gadw, yn ceisio eto
script-absent = Heb ei gadw
script-over = Heb ei gadw: agorwch eto
script-banner = Heb ei gadw
script-banner_failed = Nid yw eich atebion yn cyrraedd eich system ddysgu. Gadewch y ffenestr hon ar agor; rydym yn dal i geisio.
script-banner_over = Mae’r ymweliad hwn ar ben: ni chedwir dim a wnewch yma nawr. I fynd ymlaen, caewch y ffenestr hon ac agorwch y cwrs eto.
script-banner_absent = Nid oes cysylltiad â system ddysgu. Gallwch ddarllen popeth yma, ond ni chofnodir dim. I’w gofnodi, agorwch y cwrs o’ch tudalen ddysgu.
script-banner_refused = Ni adawodd eich system ddysgu i’r ymweliad hwn ddechrau. Caewch y ffenestr hon ac agorwch y cwrs eto o’ch tudalen ddysgu.
script-banner_nowhere = Nid yw’r porwr hwn yn gadael i’r cwrs gadw eich lle. Gallwch ddarllen popeth yma.
script-banner_error = Aeth rhywbeth o’i le ar y dudalen hon. Gallwch ddarllen ymlaen; os nad yw botwm yn ymateb, caewch y cwrs a’i agor eto.
script-banner_items = Ni lwythodd rhan o’r cwrs, felly nid yw ei gwestiynau’n ymateb eto. Ceisir eto ar y dudalen nesaf, neu agorwch y cwrs eto.

## Roles, and how long it takes

script-minutes_left = { $n ->
    [zero] Llai nag 1 munud ar ôl
    [one] Tua 1 munud ar ôl
    [two] Tua 2 funud ar ôl
    [few] Tua 3 munud ar ôl
    [many] Tua 6 munud ar ôl
   *[other] Tua { $n } munud ar ôl
}
script-role_left = { $n ->
    [zero] Nid oes tudalen wedi’i gadael allan.
    [one] Mae 1 dudalen i bobl eraill ac wedi’i gadael allan.
    [two] Mae 2 dudalen i bobl eraill ac wedi’u gadael allan.
    [few] Mae 3 tudalen i bobl eraill ac wedi’u gadael allan.
    [many] Mae 6 thudalen i bobl eraill ac wedi’u gadael allan.
   *[other] Mae { $n } tudalen i bobl eraill ac wedi’u gadael allan.
}
script-role_whole = Dangosir pob tudalen.

## A word about a page

script-reply_about = { $title }, argraffiad { $edition }: { $page }
script-reply_long = Mae hynny’n rhy hir i’w roi mewn e-bost. Copïwch ef, a’i ludo yno.

## A visit that nobody is at

script-idle = Ydych chi yno o hyd?
script-idle_text = Nid oes neb wedi pwyso dim ers deng munud. Ymhen munud caiff yr ymweliad hwn ei gau, fel na fydd neb arall yn ei gael ar agor. Mae popeth wedi’i gadw. Pwyswch unrhyw fysell i fynd ymlaen.
script-idle_here = Mynd ymlaen
script-idle_closed = Caewyd yr ymweliad hwn, gan nad oedd neb yno. Mae popeth wedi’i gadw. I fynd ymlaen, agorwch y cwrs eto o’ch tudalen ddysgu.
script-idle_forgot = Caewyd yr ymweliad hwn, gan nad oedd neb yno. Nid yw’r lle na’r atebion ar y ddyfais hon mwyach.
script-idle_again = Dechrau

## Notes on a visit

script-note = Nodyn
script-link_reading = Rydych yn edrych yn ôl ar y cwrs hwn: ni chofnodir dim.
script-note_resumed = Croeso’n ôl. Yma roeddech chi.
script-note_updated = Mae’r cwrs hwn wedi newid ers eich ymweliad diwethaf, felly mae’n dechrau ar y dudalen gyntaf.
script-note_damaged = Nid oedd modd darllen eich lle, felly mae’r cwrs yn dechrau ar y dudalen gyntaf.
script-note_lost = Ni chadwodd eich system ddysgu eich lle, felly mae’r cwrs yn dechrau ar y dudalen gyntaf.
script-note_counts = Mae’r hyn a gwblhawyd gennych yn dal i gyfrif.
script-note_afresh = Rydych wedi cwblhau’r cwrs hwn o’r blaen. Ni chadwodd eich system ddysgu eich lle, felly mae’n dechrau ar y dudalen gyntaf.

## The list of pages

script-done = Cwblhawyd
script-started = Dechreuwyd
script-not_started = Heb ddechrau
script-left = { $n ->
    [zero] Dim ar ôl
    [one] 1 peth ar ôl
    [two] 2 beth ar ôl
    [few] 3 pheth ar ôl
    [many] 6 pheth ar ôl
   *[other] { $n } peth ar ôl
}
script-not_started_time = { $n ->
    [zero] Heb ddechrau, llai nag 1 munud
    [one] Heb ddechrau, tua 1 munud
    [two] Heb ddechrau, tua 2 funud
    [few] Heb ddechrau, tua 3 munud
    [many] Heb ddechrau, tua 6 munud
   *[other] Heb ddechrau, tua { $n } munud
}
script-go_on_with = Parhau: { $title }

## Answers

script-choose_first = Dewiswch un ateb, yna gwiriwch ef.
script-choose_first_many = Dewiswch o leiaf un ateb, yna gwiriwch.
script-choose_other = Dewiswch ateb arall, yna gwiriwch ef.
script-choose_next = Dewiswch un ateb, yna ewch ymlaen.
script-choose_next_many = Dewiswch o leiaf un ateb, yna ewch ymlaen.
script-right = Cywir
script-not_quite = Ddim yn hollol
script-partly = Rhannol gywir: daethoch o hyd i { $n } o { $all }
script-partly_extra = Rhannol gywir: y rhai cywir i gyd, ac un neu fwy yn ychwanegol
script-tries = { $n ->
    [zero] Nid oes gennych gynnig arall.
    [one] Mae gennych 1 cynnig arall.
    [two] Mae gennych 2 gynnig arall.
    [few] Mae gennych 3 chynnig arall.
    [many] Mae gennych 6 chynnig arall.
   *[other] Mae gennych { $n } cynnig arall.
}
script-choose_each = Dewiswch rywbeth ar gyfer pob rhes.
script-type_first = Ysgrifennwch ateb.
script-number_first = Ysgrifennwch rif o { $from } i { $to }, mewn digidau.
script-order_other = Newidiwch y drefn, yna gwiriwch hi.
script-partly_rows = Rhannol gywir: mae { $n } o { $all } yn gywir
script-row_right = Cywir
script-row_try = Nid yr un hwn: rhowch gynnig ar un arall
script-row_wrong = Ddim yn hollol
script-row_answer = Ateb cywir: { $what }.
script-order_first_wrong = Y lle anghywir cyntaf yw { $place }.
script-order_place = Lle cywir: { $place }
script-moved = Safle { $place } o { $all }: { $words }
script-already_first = Yn gyntaf yn barod: { $words }
script-already_last = Yn olaf yn barod: { $words }
script-words_not_kept = Rydych wedi ateb hwn; ni chedwir eich geiriau.
script-opinion_left = { $n ->
    [zero] Dim arall i’w ddewis.
    [one] 1 arall i’w ddewis.
    [two] 2 arall i’w dewis.
    [few] 3 arall i’w dewis.
    [many] 6 arall i’w dewis.
   *[other] { $n } arall i’w dewis.
}
script-opinion_done = Diolch. Cedwir y ffaith i chi ateb; ni chedwir yr hyn a ddewisoch.
script-opinion_restored = Rydych wedi ateb hwn; ni chedwir yr hyn a ddewisoch.

## What stands beside an answer

script-opinions_open = { $n ->
    [zero] Nid oes datganiad yn agored
    [one] Mae 1 datganiad yn agored
    [two] Mae 2 ddatganiad yn agored
    [few] Mae 3 datganiad yn agored
    [many] Mae 6 datganiad yn agored
   *[other] Mae { $n } datganiad yn agored
}
script-opinions_kept = Cedwir eich atebion ar y ddyfais hon.
script-opinions_not_kept = Cedwir eich atebion nes bod y ffenestr hon yn cau.
script-opinions_lost = Nid yw’r porwr hwn yn cadw dim, felly cedwir eich atebion nes bod y ffenestr hon yn cau.
script-code_none = Ni ddewisoch ddim, felly nid oes cod.
script-code_copy = Copïo’r cod
script-code_print = Argraffu’r dudalen hon
script-code_picture = Yr un cod fel llun (cod QR) ar gyfer camera ffôn. Nid oes dim arall ynddo.
script-tag_right = Eich dewis chi: cywir
script-tag_wrong = Eich dewis chi: ddim yn hollol
script-tag_try = Eich dewis chi: rhowch gynnig ar un arall
script-tag_missed = Ateb cywir
script-tag_also = Hefyd yn gywir
script-why_above = Mae pob ateb uchod nawr yn dweud beth sy’n gywir.
script-you_chose = Eich dewis
script-looking_back = Edrych yn ôl

## Looking back on a scene

script-was_good = Daliodd
script-was_partly = Yn rhannol
script-was_slip = Llithriad
script-was_mends = Trwsiwyd
script-in_all = Ar y cyfan

## Pledges

script-pledge_first = Dewiswch neu ysgrifennwch rywbeth, yna cadwch ef.
script-pledge_saved = Wedi’i gadw
script-pledge_kept = Cedwir eich addewid ar y ddyfais hon a dim un man arall. Gallwch ei newid.
script-pledge_window = Cedwir eich addewid nes bod y ffenestr hon yn cau. Ysgrifennwch ef i lawr, neu argraffwch y dudalen hon. Gallwch ei newid.
script-pledge_lost = Nid yw’r porwr hwn yn cadw dim, felly cedwir eich addewid nes bod y ffenestr hon yn cau. Ysgrifennwch ef i lawr, neu argraffwch y dudalen hon.
script-log_copied = Wedi’i gopïo.
script-log_selected = Mae’r testun wedi’i ddewis: copïwch ef gyda’r bysellfwrdd.

## The test

script-question_of = Cwestiwn { $n } o { $all }.
script-next_question = Cwestiwn nesaf
script-hand_in = Cyflwyno
script-attempts_left = { $n ->
    [zero] Nid oes gennych gynnig ar ôl.
    [one] Mae gennych 1 cynnig ar ôl.
    [two] Mae gennych 2 gynnig ar ôl.
    [few] Mae gennych 3 chynnig ar ôl.
    [many] Mae gennych 6 chynnig ar ôl.
   *[other] Mae gennych { $n } cynnig ar ôl.
}
    .measuring = { $n ->
        [zero] Rydych wedi cyflwyno.
        [one] Rydych yn cyflwyno unwaith.
        [two] Mae gennych 2 gynnig ar ôl.
        [few] Mae gennych 3 chynnig ar ôl.
        [many] Mae gennych 6 chynnig ar ôl.
       *[other] Mae gennych { $n } cynnig ar ôl.
    }
script-resume_test = Parhau â’r prawf
    .measuring = Parhau
script-begin_test = Dechrau’r prawf
    .measuring = Dechrau
script-retry_test = Sefyll y prawf eto
script-handed_in = Diolch. Mae eich atebion wedi’u cyflwyno.
script-handed_in_text = Ni ddangosir beth sy’n gywir ac yn anghywir, gan fod yr un pethau’n cael eu gofyn fwy nag unwaith.
script-result_pass = { $n } y cant: mae hynny’n pasio
script-result_not = { $n } y cant: ddim yn pasio eto
script-result_points = Eich pwyntiau: { $n } o { $all }.
script-best = Eich canlyniad gorau yw { $n } y cant.
script-your_answers = Eich atebion
script-known = Mae’r hyn a ateboch yn gywir yn cyfrif fel wedi’i ddarllen.
script-read_again = Beth i’w ddarllen eto
script-read_again_text = Mae’r tudalennau hyn yn trafod yr hyn a aeth o’i le.
script-read_open = Rydych wedi defnyddio eich cynigion i gyd, ac nid oes dim wedi’i gloi. Darllenwch y tudalennau hyn eto a bydd set arall o gynigion yn agor.
script-your_answer = Eich ateb:

## The last page

script-finish_done = Dyna bopeth
script-finish_open = Bron yno
script-finish_done_lead = Gallwch gau’r ffenestr hon nawr. Dewch yn ôl pan fynnwch: gellir darllen eich atebion o hyd.
script-finish_open_lead = Mae ychydig o bethau ar ôl. Gallwch stopio yma a dod yn ôl: cedwir eich lle.
script-finish_failed_lead = Nid yw popeth wedi’i gadw eto. Gadewch y ffenestr hon ar agor: mae’r cwrs yn dal i geisio.
script-finish_over_lead = Mae’r ymweliad hwn ar ben, ac nid yw popeth wedi’i gadw. Agorwch y cwrs eto.
script-finish_absent_lead = Nid anfonir dim o’r ymweliad hwn at system ddysgu. Gallwch gadw eich cofnod eich hun isod.
script-finish_reading_lead = Rydych yn edrych yn ôl, felly nid oes dim i’w gadw. Gallwch gau’r ffenestr hon nawr.
script-remind_on = Edrychwch ar eich addewid eto: { $day }.
script-remind_file = Nodyn atgoffa i’ch calendr
script-remind_title = Edrych ar fy addewid eto: { $title }
script-left_page = Heb ei hagor eto
script-left_item = Cwestiwn i’w ateb
script-left_scenario = Golygfa i’w gorffen
script-left_test = Heb ei basio eto
    .measuring = Heb eu cyflwyno eto
script-standing_open = Hyd yma: heb ei gwblhau.
script-standing_completed = Hyd yma: wedi’i gwblhau.
script-standing_passed = Hyd yma: wedi’i gwblhau a’i basio.
script-standing_used_up = Hyd yma: heb ei basio, a dim cynnig ar ôl cyn darllen eto.
script-day = { $day } { $month } { $year }
script-day_time = { $day }, { $time }
script-saved_at = Cadwyd ddiwethaf: { $time }.
script-told_open = Dywedwyd hyd yma: heb ei gwblhau.
script-told_completed = Dywedwyd hyd yma: wedi’i gwblhau.
script-told_passed = Dywedwyd hyd yma: wedi’i gwblhau a’i basio.
script-told_used_up = Dywedwyd hyd yma: heb ei basio.
script-told_best = Dywedwyd hefyd eich canlyniad gorau, { $n } y cant.
script-told_waiting = Ni anfonwyd eto yr hyn a wnaethoch ers hynny; mae’r cwrs yn dal i geisio.
script-told_over = Mae’r ymweliad hwn ar ben, ac ni chadarnhawyd yr hyn a wnaethoch ddiwethaf.
script-told_nothing = Nid anfonwyd dim: nid oes cysylltiad rhwng yr ymweliad hwn a system ddysgu.
script-certificate_minutes = { $n ->
    [zero] Llai nag 1 munud, fel y bwriadwyd
    [one] Tua 1 munud, fel y bwriadwyd
    [two] Tua 2 funud, fel y bwriadwyd
    [few] Tua 3 munud, fel y bwriadwyd
    [many] Tua 6 munud, fel y bwriadwyd
   *[other] Tua { $n } munud, fel y bwriadwyd
}
script-certificate_best = { $n } y cant yn y prawf
script-closed = Wedi’i gadw. Gallwch gau’r ffenestr hon nawr.
script-closed_unsaved = Mae’r ymweliad hwn ar ben, ac ni chadarnhawyd y cadw diwethaf. Agorwch y cwrs eto i weld a yw eich atebion yno; os nad ydynt, dywedwch wrth bwy bynnag sy’n rhedeg eich system ddysgu.
script-closed_unconfirmed = Cadwyd eich atebion; ni chadarnhaodd eich system ddysgu’r diwedd. Gallwch gau’r ffenestr hon nawr.
script-closed_reading = Nid oedd dim i’w gadw. Gallwch gau’r ffenestr hon.
script-closed_nowhere = Ni chadwyd dim. Gallwch gau’r ffenestr hon.
script-receipt_head = Cofnod personol dysgwr
script-receipt_by = Enw: { $name }
script-receipt_course = Cwrs: { $title }, argraffiad { $edition }
script-receipt_made = Ysgrifennwyd: { $date }, yn ôl cloc dyfais y dysgwr.
script-receipt_done = Wedi’i wneud: { $n } y cant o’r tudalennau.
script-receipt_own = Datganiad personol dysgwr yw hwn. Nid yw wedi’i lofnodi, a gallai unrhyw un fod wedi’i newid.

## The check of a learning system: fetched with its own script, where the address asks for it

accept-title = Gwirio’r system ddysgu hon
accept-lead = Mae hwn yn ysgrifennu, yn darllen yn ôl ac yn ailddechrau fel y mae’r cwrs yn ei wneud i ddysgwr, yn yr union system hon, ac yn dweud beth a gadwyd.
accept-before = Cyn dechrau
accept-writes = Mae’n ysgrifennu lle ac atebion prawf yng nghofnod pwy bynnag sydd wedi mewngofnodi nawr. Nid yw’n gosod sgôr, na statws uwch nag “incomplete”.
accept-stays = Tynnir y lle allan eto ar yr ail agoriad. Gall atebion prawf, eiliad o amser a’r statws “incomplete” aros: ni all unrhyw gwrs dynnu’r rheini’n ôl.
accept-learner = Defnyddiwch ddysgwr prawf nad yw erioed wedi agor y cwrs hwn. Lle mae cofnod rhywun yn bod, nid ysgrifennir dim.
accept-note = I’w wybod
accept-remembered = Mae’r porwr hwn yn cofio agoriad cyntaf y gwiriad. Os mai’r un dysgwr prawf ydych chi, ewch ymlaen â’r ail.
accept-start = Dechrau’r gwiriad
accept-start_second = Mynd ymlaen â’r ail agoriad
accept-start_anew = Dechrau o’r newydd fel dysgwr prawf arall
accept-running = Yn rhoi cynnig ar: { $title }
accept-first = Agoriad cyntaf
accept-second = Ail agoriad
accept-result = Canlyniad
accept-steps = Pob cam
accept-expected = Disgwyliwyd:
accept-came = Daeth:
accept-code = Cod gwall:
accept-learners = I ddysgwyr:
accept-held = Daliodd
accept-fault = Nam
accept-faults = { $n ->
    [zero] Nid oes nam ar unrhyw gam.
    [one] Mae nam ar 1 cam.
    [two] Mae nam ar 2 gam.
    [few] Mae nam ar 3 cham.
    [many] Mae nam ar 6 cham.
   *[other] Mae nam ar { $n } cam.
}
accept-sound = Daliodd pob cam sydd ei angen ar y cwrs hwn.
accept-nothing = Ni roddwyd cynnig ar ddim.
accept-end_again = Nawr caewch y cwrs a’i agor eto yn yr un ffordd, fel yr un dysgwr ac yn y porwr hwn. Mae’r ail agoriad yn edrych a yw’r hyn a ysgrifennwyd yno o hyd, ac yn ei dynnu allan.
accept-end_over = Mae’r gwiriad ar ben. Cadwch yr adroddiad hwn, a dilëwch gofnod y dysgwr prawf os yw’r system yn caniatáu hynny.
accept-end_stopped = Ni allai’r gwiriad fynd ymhellach. Trwsiwch yr hyn sydd o’i le, caewch y cwrs a’i agor eto.
accept-end_refused = Nid ysgrifennwyd dim. Agorwch y cwrs eto fel dysgwr prawf nad yw erioed wedi’i agor.
accept-end_reading = Nid ysgrifennwyd dim. Agorwch y cwrs fel bod yr ymweliad yn cyfrif: nid fel rhagolwg, ac nid i edrych yn ôl.
accept-text = Yr adroddiad fel testun
accept-copy = Copïo’r adroddiad
accept-copied = Wedi’i gopïo.
accept-selected = Mae’r testun wedi’i ddewis: copïwch ef â’r bysellfwrdd.
accept-save = Cadw fel testun
accept-print = Argraffu

accept-step_found = Dod o hyd i’r system ddysgu
accept-step_begin = Dechrau ymweliad
accept-step_mode = A yw’r ymweliad yn cyfrif
accept-step_record = Beth sydd yn y cofnod
accept-step_parts = Beth mae’r system yn dweud sydd ganddi: { $name }
accept-step_status = Dweud bod y cwrs wedi’i ddechrau
accept-step_place = Lle byr, wedi’i ddarllen yn ôl
accept-step_commit = Cadw
accept-step_kept = Y lle byr, wedi’i ddarllen yn ôl ar ôl cadw
accept-step_letters = Llythrennau nad ydynt yn rhai Saesneg
accept-step_signs = Arwyddion a diwedd llinellau
accept-step_need = Lle mor hir ag sydd ei angen ar y cwrs hwn: { $n } nod
accept-step_most = Lle mor hir ag y mae’r safon yn ei ganiatáu: { $n } nod
accept-step_location = Y lle y mae adroddiadau’n ei ddangos
accept-step_time = Amser dysgu
accept-step_answers = Atebion prawf
accept-step_resumed = Lle’r agoriad cyntaf
accept-step_untouched = Statws a sgôr ers yr agoriad cyntaf
accept-step_restored = Rhoi’n ôl yr hyn oedd yno
accept-step_finish = Dweud hwyl fawr

accept-expect_true = Wedi’i dderbyn, heb god gwall.
accept-expect_found = Gwrthrych o’r enw { $name }, yn y ffenestr hon neu mewn un o’i chwmpas.
accept-expect_address = Cyfeiriad y system ddysgu, yng nghyfeiriad y cwrs.
accept-expect_launch = Mae’r system yn gadael i’r ymweliad ddechrau.
accept-expect_mode = Ymweliad sy’n cyfrif.
accept-expect_empty = Dim, neu’r hyn a ysgrifennodd y gwiriad hwn.
accept-expect_parts = O leiaf { $names }.
accept-expect_same = Yr un { $n } nod.
accept-expect_answers = Derbyn y cyfan: { $n }.
accept-expect_incomplete = Fel y’i gadawyd: “incomplete”, a dim sgôr.
accept-expect_cleared = Nid oes dim o’r gwiriad yno.

accept-came_true = Derbyniwyd { $call }.
accept-came_false = Atebwyd { $call } â “{ $said }”, cod gwall { $code }.
accept-came_threw = Torrodd { $call } i ffwrdd, neu ni chafodd ei ateb.
accept-came_words = Enw’r system ar hynny yw “{ $words }”.
accept-came_own = Cafwyd yn y ffenestr hon.
accept-came_above = { $n ->
    [zero] Cafwyd yn y ffenestr hon ei hun.
    [one] Cafwyd 1 ffenestr ymhellach allan.
    [two] Cafwyd 2 ffenestr ymhellach allan.
    [few] Cafwyd 3 ffenestr ymhellach allan.
    [many] Cafwyd 6 ffenestr ymhellach allan.
   *[other] Cafwyd { $n } ffenestr ymhellach allan.
}
accept-came_opener = Cafwyd drwy’r ffenestr a agorodd yr un hon.
accept-came_none = Ni chafwyd dim.
accept-came_other = Dim ond { $name } a gafwyd, sy’n perthyn i safon arall.
accept-came_address = Mae yno.
accept-came_launch = Gwnaeth hynny.
accept-came_asked = Ni wnaeth. Yr hyn a ofynnwyd, a’r ateb: { $call }.
accept-came_mode = Modd: { $mode }. Credyd: { $credit }.
accept-came_ours = Yr hyn a ysgrifennodd y gwiriad hwn.
accept-came_record = Cofnod rhywun.
accept-came_parts = Y cyfan.
accept-came_missing = Heb fod yn eu plith: { $names }.
accept-came_unsaid = Nid yw’r system yn dweud.
accept-came_same = Daeth yr un { $n } nod yn ôl.
accept-came_nothing = Dim.
accept-came_cut = Torrodd y system ef: daeth { $n } o { $all } nod yn ôl.
accept-came_changed = Newidiodd y system ef: daeth { $n } nod yn ôl yn lle { $all }, ac o nod { $place } ymlaen maent yn wahanol.
accept-came_unwanted = Nid anfonwyd yr un: nid yw’r pecyn hwn yn adrodd atebion unigol.
accept-came_unoffered = Nid anfonwyd yr un: nid yw’r system yn dweud ei bod yn eu derbyn.
accept-came_answers = Derbyniwyd y cyfan: { $n }.
accept-came_unseen = Derbyniwyd, ond heb ei gael eto pan ofynnwyd amdano ar unwaith.
accept-came_incomplete = Fel y’i gadawyd.
accept-came_status = Y statws yw “{ $name }”, na osododd y gwiriad erioed.
accept-came_score = Mae sgôr yno, na osododd y gwiriad erioed.
accept-came_cleared = Nid oes dim o’r gwiriad yno bellach.
accept-came_stays = Mae { $n } nod o’r gwiriad yno o hyd.

accept-means_found = Gallant ddarllen y cwrs, ac ni chofnodir dim ohono. Agorwch ef o’r system ddysgu; gofynnwch a yw’r system yn derbyn y safon hon.
accept-means_begin = Dywedir wrthynt na allai’r ymweliad ddechrau, ac ni chofnodir dim. Os oedd y cwrs ar agor yn y ffenestr hon eisoes, caewch ef a’i agor eto.
accept-means_status = Gall ymweliad gyfrif fel un na ddechreuwyd, neu fel un a orffennwyd er nad yw.
accept-means_place = Maent yn dechrau ar y dudalen gyntaf bob tro, a dywedir wrthynt “Heb ei gadw”.
accept-means_commit = Ni chedwir dim a wnânt, a dywedir wrthynt “Heb ei gadw”.
accept-means_kept = Nid yr hyn a anfonwyd sydd gan y system. Dywedir wrthynt “Heb ei gadw”.
accept-means_need = Nid yw’r system hon yn dal lle mor hir ag sydd ei angen ar y cwrs hwn. Mae pwy bynnag sydd wedi ateb llawer yn colli’r lle, a dywedir wrtho “Heb ei gadw”.
accept-means_time = Ni chofnodir eu hamser dysgu. Nid oes dim arall yn dibynnu arno.
accept-means_answers = Nid yw eu hatebion unigol yn cyrraedd adroddiadau. Nid yw lle, statws na sgôr yn dibynnu arnynt.
accept-means_resumed = Mae’r hyn a ysgrifennodd un ymweliad wedi mynd erbyn y nesaf: maent yn dechrau ar y dudalen gyntaf bob tro.
accept-means_untouched = Mae’r system yn gosod hyn ei hun: gellid cofnodi bod pobl wedi gorffen pan nad ydynt.
accept-means_restored = Dim, cyn belled â mai dysgwr prawf oedd hwn. Dilëwch gofnod y dysgwr hwnnw.
accept-means_finish = Ni dderbynnir diwedd ymweliad. Mae’r hyn a gadwyd cyn hynny’n cyfrif.
accept-note_unsaid = “Na” heb god gwall: mae rhai systemau’n ateb felly er iddynt ei gadw. Yr hyn a ddarllenir yn ôl sy’n penderfynu.
accept-note_begin = Roedd yr ymweliad eisoes wedi dechrau, ac mae’r cwrs yn mynd ymlaen ag ef.
accept-note_mode = Ni chedwir dim mewn ymweliad o’r fath, fel y dylai fod.
accept-note_record = Mae’n aros fel yr oedd.
accept-note_parts = Ni anfonir yr hyn nas enwir. Ni chollir lle drwy hynny.
accept-note_letters = Ysgrifennir lle yn y cwrs hwn â llythrennau heb acen, digidau a thri arwydd, felly ni chollir dim.
accept-note_signs = Nid oes arwydd o’r fath mewn lle yn y cwrs hwn, felly ni chollir dim.
accept-note_most = Mae’n ddigon i’r cwrs hwn. Gallai un llawer mwy golli lleoedd yma.
accept-note_location = Adroddiadau’n unig sy’n ei ddangos: daw pobl yn ôl drwy’r lle uchod.
accept-note_answers = Nid yw adroddiadau’n dangos atebion unigol. Nid yw lle, statws na sgôr yn dibynnu arnynt.
accept-note_restored = Mewn adroddiadau’n unig y dangosir yr hyn sy’n weddill: ni ddaw neb yn ôl drwyddo.
accept-note_resumed = Mae popeth sydd ei angen ar y cwrs hwn yno.
