package dev.ackademy.core.node.queue;

/// The rules of the queue kinds that can be switched off, by tests only: each is asked in one place, and has a test
/// that fails without it. `Q` is RabbitMQ, `B` BullMQ; the numbers are those of `docs/fidelity.md`.
public enum Rule {
    /// A confirm comes when the message is stored, or has found no queue.
    Q1,
    /// `mandatory`: what finds no queue comes back.
    Q2,
    /// A consumer has at most `prefetch` unacknowledged messages.
    Q3,
    /// With automatic acknowledgement a message is settled as soon as it is sent.
    Q4,
    /// A channel or connection that ends gives back all its unacknowledged messages at once, marked as
    /// redelivered.
    Q5,
    /// A classic queue puts what comes back where it was.
    Q6,
    /// A quorum queue keeps what comes back in a queue of its own, in the order of return, before
    /// everything else.
    Q7,
    /// A quorum queue gives up what has come back more often than its delivery limit.
    Q8,
    /// A queue with a single active consumer gives messages to the first of its consumers only.
    Q9,
    /// A dead letter is sent once and forgotten.
    Q10,
    /// With at-least-once dead-lettering it is kept until the other queue has confirmed it.
    Q11,
    /// A message that is ready for longer than the queue's TTL is given up when it stands at the head.
    Q12,
    /// A full queue gives up its head, or refuses what comes.
    Q13,
    /// The channel of a consumer that holds a message for longer than the consumer time-out is closed.
    Q14,
    /// A connection without heartbeats is closed after its time-out.
    Q15,
    /// Stored messages outlive the broker; what was unacknowledged is ready again.
    Q16,
    /// A job in hand is locked by its worker's token for a while.
    B1,
    /// The worker renews the locks of its jobs.
    B2,
    /// Stalled jobs are found in two phases: marked, and at the next check still marked and without a lock.
    B3,
    /// A job that has stalled too often has failed.
    B4,
    /// A failed job is given again after its backoff, until its attempts are spent.
    B5,
    /// A job whose id is there already is not added again.
    B6,
    /// Only the owner of the lock finishes a job.
    B7
}
