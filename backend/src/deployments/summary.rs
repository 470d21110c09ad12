//! How well deploying goes, over the last days.

use std::fmt;

use chrono::TimeDelta;
use serde::Serialize;

use super::Verdict;
use super::model::{Outcome, ended_within};
use crate::db::PgConnection;
use crate::error::Error;

/// The days that are looked back upon.
pub const DAYS: i64 = 30;

/// What the last [`DAYS`] days were like. Only what has ended counts.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Summary {
    /// Over how many days.
    pub days: i64,
    /// How many deployments ended, whichever way.
    pub deployments: usize,
    /// How many of them succeeded, a day.
    pub successes_per_day: f64,
    /// The share that failed or put the release before back; none where nothing was deployed.
    pub failure_rate: Option<f64>,
    /// The median time from commit to the end of a deployment that succeeded, in seconds; none without any.
    pub lead_time_seconds: Option<f64>,
}

/// How one ended.
struct Ended {
    has_succeeded: bool,
    lead_time: TimeDelta,
}

impl Summary {
    /// Reads and adds up.
    ///
    /// # Errors
    /// The database's.
    pub fn read(conn: &mut PgConnection) -> Result<Self, Error> {
        let rows = ended_within(conn, TimeDelta::days(DAYS))?;
        let ended: Vec<Ended> = rows.into_iter().filter_map(Ended::of).collect();
        Ok(Self::of(&ended))
    }

    fn of(ended: &[Ended]) -> Self {
        let succeeded: Vec<&Ended> = ended.iter().filter(|one| one.has_succeeded).collect();
        let failures = ended.len() - succeeded.len();
        let mut lead_times: Vec<f64> = succeeded
            .iter()
            .map(|one| one.lead_time.as_seconds_f64())
            .collect();
        lead_times.sort_by(f64::total_cmp);
        Self {
            days: DAYS,
            deployments: ended.len(),
            successes_per_day: succeeded.len() as f64 / DAYS as f64,
            failure_rate: (!ended.is_empty()).then(|| failures as f64 / ended.len() as f64),
            lead_time_seconds: median(&lead_times),
        }
    }
}

impl Ended {
    fn of((verdict, committed_at, ended_at): Outcome) -> Option<Self> {
        Some(Self {
            has_succeeded: verdict? == Verdict::Succeeded.as_str(),
            lead_time: ended_at? - committed_at,
        })
    }
}

/// Of numbers in order.
fn median(sorted: &[f64]) -> Option<f64> {
    let (low, high) = (sorted.len().checked_sub(1)? / 2, sorted.len() / 2);
    Some(f64::midpoint(sorted[low], sorted[high]))
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (days, count) = (self.days, self.deployments);
        write!(f, "{count} deployments in {days} days")?;
        if let Some(rate) = self.failure_rate {
            let (percent, a_day) = (rate * 100.0, self.successes_per_day);
            write!(f, ", {a_day:.2} successes a day, {percent:.0} % failed")?;
        }
        match self.lead_time_seconds {
            Some(seconds) => write!(f, ", lead time {:.0} minutes (median)", seconds / 60.0),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ended(has_succeeded: bool, minutes: i64) -> Ended {
        Ended {
            has_succeeded,
            lead_time: TimeDelta::minutes(minutes),
        }
    }

    #[test]
    fn without_deployments_nothing_is_claimed() {
        let summary = Summary::of(&[]);
        assert_eq!((summary.deployments, summary.successes_per_day), (0, 0.0));
        assert_eq!(
            (summary.failure_rate, summary.lead_time_seconds),
            (None, None)
        );
        assert_eq!(summary.to_string(), "0 deployments in 30 days");
    }

    #[test]
    fn failures_count_for_the_rate_and_not_for_the_lead_time() {
        let all = [
            ended(true, 10),
            ended(false, 1000),
            ended(true, 20),
            ended(true, 60),
        ];
        let summary = Summary::of(&all);
        assert_eq!(summary.failure_rate, Some(0.25));
        assert_eq!(summary.lead_time_seconds, Some(20.0 * 60.0));
        assert_eq!(summary.successes_per_day, 0.1);
        let even = Summary::of(&all[..3]);
        assert_eq!(even.lead_time_seconds, Some(15.0 * 60.0));
    }
}
