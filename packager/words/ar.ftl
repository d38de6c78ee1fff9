### The player's own words in Arabic. How they are named, the head of en-GB.ftl says.
###
### Draft of 22 November 2026, not yet read by a native speaker. Whoever reads it through takes this line away, and
### `draft` in packager/src/strings.rs with it.
### Modern Standard Arabic. Nobody is addressed as a man or as a woman: a button is a verbal noun (الحفظ, not احفظ), what
### is asked for is "المطلوب" with a verbal noun, what is possible is "يمكن", and "you" is only ever the suffix ك or the
### past tense in ت, which are written alike for everybody. Numbers are written 0 to 9; months have the names of Cairo.

## Around every page

skip = الانتقال إلى الصفحة
aids = المساعدة والإعدادات
contents = المحتويات
get_support = الحصول على الدعم
colours = الألوان: تلقائية
progress = الخطوات المنجزة
new_window = يُفتح في نافذة جديدة
languages = اللغات
read_here = يمكن قراءة الدورة كلها هنا.
no_script = البرامج النصية متوقفة هنا. يمكن قراءة كل شيء، لكن الإجابات لا تُراجَع ولا تُحفَظ.
pages_nav = الصفحات، { $title }
start = البدء
continue = المتابعة
back = الرجوع
part_of = الجزء { $n } من { $all }
part = الجزء { $n }
    .title = { $course }: { $part }
    .baseline = قبل الدورة
    .post = بعد الدورة
    .follow_up = بعد مدة من الدورة
    .about = بضعة أسئلة تُظهر ما تغيّره الدورة لدى كل من يأخذها معًا. وهي لا تحكم عليك.

## The cover

practise = ما يجري التدرّب عليه
time = الوقت
time_about = { $n ->
    [zero] أقل من دقيقة. يمكن التوقف في أي وقت: مكانك محفوظ.
    [one] نحو دقيقة واحدة. يمكن التوقف في أي وقت: مكانك محفوظ.
    [two] نحو دقيقتين. يمكن التوقف في أي وقت: مكانك محفوظ.
    [few] نحو { $n } دقائق. يمكن التوقف في أي وقت: مكانك محفوظ.
    [many] نحو { $n } دقيقة. يمكن التوقف في أي وقت: مكانك محفوظ.
   *[other] نحو { $n } دقيقة. يمكن التوقف في أي وقت: مكانك محفوظ.
}
who_sees = من يرى ماذا

## What others are told: clauses of one sentence

told = يُبلَّغ نظام التعلّم بما يلي: { $list }. وهو يحفظ مكانك أيضًا.
    .finished = هل أنهيت الدورة
    .time = كم بقيت هنا
    .score = أفضل نتيجة لك في الاختبار
    .share = كم من إجاباتك كان صحيحًا دون تحديد أيّها
    .answers = كيف أجبت عن الأسئلة
    .choices = ماذا اخترت في المشاهد
told_nothing = لا يُرسَل شيء إلى أحد. مكانك محفوظ على هذا الجهاز وحده.
list =
    .next = { $list }، { $next }
    .last = { $list } و{ $last }
kept_back =
    .pledge = تعهّدك يبقى على هذا الجهاز.
one_scene = مشهد واحد
some_scenes = بعض المشاهد
one_page = صفحة واحدة
may_skip = يمكن تخطّي ذلك؛ والتخطّي يُعدّ إنجازًا ولا يُبلَّغ عنه.

## What is not yet reviewed

draft = مسودة
draft_by = لم تجرِ المراجعة بعد من: { $list }.
draft_plain = هذا النص لم يصدر بعد.
reviewer =
    .lived_experience = أشخاص لهم تجربة معيشة
    .accessibility = جهة تختبر إمكانية الوصول
    .clinical = جهة طبية
    .legal = جهة قانونية

## What a page is called

label =
    .scene = مشهد
    .practice = تدريب
    .pledge = تعهّد
label_test = اختبار

## A content note

before = قبل متابعة القراءة
before_text = التخطّي يُعدّ إنجازًا، ولا يُبلَّغ عنه.
read = القراءة
skip_it = التخطّي

## Questions

