package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.KnownRun;
import dev.ackademy.ui.workbench.WrongUse;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `runs`: what the run library holds, the last run first.
@Command(
        name = "runs",
        mixinStandardHelpOptions = true,
        description = "List the runs that the window kept, the last one first.",
        footerHeading = "%nExamples:%n",
        footer = {"  ackademy runs", "  ackademy runs --last 100", "  ackademy rerun 12"})
final class RunsCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final int WHEN = 6;

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Option(names = "--last", paramLabel = "N", description = "How many, by default 20.")
    private int last = 20;

    @Override
    public Integer call() {
        if (last < 1) {
            throw new WrongUse("--last takes a number from 1 on.");
        }
        List<KnownRun> runs = LibraryOfCommand.read(ackademy.home(), List.of(), library -> library.recent(last));
        RunText page = new RunText(spec.commandLine().getOut(), ackademy.terminal());
        if (runs.isEmpty()) {
            page.line(Line.of("No runs yet. The window keeps those that it plays."));
        }
        for (KnownRun run : runs) {
            page.line(new Line()
                    .add(String.valueOf(run.id()), Ink.STRONG)
                    .put(WHEN, TIME.format(run.at().atZone(ZoneId.systemDefault())), Ink.FAINT)
                    .add("  " + run.title(), Ink.STRONG)
                    .add(run.pinned() ? "  pinned" : "", Ink.FAINT));
            page.line(new Line().put(WHEN, of(run), Ink.FAINT));
        }
        return ExitCode.EXPECTED.code();
    }

    private static String of(KnownRun run) {
        String variant = run.recipe().variant().isEmpty()
                ? ""
                : ", variant " + run.recipe().variant();
        int sets = run.recipe().sets().size();
        String changes = sets == 0 ? "" : sets == 1 ? ", 1 change" : ", " + sets + " changes";
        return run.recipe().source() + variant + changes + ", seed "
                + run.recipe().seed() + ": " + RerunCommand.words(run.verdict());
    }
}
