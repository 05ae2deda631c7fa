//! In what time visitors are told that answers come: a kind figure, rounded up to what people say.

/// Fewer first answers say nothing.
const LEAST: u32 = 10;
const SAID: [u32; 11] = [60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400];

/// Seconds, of so many answers with this median.
#[must_use]
pub fn reply_time(answers: u32, median: Option<u32>) -> Option<u32> {
    let median = median.filter(|_| answers >= LEAST)?;
    SAID.into_iter().find(|said| median <= *said)
}

#[test]
fn w15_the_reply_time_is_rounded_up_to_what_people_say() {
    assert_eq!(reply_time(9, Some(30)), None, "too few");
    assert_eq!(reply_time(10, Some(30)), Some(60));
    assert_eq!(reply_time(10, Some(61)), Some(120));
    assert_eq!(reply_time(10, Some(3_000)), Some(3_600));
    assert_eq!(reply_time(10, Some(90_000)), None, "nothing to tell anybody");
    assert_eq!(reply_time(10, None), None);
}
