//! A form as somebody's program saves it: a workbook that can be filled in, spoilt, and saved as ODS. It is read and
//! written here by other means than the program's own.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _, Write as _};

use roxmltree::{Document, Node};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

/// A workbook, part by part.
#[derive(Clone)]
pub(super) struct Book {
    pub(super) parts: BTreeMap<String, Vec<u8>>,
}

/// A text inside XML.
pub(super) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

impl Book {
    /// Unpacks one.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let mut zip = ZipArchive::new(Cursor::new(bytes)).expect("it is a zip");
        let mut parts = BTreeMap::new();
        for at in 0..zip.len() {
            let mut file = zip.by_index(at).expect("it can be unpacked");
            let name = file.name().expect("it has a name").into_owned();
            let mut part = Vec::new();
            file.read_to_end(&mut part).expect("it can be read");
            parts.insert(name, part);
        }
        Self { parts }
    }

    /// Packs it.
    pub(super) fn bytes(&self) -> Vec<u8> {
        pack(&self.parts)
    }

    fn part(&self, name: &str) -> &str {
        std::str::from_utf8(&self.parts[name]).expect("it is text")
    }

    /// The names of its sheets.
    pub(super) fn names(&self) -> Vec<String> {
        let book = Document::parse(self.part("xl/workbook.xml")).expect("it is XML");
        let sheets = book.descendants().filter(|node| {
            node.has_tag_name(("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "sheet"))
        });
        sheets.map(|sheet| sheet.attribute("name").expect("it has a name").to_owned()).collect()
    }

    fn path(&self, sheet: &str) -> String {
        let at = self.names().iter().position(|name| name == sheet).expect("it has this sheet");
        format!("xl/worksheets/sheet{}.xml", at + 1)
    }

    /// A sheet's XML.
    pub(super) fn sheet(&self, sheet: &str) -> String {
        self.part(&self.path(sheet)).to_owned()
    }

    /// The cells of a sheet, and the word for what each holds.
    pub(super) fn kinds(&self, sheet: &str) -> Vec<(String, String)> {
        let xml = self.sheet(sheet);
        let read = Document::parse(&xml).expect("it is XML");
        let cells = read.descendants().filter(|node| node.tag_name().name() == "c");
        cells
            .map(|cell| {
                let kind = if cell.has_children() { cell.attribute("t").unwrap_or("n") } else { "" };
                (cell.attribute("r").unwrap_or_default().to_owned(), kind.to_owned())
            })
            .collect()
    }

    /// The cells of a sheet that are not locked.
    pub(super) fn open(&self, sheet: &str) -> Vec<String> {
        self.styled(sheet, ("protection", "locked", "0"))
    }

    /// The cells of a sheet whose style has something with this value.
    pub(super) fn styled(&self, sheet: &str, (tag, name, value): (&str, &str, &str)) -> Vec<String> {
        let styles = Document::parse(self.part("xl/styles.xml")).expect("it is XML");
        let xfs =
            styles.descendants().find(|node| node.tag_name().name() == "cellXfs").expect("it has styles");
        let free = |xf: Node<'_, '_>| {
            xf.children().any(|one| one.tag_name().name() == tag && one.attribute(name) == Some(value))
        };
        let free: Vec<bool> = xfs.children().filter(Node::is_element).map(free).collect();
        let xml = self.sheet(sheet);
        let read = Document::parse(&xml).expect("it is XML");
        let cells = read.descendants().filter(|node| node.tag_name().name() == "c");
        cells
            .filter(|cell| {
                cell.attribute("s").is_some_and(|style| free[style.parse::<usize>().expect("a number")])
            })
            .map(|cell| cell.attribute("r").unwrap_or_default().to_owned())
            .collect()
    }

    /// The texts that cells share, in order.
    fn shared(&self) -> Vec<String> {
        let read = Document::parse(self.part("xl/sharedStrings.xml")).expect("it is XML");
        let items = read.descendants().filter(|node| node.tag_name().name() == "si");
        let words = |item: Node<'_, '_>| {
            item.descendants().filter_map(|node| node.is_text().then(|| node.text())?).collect()
        };
        items.map(words).collect()
    }

    /// The rows of a sheet: by their numbers, column and words of each cell that holds some.
    pub(super) fn rows(&self, sheet: &str) -> BTreeMap<u32, BTreeMap<u32, String>> {
        let shared = self.shared();
        let xml = self.sheet(sheet);
        let read = Document::parse(&xml).expect("it is XML");
        let mut rows: BTreeMap<u32, BTreeMap<u32, String>> = BTreeMap::new();
        for cell in read.descendants().filter(|node| node.tag_name().name() == "c" && node.has_children()) {
            let name = cell.attribute("r").expect("it has a name");
            let (column, row) = name.split_at(1);
            let words: String =
                cell.descendants().filter_map(|node| node.is_text().then(|| node.text())?).collect();
            let words = match cell.attribute("t") {
                Some("s") => shared[words.parse::<usize>().expect("a number")].clone(),
                _ => words,
            };
            let column = u32::from(column.as_bytes()[0] - b'A');
            rows.entry(row.parse().expect("a number")).or_default().insert(column, words);
        }
        rows
    }

    /// What a cell says.
    pub(super) fn text(&self, sheet: &str, cell: &str) -> String {
        let (column, row) = cell.split_at(1);
        let column = u32::from(column.as_bytes()[0] - b'A');
        self.rows(sheet)[&row.parse::<u32>().expect("a number")].get(&column).cloned().unwrap_or_default()
    }

    /// Puts something else into a cell: `inside` is what stands in `<c …>`, `kind` its `t`.
    pub(super) fn put(&mut self, sheet: &str, cell: &str, kind: &str, inside: &str) {
        let path = self.path(sheet);
        let xml = self.sheet(sheet);
        let start =
            xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("{sheet} has a cell {cell}"));
        let head = start + xml[start..].find('>').expect("it ends") + 1;
        let end = if xml[..head].ends_with("/>") {
            head
        } else {
            head + xml[head..].find("</c>").expect("it ends") + "</c>".len()
        };
        let style =
            xml[start..head].split(" s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
        let kind = if kind.is_empty() { String::new() } else { format!(" t=\"{kind}\"") };
        let made =
            format!("{}<c r=\"{cell}\" s=\"{style}\"{kind}>{inside}</c>{}", &xml[..start], &xml[end..]);
        self.parts.insert(path, made.into_bytes());
    }

    /// Writes words into a cell.
    pub(super) fn say(&mut self, sheet: &str, cell: &str, words: &str) {
        let inside = format!("<is><t xml:space=\"preserve\">{}</t></is>", escaped(words));
        self.put(sheet, cell, "inlineStr", &inside);
    }

    /// Clears a cell.
    pub(super) fn empty(&mut self, sheet: &str, cell: &str) {
        self.put(sheet, cell, "", "");
    }
}

/// Parts as an archive.
pub(super) fn pack(parts: &BTreeMap<String, Vec<u8>>) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(name, SimpleFileOptions::default()).expect("it can be packed");
        zip.write_all(part).expect("it can be packed");
    }
    zip.finish().expect("it can be packed").into_inner()
}

