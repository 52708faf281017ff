package dev.ackademy.ui.cli;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Closing;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Explorer;
import dev.ackademy.core.explore.Listener;
import dev.ackademy.core.explore.Matrix;
import dev.ackademy.core.explore.Outcome;
import dev.ackademy.core.explore.Place;
import dev.ackademy.core.explore.SavedWitness;
import dev.ackademy.core.explore.Shrinking;
import dev.ackademy.core.explore.Work;
import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.model.Guarantee;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.ui.workbench.Threads;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `explore FILE`: every run with at most so many faults and reorderings.
@Command(
        name = "explore",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Try every run with at most so many faults: the smallest that breaks a promise, or none.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy explore 11                        every place where one thing can go wrong",
            "  ackademy explore 11 --faults 2             every two of them",
            "  ackademy explore 13 --reorderings 1        and every event that can overtake another",
            "  ackademy explore 03 --guarantee no-duplicate --variant idempotent",
            "",
            "Exit code 0: nothing found within the bounds. 1: a promised guarantee is violated.",
            "3: stopped, or a run ended at a limit, and nothing found."
        })
final class ExploreCommand implements Callable<Integer> {

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions scenario;

    @Option(
            names = "--faults",
            paramLabel = "N",
            description = "At most so many faults in a run; or as explore.faults.")
    private Integer faults;

    @Option(
            names = "--reorderings",
            paramLabel = "N",
            description = "At most so often an event overtakes another; or as explore.reorderings.")
    private Integer reorderings;

    @Option(
            names = "--guarantee",
            paramLabel = "NAME,...",
            split = ",",
            description = "Only these count, promised or not: no-loss, no-duplicate, order, ...")
    private List<String> guarantees = new ArrayList<>();

    @Option(names = "--keep-faults", description = "The scenario's own faults happen in every run.")
    private boolean keepsFaults;

    @Option(
            names = "--limit",
            paramLabel = "SECONDS|Nruns",
            description = "Stop after so many seconds, as in 30, or so many runs, as in 5000runs.")
    private String limit = "";

