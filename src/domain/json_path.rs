//! Where in a JSON text something is: `message.clientId`, `fields[2].label`.

/// The path of the value that ends at or goes on beyond `end`, a count of bytes.
#[must_use]
pub fn path_at(json: &[u8], end: usize) -> String {
    let mut steps: Vec<Step> = Vec::new();
    let mut at = 0;
    while at < json.len() {
        let (start, byte) = (at, json[at]);
        at = if byte == b'"' { end_of_string(json, at) } else { at + 1 };
        match byte {
            b'{' => steps.push(Step::Key(String::new())),
            b'[' => steps.push(Step::Index(0)),
            b'}' | b']' => drop(steps.pop()),
            b',' => next(&mut steps),
            b'"' if is_key(json, at) => name(&mut steps, &json[start + 1..at - 1]),
            _ => {}
        }
        if at >= end {
            break;
        }
    }
    join(&steps)
}

enum Step {
    Key(String),
    Index(usize),
}

fn end_of_string(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < json.len() && json[at] != b'"' {
        at += if json[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(json.len())
}

fn is_key(json: &[u8], end: usize) -> bool {
    json[end..].iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b':')
}

fn next(steps: &mut [Step]) {
    match steps.last_mut() {
        Some(Step::Index(index)) => *index += 1,
        Some(Step::Key(key)) => key.clear(),
        None => {}
    }
}

fn name(steps: &mut [Step], key: &[u8]) {
    if let Some(Step::Key(current)) = steps.last_mut() {
        *current = String::from_utf8_lossy(key).into_owned();
    }
}

fn join(steps: &[Step]) -> String {
    steps.iter().fold(String::new(), |path, step| match step {
        Step::Key(key) if path.is_empty() || key.is_empty() => path + key,
        Step::Key(key) => path + "." + key,
        Step::Index(index) => format!("{path}[{index}]"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path_of(json: &str, value: &str) -> String {
        path_at(json.as_bytes(), json.find(value).unwrap() + value.len())
    }

    #[test]
    fn a_value_is_named_by_its_keys_and_places() {
        let json = r#"{ "a": 1, "b": {"c\"}": [10, {"d": "x, {y}"}], "e": null}, "f": 7 }"#;
        assert_eq!(path_of(json, "1"), "a");
        assert_eq!(path_of(json, "10"), "b.c\\\"}[0]");
        assert_eq!(path_of(json, "y}\""), "b.c\\\"}[1].d");
        assert_eq!(path_of(json, "null"), "b.e");
        assert_eq!(path_of(json, "null}"), "b");
        assert_eq!(path_of(json, "7"), "f");
        assert_eq!(path_at(json.as_bytes(), json.len()), "");
    }

    #[test]
    fn nothing_breaks_it() {
        for json in ["", "\"", "\"\\", "}", "]],", "[,", "{\"", ":", "{\"a\":[\"\u{e4}"] {
            for end in 0..json.len() + 2 {
                let _ = path_at(json.as_bytes(), end);
            }
        }
    }
}
