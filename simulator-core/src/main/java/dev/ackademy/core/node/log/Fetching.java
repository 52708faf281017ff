package dev.ackademy.core.node.log;

import dev.ackademy.core.node.log.ClusterFrame.Replicate;
import dev.ackademy.core.node.log.ClusterFrame.ReplicateAnswer;
import dev.ackademy.core.node.log.DataFrame.EpochEnd;
import dev.ackademy.core.node.log.DataFrame.Fetch;
import dev.ackademy.core.node.log.DataFrame.FetchAnswer;
import dev.ackademy.core.node.log.DataFrame.FetchPartition;
import dev.ackademy.core.node.log.DataFrame.Fetched;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Answers the fetches of consumers and followers (K3, K7), at once or when there is something to say. Holds no state:
/// a parked fetch is in its conversation.
final class Fetching {

    static final String FETCH_WAIT = "broker/fetch-wait:connection";

    /// The most records of one partition in one answer to a follower.
    private static final int FOLLOWER_RECORDS = 500;

    void handle(int connection, Fetch fetch, Turn turn) {
        if (answered(connection, fetch, turn)) {
            return;
        }
        turn.broker().conversations.of(connection).park(fetch, turn.now());
        for (FetchPartition part : fetch.partitions()) {
            turn.replica(part.partition()).leadership.parked.add(connection);
        }
    }

    private boolean answered(int connection, Fetch fetch, Turn turn) {
        List<Fetched> parts = new ArrayList<>();
        int room = fetch.maxRecords();
        for (FetchPartition part : fetch.partitions()) {
            Fetched fetched = readFor(fetch, part, room, turn);
            if (hasNews(fetched)) {
                parts.add(fetched);
                room -= fetched.records().size();
            }
        }
        if (parts.isEmpty()) {
            return false;
        }
        turn.answer(connection, new FetchAnswer(fetch.correlation(), parts));
        return true;
    }

    /// K3: consumers read below the high watermark. K21: those that read committed below the last stable
    /// offset, and they are told what was aborted.
    private static Fetched readFor(Fetch fetch, FetchPartition part, int most, Turn turn) {
        Replica replica = turn.replica(part.partition());
        if (replica == null || !fetch.committed() || !turn.applies(Rule.K21)) {
            return read(part, replica == null ? 0 : replica.highWatermark(), most, turn);
        }
        Fetched all = read(part, replica.lastStable(), most, turn);
        if (all.records().isEmpty()) {
            return all;
        }
        long end = all.records().getLast().offset() + 1;
        return new Fetched(
                all.partition(),
                all.error(),
                all.records(),
                all.highWatermark(),
                all.logStart(),
                all.diverging(),
                replica.producers.transactions.abortedIn(part.position(), end));
    }

    private static boolean hasNews(Fetched fetched) {
        return fetched.error() != LogError.NONE
                || fetched.diverging() != null
                || !fetched.records().isEmpty();
    }

