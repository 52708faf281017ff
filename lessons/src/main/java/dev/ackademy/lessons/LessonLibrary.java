package dev.ackademy.lessons;

import dev.ackademy.lessons.play.Stage;
import java.util.List;
import java.util.Optional;

/// The catalogue that is shipped: every folder `catalog/NN-slug` with a `scenario.yaml`, in the order of the numbers.
/// Finds what is there, so that a lesson is added without Java.
public final class LessonLibrary {

    private static final String CATALOG = "/catalog";

    private final List<Lesson> lessons;

    private LessonLibrary(List<Lesson> lessons) {
        this.lessons = lessons;
    }

    /// Without lessons where the catalogue is missing.
    public static LessonLibrary shipped() {
        return new LessonLibrary(Shelf.folders(CATALOG).stream()
                .map(LessonLibrary::lesson)
                .flatMap(Optional::stream)
                .toList());
    }

    public List<Lesson> all() {
        return lessons;
    }

    /// The scenarios by chapter, each in exactly one. Those that `catalog/chapters.yaml` does not name
    /// stand in a last chapter of their own.
    ///
    /// @throws IllegalArgumentException with line and cause, where that file is wrong
    public List<Chapter> chapters() {
        String text = Shelf.text(CATALOG + "/chapters.yaml");
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
        return lessons.stream().filter(lesson -> lesson.isCalled(name)).findFirst();
    }

    private static Optional<Lesson> lesson(Shelf.Folder folder) {
        String scenario = folder.text("scenario.yaml");
        return scenario.isEmpty()
                ? Optional.empty()
                : Optional.of(new Lesson(folder.number(), folder.slug(), scenario, folder.text("lesson.md")));
    }
}
