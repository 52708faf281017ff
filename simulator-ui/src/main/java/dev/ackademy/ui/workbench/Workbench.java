package dev.ackademy.ui.workbench;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.trace.Recording;
import dev.ackademy.core.trace.RecordingReader;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/// The verbs that every skin offers. Holds nothing between two calls but the catalogue.
public final class Workbench {

    private final LessonLibrary library = LessonLibrary.shipped();

    public List<Lesson> catalogue() {
        return library.all();
    }

    /// @param name    a path, or the number or name of a shipped scenario
    /// @param variant empty for none
    /// @param sets    `path=value`, in order
    /// @throws dev.ackademy.core.scenario.ScenarioRefused where the file is no scenario
    public Resolved load(String name, String variant, List<String> sets) {
        Path file = path(name);
        if (Files.exists(file)) {
            return ScenarioFile.read(file, variant, sets);
        }
        Lesson lesson = library.find(name)
                .orElseThrow(() -> new WrongUse("'" + name + "' is neither a file nor the number or name of a shipped"
                        + " scenario. 'ackademy scenarios' lists those."));
        return ScenarioFile.parse(lesson.scenario(), "scenario.yaml", variant, sets);
    }

    /// What the checkers say about a recording, also about one that breaks off.
    ///
    /// @throws dev.ackademy.core.trace.RecordingRefused where the file is no recording
    public Judged check(String file) {
        Recording recording = RecordingReader.readPrefix(path(file));
        return judged(scenario(recording, file), recording);
    }

    private static Judged judged(Scenario scenario, Recording recording) {
        return new Judged(scenario, recording.trace(), Checkers.check(recording.trace(), scenario));
    }

    private static Scenario scenario(Recording recording, String file) {
        return ScenarioFile.parse(recording.header().scenario(), "the scenario in " + file)
                .scenario();
    }

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException _) {
            throw new WrongUse("'" + name + "' cannot be the name of a file.");
        }
    }
}
