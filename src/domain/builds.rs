//! Files under names that belong to one build, what is in them never changes; and what is no file at all.

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kind {
    pub content_type: &'static str,
    /// Sites name it, where others are for our own window only.
    pub is_exact: bool,
}

/// What kind of file has this path, `/build/0123abcd/widget.js` or `/w/chunk-X6FCLH42.js`; `None` when none of ours is there.
#[must_use]
pub fn kind_of(path: &str) -> Option<Kind> {
    let (folder, file) = path.rsplit_once('/')?;
    let (stem, ending) = file.rsplit_once('.')?;
    let is_exact = folder.strip_prefix("/build/").is_some_and(is_build);
    if !(is_exact || folder == "/w") || path.len() > 100 || !stem.split('-').all(is_word) {
        return None;
    }
    let content_type = match ending {
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        _ => return None,
    };
    Some(Kind { content_type, is_exact })
}

/// May this be an address in the dashboard? What is for programs is none, and no file is.
#[must_use]
pub fn may_be_a_page(path: &str) -> bool {
    let first = path.split('/').nth(1).unwrap_or_default();
    !path.contains('.') && !["a", "api", "build", "chat", "frame", "v1", "w"].contains(&first)
}

/// `/docs/embed`
#[must_use]
pub fn is_in_docs(path: &str) -> bool {
    path.starts_with("/docs/")
}

/// `0123abcd`
#[must_use]
pub fn is_build(text: &str) -> bool {
    text.len() == 8 && is_word(text)
}

#[must_use]
pub fn is_word(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_file_and_no_call_may_be_a_page() {
        for page in ["/", "/inbox", "/settings/widgets/7", "/api-keys"] {
            assert!(may_be_a_page(page), "{page}");
        }
        for other in ["/api", "/api/nothing", "/w/chunk-X6FCLH42.js", "/build/", "/a/old", "/v1/old.js", "/favicon.ico"]
        {
            assert!(!may_be_a_page(other), "{other}");
        }
    }

    #[test]
    fn o5_what_is_in_the_docs_is_no_page_of_the_dashboard() {
        assert!(is_in_docs("/docs/embed") && is_in_docs("/docs/"));
        assert!(!is_in_docs("/docs") && !is_in_docs("/documents/7") && !is_in_docs("/settings/docs/"));
    }

    #[test]
    fn w23_only_names_that_our_builds_give_are_looked_up() {
        let script = Kind { content_type: "text/javascript; charset=utf-8", is_exact: true };
        assert_eq!(kind_of("/build/0123abcd/widget.js"), Some(script));
        for part in ["/w/chunk-X6FCLH42.js", "/w/de-f739bed5.js"] {
            assert_eq!(kind_of(part), Some(Kind { is_exact: false, ..script }), "{part}");
        }
        assert_eq!(kind_of("/w/frame-d5212963.css").map(|kind| kind.content_type), Some("text/css; charset=utf-8"));
        let long = format!("/w/{}.js", "a".repeat(100));
        let bad = "/ /w/ /w/.js /w/widget /w/a.js.map /w/a.html /w/..js /w/a/b.js /w/%2e.js /w/-a.js /w/ä.js \
            /build/widget.js /build/0123abc/a.js /build/../w/a.js /build/0123abcd/a/b.js /build//a.js /a/a.js w/a.js";
        for bad in bad.split(' ').chain(["", "/w/a b.js", &long]) {
            assert_eq!(kind_of(bad), None, "{bad}");
        }
    }
}
