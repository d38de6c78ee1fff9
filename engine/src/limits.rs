//! The most of everything that is read. Each limit is far above what good material needs, and is there
//! so that a damaged or hostile file ends in a sentence and not in a machine that hangs.

/// Bytes of one RON file.
pub const RON_BYTES: u64 = 8_000_000;
/// Bytes of all RON files of a course together.
pub const COURSE_BYTES: u64 = 64_000_000;
/// Levels of brackets in a RON file.
pub const NESTING: usize = 64;
/// Files of a course, media apart.
pub const COURSE_FILES: usize = 2_000;
/// Bytes of one media file.
pub const MEDIA_BYTES: u64 = 2_000_000_000;
/// Bytes of a picture, which is held whole while it is packaged. Ours: four bytes for each pixel of 4,000 by 4,000.
pub const PICTURE_BYTES: u64 = 64_000_000;
/// Bytes of all media of a course.
pub const COURSE_MEDIA_BYTES: u64 = 4_000_000_000;
/// Characters of a title. Source: SCORM 1.2, title: at most 200 characters.
pub const TITLE: usize = 200;
/// Characters of a label that stands beside the thread.
pub const LABEL: usize = 24;
/// Characters of the words that stand for a picture. Source: our own reading; they are heard in one go.
pub const ALT: usize = 150;
/// Characters of the name of a face.
pub const FACE: usize = 40;
/// Faces of a list.
pub const FACES: usize = 8;
/// Pixels of a picture's longer side.
pub const PICTURE_SIDE: u32 = 4_000;
/// Pixels of a picture. Ours: a browser holds four bytes for each, which is 400 MB.
pub const PICTURE_PIXELS: u64 = 100_000_000;
/// Words of a page, scenes and questions apart.
pub const PAGE_WORDS: usize = 700;
/// Words of a sentence in Easy Read. Source: GOV.UK, “Accessible communication formats”: no more than ten to 15.
pub const EASY_SENTENCE: usize = 15;
/// Sentences of one idea in Easy Read. Ours: a second one may say the same more nearly; a third is another idea.
pub const EASY_SENTENCES: usize = 2;
/// Letters of a word in Easy Read. Ours: no count of letters makes a word hard, and beyond these there is mostly an easier.
pub const EASY_WORD: usize = 12;
/// Pieces of a page in Easy Read.
pub const EASY_BLOCKS: usize = 60;
/// Ideas of a module's summary in Easy Read. Ours: it stands before the first button, and leads to the pages.
pub const EASY_SUMMARY: usize = 8;
/// Words that somebody reads in a minute at most when they read to learn.
pub const WORDS_A_MINUTE: usize = 240;
/// Outcomes of a course.
pub const OUTCOMES: usize = 8;
/// Flags of a scene: nobody keeps more in mind, and every set of them is gone through.
pub const FLAGS: usize = 8;
/// Characters of a mail address. Source: RFC 5321, 4.5.3.1.3, a path of 256 with its brackets.
pub const MAIL_ADDRESS: usize = 254;
/// Roles of a course. Four bits of the learner's state say which was chosen, and nought is none.
pub const ROLES: usize = 15;
/// Bytes of an XLIFF file that comes back from translators.
pub const XLIFF_BYTES: u64 = 64_000_000;
/// Elements, texts and attributes' owners of such a file together.
pub const XLIFF_NODES: u32 = 2_000_000;
/// Levels of elements in such a file.
pub const XLIFF_NESTING: usize = 64;
/// Bytes of one text in Markdown.
pub const MARKDOWN_BYTES: usize = 65_536;
/// Characters of a text that a place may put in its own words on a form; longer ones are not offered there. A cell of a
/// spreadsheet has at most 32,767.
pub const FORM_WORDS: usize = 4_000;
/// Characters of a reason on a form.
pub const FORM_WHY: usize = 500;
/// Characters in which a review says what was changed because of it.
pub const REVIEW_CHANGED: usize = 1_000;
/// Characters of one text of an equality impact assessment.
pub const IMPACT_WORDS: usize = 4_000;
/// Effects, people asked, and actions of such an assessment, each.
pub const IMPACT_ENTRIES: usize = 100;
/// Characters of what a reviewer says in one comment, and of the words that it was made on.
pub const COMMENT_WORDS: usize = 20_000;
/// Comments that are kept beside a course.
pub const COMMENTS: usize = 20_000;
/// Comments that one file may bring.
pub const COMMENTS_OF_ONE: usize = 5_000;
/// Bytes of one file that comes back from a reviewer.
pub const REVIEW_BYTES: u64 = 32_000_000;
/// Bytes of all that is unpacked of a document that comes back.
pub const REVIEW_UNPACKED: u64 = 96_000_000;
/// Bytes of one filled form.
pub const FORM_BYTES: u64 = 8_000_000;
/// Bytes of all that is packed in a filled form, unpacked.
pub const FORM_UNPACKED: u64 = 32_000_000;
/// Rows that a sheet of a form may have.
pub const FORM_ROWS: usize = 20_000;
/// Columns that a sheet of a form may have.
pub const FORM_COLUMNS: usize = 100;
/// Filled forms that are read at once.
pub const FORMS: usize = 1_000;
/// Options of a question. Source: NHS Learning Hub reads at most 26 letters.
pub const OPTIONS: usize = 26;
/// Tries at a question, attempts at a test. They are kept in three bits of the learner's state.
pub const ATTEMPTS: u32 = 7;
/// Weight of a question: how much it counts in a test.
pub const WEIGHT: u32 = 10;
/// Faults that are reported of one course; more than this is no help to anybody.
pub const FAULTS: usize = 500;
/// Faults of brackets, commas, colons and quotes that are told of one file, and as many of its shape.
pub const CUTS: usize = 50;
/// Entries of a feed of packages; of more than these the oldest are dropped, and more packages than these are not given
/// out by one page.
pub const FEED_ENTRIES: usize = 2_000;
/// Bytes of a feed of packages, and of the page beside it.
pub const FEED_BYTES: u64 = 16_000_000;
/// Elements and texts of a feed of packages.
pub const FEED_NODES: u32 = 200_000;
/// Characters of the address of a folder of packages.
pub const ADDRESS: usize = 2_000;
