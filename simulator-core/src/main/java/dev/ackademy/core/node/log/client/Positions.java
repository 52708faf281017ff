package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.DataFrame.Fetched;
import dev.ackademy.core.node.log.DataFrame.ListOffsets;
import dev.ackademy.core.node.log.DataFrame.ListOffsetsAnswer;
import dev.ackademy.core.node.log.DataFrame.OffsetFound;
import dev.ackademy.core.node.log.DataFrame.OffsetQuery;
import dev.ackademy.core.node.log.DataFrame.Place;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetch;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetchAnswer;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.port.BrokerOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Finds the position of each assigned partition: the group's committed offset, otherwise what `auto.offset.reset` says
/// (K27): its beginning, its end *at that moment*, or an error that only the application can answer.
final class Positions {

    /// The offset fetch under way, 0 for none.
    @Ident
    int asking;

    /// Looks up what is missing.
    void pump(Consumer consumer, Turn turn) {
        if (consumer.group == null) {
            consumer.assigned.forEach((partition, position) -> {
                if (position.state == Position.State.COMMITTED_WANTED) {
                    byPolicy(partition, position, consumer, turn);
                }
            });
        } else if (asking == 0) {
            askCommitted(consumer, turn);
        }
        askPlaces(consumer, turn);
    }

    private void askCommitted(Consumer consumer, Turn turn) {
        List<TopicPartition> missing = new ArrayList<>();
        consumer.assigned.forEach((partition, position) -> {
            if (position.state == Position.State.COMMITTED_WANTED && position.retryAt <= turn.now()) {
                missing.add(partition);
            }
        });
        if (!missing.isEmpty() && consumer.membership.coordinatorReady(consumer, turn)) {
            asking = consumer.connections.nextCorrelation();
            consumer.connections.send(
                    Connections.coordinator(consumer.membership.coordinator),
                    new OffsetFetch(
                            asking,
                            consumer.group,
                            missing,
                            consumer.settings(turn).committed()),
                    Purpose.OFFSET_FETCH,
                    consumer.settings(turn).requestTimeoutMicros(),
                    turn);
        }
    }

    void committed(OffsetFetchAnswer answer, Consumer consumer, Turn turn) {
        asking = 0;
        if (answer.error() != LogError.NONE) {
            if (Membership.otherCoordinator(answer.error())) {
                consumer.membership.coordinatorUnknown(consumer, turn);
            }
            retryCommitted(consumer, turn);
            return;
        }
        for (CommittedOffset offset : answer.offsets()) {
            Position position = consumer.assigned.get(offset.partition());
            if (position == null || position.state != Position.State.COMMITTED_WANTED) {
                continue;
            }
            position.committed = offset.offset();
            if (offset.offset() >= 0) {
                position.ready(offset.offset(), offset.leaderEpoch());
                turn.record(new DeliveryEvent.PositionSet(
                        offset.partition(), offset.offset(), consumer.group, "committed"));
            } else {
                byPolicy(offset.partition(), position, consumer, turn);
            }
        }
    }

    void unanswered(Consumer consumer, Turn turn) {
        asking = 0;
        retryCommitted(consumer, turn);
    }

    private void retryCommitted(Consumer consumer, Turn turn) {
        for (Position position : consumer.assigned.values()) {
            if (position.state == Position.State.COMMITTED_WANTED) {
                position.retryAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
            }
        }
    }

    private void byPolicy(TopicPartition partition, Position position, Consumer consumer, Turn turn) {
        if (turn.settings().start().equals("none")) {
            position.state = Position.State.INVALID;
            turn.tell(new BrokerOutcome.PositionInvalid(
                    consumer.subscription, partition, position.lost, position.lostLogStart, -1));
        } else {
            position.state = Position.State.RESET_WANTED;
            position.lookingUp = false;
        }
    }

