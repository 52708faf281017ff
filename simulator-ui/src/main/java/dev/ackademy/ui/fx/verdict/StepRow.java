package dev.ackademy.ui.fx.verdict;

import dev.ackademy.ui.fx.run.Clock;
import dev.ackademy.ui.fx.run.Hues;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.theme.Palette;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.TextFlow;

/// One step of a why: its number, its sentence, its time. A click or Enter chooses it.
public final class StepRow {

    private static final double LEAST = 120;

    private StepRow() {}

    public static HBox of(
            WhyViewModel.Step step, WhyViewModel.Chain chain, Hues hues, Palette palette, Runnable chosen) {
        Label number = new Label(Integer.toString(step.number()));
        number.getStyleClass().add("number");
        number.setMinWidth(20);
        TextFlow text = RichText.flow(step.text(), hues, palette, true);
        HBox.setHgrow(text, Priority.ALWAYS);
        text.setMinWidth(0);
        text.setPrefWidth(LEAST);
        Label time = new Label(Clock.seconds(step.at()));
        time.getStyleClass().add("time");
        time.setMinWidth(Region.USE_PREF_SIZE);
        HBox box = new HBox(number, text, time);
        box.getStyleClass().add("step");
        // A row is as high as its sentence is at this width, not at the width that it would like.
        box.widthProperty().addListener((_, _, width) -> {
            double beside = number.prefWidth(-1)
                    + time.prefWidth(-1)
                    + 2 * box.getSpacing()
                    + box.getInsets().getLeft()
                    + box.getInsets().getRight();
            text.setPrefWidth(Math.max(LEAST, Math.floor(width.doubleValue() - beside)));
        });
        if (step.last()) {
            box.getStyleClass().add("end");
            if (!chain.broken()) {
                box.getStyleClass().add("allowed");
            }
        }
        box.setFocusTraversable(true);
        box.setAccessibleText("Step " + step.number() + " of " + chain.steps().size() + ", at "
                + Clock.seconds(step.at()) + " seconds: " + step.text());
        box.setOnMouseClicked(_ -> chosen.run());
        box.setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                chosen.run();
                event.consume();
            }
        });
        return box;
    }
}
