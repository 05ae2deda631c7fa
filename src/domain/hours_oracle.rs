//! The rules against chrono-tz: minute by minute, the slow and obvious way.
#![allow(clippy::cast_possible_wrap)] // small numbers all

use chrono::{Datelike, NaiveDate, TimeDelta, TimeZone};
use chrono_tz::Tz;

use super::*;

const SEEDS: u64 = 6;
/// What is asked, and what is known around it: two days before for ranges that go on, and the rest to find an opening.
const DAYS_BEFORE: i64 = 4;
const DAYS_KNOWN: i64 = 14;

/// Zones whose clocks change in all the ways there are, and the years to look at.
const ZONES: [(Tz, [i32; 2]); 19] = [
    (Tz::Europe__Berlin, [2025, 2027]),
    (Tz::America__New_York, [2025, 2027]),
    (Tz::Asia__Kolkata, [2025, 2027]),
    (Tz::Australia__Lord_Howe, [2025, 2027]),
    (Tz::America__St_Johns, [2025, 2027]),
    (Tz::Pacific__Apia, [2025, 2027]),
    (Tz::Africa__Casablanca, [2025, 2027]),
    (Tz::Asia__Tehran, [2025, 2027]),
    (Tz::UTC, [2025, 2027]),
    (Tz::Pacific__Kiritimati, [2025, 2027]),
    // At midnight, forward or back into the day before.
    (Tz::America__Santiago, [2025, 2027]),
    (Tz::America__Havana, [2025, 2027]),
    (Tz::Africa__Cairo, [2025, 2027]),
    (Tz::America__Nuuk, [2025, 2027]),
    // At a quarter to three, by two hours, at a minute past midnight, over a whole day.
    (Tz::Pacific__Chatham, [2025, 2027]),
    (Tz::Antarctica__Troll, [2025, 2027]),
    (Tz::America__St_Johns, [2010, 2010]),
    (Tz::Pacific__Apia, [2011, 2011]),
    (Tz::Asia__Tehran, [2021, 2021]),
];

/// Numbers that look random, and are the same every time.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: i64) -> i64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as i64) % sides
    }

    fn one_of<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.roll(choices.len() as i64) as usize]
    }

    /// Mostly near the time of day at which the clock changes; now and then nonsense.
    fn time(&mut self, near: i64) -> String {
        let minutes = match self.roll(20) {
            0 => return self.one_of(&["9:00", "24:01", "12:60", "", "noon", "-1:30"]).into(),
            1 => DAY,
            2..=12 => (near + self.roll(17) * 15 - 120).rem_euclid(DAY),
            _ => self.roll(DAY),
        };
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }

    fn ranges(&mut self, near: i64) -> Vec<Range> {
        (0..self.one_of(&[0, 1, 1, 2, 3])).map(|_| [self.time(near), self.time(near)]).collect()
    }

    /// `clock`: what clocks show at the moment of interest.
    fn hours(&mut self, clock: i64) -> BusinessHours {
        let mut hours = BusinessHours::default();
        let Days { mon, tue, wed, thu, fri, sat, sun } = &mut hours.days;
        for day in [mon, tue, wed, thu, fri, sat, sun] {
            *day = self.ranges(clock);
        }
        let holidays = (0..self.roll(5)).map(|_| day_of(clock / DAY + self.roll(9) - 4).to_string());
        hours.holidays = holidays.chain(["2026-02-30".into()]).collect();
        hours
    }
}

fn day_of(day: i64) -> NaiveDate {
    NaiveDate::default() + TimeDelta::days(day)
}

/// What the clocks of a place show, minute by minute.
struct Clocks {
    start: i64,
    shown: Vec<i64>,
}

impl Clocks {
    fn around(zone: Tz, moment: i64) -> Self {
        let start = moment - DAYS_BEFORE * DAY;
        let shown = (start..start + DAYS_KNOWN * DAY).map(|minute| {
            let moment = chrono::DateTime::from_timestamp(minute * 60, 0).unwrap();
            zone.from_utc_datetime(&moment.naive_utc()).naive_local().and_utc().timestamp().div_euclid(60)
        });
        Self { start, shown: shown.collect() }
    }

    /// Where they first show this time or a later one. No clock is 15 hours ahead.
    fn first(&self, time: i64) -> usize {
        let skip = (time - 15 * 60 - self.start).clamp(0, self.shown.len() as i64) as usize;
        self.shown[skip..].iter().position(|shown| *shown >= time).map_or(self.shown.len(), |place| skip + place)
    }

