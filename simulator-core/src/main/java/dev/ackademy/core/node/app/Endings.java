package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;

/// The end of an item at this process: tells it, gives back its lock and frees the lane.
final class Endings {

    private final Turn turn;

    Endings(Turn turn) {
        this.turn = turn;
    }

    void end(Lane lane, AppEvent.Ending ending, String cause) {
        Item item = lane.item;
        turn.recordItem(lane, new AppEvent.ItemEnded(item.operation, ending, cause));
        new Locks(turn).unlockEntity(lane);
        if (item.delivery == null) {
            turn.progress.underWay.remove(item.place);
        } else {
            new AcknowledgeSteps(turn).forget(item, ending != AppEvent.Ending.HANDED_ON);
            if (turn.settings.extendEveryMicros() > 0) {
                turn.cancel(Timers.EXTEND, lane.number);
            }
        }
        lane.item = null;
        lane.failure = null;
        lane.ending = null;
        lane.line = 0;
        lane.goOn();
    }
}
