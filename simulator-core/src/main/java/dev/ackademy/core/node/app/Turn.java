package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Event;
import dev.ackademy.core.model.StepPoint;
import dev.ackademy.core.node.Timer;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.StoreCommand;

/// The handling of one input: settings, state and host in one hand. After a crash nothing more is asked or recorded,
/// whatever is still on the way back.
final class Turn {

    static final int NO_LANE = -1;

    final WorkerSettings settings;
    final StepProgram program;
    final WorkerState state;
    final WorkloadProgress progress;
    private final ProcessHost host;
    private boolean dead;

    Turn(WorkerSettings settings, StepProgram program, WorkerState state, WorkloadProgress progress, ProcessHost host) {
        this.settings = settings;
        this.program = program;
        this.state = state;
        this.progress = progress;
        this.host = host;
    }

    boolean dead() {
        return dead;
    }

    String name() {
        return host.name();
    }

    long now() {
        return host.now();
    }

    long wallClock() {
        return host.wallClock();
    }

    void ask(BrokerCommand command) {
        if (!dead) {
            host.ask(command);
        }
    }

    void ask(String store, StoreCommand command) {
        if (!dead) {
            host.ask(store, command);
        }
    }

    void after(long delayMicros, String tag, long id) {
        if (!dead) {
            host.after(delayMicros, new Timer(tag, id));
        }
    }

    void cancel(String tag, long id) {
        if (!dead) {
            host.cancel(new Timer(tag, id));
        }
    }

    int record(int lane, Event event) {
        return dead ? 0 : host.record(lane, event);
    }

    /// A fact that follows from an earlier entry, 0 where that is not known.
    int record(int lane, Event event, int cause) {
        if (dead) {
            return 0;
        }
        return cause == 0 ? host.record(lane, event) : host.record(lane, event, cause);
    }

    /// A fact that follows from what this lane did before and from what it read.
    int record(int lane, Event event, int cause, int read) {
        if (dead) {
            return 0;
        }
        return cause == 0 ? host.record(lane, event, read) : host.record(lane, event, cause, read);
    }

    /// A fact about the item in hand, which follows from the one before.
    int recordItem(Lane lane, Event event) {
        Item item = lane.item;
        item.entry = record(lane.number, event, item.entry);
        return item.entry;
    }

    boolean crashesAt(Lane lane, String verb, String path, StepPoint.When when) {
        dead = dead || host.crashesAt(new StepPoint(verb, path, when, lane.item.operation, lane.item.attempt));
        return dead;
    }

    void stepBegan(Lane lane, String path, String verb) {
        recordItem(lane, new AppEvent.StepBegan(lane.item.operation, path, verb));
    }

    void stepDone(Lane lane, String path, String verb) {
        stepEnded(lane, path, verb, Certainty.DONE, "");
    }

    void stepFailed(Lane lane, String path, String verb, Failure failure) {
        stepEnded(lane, path, verb, failure.certainty(), failure.cause());
    }

    void stepEnded(Lane lane, String path, String verb, Certainty certainty, String cause) {
        recordItem(lane, new AppEvent.StepEnded(lane.item.operation, path, verb, certainty, cause));
    }
}
