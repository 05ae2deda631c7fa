//! Labels to choose from.

use super::{check::Checks, widget::check_color};
use crate::protocol::{Problem, label::ChangeLabel, limits::LABEL_CHARS};

/// As they can be kept.
///
/// # Errors
/// A problem that names all that is wrong.
pub fn checked(change: ChangeLabel) -> Result<ChangeLabel, Problem> {
    let mut checks = Checks::default();
    let name = change.name.map(|name| checks.line("name", &name, LABEL_CHARS));
    check_color(&mut checks, "color", change.color.as_deref());
    checks.done()?;
    Ok(ChangeLabel { name, color: change.color.map(|color| color.to_ascii_lowercase()) })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(name: &str, color: &str) -> Result<ChangeLabel, Problem> {
        checked(ChangeLabel { name: Some(name.into()), color: Some(color.into()) })
    }

    #[test]
    fn i5_a_label_has_a_name_to_see_and_a_colour() {
        let kept = change(" vip ", "#AB12ef").unwrap();
        assert_eq!((kept.name.as_deref(), kept.color.as_deref()), (Some("vip"), Some("#ab12ef")));
        let wrong = change("\u{200B}", "red").unwrap_err();
        let fields: Vec<_> = wrong.errors.iter().map(|error| (&*error.field, &*error.code)).collect();
        assert_eq!(fields, [("name", "required"), ("color", "invalid_color")]);
        assert_eq!(change(&"x".repeat(LABEL_CHARS + 1), "#000000").unwrap_err().errors[0].code, "too_long");
    }
}
