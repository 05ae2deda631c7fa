//! Readers that are too slow. The runtime does not tell how much of what was sent has left, so what counts is what was
//! sent since the reader was last heard of: a reader that reads is heard at least with every heartbeat.

/// Beyond this much unheard-of, what is only worth saying now is left out.
const LAGS: u32 = 64 * 1024;
/// Beyond this much, the reader is let go; it comes back and asks for what it missed.
const LOST: u32 = 1024 * 1024;
/// A reader that was heard of so recently (milliseconds) is only busy; after this it has missed a heartbeat.
const BUSY: i64 = 35_000;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    KeepsUp,
    Lags,
    Lost,
}

/// Is a look at the reader needed at all?
#[must_use]
pub const fn is_suspect(unheard_bytes: u32) -> bool {
    unheard_bytes > LAGS
}

#[must_use]
pub const fn judge(unheard_bytes: u32, silent_for: i64) -> Pace {
    if unheard_bytes <= LAGS || silent_for <= BUSY {
        Pace::KeepsUp
    } else if unheard_bytes <= LOST {
        Pace::Lags
    } else {
        Pace::Lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn r7_slow_readers_lose_typing_first_and_then_the_socket() {
        assert_eq!(judge(LAGS, i64::MAX), Pace::KeepsUp);
        assert_eq!(judge(LAGS + 1, BUSY + 1), Pace::Lags);
        assert_eq!(judge(LOST + 1, BUSY + 1), Pace::Lost);
        assert_eq!(judge(u32::MAX, BUSY), Pace::KeepsUp, "it has been heard of: it may only be busy");
    }
}
