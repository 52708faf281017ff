package dev.ackademy.ui.cli;

import dev.ackademy.core.explore.Bounds;
import dev.ackademy.core.explore.Exploration;
import dev.ackademy.core.explore.Matrix;
import dev.ackademy.core.explore.Matrix.Cell;
import dev.ackademy.core.model.Anomaly;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What each sort of place breaks under each policy, as a table: `duplicate 6 of 18`.
final class MatrixText {

    private static final int GAP = 2;

    private MatrixText() {}

    static List<Line> of(Matrix matrix, Terminal terminal) {
        List<Line> lines = new ArrayList<>();
        List<String> policies = List.copyOf(matrix.columns().keySet());
        Bounds bounds = matrix.columns().firstEntry().getValue().bounds();
        lines.add(new Line().add("What breaks it first: " + bounds.words(), Ink.STRONG));
        lines.add(new Line());
        int title = matrix.rows().stream().mapToInt(String::length).max().orElse(0);
        int rest = terminal.columns() - title - GAP;
        int width = Math.max(22, rest / Math.max(1, policies.size()));
        Line head = new Line();
        for (int i = 0; i < policies.size(); i++) {
            head.put(title + GAP + i * width, policies.get(i), Ink.STRONG);
        }
        lines.add(head);
        for (String row : matrix.rows()) {
            row(matrix, row, policies, title + GAP, width, lines);
        }
        lines.add(new Line());
        matrix.always().forEach((policy, anomalies) -> {
            if (!anomalies.isEmpty()) {
                lines.add(new Line()
                        .add(policy + ": without any fault "
                                + String.join(
                                        ", ",
                                        anomalies.stream().map(Anomaly::word).toList())));
            }
        });
        for (String policy : policies) {
            Exploration each = matrix.columns().get(policy);
            lines.add(new Line().add(policy + ": ", Ink.STRONG).add(each.claim().title(each.promises())));
        }
        ExploreText.wrap(matrix.columns().firstEntry().getValue().claim().covered(), terminal, lines);
        return lines;
    }

    private static void row(Matrix matrix, String row, List<String> policies, int left, int width, List<Line> lines) {
        List<Line> block = new ArrayList<>();
        block.add(new Line().add(row));
        for (int i = 0; i < policies.size(); i++) {
            Exploration each = matrix.columns().get(policies.get(i));
            Cell cell = matrix.cell(row, policies.get(i));
            int at = left + i * width;
            if (cell.places() == 0) {
                block.getFirst().put(at, "-", Ink.FAINT);
            } else if (cell.broken().isEmpty()) {
                String none = each.stopped() == null ? "none of " : "none so far of ";
                block.getFirst().put(at, none + cell.places(), Ink.KEPT);
            }
            int line = 0;
            for (Map.Entry<Anomaly, Integer> broken : cell.broken().entrySet()) {
                if (line == block.size()) {
                    block.add(new Line());
                }
                boolean promised = each.promises().contains(broken.getKey().guarantee());
                block.get(line++)
                        .put(
                                at,
                                broken.getKey().word() + " " + broken.getValue() + " of " + cell.places(),
                                promised ? Ink.BROKEN : Ink.PLAIN);
            }
        }
        lines.addAll(block);
    }
}
