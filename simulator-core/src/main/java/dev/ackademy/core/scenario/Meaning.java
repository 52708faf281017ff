package dev.ackademy.core.scenario;

import dev.ackademy.core.model.Subject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;

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
        meaning.broker();
        meaning.topics();
        meaning.changes();
        meaning.times();
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
                if (block.equals("stores") && name.equals(Steps.BROKER)) {
                    problems.add(
                            mapping.keyPlace(name),
                            "'broker' is what a transaction over the broker names; choose another name for this store");
                }
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
                    all + " nodes (brokers: " + names.brokers() + ", stores: "
                            + names.stores().size() + ", process instances with those added by changes: " + instances
                            + "); the limit is " + Format.MOST_NODES);
        }
    }

    private void broker() {
        Values broker = root.inner("broker");
        if (!Kinds.nats(root.block())) {
            heartbeat(broker, "", problems);
            heartbeat(broker, "group-", problems);
            groups();
        }
    }

    /// A group has one protocol: who asks by the other one is turned away.
    private void groups() {
        TreeMap<String, String> protocols = new TreeMap<>();
        TreeMap<String, String> first = new TreeMap<>();
        root.named("processes").forEach((name, tree) -> {
            Values reads = Values.of(tree).inner("reads");
            if (!Steps.readsTopic(Values.of(tree).block())
                    || !Kinds.of(root.block()).equals(Kinds.LOG)) {
                return;
            }
            String group = reads.text("group");
            String known = protocols.putIfAbsent(group, reads.text("group-protocol"));
            first.putIfAbsent(group, name);
            if (known != null && !reads.is("group-protocol", known)) {
                problems.add(
                        reads.place("group-protocol"),
                        "'group-protocol: " + reads.text("group-protocol") + "': process '" + first.get(group)
                                + "' reads with the same group '" + group + "' and 'group-protocol: " + known
                                + "'; give both the same protocol, or one of them another group");
            }
        });
    }

    /// A broker or a member that is heard less often than its session lasts would be put out at once.
    ///
    /// @param whose before the names of both settings
    static void heartbeat(Values sender, String whose, Problems problems) {
        String heartbeat = whose + "heartbeat";
        String session = whose + "session-timeout";
        if (sender.micros(heartbeat) >= sender.micros(session)) {
            problems.add(
                    sender.place(heartbeat),
                    "'" + heartbeat + "' (" + sender.text(heartbeat) + ") must be shorter than '" + session + "' ("
                            + sender.text(session) + ")");
        }
    }

    private void topics() {
        root.named("topics").forEach((name, tree) -> {
            Values topic = Values.of(tree);
            subjects(name, topic);
            if (topic.whole("replicas") > names.brokers()) {
                problems.add(
                        topic.place("replicas"),
                        "topic '" + name + "' wants " + topic.text("replicas") + " replicas, but broker.nodes is "
                                + names.brokers() + "; each replica needs a broker of its own");
            }
        });
    }

    /// The topic's own name, or its name and the entity's key, must be a subject that it takes; no two take
    /// the same.
    private void subjects(String name, Values topic) {
        List<String> mine = topic.texts("subjects");
        if (mine.isEmpty() || !Kinds.nats(root.block())) {
            return;
        }
        if (mine.stream().noneMatch(each -> Subject.matches(each, name) || Subject.matches(each, name + ".key"))) {
            problems.add(
                    topic.place("subjects"),
                    "'subjects' of '" + name + "' must take '" + name + "', or '" + name + ".KEY' as '" + name
                            + ".>' does");
        }
        for (String other : root.named("topics").keySet()) {
            List<String> theirs = Values.of(root.named("topics").get(other)).texts("subjects");
            List<String> all = theirs.isEmpty() ? List.of(other) : theirs;
            if (!other.equals(name) && mine.stream().anyMatch(a -> all.stream().anyMatch(b -> Subject.overlap(a, b)))) {
                problems.add(
                        topic.place("subjects"),
                        "'" + name + "' and '" + other
                                + "' would both take the same subject; a message is stored in one stream");
            }
        }
    }

    private void changes() {
        List<Tree> inTime = new ArrayList<>(root.list("changes"));
        inTime.sort(Comparator.comparingLong(c -> new Values(Steps.body(c)).micros("at")));
        SequencedMap<String, Integer> partitions = new LinkedHashMap<>(names.topics());
        SequencedMap<String, Integer> instances = new LinkedHashMap<>();
        root.named("processes")
                .forEach((name, p) -> instances.put(name, Values.of(p).count("instances")));
        for (Tree change : inTime) {
            Values body = new Values(Steps.body(change));
            inTime(body, "at");
            switch (Steps.verb(change)) {
                case "add-partitions" ->
                    partitions.computeIfPresent(body.text("topic"), (_, before) -> grown(body, before));
                case "add-instances" ->
                    instances.computeIfPresent(body.text("process"), (_, before) -> before + body.count("count"));
                case "remove-instances" ->
                    instances.computeIfPresent(body.text("process"), (_, before) -> shrunk(body, before));
                default -> {
                    // Changes no number.
                }
            }
        }
        long all = partitions.values().stream().mapToLong(Integer::longValue).sum();
        if (all > Format.MOST_PARTITIONS) {
            problems.add(
                    root.place("topics"),
                    all + " partitions in all, with those added by changes; the limit is " + Format.MOST_PARTITIONS);
        }
    }

    private int grown(Values change, int before) {
        if (change.has("count")) {
            return before + change.count("count");
        }
        if (change.whole("to") <= before) {
            problems.add(
                    change.place("to"),
                    "topic '" + change.text("topic") + "' has " + before + (before == 1 ? " partition" : " partitions")
                            + " by then; they can only become more");
            return before;
        }
        return change.count("to");
    }

    private int shrunk(Values change, int before) {
        if (change.whole("count") > before) {
            problems.add(
                    change.place("count"),
                    "process '" + change.text("process") + "' has only " + before
                            + (before == 1 ? " instance" : " instances") + " by then");
            return 0;
        }
        return before - change.count("count");
    }

    private void times() {
        root.list("faults").forEach(f -> inTime(new Values(Steps.body(f)), "at"));
        root.named("processes").values().forEach(p -> inTime(Values.of(p), "starts"));
    }

    private void inTime(Values block, String field) {
        String end = root.inner("run").inner("limit").text("time");
        if (block.has(field) && block.micros(field) > Durations.micros(end)) {
            problems.add(
                    block.place(field),
                    "'" + field + ": " + block.text(field) + "' is after the end of the run (run.limit.time is " + end
                            + ")");
        }
    }

    private void links() {
        for (Tree tree : root.list("links")) {
            Values link = Values.of(tree);
            if (link.has("to") && link.has("between")) {
                problems.add(link.place("to"), "'to' goes with 'from'; 'between' names both ends");
            } else if (link.has("from") && !link.has("to")) {
                problems.add(link.place("from"), "'from' needs 'to': where the link leads");
            }
            List<String> ends =
                    link.has("between") ? link.texts("between") : Arrays.asList(link.text("from"), link.text("to"));
            if (ends.getFirst() != null && ends.getFirst().equals(ends.getLast())) {
                problems.add(link.place(), "a link from '" + ends.getFirst() + "' to itself; name two nodes");
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
