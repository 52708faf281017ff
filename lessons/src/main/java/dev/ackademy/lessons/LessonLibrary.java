package dev.ackademy.lessons;

import dev.ackademy.lessons.play.Stage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The catalogue that is shipped: every folder `catalog/NN-slug` with a `scenario.yaml`, in the order of the numbers.
/// Finds what is there, so that a lesson is added without Java.
public final class LessonLibrary {

    private static final String CATALOG = "/catalog";
    private static final String CHAPTERS = CATALOG + "/chapters.yaml";
    private static final Pattern FOLDER = Pattern.compile("([0-9]{2,3})-([a-z0-9-]+)");

    private final List<Lesson> lessons;

    private LessonLibrary(List<Lesson> lessons) {
        this.lessons = lessons;
    }

    /// Without lessons where the catalogue is missing.
    public static LessonLibrary shipped() {
        URL catalog = LessonLibrary.class.getResource(CATALOG);
        if (catalog == null) {
            return new LessonLibrary(List.of());
        }
        return new LessonLibrary(folders(catalog).stream()
                .map(LessonLibrary::lesson)
                .flatMap(Optional::stream)
                .sorted(Comparator.comparingInt(Lesson::number).thenComparing(Lesson::slug))
                .toList());
    }

    public List<Lesson> all() {
        return lessons;
    }

    /// The scenarios by chapter, each in exactly one. Those that `catalog/chapters.yaml` does not name
    /// stand in a last
    /// chapter of their own.
    ///
    /// @throws IllegalArgumentException with line and cause, where that file is wrong
    public List<Chapter> chapters() {
        String text = text(CHAPTERS);
        return Chapters.read(text.isEmpty() ? "chapters: []" : text, lessons);
    }

    /// The folders that are taught, in the order of the chapters.
    public List<Lesson> course() {
        return chapters().stream()
                .flatMap(chapter -> chapter.lessons().stream())
                .filter(lesson -> !lesson.text().isEmpty())
                .toList();
    }

    /// What a lesson plays.
    ///
    /// @throws IllegalArgumentException where the folder has no lesson, or its text is wrong
    public Stage stage(Lesson lesson) {
        return new Stage(
                lesson.name(),
                lesson.script()
                        .orElseThrow(
                                () -> new IllegalArgumentException(lesson.name() + " is a scenario without lesson")),
                lesson.scenario());
    }

    /// By number (`5`, `05`), by slug or by both (`05-retry-reorders`).
    public Optional<Lesson> find(String name) {
        return lessons.stream().filter(lesson -> isCalled(lesson, name)).findFirst();
    }

    private static boolean isCalled(Lesson lesson, String name) {
        return name.matches("[0-9]{1,3}")
                ? Integer.parseInt(name) == lesson.number()
                : name.equals(lesson.name()) || name.equals(lesson.slug());
    }

    private static Optional<Lesson> lesson(String folder) {
        Matcher parts = FOLDER.matcher(folder);
        String scenario = parts.matches() ? text(CATALOG + "/" + folder + "/scenario.yaml") : "";
        return scenario.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lesson(
                        Integer.parseInt(parts.group(1)),
                        parts.group(2),
                        scenario,
                        text(CATALOG + "/" + folder + "/lesson.md")));
    }

    /// Empty where there is no such file.
    private static String text(String resource) {
        try (InputStream file = LessonLibrary.class.getResourceAsStream(resource)) {
            return file == null ? "" : new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }

    private static TreeSet<String> folders(URL catalog) {
        try {
            return catalog.getProtocol().equals("jar") ? inJar(catalog) : inFolder(catalog.toURI());
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue cannot be read", e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(catalog + " is no place of a catalogue", e);
        }
    }

    private static TreeSet<String> inFolder(URI catalog) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        try (Stream<Path> folders = Files.list(Path.of(catalog))) {
            folders.forEach(folder -> names.add(folder.getFileName().toString()));
        }
        return names;
    }

    private static TreeSet<String> inJar(URL catalog) throws IOException {
        TreeSet<String> names = new TreeSet<>();
        JarURLConnection connection = (JarURLConnection) catalog.openConnection();
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            jar.stream()
                    .map(JarEntry::getName)
                    .filter(name -> name.startsWith("catalog/") && name.endsWith("/scenario.yaml"))
                    .forEach(name -> names.add(name.split("/")[1]));
        }
        return names;
    }
}