    fn open(&self, hours: &BusinessHours) -> Vec<bool> {
        let mut open = vec![false; self.shown.len()];
        for day in self.shown[0] / DAY - 1..=self.shown[self.shown.len() - 1] / DAY {
            let date = day_of(day);
            if hours.holidays.contains(&date.to_string()) {
                continue;
            }
            let (_, ranges) = hours.days.week()[date.weekday().num_days_from_monday() as usize];
            for (from, to) in ranges.iter().filter_map(minutes) {
                let (start, end) = (self.first(day * DAY + from), self.first(day * DAY + to));
                open[start..end].fill(true);
            }
        }
        open
    }
}

fn minutes([from, to]: &Range) -> Option<(i64, i64)> {
    let read = |text: &str| -> Option<i64> {
        if text == "24:00" {
            return Some(DAY);
        }
        let time = chrono::NaiveTime::parse_from_str(text, "%H:%M").ok().filter(|_| text.len() == 5)?;
        Some((time - chrono::NaiveTime::MIN).num_minutes())
    };
    let (from, to) = (read(from).filter(|from| *from < DAY)?, read(to)?);
    Some((from, if to <= from { to + DAY } else { to }))
}

/// For every minute the next at which it opens, if that is known.
fn openings(open: &[bool]) -> Vec<Option<usize>> {
    let mut next = vec![None; open.len()];
    for place in (1..open.len()).rev() {
        next[place - 1] = if open[place] && !open[place - 1] { Some(place) } else { next[place] };
    }
    next
}

fn compare(zone: Tz, hours: &BusinessHours, clocks: &Clocks, places: impl Iterator<Item = usize>) {
    let open = clocks.open(hours);
    let next = openings(&open);
    for place in places {
        let now = timestamp(clocks.start + place as i64);
        let wrong = || format!("{zone} at {now}: {hours:?}");
        assert_eq!(is_open(hours, &zone, now), open[place], "{}", wrong());
        let opens = opens_at(hours, &zone, now).map(minute);
        match next[place].filter(|_| !open[place]) {
            Some(place) => assert_eq!(opens, Some(clocks.start + place as i64), "{}", wrong()),
            None if open[place] => assert_eq!(opens, None, "{}", wrong()),
            None => assert!(opens.is_none_or(|opens| opens >= clocks.start + DAYS_KNOWN * DAY), "{}", wrong()),
        }
    }
}

/// Every minute in which the offset is another than before, and some in which it is not.
fn moments(zone: Tz, [first, last]: [i32; 2], dice: &mut Dice) -> Vec<i64> {
    let start_of = |year| minute(format!("{year}-01-01T00:00:00Z").parse().unwrap());
    let (start, end) = (start_of(first), start_of(last + 1));
    let hours = (start..end).step_by(60).filter(|hour| offset(&zone, *hour) != offset(&zone, hour + 60));
    let changes =
        hours.filter_map(|hour| (hour..=hour + 60).find(|minute| offset(&zone, *minute) != offset(&zone, minute - 1)));
    changes.chain((0..3).map(|_| start + dice.roll(end - start))).collect()
}

#[test]
fn w14_open_and_next_opening_are_what_a_minute_by_minute_look_at_chrono_tz_says() {
    for (number, (zone, years)) in (0..).zip(ZONES) {
        let mut dice = Dice(number);
        for moment in moments(zone, years, &mut dice) {
            let clocks = Clocks::around(zone, moment);
            let middle = (DAYS_BEFORE * DAY) as usize;
            for seed in 0..SEEDS {
                let hours = dice.hours(clocks.shown[middle]);
                let near = (middle - 180..middle + 180).step_by(if seed == 0 { 1 } else { 5 });
                let far: Vec<_> = (0..60).map(|_| middle - 2 * 1440 + dice.roll(5 * DAY) as usize).collect();
                compare(zone, &hours, &clocks, near.chain(far));
            }
        }
    }
}

#[test]
fn the_zones_change_their_clocks_as_often_as_they_should() {
    let changes = |zone, years| moments(zone, years, &mut Dice(0)).len() - 3;
    let counted = ZONES.map(|(zone, years)| changes(zone, years));
    assert_eq!(counted, [6, 6, 0, 6, 6, 0, 6, 0, 0, 0, 6, 6, 6, 6, 6, 6, 2, 3, 2]);
}
