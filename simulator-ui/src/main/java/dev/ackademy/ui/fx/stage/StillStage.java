package dev.ackademy.ui.fx.stage;

import dev.ackademy.ui.fx.draw.SvgPen;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;

/// One moment of a run on the stage as an SVG file, for paper: whole, in light colours, with nothing to press.
public final class StillStage {

    private StillStage() {}

    /// The whole file.
    ///
    /// @param says    what is to be seen, in words
    /// @param details whether replicas, commits and watermarks are drawn
    /// @param n       entries that have happened
    /// @param chain   what is called out, null for nothing
    public static String draw(
            SvgPen pen, String says, Played played, boolean details, int n, WhyViewModel.Chain chain) {
        Cast cast = Cast.of(played);
        boolean simple = !details && SimplePainter.fits(cast);
        StageLayout layout = cast.layout(StageLayout.WIDTH, StageLayout.HEIGHT);
        double at = n == 0 ? 0 : played.trace().entry(n).at();
        StageFrame frame = StageFrames.still(
                new StageFrames(played, cast).frame(n, at, layout.slots(), layout.rows(), details, chain, -1, true));
        if (simple) {
            pen.translate(0, -SimplePainter.SPARE);
            new SimplePainter(pen, Palette.LIGHT, frame, null).paint();
        } else {
            new StagePainter(pen, Palette.LIGHT, layout, frame).paint();
        }
        return pen.document(
                simple ? SimplePainter.WIDTH : layout.area().width(),
                simple
                        ? SimplePainter.HEIGHT - 1.2 * SimplePainter.SPARE
                        : layout.area().height(),
                Palette.LIGHT.tone(Tone.STAGE),
                says);
    }
}
