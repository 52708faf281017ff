package dev.ackademy.ui.cli;

import dev.ackademy.lessons.Incident;
import dev.ackademy.lessons.IncidentLibrary;
import dev.ackademy.ui.workbench.WrongUse;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `incident`: failures as they were reported, found by symptom, predicted before they are played.
@Command(
        name = "incident",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Failures as they were reported: predict, replay, see what would have prevented them.",
        footerHeading = "%nExamples:%n",
        footer = {"  ackademy incident list", "  ackademy incident find charged twice", "  ackademy incident 9"})
final class IncidentCommand implements Callable<Integer> {

    private static final int TITLE = 4;

    @ParentCommand
    private AckademyCommand ackademy;

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "list | find WORDS | NN",
            arity = "0..*",
            description = "Which one, by number or name; or words of its symptom.")
    private List<String> words = List.of();

    @Override
    public Integer call() {
        IncidentLibrary library = ackademy.workbench().incidents();
        if (words.isEmpty() || words.equals(List.of("list"))) {
            return list(library.all());
        }
        if (words.getFirst().equals("find")) {
            List<String> symptom = words.subList(1, words.size());
            if (symptom.isEmpty()) {
                throw new WrongUse("'incident find' takes words of a symptom: incident find charged twice");
            }
            return list(library.search(symptom));
        }
        Incident incident = library.find(String.join("-", words))
                .orElseThrow(() -> new WrongUse("there is no incident '" + String.join(" ", words)
                        + "'. 'ackademy incident list' lists those there are."));
        new LessonTalk(
                        incident.stage(),
                        new RunText(spec.commandLine().getOut(), ackademy.terminal()),
                        ackademy.terminal(),
                        ackademy.in(),
                        (_, _, _) -> {})
                .hold(
                        "Incident " + incident.number() + ", "
                                + incident.stage().script().symptom(),
                        "");
        return ExitCode.EXPECTED.code();
    }

    private int list(List<Incident> incidents) {
        RunText page = new RunText(spec.commandLine().getOut(), ackademy.terminal());
        for (Incident each : incidents) {
            page.line(new Line()
                    .put(0, String.valueOf(each.number()), Ink.STRONG)
                    .put(TITLE, each.stage().script().title(), Ink.STRONG)
                    .add("  " + each.stage().script().minutes() + " min", Ink.FAINT));
            page.line(new Line().put(TITLE, each.stage().script().symptom()));
        }
        if (incidents.isEmpty()) {
            page.line(Line.of("No incident has these words. 'ackademy incident list' lists all."));
            return ExitCode.UNEXPECTED.code();
        }
        page.line(new Line());
        page.line(new Line().add("ackademy incident NN", Ink.KEPT).add("  replays one; you predict first.", Ink.FAINT));
        return ExitCode.EXPECTED.code();
    }
}