    private void askPlaces(Consumer consumer, Turn turn) {
        TreeMap<Integer, ArrayList<OffsetQuery>> queries = new TreeMap<>();
        Place place = turn.settings().start().equals("latest") ? Place.LATEST : Place.EARLIEST;
        consumer.assigned.forEach((partition, position) -> {
            if (position.state != Position.State.RESET_WANTED || position.lookingUp || position.retryAt > turn.now()) {
                return;
            }
            int leader = consumer.cluster.leader(partition);
            if (leader < 0) {
                consumer.cluster.refresh();
            } else if (consumer.connections.ready(leader, turn)) {
                queries.computeIfAbsent(leader, fresh -> new ArrayList<>())
                        .add(new OffsetQuery(partition, consumer.cluster.epoch(partition), place));
                position.lookingUp = true;
            }
        });
        queries.forEach((leader, partitions) -> consumer.connections.send(
                leader,
                new ListOffsets(
                        consumer.connections.nextCorrelation(),
                        partitions,
                        consumer.settings(turn).committed()),
                Purpose.LIST_OFFSETS,
                consumer.settings(turn).requestTimeoutMicros(),
                turn));
    }

    void found(ListOffsetsAnswer answer, Consumer consumer, Turn turn) {
        for (OffsetFound found : answer.partitions()) {
            Position position = consumer.assigned.get(found.partition());
            if (position == null || position.state != Position.State.RESET_WANTED) {
                continue;
            }
            position.lookingUp = false;
            if (found.error() != LogError.NONE) {
                position.retryAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
                consumer.cluster.refresh();
                continue;
            }
            if (position.lost >= 0) {
                turn.tell(new BrokerOutcome.PositionInvalid(
                        consumer.subscription,
                        found.partition(),
                        position.lost,
                        position.lostLogStart,
                        found.offset()));
            }
            position.ready(found.offset(), -1);
            turn.record(new DeliveryEvent.PositionSet(
                    found.partition(),
                    found.offset(),
                    consumer.group,
                    turn.settings().start()));
        }
    }

    /// The connection ended under a question for places: whatever is still looked up is asked again.
    void placesUnanswered(Consumer consumer, Turn turn) {
        for (Position position : consumer.assigned.values()) {
            if (position.state == Position.State.RESET_WANTED && position.lookingUp) {
                position.lookingUp = false;
                position.retryAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
            }
        }
        consumer.cluster.refresh();
    }

    /// The log does not have the position (any more): retention has passed it, or the log was cut back.
    void outOfRange(Fetched part, Position position, Consumer consumer, Turn turn) {
        position.lost = position.offset;
        position.lostLogStart = part.logStart();
        byPolicy(part.partition(), position, consumer, turn);
    }

    /// The log was cut back before the position (KIP-320): on where both logs part, or an error under the
    /// policy `none`.
    void diverged(Fetched part, Position position, Consumer consumer, Turn turn) {
        long end = Math.max(0, part.diverging().endOffset());
        position.lost = position.offset;
        position.lostLogStart = part.logStart();
        if (turn.settings().start().equals("none")) {
            byPolicy(part.partition(), position, consumer, turn);
            return;
        }
        turn.tell(new BrokerOutcome.PositionInvalid(
                consumer.subscription, part.partition(), position.offset, part.logStart(), end));
        position.ready(end, part.diverging().epoch());
        turn.record(new DeliveryEvent.PositionSet(part.partition(), end, consumer.group, "truncation"));
    }

    long nextInstant(Consumer consumer, long now) {
        long next = Long.MAX_VALUE;
        for (var entry : consumer.assigned.entrySet()) {
            Position position = entry.getValue();
            boolean wanted = position.state == Position.State.COMMITTED_WANTED && asking == 0
                    || position.state == Position.State.RESET_WANTED && !position.lookingUp;
            if (wanted && position.retryAt > now) {
                next = Math.min(next, position.retryAt);
            } else if (wanted && position.state == Position.State.RESET_WANTED) {
                int leader = consumer.cluster.leader(entry.getKey());
                next = leader < 0 ? next : Math.min(next, consumer.connections.retryAt(leader));
            }
        }
        return next;
    }
}
