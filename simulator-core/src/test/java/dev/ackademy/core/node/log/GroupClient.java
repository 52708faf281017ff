package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.GroupFrame.JoinAnswer;
import dev.ackademy.core.node.log.GroupFrame.JoinGroup;
import dev.ackademy.core.node.log.GroupFrame.MemberAssignment;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommit;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetch;
import dev.ackademy.core.node.log.GroupFrame.OffsetFetchAnswer;
import dev.ackademy.core.node.log.GroupFrame.Subscription;
import dev.ackademy.core.node.log.GroupFrame.SyncAnswer;
import dev.ackademy.core.node.log.GroupFrame.SyncGroup;
import java.util.ArrayList;
import java.util.List;

/// A member of a group, driven by the test step by step.
final class GroupClient {

    static final long SESSION = LogBench.SECOND;
    static final long REBALANCE = 3 * LogBench.SECOND;
    static final long HEARTBEAT = LogBench.SECOND / 5;

    final LogBench log;
    final int node;
    final String group;
    int broker;
    int connection;
    int member;
    int generation;
    JoinAnswer joined;
    List<TopicPartition> assignment = List.of();

    GroupClient(LogBench log, int node, int broker, String group) {
        this.log = log;
        this.node = node;
        this.group = group;
        reconnect(broker);
    }

    void reconnect(int to) {
        broker = to;
        connection = log.bench.connect(node, to);
    }

    void send(LogFrame frame) {
        log.bench.send(node, connection, frame);
    }

    <T> T last(Class<T> type) {
        List<T> answers = log.bench.answers(connection, type);
        return answers.isEmpty() ? null : answers.getLast();
    }

    /// Sends a join, with a number first asked for where there is none; the answer may be long in coming.
    void sendJoin() {
        if (member == 0) {
            send(join());
            log.run(3 * Bench.LATENCY);
            member = last(JoinAnswer.class).member();
        }
        send(join());
    }

    private JoinGroup join() {
        return new JoinGroup(
                log.next(),
                group,
                member,
                SESSION,
                REBALANCE,
                HEARTBEAT,
                List.of("range"),
                List.of("orders"),
                List.of(),
                -1);
    }

    /// Reads the join's answer.
    LogError readJoin() {
        joined = last(JoinAnswer.class);
        if (joined.error() == LogError.NONE) {
            generation = joined.generation();
        }
        return joined.error();
    }

    boolean leads() {
        return joined.leader() == member;
    }

    /// Sends a sync; the leader gives partition i to member i modulo.
    void sendSync() {
        List<MemberAssignment> all = new ArrayList<>();
        int members = joined.members().size();
        for (int i = 0; i < members; i++) {
            Subscription subscription = joined.members().get(i);
            List<TopicPartition> given = new ArrayList<>();
            for (int p = i; p < log.settings.topic("orders").partitions(); p += members) {
                given.add(new TopicPartition("orders", p));
            }
            all.add(new MemberAssignment(subscription.member(), given));
        }
        send(new SyncGroup(log.next(), group, member, generation, all));
    }

    LogError readSync() {
        SyncAnswer answer = last(SyncAnswer.class);
        assignment = answer.partitions();
        return answer.error();
    }

    void joinAndSync() {
        sendJoin();
        log.run(10 * Bench.LATENCY);
        readJoin();
        sendSync();
        log.run(10 * Bench.LATENCY);
        readSync();
    }

    LogError commit(long offset) {
        send(new OffsetCommit(
                log.next(),
                group,
                member,
                generation,
                List.of(new CommittedOffset(LogBench.ORDERS, offset, -1, null))));
        log.run(10 * Bench.LATENCY);
        return last(OffsetCommitAnswer.class).error();
    }

    long committed() {
        send(new OffsetFetch(log.next(), group, List.of(LogBench.ORDERS)));
        log.run(3 * Bench.LATENCY);
        OffsetFetchAnswer answer = last(OffsetFetchAnswer.class);
        return answer.error() == LogError.NONE ? answer.offsets().getFirst().offset() : -2;
    }
}
