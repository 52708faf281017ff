package dev.ackademy.ui.workbench;

import dev.ackademy.core.check.Checkers;
import dev.ackademy.core.engine.Choices;
import dev.ackademy.core.engine.Simulation;
import dev.ackademy.core.scenario.Resolved;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.ScenarioFile;
import dev.ackademy.core.scenario.ScenarioRefused;
import dev.ackademy.core.trace.Recording;
import dev.ackademy.core.trace.RecordingEnd;
import dev.ackademy.core.trace.RecordingHeader;
import dev.ackademy.core.trace.RecordingReader;
import dev.ackademy.core.trace.RecordingWriter;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.wiring.Wiring;
import dev.ackademy.lessons.IncidentLibrary;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/// The verbs that every skin offers. Holds nothing between two calls but the catalogue.
public final class Workbench {

    private static final String RECORDING_BEGINS = "{\"ackademy\":\"recording\"";

    private final LessonLibrary library = LessonLibrary.shipped();

    /// The version of this program, written into it by the build.
    public static String version() {
        Properties build = new Properties();
        try (InputStream file = Workbench.class.getResourceAsStream("build.properties")) {
            build.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException("the version is missing in this build", e);
        }
        return build.getProperty("version");
    }

    public IncidentLibrary incidents() {
        return IncidentLibrary.shipped(library);
    }

    public LessonLibrary lessons() {
        return library;
    }

    public List<Lesson> catalogue() {
        return library.all();
    }

    /// @param name    a path, or the number or name of a shipped scenario
    /// @param variant empty for none
    /// @param sets    `path=value`, in order
    /// @throws ScenarioRefused where the file is no scenario
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

    /// Runs and judges with the scenario's own seed.
    public Judged run(Scenario scenario) {
        return run(scenario, scenario.seed(), _ -> {});
    }

    /// @param watcher sees every entry as it happens
    public Judged run(Scenario scenario, long seed, Consumer<TraceEntry> watcher) {
        Trace trace = Simulation.run(scenario, Choices.seeded(seed), watcher);
        return new Judged(scenario, trace, Checkers.check(trace, scenario));
    }

    /// Runs and judges what a recipe says.
    ///
    /// @throws ScenarioRefused where this version does not take its scenario
    public Judged run(RunRecipe recipe) {
        Scenario scenario = recipe.resolve().scenario();
        Trace trace = Simulation.run(scenario, RecordedChoices.of(recipe.seed(), recipe.choices()), _ -> {});
        return new Judged(scenario, trace, Checkers.check(trace, scenario));
    }

    /// Runs and judges, and writes the recording while the run goes on.
    ///
    /// @throws dev.ackademy.core.trace.RecordingRefused where it cannot be written
    public Judged record(Resolved resolved, String file, Consumer<TraceEntry> watcher) {
        Scenario scenario = resolved.scenario();
        Path to = writable(file);
        RecordingHeader header = new RecordingHeader(
                version(),
                ScenarioFile.write(resolved),
                scenario.seed(),
                new LinkedHashMap<>(),
                Wiring.of(scenario).cast().nodes(),
                TraceEntry.Origin.VIRTUAL,
                "virtual");
        try (RecordingWriter writer = RecordingWriter.to(to, header)) {
            Judged run = run(scenario, scenario.seed(), entry -> {
                if (entry.n() <= scenario.run().limitTrace()) {
                    writer.add(entry);
                }
                watcher.accept(entry);
            });
            writer.finish(RecordingEnd.of(run.trace()));
            return run;
        }
    }

    /// What the checkers say about a recording.
    ///
    /// @param prefix whether one that breaks off is judged as far as it goes, or refused
    /// @throws dev.ackademy.core.trace.RecordingRefused where the file is no recording
    public Judged check(String file, boolean prefix) {
        Recording recording = prefix ? RecordingReader.readPrefix(path(file)) : RecordingReader.read(path(file));
        Scenario scenario = scenario(recording, file);
        try {
            return new Judged(scenario, recording.trace(), Checkers.check(recording.trace(), scenario));
        } catch (RuntimeException _) {
            throw new WrongUse(file + ": the entries do not fit the scenario that the recording names."
                    + " Record the run again.");
        }
    }

    /// Runs again what a recording tells.
    ///
    /// @throws dev.ackademy.core.trace.RecordingRefused where the file is no recording, or breaks off
    public Replayed replay(String file, Consumer<TraceEntry> watcher) {
        Recording recording = RecordingReader.read(path(file));
        if (recording.header().origin() != TraceEntry.Origin.VIRTUAL) {
            throw new WrongUse(file + ": this run was observed on a real broker and cannot be simulated again."
                    + " 'ackademy check' judges it.");
        }
        SideBySide sides = new SideBySide(recording.trace());
        Scenario scenario = scenario(recording, file);
        Trace again = Simulation.run(scenario, RecordedChoices.of(recording.header()), sides.andThen(watcher));
        return new Replayed(scenario, recording, again, sides.expected(), sides.actual());
    }

    private static Scenario scenario(Recording recording, String file) {
        return ScenarioFile.parse(recording.header().scenario(), "the scenario in " + file)
                .scenario();
    }

    /// A recording may be replaced, nothing else.
    static Path writable(String file) {
        Path path = path(file);
        if (!Files.isRegularFile(path)) {
            return path;
        }
        try (InputStream in = Files.newInputStream(path)) {
            String begins = new String(in.readNBytes(RECORDING_BEGINS.length()), StandardCharsets.UTF_8);
            if (begins.isEmpty() || begins.equals(RECORDING_BEGINS)) {
                return path;
            }
        } catch (IOException _) {
            throw new WrongUse(file + " exists and cannot be read. Choose another place for the recording.");
        }
        throw new WrongUse(file + " exists and is not a recording. Choose another place, or remove it first.");
    }

    static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException _) {
            throw new WrongUse("'" + name + "' cannot be the name of a file.");
        }
    }
}