asked_choose = يُرجى الاختيار
asked_from = الاختيار من بين:
asked_match = المطلوب اختيار ما يناسب كل عنصر.
asked_sort = المطلوب اختيار المجموعة التي ينتمي إليها كل عنصر.
asked_order = المطلوب الترتيب بواسطة الأزرار.
asked_up = إلى أعلى
asked_down = إلى أسفل
asked_label = إجابتك
asked_number = عدد صحيح من { $from } إلى { $to }.
asked_decimal = عدد من { $from } إلى { $to }.
asked_between = من { $from } إلى { $to }
accepted = الإجابات المقبولة: { $what }.
right_number = الإجابة الصحيحة: { $what }.
asked_opinion = لا صواب هنا ولا خطأ. اختيارك لا يُحفَظ ولا يُرسَل.
asked_rather_not = أفضّل عدم الإجابة
asked_spot = المطلوب اختيار كل مقطع مناسب. المقاطع التي تحتها خط قابلة للاختيار.

## Scales of opinion

agreement_5 =
    .p1 = لا أوافق بشدة
    .p2 = لا أوافق
    .p3 = لا أوافق ولا أعارض
    .p4 = أوافق
    .p5 = أوافق بشدة
agreement_7 =
    .p1 = لا أوافق بشدة
    .p2 = لا أوافق
    .p3 = لا أوافق إلى حد ما
    .p4 = لا أوافق ولا أعارض
    .p5 = أوافق إلى حد ما
    .p6 = أوافق
    .p7 = أوافق بشدة
frequency_5 =
    .p1 = أبدًا
    .p2 = نادرًا
    .p3 = أحيانًا
    .p4 = غالبًا
    .p5 = دائمًا

## The test before the course

check_first = معروف لديك من قبل؟
check_first_link = إجراء الاختبار أولًا
check_first_text = { $n ->
    [zero] ما تصحّ إجابته يُعدّ مقروءًا، ولا تبقى للقراءة إلا البقية.
    [one] ما تصحّ إجابته يُعدّ مقروءًا، ولا تبقى للقراءة إلا البقية. هذه محاولتك الوحيدة قبل القراءة من جديد.
    [two] ما تصحّ إجابته يُعدّ مقروءًا، ولا تبقى للقراءة إلا البقية. هذه واحدة من محاولتين.
    [few] ما تصحّ إجابته يُعدّ مقروءًا، ولا تبقى للقراءة إلا البقية. هذه واحدة من { $n } محاولات.
    [many] ما تصحّ إجابته يُعدّ مقروءًا، ولا تبقى للقراءة إلا البقية. هذه واحدة من { $n } محاولة.
   *[other] ما تصحّ إجابته يُعدّ مقروءًا، ولا تبقى للقراءة إلا البقية. هذه واحدة من { $n } محاولة.
}

## A scene that was skipped

skipped = جرى التخطّي
skipped_text = جرى تخطّي هذا المشهد. وهو يُعدّ منجزًا، والتخطّي لا يُبلَّغ عنه. موضوعه:

## Blocks to read

note = ملاحظة
fact = حقيقة
how_far = حدود ما يعنيه ذلك
as_of = { $date }.
source = المصدر
instead_of = بدلًا من
say = يُقال
because = السبب
picture_by = الصورة: { $name }

## Questions with options

choose_one = المطلوب اختيار واحد.
choose_all = المطلوب اختيار كل ما ينطبق.
true_or_false = المطلوب اختيار ما إذا كان هذا صحيحًا.
true = صحيح
false = خطأ
check = التحقق من إجابتي

## A scene on paper

scene_start = البداية
scene_step = الخطوة { $n }
scene_end = النهاية { $n }
scene_after = فقط بعد { $choices }.
scene_not_after = ليس بعد { $choices }.
scene_otherwise = وإلا فالانتقال إلى { $where }.
or = أو
step_back = الرجوع خطوة واحدة
again = بدء المشهد من جديد

## Pledges and what was written

