//! The records of a table one by one, from a text of any length: no record takes more memory than a row may have.

use std::io::{self, Read};

use csv::StringRecord;
use csv_core::ReadRecordResult;

use super::super::ROW_BYTES;
use super::super::flow::Text;

/// Bytes that are asked for at once.
const AT_ONCE: usize = 64 * 1024;
/// Cells of a record that are kept; a row with more holds more bytes than a row may.
const CELLS: usize = ROW_BYTES;

/// What stands in a line.
#[derive(Debug, Default)]
pub(in super::super) struct Line {
    /// The line in which it begins, from 1.
    pub(in super::super) number: u64,
    /// Its cells; none where there are too many bytes of them.
    pub(in super::super) record: StringRecord,
    /// How many bytes its cells hold.
    pub(in super::super) bytes: usize,
}

/// Reads records.
pub(in super::super) struct Records<'a> {
    text: Text<'a>,
    core: csv_core::Reader,
    buffer: Vec<u8>,
    /// What of the buffer is still to be read.
    at: usize,
    end: usize,
    /// The line of that place.
    line: u64,
    out: Vec<u8>,
    ends: Vec<usize>,
}

impl<'a> Records<'a> {
    /// Reads a text whose cells are parted by this sign.
    pub(super) fn new(text: Text<'a>, delimiter: u8) -> Self {
        Self {
            text,
            core: csv_core::ReaderBuilder::new().delimiter(delimiter).build(),
            buffer: vec![0; AT_ONCE],
            at: 0,
            end: 0,
            line: 1,
            out: vec![0; 1024],
            ends: vec![0; 64],
        }
    }

    /// SHA-256 of all bytes that were read, where it was asked for.
    pub(in super::super) fn hash(&self) -> Option<[u8; 32]> {
        self.text.hash()
    }

    /// The next record that is no empty line; false at the end.
    ///
    /// # Errors
    /// When the text cannot be read, or is no longer what it was when it was surveyed.
    pub(in super::super) fn next(&mut self, line: &mut Line) -> io::Result<bool> {
        line.record.clear();
        line.bytes = 0;
        if !self.begin()? {
            return Ok(false);
        }
        line.number = self.line;
        // Bytes and cells of the record that are in `out` and `ends`, and those that were too many to stay.
        let (mut kept, mut cells, mut let_go) = (0, 0, (0, 0));
        let full = loop {
            if self.at == self.end {
                self.more()?;
            }
            let (out, ends) = (&mut self.out[kept..], &mut self.ends[cells..]);
            let (result, read, wrote, ended) =
                self.core.read_record(&self.buffer[self.at..self.end], out, ends);
            let used = &self.buffer[self.at..self.at + read];
            self.line += used.iter().filter(|byte| **byte == b'\n').count() as u64;
            (self.at, kept, cells) = (self.at + read, kept + wrote, cells + ended);
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if self.out.len() <= ROW_BYTES => {
                    self.out.resize(self.out.len() * 2, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < CELLS => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    let_go = (let_go.0 + kept, let_go.1 + cells);
                    (kept, cells) = (0, 0);
                }
                ReadRecordResult::Record => break true,
                ReadRecordResult::End => break false,
            }
        };
        line.bytes = kept + let_go.0;
        if let_go == (0, 0) && kept <= ROW_BYTES {
            self.keep(cells, &mut line.record)?;
        } else if line.bytes <= ROW_BYTES {
            // It is too long by the signs between its cells alone.
            line.bytes += cells + let_go.1;
        }
        Ok(full)
    }

    /// Goes to the first byte of the next record; false at the end.
    fn begin(&mut self) -> io::Result<bool> {
        loop {
            if self.at == self.end && !self.more()? {
                // Its own end has to be told to the reader of records, which may hold one that has no line end.
                return Ok(false);
            }
            match self.buffer[self.at] {
                b'\n' => self.line += 1,
                b'\r' => {}
                _ => return Ok(true),
            }
            self.at += 1;
        }
    }

    fn more(&mut self) -> io::Result<bool> {
        (self.at, self.end) = (0, self.text.read(&mut self.buffer)?);
        Ok(0 < self.end)
    }

    fn keep(&self, cells: usize, record: &mut StringRecord) -> io::Result<()> {
        let bytes = self.ends[..cells].last().map_or(0, |end| *end);
        let text = std::str::from_utf8(&self.out[..bytes]).map_err(|_| changed())?;
        let mut from = 0;
        for end in &self.ends[..cells] {
            record.push_field(text.get(from..*end).ok_or_else(changed)?);
            from = *end;
        }
        Ok(())
    }
}

/// What is said of a file that somebody wrote to while it was read.
pub(in super::super) fn changed() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "it was changed while it was read; import it again")
}
