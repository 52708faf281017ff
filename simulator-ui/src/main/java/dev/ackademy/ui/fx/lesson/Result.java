package dev.ackademy.ui.fx.lesson;

import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.play.Grade;
import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.theme.Labels;
import javafx.scene.layout.VBox;

/// What came of the last try: whether it meets the goal, what the explorer says, and how to see it.
record Result(LessonViewModel lesson, Pieces pieces) {

    VBox card() {
        Attempt attempt = lesson.tried();
        boolean inRun = attempt.still().isEmpty();
        VBox card = Pieces.card(
                attempt.met() ? "held" : "tried",
                Labels.wrapped("You tried " + String.join(", ", attempt.sets()), "path"),
                pieces.marked(
                        inRun ? Glyph.OK : Glyph.CLOSE,
                        attempt.words(lesson.script().goal()),
                        inRun ? "right" : "strong"));
        if (attempt.grade() != null) {
            graded(card, attempt.grade());
        }
        return card;
    }

    private void graded(VBox card, Grade grade) {
        card.getChildren()
                .add(pieces.marked(
                        grade.holds() ? Glyph.OK : Glyph.CLOSE, grade.title(), grade.holds() ? "right" : "strong"));
        grade.against().forEach(each -> card.getChildren().add(pieces.marked(Glyph.CRASH, each, "sub")));
        if (!grade.holds() && !grade.finding().why().isEmpty()) {
            card.getChildren().add(pieces.rich(grade.finding().why().getFirst().text(), "sub"));
        }
        if (!grade.example().isEmpty()) {
            card.getChildren()
                    .add(Pieces.button(
                            "Play the counter-example", "play-example", Glyph.PLAY, lesson::playCounterExample));
        }
        card.getChildren().add(Labels.wrapped(grade.covered(), "muted"));
    }
}
