//! `serde_json` is the measure: what it reads as JSON of a type is read, to the same value; what it refuses is refused.
//! What is said of it, and of which place, is what serde's derived code says above the same reader.

mod access;
mod corpus;
mod damaged;
mod deserializer;

use std::{collections::BTreeMap, fmt::Debug};

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{FromJson, Reader, Result, items, raw, read, reader::DEEPEST};
use crate::{domain::json_path::path_at, protocol::Problem};
use corpus::Variants;

/// JSON through and through: `serde_json` itself does not look so closely at what a type leaves out.
fn is_json(bytes: &[u8]) -> bool {
    serde_json::from_slice::<Value>(bytes).is_ok()
}

/// As `read`, by serde's derived code.
fn read_by_serde<T: DeserializeOwned>(bytes: &[u8]) -> Result<T> {
    let mut reader = Reader::new(bytes);
    let value = T::deserialize(&mut reader).map_err(|error| reader.placed(error))?;
    reader.end().map(|()| value)
}

impl FromJson for Value {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        serde::Deserialize::deserialize(reader)
    }
}

fn compare<T: FromJson + DeserializeOwned + Debug>(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let shown = |read: Result<T>| read.map(|value| format!("{value:?}")).map_err(|error| error.to_string());
    assert_eq!(shown(read::<T>(bytes)), shown(read_by_serde::<T>(bytes)), "{text}");
    match (read::<T>(bytes), serde_json::from_slice::<T>(bytes)) {
        (Ok(ours), Ok(theirs)) => assert_eq!(format!("{ours:?}"), format!("{theirs:?}"), "{text}"),
        (Ok(_), Err(error)) => panic!("read, though {error}: {text}"),
        (Err(error), Ok(_)) => assert!(!is_json(bytes), "{error}: {text}"),
        (Err(ours), Err(theirs)) if is_json(bytes) => {
            assert!(ours.is_data(), "{ours} or {theirs}: {text}");
            // serde_json may say less: a value that is refused after it was read is placed behind what it is in, and
            // a number for a variant is no JSON at all. And it looks into lists where a struct is meant.
            let (place, theirs_place) = (path_at(bytes, ours.offset()), path_at(bytes, offset(&theirs, bytes)));
            let in_list = theirs_place.starts_with(&format!("{place}["));
            let agree = place.starts_with(&theirs_place) || in_list || !theirs.is_data();
            assert!(agree, "{ours} or {theirs}: {text}");
        }
        (Err(_), Err(_)) => {}
    }
}

fn offset(error: &serde_json::Error, bytes: &[u8]) -> usize {
    let lines = bytes.split(|byte| *byte == b'\n').take(error.line().saturating_sub(1));
    lines.map(|line| line.len() + 1).sum::<usize>() + error.column()
}

#[test]
fn numbers_words_and_strings_are_read_as_serde_json_reads_them() {
    let numbers = "0 -0 00 01 1. .1 1.5 -1.5e+2 1e5 1E-5 1e 1e+ - + -1 255 256 65535 4294967295 4294967296 1e400 -1e400 \
        9007199254740993 18446744073709551615 18446744073709551616 9223372036854775808 -9223372036854775808 \
        -9223372036854775809 0x1 1_000 NaN Infinity -Infinity 1.0 10 1e2 0.0 0e0 -0.0";
    let words = "null nul nulll true tru truex false falsee True None {} [] {\"a\":1} [1] [1,] {\"a\":1,} [,] {,} {\"a\"} {1:2}";
    let strings =
        r#""" "a "\x" "\u12" "\u00e4" "\uD83D\uDE00" "\uD83D" "\uDE00" "\uD83D\u0041" "\uD83Dx" "\uDE00\uD83D" 'a'"#;
    let spaced =
        ["", " ", "\u{feff}1", "1 2", "\"\t\"", "\"\u{1f}\"", "\"\u{7f}\"", "\u{a0}1", "[1 2]", "{\"a\" 1}", "\"a\\"];
    for text in [numbers, words, strings].into_iter().flat_map(str::split_whitespace).chain(spaced) {
        for compare in [
            compare::<Value>,
            compare::<u8>,
            compare::<u32>,
            compare::<u64>,
            compare::<i8>,
            compare::<i64>,
            compare::<f64>,
            compare::<bool>,
            compare::<()>,
            compare::<String>,
            compare::<Option<u8>>,
            compare::<Vec<u8>>,
            compare::<super::Raw>,
            compare::<BTreeMap<String, u8>>,
            compare::<(u8, u8)>,
            compare::<Variants>,
        ] {
            compare(text.as_bytes());
            compare(format!(" {text}\n").as_bytes());
        }
    }
    for bytes in [&b"\"\xff\""[..], b"\"\xc3\"", b"\"\xed\xa0\x80\"", b"1\xff", b"\xff", b"{}\xc3", b"[\"\xe4\"]"] {
        compare::<Value>(bytes);
        assert!(read::<Value>(bytes).is_err());
    }
}

