//! Arrows point one way: entry → http → {room, inbox, mailing, bot, store} → domain → protocol → json, and `platform` is for the outer ring.

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Which of our modules each layer may name.
const LAYERS: [(&str, &[&str]); 12] = [
    ("json", &["json"]),
    ("protocol", &["protocol", "json"]),
    ("domain", &["domain", "protocol", "json"]),
    ("platform", &["platform", "domain", "protocol", "json"]),
    ("store", &["store", "platform", "domain", "protocol", "json"]),
    ("inbox", &["inbox", "store", "platform", "domain", "protocol", "json"]),
    ("courier", &["courier", "store", "platform", "domain", "protocol", "json"]),
    ("mailing", &["mailing", "store", "platform", "domain", "protocol", "json"]),
    ("bot", &["bot", "store", "platform", "domain", "protocol", "json"]),
    ("room", &["room", "inbox", "courier", "mailing", "bot", "store", "platform", "domain", "protocol", "json"]),
    (
        "http",
        &["http", "room", "inbox", "courier", "mailing", "bot", "store", "platform", "domain", "protocol", "json"],
    ),
    (
        "entry",
        &["http", "room", "inbox", "courier", "mailing", "bot", "store", "platform", "domain", "protocol", "json"],
    ),
];

/// Layers that run anywhere: no runtime, no clock, no randomness.
const PURE: [&str; 3] = ["json", "protocol", "domain"];
const RUNTIME: [&str; 6] = ["worker", "js_sys", "web_sys", "wasm_bindgen", "getrandom", "axum"];

fn sources(path: &Path) -> Vec<PathBuf> {
    if path.is_file() {
        return vec![path.to_owned()];
    }
    let entries = fs::read_dir(path).unwrap();
    entries.flat_map(|entry| sources(&entry.unwrap().path())).collect()
}

/// Without those of tests, which may look at any layer.
fn files_of(layer: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(layer);
    let mut files = if folder.is_dir() { sources(&folder) } else { vec![folder.with_extension("rs")] };
    files.retain(|file| !file.components().any(|part| part.as_os_str() == "tests"));
    files
}

fn code_of(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// Names behind `crate::`, in a path or in braces: `use crate::{domain::x, protocol::{…}};`
fn modules_named(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            Some(list) => names.extend(top_level(list)),
            None => names.push(identifier(rest)),
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

fn top_level(list: &str) -> Vec<String> {
    let (mut depth, mut names, mut start) = (0, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && depth == 0 && c.is_alphabetic() => {
                names.push(identifier(&list[at..]));
                start = false;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn layers_point_one_way() {
    for (layer, allowed) in LAYERS {
        for file in files_of(layer) {
            for name in modules_named(&code_of(&file)) {
                assert!(allowed.contains(&name.as_str()), "{} may not use `{name}`", file.display());
            }
        }
    }
}

#[test]
fn every_folder_is_a_layer() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in fs::read_dir(src).unwrap() {
        let name = entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(name == "lib" || LAYERS.iter().any(|(layer, _)| *layer == name), "src/{name} is in no layer");
    }
}

#[test]
fn the_rules_know_no_runtime() {
    for file in PURE.iter().flat_map(|layer| files_of(layer)) {
        let code = code_of(&file);
        for name in RUNTIME {
            let named = [format!("{name}::"), format!("use {name};")];
            assert!(!named.iter().any(|name| code.contains(name)), "{} names `{name}`", file.display());
        }
    }
}

#[test]
fn the_reading_of_imports_works() {
    let code = "use crate::{\n    domain::{a, b},\n    platform::x,\n};\nlet y = crate::store::z();";
    assert_eq!(modules_named(code), ["domain", "platform", "store"]);
}