/// A workbook as OpenDocument: its words alone, with long runs of empty cells as programs write them.
pub(super) fn ods(book: &Book) -> Vec<u8> {
    let mut tables = String::new();
    for name in book.names() {
        let mut rows = String::new();
        let mut next = 1;
        for (row, cells) in book.rows(&name) {
            if row > next {
                rows.push_str(&format!(
                    "<table:table-row table:number-rows-repeated=\"{}\"><table:table-cell/></table:table-row>",
                    row - next
                ));
            }
            next = row + 1;
            rows.push_str("<table:table-row>");
            let mut column = 0;
            for (at, words) in cells {
                if at > column {
                    rows.push_str(&format!(
                        "<table:table-cell table:number-columns-repeated=\"{}\"/>",
                        at - column
                    ));
                }
                column = at + 1;
                let lines: String =
                    words.split('\n').map(|line| format!("<text:p>{}</text:p>", blanks(line))).collect();
                rows.push_str(&format!(
                    "<table:table-cell office:value-type=\"string\">{lines}</table:table-cell>"
                ));
            }
            rows.push_str("<table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row>");
        }
        rows.push_str(
            "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell/></table:table-row>",
        );
        tables.push_str(&format!("<table:table table:name=\"{}\">{rows}</table:table>", escaped(&name)));
    }
    open(&tables)
}

/// Blanks as OpenDocument has them: one stands for itself, more are counted.
fn blanks(line: &str) -> String {
    let mut out = escaped(line);
    while let Some(at) = out.find("  ") {
        out.replace_range(at..at + 2, "<text:s text:c=\"2\"/>");
    }
    out
}

/// A spreadsheet of OpenDocument with these tables.
pub(super) fn open(tables: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content \
         xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{tables}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    pack(&BTreeMap::from([("content.xml".to_owned(), content.into_bytes())]))
}
