package dev.ackademy.lessons;

import dev.ackademy.core.trace.RecordingReader;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.lessons.script.ScriptFile;
import dev.ackademy.lessons.script.ScriptRefused;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The incidents that are shipped: every folder `incidents/NN-slug` with an `incident.md`, in the order of the numbers.
public final class IncidentLibrary {

    private static final String INCIDENTS = "/incidents";

    /// In each folder: the run that is shown.
    static final String RECORDING = "recording.jsonl";

    private final List<Incident> incidents;

    private IncidentLibrary(List<Incident> incidents) {
        this.incidents = incidents;
    }

    /// @param lessons whose scenarios incidents name
    public static IncidentLibrary shipped(LessonLibrary lessons) {
        return new IncidentLibrary(Shelf.folders(INCIDENTS).stream()
                .map(folder -> incident(folder, lessons))
                .toList());
    }

    public List<Incident> all() {
        return incidents;
    }

    /// By number or by the name of its folder, with or without the number.
    public Optional<Incident> find(String name) {
        return incidents.stream()
                .filter(each -> name.matches("[0-9]{1,3}")
                        ? Integer.parseInt(name) == each.number()
                        : name.equals(each.slug()) || name.equals(each.stage().name()))
                .findFirst();
    }

    /// Those whose text has any of these words, those with most of them first.
    public List<Incident> search(List<String> words) {
        return incidents.stream()
                .filter(each -> each.hits(words) > 0)
                .sorted(Comparator.comparingInt((Incident each) -> -each.hits(words))
                        .thenComparingInt(Incident::number))
                .toList();
    }

    /// Null for an incident that is being written and has no recording yet.
    private static Supplier<Trace> recorder(Shelf.Folder folder) {
        String file = folder.path() + "/" + RECORDING;
        return IncidentLibrary.class.getResource(file) == null ? null : () -> recorded(file);
    }

    private static Trace recorded(String file) {
        try (InputStream in = IncidentLibrary.class.getResourceAsStream(file)) {
            return RecordingReader.read(file, in).trace();
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static Incident incident(Shelf.Folder folder, LessonLibrary lessons) {
        String name = folder.path().substring(folder.path().lastIndexOf('/') + 1);
        String text = folder.text("incident.md");
        Script script = ScriptFile.incident(name + "/incident.md", text);
        String scenario = script.basis().isEmpty()
                ? folder.text("scenario.yaml")
                : lessons.find(script.basis())
                        .map(Lesson::scenario)
                        .orElseThrow(() -> new ScriptRefused(
                                name + "/incident.md", 0, "there is no scenario '" + script.basis() + "'"));
        Stage stage = new Stage(name, script, scenario, recorder(folder));
        return new Incident(folder.number(), folder.slug(), script.basis(), stage, text);
    }
}
