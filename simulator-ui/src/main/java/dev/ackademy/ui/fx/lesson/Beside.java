package dev.ackademy.ui.fx.lesson;

import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.layout.Region;

/// A text with a sign before it and perhaps one behind it: the text has the width that is left, and the whole is as
/// high as the text then is.
final class Beside extends Region {

    private final double gap;
    private final Region before;
    private final Region text;
    private final Region behind;

    /// @param behind null for nothing
    Beside(double gap, Region before, Region text, Region behind) {
        this.gap = gap;
        this.before = before;
        this.text = text;
        this.behind = behind;
        getChildren().addAll(before, text);
        if (behind != null) {
            getChildren().add(behind);
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    private static double width(Node node) {
        return node == null ? 0 : Math.ceil(node.prefWidth(-1));
    }

    private double sides() {
        return width(before) + gap + (behind == null ? 0 : width(behind) + gap);
    }

    @Override
    protected double computePrefHeight(double width) {
        double room = width < 0 ? -1 : Math.max(0, width - snappedLeftInset() - snappedRightInset() - sides());
        double high = Math.max(before.prefHeight(-1), text.prefHeight(room));
        return snappedTopInset() + Math.max(high, behind == null ? 0 : behind.prefHeight(-1)) + snappedBottomInset();
    }

    @Override
    protected double computeMinHeight(double width) {
        return computePrefHeight(width);
    }

    @Override
    protected double computePrefWidth(double height) {
        return snappedLeftInset() + sides() + text.prefWidth(-1) + snappedRightInset();
    }

    @Override
    protected double computeMinWidth(double height) {
        return snappedLeftInset() + sides() + snappedRightInset();
    }

    @Override
    protected void layoutChildren() {
        double x = snappedLeftInset();
        double y = snappedTopInset();
        double room = Math.max(0, getWidth() - x - snappedRightInset() - sides());
        before.resizeRelocate(x, y, width(before), before.prefHeight(-1));
        text.resizeRelocate(x + width(before) + gap, y, room, text.prefHeight(room));
        if (behind != null) {
            behind.resizeRelocate(x + width(before) + 2 * gap + room, y, width(behind), behind.prefHeight(-1));
        }
    }
}
