//! Running code of others on files of strangers: a panic, a hang or a deep recursion becomes a finding.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// How long one check may take. A book of a thousand pages takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(120);

/// Room for recursion. Parsers bound their nesting, but by counts that were chosen for roomy stacks.
const STACK: usize = 64 * 1024 * 1024;

/// Why a check came to no end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// It panicked: a defect in a parser that the file brought out.
    Panicked,
    /// It did not end in the time given.
    TookTooLong,
    /// The system gave no thread to run it on.
    NotStarted,
}

impl Failure {
    /// The failure in words, to follow "could not be checked: ".
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::Panicked => "it is damaged in a way that stopped the checker",
            Self::TookTooLong => "it takes longer than two minutes",
            Self::NotStarted => "the system is out of resources",
        }
    }
}

/// Runs a job on a thread of its own, and waits for it only so long.
///
/// A job that takes too long is left to itself: Rust can not end a thread from outside. That costs a core until the
/// program ends, which is better than a program that does not answer.
pub(super) fn guarded<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T, Failure> {
    started(job)?.wait(PATIENCE)
}

/// Runs a job on several things side by side, each on a thread of its own, and waits for each only so long. The results
/// are in the order of the things.
pub(super) fn guarded_each<I, T, J>(things: impl IntoIterator<Item = I>, job: impl Fn(I) -> J) -> Vec<Result<T, Failure>>
where
    T: Send + 'static,
    J: FnOnce() -> T + Send + 'static,
{
    let running: Vec<Result<Running<T>, Failure>> = things.into_iter().map(|thing| started(job(thing))).collect();
    running.into_iter().map(|running| running?.wait(PATIENCE)).collect()
}

/// A job that runs on a thread of its own.
struct Running<T>(mpsc::Receiver<T>);

impl<T> Running<T> {
    fn wait(self, patience: Duration) -> Result<T, Failure> {
        self.0.recv_timeout(patience).map_err(|error| match error {
            mpsc::RecvTimeoutError::Timeout => Failure::TookTooLong,
            mpsc::RecvTimeoutError::Disconnected => Failure::Panicked,
        })
    }
}

fn started<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<Running<T>, Failure> {
    let (sender, receiver) = mpsc::channel();
    // Parsers work in parallel. Whoever waits here may hold the last worker of the common pool, so the job brings its own.
    let pool = rayon::ThreadPoolBuilder::new().stack_size(STACK).build().map_err(|_| Failure::NotStarted)?;
    let run = move || {
        // A receiver that has given up waiting is no concern of the job.
        let _ = sender.send(pool.install(job));
    };
    thread::Builder::new().name("preflight".to_owned()).stack_size(STACK).spawn(run).map_err(|_| Failure::NotStarted)?;
    Ok(Running(receiver))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_well_is_handed_on() {
        assert_eq!(guarded(|| 6 * 7), Ok(42));
    }

    #[test]
    fn jobs_side_by_side_keep_their_order() {
        let results = guarded_each([30, 10, 20], |wait| {
            move || {
                thread::sleep(Duration::from_millis(wait));
                assert_ne!(wait, 10, "on purpose");
                wait
            }
        });
        assert_eq!(results, [Ok(30), Err(Failure::Panicked), Ok(20)]);
    }

    #[test]
    fn a_job_brings_its_own_workers() {
        assert_eq!(guarded(|| rayon::current_thread_index().is_some()), Ok(true));
    }

    #[test]
    fn a_panic_and_a_hang_come_back_as_words() {
        assert_eq!(guarded(|| -> u8 { panic!("on purpose") }), Err(Failure::Panicked));
        let nap = || thread::sleep(Duration::from_millis(500));
        assert_eq!(started(nap).and_then(|nap| nap.wait(Duration::from_millis(10))), Err(Failure::TookTooLong));
    }
}
