package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.KnownRun;
import dev.ackademy.ui.workbench.KnownVerdict;
import dev.ackademy.ui.workbench.Rerun;
import dev.ackademy.ui.workbench.RunLibrary;
import dev.ackademy.ui.workbench.WrongUse;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `rerun ID`: a run of the library again, with what was said about it then and what is said now.
@Command(
        name = "rerun",
        mixinStandardHelpOptions = true,
        description = "Run one of 'ackademy runs' again, and compare what was said then with what is said now.",
        footerHeading = "%nExample:%n",
        footer = {"  ackademy rerun 12"})
final class RerunCommand implements Callable<Integer> {

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "The number that 'ackademy runs' shows first.")
    private long id;

    @Override
    public Integer call() {
        KnownRun known = LibraryOfCommand.read(ackademy.home(), Optional.<KnownRun>empty(), library -> library.find(id))
                .orElseThrow(() -> new WrongUse("There is no run " + id + ". 'ackademy runs' lists those there are."));
        Rerun rerun = RunLibrary.rerun(known, ackademy.workbench());
        RunText page = new RunText(spec.commandLine().getOut(), ackademy.terminal());
        page.print(rerun.run(), known.recipe().variant());
        page.line(new Line());
        if (rerun.agrees()) {
            page.line(new Line()
                    .add("Equal: ", Ink.KEPT)
                    .add("the same events and verdicts as then (version "
                            + rerun.then().engine() + ")."));
            return ExitCode.EXPECTED.code();
        }
        page.line(new Line().add("Not the same as then.", Ink.BROKEN));
        verdict("then", rerun.then(), page);
        verdict("now", rerun.now(), page);
        return ExitCode.UNEXPECTED.code();
    }

    private static void verdict(String when, KnownVerdict verdict, RunText page) {
        page.line(new Line()
                .add(when, Ink.STRONG)
                .put(6, "version " + verdict.engine() + ", " + words(verdict) + ", digest " + verdict.digest()));
        String violated = verdict.judgements().stream()
                .filter(each -> each.verdict().equals("violated"))
                .map(each -> each.guarantee() + (each.promised() ? " (promised)" : ""))
                .collect(Collectors.joining(", "));
        page.line(new Line().put(6, "violated: " + (violated.isEmpty() ? "nothing" : violated), Ink.FAINT));
    }

    /// `as expected; 2 duplicate`
    static String words(KnownVerdict verdict) {
        String outcome = switch (verdict.outcome()) {
            case EXPECTED -> "as expected";
            case UNEXPECTED -> "not as expected";
            case UNKNOWN -> verdict.outcome().name().toLowerCase(Locale.ROOT);
        };
        String found = verdict.counts().entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
        return found.isEmpty() ? outcome : outcome + "; " + found;
    }
}
