package dev.ackademy.core.truth;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/// The lines of `ground-truth.yaml`.
public final class GroundTruth {

    /// What a line is to the models.
    enum Mark {
        MODEL,
        QUIRK,
        ENVIRONMENT
    }

    /// @param id       `kafka a1`
    /// @param reason   why the models do not follow it; null for one of the model
    /// @param note     what of the outcome is the measuring program's own; null for nothing
    /// @param open     why a line of the model has no test yet; null where it has one
    /// @param outcomes each was seen
    record Line(
            String id,
            String seenOn,
            String situation,
            Mark mark,
            String reason,
            String note,
            String open,
            List<String> outcomes) {

        /// `kafka` or `nats`.
        String server() {
            return id.substring(0, id.indexOf(' '));
        }

        /// `a1`.
        String name() {
            return id.substring(id.indexOf(' ') + 1);
        }
    }

    static final List<Line> LINES = read();

    private GroundTruth() {}

    /// How often a line with an *or* was seen to end differently.
    public static List<String> outcomes(String id) {
        return LINES.stream().filter(line -> line.id.equals(id)).findFirst().orElseThrow().outcomes;
    }

    private static List<Line> read() {
        List<Line> lines = new ArrayList<>();
        try (InputStream in = GroundTruth.class.getResourceAsStream("/ground-truth.yaml")) {
            Object root = new Load(LoadSettings.builder().build()).loadFromInputStream(in);
            ((Map<?, ?>) root)
                    .forEach((server, each) ->
                            ((Map<?, ?>) each).forEach((id, line) -> lines.add(line(server + " " + id, line))));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return List.copyOf(lines);
    }

    private static Line line(String id, Object node) {
        Map<?, ?> line = (Map<?, ?>) node;
        return new Line(
                id,
                (String) line.get("seen-on"),
                (String) line.get("situation"),
                Mark.valueOf(((String) line.get("mark")).toUpperCase(java.util.Locale.ROOT)),
                (String) line.get("reason"),
                (String) line.get("note"),
                (String) line.get("open"),
                ((List<?>) line.get("outcomes"))
                        .stream().map(String.class::cast).toList());
    }
}
