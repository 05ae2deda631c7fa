//! What is written: values one after the other into one text. Nothing here depends on the type that is written.

use super::{ToJson, string::plain};

#[derive(Default)]
pub struct Writer {
    text: String,
    /// The next object leaves out its brackets: its fields are the outer one's.
    is_flat: bool,
    /// What stands before the next field.
    before: char,
}

/// Fields and their names. What a type makes of itself to be written.
pub struct Fields<'a>(pub &'static [&'static str], pub &'a [&'a dyn ToJson]);

impl ToJson for Fields<'_> {
    fn to_json(&self, writer: &mut Writer) {
        writer.object(self.0, self.1);
    }
}

/// A field that is left out when there is nothing in it.
pub struct IfAny<'a, T>(pub &'a T);

impl<T: ToJson> ToJson for IfAny<'_, T> {
    fn to_json(&self, writer: &mut Writer) {
        self.0.to_json(writer);
    }

    fn way(&self) -> Way {
        if self.0.has_nothing() { Way::LeftOut } else { Way::Named }
    }
}

/// An object whose fields stand among those around it.
pub struct Flat<'a, T>(pub &'a T);

impl<T: ToJson> ToJson for Flat<'_, T> {
    fn to_json(&self, writer: &mut Writer) {
        self.0.to_json(writer);
    }

    fn way(&self) -> Way {
        Way::Flat
    }
}

/// How a field is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Way {
    Named,
    Flat,
    LeftOut,
}

impl Writer {
    pub fn finish(self) -> String {
        self.text
    }

    #[inline(never)]
    pub fn object(&mut self, names: &[&'static str], values: &[&dyn ToJson]) {
        let is_flat = std::mem::take(&mut self.is_flat);
        if !is_flat {
            self.before = '{';
        }
        for (name, value) in names.iter().zip(values.iter().copied()) {
            match value.way() {
                Way::LeftOut => {}
                Way::Flat => {
                    self.is_flat = true;
                    value.to_json(self);
                }
                Way::Named => self.field(name, value),
            }
        }
        if !is_flat {
            self.close(self.before, '}');
        }
    }

    /// An object whose names are data.
    pub fn map<'a>(&mut self, fields: impl Iterator<Item = (&'a String, &'a dyn ToJson)>) {
        self.before = '{';
        for (name, value) in fields {
            self.field(name, value);
        }
        self.close(self.before, '}');
    }

    #[inline(never)]
    fn field(&mut self, name: &str, value: &dyn ToJson) {
        self.text.push(self.before);
        self.string(name);
        self.text.push(':');
        value.to_json(self);
        self.before = ',';
    }

    /// An item of a list; `before` is what stands before it: the bracket, then commas.
    #[inline(never)]
    pub fn item(&mut self, before: &mut char, item: &dyn ToJson) {
        self.text.push(*before);
        item.to_json(self);
        *before = ',';
    }

    /// The end of an object or a list: nothing was in it when its bracket is still before what would come.
    #[inline(never)]
    pub fn close(&mut self, before: char, end: char) {
        if before != ',' {
            self.text.push(before);
        }
        self.text.push(end);
    }

    /// JSON that is written already.
    #[inline(never)]
    pub fn raw(&mut self, json: &str) {
        self.text.push_str(json);
    }

    #[inline(never)]
    pub fn string(&mut self, text: &str) {
        self.text.push('"');
        let mut rest = text;
        loop {
            let (start, end) = rest.split_at(plain(rest.as_bytes()));
            self.text.push_str(start);
            let Some(special) = end.chars().next() else { break };
            self.escape(special);
            rest = &end[1..];
        }
        self.text.push('"');
    }

    fn escape(&mut self, special: char) {
        let short = match special {
            '"' | '\\' => special,
            '\x08' => 'b',
            '\x0c' => 'f',
            '\n' => 'n',
            '\r' => 'r',
            '\t' => 't',
            _ => {
                let code = special as u32;
                self.text.push_str("\\u00");
                return self
                    .text
                    .extend([code >> 4, code & 15].map(|digit| char::from_digit(digit, 16).unwrap_or('0')));
            }
        };
        self.text.push('\\');
        self.text.push(short);
    }

    #[inline(never)]
    pub fn whole(&mut self, is_negative: bool, mut number: u64) {
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        while number > 0 || start == digits.len() {
            start -= 1;
            digits[start] = b'0' + (number % 10) as u8;
            number /= 10;
        }
        if is_negative {
            self.text.push('-');
        }
        self.text.push_str(str::from_utf8(&digits[start..]).unwrap_or_default());
    }
}
