package dev.ackademy.lessons;

import dev.ackademy.lessons.script.Fields;
import dev.ackademy.lessons.script.ScriptRefused;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Reads `chapters.yaml`: a list of chapters, each with title, subtitle and the folder names of its scenarios. Takes
/// nothing else: an unknown or missing field, a scenario that is not there or stands twice is refused with its line.
final class Chapters {

    private static final String FILE = "chapters.yaml";
    private static final Chapter MORE = new Chapter("More", "From all over", List.of());

    private final TreeMap<String, Lesson> left = new TreeMap<>();
    private final TreeSet<String> taken = new TreeSet<>();

    private Chapters(List<Lesson> lessons) {
        lessons.forEach(lesson -> left.put(lesson.name(), lesson));
    }

    /// @param lessons every shipped scenario; those that the text does not name come last, in a chapter
    /// "More"
    static List<Chapter> read(String text, List<Lesson> lessons) {
        Chapters reader = new Chapters(lessons);
        List<Chapter> chapters = new ArrayList<>();
        Fields root = Fields.read(FILE, 0, text).only(List.of("chapters"), List.of());
        root.list("chapters").forEach(each -> chapters.add(reader.chapter(each)));
        List<Lesson> rest = lessons.stream()
                .filter(lesson -> reader.left.containsKey(lesson.name()))
                .toList();
        if (!rest.isEmpty()) {
            chapters.add(new Chapter(MORE.title(), MORE.subtitle(), rest));
        }
        return List.copyOf(chapters);
    }

    private Chapter chapter(Fields fields) {
        fields.only(List.of("title", "subtitle", "scenarios"), List.of());
        List<Lesson> lessons =
                fields.words("scenarios").stream().map(this::lesson).toList();
        if (lessons.isEmpty()) {
            throw fields.refused("scenarios", "a chapter has at least one scenario");
        }
        return new Chapter(fields.text("title"), fields.text("subtitle"), lessons);
    }

    private Lesson lesson(Fields.Word name) {
        if (taken.contains(name.text())) {
            throw new ScriptRefused(FILE, name.line(), "'" + name.text() + "' stands in a chapter already");
        }
        Lesson lesson = left.remove(name.text());
        if (lesson == null) {
            throw new ScriptRefused(
                    FILE, name.line(), "there is no scenario '" + name.text() + "'. Give the name of its folder");
        }
        taken.add(name.text());
        return lesson;
    }
}
