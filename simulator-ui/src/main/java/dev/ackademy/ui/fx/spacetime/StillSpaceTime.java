package dev.ackademy.ui.fx.spacetime;

import dev.ackademy.ui.fx.draw.SvgPen;
import dev.ackademy.ui.fx.run.Played;
import dev.ackademy.ui.fx.run.WhyViewModel;
import dev.ackademy.ui.fx.theme.Palette;
import dev.ackademy.ui.fx.theme.Tone;
import dev.ackademy.ui.fx.timeline.Lanes;

/// A run until one moment in space and time as an SVG file, for paper: as much of what came before as has room on a
/// page.
public final class StillSpaceTime {

    private static final double WIDTH = 900;

    /// At this width, what fits below a heading on A4.
    private static final double MOST_HEIGHT = 1100;

    private StillSpaceTime() {}

    /// The whole file.
    ///
    /// @param says  what is to be seen, in words
    /// @param n     entries that have happened
    /// @param chain whose messages stand out, null for none
    public static String draw(SvgPen pen, String says, Played played, int n, WhyViewModel.Chain chain) {
        Columns columns = new Columns(played);
        double at = n == 0 ? 0 : played.trace().entry(n).at();
        double width = Math.max(WIDTH, columns.least());
        double story = played.pacing().story() - 0.15;
        double height = Math.min(MOST_HEIGHT * width / WIDTH, SpaceTimePainter.heightTo(played.pacing(), story, at));
        CausalPast past = chain == null
                ? null
                : new CausalPast(played.trace(), played.report().findings().get(chain.finding()));
        new SpaceTimePainter(
                        pen, Palette.LIGHT, played, columns, Lanes.of(played.trace(), played.hues(), -1), width, height)
                .paint(new SpaceTimePainter.Scope(
                        n,
                        at,
                        Math.max(story, SpaceTimePainter.topFor(played.pacing(), at, height)),
                        true,
                        true,
                        false,
                        past,
                        chain,
                        -1));
        return pen.document(width, height, Palette.LIGHT.tone(Tone.STAGE), says);
    }
}
