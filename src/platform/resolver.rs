//! Which addresses a name stands for: asked over HTTPS, for the runtime tells nobody.

use std::net::IpAddr;

use worker::Env;

use super::{
    json,
    outside::{Fetched, fetch},
};
use crate::{
    domain::public_url::{self, PublicUrl, Reach},
    json::FromJson,
};

/// Milliseconds, for each question.
const PATIENCE: u32 = 3_000;
const MOST_BYTES: usize = 16 * 1024;
/// Of records that tell addresses: for IPv4, for IPv6.
const KINDS: [u16; 2] = [1, 28];

pub trait Resolver {
    /// `None`: there are none, or nobody knows.
    async fn addresses(&self, name: &str) -> Option<Vec<IpAddr>>;
}

/// How far we may reach here: `ALLOW_PRIVATE_URLS`, for laptops and tests.
#[must_use]
pub fn reach(env: &Env) -> Reach {
    let is_anywhere = env.var("ALLOW_PRIVATE_URLS").is_ok_and(|value| value.to_string() == "on");
    if is_anywhere { Reach::Anywhere } else { Reach::Public }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Open,
    /// At least one of its addresses only we could reach.
    Private,
    Unknown,
}

/// May one go there? A name counts as what all of its addresses are.
pub async fn way(resolver: &impl Resolver, url: &PublicUrl, reach: Reach) -> Way {
    // What is an address was looked at when it was read.
    if reach == Reach::Anywhere || url.is_address() {
        return Way::Open;
    }
    match resolver.addresses(url.host()).await {
        None => Way::Unknown,
        Some(addresses) if addresses.iter().all(|address| public_url::is_public(*address)) => Way::Open,
        Some(_) => Way::Private,
    }
}

/// DNS over HTTPS, in JSON; at the address that the variable `DNS` names.
pub struct OverHttps(pub String);

impl OverHttps {
    #[must_use]
    pub fn of(env: &Env) -> Self {
        Self(env.var("DNS").map(|address| address.to_string()).unwrap_or_default())
    }

    async fn ask(&self, name: &str, kind: u16) -> Option<Vec<IpAddr>> {
        let url = format!("{}?ct=application/dns-json&name={name}&type={kind}", self.0);
        let Fetched::Bytes(answer) = fetch(&url, PATIENCE, MOST_BYTES).await else { return None };
        addresses_in(&answer)
    }
}

impl Resolver for OverHttps {
    /// If only one of both kinds was answered, it is not known whether all are public.
    async fn addresses(&self, name: &str) -> Option<Vec<IpAddr>> {
        let mut all = Vec::new();
        for kind in KINDS {
            all.extend(self.ask(name, kind).await?);
        }
        Some(all).filter(|all| !all.is_empty())
    }
}

#[derive(FromJson)]
struct Answered {
    #[serde(rename = "Answer", default)]
    records: Vec<Record>,
}

#[derive(FromJson)]
struct Record {
    #[serde(rename = "type")]
    kind: u16,
    data: String,
}

/// Other records lead to these. An address that cannot be read makes all of it worth nothing.
fn addresses_in(answer: &[u8]) -> Option<Vec<IpAddr>> {
    let records = json::read::<Answered>(answer).ok()?.records;
    records.iter().filter(|record| KINDS.contains(&record.kind)).map(|record| record.data.parse().ok()).collect()
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;

    use super::*;

    struct Known(Option<&'static [&'static str]>);

    impl Resolver for Known {
        async fn addresses(&self, _: &str) -> Option<Vec<IpAddr>> {
            self.0.map(|known| known.iter().map(|address| address.parse().unwrap()).collect())
        }
    }

    fn way_to(url: &str, known: Option<&'static [&'static str]>) -> Way {
        let url = public_url::parse(url, Reach::Public).unwrap();
        way(&Known(known), &url, Reach::Public).now_or_never().unwrap()
    }

    #[test]
    fn s1_a_name_is_as_public_as_each_of_its_addresses() {
        let way = |known| way_to("https://shop.example", known);
        assert_eq!(way(Some(&["1.1.1.1", "2606:4700::1111"])), Way::Open);
        assert_eq!(way(None), Way::Unknown);
        for private in ["10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1"] {
            let known: &'static [&'static str] = Box::leak(Box::new(["1.1.1.1", private]));
            assert_eq!(way(Some(known)), Way::Private, "{private}");
        }
        assert_eq!(way_to("https://1.1.1.1/", None), Way::Open, "an address needs no name");
        assert_eq!(way_to("https://[2606:4700::1111]/", None), Way::Open);
    }

    #[test]
    fn s1_what_a_resolver_answers_is_read() {
        let read = |json: &str| addresses_in(json.as_bytes());
        let one: IpAddr = "1.2.3.4".parse().unwrap();
        let answer =
            r#"{"Status":0,"Answer":[{"name":"a","type":5,"data":"b."},{"name":"b","type":1,"data":"1.2.3.4"}]}"#;
        assert_eq!(read(answer), Some(vec![one]));
        assert_eq!(read(r#"{"Status":3}"#), Some(Vec::new()));
        assert_eq!(read(r#"{"Answer":[{"type":1,"data":"nonsense"}]}"#), None);
        assert_eq!(read("<html>"), None);
    }
}
