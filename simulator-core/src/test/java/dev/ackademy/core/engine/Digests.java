package dev.ackademy.core.engine;

import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.wiring.Wiring;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// What a Java machine of its own says: a recording of every shipped scenario and variant, and a digest of each of many
/// seeds over small scenarios. Arguments: the folder for it, how many seeds.
final class Digests {

    static final String SEEDS = "seeds.txt";

    private static final int SMALL_SCENARIOS = 50;
    private static final long SMALL_EVENTS = 600;

    private Digests() {}

    public static void main(String[] arguments) {
        Path folder = Path.of(arguments[0]);
        Shipped.all().forEach(shipped -> record(shipped.resolved(), recording(folder, shipped)));
        List<String> lines = new ArrayList<>();
        List<Scenario> small = smallScenarios();
        int seeds = Integer.parseInt(arguments[1]);
        for (int seed = 0; seed < seeds; seed++) {
            Trace trace = Simulation.run(small.get(seed % SMALL_SCENARIOS), Choices.seeded(seed));
            lines.add(seed + " " + trace.digest() + " " + trace.end() + " " + trace.waiting());
        }
        write(folder.resolve(SEEDS), String.join("\n", lines));
    }

    static Path recording(Path folder, Shipped shipped) {
        return folder.resolve(shipped.slug() + "." + shipped.variant() + ".jsonl");
    }

    private static void record(Resolved resolved, Path file) {
        Scenario scenario = resolved.scenario();
        RecordingHeader header = new RecordingHeader(
                "test",
                ScenarioFile.write(resolved),
                scenario.seed(),
                new LinkedHashMap<>(),
                Wiring.of(scenario).cast().nodes(),
                TraceEntry.Origin.VIRTUAL,
                "virtual");
        try (RecordingWriter writer = RecordingWriter.to(file, header)) {
            writer.finish(RecordingEnd.of(Simulation.run(scenario, Choices.seeded(scenario.seed()), writer::add)));
        }
    }

    /// The first so many random scenarios that end soon.
    private static List<Scenario> smallScenarios() {
        List<Scenario> small = new ArrayList<>();
        for (long number = 1; small.size() < SMALL_SCENARIOS; number++) {
            try {
                String text = RandomScenario.text(number);
                Scenario scenario = ScenarioFile.parse(text, "random-" + number).scenario();
                Trace trace = Simulation.run(scenario, Choices.seeded(0));
                if (trace.events() < SMALL_EVENTS && !text.contains("jitter: 0")) {
                    small.add(scenario);
                }
            } catch (ScenarioRefused _) {
                // one that conflicts with itself
            }
        }
        return small;
    }

    private static void write(Path file, String text) {
        try {
            Files.write(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
