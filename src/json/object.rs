//! Objects: their fields are read into places that do not say of which type they are, so that all types share this code.

use serde::de::Error as _;

use super::{Error, FromJson, Reader, Result};

/// Where the value of a field goes.
pub trait Place {
    /// # Errors
    /// When what comes next cannot be in it.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<()>;

    /// The field is not there. May it be left out?
    fn leave(&mut self) -> bool;
}

impl<T: FromJson> Place for Option<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        *self = Some(T::from_json(reader)?);
        Ok(())
    }

    fn leave(&mut self) -> bool {
        *self = T::absent();
        self.is_some()
    }
}

/// A place that has what stands for the field when it is left out.
pub struct Kept<'a, T>(pub &'a mut T);

impl<T: FromJson> Place for Kept<'_, T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        *self.0 = T::from_json(reader)?;
        Ok(())
    }

    fn leave(&mut self) -> bool {
        true
    }
}

/// Like `Kept`, and read in a way of its own.
pub struct ReadWith<'a, T>(pub &'a mut T, pub fn(&mut Reader<'_>) -> Result<T>);

impl<T> Place for ReadWith<'_, T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<()> {
        *self.0 = self.1(reader)?;
        Ok(())
    }

    fn leave(&mut self) -> bool {
        true
    }
}

/// What is in a place after `object`, which lets none stay empty.
pub fn filled<T>(place: Option<T>) -> T {
    place.unwrap_or_else(|| unreachable!())
}

impl Reader<'_> {
    /// An object with these fields, each in its place; others are passed over.
    ///
    /// # Errors
    /// When it is none, or a field is missing, there twice or not what it should be.
    #[inline(never)]
    pub fn object(&mut self, kind: &str, names: &[&'static str], places: &mut [&mut dyn Place]) -> Result<()> {
        let (mut first, mut next, mut seen) = (true, 0, 0_u64);
        self.enter(b'{', &kind)?;
        while let Some(key) = self.key(&mut first)? {
            let Some(n) = position(names, key, next) else {
                self.skip()?;
                continue;
            };
            if seen >> n & 1 == 1 {
                return Err(Error::duplicate_field(names[n]));
            }
            seen |= 1 << n;
            next = n + 1;
            places[n].fill(self)?;
        }
        for (n, place) in places.iter_mut().enumerate() {
            if seen >> n & 1 == 0 && !place.leave() {
                return Err(Error::missing_field(names[n]));
            }
        }
        Ok(())
    }
}

/// Most fields come in the order in which they were written.
fn position(names: &[&str], key: &str, next: usize) -> Option<usize> {
    if names.get(next) == Some(&key) {
        return Some(next);
    }
    names.iter().position(|name| *name == key)
}
