package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.Payload;
import dev.ackademy.core.model.SourceEvent;
import dev.ackademy.core.model.WorkItem;
import dev.ackademy.core.node.app.WorkloadProgress.Taken;

/// Items that are due at their times. They do not wait for one another, only for a free lane. When an item is taken the
/// source of truth has changed: that is told once, with the time stamp of the process's own clock, also when a later
/// incarnation takes the item again.
final class WorkloadSource {

    private final Turn turn;
    private final WorkerSettings.Source.Workload workload;
    private final WorkloadProgress progress;

    WorkloadSource(Turn turn, WorkerSettings.Source.Workload workload) {
        this.turn = turn;
        this.workload = workload;
        this.progress = turn.progress;
    }

    boolean take(Lane lane) {
        if (!Sources.mayRead(turn)) {
            return false;
        }
        if (!progress.again.isEmpty()) {
            takeAgain(lane, progress.again.pollFirst());
            return true;
        }
        if (progress.next < workload.items().size()
                && workload.items().get(progress.next).atMicros() <= turn.now()) {
            takeNew(lane, progress.next++);
            return true;
        }
        return false;
    }

    private void takeNew(Lane lane, int place) {
        Taken taken = new Taken(1, 0, turn.wallClock());
        WorkItem planned = workload.items().get(place);
        Item item = item(place, taken);
        item.entry =
                turn.record(lane.number, new SourceEvent.TruthChanged(item.operation, item.payload, planned.label()));
        begin(lane, item, taken);
    }

    private void takeAgain(Lane lane, int place) {
        Taken before = progress.underWay.get(place);
        Taken taken = new Taken(before.times() + 1, before.sends(), before.stampMicros());
        begin(lane, item(place, taken), taken);
    }

    private Item item(int place, Taken taken) {
        WorkItem planned = workload.items().get(place);
        Item item = new Item();
        item.place = place;
        item.operation = planned.operation();
        item.payload = new Payload(planned.payload().form(), planned.payload().fields(), taken.stampMicros());
        item.earlierSends = taken.sends();
        item.sends = new int[turn.program.size()];
        return item;
    }

    private void begin(Lane lane, Item item, Taken taken) {
        progress.underWay.put(item.place, taken);
        lane.item = item;
        lane.line = 0;
        turn.recordItem(lane, new AppEvent.ItemTaken(item.operation, "workload", taken.times()));
    }

    /// Arms the timer of the next item where a lane is free for it.
    void waitForNext() {
        int next = progress.next;
        if (!Sources.mayRead(turn) || next >= workload.items().size() || turn.state.dueArmed == next) {
            return;
        }
        for (Lane lane : turn.state.lanes) {
            if (lane.free()) {
                turn.state.dueArmed = next;
                turn.after(Math.max(0, workload.items().get(next).atMicros() - turn.now()), Timers.DUE, 0);
                return;
            }
        }
    }
}
