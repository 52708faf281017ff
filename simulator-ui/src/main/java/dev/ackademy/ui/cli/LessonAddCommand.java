package dev.ackademy.ui.cli;

import dev.ackademy.lessons.AddedLessons;
import dev.ackademy.lessons.Pack;
import dev.ackademy.ui.workbench.UserFolder;
import dev.ackademy.ui.workbench.WrongUse;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `lesson add`: lessons that somebody else wrote.
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Add the lessons of a zip file: folders NN-name with lesson.md and scenario.yaml, nothing else.")
final class LessonAddCommand implements Callable<Integer> {

    @ParentCommand
    private LessonCommand lesson;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE.zip", description = "The file.")
    private String file;

    @Override
    public Integer call() {
        Pack pack = added(lesson.ackademy()).add(path());
        RunText page =
                new RunText(spec.commandLine().getOut(), lesson.ackademy().terminal());
        page.line(Line.of("Added " + pack.name() + ":"));
        pack.lessons()
                .forEach(each ->
                        page.line(new Line().put(2, "ackademy lesson " + pack.name() + "/" + each.number(), Ink.KEPT)));
        return ExitCode.EXPECTED.code();
    }

    static AddedLessons added(AckademyCommand ackademy) {
        return new AddedLessons(UserFolder.lessons(ackademy.home()));
    }

    private Path path() {
        try {
            return Path.of(file).toAbsolutePath();
        } catch (InvalidPathException _) {
            throw new WrongUse("'" + file + "' cannot be the name of a file.");
        }
    }
}
