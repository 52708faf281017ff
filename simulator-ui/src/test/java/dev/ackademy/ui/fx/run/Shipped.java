package dev.ackademy.ui.fx.run;

import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import java.util.List;

/// The shipped scenarios, as recipes.
public final class Shipped {

    private Shipped() {}

    public static List<String> names() {
        return LessonLibrary.shipped().all().stream().map(Lesson::name).toList();
    }

    public static Recipe recipe(String name) {
        Lesson lesson = LessonLibrary.shipped().find(name).orElseThrow();
        return new Recipe("scenario.yaml", lesson.scenario());
    }

    public static RunViewModel opened(String name) {
        RunViewModel run = new RunViewModel(Runnable::run, Runnable::run);
        run.open(recipe(name));
        return run;
    }
}