    /// A follower's fetch. What it has is noted after the read: it learns a high watermark that it moves
    /// one fetch later. What that made possible (a transaction's record that waited for another one to be
    /// replicated) may be news already.
    void handle(int connection, int follower, Replicate fetch, Turn turn) {
        List<Fetched> parts = new ArrayList<>();
        for (FetchPartition part : fetch.partitions()) {
            parts.add(read(part, Long.MAX_VALUE, FOLLOWER_RECORDS, turn));
        }
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).error() == LogError.NONE && parts.get(i).diverging() == null) {
                FetchPartition part = fetch.partitions().get(i);
                turn.broker()
                        .duties
                        .fetched(turn.replica(part.partition()), follower, part.position(), connection, turn);
            }
        }
        if (parts.stream().anyMatch(Fetching::hasNews)) {
            answer(connection, follower, fetch, parts, turn);
        } else {
            turn.broker().conversations.of(connection).park(fetch, turn.now());
            newsTo(follower, connection, turn);
        }
    }

    private void answer(int connection, int follower, Replicate fetch, List<Fetched> parts, Turn turn) {
        List<Fetched> news = new ArrayList<>();
        for (Fetched part : parts) {
            Replica replica = turn.replica(part.partition());
            FollowerProgress progress = replica == null ? null : replica.leadership.followers.get(follower);
            if (hasNews(part) || progress != null && progress.toldHw() < part.highWatermark()) {
                news.add(part);
            }
            if (progress != null && part.error() == LogError.NONE) {
                boolean whole = progress.end() == replica.log.end();
                replica.leadership.followers.put(
                        follower, (whole ? progress.caughtUpAt(turn.now()) : progress).told(part.highWatermark()));
            }
        }
        turn.disarm(FETCH_WAIT, connection);
        turn.broker().conversations.of(connection).unpark();
        turn.answer(connection, new ReplicateAnswer(fetch.correlation(), news));
    }

    /// A follower that lags behind the high watermark learns it when its fetch has waited its time, as if
    /// each fetch of a caught-up follower ended after the longest wait.
    private void awaitHighWatermark(int connection, int follower, Replicate fetch, Turn turn) {
        for (FetchPartition part : fetch.partitions()) {
            Replica replica = turn.replica(part.partition());
            FollowerProgress progress = replica.leadership.followers.get(follower);
            if (progress != null && progress.toldHw() < replica.highWatermark()) {
                long wait = turn.settings().fetchWaitMicros();
                long waited = turn.now() - turn.broker().conversations.of(connection).parkedAt;
                turn.arm(wait - waited % wait, FETCH_WAIT, connection);
                return;
            }
        }
    }

    void fetchWaitOver(int connection, Turn turn) {
        Conversation conversation = turn.broker().conversations.of(connection);
        if (conversation != null && conversation.parked instanceof Replicate fetch) {
            answerNow(connection, conversation.peer(), fetch, turn);
        }
    }

    private void answerNow(int connection, int follower, Replicate fetch, Turn turn) {
        List<Fetched> parts = new ArrayList<>();
        for (FetchPartition part : fetch.partitions()) {
            parts.add(read(part, Long.MAX_VALUE, FOLLOWER_RECORDS, turn));
        }
        answer(connection, follower, fetch, parts, turn);
    }

    /// Something changed at this partition: parked fetches may have their answer.
    void news(Replica replica, Turn turn) {
        if (replica == null) {
            return;
        }
        for (int connection : new ArrayList<>(replica.leadership.parked)) {
            Conversation conversation = turn.broker().conversations.of(connection);
            if (conversation != null && conversation.parked instanceof Fetch fetch) {
                if (answered(connection, fetch, turn)) {
                    leave(connection, conversation, fetch, turn);
                }
            } else {
                replica.leadership.parked.remove(connection);
            }
        }
        for (Map.Entry<Integer, FollowerProgress> follower : List.copyOf(replica.leadership.followers.entrySet())) {
            newsTo(follower.getKey(), follower.getValue().connection(), turn);
        }
    }

    private void newsTo(int follower, int connection, Turn turn) {
        Conversation conversation =
                connection == 0 ? null : turn.broker().conversations.of(connection);
        if (conversation == null || !(conversation.parked instanceof Replicate fetch)) {
            return;
        }
        for (FetchPartition part : fetch.partitions()) {
            if (hasNews(read(part, Long.MAX_VALUE, 1, turn))) {
                answerNow(connection, follower, fetch, turn);
                return;
            }
        }
        awaitHighWatermark(connection, follower, fetch, turn);
    }

    private void leave(int connection, Conversation conversation, Fetch fetch, Turn turn) {
        conversation.unpark();
        for (FetchPartition part : fetch.partitions()) {
            Replica replica = turn.replica(part.partition());
            if (replica != null) {
                replica.leadership.parked.remove(connection);
            }
        }
    }

    /// The next request of the connection is there: the parked fetch ends, as its short wait would have.
    void endWait(int connection, Turn turn) {
        Conversation conversation = turn.broker().conversations.of(connection);
        switch (conversation.parked) {
            case Fetch fetch -> {
                leave(connection, conversation, fetch, turn);
                turn.answer(connection, new FetchAnswer(fetch.correlation(), List.of()));
            }
            case Replicate fetch -> answerNow(connection, conversation.peer(), fetch, turn);
            case null -> {}
        }
    }

    /// A follower that was silent is back: its parked fetch ends, so that it says anew what it has.
    void heard(int follower, Turn turn) {
        for (int connection : turn.broker().conversations.withParked(follower, Replicate.class)) {
            endWait(connection, turn);
        }
    }

    /// The connection is gone, and a parked fetch with it.
    void closed(int connection, Conversation conversation, Turn turn) {
        switch (conversation.parked) {
            case Fetch fetch -> leave(connection, conversation, fetch, turn);
            case Replicate fetch -> {
                turn.disarm(FETCH_WAIT, connection);
                turn.broker().duties.unheard(conversation.peer(), turn);
            }
            case null -> {}
        }
    }

    /// What one partition has to say to a reader at this position.
    private static Fetched read(FetchPartition part, long limit, int most, Turn turn) {
        LogError error = turn.broker().leaderError(part.partition(), part.currentLeaderEpoch());
        if (error != LogError.NONE) {
            return Fetched.failed(part.partition(), error);
        }
        Replica replica = turn.replica(part.partition());
        PartitionLog log = replica.log;
        EpochEnd diverging = diverging(part, log, turn);
        if (diverging == null && (part.position() > log.end() || part.position() < log.start())) {
            return new Fetched(
                    part.partition(),
                    LogError.OFFSET_OUT_OF_RANGE,
                    List.of(),
                    replica.highWatermark(),
                    log.start(),
                    new EpochEnd(log.latestEpoch(), log.end()),
                    List.of());
        }
        List<LogRecord> records = diverging == null ? log.read(part.position(), limit, most) : List.of();
        return new Fetched(
                part.partition(), LogError.NONE, records, replica.highWatermark(), log.start(), diverging, List.of());
    }

    /// K7: where the reader's log and this one part, null where they do not.
    private static EpochEnd diverging(FetchPartition part, PartitionLog log, Turn turn) {
        if (part.lastFetchedEpoch() < 0 || !turn.applies(Rule.K7)) {
            return null;
        }
        EpochEnd end = log.epochEnd(part.lastFetchedEpoch());
        return end.epoch() >= 0 && (end.epoch() < part.lastFetchedEpoch() || end.endOffset() < part.position())
                ? end
                : null;
    }
}
