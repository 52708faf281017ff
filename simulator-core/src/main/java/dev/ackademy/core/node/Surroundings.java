package dev.ackademy.core.node;

import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;

/// All that a node may ask for.
public interface Surroundings {

    /// This node's number.
    int self();

    /// The name of a node (`billing.1`, `B2`), for texts.
    String name(int node);

    /// Virtual time, µs.
    long now();

    /// What this node's own clock shows, µs: virtual time plus its skew.
    long wallClock();

    /// Begins a connection and returns its number; `Opened` or `Closed` follows.
    int connect(int peer);

    /// Ends a connection from this side; the peer learns of it one latency later.
    void close(int connection);

    /// Sends in order within the connection. On a connection that is no longer open the frame is lost
    /// silently.
    void send(int connection, Frame frame);

    /// Arms a timer, replacing an equal one.
    void after(long delayMicros, Timer timer);

    void cancel(Timer timer);

    /// Writes a fact to the trace and returns its number. The entry that triggered the input in hand is the
    /// first cause, `causes` are what was read.
    int record(Event event, int... causes);

    /// The same for a fact of one lane of a process.
    int recordLane(int lane, Event event, int... causes);

    /// This node has ended what `Input.Stopping` asked for: no further input until it is started again.
    void stopped(String cause);

    /// The entry that triggered the input in hand, 0 for none.
    int trigger();

    /// Asks whether the process dies (or pauses) at this point. When true, the caller returns at once and
    /// does nothing more: its incarnation has ended.
    boolean crashesAt(StepPoint point);

    /// An uncertain thing with `bound` answers; 0 always means that nothing goes wrong. The key must be
    /// stable: it names the thing, not a count of calls.
    int choose(String key, int bound);

    /// A number in `[0, bound)` that depends on the seed, purpose, key and n only.
    long draw(String purpose, String key, int n, long bound);
}
