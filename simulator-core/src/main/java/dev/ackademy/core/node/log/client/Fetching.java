package dev.ackademy.core.node.log.client;

import dev.ackademy.core.model.DeliveryEvent;
import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.model.TransactionEvent;
import dev.ackademy.core.node.log.DataFrame.Fetch;
import dev.ackademy.core.node.log.DataFrame.FetchAnswer;
import dev.ackademy.core.node.log.DataFrame.FetchPartition;
import dev.ackademy.core.node.log.DataFrame.Fetched;
import dev.ackademy.core.node.log.LogError;
import dev.ackademy.core.node.log.LogRecord;
import dev.ackademy.core.node.port.Delivery;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a consumer has asked for and what it holds. One fetch per broker, parked there while nothing is new; a
/// partition with undrained records is not fetched again. A poll drains one completed fetch after the other, in the
/// order in which they came, up to `max.poll.records`.
final class Fetching {

    /// Records that one answer may have; stands for Kafka's limits in bytes.
    static final int MOST_RECORDS = 500;

    ArrayList<FetchUnderWay> underWay = new ArrayList<>();
    ArrayDeque<CompletedFetch> completed = new ArrayDeque<>();

    /// Assigned partitions in the order in which they are asked for: one that gave records goes to the end.
    ArrayList<TopicPartition> order = new ArrayList<>();

    /// Brokers from which nothing can come now.
    TreeSet<Integer> silent = new TreeSet<>();

    @Ident(counter = true)
    int handles;

    boolean holds(TopicPartition partition) {
        for (CompletedFetch fetch : completed) {
            if (fetch.partition.equals(partition)) {
                return true;
            }
        }
        return false;
    }

    void drop(TopicPartition partition) {
        completed.removeIf(fetch -> fetch.partition.equals(partition));
    }

    /// Records that could be handed out.
    int held(Consumer consumer) {
        int held = 0;
        for (CompletedFetch fetch : completed) {
            Position position = consumer.assigned.get(fetch.partition);
            held += position != null && position.state == Position.State.READY && !position.paused
                    ? fetch.records.size()
                    : 0;
        }
        return held;
    }

    /// Asks every leader for what can be fetched from it. Where the places wanted have changed behind a
    /// parked fetch, a new one ends the wait of the old.
    void send(Consumer consumer, Turn turn) {
        TreeMap<Integer, ArrayList<FetchPartition>> wanted = wanted(consumer, turn);
        for (FetchUnderWay fetch : underWay) {
            wanted.computeIfAbsent(fetch.broker(), unwanted -> new ArrayList<>());
        }
        wanted.forEach((broker, partitions) -> {
            int already = 0;
            boolean asked = false;
            for (FetchUnderWay fetch : underWay) {
                if (fetch.broker() == broker) {
                    already++;
                    asked |= fetch.asksFor(partitions);
                }
            }
            boolean room = already == 0 ? !partitions.isEmpty() : already == 1 && !asked;
            if (room && consumer.connections.ready(broker, turn)) {
                send(broker, partitions, consumer, turn);
            }
        });
    }

    /// The broker was silent: whether its connection still stands shows when the next fetch is sent, which
    /// ends the wait of one that is parked there.
    void renew(int broker) {
        underWay.replaceAll(
                fetch -> fetch.broker() == broker ? new FetchUnderWay(fetch.correlation(), broker, List.of()) : fetch);
    }

    private void send(int broker, List<FetchPartition> partitions, Consumer consumer, Turn turn) {
        int correlation = consumer.connections.nextCorrelation();
        underWay.add(new FetchUnderWay(correlation, broker, List.copyOf(partitions)));
        long timeout = silent.contains(broker) ? consumer.settings(turn).requestTimeoutMicros() : Long.MAX_VALUE;
        consumer.connections.send(
                broker,
                new Fetch(
                        correlation,
                        List.copyOf(partitions),
                        MOST_RECORDS,
                        consumer.settings(turn).committed()),
                Purpose.FETCH,
                timeout,
                turn);
    }

    private TreeMap<Integer, ArrayList<FetchPartition>> wanted(Consumer consumer, Turn turn) {
        TreeMap<Integer, ArrayList<FetchPartition>> wanted = new TreeMap<>();
        for (TopicPartition partition : order) {
            Position position = consumer.assigned.get(partition);
            if (!position.deliverable(turn.now()) || position.retryAt > turn.now() || holds(partition)) {
                continue;
            }
            int leader = consumer.cluster.leader(partition);
            if (leader < 0) {
                consumer.cluster.refresh();
            } else {
                wanted.computeIfAbsent(leader, fresh -> new ArrayList<>())
                        .add(new FetchPartition(
                                partition, position.offset, consumer.cluster.epoch(partition), position.epoch));
            }
        }
        return wanted;
    }

    void answered(FetchAnswer answer, Consumer consumer, Turn turn) {
        FetchUnderWay request = take(answer.correlation());
        for (Fetched part : answer.partitions()) {
            Position position = consumer.assigned.get(part.partition());
            if (position != null
                    && position.state == Position.State.READY
                    && asked(request, part.partition()) == position.offset
                    && !holds(part.partition())) {
                take(part, position, consumer, turn);
            }
        }
    }

