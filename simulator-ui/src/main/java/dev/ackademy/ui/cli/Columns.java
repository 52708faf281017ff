package dev.ackademy.ui.cli;

import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.scenario.Scenario.Reads;
import dev.ackademy.core.trace.NodeName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/// Which node is drawn in which column, from the producers on the left to the stores on the right. Where there is not
/// enough room for each node, the instances of a deployment share a column, then the brokers, then the stores; what
/// does not fit then is left out.
final class Columns {

    private enum Merge {
        NOTHING,
        INSTANCES,
        BROKERS,
        STORES
    }

    /// @param members how many nodes share it
    record Column(String title, String role, int members, int rank) {}

    private final List<Column> columns = new ArrayList<>();
    private final TreeMap<Integer, Integer> byNode = new TreeMap<>();

    private Columns() {}

    /// @param used how often each node is needed, by number
    /// @param most how many columns there is room for
    static Columns of(List<NodeName> nodes, Scenario scenario, TreeMap<Integer, Integer> used, int most) {
        Columns whole = new Columns();
        whole.fill(nodes, scenario, withIdle(nodes, used), Merge.NOTHING, Integer.MAX_VALUE);
        if (whole.columns.size() <= most) {
            return whole;
        }
        for (Merge merge : Merge.values()) {
            Columns columns = new Columns();
            columns.fill(nodes, scenario, used, merge, Integer.MAX_VALUE);
            if (columns.columns.size() <= most) {
                return columns;
            }
        }
        Columns columns = new Columns();
        columns.fill(nodes, scenario, used, Merge.STORES, most);
        return columns;
    }

    /// A node that nothing reached has its column too where there is room: that nothing came is to be seen.
    private static TreeMap<Integer, Integer> withIdle(List<NodeName> nodes, TreeMap<Integer, Integer> used) {
        TreeMap<Integer, Integer> all = new TreeMap<>(used);
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).role() != NodeName.Role.CONTROLLER) {
                all.putIfAbsent(node, 0);
            }
        }
        return all;
    }

    int count() {
        return columns.size();
    }

    Column column(int place) {
        return columns.get(place);
    }

    /// The column of a node; -1 where it has none.
    int of(int node) {
        return byNode.getOrDefault(node, -1);
    }

    private void fill(List<NodeName> nodes, Scenario scenario, TreeMap<Integer, Integer> used, Merge merge, int most) {
        TreeMap<String, List<Integer>> groups = new TreeMap<>();
        TreeMap<String, Integer> needs = new TreeMap<>();
        used.forEach((node, times) -> {
            if (node >= 0 && node < nodes.size() && nodes.get(node).role() != NodeName.Role.CONTROLLER) {
                String group = group(nodes.get(node), merge);
                groups.computeIfAbsent(group, _ -> new ArrayList<>()).add(node);
                needs.merge(group, times, Integer::sum);
            }
        });
        TreeSet<String> kept = new TreeSet<>();
        groups.keySet().stream()
                .sorted(Comparator.comparing((String group) -> -needs.getOrDefault(group, 0)))
                .limit(most)
                .forEach(kept::add);
        groups.entrySet().stream()
                .filter(group -> kept.contains(group.getKey()))
                .sorted(Comparator.comparing((java.util.Map.Entry<String, List<Integer>> group) ->
                                rank(nodes.get(group.getValue().getFirst()), scenario))
                        .thenComparing(group -> group.getValue().getFirst()))
                .forEach(group -> add(group.getKey(), group.getValue(), nodes, scenario));
        placeController(nodes);
    }

    private void add(String title, List<Integer> members, List<NodeName> nodes, Scenario scenario) {
        members.forEach(node -> byNode.put(node, columns.size()));
        NodeName first = nodes.get(members.getFirst());
        String role = role(first, scenario);
        columns.add(new Column(
                members.size() == 1 ? first.name() : title,
                members.size() == 1 ? role : members.size() + " " + role + "s",
                members.size(),
                rank(first, scenario)));
    }

    /// The controller has no column of its own: what it does stands in the column of the first broker.
    private void placeController(List<NodeName> nodes) {
        int broker = -1;
        for (int node = nodes.size() - 1; node >= 0; node--) {
            if (nodes.get(node).role() == NodeName.Role.BROKER && byNode.containsKey(node)) {
                broker = byNode.get(node);
            }
        }
        for (int node = 0; node < nodes.size() && broker >= 0; node++) {
            if (nodes.get(node).role() == NodeName.Role.CONTROLLER) {
                byNode.put(node, broker);
            }
        }
    }

    private static String group(NodeName node, Merge merge) {
        return switch (node.role()) {
            case PROCESS -> merge.compareTo(Merge.INSTANCES) >= 0 ? node.deployment() : node.name();
            case BROKER -> merge.compareTo(Merge.BROKERS) >= 0 ? "brokers" : node.name();
            case CONTROLLER -> node.name();
            case STORE -> merge.compareTo(Merge.STORES) >= 0 ? "stores" : node.name();
        };
    }

    private static int rank(NodeName node, Scenario scenario) {
        return switch (node.role()) {
            case PROCESS -> readsTopic(node, scenario) ? 2 : 0;
            case BROKER, CONTROLLER -> 1;
            case STORE -> 3;
        };
    }

    private static boolean readsTopic(NodeName node, Scenario scenario) {
        Deployment deployment = scenario.processes().get(node.deployment());
        return deployment != null && deployment.reads() instanceof Reads.FromTopic;
    }

    private static String role(NodeName node, Scenario scenario) {
        return switch (node.role()) {
            case PROCESS -> readsTopic(node, scenario) ? "consumer" : "producer";
            case BROKER -> "broker";
            case CONTROLLER -> "controller";
            case STORE -> scenario.stores().get(node.name()) instanceof Scenario.Store.Service ? "service" : "database";
        };
    }
}
