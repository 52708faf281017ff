package dev.ackademy.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceDigest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The shipped scenarios tell the story that they told when somebody last looked. `-Dackademy.write-golden=true` takes
/// what they tell now.
class GoldenTest {

    private static final Path FILE = Path.of("src", "test", "resources", "golden.txt");
    private static final int BLOCK = 100;

    private static final TreeMap<String, String> GOLDEN = new TreeMap<>();

    /// A line is the scenario, its digest, how many entries it has and the first four digits of the digest
    /// of each hundred entries, by which a difference is found.
    private static String told(Trace trace) {
        List<String> blocks = new ArrayList<>();
        for (int from = 0; from < trace.entries().size(); from += BLOCK) {
            TraceDigest digest = new TraceDigest();
            trace.entries()
                    .subList(from, Math.min(from + BLOCK, trace.entries().size()))
                    .forEach(digest::add);
            blocks.add(digest.value().substring(0, 4));
        }
        return trace.digest() + " " + trace.entries().size() + " " + String.join(" ", blocks);
    }

    @BeforeAll
    static void read() throws IOException {
        if (Boolean.getBoolean("ackademy.write-golden")) {
            List<String> lines = new ArrayList<>();
            shipped().forEach(shipped -> lines.add(name(shipped) + " " + told(run(shipped))));
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, String.join("\n", lines) + "\n");
        }
        for (String line : Files.readAllLines(FILE)) {
            int space = line.indexOf(' ');
            GOLDEN.put(line.substring(0, space), line.substring(space + 1));
        }
    }

    private static String name(Shipped shipped) {
        return shipped.variant().isEmpty() ? shipped.slug() : shipped.slug() + "/" + shipped.variant();
    }

    static List<Shipped> shipped() {
        return Shipped.all();
    }

    private static Trace run(Shipped shipped) {
        Scenario scenario = shipped.resolved().scenario();
        return Simulation.run(scenario, Choices.seeded(scenario.seed()));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void it_tells_what_it_told(Shipped shipped) {
        Trace trace = run(shipped);
        assertThat(told(trace))
                .as(() -> difference(GOLDEN.getOrDefault(name(shipped), ""), trace))
                .isEqualTo(GOLDEN.get(name(shipped)));
    }

    private static String difference(String golden, Trace trace) {
        String[] then = golden.split(" ");
        String[] now = told(trace).split(" ");
        for (int i = 2; i < now.length; i++) {
            if (i >= then.length || !then[i].equals(now[i])) {
                int first = (i - 2) * BLOCK + 1;
                return "differs first in entries " + first + " to " + (first + BLOCK - 1) + ", which begin now with "
                        + trace.entry(first) + "; if that is meant: -Dtest=GoldenTest -Dackademy.write-golden=true";
            }
        }
        return "ends earlier, after " + trace.entries().size() + " entries";
    }

    @Test
    void no_line_is_left_over() {
        assertThat(GOLDEN.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        shipped().stream().map(GoldenTest::name).toList());
    }
}
