package dev.ackademy.core.node.log;

import dev.ackademy.core.model.Ident;
import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.TransactionFrame.WriteMarkers;
import dev.ackademy.core.node.log.TransactionFrame.WriteMarkersAnswer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// The ends of transactions (K19). The coordinator's side has a marker written in every partition of a transaction that
/// is decided, and tells when all are; the leader's side writes them. In memory only: a new coordinator finds the
/// decided transactions in its log and begins again.
final class Markers {

    static final String RETRY = "broker/markers";

    private static final long BACKOFF_MICROS = 100_000;

    record UnderWay(String id, TopicPartition partition) {}

    /// The partitions of each transactional id that still lack their marker.
    private final TreeMap<String, TreeSet<TopicPartition>> owed = new TreeMap<>();

    private final TreeMap<String, TransactionMarker> markers = new TreeMap<>();

    @Ident(of = "correlation")
    private final TreeMap<Integer, UnderWay> underWay = new TreeMap<>();

    private boolean waiting;

    void owe(TransactionState state, int coordinatorEpoch, Turn turn) {
        markers.put(
                state.id(),
                new TransactionMarker(
                        state.producerId(),
                        state.epoch(),
                        coordinatorEpoch,
                        state.phase().commits()));
        owed.put(state.id(), new TreeSet<>(state.partitions()));
        send(turn);
    }

    /// Sends what is owed to leaders that can be reached; the rest when that changes.
    void send(Turn turn) {
        for (String id : List.copyOf(owed.keySet())) {
            for (TopicPartition partition : new ArrayList<>(owed.getOrDefault(id, new TreeSet<>()))) {
                int leader = turn.broker().view.leader(partition);
                if (!waiting && turn.broker().peers.reachable(leader) && !isUnderWay(id, partition)) {
                    int correlation = turn.broker().peers.nextCorrelation();
                    underWay.put(correlation, new UnderWay(id, partition));
                    turn.broker().peers.send(leader, new WriteMarkers(correlation, partition, markers.get(id)), turn);
                }
            }
            complete(id, turn);
        }
    }

    private boolean isUnderWay(String id, TopicPartition partition) {
        return underWay.containsValue(new UnderWay(id, partition));
    }

    void answered(int correlation, LogError error, Turn turn) {
        UnderWay request = underWay.remove(correlation);
        if (request == null || !owed.containsKey(request.id)) {
            return;
        }
        switch (error) {
            case NONE -> owed.get(request.id).remove(request.partition);
            case TRANSACTION_COORDINATOR_FENCED, INVALID_PRODUCER_EPOCH -> owed.remove(request.id);
            default -> {
                if (!waiting) {
                    waiting = true;
                    turn.arm(BACKOFF_MICROS, RETRY, 0);
                }
            }
        }
        complete(request.id, turn);
    }

    private void complete(String id, Turn turn) {
        TreeSet<TopicPartition> left = owed.get(id);
        if (left != null && left.isEmpty()) {
            owed.remove(id);
            markers.remove(id);
            turn.broker().transactions.markersWritten(id, turn);
        }
    }

    void retry(Turn turn) {
        waiting = false;
        send(turn);
    }

    /// Another broker coordinates from now on.
    void unload() {
        owed.clear();
        markers.clear();
        underWay.clear();
    }

    void crashed() {
        unload();
        waiting = false;
    }

    /// The leader's side: appends the marker and answers when it is replicated.
    ///
    /// @param connection 0 where this broker is the coordinator
    void write(int connection, WriteMarkers request, Turn turn) {
        LogError error = refusal(request, turn);
        if (error != LogError.NONE) {
            turn.answerPeer(connection, request.refused(error));
            return;
        }
        Replica replica = turn.replica(request.partition());
        replica.leadership.beforeAppend(replica, turn);
        replica.leadership.guards.remove(request.marker().producerId());
        long end = replica.append(request.marker(), turn) + 1;
        int ticket = turn.broker().purgatory.park(new Parked.ParkedMarker(connection, request), -1, turn);
        replica.leadership.needs.add(new Leadership.Need(end, ticket));
        turn.broker().duties.advance(replica, turn);
        turn.broker().purgatory.reached(replica, turn);
        turn.broker().fetching.news(replica, turn);
    }

    private static LogError refusal(WriteMarkers request, Turn turn) {
        LogError error = turn.broker().leaderError(request.partition(), -1);
        if (error != LogError.NONE) {
            return error;
        }
        Replica replica = turn.replica(request.partition());
        return replica.leading().isr().size() < replica.topic().minIsr()
                ? LogError.NOT_ENOUGH_REPLICAS
                : replica.producers.markerError(request.marker(), turn.settings());
    }

    /// The marker is replicated, or nobody will know here.
    void written(Parked.ParkedMarker parked, LogError error, Turn turn) {
        WriteMarkers request = parked.request();
        if (error == LogError.NONE && request.partition().equals(Role.offsetsPartition())) {
            turn.broker().coordinator.offsets.transactionEnded(request.marker(), turn);
        }
        turn.answerPeer(parked.connection(), new WriteMarkersAnswer(request.correlation(), error));
    }
}
