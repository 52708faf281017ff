package dev.ackademy.ui.fx.draw;

import java.util.function.Consumer;
import javafx.scene.paint.Color;

/// What a painter may ask for. Coordinates in px of the design; a null colour or stroke draws nothing.
public interface Pen {

    enum Align {
        LEFT,
        CENTRE,
        RIGHT
    }

    void rect(double x, double y, double width, double height, double radius, Color fill, Stroke stroke);

    void line(double x1, double y1, double x2, double y2, Stroke stroke);

    void circle(double x, double y, double radius, Color fill, Stroke stroke);

    /// @param data an SVG path
    void path(String data, Color fill, Stroke stroke);

    /// @param y of the baseline
    void text(double x, double y, String text, Type type, Color color, Align align);

    /// Slanted lines over a rounded rectangle.
    void hatch(double x, double y, double width, double height, double radius, Color lines, Color ground, double gap);

    /// A soft shadow below what is drawn next at this place.
    void shadow(double x, double y, double width, double height, double radius);

    /// Draws something around the origin, at a place; of a canvas it may be drawn once and copied from then
    /// on.
    ///
    /// @param key equal for what looks the same
    default void stamp(Object key, double width, double height, double x, double y, Consumer<Pen> drawing) {
        save();
        translate(x, y);
        drawing.accept(this);
        restore();
    }

    void save();

    void restore();

    void translate(double x, double y);

    void rotate(double degrees);

    void scale(double factor);

    void alpha(double alpha);

    /// Nothing is drawn outside this rectangle until [#restore].
    void clip(double x, double y, double width, double height);

    default void rect(double x, double y, double width, double height, double radius, Color fill) {
        rect(x, y, width, height, radius, fill, null);
    }

    default void text(double x, double y, String text, Type type, Color color) {
        text(x, y, text, type, color, Align.LEFT);
    }

    default void glyph(Glyph glyph, double x, double y, double size, Color color) {
        outline(glyph, x, y, size, color);
    }

    /// The paths of a glyph, drawn anew.
    default void outline(Glyph glyph, double x, double y, double size, Color color) {
        save();
        translate(x, y);
        scale(size / 16);
        if (!glyph.filled().isEmpty()) {
            path(glyph.filled(), color, null);
        }
        if (!glyph.stroked().isEmpty()) {
            path(glyph.stroked(), null, new Stroke(color, glyph.width(), true, glyph.dash()));
        }
        restore();
    }
}
