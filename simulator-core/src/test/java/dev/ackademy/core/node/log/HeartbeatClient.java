package dev.ackademy.core.node.log;

import dev.ackademy.core.model.TopicPartition;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeat;
import dev.ackademy.core.node.log.ConsumerGroupFrame.GroupHeartbeatAnswer;
import dev.ackademy.core.node.log.GroupFrame.CommittedOffset;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommit;
import dev.ackademy.core.node.log.GroupFrame.OffsetCommitAnswer;
import java.util.List;

/// A member of the group `g` by the consumer protocol, driven by the test step by step.
final class HeartbeatClient {

    private final LogBench log;
    private final int node;
    private final int connection;
    /// To the last heartbeat that was sent.
    GroupHeartbeatAnswer answer;

    HeartbeatClient(LogBench log, int node, int broker) {
        this.log = log;
        this.node = node;
        this.connection = log.bench.connect(node, broker);
    }

    void join() {
        send(ConsumerGroupFrame.JOIN, List.of());
    }

    void confirm(int epoch, TopicPartition... owned) {
        send(epoch, List.of(owned));
    }

    private void send(int epoch, List<TopicPartition> owned) {
        int told = (int) all().stream().filter(each -> each.correlation() == 0).count();
        GroupHeartbeat beat = new GroupHeartbeat(
                log.next(), "g", node, epoch, 3 * LogBench.SECOND, List.of("orders"), owned, true, told);
        log.bench.send(node, connection, beat);
        log.run(10 * Bench.LATENCY);
        answer = all().stream()
                .filter(each -> each.correlation() == beat.correlation())
                .findFirst()
                .orElseThrow();
    }

    private List<GroupHeartbeatAnswer> all() {
        return log.bench.answers(connection, GroupHeartbeatAnswer.class);
    }

    /// The last answer, asked for or not.
    GroupHeartbeatAnswer last() {
        return all().getLast();
    }

    LogError commit(int epoch, TopicPartition partition) {
        log.bench.send(
                node,
                connection,
                new OffsetCommit(log.next(), "g", node, epoch, List.of(new CommittedOffset(partition, 1, -1, null))));
        log.run(10 * Bench.LATENCY);
        return log.bench.answers(connection, OffsetCommitAnswer.class).getLast().error();
    }
}
