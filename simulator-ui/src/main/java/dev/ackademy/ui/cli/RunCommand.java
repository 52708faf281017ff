package dev.ackademy.ui.cli;

import dev.ackademy.connect.BrokerAddress;
import dev.ackademy.connect.live.LiveServers;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.RecordingRefused;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.LiveBench;
import dev.ackademy.ui.workbench.SeedSweep;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `run FILE`: simulates a scenario, judges the run and explains it; with `--seeds` counts over many runs.
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Simulate a scenario: what happened, which promises were kept, which were broken, and why.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy run 03                             a shipped scenario",
            "  ackademy run 03 --variant idempotent        and what mends it",
            "  ackademy run my.yaml --set processes.shop.producer.acks=all",
            "  ackademy run my.yaml --seeds 1..200         how often does it happen?",
            "  ackademy run my.yaml --seed 4 --record bad.jsonl",
            "  ackademy run my.yaml --json | jq .counts",
            "  ackademy run 03 --broker kafka              the same on a real Kafka, started for it"
        })
final class RunCommand implements Callable<Integer> {

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions scenario;

    @ArgGroup
    private Seeds seeds = new Seeds();

    @Option(names = "--record", paramLabel = "OUT", description = "Write the run to this file, as it goes.")
    private String record;

    @Mixin
    private BrokerOptions broker;

    @Mixin
    private OutputOptions output;

    static final class Seeds {
        @Option(names = "--seed", paramLabel = "N", description = "Draw latencies from this seed, not the file's.")
        Long one;

        @Option(
                names = "--seeds",
                paramLabel = "A..B",
                converter = SeedRange.Reader.class,
                description = "Run with every seed from A to B and count. With --json one object a line.")
        SeedRange range;
    }

    @Override
    public Integer call() {
        if (seeds.range != null && (record != null || output.trace())) {
            throw new WrongUse("--seeds makes many runs; --record and --trace are for one. Use --seed.");
        }
        List<String> sets = new ArrayList<>(scenario.sets);
        if (seeds.one != null) {
            sets.add("seed=" + seeds.one);
        }
        if (broker.given()) {
            return live(sets).code();
        }
        Resolved resolved = ackademy.workbench().load(scenario.file, scenario.variant, sets);
        return (seeds.range == null ? one(resolved) : many(resolved.scenario())).code();
    }

    /// On a real broker: the same report from what was seen there.
    private ExitCode live(List<String> sets) {
        if (seeds.range != null) {
            throw new WrongUse("--seeds is for virtual runs: a real broker takes no seed.");
        }
        BrokerAddress address = broker.address();
        Resolved resolved = ackademy.workbench().load(scenario.file, scenario.variant, sets);
        if (!address.runs(resolved.scenario().broker().kind())) {
            sets.add("broker.kind=" + address.brokerKind());
            resolved = ackademy.workbench().load(scenario.file, scenario.variant, sets);
        }
        LiveProgress told = new LiveProgress(spec.commandLine().getErr());
        Judged run;
        try (LiveServers servers = new LiveServers(address, broker.access(), told::stage);
                Progress progress = Progress.on(spec.commandLine().getErr())) {
            Duration length = LiveBench.runsIn(resolved.scenario());
            told.expected(address.toString(), servers.startsIn(resolved.scenario()), length);
            Consumer<TraceEntry> watcher = entry -> told.at(progress, entry);
            LiveBench bench = new LiveBench(servers);
            run = record == null
                    ? bench.run(resolved.scenario(), length, watcher)
                    : bench.record(resolved, record, length, watcher);
        } catch (IOException | RecordingRefused gone) {
            return brokerUnavailable(gone);
        }
        output.print(run, scenario.variant, spec.commandLine().getOut(), ackademy.terminal());
        return OutcomeText.exit(run.report().outcome());
    }

    private ExitCode brokerUnavailable(Exception gone) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("ackademy: " + SafeText.of(gone.getMessage()));
        if (record != null && hasEntries(Path.of(record))) {
            err.println("ackademy: kept is what was recorded until then: " + SafeText.of(record)
                    + " ('ackademy check --prefix' judges it)");
        }
        return ExitCode.BROKER_UNAVAILABLE;
    }

    /// Whether there is more in a recording than its header.
    private static boolean hasEntries(Path recording) {
        try (BufferedReader lines = Files.newBufferedReader(recording)) {
            return Files.isRegularFile(recording) && lines.readLine() != null && lines.readLine() != null;
        } catch (IOException _) {
            return false;
        }
    }

    private ExitCode one(Resolved resolved) {
        PrintWriter out = spec.commandLine().getOut();
        Judged run;
        try (Progress progress = Progress.on(spec.commandLine().getErr())) {
            Consumer<TraceEntry> watcher = progress::at;
            run = record == null
                    ? ackademy.workbench()
                            .run(resolved.scenario(), resolved.scenario().seed(), watcher)
                    : ackademy.workbench().record(resolved, record, watcher);
        }
        output.print(run, scenario.variant, out, ackademy.terminal());
        if (!output.json()) {
            next(resolved, out);
        }
        return OutcomeText.exit(run.report().outcome());
    }

    /// What had no effect, and what to try next.
    private void next(Resolved resolved, PrintWriter out) {
        RunText text = new RunText(out, ackademy.terminal());
        resolved.passedOver().forEach(each -> text.line(new Line().put(0, each, Ink.FAINT)));
        List<String> others = resolved.variants().stream()
                .filter(each -> !each.equals(resolved.variant()))
                .toList();
        if (!others.isEmpty()) {
            text.line(new Line().add("Other variants: --variant " + String.join(" | ", others), Ink.FAINT));
        }
    }

    private ExitCode many(Scenario each) {
        PrintWriter out = spec.commandLine().getOut();
        SweepText counts = new SweepText();
        SeedSweep sweep = new SeedSweep(ackademy.workbench(), each);
        try (Progress progress = Progress.on(spec.commandLine().getErr())) {
            sweep.run(seeds.range.from(), seeds.range.to(), this::told, told -> {
                counts.add(told.facts());
                if (output.json()) {
                    out.println(told.json());
                }
                progress.say(told.facts().seed() + " of " + seeds.range.from() + ".." + seeds.range.to());
            });
        }
        if (!output.json()) {
            RunText page = new RunText(out, ackademy.terminal());
            page.title(each, scenario.variant);
            counts.lines(each).forEach(page::line);
        }
        return counts.exit();
    }

    private record Told(SeedFacts facts, String json) {}

    private Told told(Judged run) {
        return new Told(SeedFacts.of(run), output.json() ? ReportJson.of(run) : "");
    }
}
