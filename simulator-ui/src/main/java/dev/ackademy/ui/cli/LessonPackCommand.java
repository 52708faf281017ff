package dev.ackademy.ui.cli;

import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.ui.workbench.Pictures;
import dev.ackademy.ui.workbench.WrongUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// `lesson pack`: the course on paper, for whoever teaches it.
@Command(
        name = "pack",
        mixinStandardHelpOptions = true,
        versionProvider = BuildVersion.class,
        description = "Write handouts (Markdown, and HTML to print), the answer key and a results sheet.")
final class LessonPackCommand implements Callable<Integer> {

    @ParentCommand
    private LessonCommand lesson;

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true, description = "A new or empty folder.")
    private String out;

    @Override
    public Integer call() {
        LessonLibrary library = lesson.ackademy().workbench().lessons();
        try {
            Path folder = Path.of(out);
            if (Files.exists(folder) && !isEmptyFolder(folder)) {
                throw new WrongUse(out + " is not an empty folder. Choose another place, or empty it first.");
            }
            Handouts handouts = Handouts.of(library, lesson.ackademy().pictures());
            Files.createDirectories(folder.resolve(Handouts.FOLDER));
            for (Pictures.Picture picture : handouts.pictures()) {
                Files.writeString(folder.resolve(Handouts.file(picture)), picture.svg());
            }
            Files.writeString(folder.resolve("handouts.md"), handouts.markdown());
            Files.writeString(folder.resolve("handouts.html"), handouts.html());
            Files.writeString(folder.resolve("answer-key.md"), handouts.key());
            Files.writeString(folder.resolve("results.csv"), handouts.results());
        } catch (IOException | InvalidPathException e) {
            throw new WrongUse(out + " cannot be written: " + e.getMessage() + ".");
        }
        spec.commandLine()
                .getOut()
                .println("Written to " + SafeText.of(out)
                        + ": handouts.md with its pictures, handouts.html (to print), answer-key.md, results.csv.");
        return ExitCode.EXPECTED.code();
    }

    private static boolean isEmptyFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (var files = Files.list(folder)) {
            return files.findAny().isEmpty();
        }
    }
}