    private void take(Fetched part, Position position, Consumer consumer, Turn turn) {
        if (part.error() == LogError.OFFSET_OUT_OF_RANGE) {
            consumer.positions.outOfRange(part, position, consumer, turn);
        } else if (part.error() != LogError.NONE) {
            position.retryAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
            consumer.cluster.refresh();
        } else if (part.diverging() != null) {
            consumer.positions.diverged(part, position, consumer, turn);
        } else if (!part.records().isEmpty()) {
            CompletedFetch fetch = CompletedFetch.of(part);
            if (fetch.records.isEmpty()) {
                pass(fetch, position, consumer, turn);
            } else {
                completed.addLast(fetch);
            }
            order.remove(part.partition());
            order.addLast(part.partition());
        }
    }

    private static long asked(FetchUnderWay request, TopicPartition partition) {
        for (FetchPartition part : request.partitions()) {
            if (part.partition().equals(partition)) {
                return part.position();
            }
        }
        return -1;
    }

    void disconnected(int correlation, Consumer consumer, Turn turn) {
        for (FetchPartition part : take(correlation).partitions()) {
            Position position = consumer.assigned.get(part.partition());
            if (position != null) {
                position.retryAt = turn.now() + consumer.settings(turn).retryBackoffMicros();
            }
        }
        consumer.cluster.refresh();
    }

    private FetchUnderWay take(int correlation) {
        for (int at = 0; at < underWay.size(); at++) {
            if (underWay.get(at).correlation() == correlation) {
                return underWay.remove(at);
            }
        }
        throw new IllegalStateException("an answer to a fetch that is not under way: " + correlation);
    }

    /// Hands out up to `max` records and moves the positions behind them.
    List<Delivery> collect(int max, Consumer consumer, Turn turn) {
        List<Delivery> deliveries = new ArrayList<>();
        ArrayDeque<CompletedFetch> kept = new ArrayDeque<>();
        while (deliveries.size() < max && !completed.isEmpty()) {
            CompletedFetch fetch = completed.pollFirst();
            Position position = consumer.assigned.get(fetch.partition);
            if (position != null && fetch.records.isEmpty()) {
                pass(fetch, position, consumer, turn);
                continue;
            }
            if (position == null || position.offset != fetch.records.peekFirst().offset() && behind(fetch, position)) {
                continue;
            }
            if (!position.deliverable(turn.now())) {
                kept.addLast(fetch);
                continue;
            }
            while (deliveries.size() < max && !fetch.records.isEmpty()) {
                deliveries.add(deliver(fetch.partition, fetch.records.pollFirst(), position, consumer));
            }
            if (!fetch.records.isEmpty()) {
                completed.addFirst(fetch);
            } else if (fetch.next > position.offset) {
                kept.addLast(fetch);
            }
        }
        completed.addAll(kept);
        return deliveries;
    }

    /// What is behind the last given record of an answer is for nobody here.
    private static void pass(CompletedFetch fetch, Position position, Consumer consumer, Turn turn) {
        if (fetch.next > position.offset) {
            turn.record(
                    new TransactionEvent.RecordsPassed(fetch.partition, position.offset, fetch.next, consumer.group));
            position.pass(fetch.next, fetch.lastEpoch);
        }
    }

    /// Records that are not those of the position: it was set elsewhere since they were fetched. (A gap is
    /// none: offsets of control records are no records.)
    private static boolean behind(CompletedFetch fetch, Position position) {
        return fetch.records.peekFirst().offset() < position.offset;
    }

    private Delivery deliver(TopicPartition partition, LogRecord record, Position position, Consumer consumer) {
        position.handOut(record.offset(), record.leaderEpoch(), record.message().operation());
        return new Delivery(
                ++handles,
                partition,
                record.offset(),
                0,
                false,
                record.message(),
                consumer.generation(),
                record.entry());
    }

    long nextInstant(Consumer consumer, Turn turn) {
        long next = Long.MAX_VALUE;
        for (TopicPartition partition : order) {
            Position position = consumer.assigned.get(partition);
            if (position.state != Position.State.READY || position.paused || position.leaving) {
                continue;
            }
            long wait = Math.max(position.retryAt, position.heldUntil);
            int leader = consumer.cluster.leader(partition);
            if (wait > turn.now()) {
                next = Math.min(next, wait);
            } else if (leader >= 0 && !holds(partition)) {
                next = Math.min(next, consumer.connections.retryAt(leader));
            }
        }
        return next;
    }

    /// The consumer goes back to an earlier position; what it holds of that partition is dropped.
    void seek(TopicPartition partition, long offset, String why, Consumer consumer, Turn turn) {
        Position position = consumer.assigned.get(partition);
        drop(partition);
        position.ready(offset, -1);
        turn.record(new DeliveryEvent.PositionSet(partition, offset, consumer.group, why));
    }
}
