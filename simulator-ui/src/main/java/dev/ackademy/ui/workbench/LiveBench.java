package dev.ackademy.ui.workbench;

import dev.ackademy.connect.LiveBroker;
import dev.ackademy.connect.live.CalledOff;
import dev.ackademy.connect.live.LiveRun;
import dev.ackademy.connect.live.LiveServers;
import dev.ackademy.connect.live.Observation;
import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.wiring.Wiring;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.function.Consumer;

/// Runs on a real broker: how long it will take, the run, its judgement and its recording.
public final class LiveBench {
    /// A real run rests before it says that it is over, and makes and removes its topics.
    private static final Duration AROUND = Duration.ofSeconds(3);
    private static final Duration GRACE = Duration.ofSeconds(60);

    private final LiveServers servers;

    /// @param servers end with their owner
    public LiveBench(LiveServers servers) {
        this.servers = servers;
    }

    /// How long the run itself takes, about: as long as in virtual time.
    public static Duration runsIn(Scenario scenario) {
        Trace virtual = Simulation.run(scenario, Choices.seeded(scenario.seed()));
        return Duration.of(virtual.virtualMicros(), ChronoUnit.MICROS).plus(AROUND);
    }

    /// @param expected as [#runsIn] says; a run that takes more than twice as long and a minute is ended
    /// @param watcher  sees every entry, on the thread that tells it
    /// @throws IOException where the broker is not there or does not stay
    public Judged run(Scenario scenario, Duration expected, Consumer<TraceEntry> watcher) throws IOException {
        if (!servers.own()) {
            try (CalledOff _ = new CalledOff()) {
                return on(scenario, expected, watcher);
            }
        }
        return on(scenario, expected, watcher);
    }

    private Judged on(Scenario scenario, Duration expected, Consumer<TraceEntry> watcher) throws IOException {
        try (LiveBroker broker = servers.broker(scenario)) {
            Trace trace = LiveRun.run(
                    scenario, broker, watcher, expected.multipliedBy(2).plus(GRACE));
            return judged(scenario, trace);
        }
    }

    /// As [#run], and writes the recording while the run goes on. What a run that breaks off has written
    /// stays.
    ///
    /// @throws dev.ackademy.core.trace.RecordingRefused where it cannot be written
    public Judged record(Resolved resolved, String file, Duration expected, Consumer<TraceEntry> watcher)
            throws IOException {
        try (RecordingWriter writer = writer(resolved, file)) {
            Judged run = run(resolved.scenario(), expected, written(writer, resolved, watcher));
            writer.finish(RecordingEnd.of(run.trace()));
            return run;
        }
    }

    /// Looks at somebody's broker for so long and judges what is seen.
    ///
    /// @param file of the recording, null for none
    /// @throws IOException where the broker does not stay
    public static Judged observe(Observation observation, Duration time, String file, Consumer<TraceEntry> watcher)
            throws IOException {
        Resolved resolved = observation.scenario();
        if (file == null) {
            return judged(resolved.scenario(), observation.watch(time, watcher));
        }
        try (RecordingWriter writer = writer(resolved, file)) {
            Trace trace = observation.watch(time, written(writer, resolved, watcher));
            writer.finish(RecordingEnd.of(trace));
            return judged(resolved.scenario(), trace);
        }
    }

    private static Judged judged(Scenario scenario, Trace trace) {
        return new Judged(scenario, trace, Checkers.check(trace, scenario));
    }

    private static RecordingWriter writer(Resolved resolved, String file) {
        RecordingHeader header = new RecordingHeader(
                Workbench.version(),
                ScenarioFile.write(resolved),
                resolved.scenario().seed(),
                new LinkedHashMap<>(),
                Wiring.of(resolved.scenario()).cast().nodes(),
                TraceEntry.Origin.OBSERVED,
                "µs since the start of the run, by this computer's monotonic clock");
        return RecordingWriter.to(Workbench.writable(file), header);
    }

    private static Consumer<TraceEntry> written(
            RecordingWriter writer, Resolved resolved, Consumer<TraceEntry> watcher) {
        return entry -> {
            if (entry.n() <= resolved.scenario().run().limitTrace()) {
                writer.add(entry);
                writer.flush();
            }
            watcher.accept(entry);
        };
    }
}
