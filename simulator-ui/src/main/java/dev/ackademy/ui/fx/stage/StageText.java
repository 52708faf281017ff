package dev.ackademy.ui.fx.stage;

import dev.ackademy.ui.fx.draw.Glyph;
import dev.ackademy.ui.fx.stage.StageFrame.Life;
import java.util.ArrayList;
import java.util.List;

/// What the stage shows, in words: for screen readers and tooltips.
public final class StageText {

    private StageText() {}

    public static String producer(StageFrame.Producer producer) {
        if (producer.health().life() != Life.RUNNING) {
            return down(producer.name(), producer.health());
        }
        String text = producer.name() + ", producer, " + producer.pending().size() + " in flight";
        return text + (producer.retry().isEmpty() ? "." : ", " + producer.retry() + ".");
    }

    public static String consumer(StageFrame.Consumer consumer) {
        if (consumer.health().life() != Life.RUNNING) {
            return down(consumer.name(), consumer.health());
        }
        List<String> parts = new ArrayList<>();
        parts.add(consumer.name());
        parts.add(
                consumer.partitions().isEmpty() ? "no partitions" : "reads " + String.join(" ", consumer.partitions()));
        parts.add(consumer.line()
                + (consumer.tag() == null ? "" : " " + consumer.tag().id()));
        if (!consumer.second().isEmpty()) {
            parts.add(consumer.second());
        }
        return String.join(", ", parts) + ".";
    }

    /// `Partition p2, leader B3, 6 records, high watermark 6, billing.2 committed 4, reads next 5. Out of
    /// order at offsets 3 to 4.`
    public static String tape(StageFrame.Tape tape) {
        if (tape.kind() == StageFrame.Kind.GROUPED) {
            return tape.name() + ": " + tape.note() + ".";
        }
        if (tape.kind() != StageFrame.Kind.LOG) {
            return shelf(tape);
        }
        StringBuilder text = new StringBuilder("Partition ");
        text.append(tape.topic().isEmpty() ? "" : tape.topic() + " ").append(tape.name());
        text.append(tape.leader().isEmpty() ? ", no leader" : ", leader " + tape.leader());
        text.append(", ").append(tape.end()).append(tape.end() == 1 ? " record" : " records");
        if (tape.mark() >= 0) {
            text.append(", high watermark ").append(tape.mark());
        }
        text.append(tape.note().isEmpty() ? "" : ", " + tape.note());
        for (StageFrame.Reader reader : tape.readers()) {
            text.append(", ").append(reader.who());
            text.append(reader.committed() < 0 ? " has committed nothing" : " committed " + reader.committed());
            if (reader.next() >= 0) {
                text.append(reader.live() ? ", reads next " : ", was reading ").append(reader.next());
            }
        }
        text.append('.');
        for (StageFrame.CellMark mark : tape.marks()) {
            String what = what(mark.glyph());
            text.append(' ').append(Character.toUpperCase(what.charAt(0))).append(what.substring(1));
            text.append(
                    mark.from() == mark.to()
                            ? " at offset " + mark.to()
                            : " at offsets " + mark.from() + " to " + mark.to());
            text.append(what.startsWith("a transaction") ? "." : mark.broken() ? ", a broken promise." : ", allowed.");
        }
        return text.toString();
    }

    private static String what(Glyph glyph) {
        return switch (glyph) {
            case WAIT -> "a transaction is open";
            case OK -> "a transaction was committed";
            case CLOSE -> "a transaction was aborted";
            default -> glyph.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
        };
    }

    /// `Queue orders, classic, settled 2. Ready: A#1 A#2. Unacked: A#3 at b.1.`
    private static String shelf(StageFrame.Tape tape) {
        String kind = tape.kind().name();
        StringBuilder text =
                new StringBuilder(kind.charAt(0) + kind.substring(1).toLowerCase(java.util.Locale.ROOT));
        text.append(' ').append(tape.name());
        if (tape.kind() == StageFrame.Kind.STREAM) {
            text.append(tape.leader().isEmpty() ? ", no leader" : ", leader " + tape.leader());
            text.append(", last message ").append(tape.end() - 1);
            for (StageFrame.Reader reader : tape.readers()) {
                text.append(", ").append(reader.who()).append(" ack floor ").append(reader.committed() - 1);
                text.append(", delivered ").append(reader.next() - 1);
            }
        }
        text.append(tape.note().isEmpty() ? "." : ", " + tape.note().replace(" · ", ", ") + ".");
        for (StageFrame.Strip strip : tape.strips()) {
            text.append(' ').append(strip.name()).append(strip.of().isEmpty() ? "" : " " + strip.of());
            text.append(strip.held().isEmpty() ? ": none" : ":");
            for (StageFrame.Held held : strip.held()) {
                text.append(' ')
                        .append(held.tag() == null ? "removed" : held.tag().id());
                text.append(held.under().isEmpty() ? "" : " " + held.under());
            }
            text.append(strip.note().isEmpty() ? "." : ", " + strip.note() + ".");
        }
        return text.toString();
    }

    public static String row(StageFrame.Store store, StageFrame.Row row) {
        String state = switch (row.state()) {
            case SAME -> "as the source says";
            case BEHIND -> "behind";
            case REPEATED -> "repeated, allowed";
            case LOST -> "lost, allowed";
            case BROKEN -> "a broken promise";
        };
        return store.name() + ", row " + row.key() + ", sink " + row.sink() + ", truth "
                + (row.truth().isEmpty() ? "none" : row.truth())
                + (row.by().isEmpty() ? "" : ", written by " + row.by()) + ", " + state + ".";
    }

    private static String down(String name, StageFrame.Health health) {
        String word = switch (health.life()) {
            case CRASHED -> " crashed";
            case PAUSED -> " stands still";
            case STOPPED -> " is not there";
            case RUNNING -> " runs";
        };
        boolean counts = health.left() >= 0 && health.life() != Life.STOPPED;
        String back = health.life() == Life.PAUSED ? ", goes on in " : ", restarts in ";
        return name + word + (counts ? back + health.text() : "") + ".";
    }
}
