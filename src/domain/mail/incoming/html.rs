//! The words of a mail that came as HTML only. Nothing of it is ever shown as HTML.

/// Quotes of quotes.
const DEEPEST: usize = 20;

/// Quotes with `> ` before each line, as in plain text; pictures that came along as `[cid:…]`.
#[must_use]
pub fn text_of(html: &str) -> String {
    let mut page = Page::default();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        page.words(&rest[..start]);
        rest = page.tag(&rest[start + 1..]);
    }
    page.words(rest);
    page.end_line();
    page.text
}

#[derive(Default)]
struct Page {
    text: String,
    line: String,
    depth: usize,
}

impl Page {
    /// What comes after it.
    fn tag<'a>(&mut self, text: &'a str) -> &'a str {
        if let Some(comment) = text.strip_prefix("!--") {
            return comment.split_once("-->").map_or("", |(_, rest)| rest);
        }
        if !text.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) {
            self.line.push('<');
            return text;
        }
        let (tag, rest) = text.split_once('>').unwrap_or((text, ""));
        let name_end = tag[1..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(tag.len(), |at| at + 1);
        match &*tag[..name_end].to_ascii_lowercase() {
            name @ ("style" | "script" | "title") => return after(rest, name),
            "br" => self.end_line(),
            "p" | "/p" | "/ul" | "/ol" => self.end_block(true),
            "blockquote" => self.quote(self.depth + 1),
            "/blockquote" => self.quote(self.depth.saturating_sub(1)),
            "div" | "/div" | "tr" | "/tr" | "table" | "/table" | "hr" | "h1" | "h2" | "h3" | "h4" | "/h1" | "/h2"
            | "/h3" | "/h4" | "pre" | "/pre" | "ul" | "ol" => self.end_block(false),
            "li" => {
                self.end_block(false);
                self.line.push_str("- ");
            }
            "td" | "th" => self.words(" "),
            "img" => self.picture(tag),
            _ => {}
        }
        rest
    }

    fn words(&mut self, text: &str) {
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            if c == '&'
                && let Some((said, after)) = entity(rest)
            {
                self.line.push(said);
                rest = after;
                continue;
            }
            if !c.is_ascii_whitespace() {
                self.line.push(c);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            rest = &rest[c.len_utf8()..];
        }
    }

    fn picture(&mut self, tag: &str) {
        if let Some((_, source)) = tag.split_once("cid:") {
            let id = source.split(['"', '\'', ' ']).next().unwrap_or_default();
            self.line.extend(["[cid:", id, "]"]);
        }
    }

    fn quote(&mut self, depth: usize) {
        self.end_block(false);
        self.depth = depth;
    }

    fn end_block(&mut self, is_paragraph: bool) {
        if !self.line.trim().is_empty() {
            self.end_line();
        }
        self.line.clear();
        if is_paragraph && !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.end_line();
        }
    }

    fn end_line(&mut self) {
        for _ in 0..self.depth.min(DEEPEST) {
            self.text.push('>');
        }
        if self.depth > 0 {
            self.text.push(' ');
        }
        self.text.push_str(self.line.trim());
        self.text.push('\n');
        self.line.clear();
    }
}

/// Behind the end of this element.
fn after<'a>(text: &'a str, name: &str) -> &'a str {
    let ends = |at: &usize| text[at + 2..].get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name));
    let end = text.match_indices("</").map(|(at, _)| at).find(ends);
    end.and_then(|at| text[at..].split_once('>')).map_or("", |(_, rest)| rest)
}

fn entity(text: &str) -> Option<(char, &str)> {
    let (name, rest) = text[1..].split_at(text[1..].char_indices().take(10).find(|(_, c)| *c == ';')?.0);
    let said = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => char::from_u32(number(name.strip_prefix('#')?)?)?,
    };
    Some((said, &rest[1..]))
}

fn number(text: &str) -> Option<u32> {
    match text.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => text.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f2_html_becomes_its_words() {
        for (html, text) in [
            ("Hello<br>there &amp; you &#8364;&#x20ac;&nbsp;!", "Hello\nthere & you €€ !\n"),
            (
                "<html><head><style>p{}</style><title>x</title></head><p>One</p><p>two\n three</p>",
                "One\n\ntwo three\n\n\n",
            ),
            ("<div>a</div><div><br></div><div>b</div>", "a\n\nb\n\n"),
            (
                "yes<blockquote type=cite><div>old<br>older</div><blockquote>first</blockquote></blockquote>no",
                "yes\n> old\n> older\n>> first\nno\n",
            ),
            ("<ul><li>one<li>two</ul>", "- one\n- two\n\n\n"),
            ("see <img src=\"cid:a@b\" alt=x>", "see [cid:a@b]\n"),
            ("<SCRIPT>alert('</x>')</script>5 < 6 & 7 &nosuch; &", "5 < 6 & 7 &nosuch; &\n"),
            ("<!-- a > b -->x<!-- open", "x\n"),
            ("<b", "\n"),
            ("&#xd800;&#99999999999;", "&#xd800;&#99999999999;\n"),
        ] {
            assert_eq!(text_of(html), text, "{html}");
        }
    }

    #[test]
    fn s5_hostile_html_ends_in_text_and_soon() {
        let deep = "<blockquote>".repeat(100_000) + "x";
        assert_eq!(text_of(&deep), format!("{} x\n", ">".repeat(DEEPEST)));
        for piece in ["<", "</", "&", "<!--", "<script", "&#", "<blockquote", "é<é>", "</blockquote>"] {
            assert!(text_of(&piece.repeat(10_000)).len() < 200_000);
        }
    }
}
