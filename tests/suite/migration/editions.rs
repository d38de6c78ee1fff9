//! Five editions of a course, each by its edits of the one before: options, rows and questions come and go.

const COURSE: &str = "course.ron";
const MODULE: &str = "modules/one.ron";
const BANK: &str = "banks/core.ron";
const LETTERS: &str =
    "                        Pair(id: \"letters\", left: \"How to write\", right: \"A letter\"),\n";

/// An edit of a file: what is written, and what is written instead.
pub(super) type Edit = (&'static str, &'static str, &'static str);

const SILENCE: &str = "Wrong(id: \"silence\", text: \"Nothing.\", because: \"It was heard.\"),";
const MISS: &str = "Wrong(id: \"miss\", text: \"Miss?\", because: \"A guess.\"),";

/// Each edition's edits of the one before.
pub(super) const EDITIONS: [(&str, &[Edit]); 5] = [
    ("1.0.0", &[]),
    // Options are added: two fit, a mask and a path are outgrown. There are roles from now on.
    (
        "1.1.0",
        &[
            (
                COURSE,
                "    level: Aware,",
                "    roles: [Role(id: \"desk\", title: \"Desk\"), Role(id: \"phones\", title: \"Phones\")],\n    level: Aware,",
            ),
            (MODULE, "title: \"Last\",", "title: \"Last\", for_roles: [\"desk\", \"phones\"],"),
            (
                MODULE,
                "Wrong(id: \"long\"",
                "Wrong(id: \"silence\", text: \"Nothing.\", because: \"It was heard.\"),\n                    Wrong(id: \"long\"",
            ),
            (
                MODULE,
                "because: \"A guess.\"),",
                "because: \"A guess.\"),\n                    Wrong(id: \"miss\", text: \"Miss?\", because: \"A guess.\"),",
            ),
            (
                MODULE,
                "Choice(id: \"ask_sam\"",
                "Choice(id: \"wait\", text: \"Wait.\", then: \"second\"),\n                        Choice(id: \"ask_sam\"",
            ),
            (
                BANK,
                "Wrong(id: \"guess\"",
                "Wrong(id: \"shrug\", text: \"By a shrug.\", because: \"It is rude.\"),\n        Wrong(id: \"guess\"",
            ),
            (
                MODULE,
                "                        // more pairs",
                "                        Pair(id: \"next_of_kin\", left: \"Whom to call\", right: \"An emergency\"),",
            ),
            (
                MODULE,
                "                        // more items",
                "                        Item(id: \"address\", text: \"An address\", group: \"ask\", because: \"You write to it.\"),",
            ),
        ],
    ),
    // A question, a page, a bank's question, an option and a choice are taken away.
    (
        "1.2.0",
        &[
            (MODULE, "        // middle page", "        /*"),
            (MODULE, "        // last page", "        */"),
            (MODULE, "Wrong(id: \"long\", text: \"A long talk.\", because: \"Long.\"),", ""),
            (MODULE, "Choice(id: \"shout\", text: \"Shout.\", then: \"badly\"),", ""),
            (BANK, "    // second question", "    /*"),
            (BANK, "    // no more questions", "    */"),
            (MODULE, LETTERS, ""),
            (
                MODULE,
                "Item(id: \"shoes\", text: \"A size of shoes\", group: \"leave\", because: \"Nobody asks.\"),",
                "",
            ),
        ],
    ),
    // Everything is put in another order, and a role is put in front.
    (
        "1.3.0",
        &[
            (COURSE, "roles: [", "roles: [Role(id: \"ward\", title: \"Ward\"), "),
            (MODULE, "for_roles: [", "for_roles: [\"ward\", "),
            (
                MODULE,
                "                    Right(id: \"brief\", text: \"Sorry, and on.\", because: \"Short.\"),\n",
                "",
            ),
            (
                MODULE,
                SILENCE,
                "Wrong(id: \"silence\", text: \"Nothing.\", because: \"It was heard.\"),\n                    Right(id: \"brief\", text: \"Sorry, and on.\", because: \"Short.\"),",
            ),
            (
                MODULE,
                "                    Right(id: \"name\", text: \"What name?\", because: \"Free.\"),\n",
                "",
            ),
            (
                MODULE,
                MISS,
                "Wrong(id: \"miss\", text: \"Miss?\", because: \"A guess.\"),\n                    Right(id: \"name\", text: \"What name?\", because: \"Free.\"),",
            ),
            (
                MODULE,
                "                        Choice(id: \"sorry\", text: \"Say sorry.\", then: \"well\"),\n",
                "",
            ),
            (
                MODULE,
                "then: \"badly\"),",
                "then: \"badly\"),\n                        Choice(id: \"sorry\", text: \"Say sorry.\", then: \"well\"),",
            ),
            (
                MODULE,
                "        // first page",
                "        Page(id: \"before\", title: \"Before\", blocks: [Text(\"Breathe.\")]),",
            ),
            (
                MODULE,
                "                        Pair(id: \"title\", left: \"What to call out\", right: \"The room\"),\n",
                "",
            ),
            (
                MODULE,
                "right: \"An emergency\"),",
                "right: \"An emergency\"),\n                        Pair(id: \"title\", left: \"What to call out\", right: \"The room\"),",
            ),
        ],
    ),
    // Two questions become others; one has more options than its bits can tell apart. A role is taken away.
    (
        "1.4.0",
        &[
            (COURSE, "Role(id: \"desk\", title: \"Desk\"), ", ""),
            (MODULE, "\"desk\", ", ""),
            (
                MODULE,
                "TrueFalse(answer: true, because: \"It is.\")",
                "SingleChoice(options: [Right(id: \"short\", text: \"Short.\", because: \"It is.\"), Wrong(id: \"loud\", text: \"Loud.\", because: \"It is not.\")])",
            ),
            (MODULE, "MultipleChoice(options", "SingleChoice(options"),
            (MODULE, "Right(id: \"who\"", "Wrong(id: \"who\""),
            (
                MODULE,
                SILENCE,
                "Wrong(id: \"silence\", text: \"Nothing.\", because: \"It was heard.\"),\n                    Wrong(id: \"later\", text: \"Later.\", because: \"Too late.\"),",
            ),
            (
                MODULE,
                "                    // extras",
                "                    extra: [Extra(id: \"nothing\", text: \"Nothing\"), Extra(id: \"another\", text: \"Another\")],",
            ),
            (
                MODULE,
                "Group(id: \"leave\", title: \"Leave\")",
                "Group(id: \"later\", title: \"Later\"), Group(id: \"leave\", title: \"Leave\")",
            ),
            (
                MODULE,
                "Item(id: \"address\", text: \"An address\", group: \"ask\"",
                "Item(id: \"letter\", text: \"A letter\", group: \"later\", because: \"It can wait.\"),\n                        Item(id: \"address\", text: \"An address\", group: \"ask\"",
            ),
        ],
    ),
];
