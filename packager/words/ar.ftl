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
accessibility = بيان إمكانية الوصول
colours = الألوان: تلقائية
progress = الخطوات المنجزة
new_window = يُفتح في نافذة جديدة
languages = اللغات
read_here = يمكن قراءة كل شيء هنا.
no_script = البرامج النصية متوقفة هنا. يمكن قراءة كل شيء، لكن الإجابات لا تُراجَع ولا تُحفَظ.
reading = هذه الصفحة للقراءة من دون برامج نصية: الإجابات لا تُراجَع ولا تُحفَظ هنا.
reading_whole = فتح الدورة نفسها
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
    .progress = كم أنجزت منها
    .time = كم بقيت هنا
    .score = أفضل نتيجة لك في الاختبار
    .share = كم من إجاباتك كان صحيحًا دون تحديد أيّها
    .answers = كيف أجبت عن الأسئلة
    .choices = ماذا اخترت في المشاهد
told_nothing = لا يُرسَل شيء إلى أحد. مكانك محفوظ على هذا الجهاز وحده.
list =
    .next = { $list }، { $next }
    .last = { $list } و{ $last }
kept_back = لا يُرسَل أبدًا: { $list }.
    .pledge = ما تعهّدت به
    .notes = ما كتبت لنفسك
    .opinions = آراؤك
    .code = آراؤك التي لا يسلّمها أحد غيرك، في صورة رمز
one_scene = مشهد واحد
some_scenes = بعض المشاهد
one_page = صفحة واحدة
may_skip = يمكن تخطّي ذلك؛ والتخطّي يُعدّ إنجازًا ولا يُبلَّغ عنه.

## Easy Read: short sentences with pictures, for people who find reading hard

easy_read = القراءة السهلة
easy_some = بعض الصفحات بالقراءة السهلة: جمل قصيرة، وصور حيث توجد.
easy_page = القراءة السهلة
easy_all = القراءة السهلة في كل صفحة
easy_on = هذه الصفحة الآن بالقراءة السهلة.
easy_off = هذه الصفحة الآن ليست بالقراءة السهلة.
easy_all_on = كل صفحة لها قراءة سهلة تعرضها الآن.
easy_all_off = لا توجد الآن صفحة بالقراءة السهلة.
easy_draft = مسودة: لم يتحقق منها بعد أشخاص يستخدمون القراءة السهلة.
easy_not = هذا الجزء ليس بالقراءة السهلة.

## What is not yet reviewed

draft = مسودة
draft_by = لم تجرِ المراجعة بعد من: { $list }.
draft_plain = هذا النص لم يصدر بعد.
reviewer =
    .lived_experience = أشخاص لهم تجربة معيشة
    .accessibility = جهة تختبر إمكانية الوصول
    .clinical = جهة طبية
    .legal = جهة قانونية
    .easy_read = أشخاص يستخدمون القراءة السهلة
reviewed = المراجعة
reviewed_by = جرت المراجعة من: { $list }.
reviewed_in = { $who } ({ $month })

## What a page is called

label =
    .scene = مشهد
    .practice = تدريب
    .pledge = تعهّد
label_test = في النهاية

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
skipped_text = جرى تخطّي هذه الصفحة. وهي تُعدّ منجزة، والتخطّي لا يُبلَّغ عنه.
skipped_about = موضوعها:

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
    .notes = ما كتبت لنفسك
    .opinions = آراؤك
    .code = آراؤك ما لم يكن تسليم الرمز منك
    .role = أي إبلاغ عن الدور الذي اخترت
    .skip = أي إبلاغ عن تخطّي مشهد
close_to_home = إن كان شيء من هذا قريبًا منك
save_close = الحفظ والإغلاق
receipt = حفظ سجلّي الخاص
receipt_text = لمن لم يحتفظ نظام التعلّم بما أنجزه: يمكن أخذ هذا السجل وتسليمه إلى الجهة التي تحفظ السجلات. هو تصريح شخصي غير موقَّع، ويمكن لأي أحد تغييره، ومن يتسلّمه يقرر قيمته.
receipt_name = الاسم أو الرقم الوظيفي، إذا كان له أن يظهر فيه
receipt_private = يظهر في ما يُحفَظ هنا وحده: لا ترسله الدورة ولا تحتفظ به.
receipt_file = الحفظ ملفًّا
receipt_paper = الحفظ نصًّا

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
opinions_label = رأيك
opinions_title = كيف يبدو لك الأمر
opinions_now = الآن
    .text = لا صواب هنا ولا خطأ، ولا يُرسَل شيء مما جرى اختياره. ويمكن ترك أي شيء دون إجابة.
