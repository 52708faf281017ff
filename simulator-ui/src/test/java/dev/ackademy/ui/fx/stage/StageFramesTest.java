package dev.ackademy.ui.fx.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.draw.CanvasPen;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.RunViewModel;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.shot.Headless;
import dev.ackademy.ui.fx.shot.Png;
import dev.ackademy.ui.fx.theme.Palette;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.canvas.Canvas;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StageFramesTest {

    static List<String> shipped() {
        return Shipped.names();
    }

    @Test
    void everyProducerIsLinkedToItsPartitionsBeforeItHasSentAnything() {
        RunViewModel run = Shipped.opened("31");
        StageFrames frames = new StageFrames(run.played(), Cast.of(run.played()));
        StageLayout layout = frames.cast().layout(StageLayout.WIDTH, StageLayout.HEIGHT);
        StageFrame frame = frames.frame(0, 0, layout.slots(), layout.rows(), true, null, -1, true);
        for (int producer = 0; producer < frame.producers().size(); producer++) {
            assertThat(frame.links())
                    .extracting(StageFrame.Link::from)
                    .contains(new StageFrame.End(StageFrame.Side.PRODUCER, producer));
        }
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everyMomentOfEveryShippedScenarioCanBeDrawn(String name) {
        RunViewModel run = Shipped.opened(name);
        Played played = run.played();
        StageFrames frames = new StageFrames(played, Cast.of(played));
        StageLayout layout = frames.cast().layout(StageLayout.WIDTH, StageLayout.HEIGHT);
        int last = played.trace().entries().size();
        int step = Math.max(1, last / 60);
        for (int n = 0; n <= last; n += step) {
            run.player().seekEntry(n);
            StageFrame frame = frames.frame(
                    n,
                    run.player().at(),
                    layout.slots(),
                    layout.rows(),
                    true,
                    run.why().chainProperty().get(),
                    -1,
                    true);
            assertThat(frame.flights()).allMatch(flight -> flight.at() >= 0 && flight.at() <= 1);
            boolean shoot = System.getProperty("shots") != null && n / step == 30;
            if (n % (step * 10) == 0 || shoot) {
                Headless.call(() -> {
                    Canvas canvas = new Canvas(StageLayout.WIDTH, StageLayout.HEIGHT);
                    CanvasPen pen = new CanvasPen(canvas.getGraphicsContext2D());
                    StagePainter.ground(pen, Palette.LIGHT, StageLayout.WIDTH, StageLayout.HEIGHT);
                    new StagePainter(pen, Palette.LIGHT, layout, frame).paint();
                    var image = canvas.snapshot(null, null);
                    if (shoot) {
                        Png.write(image, Path.of(System.getProperty("shots"), name + ".png"));
                    }
                    return image;
                });
            }
        }
    }
}
