package dev.ackademy.core.engine;

import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// The scenarios of the catalogue, each with its variants.
public record Shipped(String slug, String variant, Path file) {

    private static final Path CATALOG = Path.of("..", "lessons", "catalog");

    /// One a scenario and one a variant, in order.
    public static List<Shipped> all() {
        List<Shipped> all = new ArrayList<>();
        for (Path file : files()) {
            String slug = file.getParent().getFileName().toString();
            all.add(new Shipped(slug, "", file));
            ScenarioFile.read(file, "", List.of())
                    .variants()
                    .forEach(variant -> all.add(new Shipped(slug, variant, file)));
        }
        return all;
    }

    private static List<Path> files() {
        try (Stream<Path> folders = Files.list(CATALOG)) {
            return folders.map(folder -> folder.resolve("scenario.yaml"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    public Resolved resolved(String... sets) {
        return ScenarioFile.read(file, variant, List.of(sets));
    }

    /// Those in which a group reads from a log.
    public static List<Shipped> withGroups() {
        return all().stream()
                .filter(each -> each.resolved().scenario().broker().kind().equals("log"))
                .filter(each -> each.byConsumerProtocol().length > 0)
                .toList();
    }

    /// What makes every group of the scenario one of the consumer protocol.
    public String[] byConsumerProtocol() {
        return resolved().scenario().processes().entrySet().stream()
                .filter(each -> each.getValue().reads() instanceof Scenario.Reads.FromTopic)
                .map(each -> "processes." + each.getKey() + ".reads.group-protocol=consumer")
                .toArray(String[]::new);
    }

    @Override
    public String toString() {
        return variant.isEmpty() ? slug : slug + " --variant " + variant;
    }
}