opinions_later = في النهاية
    .text = تصنع الصفحة الأخيرة رمزًا من إجاباتك. ليس فيه اسم ولا وقت. يمكن تسليمه أو تركه: ولا يُبلَّغ أحد بأيهما.
opinions_sees = من يرى الرموز
opinions_no_script = الرمز يحتاج إلى البرامج النصية.
opinions_go_on = يمكن اختيار شيء، أو ضغط زر المتابعة مرة أخرى وتركها دون إجابة.
opinions_keep = حفظ إجاباتي على هذا الجهاز حتى عودتي، حيث قد يقرؤها غيري ممن يستخدمون الجهاز
own_title = رمز خاص بك، لمن يريد
own_text = يجمع إجاباتك من أوقات مختلفة دون اسمك. المطلوب استعمال الثلاثة نفسها في كل مرة. وهي تُخلط في ست علامات؛ ومن يعرف الثلاثة كلها قد يتعرّف عليها. ويمكن ترك أي منها.
own_school = الحرف الأخير من اسم مدرستك الأولى
own_day = يوم ميلادك من الشهر
own_digits = رقمان يسهل عليك تذكّرهما
code_title = رمز إجاباتك
code_text = فيه ما اخترت عن كيف يبدو لك الأمر: لا اسم ولا رقم وظيفي ولا وقت. لم يُرسَل. لكي تُحتسَب إجاباتك يُسلَّم الرمز كما طُلب؛ وإلا فيمكن تركه. ولا يُبلَّغ أحد بأيهما.
story = قصة
whose = قصة مَن
whose_composite = جُمعت مما رواه عدة أشخاص. لا أحد فيها شخص واحد بعينه.
whose_consented = قصة شخص واحد، تُروى هنا بموافقة صاحب القصة. تاريخ الموافقة: { $date }.
from_here = من هنا
for_roles = موجَّه إلى: { $list }

## The choice of a role

role_ask = دورك
role_change = تغيير دورك
role_hint = عندئذ تُترك الصفحات الموجَّهة إلى غيرك وتُعدّ منجزة. لا يُبلَّغ أحد بذلك. يمكن تغيير الاختيار في أي وقت، هنا أو في المحتويات.
role_all = عرض كل شيء

## The certificate of attendance

certificate = شهادة حضور
certificate_no_script = الشهادة تحتاج إلى البرامج النصية.
certificate_early = عند اكتمال الدورة يمكن طباعة شهادة هنا.
certificate_your_name = اسمك كما ينبغي أن يظهر على الورقة
certificate_private = اسمك لا يُرسَل ولا يُحفَظ: يختفي عند المغادرة. ومن دونه يوجد سطر للكتابة عليه.
certificate_with_result = طباعة نتيجتي في الاختبار أيضًا
certificate_print = طباعة الشهادة
certificate_who = الاسم
certificate_course = الدورة
certificate_edition = الإصدار
certificate_date = تاريخ الطباعة
certificate_time = مدة التعلّم
certificate_result = النتيجة
certificate_note = طُبعت هذه الورقة بيد من أكمل الدورة. وهي تثبت الحضور وليست مؤهلًا.
certificate_record_lms = السجل هو ما يحفظه نظام التعلّم.
certificate_record_none = لا يحفظ أي نظام تعلّم سجلًا لذلك.
certificate_get = شهادة حضور للطباعة

## A word about a page

reply = إبداء رأي في هذه الصفحة
reply_private = الدورة نفسها لا ترسل شيئًا، ولا يذهب مع كلماتك شيء من إجاباتك.
reply_copy_only = يمكن نسخها وتسليمها إلى الجهة التي قدّمت الدورة.
reply_by_mail = يمكن نسخها أو كتابة رسالة إلى { $address }. تُكتب الرسالة في برنامج البريد لديك، وهي تُظهر من أنت.
reply_words = كلماتك
reply_shows = هذا وحده، ولا شيء غيره، يُنسخ أو يوضع في الرسالة:
reply_copy = النسخ
reply_mail = كتابة رسالة

