package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.stage.StageFrame.Tag;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import java.util.List;

/// Draws a connection that was cut, and what went with it.
record CutPainter(Pen pen, Palette palette, StageLayout at) implements StagePart {

    /// Part of the time of a cut in which what it carried bursts.
    private static final double BURST = 0.22;

    void cut(StageFrame.Cut cut) {
        double[][] curve = at.curve(cut.from(), cut.to(), 0);
        double gap = 0.04 + 0.04 * Math.min(1, cut.age() * 4);
        double middle = Math.max(0.2, Math.min(0.8, cut.at()));
        pen.path(part(curve, 0, middle - gap), null, stroke(INK_2, 1.6));
        pen.path(part(curve, middle + gap, 1), null, stroke(INK_2, 1.6));
        double angle = StageLayout.angle(curve, middle);
        for (double t : new double[] {middle - gap, middle + gap}) {
            double[] end = StageLayout.at(curve, t);
            pen.save();
            pen.translate(end[0], end[1]);
            pen.rotate(angle);
            pen.path("M-3 8.5L3 -8.5", null, stroke(INK, 2.4).rounded());
            pen.restore();
        }
        double[] point = StageLayout.at(curve, middle);
        Type type = Type.sans(11.5).semi();
        double wide = Math.abs(curve[3][0] - curve[0][0]);
        List<String> words = type.wrap("connection cut", wide, 2);
        double half = words.stream().mapToDouble(type::width).max().orElse(0) / 2;
        double x = Math.max(point[0], half + 4);
        double textY = point[1] + 28;
        pen.rect(x - half - 3, textY - 11, 2 * half + 6, 15 + 13 * (words.size() - 1), 4, tone(STAGE));
        for (String word : words) {
            pen.text(x, textY, word, type, tone(INK_2), Align.CENTRE);
            textY += 13;
        }
        textY -= 13;
        if (cut.gone() != null) {
            rays(x, textY + 19, cut.age());
            gone(cut.gone(), x, textY + 19);
        }
    }

    /// What a cut connection carried bursts in its first quarter of a second.
    private void rays(double x, double y, double age) {
        double share = age / BURST;
        if (share >= 1) {
            return;
        }
        pen.save();
        pen.alpha(1 - share);
        for (int[] ray : new int[][] {{-30, -12}, {-12, -17}, {12, -17}, {30, -12}, {-30, 12}, {30, 12}}) {
            double near = 1 + 0.25 * share;
            double far = 1.25 + 0.35 * share;
            pen.line(
                    x + ray[0] * near,
                    y + ray[1] * near,
                    x + ray[0] * far,
                    y + ray[1] * far,
                    stroke(INK_2, 1.6).rounded());
        }
        pen.restore();
    }

    private void gone(Tag tag, double x, double y) {
        Hue hue = hue(tag);
        String text = tag.id() + " gone";
        double width = MONO_11.width(text) + 18;
        pen.save();
        pen.alpha(0.8);
        pen.rect(
                x - width / 2,
                y - 11,
                width,
                22,
                11,
                tone(STAGE),
                Stroke.of(hue.line(), 1.4).dashed(3, 2.5));
        pen.text(x, y + 4, text, MONO_11.semi(), hue.text(), Align.CENTRE);
        pen.restore();
    }

    private static String part(double[][] curve, double from, double to) {
        StringBuilder data = new StringBuilder();
        for (int i = 0; i <= 12; i++) {
            double[] point = StageLayout.at(curve, from + (to - from) * i / 12);
            data.append(i == 0 ? "M" : "L").append(point[0]).append(' ').append(point[1]);
        }
        return data.toString();
    }
}