your_pledge = تعهّدك
left_title = ما تبقّى
your_notes = ملاحظاتك
then = (الانتقال إلى { $where })
looking_back = نظرة إلى الوراء
own_words = بكلماتك
pledge_private = لا يُبلَّغ أحد غيرك بما جرى اختياره أو كتابته.
pledge_after = موعد العودة إلى ذلك: بعد { $span }.
days = { $n ->
    [zero] 0 يوم
    [one] يوم واحد
    [two] يومين
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}
weeks = { $n ->
    [zero] 0 أسبوع
    [one] أسبوع واحد
    [two] أسبوعين
    [few] { $n } أسابيع
    [many] { $n } أسبوعًا
   *[other] { $n } أسبوع
}
months = { $n ->
    [zero] 0 شهر
    [one] شهر واحد
    [two] شهرين
    [few] { $n } أشهر
    [many] { $n } شهرًا
   *[other] { $n } شهر
}
years = { $n ->
    [zero] 0 سنة
    [one] سنة واحدة
    [two] سنتين
    [few] { $n } سنوات
    [many] { $n } سنة
   *[other] { $n } سنة
}
pledge_keep = حفظه على هذا الجهاز، حيث قد يقرؤه غيرك ممن يستخدمون الجهاز
pledge_save = حفظ تعهّدي

## The test, and a part that measures

test_title = الاختبار
measure_title = الأسئلة
label_measure = قبل وبعد
measure_mark = لا درجة نجاح هنا. والتخمين مرحَّب به كالإجابة الأكيدة.
measure_tries = مرة واحدة. لا يُعرَض ما هو صحيح، لأن الأسئلة تُطرح مرة أخرى.
test_questions = { $n ->
    [zero] لا أسئلة.
    [one] سؤال واحد.
    [two] سؤالان، واحدًا بعد الآخر.
    [few] { $n } أسئلة، واحدًا بعد الآخر.
    [many] { $n } سؤالًا، واحدًا بعد الآخر.
   *[other] { $n } سؤال، واحدًا بعد الآخر.
}
test_pass = يتحقق النجاح عند { $n } في المئة من النقاط.
test_attempts = { $n ->
    [zero] لا يمكن إجراؤه.
    [one] يمكن إجراؤه مرة واحدة. وبعدها تتيحه من جديد قراءةُ الصفحات التي فيها ما فاتك.
    [two] يمكن إجراؤه مرتين. وبعدهما تتيح قراءةُ الصفحات التي فيها ما فاتك مجموعة أخرى من المحاولات.
    [few] يمكن إجراؤه { $n } مرات. وبعدها تتيح قراءةُ الصفحات التي فيها ما فاتك مجموعة أخرى من المحاولات.
    [many] يمكن إجراؤه { $n } مرة. وبعدها تتيح قراءةُ الصفحات التي فيها ما فاتك مجموعة أخرى من المحاولات.
   *[other] يمكن إجراؤه { $n } مرة. وبعدها تتيح قراءةُ الصفحات التي فيها ما فاتك مجموعة أخرى من المحاولات.
}
test_no_script = الاختبار يحتاج إلى البرامج النصية.
test_length = الطول
test_mark = للنجاح
test_tries = المحاولات

## The last page

finish = النهاية
finish_title = الصفحة الأخيرة
finish_lead = يمكن الرجوع في أي وقت: إجاباتك تبقى متاحة للقراءة.
counts = ما يُحتسَب
    .handed_in = يكتمل هذا الجزء عند تسليم إجاباتك.
    .pages = تكتمل الدورة عند إنجاز كل صفحة.
    .test = تكتمل الدورة عند النجاح في الاختبار.
    .pages_and_test = تكتمل الدورة عند إنجاز كل صفحة والنجاح في الاختبار.
sent = ما يُرسَل
to_lms = إلى نظام التعلّم
to_device = إلى هذا الجهاز وحده
to_lms_text = مكانك، { $list }.
to_device_text = مكانك وإجاباتك. لا شيء يغادر الجهاز.
not_sent = ما لا يُرسَل
    .pledge = تعهّدك
    .skip = أي إبلاغ عن تخطّي مشهد
close_to_home = إن كان شيء من هذا قريبًا منك
save_close = الحفظ والإغلاق

## People to turn to, sources, dates

support_title = الحصول على الدعم
call = الاتصال على { $phone }
support_site = الموقع الإلكتروني
sources_title = المصادر
retrieved = تاريخ القراءة: { $date }.
credits = شكر وتقدير
month =
    .m01 = يناير
    .m02 = فبراير
    .m03 = مارس
    .m04 = أبريل
    .m05 = مايو
    .m06 = يونيو
    .m07 = يوليو
    .m08 = أغسطس
    .m09 = سبتمبر
    .m10 = أكتوبر
    .m11 = نوفمبر
    .m12 = ديسمبر

