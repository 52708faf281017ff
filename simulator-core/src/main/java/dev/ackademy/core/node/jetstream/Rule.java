package dev.ackademy.core.node.jetstream;

/// The rules of the jetstream kind that can be switched off, by tests only: each has a test that fails without it. The
/// numbers are those of `docs/fidelity.md`.
public enum Rule {
    /// The PubAck comes when the stream's quorum has the message.
    J2,
    /// A message id is stored once within the window, and answered with the first sequence.
    J3,
    /// A publish may state which sequence it expects to be the last.
    J4,
    /// Retention by interest and of work queues, and the limits of a stream.
    J5,
    /// A consumer's state outlives the server's process, as it was last written.
    J7,
    /// The first backoff is the ack wait; the others follow, and the last one repeats.
    J8,
    /// Redeliveries go first; new messages wait while too many are pending.
    J9,
    /// What expires together is given again in the order of the stream.
    J10,
    /// What is given back goes to the end of the redelivery queue, or waits for its delay.
    J11,
    /// Acknowledgements are matched by the stream's sequence; +WPI and +TERM.
    J12,
    /// An acknowledgement that asks for it is confirmed.
    J13,
    /// A message is given at most so often.
    J14,
    /// A client that is gone is noticed by the ack wait alone.
    J15,
    /// What was pending is restored, and looked at a moment later.
    J16,
    /// A pull is answered with at most its batch, and shared with the other pulls.
    J17
}