## A device that somebody else used

stranger = لست المقصود؟ البدء من جديد
stranger_text = عندئذ ينسى الجهاز المكان والإجابات والتعهّدات التي تركها من كان هنا من قبل. لا يمكن التراجع عن ذلك.
stranger_forget = محوها والبدء من جديد

## For support

log = للدعم الفني: ما سُئل عنه نظام التعلّم وما أجاب به
log_text = كل سطر نداءٌ ونوعُ جوابه ورمزُ الخطأ. ليس فيه اسم ولا إجابة ولا شيء مما كتبت.
log_copy = النسخ
log_check = لفحص ما يحفظه نظام التعلّم هذا، المطلوب فتح الدورة بحساب تجريبي مع وضع هذا في العنوان بدلًا مما فيه الآن:

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
script-over = لم يتم الحفظ: يلزم الفتح من جديد
script-banner = لم يتم الحفظ
script-banner_failed = إجاباتك لا تصل إلى نظام التعلّم. يُرجى ترك هذه النافذة مفتوحة؛ المحاولة مستمرة.
script-banner_over = انتهت هذه الزيارة: لا يُحفَظ شيء مما يجري هنا الآن. وللمتابعة يُرجى إغلاق هذه النافذة وفتح الدورة من جديد.
script-banner_absent = لا اتصال بنظام تعلّم. يمكن قراءة كل شيء هنا، لكن لا يُسجَّل شيء. وللتسجيل يلزم فتح الدورة من صفحة التعلّم.
script-banner_refused = لم يسمح نظام التعلّم ببدء هذه الزيارة. يُرجى إغلاق هذه النافذة وفتح الدورة من جديد من صفحة التعلّم.
script-banner_nowhere = هذا المتصفح لا يسمح للدورة بحفظ مكانك. يمكن قراءة كل شيء هنا.
script-banner_error = حدث خطأ في هذه الصفحة. يمكن متابعة القراءة؛ وإذا لم يستجب أحد الأزرار، يُرجى إغلاق الدورة وفتحها من جديد.
script-banner_items = لم يُحمَّل جزء من الدورة، ولذلك لا تستجيب أسئلتها بعد. تُعاد المحاولة عند الصفحة التالية، ويمكن أيضًا فتح الدورة من جديد.

## Roles, and how long it takes

script-minutes_left = { $n ->
    [zero] بقيت أقل من دقيقة
    [one] بقيت نحو دقيقة واحدة
    [two] بقيت نحو دقيقتين
    [few] بقيت نحو { $n } دقائق
    [many] بقيت نحو { $n } دقيقة
   *[other] بقيت نحو { $n } دقيقة
}
script-role_left = { $n ->
    [zero] لم تُترك أي صفحة.
    [one] صفحة واحدة موجَّهة إلى غيرك وقد تُركت.
    [two] صفحتان موجَّهتان إلى غيرك وقد تُركتا.
    [few] { $n } صفحات موجَّهة إلى غيرك وقد تُركت.
    [many] { $n } صفحة موجَّهة إلى غيرك وقد تُركت.
   *[other] { $n } صفحة موجَّهة إلى غيرك وقد تُركت.
}
script-role_whole = تُعرض كل الصفحات.

## A word about a page

script-reply_about = { $title }، الإصدار { $edition }: { $page }
script-reply_long = هذا أطول من أن يوضع في رسالة. يمكن نسخه ولصقه فيها.

## A visit that nobody is at

script-idle = هل ما زلت هنا؟
script-idle_text = لم يُضغط شيء منذ عشر دقائق. بعد دقيقة تُغلق هذه الزيارة كي لا يجدها غيرك مفتوحة. كل شيء محفوظ. للمتابعة يكفي ضغط أي مفتاح.
script-idle_here = المتابعة
script-idle_closed = أُغلقت هذه الزيارة لأن أحدًا لم يكن هنا. كل شيء محفوظ. وللمتابعة يلزم فتح الدورة من جديد من صفحة التعلّم.
script-idle_forgot = أُغلقت هذه الزيارة لأن أحدًا لم يكن هنا. لم يعد المكان ولا الإجابات على هذا الجهاز.
script-idle_again = البدء

