//! One of several: `"Name"`, or `{"Name": what it holds}`.

use serde::de::{Error as _, Expected, Unexpected};

use super::{Error, Reader, Result};

impl Reader<'_> {
    /// Which of these it is, and whether it holds something.
    ///
    /// # Errors
    /// When it is none of them.
    #[inline(never)]
    pub fn variant(&mut self, kind: &str, names: &'static [&'static str]) -> Result<(usize, bool)> {
        let holds = self.enter_variant(&kind)?;
        let name = self.variant_name(holds)?;
        match names.iter().position(|known| *known == name) {
            Some(number) => Ok((number, holds)),
            None => Err(Error::unknown_variant(name, names)),
        }
    }

    /// Which of these it is, where none holds anything.
    ///
    /// # Errors
    /// When it is none of them.
    #[inline(never)]
    pub fn plain_variant(&mut self, kind: &str, names: &'static [&'static str]) -> Result<usize> {
        let (number, holds) = self.variant(kind, names)?;
        self.holds_nothing(holds)?;
        self.leave_variant(holds)?;
        Ok(number)
    }

    /// Goes to a variant's name; says whether it holds something.
    #[inline(never)]
    pub(super) fn enter_variant(&mut self, expected: &dyn Expected) -> Result<bool> {
        if self.peek() == b'"' { Ok(false) } else { self.enter(b'{', expected).map(|()| true) }
    }

    #[inline(never)]
    pub(super) fn variant_name(&mut self, holds: bool) -> Result<&str> {
        if !holds {
            return self.string();
        }
        self.key(&mut true)?.ok_or_else(|| Error::custom("expected a variant"))
    }

    /// Behind what a variant holds.
    ///
    /// # Errors
    /// When something follows.
    #[inline(never)]
    pub fn leave_variant(&mut self, holds: bool) -> Result<()> {
        if holds && self.another(b'}', &mut false)? {
            return Err(Error::custom("expected one variant only"));
        }
        Ok(())
    }

    /// # Errors
    /// When a variant holds something that should not.
    #[inline(never)]
    pub fn holds_nothing(&mut self, holds: bool) -> Result<()> {
        if holds { self.nothing("null") } else { Ok(()) }
    }
}

/// # Errors
/// When a variant holds nothing that should.
#[inline(never)]
pub fn must_hold(holds: bool) -> Result<()> {
    if holds { Ok(()) } else { Err(Error::invalid_type(Unexpected::UnitVariant, &"what the variant holds")) }
}
