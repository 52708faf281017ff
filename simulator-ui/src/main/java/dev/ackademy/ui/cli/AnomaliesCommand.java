package dev.ackademy.ui.cli;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.explore.Work;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.ui.workbench.Threads;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `anomalies FOLDER`: searches every entry of a catalogue at the size that it states, without its own faults, and
/// again with its fix.
@Command(
        name = "anomalies",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Find every anomaly of a catalogue by searching, and nothing where it is mended.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy anomalies anomalies              every entry",
            "  ackademy anomalies anomalies --only P3,C1"
        })
final class AnomaliesCommand implements Callable<Integer> {

    private static final Pattern FAULTS = Pattern.compile("F([0-9])");

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "Scenario files, each with an entry.")
    private String folder;

    @Option(names = "--only", paramLabel = "ID,...", split = ",", description = "Only these entries.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--limit", paramLabel = "SECONDS", description = "For each search: ${DEFAULT-VALUE}.")
    private int seconds = 60;

    /// Found: of one search.
    private record Searched(Exploration exploration, double firstSeconds, boolean found) {}

    @Override
    public Integer call() {
        List<Path> files = files();
        PrintWriter out = spec.commandLine().getOut();
        out.println("entry  bounds                 places   states  first witness  result        fix");
        boolean all = true;
        try (Progress progress = Progress.on(spec.commandLine().getErr())) {
            for (Path file : files) {
                String id = file.getFileName().toString().split("-")[0];
                if (only.isEmpty() || only.contains(id)) {
                    progress.say(id);
                    all &= entry(id, file.toString(), out);
                    out.flush();
                }
            }
        }
        return (all ? ExitCode.EXPECTED : ExitCode.UNEXPECTED).code();
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new WrongUse(folder + " has no scenario (*.yaml) in it; the catalogue's folder is 'anomalies'.");
            }
            return found;
        } catch (IOException unreadable) {
            throw new WrongUse(folder + " is no folder that can be read.");
        }
    }

    private boolean entry(String id, String file, PrintWriter out) {
        Resolved resolved = ackademy.workbench().load(file, "", List.of());
        Scenario own = resolved.scenario();
        EnumSet<Anomaly> meant = EnumSet.noneOf(Anomaly.class);
        meant.addAll(own.shows().isEmpty() ? own.expect().found() : own.shows());
        Bounds bounds = new Bounds(faults(own), own.explore().reorderings());
        Searched search = search(bare(file, "", own), bounds, meant, true);
        String result = search.found() ? "found" : stopped(search) ? "stopped" : "NOT FOUND";
        String fix = "-";
        boolean mended = true;
        if (resolved.variants().contains("fixed")) {
            Searched after = search(bare(file, "fixed", own), bounds, meant, false);
            mended = !after.found();
            fix = after.found() ? "STILL FOUND" : stopped(after) ? "none so far" : "none found";
        }
        out.println(String.format(
                Locale.ROOT,
                "%-6s %-22s %6d %8d %14s  %-12s  %s",
                id,
                bounds.words().substring("at most ".length()),
                search.exploration().places().size(),
                search.exploration().states(),
                search.found() ? String.format(Locale.ROOT, "%.2f s", search.firstSeconds()) : "-",
                result,
                fix));
        return search.found() && mended;
    }

    private static boolean stopped(Searched search) {
        return search.exploration().stopped() != null;
    }

    private static int faults(Scenario scenario) {
        Matcher faults =
                FAULTS.matcher(scenario.entry() == null ? "" : scenario.entry().scope());
        return faults.find()
                ? Integer.parseInt(faults.group(1))
                : scenario.explore().faults();
    }

    /// Without its own faults; those that no choice stands for are kept.
    private Scenario bare(String file, String variant, Scenario own) {
        try {
            return ackademy.workbench()
                    .load(file, variant, List.of("faults=[]"))
                    .scenario();
        } catch (ScenarioRefused _) {
            return own;
        }
    }

    private Searched search(Scenario scenario, Bounds bounds, EnumSet<Anomaly> meant, boolean first) {
        long begun = System.nanoTime();
        double[] at = {-1};
        Exploration exploration =
                Explorer.explore(scenario, bounds, Explorer.Means.USUAL, Threads.all(), new Listener() {
                    private volatile boolean done;

                    @Override
                    public void found(Outcome outcome) {
                        met(EnumSet.of(outcome.anomaly()));
                    }

                    @Override
                    public void finished(Place place, SortedSet<Anomaly> shows, int count, Work work) {
                        met(shows);
                    }

                    private void met(Collection<Anomaly> shown) {
                        if (at[0] < 0 && !Collections.disjoint(meant, shown)) {
                            at[0] = (System.nanoTime() - begun) / 1e9;
                            done = first;
                        }
                    }

                    @Override
                    public boolean goesOn() {
                        return !done && System.nanoTime() - begun < seconds * 1_000_000_000L;
                    }
                });
        return new Searched(exploration, at[0], at[0] >= 0);
    }
}
