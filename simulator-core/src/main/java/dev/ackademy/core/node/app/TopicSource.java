package dev.ackademy.core.node.app;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Message;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.app.WorkerState.Handed;
import dev.ackademy.core.node.app.WorkerState.Release;
import dev.ackademy.core.node.port.BrokerCommand;
import dev.ackademy.core.node.port.BrokerOutcome;
import dev.ackademy.core.node.port.Delivery;
import java.util.List;
import java.util.TreeMap;

/// The read loop of a consumer. With one lane a batch is worked on in order before the next pull, as a loop around
/// `poll` does. With more lanes it hands deliveries
/// over and pulls on: what is handed over and not finished is then unknown to the broker (C3, C4, g3).
///
/// Partitions that are to be given up are released as soon as no lane has an item of theirs in hand; deliveries that
/// wait for a lane stay and are worked on although they may belong to somebody else by then. The same after an
/// assignment was lost: nobody tells the handlers.
final class TopicSource {

    static final int SUBSCRIPTION = 1;

    /// A pull without a time-out: the library keeps it until there is something.
    static final long UNTIL_THERE_IS_SOMETHING = -1;

    private final Turn turn;
    private final WorkerState state;

    TopicSource(Turn turn) {
        this.turn = turn;
        this.state = turn.state;
    }

    private String group() {
        return turn.settings.source() instanceof WorkerSettings.Source.Topic topic ? topic.group() : "";
    }

    void assigned(BrokerOutcome.Assigned assigned) {
        state.epoch = assigned.epoch();
        turn.record(
                Turn.NO_LANE, new DeliveryEvent.PartitionsAssigned(group(), assigned.partitions(), assigned.epoch()));
    }

    void revoking(BrokerOutcome.Revoking revoking) {
        revoking.partitions().forEach(partition -> drop(false, partition));
        state.releases.add(new Release(revoking.token(), revoking.partitions()));
    }

    void lost(BrokerOutcome.LostAssignment lost) {
        state.releases.removeIf(release -> lost.partitions().containsAll(release.partitions()));
        turn.record(Turn.NO_LANE, new DeliveryEvent.PartitionsLost(group(), lost.partitions(), lost.cause()));
    }

    void positionInvalid(BrokerOutcome.PositionInvalid invalid) {
        turn.record(
                Turn.NO_LANE,
                new DeliveryEvent.PositionInvalid(
                        invalid.partition(), invalid.position(), invalid.logStart(), invalid.resetTo(), group()));
    }

    void batch(BrokerOutcome.Batch batch) {
        state.pulling = false;
        if (batch.deliveries().isEmpty()) {
            return;
        }
        state.polls++;
        int number = ++state.lastBatch;
        BatchInHand inHand = new BatchInHand();
        inHand.left = batch.deliveries().size();
        state.batches.put(number, inHand);
        boolean first = turn.program.acknowledgesBatchFirst();
        for (Delivery delivery : batch.deliveries()) {
            if (first) {
                inHand.reach(delivery);
            }
            state.handed.add(new Handed(delivery, number, recordDelivered(delivery)));
        }
    }

    private int recordDelivered(Delivery delivery) {
        DeliveryEvent.Delivered delivered = new DeliveryEvent.Delivered(
                delivery.message().operation(),
                delivery.partition(),
                delivery.position(),
                group(),
                delivery.epoch(),
                delivery.redelivered(),
                state.polls);
        return turn.record(Turn.NO_LANE, delivered, delivery.entry());
    }

    boolean take(Lane lane) {
        Handed handed = state.handed.poll();
        if (handed == null) {
            return false;
        }
        Delivery delivery = handed.delivery();
        Message message = delivery.message();
        Item item = new Item();
        item.operation = message.operation();
        item.payload = message.payload();
        item.originTopic = message.originTopic() != null
                ? message.originTopic()
                : delivery.partition().topic();
        item.delivery = delivery;
        item.batch = handed.batch();
        item.sends = new int[turn.program.size()];
        item.entry = handed.entry();
        lane.item = item;
        lane.line = 0;
        String copy = delivery.partition() + "@" + delivery.position();
        turn.recordItem(lane, new AppEvent.ItemTaken(item.operation, copy, Math.max(1, delivery.attempt())));
        armExtend(lane);
        return true;
    }

