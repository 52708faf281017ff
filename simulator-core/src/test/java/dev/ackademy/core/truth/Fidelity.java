package dev.ackademy.core.truth;

import dev.ackademy.core.truth.GroundTruth.Line;
import dev.ackademy.core.truth.GroundTruth.Mark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// `docs/fidelity.md`: prose from `fidelity.md` of the test resources, and in the place of each `{{rules KIND}}` and
/// `{{lines SERVER}}` a table.
final class Fidelity {

    private static final Pattern TABLE = Pattern.compile("\\{\\{(rules|lines) (\\w+)}}");

    private final Path repository;

    Fidelity(Path repository) {
        this.repository = repository;
    }

    String page() {
        return TABLE.matcher(text(repository.resolve("simulator-core/src/test/resources/fidelity.md")))
                .replaceAll(table -> Matcher.quoteReplacement(
                        table.group(1).equals("rules") ? rules(table.group(2)) : lines(table.group(2))));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private String rules(String kind) {
        StringBuilder table = new StringBuilder("| rule | what it says | the model | test | seen on a real server |\n");
        table.append("|---|---|---|---|---|\n");
        Rules.ALL.stream()
                .filter(rule -> rule.kind().equals(kind))
                .forEach(rule -> table.append("| ")
                        .append(rule.number())
                        .append(" | ")
                        .append(rule.says())
                        .append(" | ")
                        .append(rule.state())
                        .append(rule.note() == null ? "" : ": " + rule.note())
                        .append(rule.follows() == null ? "" : "; no switch: " + rule.follows())
                        .append(" | ")
                        .append(tests(rule))
                        .append(" | ")
                        .append(rule.seen().isEmpty() ? "no" : String.join(", ", names(rule.seen())))
                        .append(" |\n"));
        return table.toString().stripTrailing();
    }

    private static List<String> names(List<String> lines) {
        return lines.stream().map(line -> line.substring(line.indexOf(' ') + 1)).toList();
    }

    private static String tests(Rules.Rule rule) {
        return Rules.tests(rule).entrySet().stream()
                .map(test -> "`" + test.getKey() + "`" + (test.getValue() > 1 ? " ×" + test.getValue() : ""))
                .collect(Collectors.joining(", "));
    }

    private String lines(String server) {
        StringBuilder table = new StringBuilder("| id | situation | seen | the model | test | asked again by |\n");
        table.append("|---|---|---|---|---|---|\n");
        GroundTruth.LINES.stream()
                .filter(line -> line.server().equals(server))
                .forEach(line -> table.append("| ")
                        .append(line.name())
                        .append(" | ")
                        .append(line.situation())
                        .append(" | ")
                        .append(String.join(" **or** ", line.outcomes()).replace("|", "\\|"))
                        .append(" | ")
                        .append(model(line))
                        .append(" | ")
                        .append(TruthTests.of(line.id()).stream()
                                .map(test -> "`" + test.substring(0, test.indexOf('.')) + "`")
                                .distinct()
                                .collect(Collectors.joining(", ")))
                        .append(" | ")
                        .append(String.join(", ", live(line)))
                        .append(" |\n"));
        return table.toString().stripTrailing();
    }

    private static String model(Line line) {
        String note = line.note() == null ? "" : "; " + line.note();
        return switch (line.mark()) {
            case MODEL -> (line.open() == null ? "the same" : "open: " + line.open()) + note;
            case QUIRK -> "client quirk: " + line.reason();
            case ENVIRONMENT -> "environment: " + line.reason();
        };
    }

    /// The tests of broker-connectors that ask a real server again: their names begin with the id.
    private List<String> live(Line line) {
        Path folder = repository.resolve("broker-connectors/src/test/java/dev/ackademy/connect/live");
        String server = line.server().equals("kafka") ? "Kafka" : "Nats";
        Pattern test = Pattern.compile("void " + line.name().split("-")[0] + "[A-Z_]\\w*\\(");
        List<String> live = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.getFileName().toString().startsWith(server))
                    .filter(file -> test.matcher(text(file)).find())
                    .sorted()
                    .forEach(
                            file -> live.add("`" + file.getFileName().toString().replace(".java", "") + "`"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return live;
    }

    /// How many lines of a server have this mark.
    static long count(Mark mark) {
        return GroundTruth.LINES.stream().filter(line -> line.mark() == mark).count();
    }
}
