package dev.ackademy.ui.workbench;

import dev.ackademy.lessons.Lesson;
import dev.ackademy.lessons.LessonLibrary;
import dev.ackademy.lessons.play.Stage;
import java.util.List;

/// Draws what a lesson shows, for paper. A port: those who write papers know no window, and the window's painters know
/// no
/// papers; whoever starts the program brings them together.
public interface Pictures {

    /// @param name `01-stage`: of its file without the ending, and before each id in it
    /// @param says what is to be seen, for those who cannot see it
    /// @param svg  a whole file without scripts, styles and links; as it stands it is also an element of
    /// HTML
    record Picture(String name, String says, String svg) {}

    /// The stage at the moment that the lesson is about, and how it came to that in space-time.
    ///
    /// @param run of this lesson
    List<Picture> of(LessonLibrary library, Lesson lesson, Stage.Played run);
}
