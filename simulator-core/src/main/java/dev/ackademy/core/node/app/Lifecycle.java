package dev.ackademy.core.node.app;

import dev.ackademy.core.node.app.WorkerState.Phase;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.Capabilities;

/// The life of an incarnation: opens its broker client, works, and on request finishes what is in hand, leaves its
/// group and closes.
///
/// ```
/// NEW -> OPENING -> RUNNING -> STOPPING -> UNSUBSCRIBING -> CLOSING -> STOPPED
///          '-> FAILED
/// ```
final class Lifecycle {

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
            case STOPPING, UNSUBSCRIBING, CLOSING, STOPPED -> {}
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
        state.phase = Phase.STOPPED;
    }
}
