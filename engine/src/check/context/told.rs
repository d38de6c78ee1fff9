//! What is told of names and titles that other systems cannot keep or show.

use super::{Context, Spot};
use crate::diagnostic::Diagnostic;
use crate::id::is_device;
use crate::rule::Rule;

impl Context<'_> {
    /// An id that files or folders are named by: Windows must be able to keep them.
    pub(in crate::check) fn names_a_file(&mut self, spot: &Spot, id: &str) {
        if is_device(id) {
            let message = format!("`{id}` cannot name a file: Windows keeps this name for a device");
            let fault = Diagnostic::new(Rule::BadId, spot.at(), message).label("files are named by this id");
            self.found.push(fault.help(format!("write `{id}_part`, or another name of its own")));
        }
    }

    /// Tells of a sign in a text that nobody sees.
    pub(in crate::check) fn hidden(&mut self, spot: &Spot, sign: char) {
        let (does, wanted) = match sign.is_control() {
            true => ("is a control sign", "no console, manifest or learning system shows it"),
            false => ("turns the direction of what follows", "it would turn the words beside it as well"),
        };
        let message = format!("U+{:04X} in this text {does}", u32::from(sign));
        let help = "type the words again, between new quotes; what was copied brings such signs along";
        self.found.push(Diagnostic::new(Rule::HiddenSign, spot.at(), message).label(wanted).help(help));
    }
}