## Pictures, sound, film and files

print = طباعة كل شيء أو حفظه
quote = اقتباس
said_by = على لسان
chart_table = الأرقام نفسها في جدول
chart_label = البند
chart_note = ملاحظة
step_on = الخطوة { $n }
mark = العلامة { $n }
transcript = النص المكتوب: { $title }
captions = شرح نصي
not_inside = هذه الصفحة المفردة لا تتضمن التسجيل. كلماته أدناه.
take_away = للاحتفاظ به
not_inside_file = هذه الصفحة المفردة لا تتضمن الملف. يمكن طلبه من الجهة التي قدّمت الدورة.
file_kb = { $title } ({ $kind }، { $n } كيلوبايت)
file_mb = { $title } ({ $kind }، { $n } ميغابايت)

## Words that need care

term = الكلمة
term_use = متى تُستخدَم
term_avoid = ما يُتجنَّب
terms_title = الكلمات

## Opinions, reflections and stories

poll_private = لا صواب هنا ولا خطأ. إجابتك تبقى في هذه الصفحة ولا تُحفَظ.
poll_note = رأي كاتب الدورة في ذلك
opinions_who = من يراها
opinions_read = الأسئلة هنا للقراءة: هذه الحزمة لا تجمع إجابات عنها.
opinions_words = بكلماتك.
reflection_private = ما يُكتب هنا لا يُحفَظ ولا يُرسَل. تعرضه الصفحة الأخيرة مرة أخرى لطباعته؛ ويختفي عند المغادرة.
reflection_thoughts = أفكار لآخرين
story = قصة
whose = قصة مَن
whose_composite = جُمعت مما رواه عدة أشخاص. لا أحد فيها شخص واحد بعينه.
whose_consented = قصة شخص واحد، تُروى هنا بموافقة صاحب القصة. تاريخ الموافقة: { $date }.
from_here = من هنا
for_roles = موجَّه إلى: { $list }

## A device that somebody else used

stranger = لست المقصود؟ البدء من جديد
stranger_text = عندئذ ينسى الجهاز المكان والإجابات والتعهّدات التي تركها من كان هنا من قبل. لا يمكن التراجع عن ذلك.
stranger_forget = محوها والبدء من جديد

## For support

log = للدعم الفني: ما سُئل عنه نظام التعلّم وما أجاب به
log_text = كل سطر نداءٌ ونوعُ جوابه ورمزُ الخطأ. ليس فيه اسم ولا إجابة ولا شيء مما كتبت.
log_copy = النسخ

## The header

script-step = الخطوة { $n } من { $all }
script-colours = الألوان: { $mode }
script-auto = تلقائية
script-light = فاتحة
script-dark = داكنة
script-saved = تم الحفظ
script-saved_device = تم الحفظ هنا
script-saving = جارٍ الحفظ
script-seeking = جارٍ البحث عن نظام التعلّم
script-failed = لم يتم الحفظ، والمحاولة جارية
script-absent = لم يتم الحفظ
script-banner = لم يتم الحفظ
script-banner_failed = إجاباتك لا تصل إلى نظام التعلّم. يُرجى ترك هذه النافذة مفتوحة؛ المحاولة مستمرة.
script-banner_absent = لا اتصال بنظام تعلّم. يمكن قراءة كل شيء هنا، لكن لا يُسجَّل شيء. وللتسجيل يلزم فتح الدورة من صفحة التعلّم.
script-banner_refused = لم يسمح نظام التعلّم ببدء هذه الزيارة. يُرجى إغلاق هذه النافذة وفتح الدورة من جديد من صفحة التعلّم.
script-banner_nowhere = هذا المتصفح لا يسمح للدورة بحفظ مكانك. يمكن قراءة كل شيء هنا.
script-banner_error = حدث خطأ في هذه الصفحة. يمكن متابعة القراءة؛ وإذا لم يستجب أحد الأزرار، يُرجى إغلاق الدورة وفتحها من جديد.
script-banner_items = لم يُحمَّل جزء من الدورة، ولذلك لا تستجيب أسئلتها بعد. تُعاد المحاولة عند الصفحة التالية، ويمكن أيضًا فتح الدورة من جديد.

## Notes on a visit

