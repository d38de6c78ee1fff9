//! A QR code (ISO/IEC 18004) as a picture in a page: dark on light whatever the colours of the page, with its quiet zone.
//!
//! The smallest version that fits at level M, bytes alone, one mask: so the picture follows from the standard, and no other
//! release of the library that works it out can make another of the same text.

use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// Light modules round the code (ISO/IEC 18004, 6.3.8).
const QUIET: i32 = 4;
/// The mask of them all; a reader takes any.
const MASK: u8 = 0;

/// The picture of a text, with words for whoever does not see it.
///
/// # Panics
/// When the text is longer than any code holds at this level, which is 2,331 bytes.
pub(super) fn qr_svg(text: &str, words: &str) -> String {
    let segments = [QrSegment::make_bytes(text.as_bytes())];
    let (from, to) = (Version::new(1), Version::new(40));
    let code = QrCode::encode_segments_advanced(
        &segments,
        QrCodeEcc::Medium,
        from,
        to,
        Some(Mask::new(MASK)),
        false,
    )
    .expect("whoever asks holds its text below what a code can hold");
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|at| code.get_module(*at, y)).count();
            let run = i32::try_from(run).unwrap_or_default();
            if 0 < run {
                path.push_str(&format!("M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET));
            }
            x += run + 1;
        }
    }
    let side = code.size() + 2 * QUIET;
    format!(
        "<svg viewBox=\"0 0 {side} {side}\" role=\"img\" aria-label=\"{words}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    use super::qr_svg;

    /// ISO/IEC 18004: at level M, 14 bytes are the most in version 1, of 21 modules, and 15 need version 2, of 25.
    #[test]
    fn a_code_is_as_small_as_it_can_be_and_has_its_quiet_zone() {
        let side = |letters: usize| qr_svg(&"a".repeat(letters), "x");
        assert!(
            side(14).starts_with("<svg viewBox=\"0 0 29 29\" role=\"img\" aria-label=\"x\""),
            "{}",
            side(14)
        );
        assert!(side(15).starts_with("<svg viewBox=\"0 0 33 33\""), "{}", side(15));
        // The first finder's upper edge: seven dark modules, then a light one.
        assert!(side(14).contains("fill=\"#000\" d=\"M4 4h7v1h-7z"), "{}", side(14));
        assert_ne!(qr_svg("a", "x"), qr_svg("b", "x"));
    }
}
