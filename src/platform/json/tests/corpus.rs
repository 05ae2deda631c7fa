//! Documents, and the types that they are compared as.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::compare;
use crate::{
    domain::{change::Change, conversation::Record},
    platform::json::{Raw, read},
    protocol::{
        Problem,
        frames::ClientFrame,
        message::Message,
        visitor::{MessagePage, StartConversation},
        widget::WidgetSettings,
    },
};

/// All kinds of values that there are.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code)]
pub struct Kinds {
    small: Option<u8>,
    signed: Option<i16>,
    large: Option<u64>,
    least: Option<i64>,
    float: Option<f64>,
    truth: Option<bool>,
    text: Option<String>,
    unit: Option<()>,
    pair: Option<(u8, String)>,
    map: Option<BTreeMap<String, Vec<i32>>>,
    one: Option<Variants>,
    several: Option<Vec<Variants>>,
    raw: Option<Raw>,
    any: Option<Value>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code)]
pub enum Variants {
    Unit,
    Newtype(u32),
    Tuple(bool, String),
    Struct { a: u8, b: Option<Box<Variants>> },
}

const KINDS: &[&str] = &[
    r#"{"small":255,"signed":-32768,"large":18446744073709551615,"least":-9223372036854775808,"float":1.5e-3}"#,
    r#" { "truth" : true , "text" : "a\"\\\/\b\f\n\r\t\u00e4\ud83d\ude00 ä😀" , "unit" : null , "pair" : [ 7 , "x" ] } "#,
    r#"{"map":{"a":[],"":[1,-2,0]},"one":"Unit","several":[{"Newtype":4},{"Tuple":[false,"y"]},{"Unit":null}]}"#,
    r#"{"one":{"Struct":{"a":1,"b":{"Struct":{"a":2,"b":"Unit"}}}},"raw": {"k": [1, "two"]} ,"any":{"z":[null,true,1.25,"s",{}]}}"#,
];

const MESSAGE: &str = r#"{"id":"0190a5c8-1111-7000-8000-0000000000a6","seq":7,"client_id":null,"conversation_id":"0190a5c8-1111-7000-8000-0000000000a7","kind":"event","sender":{"kind":"agent","id":"x","name":"Ada \"the\" L\u00f6velace","avatar_url":null},"body":"line\nline","attachments":[{"id":"0190a5c8-1111-7000-8000-0000000000a6","name":"a.png","content_type":"image/png","size":12,"width":1,"height":null,"url":"/x"}],"event":{"type":"snoozed","until":"2023-11-14T22:13:20.007Z"},"created_at":"2023-11-14T22:13:20.007Z"}"#;
const RECORD: &str = r#"{"id":"0190a5c8-1111-7000-8000-0000000000a6","organization_id":"0190a5c8-1111-7000-8000-0000000000a6","widget_id":"0190a5c8-1111-7000-8000-0000000000a6","channel":"webchat","status":"waiting","customer":{"id":"0190a5c8-1111-7000-8000-0000000000a6","visitor_id":"visitor-1","full_name":null,"display_name":"Quiet Heron","email":null,"phone":null,"custom_fields":{"plan":"gold"},"customer_id":null,"first_seen_at":"1970-01-01T00:00:01.000Z","last_seen_at":"1970-01-01T00:00:01.000Z"},"department":null,"assignee":null,"pre_chat_data":{},"waiting_since":null,"created_at":"1970-01-01T00:00:01.000Z"}"#;
const START: &str = r#"{"preChatData":{"topic":"a","size":"b"},"customerData":{"name":"Ä","email":"a@b.c"},"message":{"clientId":"0190a5c8-1111-7000-8000-0000000000a6","body":"hello","attachments":[]},"page":{"url":"https://a.example/","title":"t"},"unknown":{"deep":[[[{"x":1e5}]]]}}"#;
const FRAME: &str = r#"{"type":"send","client_id":"0190a5c8-1111-7000-8000-0000000000a6","kind":"text","body":"hi \ud83d\ude00","attachments":["0190a5c8-1111-7000-8000-0000000000a6"]}"#;
const SETTINGS: &str = r##"{"primary_color":"#123456","accent_color":null,"position":"top-left","theme":"dark","size":"small","allowed_domains":["a.example","*.b.example"]}"##;
const CHANGES: &str = r#"[{"Status":"closed"},{"Snooze":"2023-11-14T22:13:20.007Z"},{"Labels":["a","b"]},{"Assignee":null},{"Rating":{"score":5,"comment":null}}]"#;
const PAGE: &str = r#"{"items":[{"seq":1,"body":"a"}, {"seq":2} ,null,"text",[1,2]],"last_seq":2,"next_cursor":null}"#;
const PROBLEM: &str = r#"{"type":"about:blank","title":"t","status":422,"detail":"d","code":"c","errors":[{"field":"f","code":"c","detail":"d"}],"retry_after":3}"#;

/// Each document with the types that it is compared as.
pub fn each(check: impl Fn(&str, &[fn(&[u8])])) {
    for kinds in KINDS {
        check(kinds, &[compare::<Kinds>, compare::<Value>]);
    }
    check(MESSAGE, &[compare::<Message>, compare::<Value>]);
    check(RECORD, &[compare::<Record>]);
    check(START, &[compare::<StartConversation>]);
    check(FRAME, &[compare::<ClientFrame>]);
    check(SETTINGS, &[compare::<WidgetSettings>]);
    check(CHANGES, &[compare::<Vec<Change>>]);
    check(PAGE, &[compare::<MessagePage>]);
    check(PROBLEM, &[compare::<Problem>]);
}

#[test]
fn real_documents_read_as_serde_json_reads_them() {
    each(|text, compare| compare.iter().for_each(|compare| compare(text.as_bytes())));
    assert!(read::<Message>(MESSAGE).is_ok() && read::<Record>(RECORD).is_ok());
    assert!(read::<StartConversation>(START).is_ok() && read::<ClientFrame>(FRAME).is_ok());
    assert!(read::<WidgetSettings>(SETTINGS).is_ok() && read::<Vec<Change>>(CHANGES).is_ok());
    assert!(read::<MessagePage>(PAGE).is_ok() && read::<Problem>(PROBLEM).is_ok());
    assert!(KINDS.iter().all(|text| read::<Kinds>(text).is_ok()));
}
