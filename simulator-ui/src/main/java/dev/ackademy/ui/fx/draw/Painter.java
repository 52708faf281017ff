package dev.ackademy.ui.fx.draw;

import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;
import javafx.scene.paint.Color;

/// Draws with a pen in the colours of a palette.
public interface Painter {

    Pen pen();

    Palette palette();

    default Color tone(Tone tone) {
        return palette().tone(tone);
    }

    /// @param width px
    default Stroke stroke(Tone tone, double width) {
        return Stroke.of(tone(tone), width);
    }
}
