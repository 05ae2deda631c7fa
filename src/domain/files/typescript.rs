//! The rules for files as TypeScript, to be told before an upload. `UPDATE=1 cargo test typescript` renews the file.

use super::{KINDS, MOST_BYTES, MOST_EACH};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/widget/protocol/files.ts");
const HEAD: &str = "// Made from src/domain/files by `UPDATE=1 cargo test typescript`; change it there.\n\n";

fn declarations() -> String {
    let ends: Vec<_> = KINDS.iter().flat_map(|kind| kind.extensions).map(|end| format!("  '.{end}',\n")).collect();
    let pictures: Vec<_> = KINDS.iter().filter(|kind| kind.is_picture).map(|kind| kind.content_type).collect();
    let pictures: Vec<_> = pictures.iter().map(|kind| format!("  '{kind}',\n")).collect();
    format!(
        "{HEAD}export const FILE_BYTES = {MOST_BYTES};\nexport const FILES_EACH = {MOST_EACH};\n\
        export const FILE_ENDS = [\n{}];\nexport const PICTURES = [\n{}];\n",
        ends.concat(),
        pictures.concat(),
    )
}

#[test]
fn generated_typescript_of_files_is_current() {
    let current = declarations();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &current).unwrap();
    }
    let committed = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(committed == current, "widget/protocol/files.ts is stale: run `UPDATE=1 cargo test typescript`");
}