script-note = ملاحظة
script-link_reading = هذه نظرة إلى دورة سابقة: لا يُسجَّل شيء.
script-note_resumed = أهلًا بعودتك. كنت هنا.
script-note_updated = تغيّرت هذه الدورة منذ زيارتك الأخيرة، ولذلك تبدأ من الصفحة الأولى. ما أنجزته من قبل يبقى محسوبًا.
script-note_damaged = لم تمكن قراءة مكانك، ولذلك تبدأ الدورة من الصفحة الأولى. ما أنجزته من قبل يبقى محسوبًا.
script-note_afresh = أكملت هذه الدورة من قبل. لم يحتفظ نظام التعلّم بمكانك، ولذلك تبدأ من الصفحة الأولى.

## The list of pages

script-done = تم الإنجاز
script-started = قيد الإنجاز
script-not_started = لم يبدأ بعد
script-left = { $n ->
    [zero] لم يتبقَّ شيء
    [one] تبقّى شيء واحد
    [two] تبقّى شيئان
    [few] تبقّت { $n } أشياء
    [many] تبقّى { $n } شيئًا
   *[other] تبقّى { $n } شيء
}
script-go_on_with = المتابعة: { $title }

## Answers

script-choose_first = المطلوب اختيار إجابة واحدة، ثم التحقق منها.
script-choose_first_many = المطلوب اختيار إجابة واحدة على الأقل، ثم التحقق.
script-choose_other = المطلوب اختيار إجابة أخرى، ثم التحقق منها.
script-choose_next = المطلوب اختيار إجابة واحدة، ثم المتابعة.
script-choose_next_many = المطلوب اختيار إجابة واحدة على الأقل، ثم المتابعة.
script-right = صحيح
script-not_quite = ليس تمامًا
script-partly = صحيح جزئيًا: { $n } من { $all }
script-partly_extra = صحيح جزئيًا: كل الإجابات الصحيحة، ومعها واحدة زائدة أو أكثر
script-tries = { $n ->
    [zero] لا محاولات أخرى لك.
    [one] لديك محاولة أخرى واحدة.
    [two] لديك محاولتان أخريان.
    [few] لديك { $n } محاولات أخرى.
    [many] لديك { $n } محاولة أخرى.
   *[other] لديك { $n } محاولة أخرى.
}
script-choose_each = المطلوب اختيار شيء لكل صف.
script-type_first = المطلوب كتابة إجابة.
script-number_first = المطلوب كتابة عدد من { $from } إلى { $to } بالأرقام.
script-order_other = المطلوب تغيير الترتيب، ثم التحقق منه.
script-partly_rows = صحيح جزئيًا: { $n } من { $all } في مكانها
script-row_right = صحيح
script-row_try = ليس هذا: يمكن تجربة غيره
script-row_wrong = ليس تمامًا
script-row_answer = الإجابة الصحيحة: { $what }.
script-order_first_wrong = أول مكان غير صحيح: { $place }.
script-order_place = المكان الصحيح: { $place }
script-moved = { $words }: الموضع { $place } من { $all }.
script-already_first = { $words }: في الموضع الأول بالفعل.
script-already_last = { $words }: في الموضع الأخير بالفعل.
script-words_not_kept = أجبت عن هذا؛ كلماتك لا تُحفَظ.
script-opinion_left = { $n ->
    [zero] لم يتبقَّ اختيار.
    [one] تبقّى اختيار واحد.
    [two] تبقّى اختياران.
    [few] تبقّت { $n } اختيارات.
    [many] تبقّى { $n } اختيارًا.
   *[other] تبقّى { $n } اختيار.
}
script-opinion_done = شكرًا لك. يُحفَظ أنك أجبت؛ أما ما اخترت فلا يُحفَظ.
script-opinion_restored = أجبت عن هذا؛ أما ما اخترت فلا يُحفَظ.

## What stands beside an answer

script-tag_right = اختيارك: صحيح
script-tag_wrong = اختيارك: ليس تمامًا
script-tag_try = اختيارك: يمكن تجربة غيره
script-tag_missed = إجابة صحيحة
script-tag_also = صحيح أيضًا
script-you_chose = اختيارك
script-looking_back = نظرة إلى الوراء

## Looking back on a scene

script-was_good = تماسك
script-was_partly = جزئيًا
script-was_slip = زلّة
script-was_mends = إصلاح
script-in_all = إجمالًا

## Pledges

