package dev.ackademy.core.node.app;

import dev.ackademy.core.node.app.WorkerState.Phase;

/// The source of a process, whichever it is: gives items to free lanes and reads on beside them.
final class Sources {

    private final Turn turn;

    Sources(Turn turn) {
        this.turn = turn;
    }

    /// Gives the lane an item if it is free and there is one. Returns whether it did.
    boolean take(Lane lane) {
        if (turn.dead() || !lane.free()) {
            return false;
        }
        boolean taken = switch (turn.settings.source()) {
            case WorkerSettings.Source.Workload workload -> new WorkloadSource(turn, workload).take(lane);
            case WorkerSettings.Source.Topic _ -> new TopicSource(turn).take(lane);
        };
        if (taken) {
            new Locks(turn).lockEntity(lane);
        }
        return taken;
    }

    void readOn() {
        switch (turn.settings.source()) {
            case WorkerSettings.Source.Workload workload -> new WorkloadSource(turn, workload).waitForNext();
            case WorkerSettings.Source.Topic topic -> new TopicSource(turn).readOn(topic);
        }
    }

    /// Whether new items may be taken from the outside: running, active where only one instance may be, and
    /// no breaker holds the reading.
    static boolean mayRead(Turn turn) {
        return turn.state.phase == Phase.RUNNING
                && !turn.state.paused
                && (turn.settings.singleActive() == null || turn.state.active);
    }
}
