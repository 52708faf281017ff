package dev.ackademy.core.node.app;

import dev.ackademy.core.node.app.WorkerState.Phase;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.Capabilities;

/// The life of an incarnation: opens its broker client, works, and on request finishes what is in hand, leaves its
/// group and closes.
///
/// ```
/// NEW -> OPENING -> RUNNING -> STOPPING -> UNSUBSCRIBING -> CLOSING -> STOPPED
///          |           '-> LEAVING -> NEW, with a new library
///          '-> FAILED
/// ```
final class Lifecycle {

    /// Before a process starts again whose client library was of no use any more.
    static final long START_AGAIN_MICROS = 1_000_000;

    private final Turn turn;
    private final WorkerState state;

    Lifecycle(Turn turn) {
        this.turn = turn;
        this.state = turn.state;
    }

    void start() {
        for (int i = 0; i < turn.settings.lanes(); i++) {
            Lane lane = new Lane();
            lane.number = i;
            state.lanes.add(lane);
        }
        if (usesBroker()) {
            state.phase = Phase.OPENING;
            turn.ask(new BrokerCommand.Open());
        } else {
            running();
        }
    }

    private boolean usesBroker() {
        return turn.settings.source() instanceof WorkerSettings.Source.Topic
                || turn.program.publishes()
                || turn.settings.onFailure().topic() != null;
    }

    void opened(Capabilities capabilities) {
        state.cumulative = capabilities.cumulativeAcknowledge();
        if (state.phase == Phase.OPENING) {
            running();
        }
    }

    private void running() {
        state.phase = Phase.RUNNING;
        if (turn.settings.singleActive() != null) {
            new Locks(turn).askActive();
        }
    }

    void openFailed(String cause) {
        state.phase = Phase.FAILED;
        state.openFailure = cause;
    }

    void stop() {
        switch (state.phase) {
            case RUNNING -> state.phase = Phase.STOPPING;
            case NEW, FAILED -> state.phase = Phase.STOPPED;
            case OPENING -> close();
            case LEAVING -> {
                turn.cancel(Timers.START_AGAIN, 0);
                state.phase = Phase.STOPPED;
            }
            case STOPPING, UNSUBSCRIBING, CLOSING, STOPPED -> {}
        }
    }

    /// The library is of no use any more (a newer instance has taken its place, or it may not go on): what
    /// is in hand is left to whoever takes it next, and the process starts again with a new library, as a
    /// supervisor would have it.
    void fenced(String cause) {
        if (state.phase == Phase.LEAVING || state.phase == Phase.STOPPED) {
            return;
        }
        for (Lane lane : state.lanes) {
            if (!lane.free()) {
                new Endings(turn).leave(lane, cause);
            }
        }
        state.handed.clear();
        state.batches.clear();
        state.sendings.clear();
        state.acknowledgings.clear();
        new Locks(turn).giveUpActive();
        boolean stops = state.phase != Phase.RUNNING && state.phase != Phase.OPENING;
        state.phase = stops ? Phase.CLOSING : Phase.LEAVING;
        turn.ask(new BrokerCommand.Close(stops));
        if (!stops) {
            turn.after(START_AGAIN_MICROS, Timers.START_AGAIN, 0);
        }
    }

    /// Goes on with leaving once nothing is in hand any more.
    void leaveWhenDone() {
        boolean leaves = state.phase == Phase.STOPPING || state.phase == Phase.UNSUBSCRIBING && !state.subscribed;
        if (!leaves || !nothingInHand()) {
            return;
        }
        if (!state.subscribed) {
            close();
        } else {
            state.phase = Phase.UNSUBSCRIBING;
            new TopicSource(turn).leave();
        }
    }

    private boolean nothingInHand() {
        for (Lane lane : state.lanes) {
            if (!lane.free() && lane.waits != Lane.Waits.STOPPED) {
                return false;
            }
        }
        return state.handed.isEmpty() && state.sendings.isEmpty();
    }

    private void close() {
        new Locks(turn).giveUpActive();
        if (usesBroker()) {
            state.phase = Phase.CLOSING;
            turn.ask(new BrokerCommand.Close(true));
        } else {
            state.phase = Phase.STOPPED;
        }
    }

    void unsubscribed() {
        state.subscribed = false;
        state.leaving = false;
        state.pulling = false;
        state.paused = false;
        state.held = false;
        state.releases.clear();
    }

    void closed() {
        if (state.phase != Phase.LEAVING) {
            state.phase = Phase.STOPPED;
        }
    }
}
