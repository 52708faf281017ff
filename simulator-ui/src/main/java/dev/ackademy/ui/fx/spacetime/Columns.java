package dev.ackademy.ui.fx.spacetime;

import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.picture.Scene;
import dev.ackademy.ui.fx.run.Played;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which node has which column: those who send, the brokers, those who read, the stores.
final class Columns {

    /// @param role what stands below the name: `producer`
    record Column(int node, String name, String role) {}

    private final List<Column> columns = new ArrayList<>();
    private final Map<Integer, Integer> indices = new HashMap<>();

    Columns(Played played) {
        Scene scene = played.last().scene();
        List<NodeName> nodes = scene.nodes();
        scene.actors().forEach((node, actor) -> {
            if (actor.reads().isEmpty()) {
                add(node, nodes, "producer");
            }
        });
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).role() == NodeName.Role.BROKER) {
                add(node, nodes, "broker");
            }
        }
        scene.actors().forEach((node, actor) -> {
            if (!actor.reads().isEmpty()) {
                add(node, nodes, "consumer");
            }
        });
        scene.stores().forEach((node, store) -> add(node, nodes, store.database() ? "database" : "service"));
    }

    private void add(int node, List<NodeName> nodes, String role) {
        indices.put(node, columns.size());
        columns.add(new Column(node, nodes.get(node).name(), role));
    }

    List<Column> all() {
        return columns;
    }

    /// -1 for a node without a column.
    int index(int node) {
        return indices.getOrDefault(node, -1);
    }

    /// px that they need side by side.
    double least() {
        return 172 + (columns.size() - 1) * 44;
    }

    /// px of the middle of a column.
    double x(int index, double width) {
        double first = 112;
        double pitch = columns.size() < 2 ? 0 : Math.min(131, (width - first - 60) / (columns.size() - 1));
        double wide = Math.max(pitch, 44);
        return first + index * wide + Math.max(0, (width - first - 60 - wide * (columns.size() - 1)) / 2);
    }
}
