package dev.ackademy.core.check;

import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Origin;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Trace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// One file of `anomalies/` on one kind of broker: a variant that shows the anomaly (none: the file as it is) and the
/// variant that mends it, which bears the same name with `fixed` behind it.
record CatalogueEntry(Path file, String weak, String fixed) {

    static final Path ROOM = Path.of("..", "anomalies");
    private static final String FIXED = "fixed";

    /// What does not set the system: words about the scenario, and what must come out of it.
    private static final List<String> ABOUT = List.of("title", "shows", "entry", "expect");

    /// Every entry, by group as the catalogue has them, then by number and kind.
    static List<CatalogueEntry> all() {
        List<CatalogueEntry> all = new ArrayList<>();
        for (Path file : files()) {
            for (String variant : ScenarioFile.read(file, "", List.of()).variants()) {
                if (variant.equals(FIXED)) {
                    all.add(new CatalogueEntry(file, "", FIXED));
                } else if (variant.endsWith("-" + FIXED)) {
                    String weak = variant.substring(0, variant.length() - FIXED.length() - 1);
                    all.add(new CatalogueEntry(file, weak, variant));
                }
            }
        }
        return all;
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.list(ROOM)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted(Comparator.comparingInt(CatalogueEntry::rank))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static int rank(Path file) {
        String id = file.getFileName().toString().replaceFirst("-.*", "");
        return "PRTCODL".indexOf(id.charAt(0)) * 100 + Integer.parseInt(id.substring(1));
    }

    Resolved resolved(String variant, String... sets) {
        return ScenarioFile.read(file, variant, List.of(sets));
    }

    Scenario scenario() {
        return resolved(weak).scenario();
    }

    /// A run and what the checkers say of it.
    record Seen(Trace trace, Report report) {

        TreeSet<Anomaly> found() {
            return new TreeSet<>(report.counts().keySet());
        }
    }

    static Seen run(Scenario scenario) {
        Trace trace = Simulation.run(scenario, Choices.seeded(scenario.seed()));
        return new Seen(trace, Checkers.check(trace, scenario));
    }

    /// By path: the value that the fix gives and the weak one has not, as it was written.
    SequencedMap<String, String> settings() {
        Resolved mended = resolved(fixed);
        TreeMap<String, String> before = new TreeMap<>();
        resolved(weak, "broker.kind=" + mended.scenario().broker().kind())
                .explained()
                .forEach(each -> before.put(each.path(), each.value()));
        before.put("broker.kind", scenario().broker().kind());
        TreeMap<String, String> settings = new TreeMap<>();
        for (Resolved.Explained each : mended.explained()) {
            String top = each.path().replaceFirst("\\..*", "");
            if (each.origin().level() == Origin.Level.VARIANT
                    && !ABOUT.contains(top)
                    && !each.value().equals(before.get(each.path()))) {
                settings.put(each.path(), each.value());
            }
        }
        return settings;
    }

    /// Kafka, JetStream, core NATS, RabbitMQ or BullMQ.
    String product() {
        Scenario.Broker broker = scenario().broker();
        return switch (broker.kind()) {
            case "log" -> "Kafka";
            case "jetstream" -> "JetStream";
            case "pubsub" -> "core NATS";
            default -> broker.style().equals("bullmq") ? "BullMQ" : "RabbitMQ";
        };
    }

    @Override
    public String toString() {
        return file.getFileName() + (weak.isEmpty() ? "" : " --variant " + weak);
    }
}
