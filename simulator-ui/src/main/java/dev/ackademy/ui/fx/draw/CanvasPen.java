package dev.ackademy.ui.fx.draw;

import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.TextAlignment;

/// Draws on a canvas.
public final class CanvasPen implements Pen {

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
