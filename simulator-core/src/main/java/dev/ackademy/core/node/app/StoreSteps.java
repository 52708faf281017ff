package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.model.StepPoint.When;
import dev.ackademy.core.node.app.StepProgram.Line;
import dev.ackademy.core.node.app.StepProgram.Part;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;

/// `write`, `inbox` and `transaction`: one request to a database each, inside the open transaction where the line
/// belongs to one. A transaction's own crash points are before it begins, while its commit is under way, and after the
/// commit was seen.
final class StoreSteps {

    /// The table of inbox ids.
    static final String INBOX = "inbox";

    private final Turn turn;
    private final Course course;

    StoreSteps(Turn turn) {
        this.turn = turn;
        this.course = new Course(turn);
    }

    void beginTransaction(Lane lane, Line line) {
        if (!course.began(lane, line)) {
            return;
        }
        int request = turn.state.nextRequest();
        lane.session = turn.state.nextRequest();
        turn.ask(line.store(), new StoreCommand.Begin(request, lane.session));
        lane.awaitOutcome(Lane.Waits.STORE, request);
    }

    void commit(Lane lane, Line line) {
        int request = turn.state.nextRequest();
        turn.ask(line.store(), new StoreCommand.Commit(request, lane.session));
        if (!turn.crashesAt(lane, line.verb(), line.path(), When.DURING)) {
            lane.awaitOutcome(Lane.Waits.STORE, request);
        }
    }

    void write(Lane lane, Line line, Step.Write step) {
        if (!course.began(lane, line)) {
            return;
        }
        int request = turn.state.nextRequest();
        String store = step.store() != null ? step.store() : line.store();
        turn.ask(
                store,
                new StoreCommand.Write(
                        request,
                        session(lane, line, store),
                        step.table(),
                        lane.item.operation.key(),
                        lane.item.operation,
                        lane.item.payload,
                        step.fence() ? fence(lane) : 0,
                        -1,
                        step.takesMicros()));
        asked(lane, line, request);
    }

    void inbox(Lane lane, Line line, Step.Inbox step) {
        if (!course.began(lane, line)) {
            return;
        }
        int request = turn.state.nextRequest();
        String store = step.store() != null ? step.store() : line.store();
        turn.ask(
                store,
                new StoreCommand.InsertIfAbsent(
                        request, session(lane, line, store), INBOX, inboxId(lane.item, step), lane.item.operation));
        asked(lane, line, request);
    }

    /// `operation`: the business operation's own id, the same for every copy. `copy`: the place of this
    /// copy in its partition, another one for each (D10).
    private static String inboxId(Item item, Step.Inbox step) {
        return switch (step.key()) {
            case "operation" -> item.operation.id();
            case "copy" ->
                item.delivery == null
                        ? item.operation.id()
                        : item.delivery.partition() + "@" + item.delivery.position();
            default -> throw new IllegalArgumentException("inbox: unknown key '" + step.key() + "'");
        };
    }

    private void asked(Lane lane, Line line, int request) {
        if (!turn.crashesAt(lane, line.verb(), line.path(), When.DURING)) {
            lane.awaitOutcome(Lane.Waits.STORE, request);
        }
    }

    private static int session(Lane lane, Line line, String store) {
        return store.equals(line.store()) ? lane.session : 0;
    }

    /// The newest right to write that the process knows of: its lock on the entity, its being the active
    /// instance, or the epoch of the assignment.
    private long fence(Lane lane) {
        if (lane.lockFence != 0) {
            return lane.lockFence;
        }
        if (turn.settings.singleActive() != null) {
            return turn.state.activeFence;
        }
        return lane.item.delivery == null ? 0 : lane.item.delivery.epoch();
    }

    void done(Lane lane, Line line, StoreOutcome.Done outcome) {
        if (line.part() == Part.BEGIN) {
            lane.goOn();
            lane.line++;
            return;
        }
        if (line.part() == Part.COMMIT) {
            lane.session = 0;
        }
        if (outcome.entry() != 0) {
            endedBy(lane, line, outcome.entry());
        } else {
            turn.stepDone(lane, line.path(), line.verb());
        }
        if (turn.crashesAt(lane, line.verb(), line.path(), When.AFTER)) {
            return;
        }
        lane.goOn();
        boolean known = line.step() instanceof Step.Inbox && !outcome.applied();
        lane.line = known ? line.skipTo() : lane.line + 1;
    }

    private void endedBy(Lane lane, Line line, int effect) {
        lane.item.entry = turn.record(
                lane.number,
                new AppEvent.StepEnded(lane.item.operation, line.path(), line.verb(), Certainty.DONE, ""),
                lane.item.entry,
                effect);
    }

    void failed(Lane lane, StoreOutcome.Failed outcome) {
        boolean forGood = outcome.cause().equals(StoreOutcome.INVALID_PAYLOAD);
        course.failed(lane, new Failure(outcome.cause(), outcome.certainty(), forGood));
    }
}
