package dev.ackademy.ui.cli;

import dev.ackademy.core.check.Narrator;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.ui.workbench.Replayed;
import dev.ackademy.ui.workbench.Workbench;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `replay RECORDING`: simulates again what was recorded and says where the two first differ, if anywhere.
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Simulate a recorded run again and report the first entry that differs, if any.",
        footerHeading = "%nExamples:%n",
        footer = {"  ackademy run 03 --record answer.jsonl", "  ackademy replay answer.jsonl"})
final class ReplayCommand implements Callable<Integer> {

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "RECORDING", description = "A file that 'ackademy run --record' wrote.")
    private String recording;

    @Override
    public Integer call() {
        Replayed replayed;
        try (Progress progress = Progress.on(spec.commandLine().getErr())) {
            replayed = ackademy.workbench().replay(recording, progress::at);
        }
        RunText page = new RunText(spec.commandLine().getOut(), ackademy.terminal());
        String recorded = replayed.recording().header().engine();
        if (!recorded.equals(Workbench.version())) {
            page.line(Line.of("Recorded by version " + recorded + "; this is " + Workbench.version() + "."));
        }
        if (replayed.isEqual()) {
            page.line(new Line()
                    .add("Equal: ", Ink.KEPT)
                    .add(replayed.trace().entries().size() + " entries, digest "
                            + replayed.trace().digest()));
            return ExitCode.EXPECTED.code();
        }
        diverges(replayed, page);
        return ExitCode.UNEXPECTED.code();
    }

    private static void diverges(Replayed replayed, RunText page) {
        TraceEntry expected = replayed.expected();
        TraceEntry actual = replayed.actual();
        if (expected == null && actual == null) {
            page.line(new Line().add("Differs at its end.", Ink.BROKEN));
            page.line(Line.of(
                    "recorded  " + OutcomeText.facts(replayed.recording().trace())));
            page.line(Line.of("replayed  " + OutcomeText.facts(replayed.trace())));
            return;
        }
        int n = expected == null ? actual.n() : expected.n();
        page.line(new Line().add("Differs from entry " + n + " on.", Ink.BROKEN));
        Narrator narrator = new Narrator(replayed.trace(), replayed.scenario());
        entry("recorded", expected, narrator, page);
        entry("replayed", actual, narrator, page);
    }

    private static void entry(String word, TraceEntry entry, Narrator narrator, RunText page) {
        if (entry == null) {
            page.line(Line.of(word + "  nothing: it ended before"));
            return;
        }
        page.line(Line.of(word + "  " + Times.exact(entry.at()) + "  " + narrator.sentence(entry)));
        page.line(new Line().put(10, entry.kind() + " " + entry.event(), Ink.FAINT));
    }
}
