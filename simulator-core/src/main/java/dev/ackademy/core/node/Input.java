package dev.ackademy.core.node;

/// What can happen to a node.
public sealed interface Input {

    /// The node begins (incarnation 1) or begins again after a crash.
    record Started(int incarnation) implements Input {}

    /// A connection is established; both ends get this. The end that asked knows the number from
    /// [Surroundings#connect].
    record Opened(int connection, int peer) implements Input {}

    /// A connection ended, or could not be established. What was under way is lost (N2).
    record Closed(int connection, int peer, String cause) implements Input {}

    record Arrived(int connection, int from, Frame frame) implements Input {}

    record Fired(Timer timer) implements Input {}

    /// From now on nothing can come from this peer (it crashed, paused, or no bytes pass). Only leases may
    /// use it: their timer is armed now, instead of an event for every heartbeat of a healthy system. A
    /// node that starts is told at once which peers are silent.
    record Silent(int peer) implements Input {}

    /// The same incarnation of the peer can be heard again (it resumed, the link healed). A peer that
    /// crashed is never heard again: its next incarnation makes itself known by connections of its own, and
    /// leases of the old one run out.
    record Heard(int peer) implements Input {}

    /// Stop in an orderly way: finish what is under way, take nothing new, leave.
    record Stopping() implements Input {}

    /// A planned change or a fault that only this node knows how to apply.
    record Adjusted(Adjustment adjustment) implements Input {}
}
