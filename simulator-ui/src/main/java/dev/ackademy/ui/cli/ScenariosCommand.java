package dev.ackademy.ui.cli;

import dev.ackademy.core.model.Anomaly;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.lessons.Lesson;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `scenarios`: what is shipped.
@Command(
        name = "scenarios",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "List the shipped scenarios: number, title, what each shows, its variants.",
        footerHeading = "%nExamples:%n",
        footer = {"  ackademy scenarios", "  ackademy run 11", "  ackademy run 11-refused-and-overtaken"})
final class ScenariosCommand implements Callable<Integer> {

    private static final int TITLE = 4;

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        RunText page = new RunText(spec.commandLine().getOut(), ackademy.terminal());
        for (Lesson lesson : ackademy.workbench().catalogue()) {
            Resolved resolved = ackademy.workbench().load(lesson.name(), "", List.of());
            String number = lesson.name().substring(0, lesson.name().indexOf('-'));
            page.line(new Line()
                    .add(number, Ink.STRONG)
                    .put(TITLE, resolved.scenario().title(), Ink.STRONG)
                    .add("  " + lesson.slug(), Ink.FAINT));
            String shows =
                    resolved.scenario().shows().stream().map(Anomaly::word).collect(Collectors.joining(", "));
            page.line(new Line().put(TITLE, "shows ", Ink.FAINT).add(shows.isEmpty() ? "that all goes well" : shows));
            if (!resolved.variants().isEmpty()) {
                page.line(new Line().put(TITLE, "variants ", Ink.FAINT).add(String.join(", ", resolved.variants())));
            }
        }
        return ExitCode.EXPECTED.code();
    }
}
