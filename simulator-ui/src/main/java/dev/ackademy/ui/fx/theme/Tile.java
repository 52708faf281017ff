package dev.ackademy.ui.fx.theme;

import javafx.event.ActionEvent;
import javafx.geometry.Orientation;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Skin;
import javafx.scene.control.SkinBase;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/// A button with any content, as high as that needs at the width it is given; a bar in the hue of its chapter stands at
/// its left edge while it is [#mark]ed.
public final class Tile extends ButtonBase {

    private static final double BAR = 4;
    private static final double BAR_INSET = 12;

    private final Region content;
    private final Region bar = new Region();
    private int clicks = 1;

    public Tile(String style, String spoken, Region content, Runnable action) {
        this.content = content;
        getStyleClass().setAll(style);
        setAccessibleRole(AccessibleRole.BUTTON);
        setAccessibleText(spoken);
        setOnAction(_ -> action.run());
        bar.getStyleClass().add("bar");
        bar.setVisible(false);
        addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        addEventHandler(MouseEvent.MOUSE_PRESSED, event -> {
            if (event.getButton() == MouseButton.PRIMARY && clicks > 1) {
                requestFocus();
            }
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, event -> {
            if (event.getButton() == MouseButton.PRIMARY
                    && event.isStillSincePress()
                    && event.getClickCount() == clicks) {
                fire();
            }
        });
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.SPACE) {
            event.consume();
            fire();
        }
    }

    /// From now on one click does nothing but take the focus, and two act.
    public void clickSelects() {
        clicks = 2;
    }

    public void mark(boolean marked) {
        bar.setVisible(marked);
    }

    @Override
    public void fire() {
        if (!isDisabled()) {
            fireEvent(new ActionEvent());
        }
    }

    @Override
    public Orientation getContentBias() {
        return Orientation.HORIZONTAL;
    }

    @Override
    protected Skin<?> createDefaultSkin() {
        return new TileSkin(this);
    }

    private static final class TileSkin extends SkinBase<Tile> {

        TileSkin(Tile tile) {
            super(tile);
            tile.bar.setManaged(false);
            getChildren().setAll(tile.bar, tile.content);
        }

        @Override
        protected double computeMinHeight(double width, double top, double right, double bottom, double left) {
            return computePrefHeight(width, top, right, bottom, left);
        }

        @Override
        protected double computePrefHeight(double width, double top, double right, double bottom, double left) {
            double room = width < 0 ? -1 : width - left - right;
            return top + getSkinnable().content.prefHeight(room) + bottom;
        }

        @Override
        protected double computePrefWidth(double height, double top, double right, double bottom, double left) {
            return left + getSkinnable().content.prefWidth(-1) + right;
        }

        @Override
        protected double computeMinWidth(double height, double top, double right, double bottom, double left) {
            return left + right;
        }

        @Override
        protected double computeMaxWidth(double height, double top, double right, double bottom, double left) {
            return Double.MAX_VALUE;
        }

        @Override
        protected void layoutChildren(double x, double y, double width, double height) {
            Tile tile = getSkinnable();
            tile.content.resizeRelocate(x, y, width, height);
            tile.bar.resizeRelocate(0, BAR_INSET, BAR, tile.getHeight() - 2 * BAR_INSET);
        }
    }
}