#[test]
fn what_ends_a_text_is_found_wherever_it_stands() {
    for length in 0..20 {
        for at in 0..=length {
            for special in ["\"", "\\", "\\n", "\u{0}", "\u{1f}", " ", "\u{7f}", "ä", "\u{a2}", "😀"] {
                let text = format!("\"{}{special}{}\"", "x".repeat(at), "y".repeat(length - at));
                compare::<Value>(text.as_bytes());
            }
        }
    }
}

#[test]
fn what_is_left_out_or_handed_on_is_as_strict() {
    #[derive(Debug, FromJson)]
    struct Nothing {}
    for wrong in [r#"{"a":"\ud800"}"#, "{\"a\":\"\u{1}\"}", r#"{"a":[1,]}"#, r#"{"a":01}"#, r#"{"a":tru}"#] {
        assert!(read::<Nothing>(wrong).is_err() && raw(wrong).is_err(), "{wrong}");
    }
    assert!(read::<Nothing>(b"{\"a\":\"\xff\"}").is_err());
    assert!(read::<Nothing>(r#"{"a":1e999}"#).is_ok(), "whose value nobody asks for");
    assert_eq!(raw(" {\"a\": 1} ").unwrap().get(), "{\"a\": 1}");
}

#[test]
fn a_struct_is_no_list() {
    assert!(serde_json::from_str::<Problem>(r#"["a","b",1,"c","d",[],null]"#).is_ok());
    assert!(read::<Problem>(r#"["a","b",1,"c","d",[],null]"#).is_err());
}

#[test]
fn nothing_is_nested_without_end() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    let deepest = usize::from(DEEPEST);
    for depth in [1, deepest, deepest + 1, 100_000] {
        compare::<Value>(nested(depth).as_bytes());
        assert_eq!(raw(nested(depth)).is_ok(), depth <= deepest);
        assert_eq!(Reader::new(nested(depth).as_bytes()).skip().is_ok(), depth <= deepest);
        assert!(read::<Value>("[".repeat(depth)).is_err());
        assert!(read::<Value>("{\"a\":".repeat(depth)).is_err());
    }
}

#[test]
fn the_items_of_a_list_stay_as_they_are() {
    assert_eq!(items(r#" [ {"a": 1} ,2, "],["] "#).unwrap(), ["{\"a\": 1}", "2", "\"],[\""]);
    assert!(items("[]").unwrap().is_empty());
    for wrong in ["", "{}", "[1", "[1]]", "[1,]"] {
        assert!(items(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn an_error_says_what_and_where() {
    let said = |text| read::<Problem>(text).unwrap_err().to_string();
    assert_eq!(said(r#"{"status":"x"}"#), "invalid type: string \"x\", expected u16 at byte 13");
    assert_eq!(said(r#"{"status":70000}"#), "invalid value: integer `70000`, expected u16 at byte 15");
    assert_eq!(said(r#"{"type":null}"#), "invalid type: null, expected a string at byte 12");
    assert_eq!(said("{}"), "missing field `type` at byte 2");
    assert_eq!(said(r#"{"type":"a","type":"b"}"#), "duplicate field `type` at byte 19");
}
