//! How moments are written: `2023-11-14T22:13:20.007Z`, as RFC 3339 says.

use std::{fmt, ops::RangeInclusive};

use super::{
    calendar::{date_of, days_in, days_since_1970},
    span::{DAY, HOUR, MINUTE},
};

/// What has a date; what has none is written as 1970.
const DATED: RangeInclusive<i64> = -8_334_601_228_800_000..=8_210_266_876_799_999;

pub fn write(millis: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let millis = if DATED.contains(&millis) { millis } else { 0 };
    let (year, month, day) = date_of(millis.div_euclid(DAY));
    let in_day = millis.rem_euclid(DAY);
    let mut text = *b"0000-00-00T00:00:00.000Z";
    put(&mut text[..4], year.rem_euclid(10_000));
    put(&mut text[5..7], month);
    put(&mut text[8..10], day);
    put(&mut text[11..13], in_day / HOUR);
    put(&mut text[14..16], in_day / MINUTE % 60);
    put(&mut text[17..19], in_day / 1000 % 60);
    put(&mut text[20..23], in_day);
    let text = str::from_utf8(&text).unwrap_or_default();
    if (0..10_000).contains(&year) {
        return f.write_str(text);
    }
    write!(f, "{year:+05}{}", &text[4..])
}

/// As many of its last digits as there is room for.
fn put(digits: &mut [u8], mut number: i64) {
    for digit in digits.iter_mut().rev() {
        *digit = b'0' + (number % 10) as u8;
        number /= 10;
    }
}

/// A text that is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoMoment;

impl fmt::Display for NoMoment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Write a time such as 2026-12-25T09:30:00Z.")
    }
}

/// The milliseconds since 1970.
pub fn read(text: &str) -> Result<i64, NoMoment> {
    let mut rest = Rest(text.as_bytes());
    if rest.0.len() < 19 {
        return Err(NoMoment);
    }
    let (year, month, day) = (rest.number(4)?, rest.after(b"-")?, rest.after(b"-")?);
    if !(1..=days_in(year, month)).contains(&day) {
        return Err(NoMoment);
    }
    let (hours, minutes, seconds) = (rest.after(b"Tt ")?, rest.after(b":")?, rest.after(b":")?);
    let millis = rest.fraction()?;
    // A second may be the sixtieth: clocks are put right by one.
    if hours > 23 || minutes > 59 || seconds > 60 {
        return Err(NoMoment);
    }
    let offset = rest.offset()?;
    if !rest.0.is_empty() {
        return Err(NoMoment);
    }
    if offset.abs() >= 24 * 60 {
        return Err(NoMoment);
    }
    let minutes = hours * 60 + minutes - offset;
    Ok(days_since_1970(year, month, day) * DAY + minutes * MINUTE + seconds * 1000 + millis)
}

/// What is still to be read.
struct Rest<'a>(&'a [u8]);

impl Rest<'_> {
    fn skip(&mut self, any: &[u8]) -> Result<u8, NoMoment> {
        let (byte, rest) = self.0.split_first().ok_or(NoMoment)?;
        self.0 = rest;
        if any.contains(byte) { Ok(*byte) } else { Err(NoMoment) }
    }

    fn number(&mut self, digits: usize) -> Result<i64, NoMoment> {
        let (number, rest) = self.0.split_at_checked(digits).ok_or(NoMoment)?;
        self.0 = rest;
        number.iter().try_fold(0, |number, digit| match digit {
            b'0'..=b'9' => Ok(number * 10 + i64::from(digit - b'0')),
            _ => Err(NoMoment),
        })
    }

    /// A number of two digits behind one of these.
    fn after(&mut self, any: &[u8]) -> Result<i64, NoMoment> {
        self.skip(any)?;
        self.number(2)
    }

    /// Milliseconds; what is finer is left out.
    fn fraction(&mut self) -> Result<i64, NoMoment> {
        if self.0.first() != Some(&b'.') {
            return Ok(0);
        }
        self.0 = &self.0[1..];
        let mut millis = self.number(1)? * 100;
        for worth in [10, 1].into_iter().chain(std::iter::repeat(0)) {
            let Some(digit) = self.0.first().filter(|byte| byte.is_ascii_digit()) else { break };
            millis += worth * i64::from(digit - b'0');
            self.0 = &self.0[1..];
        }
        Ok(millis)
    }

    /// Minutes that the clock is ahead.
    fn offset(&mut self) -> Result<i64, NoMoment> {
        if let Some(rest) = self.0.strip_prefix("−".as_bytes()) {
            self.0 = rest;
            return Ok(-self.ahead()?);
        }
        match self.skip(b"Zz+-")? {
            b'+' => self.ahead(),
            b'-' => Ok(-self.ahead()?),
            _ => Ok(0),
        }
    }

    fn ahead(&mut self) -> Result<i64, NoMoment> {
        let (hours, minutes) = (self.number(2)?, self.after(b":")?);
        if minutes < 60 { Ok(hours * 60 + minutes) } else { Err(NoMoment) }
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, SecondsFormat, Utc};

    use super::*;
    use crate::protocol::Timestamp;

    #[test]
    fn moments_are_written_as_chrono_writes_them() {
        let theirs = |millis| {
            let moment = DateTime::from_timestamp_millis(millis).unwrap_or_default();
            moment.to_rfc3339_opts(SecondsFormat::Millis, true)
        };
        let (first, last) = (DateTime::<Utc>::MIN_UTC.timestamp_millis(), DateTime::<Utc>::MAX_UTC.timestamp_millis());
        let edges = [i64::MIN, first - 1, first, -1, 0, 1, last, last + 1, i64::MAX];
        let ages = (-40_000..40_000).map(|n| n * 86_400_007 + n * n);
        let far = (-20_000..20_000).map(|n| n * 417_000_000_007);
        for millis in edges.into_iter().chain(ages).chain(far) {
            assert_eq!(Timestamp::from_millis(millis).to_string(), theirs(millis), "{millis}");
        }
    }

    #[test]
    fn moments_are_read_as_chrono_reads_them() {
        let texts = [
            "2023-11-14T22:13:20.007Z",
            "2024-02-29t00:00:00z",
            "0000-01-01 00:00:00.123456789012+23:59",
            "9999-12-31T23:59:60.9−01:30",
            "1900-02-28T12:34:56-00:00",
        ];
        let others = ["", "0", "9", "6", "3", "-", "+", ":", ".", " ", "Z", "T", "z", "−", "é", "99", "00"];
        for text in texts {
            compare(text);
            for at in (0..=text.len()).filter(|at| text.is_char_boundary(*at)) {
                compare(&text[..at]);
                let rest = text[at..].chars().next().map_or("", |next| &text[at + next.len_utf8()..]);
                for other in others {
                    compare(&format!("{}{other}{}", &text[..at], &text[at..]));
                    compare(&format!("{}{other}{rest}", &text[..at]));
                }
            }
        }
        for month in 0..=13 {
            for day in 0..=32 {
                for year in [0, 1899, 1900, 2000, 2023, 2024] {
                    compare(&format!("{year:04}-{month:02}-{day:02}T24:59:59Z"));
                    compare(&format!("{year:04}-{month:02}-{day:02}T23:59:61Z"));
                    compare(&format!("{year:04}-{month:02}-{day:02}T23:59:59Z"));
                }
            }
        }
    }

    fn compare(text: &str) {
        let theirs = DateTime::parse_from_rfc3339(text).map(|moment| moment.timestamp_millis());
        assert_eq!(read(text).ok(), theirs.ok(), "{text}");
    }
}
