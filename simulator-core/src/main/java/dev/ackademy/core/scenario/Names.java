package dev.ackademy.core.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// Everything in a scenario that another place may name.
///
/// @param topics    with their partitions
/// @param stores    with their kind
/// @param processes with the highest number that an instance ever has
record Names(
        int brokers,
        SequencedMap<String, Integer> topics,
        SequencedMap<String, String> stores,
        SequencedMap<String, Integer> processes) {

    static final String CONTROLLER = "controller";

    static Names of(Tree.Mapping root) {
        Values values = new Values(root);
        SequencedMap<String, Integer> topics = new LinkedHashMap<>();
        values.named("topics")
                .forEach((name, topic) -> topics.put(name, Values.of(topic).count("partitions")));
        SequencedMap<String, String> stores = new LinkedHashMap<>();
        values.named("stores")
                .forEach((name, store) -> stores.put(name, Values.of(store).text("kind")));
        SequencedMap<String, Integer> processes = new LinkedHashMap<>();
        values.named("processes")
                .forEach((name, p) -> processes.put(name, Values.of(p).count("instances")));
        for (Tree change : values.list("changes")) {
            if (Steps.is(change, "add-instances")) {
                Values added = new Values(Steps.body(change));
                processes.computeIfPresent(added.text("process"), (_, count) -> count + added.count("count"));
            }
        }
        return new Names(values.inner("broker").count("nodes"), topics, stores, processes);
    }

    /// Whether the name is one of what the reference may name.
    boolean has(ValueType.Target target, String name) {
        return switch (target) {
            case TOPIC -> topics.containsKey(name);
            case STORE -> stores.containsKey(name);
            case DATABASE -> "database".equals(stores.get(name));
            case SERVICE -> "service".equals(stores.get(name));
            case UNIT -> name.equals(Steps.BROKER) || has(ValueType.Target.DATABASE, name);
            case PROCESS -> processes.containsKey(name);
            case INSTANCE -> instance(name);
            case BROKER -> broker(name);
            case NODE -> broker(name) || name.equals(CONTROLLER) || stores.containsKey(name) || instance(name);
            case TABLE -> true;
        };
    }

    private boolean broker(String name) {
        return name.matches("B[1-9][0-9]?") && Integer.parseInt(name.substring(1)) <= brokers;
    }

    private boolean instance(String name) {
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return processes.containsKey(name);
        }
        String number = name.substring(dot + 1);
        int most = processes.getOrDefault(name.substring(0, dot), 0);
        return number.matches("[1-9][0-9]?") && Integer.parseInt(number) <= most;
    }

    /// The deployment of `billing.1` or `billing`.
    static String deployment(String instance) {
        int dot = instance.lastIndexOf('.');
        return dot < 0 ? instance : instance.substring(0, dot);
    }

    /// All names that the reference may have, for a hint.
    List<String> all(ValueType.Target target) {
        List<String> names = new ArrayList<>();
        switch (target) {
            case TOPIC -> names.addAll(topics.keySet());
            case STORE, DATABASE, SERVICE ->
                stores.keySet().stream().filter(s -> has(target, s)).forEach(names::add);
            case UNIT -> {
                names.addAll(all(ValueType.Target.DATABASE));
                names.add(Steps.BROKER);
            }
            case PROCESS -> names.addAll(processes.keySet());
            case INSTANCE -> addInstances(names);
            case BROKER -> addBrokers(names);
            case NODE -> {
                addInstances(names);
                addBrokers(names);
                names.add(CONTROLLER);
                names.addAll(stores.keySet());
            }
            case TABLE -> {
                // A table belongs to a store; ProcessMeaning names them.
            }
        }
        return names;
    }

    private void addBrokers(List<String> names) {
        for (int i = 1; i <= brokers; i++) {
            names.add("B" + i);
        }
    }

    private void addInstances(List<String> names) {
        processes.forEach((name, count) -> {
            names.add(name);
            for (int i = 1; i <= count; i++) {
                names.add(name + "." + i);
            }
        });
    }
}
