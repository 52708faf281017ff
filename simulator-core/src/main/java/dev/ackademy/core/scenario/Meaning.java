package dev.ackademy.core.scenario;

import java.util.List;
import java.util.Map;

/// What the parts of a scenario must have in common: names, limits of the whole, topics that fit the brokers.
final class Meaning {

    private final Values root;
    private final Names names;
    private final Problems problems;

    private Meaning(Tree.Mapping root, Names names, Problems problems) {
        this.root = new Values(root);
        this.names = names;
        this.problems = problems;
    }

    static void check(Tree.Mapping root, Names names, Problems problems) {
        Meaning meaning = new Meaning(root, names, problems);
        meaning.nodeNames();
        meaning.nodeLimit();
        meaning.topics();
        meaning.changes();
        meaning.links();
        meaning.expectation();
        meaning.messages();
        meaning.root.named("processes").forEach((name, process) -> ProcessMeaning.check(name, process, root, problems));
    }

    private void nodeNames() {
        for (String block : List.of("stores", "processes")) {
            Tree.Mapping mapping = (Tree.Mapping) root.block().get(block);
            for (String name : mapping.entries().keySet()) {
                boolean taken = name.matches("B[0-9]+") || name.equals(Names.CONTROLLER);
                if (taken) {
                    problems.add(mapping.keyPlace(name), "'" + name + "' is the name of a broker node; choose another");
                } else if (block.equals("processes") && names.stores().containsKey(name)) {
                    problems.add(mapping.keyPlace(name), "'" + name + "' is the name of a store too; choose another");
                }
            }
        }
        if (names.processes().isEmpty()) {
            problems.add(root.place("processes"), "'processes' is empty; a scenario needs at least one process");
        }
    }

    private void nodeLimit() {
        int instances =
                names.processes().values().stream().mapToInt(Integer::intValue).sum();
        int all = names.brokers() + names.stores().size() + instances;
        if (all > Format.MOST_NODES) {
            problems.add(
                    root.place("processes"),
                    all + " nodes (" + names.brokers() + " brokers, "
                            + names.stores().size() + " stores, " + instances
                            + " process instances with those added by changes); the limit is " + Format.MOST_NODES);
        }
    }

    private void topics() {
        long partitions = 0;
        for (Map.Entry<String, Tree> entry : root.named("topics").entrySet()) {
            Values topic = Values.of(entry.getValue());
            partitions += topic.whole("partitions");
            if (topic.whole("replicas") > names.brokers()) {
                problems.add(
                        topic.place("replicas"),
                        "topic '" + entry.getKey() + "' wants " + topic.text("replicas")
                                + " replicas, but broker.nodes is " + names.brokers()
                                + "; each replica needs a broker of its own");
            }
        }
        for (Tree change : root.list("changes")) {
            if (Steps.is(change, "add-partitions")) {
                partitions += added(new Values(Steps.body(change)));
            }
        }
        if (partitions > Format.MOST_PARTITIONS) {
            problems.add(
                    root.place("topics"), partitions + " partitions in all; the limit is " + Format.MOST_PARTITIONS);
        }
    }

    private long added(Values change) {
        if (change.has("count")) {
            return change.whole("count");
        }
        int before = names.topics().getOrDefault(change.text("topic"), 0);
        if (change.whole("to") <= before) {
            problems.add(
                    change.place("to"),
                    "topic '" + change.text("topic") + "' has " + before
                            + " partitions already; they can only become more");
            return 0;
        }
        return change.whole("to") - before;
    }

    private void changes() {
        for (Tree change : root.list("changes")) {
            if (Steps.is(change, "remove-instances")) {
                Values removed = new Values(Steps.body(change));
                int most = names.processes().getOrDefault(removed.text("process"), Integer.MAX_VALUE);
                if (removed.whole("count") > most) {
                    problems.add(
                            removed.place("count"),
                            "process '" + removed.text("process") + "' has only " + most + " instances to remove");
                }
            }
        }
    }

    private void links() {
        for (Tree tree : root.list("links")) {
            Values link = Values.of(tree);
            if (link.has("to") && link.has("between")) {
                problems.add(link.place("to"), "'to' goes with 'from'; 'between' names both ends");
            }
        }
    }

    private void expectation() {
        if (!root.has("expect")) {
            return;
        }
        Values expect = root.inner("expect");
        List<String> never = expect.texts("never");
        for (Tree found : expect.list("found")) {
            String word = ((Tree.Scalar) found).text();
            if (never.contains(word)) {
                problems.add(found, "'" + word + "' is expected as found and as never; keep one of them");
            }
        }
    }

    private void messages() {
        long all = 0;
        for (Tree process : root.named("processes").values()) {
            Values reads = Values.of(process).inner("reads");
            if (reads.has("workload")) {
                all += WorkloadExpansion.size(reads.inner("workload"));
            }
        }
        if (all > Format.MOST_MESSAGES) {
            problems.add(
                    root.place("processes"),
                    String.format(
                            java.util.Locale.ROOT, "%,d messages in all; the limit is %,d", all, Format.MOST_MESSAGES));
        }
    }
}
