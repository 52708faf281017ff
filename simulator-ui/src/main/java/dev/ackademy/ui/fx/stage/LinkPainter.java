package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Pen.Align;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.stage.StageFrame.Side;
import dev.ackademy.ui.fx.theme.Palette;
import javafx.scene.paint.Color;

/// Draws who is connected to whom, and a partition that changes hands.
record LinkPainter(Pen pen, Palette palette, StageLayout at, StageFrame frame, Moving moving) implements StagePart {

    void link(StageFrame.Link link) {
        boolean moves = moving.handovers().stream()
                .anyMatch(each -> link.from().equals(new StageFrame.End(Side.TAPE_OUT, each.tape()))
                        && link.to().equals(new StageFrame.End(Side.CONSUMER, each.to())));
        if (moves) {
            return;
        }
        double[][] curve = at.curve(link.from(), link.to(), 0);
        if (link.from().side() == Side.CONSUMER) {
            storeLink(link, curve);
            return;
        }
        pen.save();
        pen.alpha(link.live() ? 0.75 : 0.5);
        Stroke stroke = stroke(LINK, 1.4);
        pen.path(StagePart.data(curve), null, link.live() ? stroke : stroke.dashed(4, 4));
        pen.restore();
    }

    /// The link of a partition, and its name, between two consumers.
    void handover(StageMotion.Handover handover) {
        StageFrame.End tape = new StageFrame.End(Side.TAPE_OUT, handover.tape());
        double[][] old = at.curve(tape, new StageFrame.End(Side.CONSUMER, handover.from()), 0);
        double[][] next = at.curve(tape, new StageFrame.End(Side.CONSUMER, handover.to()), 0);
        double[][] curve = new double[4][2];
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                curve[i][j] = old[i][j] + (next[i][j] - old[i][j]) * handover.share();
            }
        }
        pen.path(StagePart.data(curve), null, stroke(INK, 1.8));
        String name = frame.tapes().get(handover.tape()).name();
        double width = Math.max(24, MONO_11.width(name) + 10);
        pen.rect(curve[3][0] - width / 2, curve[3][1] - 9, width, 18, 5, tone(INK));
        pen.text(curve[3][0], curve[3][1] + 4, name, MONO_11.semi(), tone(ON_INK), Align.CENTRE);
    }

    private void storeLink(StageFrame.Link link, double[][] curve) {
        Color color = tone(link.live() ? INK_2 : INK_4);
        Stroke stroke = Stroke.of(color, 1.4);
        pen.path(StagePart.data(curve), null, link.live() ? stroke : stroke.dashed(3, 3));
        arrowHead(curve[3][0] - 1, curve[3][1], 0, color);
    }

    private void arrowHead(double x, double y, double degrees, Color color) {
        pen.save();
        pen.translate(x, y);
        pen.rotate(degrees);
        pen.path("M-6 -4l6.5 4l-6.5 4z", color, null);
        pen.restore();
    }
}
