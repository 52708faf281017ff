package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.model.GroupEvent.AssignmentMade;
import dev.ackademy.core.model.GroupEvent.OffsetCommitted;
import dev.ackademy.core.node.log.DataFrame.ListOffsets;
import dev.ackademy.core.node.log.DataFrame.ListOffsetsAnswer;
import dev.ackademy.core.node.log.DataFrame.Metadata;
import dev.ackademy.core.node.log.DataFrame.MetadataAnswer;
import dev.ackademy.core.node.log.DataFrame.OffsetQuery;
import dev.ackademy.core.node.log.DataFrame.Place;
import dev.ackademy.core.node.state.StateCheck;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One broker, one partition: what the thinnest run needs.
class SingleBrokerTest {

    private final LogBench log = new LogBench(LogBench.settings(1, LogBench.orders(1, 1, 1)));
    private final int connection = log.connect(1);

    @Test
    void everyAckModeAppendsAndAnswersInItsWay() {
        int none = log.produce(connection, 0, "A#1");
        int leader = log.produce(connection, 1, "A#2");
        int all = log.produce(connection, -1, "A#3", "B#1");
        log.run(3 * Bench.LATENCY);
        assertThat(log.log(1)).containsExactly("A#1", "A#2", "A#3", "B#1");
        assertThat(log.produced(connection, none)).isNull();
        assertThat(log.produced(connection, leader).baseOffset()).isEqualTo(1);
        assertThat(log.produced(connection, all).baseOffset()).isEqualTo(2);
    }

    @Test
    void aFetchIsParkedUntilThereIsARecord() {
        int fetch = log.fetch(connection, 0);
        log.run(60 * LogBench.SECOND);
        assertThat(log.fetched(connection, fetch)).isNull();
        assertThat(log.bench.idle()).isTrue();
        int other = log.connect(1);
        log.produce(other, 1, "A#1");
        log.run(3 * Bench.LATENCY);
        assertThat(LogBench.operations(log.fetched(connection, fetch))).containsExactly("A#1");
        assertThat(log.fetched(connection, fetch).carried().getFirst().copy()).isEqualTo("orders-0@0");
    }

    @Test
    void theNextRequestEndsTheWaitOfAParkedFetch() {
        int fetch = log.fetch(connection, 0);
        log.run(5 * Bench.LATENCY);
        int produce = log.produce(connection, 1, "A#1");
        log.run(3 * Bench.LATENCY);
        assertThat(log.fetched(connection, fetch).partitions()).isEmpty();
        assertThat(log.produced(connection, produce).error()).isEqualTo(LogError.NONE);
    }

    @Test
    void offsetsAndMetadataAreTold() {
        log.produce(connection, 1, "A#1", "A#2");
        log.send(
                connection,
                new ListOffsets(
                        7,
                        List.of(
                                new OffsetQuery(LogBench.ORDERS, -1, Place.EARLIEST),
                                new OffsetQuery(LogBench.ORDERS, -1, Place.LATEST))));
        log.send(connection, new Metadata(8, List.of("orders")));
        log.run(5 * Bench.LATENCY);
        ListOffsetsAnswer offsets =
                log.bench.answers(connection, ListOffsetsAnswer.class).getFirst();
        assertThat(offsets.partitions().get(0).offset()).isZero();
        assertThat(offsets.partitions().get(1).offset()).isEqualTo(2);
        MetadataAnswer metadata =
                log.bench.answers(connection, MetadataAnswer.class).getFirst();
        assertThat(metadata.partitions()).hasSize(1);
        assertThat(metadata.partitions().getFirst().leader()).isEqualTo(1);
    }

    @Test
    void aPositionThatIsNotThereIsOutOfRange() {
        int fetch = log.fetch(connection, 5);
        log.run(3 * Bench.LATENCY);
        assertThat(log.fetched(connection, fetch).partitions().getFirst().error())
                .isEqualTo(LogError.OFFSET_OUT_OF_RANGE);
    }

    @Test
    void oneConsumerJoinsCommitsAndFindsItsCommitAgain() {
        GroupClient member = new GroupClient(log, 100, 1, "billing");
        member.joinAndSync();
        assertThat(member.assignment).containsExactly(LogBench.ORDERS);
        assertThat(log.bench.facts(AssignmentMade.class)).hasSize(1);
        assertThat(member.commit(3)).isEqualTo(LogError.NONE);
        assertThat(log.bench.facts(OffsetCommitted.class).getFirst().to()).isEqualTo(3);
        assertThat(member.committed()).isEqualTo(3);
        log.run(10 * LogBench.SECOND);
        assertThat(log.bench.idle()).isTrue();
    }

    @Test
    void aBrokerKeepsNothingButState() {
        assertThat(StateCheck.problems(List.of(LogBroker.class, LogController.class)))
                .isEmpty();
    }
}
