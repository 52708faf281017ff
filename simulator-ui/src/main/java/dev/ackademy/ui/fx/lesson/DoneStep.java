package dev.ackademy.ui.fx.lesson;

import dev.ackademy.lessons.play.Fixes.Attempt;
import dev.ackademy.lessons.script.Reference;
import dev.ackademy.lessons.script.Script;
import dev.ackademy.ui.fx.theme.Hint;
import dev.ackademy.ui.fx.theme.Labels;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/// What held, what to take along, where real systems say it, and the way on.
///
/// @param links opens an address
record DoneStep(LessonViewModel lesson, Pieces pieces, Consumer<String> links) {

    /// @param onTake asked to take the lesson of this folder
    /// @param onHome asked for the map of all lessons
    void show(Consumer<String> onTake, Runnable onHome) {
        Script script = lesson.script();
        if (lesson.session().mended()) {
            mended();
        } else if (lesson.shown() != null) {
            shown(script, lesson.shown());
        }
        pieces.add(Pieces.card("takeaway", Pieces.head("Take with you"), pieces.rich(script.takeaway(), "question")));
        VBox sources = new VBox(6, Pieces.head("Where real systems say it"));
        script.references().forEach(each -> sources.getChildren().add(reference(each)));
        sources.getStyleClass().add("sources");
        pieces.add(sources);
        String next = lesson.task().next();
        if (!next.isEmpty()) {
            pieces.action("Next lesson", "next-lesson", "primary", () -> onTake.accept(next));
        }
        pieces.action("All lessons", "all-lessons", next.isEmpty() ? "primary" : "", onHome);
        pieces.action("Take it again", "again", "ghost", lesson::again);
    }

    private void mended() {
        pieces.add(new Result(lesson, pieces).card());
        if (lesson.raced() != null) {
            boolean won = !lesson.raced().over();
            pieces.add(Pieces.card(
                    won ? "held" : "hint",
                    Pieces.head(won ? "You were quicker than the search" : "The search was quicker"),
                    pieces.rich(lesson.raced().told(), "sub")));
        }
    }

    private void shown(Script script, Attempt one) {
        VBox card = Pieces.card(
                "tried", Pieces.head(script.goal().breaks() ? "One way to break it" : "One way to mend it"));
        one.sets().forEach(each -> card.getChildren().add(Labels.wrapped(each, "path")));
        pieces.add(card);
    }

    private Button reference(Reference each) {
        Button link = new Button(each.text());
        link.getStyleClass().setAll("source");
        link.setWrapText(true);
        link.setMinHeight(Region.USE_PREF_SIZE);
        link.setMaxWidth(Double.MAX_VALUE);
        link.setTooltip(new Hint(each.link()));
        link.setAccessibleText(each.text() + " Opens " + each.link());
        link.setOnAction(_ -> links.accept(each.link()));
        return link;
    }
}
