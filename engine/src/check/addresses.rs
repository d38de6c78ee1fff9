//! The addresses that a course names: the one under which records know it, and the one that learners write to.
//!
//! Neither is asked of any network; only how they are written is judged.

use super::context::{Context, Spot};
use crate::diagnostic::Diagnostic;
use crate::limits;
use crate::raw::RawCourse;
use crate::rule::Rule;

/// Both addresses.
pub(super) fn all(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    own(context, raw, spot);
    reply_to(context, raw, spot);
}

/// The address under which records know the course: absolute, and nobody's example.
fn own(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    let Some(address) = &raw.address else { return };
    let at = spot.field("address").at();
    if !address.starts_with("https://") || address.len() < 12 || address.contains(char::is_whitespace) {
        let message = format!("`{address}` cannot be the address of a course");
        let fault = Diagnostic::new(Rule::AddressForm, at, message);
        let rest = address.strip_prefix("http://").unwrap_or(address);
        let help = if rest.contains('.') && !rest.contains(':') && !rest.contains(char::is_whitespace) {
            format!("write `address: \"https://{}\"`", rest.trim_start_matches('/'))
        } else {
            "write `address: \"https://…\"`, whole and without blanks, or leave `address` out".to_owned()
        };
        context.fault(fault.label("it begins with https://").help(help));
    } else if address.contains("//bona.example") || address.contains("//example.") {
        let fault = Diagnostic::new(
            Rule::ExampleAddress,
            at,
            format!("`{address}` is an example, not an address of yours"),
        );
        context.fault(
            fault
                .label("records would name it for ever")
                .help("write an address of your own organisation, or leave `address` out"),
        );
    }
}

/// An address that a mail program takes as it stands: letters, digits and a few signs, one `@`, a name behind it.
fn reply_to(context: &mut Context<'_>, raw: &RawCourse, spot: &Spot) {
    let Some(address) = &raw.reply_to else { return };
    let (name, host) = address.split_once('@').unwrap_or_default();
    let plain = |text: &str, signs: &[u8]| {
        !text.is_empty() && text.bytes().all(|sign| sign.is_ascii_alphanumeric() || signs.contains(&sign))
    };
    let named = host.split('.').count() > 1 && host.split('.').all(|part| plain(part, b"-"));
    if plain(name, b"._-+'") && named && address.len() <= limits::MAIL_ADDRESS {
        return;
    }
    let message = format!("`{address}` is not a mail address");
    let fault = Diagnostic::new(Rule::ReplyToForm, spot.field("reply_to").at(), message);
    let bare = address.trim().trim_start_matches("mailto:");
    let help = if bare != address.as_str() && bare.contains('@') && !bare.contains(char::is_whitespace) {
        format!("write `reply_to: \"{bare}\"`")
    } else {
        "write one address such as `reply_to: \"training@your-trust.nhs.uk\"`, best one that several people read, or \
         leave `reply_to` out"
            .to_owned()
    };
    context.fault(fault.label("a mail program could not write to it").help(help));
}
