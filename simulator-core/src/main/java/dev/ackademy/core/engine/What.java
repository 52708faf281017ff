package dev.ackademy.core.engine;

import dev.ackademy.core.model.Entry;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.node.Input;
import dev.ackademy.core.node.Timer;

/// What can be due at a moment of virtual time.
sealed interface What {

    /// The item with this number reaches the end of its connection.
    record Arrival(
            @Ident int connection, boolean toCallee, @Ident int item) implements What {}

    /// What has waited at the end of a connection can be taken.
    record Release(@Ident int connection, boolean toCallee) implements What {}

    /// A node's timer.
    record Alarm(int node, Timer timer, @Entry int trigger) implements What {}

    /// A node is told something that comes from no connection.
    record Tell(
            int node, int incarnation, Input input, @Entry int trigger) implements What {}

    /// Moments of the scenario.
    sealed interface Moment extends What {}

    record FaultDue(int fault) implements Moment {}

    /// What a choice decided strikes right behind the request at which it was asked.
    ///
    /// @param first  whom it befalls
    /// @param second the other end of the parted link; otherwise how far the clock is off, in seconds, or
    /// how long the pause is, in µs
    record Chosen(Outage outage, int first, int second, String choice) implements Moment {}

    /// What can befall nodes at a request.
    enum Outage {
        CRASH,
        POWER,
        POWER_OF_ALL,
        LINK_PARTED,
        PARTED_FROM_BROKERS,
        PARTED_FROM_ALL,
        SKEW,
        PAUSE,
        SLOW,
        FAIL
    }

    /// A fault's effect is over: a partition heals, a store is itself again.
    record FaultOver(int fault) implements Moment {}

    record ChangeDue(int change) implements Moment {}

    /// A node starts, for the first time or again.
    record Start(int node) implements Moment {}

    record Resume(int node) implements Moment {}
}