## Notes on a visit

script-note = ملاحظة
script-link_reading = هذه نظرة إلى دورة سابقة: لا يُسجَّل شيء.
script-note_resumed = أهلًا بعودتك. كنت هنا.
script-note_updated = تغيّرت هذه الدورة منذ زيارتك الأخيرة، ولذلك تبدأ من الصفحة الأولى.
script-note_damaged = لم تمكن قراءة مكانك، ولذلك تبدأ الدورة من الصفحة الأولى.
script-note_lost = لم يحتفظ نظام التعلّم بمكانك، ولذلك تبدأ الدورة من الصفحة الأولى.
script-note_counts = ما أنجزته من قبل يبقى محسوبًا.
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
script-not_started_time = { $n ->
    [zero] لم يبدأ بعد، أقل من دقيقة
    [one] لم يبدأ بعد، نحو دقيقة واحدة
    [two] لم يبدأ بعد، نحو دقيقتين
    [few] لم يبدأ بعد، نحو { $n } دقائق
    [many] لم يبدأ بعد، نحو { $n } دقيقة
   *[other] لم يبدأ بعد، نحو { $n } دقيقة
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
script-moved = الموضع { $place } من { $all }: { $words }
script-already_first = في الموضع الأول بالفعل: { $words }
script-already_last = في الموضع الأخير بالفعل: { $words }
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

script-opinions_open = { $n ->
    [zero] لا عبارات دون إجابة
    [one] بقيت عبارة واحدة دون إجابة
    [two] بقيت عبارتان دون إجابة
    [few] بقيت { $n } عبارات دون إجابة
    [many] بقيت { $n } عبارة دون إجابة
   *[other] بقيت { $n } عبارة دون إجابة
}
script-opinions_kept = إجاباتك محفوظة على هذا الجهاز.
script-opinions_not_kept = إجاباتك محفوظة حتى إغلاق هذه النافذة.
script-opinions_lost = هذا المتصفح لا يحفظ شيئًا، ولذلك تبقى إجاباتك حتى إغلاق هذه النافذة.
script-code_none = لم يجرِ اختيار شيء، ولذلك لا يوجد رمز.
script-code_copy = نسخ الرمز
script-code_print = طباعة هذه الصفحة
script-code_picture = الرمز نفسه في صورة (رمز استجابة سريعة) لكاميرا الهاتف. ليس فيه شيء آخر.
script-tag_right = اختيارك: صحيح
script-tag_wrong = اختيارك: ليس تمامًا
script-tag_try = اختيارك: يمكن تجربة غيره
script-tag_missed = إجابة صحيحة
script-tag_also = صحيح أيضًا
script-why_above = كل إجابة أعلاه تبيّن الآن ما هو صحيح.
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
script-finish_failed_lead = لم يُحفَظ كل شيء بعد. يُرجى ترك هذه النافذة مفتوحة: المحاولة مستمرة.
script-finish_over_lead = انتهت هذه الزيارة، ولم يُحفَظ كل شيء. يُرجى فتح الدورة من جديد.
script-finish_absent_lead = لا يُرسَل شيء من هذه الزيارة إلى نظام تعلّم. يمكنك حفظ سجلك الخاص أدناه.
script-finish_reading_lead = أنت تراجع الدورة، فلا شيء يلزم حفظه. يمكن إغلاق هذه النافذة الآن.
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
script-day = { $day } { $month } { $year }
script-day_time = { $day }، { $time }
script-saved_at = آخر حفظ: { $time }.
script-told_open = أُبلغ حتى الآن: غير مكتملة.
script-told_completed = أُبلغ حتى الآن: مكتملة.
script-told_passed = أُبلغ حتى الآن: مكتملة مع النجاح.
script-told_used_up = أُبلغ حتى الآن: دون نجاح.
script-told_best = وأُبلغ أيضًا بأفضل نتيجة لك، { $n } في المئة.
script-told_waiting = ما أنجزته بعد ذلك لم يُرسَل بعد؛ والمحاولة مستمرة.
script-told_over = انتهت هذه الزيارة، وما أنجزته أخيرًا غير مؤكَّد.
script-told_nothing = لم يُرسَل شيء: هذه الزيارة غير متصلة بنظام تعلّم.
script-certificate_minutes = { $n ->
    [zero] أقل من دقيقة كما هو مقرَّر
    [one] نحو دقيقة واحدة كما هو مقرَّر
    [two] نحو دقيقتين كما هو مقرَّر
    [few] نحو { $n } دقائق كما هو مقرَّر
    [many] نحو { $n } دقيقة كما هو مقرَّر
   *[other] نحو { $n } دقيقة كما هو مقرَّر
}
script-certificate_best = { $n } في المئة في الاختبار
script-closed = تم الحفظ. يمكن إغلاق هذه النافذة الآن.
script-closed_unsaved = انتهت هذه الزيارة ولم يتأكد الحفظ الأخير. يُرجى فتح الدورة من جديد للتحقق من وجود إجاباتك؛ وإن لم تكن موجودة، فيُرجى إبلاغ الجهة المسؤولة عن نظام التعلّم.
script-closed_unconfirmed = حُفظت إجاباتك؛ ولم يؤكد نظام التعلّم نهاية الزيارة. يمكن إغلاق هذه النافذة الآن.
script-closed_reading = لم يكن هناك ما يُحفَظ. يمكن إغلاق هذه النافذة.
script-closed_nowhere = لم يُحفَظ شيء. يمكن إغلاق هذه النافذة.
script-receipt_head = سجل شخصي للتعلّم
script-receipt_by = الاسم: { $name }
script-receipt_course = الدورة: { $title }، الإصدار { $edition }
script-receipt_made = كُتب: { $date }، بساعة الجهاز المستخدَم.
script-receipt_done = المنجَز: { $n } في المئة من الصفحات.
script-receipt_own = هذا تصريح شخصي غير موقَّع، وربما غيّره أحد.

## The check of a learning system: fetched with its own script, where the address asks for it

accept-title = فحص نظام التعلّم هذا
accept-lead = يكتب هذا الفحص ويقرأ ما كتب ويستأنف كما تفعل الدورة مع المتعلّمين، في هذا النظام نفسه، ثم يبيّن ما حُفظ.
accept-before = قبل البدء
accept-writes = يكتب الفحص مكانًا وإجابات تجريبية في سجل صاحب الحساب المفتوح الآن. ولا يضع درجة، ولا حالة أعلى من «غير مكتملة».
accept-stays = يُزال المكان عند الفتح الثاني. أما الإجابات التجريبية وثانية من الوقت وحالة «غير مكتملة» فقد تبقى: لا تستطيع أي دورة سحبها.
accept-learner = المطلوب حساب تجريبي لم يفتح هذه الدورة قط. وحيث يوجد سجل لأحد لا يُكتب شيء.
accept-note = للعلم
accept-remembered = يتذكّر هذا المتصفح فتحًا أول للفحص. إذا كان هذا هو الحساب التجريبي نفسه، فالمطلوب متابعة الفتح الثاني.
accept-start = بدء الفحص
accept-start_second = متابعة الفتح الثاني
accept-start_anew = البدء من جديد بحساب تجريبي آخر
accept-running = قيد التجربة: { $title }
accept-first = الفتح الأول
accept-second = الفتح الثاني
accept-result = النتيجة
accept-steps = الخطوات كلها
accept-expected = المتوقَّع:
accept-came = ما جاء:
accept-code = رمز الخطأ:
accept-learners = للمتعلّمين:
accept-held = سليم
accept-fault = خلل
accept-faults = { $n ->
    [zero] لا خلل في أي خطوة.
    [one] في خطوة واحدة خلل.
    [two] في خطوتين خلل.
    [few] في { $n } خطوات خلل.
    [many] في { $n } خطوة خلل.
   *[other] في { $n } خطوة خلل.
}
accept-sound = سلمت كل خطوة تحتاج إليها هذه الدورة.
accept-nothing = لم يُجرَّب شيء.
accept-end_again = المطلوب الآن إغلاق الدورة وفتحها مرة أخرى بالطريقة نفسها وبالحساب نفسه وفي هذا المتصفح. ينظر الفتح الثاني هل ما كُتب ما زال هناك، ثم يزيله.
accept-end_over = انتهى الفحص. المطلوب حفظ هذا التقرير، وحذف سجل الحساب التجريبي إذا سمح النظام بذلك.
accept-end_stopped = لم يتمكن الفحص من المتابعة. المطلوب إصلاح الخلل ثم إغلاق الدورة وفتحها من جديد.
accept-end_refused = لم يُكتب شيء. المطلوب فتح الدورة مرة أخرى بحساب تجريبي لم يفتحها قط.
accept-end_reading = لم يُكتب شيء. المطلوب فتح الدورة بحيث تُحسب الزيارة: لا معاينةً ولا مراجعةً لما مضى.
accept-text = التقرير نصًّا
accept-copy = نسخ التقرير
accept-copied = تم النسخ.
accept-selected = النص محدَّد: يمكن نسخه بلوحة المفاتيح.
accept-save = الحفظ نصًّا
accept-print = الطباعة

accept-step_found = العثور على نظام التعلّم
accept-step_begin = بدء زيارة
accept-step_mode = هل تُحسب الزيارة
accept-step_record = ما في السجل
accept-step_parts = ما يقول النظام إنه لديه: { $name }
accept-step_status = الإبلاغ ببدء الدورة
accept-step_place = مكان قصير، ثم قراءته
accept-step_commit = الحفظ
accept-step_kept = المكان القصير، بعد الحفظ
accept-step_letters = حروف غير إنجليزية
accept-step_signs = علامات ونهايات أسطر
accept-step_need = مكان بالطول الذي تحتاج إليه هذه الدورة: { $n } من الحروف
accept-step_most = مكان بأقصى طول في المعيار: { $n } من الحروف
accept-step_location = المكان الذي تعرضه التقارير
accept-step_time = وقت التعلّم
accept-step_answers = إجابات تجريبية
accept-step_resumed = مكان الفتح الأول
accept-step_untouched = الحالة والدرجة منذ الفتح الأول
accept-step_restored = إعادة ما كان هناك
accept-step_finish = الوداع

accept-expect_true = القبول دون رمز خطأ.
accept-expect_found = كائن اسمه { $name }، في هذه النافذة أو في نافذة حولها.
accept-expect_address = عنوان نظام التعلّم، ضمن عنوان الدورة.
accept-expect_launch = أن يسمح النظام ببدء الزيارة.
accept-expect_mode = زيارة تُحسب.
accept-expect_empty = لا شيء، أو ما كتبه هذا الفحص.
accept-expect_parts = على الأقل { $names }.
accept-expect_same = الحروف نفسها وعددها { $n }.
accept-expect_answers = قبول الكل: { $n }.
accept-expect_incomplete = كما تُركت: غير مكتملة، ودون درجة.
accept-expect_cleared = لا شيء هناك من الفحص.

accept-came_true = قُبل { $call }.
accept-came_false = جواب { $call } هو «{ $said }»، ورمز الخطأ { $code }.
accept-came_threw = انقطع { $call } أو بقي دون جواب.
accept-came_words = يسمّيه النظام «{ $words }».
accept-came_own = وُجد في هذه النافذة.
accept-came_above = { $n ->
    [zero] وُجد في هذه النافذة نفسها.
    [one] وُجد في نافذة واحدة أبعد.
    [two] وُجد على بُعد نافذتين.
    [few] وُجد على بُعد { $n } نوافذ.
    [many] وُجد على بُعد { $n } نافذة.
   *[other] وُجد على بُعد { $n } نافذة.
}
accept-came_opener = وُجد عن طريق النافذة التي فتحت هذه.
accept-came_none = لم يوجد شيء.
accept-came_other = لم يوجد إلا { $name }، وهو من معيار آخر.
accept-came_address = موجود.
accept-came_launch = سمح بذلك.
accept-came_asked = لم يسمح. ما سُئل عنه وما كان الجواب: { $call }.
accept-came_mode = الوضع: { $mode }. الاحتساب: { $credit }.
accept-came_ours = ما كتبه هذا الفحص.
accept-came_record = سجل لأحد.
accept-came_parts = الكل.
accept-came_missing = ليس منها: { $names }.
accept-came_unsaid = لا يقول النظام شيئًا.
accept-came_same = عادت الحروف نفسها وعددها { $n }.
accept-came_nothing = لا شيء.
accept-came_cut = قطعه النظام: عاد { $n } من { $all } من الحروف.
accept-came_changed = غيّره النظام: عاد { $n } من الحروف بدلًا من { $all }، والاختلاف من الحرف { $place }.
accept-came_unwanted = لم تُرسَل: هذه الحزمة لا تبلّغ بالإجابات واحدة واحدة.
accept-came_unoffered = لم تُرسَل: لا يقول النظام إنه يقبلها.
accept-came_answers = قُبلت كلها: { $n }.
accept-came_unseen = قُبلت، ولم توجد بعد حين سُئل عنها في الحال.
accept-came_incomplete = كما تُركت.
accept-came_status = الحالة «{ $name }»، ولم يضعها الفحص قط.
accept-came_score = هناك درجة لم يضعها الفحص قط.
accept-came_cleared = لم يبق هناك شيء من الفحص.
accept-came_stays = ما زال هناك من الفحص { $n } من الحروف.

accept-means_found = تمكنهم قراءة الدورة، ولا يُسجَّل منها شيء. المطلوب فتحها من نظام التعلّم، والسؤال هل يقبل النظام هذا المعيار.
accept-means_begin = يقال لهم إن الزيارة لم تبدأ، ولا يُسجَّل شيء. إذا كانت الدورة مفتوحة من قبل في هذه النافذة، فالمطلوب إغلاقها وفتحها من جديد.
accept-means_status = قد تُعَدّ الزيارة لم تبدأ، أو تُعَدّ منتهية وهي ليست كذلك.
accept-means_place = يبدؤون من الصفحة الأولى في كل مرة، ويقال لهم «لم يُحفَظ».
accept-means_commit = لا يُحفظ شيء مما يفعلون، ويقال لهم «لم يُحفَظ».
accept-means_kept = ما لدى النظام ليس ما أُرسل. ويقال لهم «لم يُحفَظ».
accept-means_need = لا يتّسع هذا النظام لمكان بالطول الذي تحتاج إليه هذه الدورة. من أجاب كثيرًا يفقد مكانه، ويقال له «لم يُحفَظ».
accept-means_time = لا يُسجَّل وقت تعلّمهم. ولا يتوقف على ذلك شيء آخر.
accept-means_answers = لا تصل إجاباتهم واحدة واحدة إلى التقارير. ولا يتوقف عليها المكان ولا الحالة ولا الدرجة.
accept-means_resumed = ما كتبته زيارة يضيع عند التالية: يبدؤون من الصفحة الأولى في كل مرة.
accept-means_untouched = يضع النظام هذا بنفسه: قد يُسجَّل أن أشخاصًا أكملوا وهم لم يكملوا.
accept-means_restored = لا شيء، ما دام هذا حسابًا تجريبيًا. المطلوب حذف سجل ذلك الحساب.
accept-means_finish = لا تُقبل نهاية الزيارة. وما حُفظ قبلها محسوب.
accept-note_unsaid = رفض دون رمز خطأ: بعض الأنظمة تجيب هكذا مع أنها حفظت. وما يُقرأ بعد ذلك هو الذي يحسم.
accept-note_begin = كانت الزيارة قد بدأت، والدورة تواصلها.
accept-note_mode = لا يُحفظ شيء في مثل هذه الزيارة، كما ينبغي.
accept-note_record = يبقى كما كان.
accept-note_parts = ما لم يُذكر لا يُرسَل. ولا يضيع بذلك مكان.
accept-note_letters = يُكتب المكان في هذه الدورة بحروف لاتينية دون حركات وبأرقام وثلاث علامات، فلا يضيع شيء.
accept-note_signs = ليس في مكان هذه الدورة علامة كهذه، فلا يضيع شيء.
accept-note_most = يكفي هذه الدورة. وقد تفقد دورة أكبر منها بكثير أماكنها هنا.
accept-note_location = لا يظهر إلا في التقارير: العودة تكون بالمكان المذكور أعلاه.
accept-note_answers = لا تعرض التقارير الإجابات واحدة واحدة. ولا يتوقف عليها المكان ولا الحالة ولا الدرجة.
accept-note_restored = ما بقي لا يظهر إلا في التقارير: لا يعود به أحد إلى مكانه.
accept-note_resumed = كل ما تحتاج إليه هذه الدورة موجود.
