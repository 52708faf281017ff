package dev.ackademy.lessons;

import dev.ackademy.lessons.script.Fields;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The words of the field, from one file.
///
/// @param words in the order of the course
public record Glossary(List<Word> words) {

    private static final String FILE = "glossary.yaml";

    /// @param lesson the slug of the one that explains it first
    public record Word(String word, String lesson, String says) {}

    public static Glossary shipped() {
        return new Glossary(
                Fields.read(FILE, 0, Shelf.text("/" + FILE)).only(List.of("words"), List.of()).list("words").stream()
                        .map(each -> each.only(List.of("word", "lesson", "says"), List.of()))
                        .map(each -> new Word(each.text("word"), each.text("lesson"), each.text("says")))
                        .toList());
    }

    /// Also in the plural.
    public Optional<Word> find(String word) {
        return words.stream()
                .filter(each -> each.word().equalsIgnoreCase(word) || (each.word() + "s").equalsIgnoreCase(word))
                .findFirst();
    }

    /// The page `docs/glossary.md`.
    String markdown() {
        StringBuilder page =
                new StringBuilder("# Glossary\n\nThe words of the field, and the lesson that explains each first. "
                        + "Generated from `lessons/glossary.yaml`.\n\n| word | meaning | lesson |\n|---|---|---|\n");
        words.stream()
                .sorted(Comparator.comparing((Word each) -> each.word().toLowerCase(java.util.Locale.ROOT)))
                .forEach(each -> page.append("| ")
                        .append(each.word())
                        .append(" | ")
                        .append(each.says())
                        .append(" | ")
                        .append(each.lesson())
                        .append(" |\n"));
        return page.toString();
    }
}
