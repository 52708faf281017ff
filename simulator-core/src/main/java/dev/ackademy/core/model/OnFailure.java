package dev.ackademy.core.model;

/// What a process does with an item whose step failed.
///
/// @param retries       tries again in place, after `backoffMicros` (doubling where `exponential`); -1 for ever
/// @param then          what follows when the retries are spent
/// @param topic         where to (dead letter, retry topic), null otherwise
/// @param invalid       what to do at once with an item that can never succeed (an invalid payload): `DISCARD` or as
/// `then`
public record OnFailure(int retries, long backoffMicros, boolean exponential, Then then, String topic, Then invalid) {

    /// `NEXT` leaves the item unacknowledged and goes on with the next one (a later acknowledgement may
    /// cover it, p4); `STOP` stays on it;
    /// `REDELIVER` asks the broker to give it again.
    public enum Then {
        DEAD_LETTER,
        RETRY_TOPIC,
        DISCARD,
        NEXT,
        STOP,
        REDELIVER
    }
}
