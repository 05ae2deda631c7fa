use super::*;
use crate::domain::files::{KINDS, content, kind_of, name};

fn png(width: u32, height: u32) -> Vec<u8> {
    [b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR", &width.to_be_bytes()[..], &height.to_be_bytes()[..]].concat()
}

/// With orientation 6, which lies on its side, if it is turned.
fn jpeg(width: u16, height: u16, turned: Option<bool>) -> Vec<u8> {
    let mut bytes = b"\xff\xd8\xff\xe0\0\x04JF".to_vec();
    if let Some(is_little) = turned {
        let tiff: &[u8] = if is_little {
            b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x01\0\0\0\0\0\0\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"
        } else {
            b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
        };
        bytes.extend([0xff, 0xe1, 0, tiff.len() as u8 + 8]);
        bytes.extend(b"Exif\0\0".iter().chain(tiff));
    }
    bytes.extend(b"\xff\xff\xff\xc4\0\x05abc\xff\xc2\0\x11\x08");
    bytes.extend(height.to_be_bytes().iter().chain(&width.to_be_bytes()));
    bytes
}

fn webp(kind: &[u8], rest: &[u8]) -> Vec<u8> {
    [b"RIFF\0\0\0\0WEBP", kind, b"\0\0\0\0", rest].concat()
}

fn avif(turned: bool) -> Vec<u8> {
    let part = |width: u32, height: u32| {
        [b"\0\0\0\x14ispe\0\0\0\0", &width.to_be_bytes()[..], &height.to_be_bytes()[..]].concat()
    };
    let turn: &[u8] = if turned { b"\0\0\0\x09irot\x01" } else { b"" };
    [b"\0\0\0\x20ftypavif", &part(512, 512)[..], &part(4000, 3000)[..], turn].concat()
}

fn samples() -> Vec<(&'static str, Vec<u8>, Size)> {
    vec![
        ("image/png", png(640, 480), (640, 480)),
        ("image/gif", b"GIF89a\x80\x02\xe0\x01".to_vec(), (640, 480)),
        ("image/jpeg", jpeg(640, 480, None), (640, 480)),
        ("image/jpeg", jpeg(640, 480, Some(true)), (480, 640)),
        ("image/jpeg", jpeg(640, 480, Some(false)), (480, 640)),
        ("image/webp", webp(b"VP8 ", b"\0\0\0\x9d\x01\x2a\x80\x02\xe0\x01"), (640, 480)),
        ("image/webp", webp(b"VP8L", b"\x2f\x7f\xc2\x77\0"), (640, 480)),
        ("image/webp", webp(b"VP8X", b"\0\0\0\0\x7f\x02\0\xdf\x01\0"), (640, 480)),
        ("image/avif", avif(false), (4000, 3000)),
        ("image/avif", avif(true), (3000, 4000)),
    ]
}

#[test]
fn f1_a_pictures_size_is_known_before_it_is_loaded() {
    for (kind, bytes, size) in samples() {
        assert_eq!(content::of(content::Seen::whole(&bytes)), Some(kind));
        assert_eq!(of(&bytes, kind), Some(size), "{kind}");
    }
}

#[test]
fn f1_a_picture_that_breaks_off_has_no_size_or_the_right_one() {
    for (kind, bytes, size) in samples() {
        for n in 0..bytes.len() {
            let found = of(&bytes[..n], kind);
            // The small part of an AVIF is there before the large one.
            assert!(found.is_none() || found == Some(size) || kind == "image/avif", "{kind} {n}: {found:?}");
        }
    }
}

#[test]
fn f1_nobody_promises_impossible_sizes() {
    assert_eq!(of(&png(0, 480), "image/png"), None);
    assert_eq!(of(&png(u32::MAX, 480), "image/png"), Some((u32::MAX, 480)));
    let most = Some((1 << 24, 1 << 24));
    assert_eq!(of(&webp(b"VP8X", b"\0\0\0\0\xff\xff\xff\xff\xff\xff"), "image/webp"), most);
}

/// Always the same numbers that nobody would think of.
fn random(state: &mut u64) -> usize {
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    *state as usize
}

#[test]
fn s7_no_bytes_whatever_stop_the_reading() {
    let mut state = 0x9e37_79b9_7f4a_7c15;
    let samples = samples();
    for _ in 0..60_000 {
        let mut bytes = samples[random(&mut state) % samples.len()].1.clone();
        for _ in 0..=random(&mut state) % 6 {
            let at = random(&mut state) % bytes.len();
            match random(&mut state) % 4 {
                0 => bytes[at] = 0xff,
                1 => bytes[at] = random(&mut state) as u8,
                2 => drop(bytes.splice(at..at, [0, 0xff, 0xe1, 0xff, 0xff])),
                _ => bytes.truncate(at.max(1)),
            }
        }
        for kind in KINDS {
            let _ = of(&bytes, kind.content_type);
        }
        if let Ok(kind) = kind_of(content::Seen::whole(&bytes)) {
            let shown = name::cleaned(&String::from_utf8_lossy(&bytes), kind);
            assert!(shown.chars().count() <= 120 && kind.extensions.iter().any(|end| shown.ends_with(end)), "{shown}");
        }
    }
}
