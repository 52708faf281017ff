package dev.ackademy.core.wiring;

import dev.ackademy.core.model.Change;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.NodeName.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// Who takes part: every node that a run can have, numbered from 0 in the order of the file: process instances (those
/// that a change adds later too), brokers `B1`.., the controller, stores.
public final class Cast {

    /// The controlling node of a replicated broker kind. A person cannot name it, and it does not fail.
    public static final String CONTROLLER = "controller";

    private final List<NodeName> nodes = new ArrayList<>();
    private final TreeMap<String, Integer> numbers = new TreeMap<>();
    private final TreeMap<String, Integer> instancesAtStart = new TreeMap<>();

    Cast(Scenario scenario) {
        scenario.processes().forEach((name, deployment) -> {
            instancesAtStart.put(name, deployment.instances());
            for (int i = 1; i <= deployment.instances() + added(scenario, name); i++) {
                add(new NodeName(name + "." + i, Role.PROCESS, name));
            }
        });
        for (int i = 1; i <= scenario.broker().nodes(); i++) {
            add(new NodeName("B" + i, Role.BROKER, "B" + i));
        }
        if (!scenario.broker().kind().equals("queue")) {
            add(new NodeName(CONTROLLER, Role.CONTROLLER, CONTROLLER));
        }
        scenario.stores().keySet().forEach(name -> add(new NodeName(name, Role.STORE, name)));
    }

    private static int added(Scenario scenario, String process) {
        int count = 0;
        for (Change change : scenario.changes()) {
            if (change instanceof Change.AddInstances add && add.process().equals(process)) {
                count += add.count();
            }
        }
        return count;
    }

    private void add(NodeName node) {
        numbers.put(node.name(), nodes.size());
        nodes.add(node);
    }

    public List<NodeName> nodes() {
        return List.copyOf(nodes);
    }

    public int size() {
        return nodes.size();
    }

    public NodeName node(int number) {
        return nodes.get(number);
    }

    /// The number of a node; -1 where no node has this name.
    public int number(String name) {
        return numbers.getOrDefault(name, -1);
    }

    /// The node of this name, or every instance of the deployment of this name, in order; empty where there
    /// is neither.
    public List<Integer> named(String name) {
        Integer one = numbers.get(name);
        if (one != null) {
            return List.of(one);
        }
        List<Integer> members = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).deployment().equals(name)) {
                members.add(i);
            }
        }
        return members;
    }

    public List<Integer> withRole(Role role) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            if (nodes.get(i).role() == role) {
                found.add(i);
            }
        }
        return found;
    }

    /// Which of its deployment a process node is, from 1.
    public int instance(int number) {
        String name = nodes.get(number).name();
        return Integer.parseInt(name.substring(name.lastIndexOf('.') + 1));
    }

    /// Whether a process instance is there from the start; others are started by a change.
    public boolean atStart(int number) {
        return instance(number) <= instancesAtStart.get(nodes.get(number).deployment());
    }
}
