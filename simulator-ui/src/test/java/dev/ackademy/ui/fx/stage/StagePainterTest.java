package dev.ackademy.ui.fx.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.draw.CanvasPen;
import dev.ackademy.ui.fx.draw.SvgPen;
import dev.ackademy.ui.fx.shot.Headless;
import dev.ackademy.ui.fx.shot.Png;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.canvas.Canvas;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagePainterTest {

    private static final StageLayout LAYOUT =
            StageLayout.of(new StageLayout.Cast(2, 3, 2, List.of(6), StageLayout.WIDTH, StageLayout.HEIGHT));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aCellIsFilledWithTheHueOfItsKey(boolean dark) {
        Palette palette = Palette.of(dark);
        WritableImage image = Headless.call(() -> {
            Canvas canvas = new Canvas(StageLayout.WIDTH, StageLayout.HEIGHT);
            CanvasPen pen = new CanvasPen(canvas.getGraphicsContext2D());
            StagePainter.ground(pen, palette, StageLayout.WIDTH, StageLayout.HEIGHT);
            new StagePainter(pen, palette, LAYOUT, SampleFrame.frame()).paint();
            WritableImage shot = canvas.snapshot(null, null);
            if (System.getProperty("shots") != null) {
                Png.write(shot, Path.of(System.getProperty("shots"), "sample-" + (dark ? "dark" : "light") + ".png"));
            }
            return shot;
        });
        Color cell = image.getPixelReader().getColor((int) LAYOUT.cellX(0) + 4, (int) LAYOUT.cellY(0) + 6);
        assertThat(cell).isEqualTo(palette.hue(1).fill());
    }

    @Test
    void theSameDrawingGivesAnSvgFileWithItsWords() {
        Headless.start();
        SvgPen pen = new SvgPen();
        new StagePainter(pen, Palette.LIGHT, LAYOUT, SampleFrame.frame()).paint();
        String svg = pen.document(StageLayout.WIDTH, StageLayout.HEIGHT, Palette.LIGHT.tone(Tone.STAGE));
        assertThat(svg)
                .startsWith("<svg ")
                .contains(
                        ">Order A is sent, billing says paid again</text>",
                        ">connection cut</text>",
                        ">E#3 gone</text>")
                .endsWith("</svg>\n");
        assertThat(svg.split("<g ", -1).length).isEqualTo(svg.split("</g>", -1).length);
    }
}
