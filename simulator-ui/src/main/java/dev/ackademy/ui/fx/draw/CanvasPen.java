package dev.ackademy.ui.fx.draw;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;
import javafx.scene.transform.Affine;
import javafx.stage.Screen;

/// Draws on a canvas.
public final class CanvasPen implements Pen {

    private static final int MOST_STAMPS = 2_000;

    private record Stamp(Object key, double scale, double pixels) {}

    /// Pictures of what is drawn many times; used on the thread of the window alone.
    private static final Map<Stamp, Image> STAMPS = new LinkedHashMap<>(256, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Stamp, Image> eldest) {
            return size() > MOST_STAMPS;
        }
    };

    private final GraphicsContext gc;

    public CanvasPen(GraphicsContext gc) {
        this.gc = gc;
        gc.setTextBaseline(VPos.BASELINE);
    }

    @Override
    public void rect(double x, double y, double width, double height, double radius, Color fill, Stroke stroke) {
        if (width <= 0 || height <= 0) {
            return;
        }
        double arc = 2 * radius;
        if (fill != null) {
            gc.setFill(fill);
            if (radius == 0) {
                gc.fillRect(x, y, width, height);
            } else {
                gc.fillRoundRect(x, y, width, height, arc, arc);
            }
        }
        if (stroke(stroke)) {
            if (radius == 0) {
                gc.strokeRect(x, y, width, height);
            } else {
                gc.strokeRoundRect(x, y, width, height, arc, arc);
            }
        }
    }

    @Override
    public void line(double x1, double y1, double x2, double y2, Stroke stroke) {
        if (stroke(stroke)) {
            gc.strokeLine(x1, y1, x2, y2);
        }
    }

    @Override
    public void circle(double x, double y, double radius, Color fill, Stroke stroke) {
        if (fill != null) {
            gc.setFill(fill);
            gc.fillOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }
        if (stroke(stroke)) {
            gc.strokeOval(x - radius, y - radius, 2 * radius, 2 * radius);
        }
    }

    @Override
    public void path(String data, Color fill, Stroke stroke) {
        gc.beginPath();
        gc.appendSVGPath(data);
        if (fill != null) {
            gc.setFill(fill);
            gc.fill();
        }
        if (stroke(stroke)) {
            gc.stroke();
        }
    }

    @Override
    public void text(double x, double y, String text, Type type, Color color, Align align) {
        gc.setFont(type.font());
        gc.setFill(color);
        gc.setTextAlign(
                switch (align) {
                    case LEFT -> TextAlignment.LEFT;
                    case CENTRE -> TextAlignment.CENTER;
                    case RIGHT -> TextAlignment.RIGHT;
                });
        gc.fillText(text, x, y);
    }

    @Override
    public void hatch(
            double x, double y, double width, double height, double radius, Color lines, Color ground, double gap) {
        if (width <= 0 || height <= 0) {
            return;
        }
        rect(x, y, width, height, radius, ground, null);
        gc.save();
        gc.beginPath();
        double r = Math.min(radius, Math.min(width, height) / 2);
        gc.moveTo(x + r, y);
        gc.arcTo(x + width, y, x + width, y + height, r);
        gc.arcTo(x + width, y + height, x, y + height, r);
        gc.arcTo(x, y + height, x, y, r);
        gc.arcTo(x, y, x + width, y, r);
        gc.closePath();
        gc.clip();
        stroke(Stroke.of(lines, 1.3));
        double step = gap * Math.sqrt(2);
        // The lines stand still while the rectangle grows: they start at multiples of the step.
        double first = Math.floor((x + y) / step) * step;
        for (double c = first; c < x + width + y + height; c += step) {
            gc.strokeLine(c - y, y, c - y - height, y + height);
        }
        gc.restore();
    }

    @Override
    public void shadow(double x, double y, double width, double height, double radius) {
        for (int i = 0; i < 7; i++) {
            double grow = 9 - 2.2 * i;
            gc.setFill(Color.rgb(16, 24, 40, 0.022));
            double arc = 2 * (radius + grow);
            gc.fillRoundRect(x - grow, y + 6 - grow, width + 2 * grow, height + 2 * grow, arc, arc);
        }
    }

    private record Sign(Glyph glyph, double size, Color color) {}

    /// The same sign comes many times: it is drawn once.
    @Override
    public void glyph(Glyph glyph, double x, double y, double size, Color color) {
        stamp(
                new Sign(glyph, size, color),
                size + 2,
                size + 2,
                x + size / 2,
                y + size / 2,
                pen -> pen.outline(glyph, -size / 2, -size / 2, size, color));
    }

    @Override
    public void stamp(Object key, double width, double height, double x, double y, Consumer<Pen> drawing) {
        Affine turned = gc.getTransform();
        if (turned.getMxy() != 0 || turned.getMyx() != 0) {
            Pen.super.stamp(key, width, height, x, y, drawing);
            return;
        }
        double scale = turned.getMxx();
        double pixels = Screen.getPrimary().getOutputScaleX();
        Image image = STAMPS.computeIfAbsent(
                new Stamp(key, scale, pixels), _ -> picture(width, height, scale * pixels, drawing));
        double wide = image.getWidth() / pixels;
        double high = image.getHeight() / pixels;
        // On whole pixels, so that it is copied and not worked out anew.
        double left = Math.rint((turned.getTx() + x * scale - wide / 2) * pixels) / pixels;
        double top = Math.rint((turned.getTy() + y * scale - high / 2) * pixels) / pixels;
        gc.save();
        gc.setTransform(1, 0, 0, 1, 0, 0);
        gc.drawImage(image, left, top, wide, high);
        gc.restore();
    }

    private static Image picture(double width, double height, double scale, Consumer<Pen> drawing) {
        double wide = Math.ceil(width * scale);
        double high = Math.ceil(height * scale);
        Canvas canvas = new Canvas(wide, high);
        CanvasPen pen = new CanvasPen(canvas.getGraphicsContext2D());
        pen.translate(wide / 2, high / 2);
        pen.scale(scale);
        drawing.accept(pen);
        SnapshotParameters clear = new SnapshotParameters();
        clear.setFill(Color.TRANSPARENT);
        return canvas.snapshot(clear, null);
    }

    @Override
    public void save() {
        gc.save();
    }

    @Override
    public void restore() {
        gc.restore();
    }

    @Override
    public void translate(double x, double y) {
        gc.translate(x, y);
    }

    @Override
    public void rotate(double degrees) {
        gc.rotate(degrees);
    }

    @Override
    public void scale(double factor) {
        gc.scale(factor, factor);
    }

    @Override
    public void alpha(double alpha) {
        gc.setGlobalAlpha(gc.getGlobalAlpha() * alpha);
    }

    @Override
    public void clip(double x, double y, double width, double height) {
        gc.beginPath();
        gc.rect(x, y, width, height);
        gc.clip();
    }

    private boolean stroke(Stroke stroke) {
        if (stroke == null || stroke.color() == null) {
            return false;
        }
        gc.setStroke(stroke.color());
        gc.setLineWidth(stroke.width());
        gc.setLineCap(stroke.round() ? StrokeLineCap.ROUND : StrokeLineCap.BUTT);
        gc.setLineJoin(stroke.round() ? StrokeLineJoin.ROUND : StrokeLineJoin.MITER);
        gc.setLineDashes(stroke.dash());
        return true;
    }
}
