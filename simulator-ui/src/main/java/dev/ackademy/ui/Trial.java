package dev.ackademy.ui;

import dev.ackademy.ui.cli.AckademyCommand;
import dev.ackademy.ui.fx.shot.LessonPictures;
import dev.ackademy.ui.fx.shot.StartTime;
import dev.ackademy.ui.workbench.RunLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/// What the launcher lets run once after a build, to learn which classes a start takes: a command, and the window up to
/// its first frame. It keeps nothing.
public final class Trial {

    private Trial() {}

    /// @param arguments of a command
    public static void main(String... arguments) throws IOException {
        AckademyCommand.execute(() -> new LessonPictures(), arguments);
        Path folder = Files.createTempDirectory("ackademy-trial");
        try (RunLibrary library = RunLibrary.open(folder, System.err::println)) {
            StartTime.firstFrame(library);
        } finally {
            delete(folder);
        }
        System.exit(0);
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
