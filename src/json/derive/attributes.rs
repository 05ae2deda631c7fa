//! What `#[serde(…)]` says, as far as reading goes. What it says of writing alone is passed over; anything else is refused
//! when it is compiled.

use quote::format_ident;
use syn::{Attribute, Ident, LitStr, Path, Result, Token, meta::ParseNestedMeta};

#[derive(Default)]
pub struct Attributes {
    /// What stands for it when it is left out.
    pub default: Option<Usual>,
    rename: Option<String>,
    rename_all: Option<String>,
    pub try_from: Option<Path>,
    /// Reads it in another way.
    pub read_with: Option<Path>,
}

pub enum Usual {
    /// Of its type.
    Default,
    /// What this function makes.
    Made(Path),
}

/// Of writing, or of the tests' other way of reading.
const PASSED_OVER: [&str; 5] = ["deserialize_with", "flatten", "skip_serializing_if", "tag", "transparent"];

impl Attributes {
    pub fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut said = Self::default();
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("serde")) {
            attribute.parse_nested_meta(|meta| said.add(&meta))?;
        }
        for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("read_with")) {
            said.read_with = Some(attribute.parse_args()?);
        }
        Ok(said)
    }

    fn add(&mut self, meta: &ParseNestedMeta) -> Result<()> {
        let name = meta.path.require_ident()?.to_string();
        let value = if meta.input.peek(Token![=]) { Some(meta.value()?.parse::<LitStr>()?) } else { None };
        match (name.as_str(), value) {
            ("default", None) => self.default = Some(Usual::Default),
            ("default", Some(made)) => self.default = Some(Usual::Made(made.parse()?)),
            ("rename", Some(name)) => self.rename = Some(name.value()),
            ("rename_all", Some(case)) => self.rename_all = Some(case.value()),
            ("try_from", Some(flat)) => self.try_from = Some(flat.parse()?),
            (name, _) if PASSED_OVER.contains(&name) => {}
            _ => return Err(meta.error("this is not known to `FromJson`")),
        }
        Ok(())
    }

    /// The name on the wire of a field or variant; `all` is what the whole type says.
    pub fn name(&self, all: &Self, ident: &Ident) -> String {
        let name = ident.to_string().trim_start_matches("r#").to_owned();
        match (&self.rename, all.rename_all.as_deref()) {
            (Some(renamed), _) => renamed.clone(),
            (None, Some("camelCase")) => camel_case(&name),
            (None, Some("snake_case")) => separated(&name, '_'),
            (None, Some("kebab-case")) => separated(&name, '-'),
            (None, _) => name,
        }
    }
}

/// `client_id` → `clientId`
fn camel_case(name: &str) -> String {
    let mut words = name.split('_');
    let first = words.next().unwrap_or_default().to_owned();
    words.fold(first, |name, word| {
        let (start, rest) = word.split_at(word.len().min(1));
        name + &start.to_uppercase() + rest
    })
}

/// `TopLeft` → `top-left`
fn separated(name: &str, by: char) -> String {
    let mut out = String::new();
    for (n, c) in name.char_indices() {
        if n > 0 && c.is_uppercase() {
            out.push(by);
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// For a field's value while the others are read.
pub fn local(n: usize) -> Ident {
    format_ident!("field{n}")
}
