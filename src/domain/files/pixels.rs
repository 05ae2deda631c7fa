//! How large a picture is, out of its first bytes, so that its place is known before it is loaded. Wrong bytes give
//! nothing, or a wrong size.

/// Width and height as they are shown.
pub type Size = (u32, u32);

#[must_use]
pub fn of(head: &[u8], content_type: &str) -> Option<Size> {
    let size = match content_type {
        "image/png" => png(head),
        "image/gif" => Some((little(head, 6, 2)?, little(head, 8, 2)?)),
        "image/jpeg" => jpeg(head),
        "image/webp" => webp(head),
        "image/avif" => avif(head),
        _ => None,
    };
    size.filter(|(width, height)| *width > 0 && *height > 0)
}

fn number<'a>(bytes: impl Iterator<Item = &'a u8>) -> u32 {
    bytes.fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn big(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(number(bytes.get(at..at.checked_add(length)?)?.iter()))
}

fn little(bytes: &[u8], at: usize, length: usize) -> Option<u32> {
    Some(number(bytes.get(at..at.checked_add(length)?)?.iter().rev()))
}

fn png(head: &[u8]) -> Option<Size> {
    (head.get(12..16)? == b"IHDR").then_some((big(head, 16, 4)?, big(head, 20, 4)?))
}

fn webp(head: &[u8]) -> Option<Size> {
    match head.get(12..16)? {
        b"VP8 " => Some((little(head, 26, 2)? & 0x3fff, little(head, 28, 2)? & 0x3fff)),
        b"VP8L" => {
            let bits = little(head, 21, 4)?;
            Some(((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1))
        }
        b"VP8X" => Some((little(head, 24, 3)? + 1, little(head, 27, 3)? + 1)),
        _ => None,
    }
}

/// Segments, until one says how large the picture is; before it, one may say that it lies on its side.
fn jpeg(head: &[u8]) -> Option<Size> {
    let (mut at, mut lies) = (2, false);
    loop {
        let marker = big(head, at, 2)?;
        let length = big(head, at + 2, 2)? as usize;
        match marker {
            // Fill bytes before a marker.
            0xffff => {
                at += 1;
                continue;
            }
            0xffe1 => lies = lies || lies_on_its_side(head.get(at + 4..at + 2 + length)?).unwrap_or(false),
            // Frames of all ways of coding, but not their tables, which stand between.
            0xffc0..=0xffcf if !matches!(marker, 0xffc4 | 0xffc8 | 0xffcc) => {
                let (height, width) = (big(head, at + 5, 2)?, big(head, at + 7, 2)?);
                return Some(if lies { (height, width) } else { (width, height) });
            }
            0xff01..=0xfffe => {}
            _ => return None,
        }
        at += 2 + length;
    }
}

const ORIENTATION: u32 = 0x0112;

/// What EXIF says: orientations from 5 on are turned by a quarter.
fn lies_on_its_side(segment: &[u8]) -> Option<bool> {
    let tiff = segment.strip_prefix(b"Exif\0\0")?;
    let read = if tiff.starts_with(b"II") { little } else { big };
    let first = read(tiff, 4, 4)? as usize;
    let count = read(tiff, first, 2)? as usize;
    let mut entries = (0..count).map_while(|n| tiff.get(first + 2 + n * 12..)?.get(..12));
    let orientation = entries.find(|entry| read(entry, 0, 2) == Some(ORIENTATION))?;
    Some((5..=8).contains(&read(orientation, 8, 2)?))
}

/// The largest of the parts that a picture is made of is the picture.
fn avif(head: &[u8]) -> Option<Size> {
    let is_turned = after(head, *b"irot").any(|at| head.get(at).is_some_and(|turn| turn & 1 == 1));
    let sizes = after(head, *b"ispe").filter_map(|at| Some((big(head, at + 4, 4)?, big(head, at + 8, 4)?)));
    let (width, height) = sizes.max_by_key(|(width, height)| u64::from(*width) * u64::from(*height))?;
    Some(if is_turned { (height, width) } else { (width, height) })
}

fn after(bytes: &[u8], name: [u8; 4]) -> impl Iterator<Item = usize> {
    bytes.windows(4).enumerate().filter(move |(_, window)| window == &name).map(|(at, _)| at + 4)
}

#[cfg(test)]
#[path = "pixels_tests.rs"]
mod tests;
