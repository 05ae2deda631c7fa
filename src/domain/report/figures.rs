//! Sums of what was noted. A day's sums are counters by short names, so that days, names and their like are added up by
//! adding what has the same name:
//!
//! | name | counts |
//! |---|---|
//! | `n` | conversations that began |
//! | `q` | those in which the visitor wrote |
//! | `a`, `b`, `m` | of these: answered by a person; by the bot only; missed |
//! | `l` | of the missed, those whose visitor had left |
//! | `c` | closed after an answer |
//! | `f…`, `w…`, `r…` | times until the first answer, the same within business hours, until it was closed: by their logarithm, in three digits |
//! | `s1` to `s5` | ratings |
//! | `h0` to `h23` | conversations that began in that hour |
//! | `o` | openings of the widget |
//!
//! Of times, what is within 10% of each other is counted together. What is said of them is the middle: wrong by 5% at most.

use std::collections::BTreeMap;

use crate::{
    json,
    protocol::report::{Figures, Hundredths, Times},
};

/// How much longer the times of one counter are than those of the one before.
const STEP: f64 = 1.1;
const HOURS: usize = 24;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counters(BTreeMap<String, u32>);

impl Counters {
    /// # Errors
    /// When it was not written by us.
    pub fn read(text: &str) -> json::Result<Self> {
        json::read(text).map(Self)
    }

    pub fn add(&mut self, other: &Self) {
        for (name, count) in &other.0 {
            let sum = self.0.entry(name.clone()).or_default();
            *sum = sum.saturating_add(*count);
        }
    }

    fn of(&self, name: &str) -> u32 {
        self.0.get(name).copied().unwrap_or_default()
    }

    #[must_use]
    pub fn hours(&self) -> [u32; HOURS] {
        std::array::from_fn(|hour| self.of(&format!("h{hour}")))
    }

    /// `counts_openings`: it is known how often the widget was opened for them.
    #[must_use]
    pub fn figures(&self, counts_openings: bool) -> Figures {
        let [conversations, asked, answered, by_bot, missed, left, resolved] =
            ["n", "q", "a", "b", "m", "l", "c"].map(|name| self.of(name));
        let ratings: Vec<u32> = (1..=5).map(|score| self.of(&format!("s{score}"))).collect();
        let scores = ratings.iter().zip(1..).map(|(count, score): (_, u32)| count * score).sum();
        let opens = counts_openings.then(|| self.of("o"));
        Figures {
            conversations,
            answered,
            by_bot,
            missed,
            left,
            waiting: asked.saturating_sub(answered + by_bot + missed),
            resolved,
            first_response: self.times("f"),
            first_response_open: self.times("w"),
            resolution: self.times("r"),
            rating: Hundredths::of(scores, ratings.iter().sum()),
            ratings,
            opens,
            start_rate: opens.and_then(|opens| Hundredths::of(conversations, opens)),
        }
    }

    fn times(&self, kind: &str) -> Times {
        let parts = self.0.iter().filter_map(|(name, count)| {
            let bucket = name.strip_prefix(kind)?.parse::<u32>().ok()?;
            Some((bucket, *count))
        });
        let parts: Vec<_> = parts.collect();
        let count = parts.iter().map(|(_, count)| count).sum();
        Times { count, median: at(&parts, count.div_ceil(2)), p90: at(&parts, (count * 9).div_ceil(10)) }
    }
}

/// In seconds, the time of this place when all are sorted; the first is 1.
fn at(parts: &[(u32, u32)], place: u32) -> Option<u32> {
    let mut seen = 0;
    let (bucket, _) = parts.iter().find(|(_, count)| {
        seen += count;
        seen >= place
    })?;
    Some((middle(*bucket) / 1000.0).round() as u32)
}

/// Of the times of this counter, in milliseconds.
fn middle(bucket: u32) -> f64 {
    (0..bucket.min(400)).fold(STEP.sqrt(), |time, _| time * STEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bucket(millis: f64) -> u32 {
        (millis.max(1.0).ln() / STEP.ln()) as u32
    }

    fn counters(text: &str) -> Counters {
        Counters::read(text).unwrap()
    }

    #[test]
    fn a8_a_time_is_told_within_five_percent() {
        let mut millis = 1.0;
        while millis < 4e9 {
            let told = middle(bucket(millis));
            assert!((told / millis - 1.0).abs() <= 0.05, "{millis} {told}");
            millis *= 1.0137;
        }
    }

    #[test]
    fn a8_medians_come_out_of_sums_of_days() {
        let mut sum = counters(&format!(r#"{{"f{:03}":3,"f{:03}":1}}"#, bucket(1e4), bucket(6e4)));
        sum.add(&counters(&format!(r#"{{"f{:03}":3,"n":2}}"#, bucket(6e5))));
        let Times { count, median, p90 } = sum.figures(false).first_response;
        assert_eq!(count, 7);
        assert!((57..=63).contains(&median.unwrap()) && (570..=630).contains(&p90.unwrap()), "{median:?} {p90:?}");
        assert_eq!(Counters::default().figures(false).resolution, Times::default());
    }

    #[test]
    fn a8_figures_are_what_the_counters_say() {
        let figures =
            counters(r#"{"n":9,"q":8,"a":4,"b":1,"m":2,"l":1,"c":3,"s4":1,"s5":3,"o":36,"h7":9}"#).figures(true);
        assert_eq!((figures.conversations, figures.waiting, figures.by_bot), (9, 1, 1));
        assert_eq!((figures.missed, figures.left), (2, 1));
        assert_eq!(figures.ratings, [0, 0, 0, 1, 3]);
        assert_eq!((figures.rating, figures.start_rate), (Some(Hundredths(475)), Some(Hundredths(25))));
        assert_eq!(Counters::default().figures(false).opens, None);
        assert_eq!(Counters::default().figures(true).rating, None);
    }
}
