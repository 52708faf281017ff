package dev.ackademy.ui.fx.shell;

import dev.ackademy.ui.fx.draw.CanvasPen;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Theme;
import dev.ackademy.ui.fx.theme.Tone;
import javafx.scene.canvas.Canvas;
import javafx.scene.paint.Color;

/// A message there and an answer back.
final class Logo extends Canvas {

    Logo(Theme theme, double size) {
        super(size, size);
        draw(theme.palette());
        theme.paletteProperty().addListener((_, _, palette) -> draw(palette));
    }

    private void draw(Palette palette) {
        getGraphicsContext2D().clearRect(0, 0, getWidth(), getHeight());
        CanvasPen pen = new CanvasPen(getGraphicsContext2D());
        Color ink = palette.tone(Tone.INK);
        Color on = palette.tone(Tone.ON_INK);
        pen.save();
        pen.scale(getWidth() / 24);
        pen.rect(1, 1, 22, 22, 6.5, ink);
        pen.path("M5.6 9.2h9.6", null, Stroke.of(on, 2.2).rounded());
        pen.path("M13 5.9l4.4 3.3L13 12.5z", on, null);
        pen.path("M18.4 15.6H10", null, Stroke.of(on, 1.8).rounded());
        pen.path("M10.6 12.9l-3.8 2.7 3.8 2.7z", null, Stroke.of(on, 1.6).rounded());
        pen.restore();
    }
}
