package dev.ackademy.core.engine;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Workers;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A whole search: entry C2 of the catalogue, two faults, worlds recognised, one worker.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
public class SearchBenchmark {

    private static final String ENTRY = "C2-crash-between-effect-and-acknowledgement.yaml";

    /// What one search is made of; JMH divides by its time.
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Counted {
        public long steps;
        public long runs;
    }

    private Scenario scenario;

    @Setup
    public void load() {
        Path here = Path.of("").toAbsolutePath();
        Path root = here.endsWith("simulator-core") ? here.getParent() : here;
        scenario = ScenarioFile.read(root.resolve("anomalies").resolve(ENTRY), "", List.of("faults=[]"))
                .scenario();
    }

    @Benchmark
    public Exploration search(Counted counted) {
        Exploration found =
                Explorer.explore(scenario, new Bounds(2, 0), Explorer.Means.USUAL, Workers.ONE, Listener.NONE);
        counted.steps = found.work().steps();
        counted.runs = found.work().runs();
        return found;
    }
}
