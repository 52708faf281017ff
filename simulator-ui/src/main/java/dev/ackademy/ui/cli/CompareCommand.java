package dev.ackademy.ui.cli;

import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.ui.workbench.Judged;
import dev.ackademy.ui.workbench.WrongUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `compare FILE --kinds log,jetstream,pubsub`: the same scenario on several kinds of broker, and one table of their
/// verdicts with the reason for each difference.
@Command(
        name = "compare",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Run the same scenario on several kinds of broker and compare their verdicts.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ackademy compare 03                               on every kind",
            "  ackademy compare 23 --kinds log,jetstream,pubsub  a late joiner replays, or sees nothing",
        })
final class CompareCommand implements Callable<Integer> {

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ScenarioOptions scenario;

    @Option(
            names = "--kinds",
            paramLabel = "KIND,...",
            split = ",",
            description = "Kinds of broker as in broker.kind, in this order: ${DEFAULT-VALUE}.")
    private List<String> kinds = new ArrayList<>(List.of("log", "jetstream", "pubsub", "queue"));

    @Option(names = "--json", description = "Print one JSON object and nothing else.")
    private boolean json;

    @Override
    public Integer call() {
        if (kinds.stream().distinct().count() < kinds.size()) {
            throw new WrongUse("--kinds names a kind twice: " + String.join(",", kinds));
        }
        SequencedMap<String, CompareText.Side> sides = new LinkedHashMap<>();
        for (String kind : kinds) {
            sides.put(kind, side(kind));
        }
        if (sides.values().stream().allMatch(side -> side.run() == null)) {
            throw new WrongUse(sides.firstEntry().getValue().refused());
        }
        if (json) {
            spec.commandLine().getOut().println(CompareJson.of(sides));
        } else {
            RunText page = new RunText(spec.commandLine().getOut(), ackademy.terminal());
            CompareText.of(sides, ackademy.terminal()).forEach(page::line);
        }
        return ExitCode.EXPECTED.code();
    }

    /// What the scenario comes to with this kind, or why it means nothing there.
    private CompareText.Side side(String kind) {
        List<String> sets = new ArrayList<>(scenario.sets);
        sets.add("broker.kind=" + kind);
        try {
            Resolved resolved = ackademy.workbench().load(scenario.file, scenario.variant, sets);
            Judged run = ackademy.workbench().run(resolved.scenario());
            return new CompareText.Side(run, resolved.policies(), resolved.passedOver(), "");
        } catch (ScenarioRefused refused) {
            if (refused.getMessage().startsWith("--set broker.kind=" + kind + ": 'kind")) {
                throw refused;
            }
            return new CompareText.Side(null, List.of(), List.of(), refused.getMessage());
        }
    }
}
