package dev.ackademy.core.engine;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A whole run: a shop that publishes, a log broker of three nodes, a group of two that writes into a database, with a
/// lost answer, a crash and a pause; and beside it the same number of messages through nothing but a heap.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class ScenarioBenchmark {

    private static final String SCENARIO = """
            scenario: 1
            title: Many messages
            broker: {nodes: 3, link: {latency: 1ms, jitter: 1ms}}
            topics: {orders: {partitions: 4, replicas: 2}}
            stores: {db: {kind: database, tables: {orders: {}}}}
            processes:
              shop:
                instances: 2
                reads: {workload: {keys: 100, every: 1ms, start: 1s, count: MESSAGES}}
                steps: [{publish: {topic: orders, await: none}}]
                producer: {linger: 5ms, batch: 20}
              billing:
                instances: 2
                reads: {topic: orders}
                workers: 4
                steps: [{write: {store: db, table: orders}}]
            faults:
              - cut: {request: produce, nth: 30}
              - crash: {process: billing.1, after: write, nth: 50, restart: 500ms}
              - pause: {process: billing.2, for: 2s, at: 1500ms}
            run: {limit: {time: 1h, events: 10000000, trace: TRACE}}
            """;

    private static final int EVENTS_OF_A_MESSAGE = 6;
    private static final int WINDOW = 1000;

    /// What one run is made of; JMH divides by its time.
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Counted {
        public long events;
        public long entries;
    }

    @Param({"1000", "10000", "100000"})
    private int messages;

    private Scenario traced;
    private Scenario untraced;

    @Setup
    public void load() {
        traced = scenario("1000000");
        untraced = scenario("0");
    }

    private Scenario scenario(String trace) {
        String text = SCENARIO.replace("MESSAGES", Integer.toString(messages)).replace("TRACE", trace);
        return ScenarioFile.parse(text, "benchmark.yaml", "", List.of()).scenario();
    }

    private static Trace run(Scenario scenario, Counted counted) {
        Trace trace = Simulation.run(scenario, Choices.seeded(1));
        counted.events = trace.events();
        counted.entries = trace.entries().size();
        return trace;
    }

    @Benchmark
    public Trace traceOff(Counted counted) {
        return run(untraced, counted);
    }

    @Benchmark
    public Trace traceOn(Counted counted) {
        return run(traced, counted);
    }

    @Benchmark
    public Object traceOnAndJudged(Counted counted) {
        return Checkers.check(run(traced, counted), traced);
    }

    /// Each message is sent, arrives, is appended, fetched, written and acknowledged: six events, a thousand messages
    /// at a time.
    @Benchmark
    public long heapAlone(Counted counted) {
        BareHeap heap = new BareHeap();
        int begun = 0;
        for (; begun < Math.min(WINDOW, messages); begun++) {
            heap.add(begun * 1000L, (long) begun * EVENTS_OF_A_MESSAGE);
        }
        long ended = 0;
        long events = 0;
        while (ended < messages) {
            long now = heap.poll();
            long number = heap.polledNumber();
            events++;
            if (number % EVENTS_OF_A_MESSAGE < EVENTS_OF_A_MESSAGE - 1) {
                heap.add(now + 1000 + number % 997, number + 1);
            } else {
                ended++;
                if (begun < messages) {
                    heap.add(now + 1000, (long) begun++ * EVENTS_OF_A_MESSAGE);
                }
            }
        }
        counted.events = events;
        return events;
    }
}
