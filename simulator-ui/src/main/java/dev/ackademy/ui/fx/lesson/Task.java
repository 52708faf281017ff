package dev.ackademy.ui.fx.lesson;

import dev.ackademy.lessons.Chapter;
import dev.ackademy.lessons.Incident;
import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.Pack;
import dev.ackademy.lessons.play.Stage;
import dev.ackademy.lessons.script.Machinery;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What is taken in the window: a lesson of the course or of a pack, or an incident.
///
/// @param place     `Chapter 1, Sending · Lesson 1`
/// @param counted   `1 of 27`, empty for an incident
/// @param machinery that the stage may show: what this lesson needs and what an earlier one has shown
/// @param next      folder of the lesson behind it, empty for none
public record Task(Stage stage, String place, String counted, Set<Machinery> machinery, String next) {

    public static Task of(LessonLibrary library, Lesson lesson) {
        List<Lesson> course = library.course();
        int at = course.indexOf(lesson);
        EnumSet<Machinery> shown = EnumSet.noneOf(Machinery.class);
        course.subList(0, at + 1)
                .forEach(each -> shown.addAll(library.stage(each).script().machinery()));
        List<Chapter> chapters = library.chapters();
        int chapter = 0;
        while (!chapters.get(chapter).lessons().contains(lesson)) {
            chapter++;
        }
        return new Task(
                library.stage(lesson),
                "Chapter " + (chapter + 1) + ", " + chapters.get(chapter).title() + " · Lesson " + lesson.number(),
                at + 1 + " of " + course.size(),
                shown,
                at + 1 < course.size() ? course.get(at + 1).name() : "");
    }

    /// A lesson that somebody has added, with the machinery of its own alone.
    ///
    /// @param stage of the lesson
    public static Task of(Pack pack, Stage stage) {
        List<String> names = pack.lessons().stream()
                .map(each -> pack.name() + "/" + each.name())
                .toList();
        int at = names.indexOf(stage.name());
        EnumSet<Machinery> shown = EnumSet.noneOf(Machinery.class);
        shown.addAll(stage.script().machinery());
        return new Task(
                stage,
                "Added, " + pack.name() + " · Lesson " + pack.lessons().get(at).number(),
                at + 1 + " of " + names.size(),
                shown,
                at + 1 < names.size() ? names.get(at + 1) : "");
    }

    public static Task of(Incident incident) {
        return new Task(incident.stage(), "Incident " + incident.number(), "", EnumSet.allOf(Machinery.class), "");
    }

    /// `01-fire-and-forget`
    public String name() {
        return stage.name();
    }

    /// Whether replicas, watermarks and commits are drawn.
    public boolean details() {
        return machinery.contains(Machinery.COMMITS)
                || machinery.contains(Machinery.REPLICAS)
                || machinery.contains(Machinery.WATERMARK);
    }
}
