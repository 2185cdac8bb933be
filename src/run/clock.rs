//! Time -> what `run.json` says about it.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

use super::{Event, Observer, Stage};

/// Measures the stages and tells the observer where the run is.
pub(super) struct Clock<'a> {
    observer: &'a dyn Observer,
    since: Instant,
    running: Option<Stage>,
    /// Seconds of the stages that ended.
    pub seconds: Vec<(Stage, f64)>,
    /// When the run began.
    pub started: SystemTime,
}

impl<'a> Clock<'a> {
    pub(super) fn new(observer: &'a dyn Observer) -> Self {
        let (since, started) = (Instant::now(), SystemTime::now());
        Self { observer, since, running: None, seconds: Vec::new(), started }
    }

    /// Ends the stage before and begins this one.
    pub(super) fn stage(&mut self, stage: Stage, total: usize) {
        self.stop();
        self.running = Some(stage);
        self.observer.event(&Event::Stage { stage, total: total as u64 });
    }

    /// Ends the running stage.
    pub(super) fn stop(&mut self) {
        let now = Instant::now();
        if let Some(stage) = self.running.take() {
            self.seconds.push((stage, (now - self.since).as_secs_f64()));
        }
        self.since = now;
    }
}

/// A time in UTC as RFC 3339 writes it, to the second.
pub(super) fn rfc3339(time: SystemTime) -> String {
    let seconds = time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = date(days);
    let (hour, minute) = (second / 3600, second / 60 % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{:02}Z", second % 60)
}

/// Days since 1970-01-01 as a Gregorian date. Years are counted from March on, so that the leap day comes last.
fn date(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    (year, month, day)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn dates_of_leap_years_and_ends() {
        let at = |seconds| rfc3339(UNIX_EPOCH + Duration::from_secs(seconds));
        assert_eq!(at(0), "1970-01-01T00:00:00Z");
        assert_eq!(at(951_782_400), "2000-02-29T00:00:00Z");
        assert_eq!(at(1_704_067_199), "2023-12-31T23:59:59Z");
        assert_eq!(at(1_709_251_199), "2024-02-29T23:59:59Z");
        assert_eq!(at(4_107_542_400), "2100-03-01T00:00:00Z");
    }
}
