//! Documents, and the types that they are compared as.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::compare;
use crate::{
    domain::{
        change::Change,
        conversation::{Record, Snapshot},
    },
    json::{FromJson, Raw, Reader, Result, read},
    protocol::{
        Problem,
        agent::ChangeConversation,
        frames::ClientFrame,
        hours::BusinessHours,
        message::Message,
        pre_chat::PreChat,
        visitor::{InitRequest, MessagePage, StartConversation},
        widget::WidgetSettings,
    },
    room::commands::History,
};

/// All kinds of values that there are.
#[derive(Debug, Deserialize, FromJson)]
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

#[derive(Debug, Deserialize, FromJson)]
#[allow(dead_code)]
pub enum Variants {
    Unit,
    Newtype(u32),
    Tuple((bool, String)),
    Struct { a: u8, b: Option<Box<Variants>> },
}

impl FromJson for Box<Variants> {
    fn from_json(reader: &mut Reader<'_>) -> Result<Self> {
        FromJson::from_json(reader).map(Self::new)
    }
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

const INIT: &str = r#"{"widgetKey":"wk_x","visitorId":"v","sessionToken":null,"page":{"url":"https://a.example/","title":null},"language":"de","userData":{"name":"Ada","customFields":{"plan":"gold"}},"consent":true}"#;
const CHANGE: &str = r#"{"status":"open","snoozedUntil":"2023-11-14T22:13:20.007Z","assigneeId":null,"departmentId":"0190a5c8-1111-7000-8000-0000000000a6","labels":["a"],"priority":"urgent"}"#;
const FORM: &str = r#"{"mode":"offline","fields":[{"id":"size","type":"select","label":"Size","required":true,"placeholder":null,"options":["S","M"]},{"id":"a","type":"consent","label":"A","options":null}]}"#;
const HOURS: &str = r#"{"timezone":"Europe/Berlin","days":{"mon":[["09:00","12:00"],["13:00","17:00"]],"sun":[]},"holidays":["2026-12-25"]}"#;
const SNAPSHOT: &str = r#"{"id":"0190a5c8-1111-7000-8000-0000000000a6","organization_id":"0190a5c8-1111-7000-8000-0000000000a6","customer_id":"0190a5c8-1111-7000-8000-0000000000a6","registered_id":null,"department_id":null,"assignee_id":null,"status":"waiting","last_seq":3,"unread":1,"visitor_seq":3,"visitor_unread":0,"revision":-4,"summary":{"a": [1]},"created_at":"1970-01-01T00:00:01.000Z","updated_at":"1970-01-01T00:00:01.000Z"}"#;
const HISTORY: &str = r#"{"viewer":{"organization_id":"0190a5c8-1111-7000-8000-0000000000a6","sender":{"kind":"visitor","id":"x","name":"A","avatar_url":null},"previews":true},"from":{"Before":7},"limit":100}"#;

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
    check(INIT, &[compare::<InitRequest>]);
    check(CHANGE, &[compare::<ChangeConversation>]);
    check(FORM, &[compare::<PreChat>]);
    check(HOURS, &[compare::<BusinessHours>]);
    check(SNAPSHOT, &[compare::<Snapshot>]);
    check(HISTORY, &[compare::<History>]);
}

#[test]
fn real_documents_read_as_serde_json_reads_them() {
    each(|text, compare| compare.iter().for_each(|compare| compare(text.as_bytes())));
    assert!(read::<Message>(MESSAGE).is_ok() && read::<Record>(RECORD).is_ok());
    assert!(read::<StartConversation>(START).is_ok() && read::<ClientFrame>(FRAME).is_ok());
    assert!(read::<WidgetSettings>(SETTINGS).is_ok() && read::<Vec<Change>>(CHANGES).is_ok());
    assert!(read::<MessagePage>(PAGE).is_ok() && read::<Problem>(PROBLEM).is_ok());
    assert!(read::<InitRequest>(INIT).is_ok() && read::<ChangeConversation>(CHANGE).is_ok());
    assert!(read::<PreChat>(FORM).is_ok() && read::<BusinessHours>(HOURS).is_ok());
    assert!(read::<Snapshot>(SNAPSHOT).is_ok() && read::<History>(HISTORY).is_ok());
    assert!(KINDS.iter().all(|text| read::<Kinds>(text).is_ok()));
}
