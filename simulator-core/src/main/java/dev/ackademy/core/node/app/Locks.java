package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Certainty;
import dev.ackademy.core.node.app.WorkerState.Phase;
import dev.ackademy.core.node.port.StoreCommand;
import dev.ackademy.core.node.port.StoreOutcome;
import java.util.List;

/// Locks that live in a database session: being the single active instance, and the lock of an entity while an item of
/// it is worked on. A lock ends with its session, also when that session was lost with its connection and the holder
/// does not know yet: only the fence of its writes keeps such a holder out.
final class Locks {

    /// The pause before an instance asks again to become the active one, after it lost its session or could
    /// not ask.
    static final long ASK_AGAIN_MICROS = 100_000;

    private final Turn turn;
    private final WorkerState state;

    Locks(Turn turn) {
        this.turn = turn;
        this.state = turn.state;
    }

    void askActive() {
        if (state.phase != Phase.RUNNING || state.activeSession != 0) {
            return;
        }
        state.activeSession = state.nextRequest();
        String store = turn.settings.singleActive();
        turn.ask(store, new StoreCommand.Begin(state.nextRequest(), state.activeSession));
        state.activeRequest = state.nextRequest();
        String lock = "active/" + turn.settings.process();
        turn.ask(store, new StoreCommand.Lock(state.activeRequest, state.activeSession, List.of(lock), false));
    }

    void activeAnswered(StoreOutcome outcome) {
        state.activeRequest = 0;
        switch (outcome) {
            case StoreOutcome.Done done -> {
                state.active = true;
                state.activeFence = done.value();
                turn.record(Turn.NO_LANE, new AppEvent.BecameActive(done.value()));
            }
            case StoreOutcome.Failed _ -> {
                state.activeSession = 0;
                askAgainLater();
            }
        }
    }

    private void askAgainLater() {
        if (state.phase == Phase.RUNNING) {
            turn.after(ASK_AGAIN_MICROS, Timers.ACTIVE, 0);
        }
    }

    /// What is in hand is worked on to its end; nothing more is begun.
    void storeLost(String store) {
        for (Lane lane : state.lanes) {
            if (store.equals(turn.settings.lockEntity())) {
                lane.lockSession = 0;
            }
        }
        if (!store.equals(turn.settings.singleActive()) || state.activeSession == 0) {
            return;
        }
        state.activeSession = 0;
        if (state.active) {
            state.active = false;
            turn.record(Turn.NO_LANE, new AppEvent.BecamePassive("lost its session at " + store));
            TopicSource topic = new TopicSource(turn);
            topic.drop(true, null);
            if (state.subscribed && state.phase == Phase.RUNNING) {
                topic.leave();
            }
        }
        askAgainLater();
    }

    void giveUpActive() {
        if (state.activeSession != 0) {
            String store = turn.settings.singleActive();
            turn.ask(store, new StoreCommand.Rollback(state.nextRequest(), state.activeSession));
            state.activeSession = 0;
            if (state.active) {
                state.active = false;
                turn.record(Turn.NO_LANE, new AppEvent.BecamePassive("stops"));
            }
        }
    }

    void lockEntity(Lane lane) {
        String store = turn.settings.lockEntity();
        if (store == null) {
            return;
        }
        lane.lockSession = state.nextRequest();
        turn.ask(store, new StoreCommand.Begin(state.nextRequest(), lane.lockSession));
        int request = state.nextRequest();
        String lock = "entity/" + lane.item.operation.key();
        turn.ask(store, new StoreCommand.Lock(request, lane.lockSession, List.of(lock), false));
        lane.awaitOutcome(Lane.Waits.LOCK, request);
    }

    void entityAnswered(Lane lane, StoreOutcome outcome) {
        switch (outcome) {
            case StoreOutcome.Done done -> {
                lane.lockFence = done.value();
                lane.goOn();
            }
            case StoreOutcome.Failed failed -> {
                lane.lockSession = 0;
                String cause = "no lock on " + lane.item.operation.key() + ": " + failed.cause();
                new FailurePolicy(turn).failed(lane, new Failure(cause, Certainty.NOT_DONE, false));
            }
        }
    }

    void unlockEntity(Lane lane) {
        if (lane.lockSession != 0) {
            String store = turn.settings.lockEntity();
            turn.ask(store, new StoreCommand.Rollback(state.nextRequest(), lane.lockSession));
        }
        lane.lockSession = 0;
        lane.lockFence = 0;
    }
}
