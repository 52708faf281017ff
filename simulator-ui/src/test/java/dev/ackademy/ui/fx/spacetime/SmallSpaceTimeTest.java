package dev.ackademy.ui.fx.spacetime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ackademy.ui.fx.draw.SvgPen;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.Shipped;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.shot.Headless;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SmallSpaceTimeTest {

    private static final double WIDTH = 322;
    private static final Pattern CENTRE = Pattern.compile("<circle cx=\"([-0-9.]+)\" cy=\"([-0-9.]+)\"");

    private static Stream<String> names() {
        return Shipped.names().stream();
    }

    private static String drawn(Played played, int finding) {
        WhyViewModel why = new WhyViewModel();
        why.open(played, finding);
        SmallSpaceTime drawing = new SmallSpaceTime(played, why.chainProperty().get());
        if (drawing.height() == 0) {
            return "";
        }
        assertThat(drawing.height()).isLessThan(400);
        SvgPen pen = new SvgPen("small-");
        drawing.paint(pen, Palette.LIGHT, WIDTH);
        String svg = pen.document(WIDTH, drawing.height(), Color.WHITE, "a finding");
        assertThat(CENTRE.matcher(svg).results())
                .as("every mark lies in the picture")
                .allSatisfy(mark -> {
                    assertThat(at(mark, 1)).isBetween(0.0, WIDTH);
                    assertThat(at(mark, 2)).isBetween(0.0, drawing.height());
                });
        try {
            java.nio.file.Files.writeString(
                    java.nio.file.Path.of(
                            "/tmp/s/sm-" + played.scenario().title().replace(" ", "_") + finding + ".svg"),
                    svg);
        } catch (Exception e) {
        }
        return svg;
    }

    private static double at(MatchResult mark, int group) {
        return Double.parseDouble(mark.group(group));
    }

    @ParameterizedTest
    @MethodSource("names")
    void whateverIsFoundCanBeDrawnSmallAndLiesWithinItsPicture(String name) {
        Headless.call(() -> {
            Played played = Shipped.opened(name).played();
            for (int i = 0; i < played.report().findings().size(); i++) {
                drawn(played, i);
            }
            return null;
        });
    }

    @Test
    void theMessagesOfTheFindingAreThereAndTheOthersAreNot() {
        String svg = Headless.call(() -> drawn(Shipped.opened("11").played(), 0));
        assertThat(svg)
                .contains(">A#2<", ">A#3<", ">shop.1<", ">B2<", ">billing.1<")
                .doesNotContain(">D#1<", ">B3<");
    }
}
