package dev.ackademy.ui.fx.stage;

import static dev.ackademy.ui.fx.theme.Tone.*;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.draw.Pen;
import dev.ackademy.ui.fx.draw.Stroke;
import dev.ackademy.ui.fx.draw.Type;
import dev.ackademy.ui.fx.theme.Hue;
import dev.ackademy.ui.fx.theme.Palette;
import javafx.scene.paint.Color;

/// Draws one [StageFrame] at the places of a [StageLayout]. Keeps nothing between two frames.
public record StagePainter(Pen pen, Palette palette, StageLayout at, StageFrame frame, Moving moving)
        implements StagePart {

    /// From so many messages under way on, they are drawn from prepared pictures and answers leave no
    /// trail.
    private static final int CROWD = 60;

    public StagePainter(Pen pen, Palette palette, StageLayout at, StageFrame frame) {
        this(pen, palette, at, frame, Moving.NONE);
    }

    public void paint() {
        headings();
        LinkPainter links = new LinkPainter(pen, palette, at, frame, moving);
        frame.links().forEach(links::link);
        broker();
        ends();
        moving.handovers().forEach(links::handover);
        frame.cuts().forEach(new CutPainter(pen, palette, at)::cut);
        FlightPainter flights =
                new FlightPainter(pen, palette, at, frame.flights().size() > CROWD);
        if (frame.ghost() != null) {
            flights.ghost(frame.ghost());
        }
        frame.flights().forEach(flights::flight);
        legend();
        if (frame.callout() != null) {
            pen.save();
            pen.alpha(moving.callout());
            pen.translate(0, 6 * (1 - moving.callout()));
            new CalloutPainter(pen, palette, at, frame).callout(frame.callout());
            pen.restore();
        }
    }

    private void broker() {
        new BrokerPainter(pen, palette, at, frame).broker();
        TapePainter tapes = new TapePainter(pen, palette, at, frame.details(), moving);
        for (int i = 0; i < frame.tapes().size(); i++) {
            tapes.tape(frame.tapes().get(i), i);
        }
    }

    /// What stands at both sides of the broker.
    private void ends() {
        ProducerPainter producers = new ProducerPainter(pen, palette, at);
        for (int i = 0; i < frame.producers().size(); i++) {
            producers.producer(frame.producers().get(i), at.producers().get(i));
        }
        ConsumerPainter consumers = new ConsumerPainter(pen, palette, at);
        for (int i = 0; i < frame.consumers().size(); i++) {
            consumers.consumer(frame.consumers().get(i), at.consumers().get(i));
        }
        StorePainter stores = new StorePainter(pen, palette, at, moving);
        for (int i = 0; i < frame.stores().size(); i++) {
            stores.store(frame.stores().get(i), at.stores().get(i), i);
        }
    }

    /// The regular dots behind everything, over an area in px of the screen.
    public static void ground(Pen pen, Palette palette, double width, double height) {
        pen.rect(0, 0, width, height, 0, palette.tone(STAGE));
        Color dot = palette.tone(DOT);
        for (double x = 12; x < width; x += 24) {
            for (double y = 12; y < height; y += 24) {
                pen.circle(x, y, 1, dot, null);
            }
        }
    }

    private void headings() {
        heading(at.producers().isEmpty() ? 16 : at.producers().getFirst().x(), "Producers", "");
        heading(at.broker().x(), "Broker", frame.title());
        if (!at.consumers().isEmpty()) {
            heading(at.consumers().getFirst().x(), "Consumers", frame.group());
        }
    }

    private void heading(double x, String text, String rest) {
        Type semi = SANS_12.semi();
        pen.text(x, 27, text, semi, tone(INK_2));
        int space = rest.indexOf(' ');
        if (space > 0) {
            double after = x + semi.width(text + " ");
            String word = rest.substring(0, space + 1);
            pen.text(after, 27, word, SANS_12, tone(INK_3));
            pen.text(
                    after + SANS_12.width(word),
                    27,
                    SANS_12.semi().fit(rest.substring(space + 1), 170),
                    semi,
                    tone(INK_2));
        }
    }

    private void legend() {
        double y = at.area().height() - 15;
        double x = 16;
        Color ink = tone(INK_3);
        pen.rect(x, y - 6, 22, 12, 6, ink);
        x = word(x + 27, y, "message");
        pen.save();
        pen.translate(x + 7, y);
        pen.path("M-7 0L5 -5.5L5 5.5z", null, Stroke.of(ink, 1.6).rounded());
        pen.restore();
        x = word(x + 18, y, "ack");
        pen.glyph(Glyph.REFUSED, x, y - 7.5, 15, ink);
        x = word(x + 20, y, "refused");
        pen.glyph(Glyph.CUT, x, y - 7.5, 15, ink);
        x = word(x + 20, y, "connection cut");
        boolean replicated = frame.tapes().stream()
                .anyMatch(tape ->
                        tape.kind() == StageFrame.Kind.LOG || !tape.replicas().isEmpty());
        boolean gone = frame.tapes().stream()
                .anyMatch(tape -> tape.strips().stream().anyMatch(strip -> StripPainter.GONE.contains(strip.name())));
        if (frame.details() && replicated || gone) {
            Hue hue = palette.hue(1);
            pen.rect(
                    x + .5,
                    y - 6.5,
                    13,
                    13,
                    3,
                    hue.tint(),
                    Stroke.of(hue.fill(), 1.4).dashed(3, 2));
            x = word(x + 19, y, gone ? "nobody has it" : "above HW");
        }
        for (String line : frame.more()) {
            x = word(x + 8, y, line);
        }
    }

    private double word(double x, double y, String text) {
        pen.text(x, y + 4, text, SANS_11, tone(INK_3));
        return x + SANS_11.width(text) + 15;
    }
}