    private void armExtend(Lane lane) {
        if (turn.settings.extendEveryMicros() > 0) {
            turn.after(turn.settings.extendEveryMicros(), Timers.EXTEND, lane.number);
        }
    }

    void extend(Lane lane) {
        if (!lane.free() && lane.item.delivery != null) {
            turn.ask(new BrokerCommand.Extend(lane.item.delivery));
            armExtend(lane);
        }
    }

    void readOn(WorkerSettings.Source.Topic topic) {
        releaseWhatIsFree();
        if (!Sources.mayRead(turn)) {
            return;
        }
        if (!state.subscribed) {
            state.subscribed = true;
            turn.ask(new BrokerCommand.Subscribe(SUBSCRIPTION, topic.topics(), topic.group()));
        }
        holdBack();
        if (!state.pulling && !state.leaving && readyForMore()) {
            state.pulling = true;
            turn.ask(new BrokerCommand.Pull(SUBSCRIPTION, topic.maxPoll(), UNTIL_THERE_IS_SOMETHING));
        }
    }

    private boolean readyForMore() {
        return turn.settings.lanes() > 1 || state.handed.isEmpty() && state.lanesFree();
    }

    /// With one lane the read loop works itself and does not poll meanwhile. With several it polls on
    /// beside them, with its partitions paused while deliveries wait for a lane (the pattern that the
    /// consumer's documentation names for work in other threads).
    private void holdBack() {
        boolean waiting = turn.settings.lanes() > 1 && !state.handed.isEmpty();
        if (waiting != state.held) {
            state.held = waiting;
            turn.ask(waiting ? new BrokerCommand.Pause(SUBSCRIPTION) : new BrokerCommand.Resume(SUBSCRIPTION));
        }
    }

    private void releaseWhatIsFree() {
        for (Release release : List.copyOf(state.releases)) {
            if (!inHand(release.partitions())) {
                state.releases.remove(release);
                turn.record(
                        Turn.NO_LANE, new DeliveryEvent.PartitionsRevoked(group(), release.partitions(), state.epoch));
                turn.ask(new BrokerCommand.Released(SUBSCRIPTION, release.token()));
            }
        }
    }

    private boolean inHand(List<TopicPartition> partitions) {
        for (Lane lane : state.lanes) {
            if (!lane.free() && lane.item.delivery != null && partitions.contains(lane.item.delivery.partition())) {
                return true;
            }
        }
        return false;
    }

    void leave() {
        state.leaving = true;
        turn.ask(new BrokerCommand.Unsubscribe(SUBSCRIPTION, true));
    }

    void pause() {
        if (state.subscribed) {
            turn.ask(new BrokerCommand.Pause(SUBSCRIPTION));
        }
    }

    void resume() {
        if (state.subscribed && !state.held) {
            turn.ask(new BrokerCommand.Resume(SUBSCRIPTION));
        }
    }

    /// What was read belongs to somebody else, or is to be read anew: goes back to the delivery in hand,
    /// and to the first of each partition that waits for a lane. Where a partition is gone already the
    /// broker says so.
    void giveBack(Delivery inHand) {
        TreeMap<TopicPartition, Delivery> first = new TreeMap<>();
        first.put(inHand.partition(), inHand);
        state.handed.forEach(handed -> first.putIfAbsent(handed.delivery().partition(), handed.delivery()));
        first.values().forEach(delivery -> turn.ask(new BrokerCommand.Redeliver(delivery, 0)));
        drop(true, null);
    }

    /// Forgets deliveries that no lane has begun.
    void drop(boolean all, TopicPartition partition) {
        for (Handed handed : List.copyOf(state.handed)) {
            if (all || handed.delivery().partition().equals(partition)) {
                state.handed.remove(handed);
                BatchInHand batch = state.batches.get(handed.batch());
                batch.dropped.add(handed.delivery().partition());
                if (--batch.left == 0) {
                    state.batches.remove(handed.batch());
                }
            }
        }
    }
}
