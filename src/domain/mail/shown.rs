//! The page on which a developer finds the mails that were not sent.

use std::fmt::Write;

use super::writing::escape;

/// Each as id, address, subject and text. What begins with `origin` is a link.
#[must_use]
pub fn shown(mails: &[[String; 4]], origin: &str) -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"color-scheme\" content=\"light dark\">\
         <meta name=\"viewport\" content=\"width=device-width\"><title>Mails</title></head><body><main><h1>Mails</h1>",
    );
    if mails.is_empty() {
        page.push_str("<p>None yet. Load this page again once there should be one.</p>");
    }
    for mail in mails {
        let [id, to, subject, text] = mail.each_ref().map(|part| escape(part));
        // Writing to a string does not fail.
        let _ = write!(
            page,
            "<article><h2>{subject}</h2><p>To {to} · <a href=\"/dev/mails/{id}\">as a file</a></p><p>{}</p></article><hr>",
            linked(&text, origin)
        );
    }
    page.push_str("</main></body></html>");
    page
}

/// Of text that is escaped.
fn linked(text: &str, origin: &str) -> String {
    let lines: Vec<String> = text
        .lines()
        .map(|line| match line.strip_prefix(origin) {
            Some(rest) if rest.starts_with('/') && !rest.contains(' ') => format!("<a href=\"{line}\">{line}</a>"),
            _ => line.into(),
        })
        .collect();
    lines.join("<br>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s5_mails_are_shown_as_text_with_our_own_links() {
        let own = "https://chat.example/invite#x";
        let text =
            format!("<script>alert(1)</script>\n{own}\nhttps://chat.example.evil/x\nhttps://chat.example/\" onclick=x");
        let page = shown(&[["1".into(), "<b>@x".into(), "a & b".into(), text]], "https://chat.example");
        assert!(page.contains(&format!("<a href=\"{own}\">{own}</a>")) && page.matches("<a ").count() == 2, "{page}");
        assert!(!page.contains("<script") && !page.contains("<b>") && page.contains("a &amp; b"));
        assert!(shown(&[], "").contains("None yet"));
    }
}
