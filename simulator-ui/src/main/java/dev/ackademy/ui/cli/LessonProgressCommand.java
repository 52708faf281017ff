package dev.ackademy.ui.cli;

import dev.ackademy.ui.workbench.ProgressBook;
import dev.ackademy.ui.workbench.Taken;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/// `lesson progress`: what a learner has done; as JSON or CSV for whoever teaches.
@Command(
        name = "progress",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Show what a learner has done, or forget it.")
final class LessonProgressCommand implements Callable<Integer> {

    private static final String CSV = "learner,lesson,at,answers,correct,questions,hints,tries,mended,sets,seconds";

    @ParentCommand
    private LessonCommand lesson;

    @Spec
    private CommandSpec spec;

    @Mixin
    private LearnerOptions learner;

    @Option(names = "--all", description = "Every learner.")
    private boolean all;

    @ArgGroup
    private Form form = new Form();

    static final class Form {
        @Option(names = "--json", description = "One JSON object a line, one for each time.")
        boolean json;

        @Option(names = "--csv", description = "A table with a head line.")
        boolean csv;

        @Option(names = "--reset", description = "Forget this learner for good.")
        boolean reset;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        if (form.reset) {
            int count = LearnerOptions.inBook(lesson.ackademy(), false, err, 0, book -> book.reset(learner.learner()));
            out.println("Forgotten: " + count + " of " + learner.learner() + ".");
            return ExitCode.EXPECTED.code();
        }
        List<Taken> taken = LearnerOptions.inBook(
                lesson.ackademy(),
                false,
                err,
                List.of(),
                (ProgressBook book) -> book.taken(all ? "" : learner.learner()));
        if (form.csv) {
            out.println(CSV);
        }
        taken.forEach(each -> out.println(form.json ? json(each) : form.csv ? csv(each) : words(each)));
        if (taken.isEmpty() && !form.json && !form.csv) {
            out.println("Nothing yet. 'ackademy lesson 1' begins.");
        }
        return ExitCode.EXPECTED.code();
    }

    private static long right(Taken taken) {
        return taken.correct().stream().filter(each -> each).count();
    }

    private static String words(Taken taken) {
        return SafeText.of(taken.at().toString().substring(0, 16).replace('T', ' ') + "  " + taken.lesson() + "  "
                + right(taken) + " of " + taken.correct().size() + " right, "
                + (taken.mended()
                        ? "done after " + taken.tries() + (taken.tries() == 1 ? " try" : " tries")
                        : "not done")
                + (taken.hints() > 0 ? ", hints " + taken.hints() : ""));
    }

    /// A field that a table program could take for a formula begins with a quote mark.
    private static String csv(Taken taken) {
        return List.of(
                        taken.learner(),
                        taken.lesson(),
                        taken.at().toString(),
                        taken.answers().stream().map(String::valueOf).collect(Collectors.joining(" ")),
                        String.valueOf(right(taken)),
                        String.valueOf(taken.correct().size()),
                        String.valueOf(taken.hints()),
                        String.valueOf(taken.tries()),
                        String.valueOf(taken.mended()),
                        String.join(" ", taken.sets()),
                        String.valueOf(taken.seconds()))
                .stream()
                .map(each -> each.matches("[=+@-].*") ? "'" + each : each)
                .map(each -> "\"" + each.replace("\"", "\"\"") + "\"")
                .collect(Collectors.joining(","));
    }

    private static String json(Taken taken) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = ReportJson.JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            json.writeStartObject();
            json.writeStringProperty("learner", taken.learner());
            json.writeStringProperty("lesson", taken.lesson());
            json.writeStringProperty("at", taken.at().toString());
            json.writeArrayPropertyStart("answers");
            taken.answers().forEach(json::writeNumber);
            json.writeEndArray();
            json.writeNumberProperty("correct", right(taken));
            json.writeNumberProperty("questions", taken.correct().size());
            json.writeNumberProperty("hints", taken.hints());
            json.writeNumberProperty("tries", taken.tries());
            json.writeBooleanProperty("mended", taken.mended());
            json.writeArrayPropertyStart("sets");
            taken.sets().forEach(json::writeString);
            json.writeEndArray();
            json.writeNumberProperty("seconds", taken.seconds());
            json.writeEndObject();
        }
        return text.toString();
    }
}
