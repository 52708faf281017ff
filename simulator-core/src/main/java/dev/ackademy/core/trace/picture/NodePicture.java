package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.trace.TraceEntry;

/// The life of one node.
///
/// @param incarnation 0 before its first start
/// @param since       µs, when the state began
/// @param until       µs, when a crashed node starts again or a paused one goes on; -1 where it is not known or not
/// planned
/// @param cause       why it is not running: where a crash struck, why it stopped; empty otherwise
/// @param skewMicros  what its own clock shows beyond the virtual time
/// @param entry       of the last change of state, 0 for none
public record NodePicture(
        int node, State state, int incarnation, long since, long until, String cause, long skewMicros, int entry) {

    public enum State {
        NOT_STARTED,
        RUNNING,
        PAUSED,
        CRASHED,
        /// Its machine has no power.
        OFF,
        STOPPED
    }

    static NodePicture before(int node) {
        return new NodePicture(node, State.NOT_STARTED, 0, 0, -1, "", 0, 0);
    }

    public boolean up() {
        return state == State.RUNNING || state == State.PAUSED;
    }

    NodePicture apply(NodeEvent event, TraceEntry entry) {
        return switch (event) {
            case NodeEvent.NodeStarted started -> to(State.RUNNING, started.incarnation(), -1, "", entry);
            case NodeEvent.NodeCrashed crashed ->
                to(State.CRASHED, incarnation, crashed.restartAtMicros(), crashed.when(), entry);
            case NodeEvent.PowerLost lost -> to(State.OFF, incarnation, lost.restartAtMicros(), "power lost", entry);
            case NodeEvent.NodePaused paused -> to(State.PAUSED, incarnation, paused.untilMicros(), "paused", entry);
            case NodeEvent.NodeResumed _ -> to(State.RUNNING, incarnation, -1, "", entry);
            case NodeEvent.NodeStopped stopped -> to(State.STOPPED, incarnation, -1, stopped.cause(), entry);
            case NodeEvent.ClockSkewed skewed ->
                new NodePicture(node, state, incarnation, since, until, cause, skewed.byMicros(), this.entry);
            case NodeEvent.ServiceSlowed _, NodeEvent.ServiceFailed _, NodeEvent.ServiceRecovered _ -> this;
        };
    }

    private NodePicture to(State next, int nextIncarnation, long nextUntil, String why, TraceEntry at) {
        return new NodePicture(node, next, nextIncarnation, at.at(), nextUntil, why, skewMicros, at.n());
    }
}
