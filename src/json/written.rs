//! How values are written that are not objects of ours.

use std::collections::BTreeMap;

use uuid::Uuid;

use super::{ToJson, Way, Writer};

macro_rules! integers {
    ($($integer:ident)+) => {$(
        impl ToJson for $integer {
            fn to_json(&self, writer: &mut Writer) {
                #[allow(unused_comparisons)]
                writer.whole(*self < 0, i64::from(*self).unsigned_abs());
            }
        }
    )+};
}

integers! { u8 u16 u32 i64 }

impl ToJson for u64 {
    fn to_json(&self, writer: &mut Writer) {
        writer.whole(false, *self);
    }
}

impl ToJson for usize {
    fn to_json(&self, writer: &mut Writer) {
        writer.whole(false, *self as u64);
    }
}

impl ToJson for bool {
    fn to_json(&self, writer: &mut Writer) {
        writer.raw(if *self { "true" } else { "false" });
    }
}

impl ToJson for () {
    fn to_json(&self, writer: &mut Writer) {
        writer.raw("null");
    }
}

impl ToJson for str {
    fn to_json(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl ToJson for String {
    fn to_json(&self, writer: &mut Writer) {
        writer.string(self);
    }
}

impl ToJson for Uuid {
    fn to_json(&self, writer: &mut Writer) {
        writer.string(self.hyphenated().encode_lower(&mut Uuid::encode_buffer()));
    }
}

/// What only leads to a value is the value.
macro_rules! pointers {
    ($($pointer:ty)+) => {$(
        impl<T: ToJson + ?Sized> ToJson for $pointer {
            fn to_json(&self, writer: &mut Writer) {
                T::to_json(self, writer);
            }

            fn way(&self) -> Way {
                T::way(self)
            }

            fn has_nothing(&self) -> bool {
                T::has_nothing(self)
            }
        }
    )+};
}

pointers! { &T Box<T> }

impl<T: ToJson> ToJson for Option<T> {
    fn to_json(&self, writer: &mut Writer) {
        match self {
            Some(value) => value.to_json(writer),
            None => writer.raw("null"),
        }
    }

    fn has_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T: ToJson> ToJson for [T] {
    fn to_json(&self, writer: &mut Writer) {
        let mut before = '[';
        for item in self {
            writer.item(&mut before, item);
        }
        writer.close(before, ']');
    }
}

impl<T: ToJson> ToJson for Vec<T> {
    fn to_json(&self, writer: &mut Writer) {
        self.as_slice().to_json(writer);
    }

    fn has_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl<T: ToJson> ToJson for [T; 2] {
    fn to_json(&self, writer: &mut Writer) {
        self.as_slice().to_json(writer);
    }
}

impl<A: ToJson, B: ToJson> ToJson for (A, B) {
    fn to_json(&self, writer: &mut Writer) {
        let mut before = '[';
        writer.item(&mut before, &self.0);
        writer.item(&mut before, &self.1);
        writer.close(before, ']');
    }
}

impl<T: ToJson> ToJson for BTreeMap<String, T> {
    fn to_json(&self, writer: &mut Writer) {
        writer.map(self.iter().map(|(name, value)| (name, value as &dyn ToJson)));
    }
}
