package dev.ackademy.core.trace.picture;

import dev.ackademy.core.model.AppEvent;
import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Operation;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.trace.TraceEntry;
import java.util.List;
import java.util.Map;

/// One process instance as it sees itself. A crash takes what is in hand, what is under way and the breakers;
/// assignment and positions stay as they were last, until the next incarnation starts.
///
/// @param lanes      by number, from 0
/// @param breakers   open circuit breakers by store: µs until which they let nothing through (one trial after that)
/// @param active     whether it is the single active instance
/// @param fence      that its writes carry as the active one, 0 for none
/// @param generation of its group, as it was told with its assignment; 0 before
/// @param reading    by partition, also those that it no longer has
/// @param buffered   polled deliveries that no lane has begun, by the entry of their `Delivered`
/// @param publishing publishes whose receipt is open, by the entry of their `PublishAsked`
/// @param unsent     what it was asked to publish and has not handed to the network, by the entry of the `PublishAsked`
public record ProcessPicture(
        int node,
        Table<Integer, LanePicture> lanes,
        Table<String, Long> breakers,
        boolean active,
        long fence,
        int generation,
        Table<TopicPartition, ReadingPicture> reading,
        Table<Integer, Buffered> buffered,
        Table<Integer, Publishing> publishing,
        Table<Integer, Publishing> unsent) {

    /// A delivery that waits for a lane.
    public record Buffered(Operation operation, TopicPartition partition, long position) {}

    /// A publish under way: `attempt` is the application's own count, from 1.
    public record Publishing(Operation operation, String topic, int attempt, int lane, long since) {}

    static ProcessPicture before(int node, int lanes) {
        Table<Integer, LanePicture> free = Table.empty();
        for (int i = 0; i < lanes; i++) {
            free = free.with(i, LanePicture.free(i));
        }
        return new ProcessPicture(
                node, free, Table.empty(), false, 0, 0, Table.empty(), Table.empty(), Table.empty(), Table.empty());
    }

    /// What it takes to be its own, in order.
    public List<TopicPartition> assigned() {
        return reading.keys().stream()
                .filter(partition -> reading.get(partition).assigned())
                .toList();
    }

    /// The items in hand, by lane.
    public List<LanePicture> inHand() {
        return lanes.values().stream().filter(LanePicture::busy).toList();
    }

    /// A new incarnation begins with nothing.
    ProcessPicture started() {
        return before(node, lanes.size());
    }

    ProcessPicture crashed() {
        ProcessPicture fresh = started();
        return new ProcessPicture(
                node,
                fresh.lanes,
                fresh.breakers,
                false,
                0,
                generation,
                reading,
                fresh.buffered,
                fresh.publishing,
                fresh.unsent);
    }

    ProcessPicture apply(AppEvent event, TraceEntry at) {
        return switch (event) {
            case AppEvent.ItemTaken e -> lane(lane(at).taken(e, at)).begun(e.operation(), e.copy());
            case AppEvent.StepBegan e -> lane(lane(at).began(e, at));
            case AppEvent.StepEnded e -> lane(lane(at).ended(e, at));
            case AppEvent.ItemRetried e -> lane(lane(at).retried(e, at));
            case AppEvent.ItemEnded e -> lane(lane(at).ended(e, at));
            case AppEvent.BreakerOpened e -> breakers(breakers.with(e.store(), at.at() + e.forMicros()));
            case AppEvent.BreakerClosed e -> breakers(breakers.without(e.store()));
            case AppEvent.BecameActive e -> active(true, e.fence(), buffered);
            case AppEvent.BecamePassive _ -> active(false, 0, Table.empty());
        };
    }

    private LanePicture lane(TraceEntry at) {
        int number = Math.max(0, at.lane());
        return lanes.get(number, LanePicture.free(number));
    }

    ProcessPicture apply(DeliveryEvent event, TraceEntry at) {
        return switch (event) {
            case DeliveryEvent.PublishAsked e -> {
                Publishing asked = new Publishing(e.operation(), e.topic(), e.attempt(), at.lane(), at.at());
                yield publishing(publishing.with(at.n(), asked)).unsent(unsent.with(at.n(), asked));
            }
            case DeliveryEvent.PublishAcknowledged e
            when at.origin() == TraceEntry.Origin.VIRTUAL -> answered(e.operation(), at);
            // Of a live run nobody sees when it left the library.
            case DeliveryEvent.PublishAcknowledged e ->
                answered(e.operation(), at).sent(e.operation());
            case DeliveryEvent.PublishFailed e -> answered(e.operation(), at).sent(e.operation());
            case DeliveryEvent.Delivered e -> delivered(e, at);
            case DeliveryEvent.AcknowledgeAsked e ->
                at(e.partition(), of(e.partition()).asked(e.position()));
            case DeliveryEvent.Acknowledged e ->
                at(e.partition(), of(e.partition()).acknowledged(e.position()));
            case DeliveryEvent.AcknowledgeFailed _ -> this;
            case DeliveryEvent.PartitionsAssigned e -> assigned(e);
            case DeliveryEvent.PartitionsRevoked e -> given(e.partitions());
            case DeliveryEvent.PartitionsLost e -> given(e.partitions());
            case DeliveryEvent.PositionSet e -> set(e);
            case DeliveryEvent.PositionInvalid e ->
                at(e.partition(), of(e.partition()).invalid(e.position(), e.resetTo()));
        };
    }

    /// The oldest publish of the operation that was waiting is on its way, or was given up.
    ProcessPicture sent(Operation operation) {
        for (Map.Entry<Integer, Publishing> waiting : unsent) {
            if (operation != null && operation.equals(waiting.getValue().operation)) {
                return unsent(unsent.without(waiting.getKey()));
            }
        }
        return this;
    }

    private ReadingPicture of(TopicPartition partition) {
        return reading.get(partition, ReadingPicture.NONE);
    }

    private ProcessPicture at(TopicPartition partition, ReadingPicture now) {
        return reading(reading.with(partition, now));
    }

    private ProcessPicture delivered(DeliveryEvent.Delivered e, TraceEntry at) {
        ProcessPicture next = at(e.partition(), of(e.partition()).delivered(e.position(), e.operation()));
        return next.buffered(buffered.with(at.n(), new Buffered(e.operation(), e.partition(), e.position())));
    }

    /// A lane took the first delivery of this copy.
    private ProcessPicture begun(Operation operation, String copy) {
        for (Map.Entry<Integer, Buffered> waiting : buffered) {
            Buffered delivery = waiting.getValue();
            if ((delivery.partition + "@" + delivery.position).equals(copy)
                    && (operation == null || operation.equals(delivery.operation))) {
                return buffered(buffered.without(waiting.getKey()));
            }
        }
        return this;
    }

    /// The receipt names the entry that asked; without it, the oldest publish of the operation.
    private ProcessPicture answered(Operation operation, TraceEntry at) {
        for (int cause : at.causes()) {
            if (publishing.has(cause)) {
                return publishing(publishing.without(cause));
            }
        }
        for (Map.Entry<Integer, Publishing> open : publishing) {
            if (operation != null && operation.equals(open.getValue().operation)) {
                return publishing(publishing.without(open.getKey()));
            }
        }
        return this;
    }

    private ProcessPicture assigned(DeliveryEvent.PartitionsAssigned event) {
        Table<TopicPartition, ReadingPicture> next = reading;
        for (Map.Entry<TopicPartition, ReadingPicture> known : reading) {
            if (!event.partitions().contains(known.getKey())) {
                next = next.with(known.getKey(), known.getValue().assigned(false));
            }
        }
        for (TopicPartition partition : event.partitions()) {
            next = next.with(partition, of(partition).assigned(true));
        }
        return new ProcessPicture(
                node, lanes, breakers, active, fence, event.epoch(), next, buffered, publishing, unsent);
    }

    private ProcessPicture given(List<TopicPartition> partitions) {
        Table<TopicPartition, ReadingPicture> next = reading;
        for (TopicPartition partition : partitions) {
            next = next.with(partition, of(partition).assigned(false));
        }
        return reading(next);
    }

    ProcessPicture passed(TransactionEvent.RecordsPassed event) {
        return event.partition() == null
                ? this
                : at(event.partition(), of(event.partition()).passed(event.to()));
    }

    /// What was polled beyond the place where reading goes on will be given again.
    private ProcessPicture set(DeliveryEvent.PositionSet event) {
        Table<Integer, Buffered> left = buffered;
        for (Map.Entry<Integer, Buffered> waiting : buffered) {
            Buffered delivery = waiting.getValue();
            if (event.partition() != null
                    && event.partition().equals(delivery.partition)
                    && delivery.position >= event.position()
                    && event.from() != null
                    && event.from().equals("seek")) {
                left = left.without(waiting.getKey());
            }
        }
        return at(event.partition(), of(event.partition()).set(event.position(), event.from()))
                .buffered(left);
    }

    private ProcessPicture lane(LanePicture lane) {
        return new ProcessPicture(
                node,
                lanes.with(lane.lane(), lane),
                breakers,
                active,
                fence,
                generation,
                reading,
                buffered,
                publishing,
                unsent);
    }

    private ProcessPicture breakers(Table<String, Long> next) {
        return new ProcessPicture(node, lanes, next, active, fence, generation, reading, buffered, publishing, unsent);
    }

    private ProcessPicture active(boolean now, long nowFence, Table<Integer, Buffered> waiting) {
        return new ProcessPicture(
                node, lanes, breakers, now, nowFence, generation, reading, waiting, publishing, unsent);
    }

    private ProcessPicture reading(Table<TopicPartition, ReadingPicture> next) {
        return new ProcessPicture(node, lanes, breakers, active, fence, generation, next, buffered, publishing, unsent);
    }

    private ProcessPicture buffered(Table<Integer, Buffered> next) {
        return new ProcessPicture(node, lanes, breakers, active, fence, generation, reading, next, publishing, unsent);
    }

    private ProcessPicture publishing(Table<Integer, Publishing> next) {
        return new ProcessPicture(node, lanes, breakers, active, fence, generation, reading, buffered, next, unsent);
    }

    private ProcessPicture unsent(Table<Integer, Publishing> next) {
        return new ProcessPicture(
                node, lanes, breakers, active, fence, generation, reading, buffered, publishing, next);
    }
}
