package dev.ackademy.ui.cli;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.live.LiveServers;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.ui.workbench.Conformance;
import dev.ackademy.ui.workbench.Conformance.Row;
import dev.ackademy.ui.workbench.Conformance.Status;
import dev.ackademy.ui.workbench.LiveBench;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `conform [FILES]`: each scenario in the model and on a real broker of its kind, and one table of where they agree.
@Command(
        name = "conform",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Run scenarios virtually and on real brokers, several times each, and compare the outcomes."
                + " Without files: every shipped one.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy conform 03 05 35         these three",
            "  ackademy conform                  all that are shipped: ten minutes"
        })
final class ConformCommand implements Callable<Integer> {

    private static final int NAME = 34;
    private static final int OUTCOME = 30;
    private static final int STATUS = 16;

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Scenario files, or numbers of shipped ones.")
    private List<String> files = new ArrayList<>();

    @Option(names = "--times", paramLabel = "N", description = "Live runs of each scenario: ${DEFAULT-VALUE}.")
    private int times = 2;

    @Override
    public Integer call() {
        if (times < 1 || times > 100) {
            throw new WrongUse("--times takes 1 to 100, not " + times + ".");
        }
        List<String> names = files.isEmpty()
                ? ackademy.workbench().catalogue().stream()
                        .map(lesson -> lesson.name())
                        .toList()
                : files;
        PrintWriter err = spec.commandLine().getErr();
        PrintWriter out = spec.commandLine().getOut();
        LiveProgress told = new LiveProgress(err);
        Map<String, LiveServers> servers = new LinkedHashMap<>();
        for (String kind : List.of("kafka", "nats")) {
            servers.put(kind, new LiveServers(BrokerAddress.of(kind), new TreeMap<>(), told::stage));
        }
        RunText page = new RunText(out, ackademy.terminal());
        List<Row> rows = new ArrayList<>();
        try {
            told.expected("real brokers, " + names.size() + " scenarios", Duration.ZERO, length(names));
            page.line(head());
            for (String name : names) {
                Row row = row(name, servers);
                rows.add(row);
                page.line(line(row));
                out.flush();
            }
        } finally {
            servers.values().forEach(LiveServers::close);
        }
        page.line(new Line());
        page.line(Line.of(counts(rows)));
        if (rows.stream().allMatch(row -> row.reason().startsWith("the broker: "))) {
            return ExitCode.BROKER_UNAVAILABLE.code();
        }
        boolean differs = rows.stream().anyMatch(row -> row.status() == Status.DIFFERS);
        return (differs ? ExitCode.UNEXPECTED : ExitCode.EXPECTED).code();
    }

    private Duration length(List<String> names) {
        Duration length = Duration.ofSeconds(12);
        for (String name : names) {
            Scenario scenario = ackademy.workbench().load(name, "", List.of()).scenario();
            if (server(scenario) != null) {
                length = length.plus(LiveBench.runsIn(scenario).multipliedBy(times));
                length = length.plusSeconds(scenario.broker().nodes() > 1 ? 20 : 0);
            }
        }
        return length;
    }

    private Row row(String name, Map<String, LiveServers> servers) {
        Scenario scenario = ackademy.workbench().load(name, "", List.of()).scenario();
        String server = server(scenario);
        LiveServers used = servers.get(server == null ? "kafka" : server);
        return new Conformance(ackademy.workbench(), new LiveBench(used), times).row(name, "");
    }

    private static String server(Scenario scenario) {
        return switch (scenario.broker().kind()) {
            case "log" -> "kafka";
            case "jetstream", "pubsub" -> "nats";
            default -> null;
        };
    }

    private static Line head() {
        return new Line()
                .put(0, "scenario", Ink.STRONG)
                .put(NAME, "virtual", Ink.STRONG)
                .put(NAME + OUTCOME, "observed", Ink.STRONG)
                .put(NAME + 2 * OUTCOME, "", Ink.STRONG);
    }

    private static Line line(Row row) {
        Ink ink = switch (row.status()) {
            case AGREE -> Ink.KEPT;
            case DIFFERS -> Ink.BROKEN;
            case NOT_COMPARABLE -> Ink.FAINT;
        };
        Line line = new Line().put(0, Glyphs.clip(row.scenario(), NAME - 2), Ink.PLAIN);
        line.put(NAME, Glyphs.clip(words(row.virtual()), OUTCOME - 2), Ink.PLAIN);
        line.put(NAME + OUTCOME, Glyphs.clip(words(row.observed()), OUTCOME - 2), Ink.PLAIN);
        line.put(NAME + 2 * OUTCOME, row.status().word(), ink);
        return line.put(NAME + 2 * OUTCOME + STATUS, row.reason(), Ink.FAINT);
    }

    private static String words(java.util.SequencedSet<java.util.SortedSet<dev.ackademy.core.model.Anomaly>> outcomes) {
        return outcomes.stream().map(Conformance::words).collect(Collectors.joining(" or "));
    }

    private static String counts(List<Row> rows) {
        List<String> parts = new ArrayList<>();
        for (Status status : Status.values()) {
            parts.add(rows.stream().filter(row -> row.status() == status).count() + " " + status.word());
        }
        return String.join(", ", parts);
    }
}
