package dev.ackademy.ui.fx.home;

import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Arc;
import javafx.scene.shape.Circle;
import javafx.scene.transform.Scale;

/// How many of all are done, as a ring with the number in it. It grows with the size of text.
final class Ring extends StackPane {

    private static final double SIZE = 76;
    private static final double RADIUS = 32;
    private static final double NUMBER_SIZE = 18;

    private final Arc arc = new Arc(SIZE / 2, SIZE / 2, RADIUS, RADIUS, 90, 0);
    private final Scale grown = new Scale();
    private final Label done = new Label();
    private final Label of = new Label();

    Ring() {
        Circle whole = new Circle(SIZE / 2, SIZE / 2, RADIUS);
        whole.getStyleClass().add("ring-whole");
        arc.getStyleClass().add("ring-done");
        done.getStyleClass().add("ring-number");
        of.getStyleClass().add("ring-of");
        VBox words = new VBox(-2, done, of);
        words.setAlignment(Pos.CENTER);
        Pane drawn = new Pane(whole, arc);
        getChildren().setAll(drawn, words);
        drawn.setManaged(false);
        drawn.getTransforms().add(grown);
        done.fontProperty().addListener(_ -> grow());
        grow();
    }

    private void grow() {
        double factor = Math.max(1, done.getFont().getSize() / NUMBER_SIZE);
        grown.setX(factor);
        grown.setY(factor);
        setMinSize(factor * SIZE, factor * SIZE);
        setPrefSize(factor * SIZE, factor * SIZE);
        setMaxSize(factor * SIZE, factor * SIZE);
    }

    void show(long count, long all) {
        done.setText(Long.toString(count));
        of.setText("of " + all);
        arc.setLength(all == 0 ? 0 : -360.0 * count / all);
        arc.setVisible(count > 0);
        setAccessibleText(count + " of " + all + " lessons done");
    }
}
