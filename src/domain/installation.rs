//! Does a page show a widget? What can be seen of that in its HTML, from outside.

mod policy;

use super::origin;
use crate::protocol::embed::{CheckCode, Checked};

/// A page as it was fetched.
pub struct Page<'a> {
    /// Where it is, after all redirects.
    pub origin: &'a str,
    pub html: &'a str,
    /// In its headers.
    pub policy: &'a str,
}

/// The widget that should be on it.
pub struct Sought<'a> {
    /// Ours, from which it comes.
    pub origin: &'a str,
    pub key: &'a str,
    pub previous_key: Option<&'a str>,
    pub allowed_domains: &'a [String],
}

#[must_use]
pub fn look(page: &Page<'_>, sought: &Sought<'_>) -> Checked {
    let html = without_comments(page.html).replace("\\/", "/");
    let keys = if html.contains("widget.js") { keys_in(&html) } else { Vec::new() };
    if !keys.contains(&sought.key) {
        return said(match () {
            () if sought.previous_key.is_some_and(|key| keys.contains(&key)) => CheckCode::OldKey,
            () if !keys.is_empty() => CheckCode::OtherKey,
            () if html.contains("googletagmanager.com/") => CheckCode::TagManager,
            () => CheckCode::NotFound,
        });
    }
    if !origin::allowed(sought.allowed_domains, sought.origin, Some(page.origin)) {
        return said(CheckCode::DomainNotAllowed);
    }
    let mut policies = page.policy.split(',').map(str::to_owned).chain(policy::in_markup(&html));
    match policies.find_map(|policy| policy::blocks(&policy, sought.origin)) {
        Some(directive) => Checked {
            detail: format!("The page's content security policy does not allow {} in {directive}.", sought.origin),
            ..said(CheckCode::ContentSecurityPolicy)
        },
        None => said(CheckCode::Installed),
    }
}

/// In words.
#[must_use]
pub fn said(code: CheckCode) -> Checked {
    let detail = match code {
        CheckCode::Installed => "The widget is on this page.",
        CheckCode::NotFound => {
            "The code is not in this page's HTML. If the page is put together in the browser, open it once: it is noticed here."
        }
        CheckCode::OtherKey => "There is a widget on this page, but with another key.",
        CheckCode::OldKey => {
            "The widget is on this page with its old key, which works only for a while. Put in the new one."
        }
        CheckCode::DomainNotAllowed => "The widget is on this page, but this site is not on its list of domains.",
        CheckCode::TagManager => {
            "This page has Google Tag Manager, into which we cannot see. Open the page once: if the widget is there, it is noticed here."
        }
        CheckCode::ContentSecurityPolicy => "The page's content security policy does not allow the widget.",
        CheckCode::Unreachable => "This page did not answer.",
        CheckCode::NotHtml => "This address is not a web page.",
    };
    Checked { ok: code == CheckCode::Installed, code, detail: detail.into() }
}

fn without_comments(html: &str) -> String {
    let mut parts = html.split("<!--");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        // What never ends hides all that comes.
        kept.push_str(part.split_once("-->").map_or("", |(_, rest)| rest));
    }
    kept
}

fn keys_in(html: &str) -> Vec<&str> {
    let is_key = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    html.match_indices("wk_")
        .map(|(at, _)| {
            let rest = &html[at..];
            &rest[..rest.find(|c| !is_key(c)).unwrap_or(rest.len())]
        })
        .collect()
}

#[cfg(test)]
mod tests;
