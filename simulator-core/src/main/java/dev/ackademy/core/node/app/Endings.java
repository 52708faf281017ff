package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.node.port.StoreCommand;

/// The end of an item at this process: tells it, gives back its lock and frees the lane.
final class Endings {

    private final Turn turn;

    Endings(Turn turn) {
        this.turn = turn;
    }

    /// What is in hand stays undone here: its transactions are rolled back and its place is kept.
    void leave(Lane lane, String cause) {
        if (lane.session != 0) {
            String store = turn.program.line(lane.line).store();
            turn.ask(store, new StoreCommand.Rollback(turn.state.nextRequest(), lane.session));
            lane.session = 0;
        }
        lane.transaction = 0;
        turn.cancel(Timers.RETRY, lane.number);
        turn.cancel(Timers.HAND_OVER, lane.number);
        turn.cancel(Timers.EXTEND, lane.number);
        turn.recordItem(lane, new AppEvent.ItemEnded(lane.item.operation, AppEvent.Ending.LEFT, cause));
        new Locks(turn).unlockEntity(lane);
        free(lane);
    }

    void end(Lane lane, AppEvent.Ending ending, String cause) {
        Item item = lane.item;
        turn.recordItem(lane, new AppEvent.ItemEnded(item.operation, ending, cause));
        new Locks(turn).unlockEntity(lane);
        if (item.delivery == null) {
            turn.progress.underWay.remove(item.place);
        } else {
            new AcknowledgeSteps(turn)
                    .forget(item, ending != AppEvent.Ending.HANDED_ON && ending != AppEvent.Ending.LEFT);
            if (turn.settings.extendEveryMicros() > 0) {
                turn.cancel(Timers.EXTEND, lane.number);
            }
        }
        free(lane);
    }

    private static void free(Lane lane) {
        lane.item = null;
        lane.failure = null;
        lane.ending = null;
        lane.line = 0;
        lane.goOn();
    }
}
