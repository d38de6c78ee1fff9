//! Which way up a picture is shown, as Exif says it, read out of a block of metadata and written into one of our own that
//! says nothing else. Source: Exif 2.32 (CIPA DC-008), 4.6.2 and 4.6.4, tag `Orientation`; TIFF 6.0, section 2.

/// The tag of the orientation.
const TAG: u16 = 0x0112;
/// The type of a number of 16 bits.
const SHORT: u16 = 3;
/// Bytes of an entry of a directory.
const ENTRY: usize = 12;

/// The usual orientation: the first row is the top, the first column the left.
pub(super) const UPRIGHT: u8 = 1;

/// The orientation that a block of TIFF says, 1 to 8; `None` where it says none that is known.
pub(super) fn said(tiff: &[u8]) -> Option<u8> {
    let big = match tiff.get(..4)? {
        b"II*\0" => false,
        b"MM\0*" => true,
        _ => return None,
    };
    let short = |at: usize| {
        let two = [*tiff.get(at)?, *tiff.get(at.checked_add(1)?)?];
        Some(if big { u16::from_be_bytes(two) } else { u16::from_le_bytes(two) })
    };
    let four: [u8; 4] = tiff.get(4..8)?.try_into().ok()?;
    let first = if big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) };
    let first = usize::try_from(first).ok()?;
    let count = usize::from(short(first)?);
    let entries = (0..count).map_while(|number| first.checked_add(2 + number * ENTRY));
    let mut entries = entries.take_while(|at| at.checked_add(ENTRY).is_some_and(|end| end <= tiff.len()));
    let at = entries.find(|at| short(*at) == Some(TAG))?;
    let says = short(at + 8).filter(|_| short(at + 2) == Some(SHORT))?;
    u8::try_from(says).ok().filter(|says| (UPRIGHT..=8).contains(says))
}

/// A block of TIFF that says an orientation and nothing else.
pub(super) fn block(turned: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*".to_vec();
    tiff.extend(8_u32.to_be_bytes());
    tiff.extend(1_u16.to_be_bytes());
    tiff.extend(TAG.to_be_bytes());
    tiff.extend(SHORT.to_be_bytes());
    tiff.extend(1_u32.to_be_bytes());
    // Of the four bytes of a value a short one stands in the first two.
    tiff.extend([0, turned, 0, 0]);
    tiff.extend(0_u32.to_be_bytes());
    tiff
}
