package dev.ackademy.ui.fx.shot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shell.ShellViewModel.Page;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;
import java.io.IOException;
import java.nio.file.Path;
import javafx.scene.image.WritableImage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShotTest {

    @ParameterizedTest
    @CsvSource({
        "10, STAGE, false, 1440, 900, 2",
        "10, STAGE, true, 1440, 900, -1",
        "13, SPACE_TIME, false, 1440, 900, -1",
        "08, STAGE, false, 1180, 760, -1",
        "11, STAGE, false, 1920, 1080, -1",
        "01, STAGE, false, 1440, 900, -1",
        ", HOME, false, 1440, 900, -1"
    })
    void thePictureHasTheSizeAndTheColoursThatWereAskedFor(
            String scenario, Page page, boolean dark, int width, int height, int why) throws IOException {
        Shot.Order order = new Shot.Order(page, -1, dark, width, height, why, 1);
        WritableImage image = Shot.take(scenario == null ? null : Shipped.recipe(scenario), order);
        if (System.getProperty("shots") != null) {
            Png.write(
                    image,
                    Path.of(
                            System.getProperty("shots"),
                            "window-" + scenario + "-" + page + (dark ? "-dark-" : "-") + width + ".png"));
        }
        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(image.getPixelReader().getColor(width / 2, 2))
                .isEqualTo(Palette.of(dark).tone(Tone.SURFACE));
    }
}