    @Option(names = "--workers", paramLabel = "N", description = "Threads; one a processor if left out.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--naive", description = "Make every run: do not recognise worlds that were met before.")
    private boolean naive;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            description = "Write the smallest run that breaks a promise as a scenario file.")
    private String save;

    @Option(names = "--no-fixes", description = "Do not try what closes it.")
    private boolean noFixes;

    @Option(names = "--matrix", description = "Search under every policy: what each sort of place breaks under each.")
    private boolean matrix;

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        if (workers < 1 || workers > 256) {
            throw new WrongUse("--workers is between 1 and 256.");
        }
        EnumSet<Guarantee> counting = counting();
        int left = keepsFaults ? 0 : load(List.of(), false).scenario().faults().size();
        try (Progress progress = Progress.on(spec.commandLine().getErr())) {
            Told told = new Told(progress);
            return (matrix ? matrix(counting, told) : one(counting, left, told)).code();
        }
    }

    private Resolved load(List<String> more, boolean leavesFaults) {
        List<String> sets = new ArrayList<>(scenario.sets);
        if (leavesFaults && !keepsFaults) {
            sets.add("faults=[]");
        }
        sets.addAll(more);
        return ackademy.workbench().load(scenario.file, scenario.variant, sets);
    }

    private ExitCode one(EnumSet<Guarantee> counting, int left, Told told) {
        Resolved resolved = load(List.of(), true);
        Scenario each = resolved.scenario();
        Exploration exploration = Explorer.explore(each, bounds(each), means(), new Threads(workers), told);
        EnumSet<Guarantee> judged = counting.isEmpty() ? exploration.promises() : counting;
        List<Outcome> violating = exploration.violating(judged);
        SavedWitness smallest = null;
        List<Closing.Tried> tried = List.of();
        if (!violating.isEmpty()) {
            Outcome first = violating.getFirst();
            smallest = Shrinking.of(SavedWitness.of(resolved, first.first(), first.anomaly()));
            if (!noFixes) {
                tried = Closing.of(
                        sets -> load(sets, true).scenario(),
                        exploration,
                        first.anomaly().guarantee(),
                        means(),
                        new Threads(workers),
                        told);
            }
        }
        if (save != null) {
            write(smallest);
        }
        told.progress.close();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(ExploreJson.of(exploration, judged, smallest, tried));
        } else {
            RunText page = new RunText(out, ackademy.terminal());
            page.title(each, scenario.variant);
            ExploreText.of(exploration, judged, left, smallest, tried, save, ackademy.terminal())
                    .forEach(page::line);
        }
        return exit(exploration, judged);
    }

    private void write(SavedWitness smallest) {
        if (smallest == null) {
            return;
        }
        try {
            Files.writeString(Path.of(save), smallest.text());
        } catch (IOException | InvalidPathException unwritable) {
            throw new WrongUse(save + " cannot be written: " + unwritable.getMessage());
        }
    }

    private ExitCode matrix(EnumSet<Guarantee> counting, Told told) {
        Matrix found = Matrix.of(
                policy -> load(List.of("preset=" + policy), true).scenario(),
                this::bounds,
                means(),
                new Threads(workers),
                told,
                told::policy);
        if (found.columns().isEmpty()) {
            throw new WrongUse("the scenario fits none of the policies " + String.join(", ", Matrix.POLICIES) + ".");
        }
        told.progress.close();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(MatrixJson.of(found));
        } else {
            RunText page = new RunText(out, ackademy.terminal());
            page.title(found.columns().firstEntry().getValue().scenario(), scenario.variant);
            MatrixText.of(found, ackademy.terminal()).forEach(page::line);
        }
        ExitCode worst = ExitCode.EXPECTED;
        for (Exploration each : found.columns().values()) {
            ExitCode exit = exit(each, counting.isEmpty() ? each.promises() : counting);
            worst = exit == ExitCode.UNEXPECTED || worst == ExitCode.EXPECTED ? exit : worst;
        }
        return worst;
    }

    private Explorer.Means means() {
        return naive ? Explorer.Means.NAIVE : Explorer.Means.USUAL;
    }

    private static ExitCode exit(Exploration exploration, EnumSet<Guarantee> judged) {
        if (!exploration.violating(judged).isEmpty()) {
            return ExitCode.UNEXPECTED;
        }
        return exploration.stopped() != null || exploration.undecided() ? ExitCode.UNKNOWN : ExitCode.EXPECTED;
    }

    private Bounds bounds(Scenario each) {
        try {
            return new Bounds(
                    faults == null ? each.explore().faults() : faults,
                    reorderings == null ? each.explore().reorderings() : reorderings);
        } catch (IllegalArgumentException wrong) {
            throw new WrongUse("--faults and --reorderings are " + wrong.getMessage() + ".");
        }
    }

    private EnumSet<Guarantee> counting() {
        EnumSet<Guarantee> counting = EnumSet.noneOf(Guarantee.class);
        for (String word : guarantees) {
            counting.add(Arrays.stream(Guarantee.values())
                    .filter(each -> each.word().equals(word))
                    .findFirst()
                    .orElseThrow(() -> new WrongUse("--guarantee: there is no '" + word + "'. There are "
                            + String.join(
                                    ", ",
                                    Arrays.stream(Guarantee.values())
                                            .map(Guarantee::word)
                                            .toList())
                            + ".")));
        }
        return counting;
    }

    /// Says how far it is, and stops at the limit.
    private final class Told implements Listener {

        private final Progress progress;
        private final long begun = System.nanoTime();
        private final AtomicLong runs = new AtomicLong();
        private final long mostRuns;
        private final long mostNanos;
        private String policy = "";
        private Bounds level = new Bounds(0, 0);
        private int places;
        private long levelBegan = begun;

        private Told(Progress progress) {
            this.progress = progress;
            try {
                boolean counted = limit.endsWith("runs");
                long number = limit.isEmpty() ? Long.MAX_VALUE : Long.parseLong(limit.replaceAll("(runs|s)$", ""));
                this.mostRuns = counted ? number : Long.MAX_VALUE;
                this.mostNanos =
                        counted || limit.isEmpty() ? Long.MAX_VALUE : Math.multiplyExact(number, 1_000_000_000L);
            } catch (ArithmeticException | NumberFormatException _) {
                throw new WrongUse("--limit is a number of seconds, as in 30, or of runs, as in 5000runs.");
            }
        }

        private void policy(String next) {
            policy = next + ", ";
        }

        @Override
        public void level(Bounds now, int count) {
            level = now;
            places = count;
            levelBegan = System.nanoTime();
        }

        @Override
        public void finished(Place place, SortedSet<Anomaly> shows, int done, Work work) {
            double seconds = (System.nanoTime() - begun) / 1e9;
            long rest = Math.round((System.nanoTime() - levelBegan) / 1e9 / done * (places - done));
            progress.say(policy + level.words() + ": " + done + " of " + places + " places, "
                    + Math.round(runs.get() / seconds) + " runs/s, about " + rest + " s left");
        }

        @Override
        public boolean goesOn() {
            return runs.incrementAndGet() <= mostRuns && System.nanoTime() - begun <= mostNanos;
        }
    }
}
