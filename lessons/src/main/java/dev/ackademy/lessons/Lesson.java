package dev.ackademy.lessons;

import dev.ackademy.lessons.script.Script;
import dev.ackademy.lessons.script.ScriptFile;
import java.util.Optional;

/// One folder of the catalogue: a scenario and, where it is taught, the lesson about it.
///
/// @param number   that commands take, from 1
/// @param slug     its folder's name behind the number: `fire-and-forget`
/// @param scenario the text of its `scenario.yaml`
/// @param text     of its `lesson.md`, empty where it has none
public record Lesson(int number, String slug, String scenario, String text) {

    public Lesson(int number, String slug, String scenario) {
        this(number, slug, scenario, "");
    }

    /// The folder's name: `01-fire-and-forget`.
    public String name() {
        return (number < 10 ? "0" : "") + number + "-" + slug;
    }

    /// Whether it is meant by a number (`5`, `05`), its slug or its folder's name.
    boolean isCalled(String called) {
        return called.matches("[0-9]{1,3}")
                ? Integer.parseInt(called) == number
                : called.equals(name()) || called.equals(slug);
    }

    /// What the lesson says; empty where the scenario is only shown.
    ///
    /// @throws dev.ackademy.lessons.script.ScriptRefused where the text is wrong
    public Optional<Script> script() {
        return text.isEmpty() ? Optional.empty() : Optional.of(ScriptFile.lesson(name() + "/lesson.md", text));
    }
}