script-pledge_first = المطلوب اختيار شيء أو كتابته، ثم حفظه.
script-pledge_saved = تم الحفظ
script-pledge_kept = تعهّدك محفوظ على هذا الجهاز وليس في أي مكان آخر. يمكن تغييره.
script-pledge_window = تعهّدك محفوظ حتى إغلاق هذه النافذة. يمكن تدوينه أو طباعة هذه الصفحة. ويمكن تغييره.
script-pledge_lost = هذا المتصفح لا يحفظ شيئًا، ولذلك يبقى تعهّدك حتى إغلاق هذه النافذة. يمكن تدوينه أو طباعة هذه الصفحة.
script-log_copied = تم النسخ.
script-log_selected = النص محدَّد: يمكن نسخه بلوحة المفاتيح.

## The test

script-question_of = السؤال { $n } من { $all }.
script-next_question = السؤال التالي
script-hand_in = التسليم
script-attempts_left = { $n ->
    [zero] لم تتبقَّ لك محاولات.
    [one] تبقّت لك محاولة واحدة.
    [two] تبقّت لك محاولتان.
    [few] تبقّت لك { $n } محاولات.
    [many] تبقّت لك { $n } محاولة.
   *[other] تبقّت لك { $n } محاولة.
}
    .measuring = { $n ->
        [zero] تم التسليم.
        [one] التسليم مرة واحدة.
        [two] التسليم متاح مرتين.
        [few] التسليم متاح { $n } مرات.
        [many] التسليم متاح { $n } مرة.
       *[other] التسليم متاح { $n } مرة.
    }
script-resume_test = متابعة الاختبار
    .measuring = المتابعة
script-begin_test = بدء الاختبار
    .measuring = البدء
script-retry_test = إعادة الاختبار
script-handed_in = شكرًا لك. تم تسليم إجاباتك.
script-handed_in_text = لا يُعرَض الصحيح والخطأ، لأن الأشياء نفسها تُسأل أكثر من مرة.
script-result_pass = { $n } في المئة: هذا نجاح
script-result_not = { $n } في المئة: ليس نجاحًا بعد
script-result_points = نقاطك: { $n } من { $all }.
script-best = أفضل نتيجة لك { $n } في المئة.
script-your_answers = إجاباتك
script-known = ما صحّت إجابته يُعدّ مقروءًا.
script-read_again = ما تُعاد قراءته
script-read_again_text = هذه الصفحات تتناول ما لم يكن صحيحًا.
script-read_open = انتهت محاولاتك، ولا شيء مغلق. إعادة قراءة هذه الصفحات تتيح مجموعة أخرى من المحاولات.
script-your_answer = إجابتك:

## The last page

script-finish_done = هذا كل شيء
script-finish_open = بقي القليل
script-finish_done_lead = يمكن إغلاق هذه النافذة الآن، والرجوع في أي وقت: إجاباتك تبقى متاحة للقراءة.
script-finish_open_lead = بقيت أشياء قليلة. يمكن التوقف هنا والرجوع لاحقًا: مكانك محفوظ.
script-remind_on = موعد العودة إلى تعهّدك: { $day }.
script-remind_file = تذكير للتقويم
script-remind_title = العودة إلى تعهّدي: { $title }
script-left_page = لم تُفتح بعد
script-left_item = سؤال ينتظر إجابة
script-left_scenario = مشهد لم ينتهِ
script-left_test = لم يتم النجاح بعد
    .measuring = لم يتم التسليم بعد
script-standing_open = حتى الآن: غير مكتملة.
script-standing_completed = حتى الآن: مكتملة.
script-standing_passed = حتى الآن: مكتملة مع النجاح.
script-standing_used_up = حتى الآن: دون نجاح، ولا محاولات متبقية قبل القراءة من جديد.
script-saved_at = آخر حفظ: { $time }.
script-closed = تم الحفظ. يمكن إغلاق هذه النافذة الآن.
script-closed_unsaved = لم يتأكد الحفظ الأخير. يُرجى ترك هذه النافذة مفتوحة دقيقة، ثم ضغط الزر مرة أخرى؛ وإذا بقي الأمر كذلك، فيُرجى إبلاغ الجهة المسؤولة عن نظام التعلّم.
script-closed_nowhere = لم يُحفَظ شيء. يمكن إغلاق هذه النافذة.
