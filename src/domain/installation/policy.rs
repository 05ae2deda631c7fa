//! A page's content security policy, as far as it concerns us (docs/guide/csp.md).

use super::origin;

/// What the widget needs, with what stands for it where it is not said.
const NEEDED: [&[&str]; 3] = [
    &["script-src", "script-src-elem", "default-src"],
    &["connect-src", "default-src"],
    &["frame-src", "child-src", "default-src"],
];

/// The directive that keeps the widget out, if one does.
pub fn blocks(policy: &str, ours: &str) -> Option<&'static str> {
    let of = |name: &str| {
        policy.split(';').find_map(|directive| {
            let (found, sources) = directive.trim().split_once(char::is_whitespace).unwrap_or((directive.trim(), ""));
            found.eq_ignore_ascii_case(name).then_some(sources)
        })
    };
    let lacks = |names: &&[&'static str]| {
        let sources = names.iter().find_map(|name| of(name));
        sources.is_some_and(|sources| !sources.split_whitespace().any(|source| lets_in(source, names[0], ours)))
    };
    NEEDED.iter().find(|names| lacks(names)).map(|names| names[0])
}

/// A nonce or a hash may be the tag's own: nobody can tell from outside.
fn lets_in(source: &str, directive: &str, ours: &str) -> bool {
    let is_trusted = ["'nonce-", "'sha", "'strict-dynamic'"].iter().any(|start| source.starts_with(start));
    if source == "*" || (is_trusted && directive == "script-src") {
        return true;
    }
    if let Some(scheme) = source.strip_suffix(':') {
        return ours.starts_with(&format!("{scheme}://")) || (scheme == "http" && ours.starts_with("https://"));
    }
    let start = source.find("://").map_or(0, |at| at + 3);
    let end = source[start..].find('/').map_or(source.len(), |at| start + at);
    let site = source[..end].strip_suffix(":*").unwrap_or(&source[..end]);
    origin::allowed(&[site.to_owned()], "", Some(ours))
}

/// `<meta http-equiv="Content-Security-Policy" content="…">`
pub fn in_markup(html: &str) -> impl Iterator<Item = String> {
    html.split('<').filter(|tag| tag.get(..5).is_some_and(|name| name.eq_ignore_ascii_case("meta "))).filter_map(
        |tag| {
            let small = tag.to_ascii_lowercase();
            small.contains("content-security-policy").then_some(())?;
            let content = &tag[small.find("content=")? + "content=".len()..];
            let quote = content.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            let content = content[1..].split(quote).next()?;
            Some(content.replace("&#39;", "'").replace("&#x27;", "'"))
        },
    )
}
