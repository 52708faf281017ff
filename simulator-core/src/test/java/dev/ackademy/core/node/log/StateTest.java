package dev.ackademy.core.node.log;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.node.log.ClientProcess.Ack;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// State is data: at any event, what all nodes write is enough to go on in fresh nodes.
class StateTest {

    private static final long SECOND = LogBench.SECOND;
    private static final int EVERY = 7;

    static IntStream stops() {
        return IntStream.range(0, 63).map(stop -> stop * EVERY);
    }

    @ParameterizedTest
    @MethodSource("stops")
    void a_run_goes_on_from_what_its_nodes_wrote_at_any_event(int stop) {
        List<String> whole = run(-1);
        assertThat(run(stop)).isEqualTo(whole);
    }

    /// A story with a rebalance, a leader that dies and comes back, and a consumer that dies.
    ///
    /// @param stop after so many events every node is replaced by a fresh one with its state; -1 for never
    private static List<String> run(int stop) {
        LogBench log = new LogBench(LogBench.settings(3, LogBench.orders(2, 3, 2)));
        log.bench.after(stop, log::renew);
        log.producer(101);
        log.process(102, log.client(client -> client.assignment = "cooperative"), ClientProcess.reading(Ack.EACH, 10));
        log.publish(101, "A#1", "B#1", "C#1", "D#1");
        log.run(SECOND);
        log.process(103, log.client(client -> client.assignment = "cooperative"), ClientProcess.reading(Ack.BATCH, 10));
        log.publish(101, "A#2", "B#2");
        log.run(2 * SECOND);
        log.bench.crash(1);
        log.publish(101, "A#3", "B#3", "C#3", "D#3");
        log.run(10 * SECOND);
        log.bench.crash(103);
        log.bench.start(1);
        log.run(10 * SECOND);
        log.publish(101, "A#4", "B#4", "C#4", "D#4");
        log.run(10 * SECOND);
        log.assertQuiet();
        List<String> story = new ArrayList<>();
        log.bench.facts.forEach(fact -> story.add(fact.toString()));
        log.processes.values().forEach(process -> story.addAll(process.effects));
        log.processes.values().forEach(process -> story.addAll(process.told));
        return story;
    }
}
