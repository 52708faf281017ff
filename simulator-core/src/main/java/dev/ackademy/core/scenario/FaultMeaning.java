package dev.ackademy.core.scenario;

import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Collectors;

/// What a fault must fit: the steps of the process, the operations of the workloads, a moment to happen.
final class FaultMeaning {

    private static final List<String> POINTS = List.of("before", "during", "after");

    private static final int MOST_SHOWN = 12;

    private final Values root;
    private final SequencedMap<String, Integer> versions;
    private final Problems problems;

    /// @param versions the highest version of each key, over all workloads
    FaultMeaning(Tree.Mapping root, SequencedMap<String, Integer> versions, Problems problems) {
        this.root = new Values(root);
        this.versions = versions;
        this.problems = problems;
    }

    void check() {
        for (Tree fault : root.list("faults")) {
            if (problems.full()) {
                return;
            }
            Values body = new Values(Steps.body(fault));
            message(body);
            link(body);
            step(Steps.verb(fault), body);
            moment(Steps.verb(fault), body);
            sides(body);
            error(body);
        }
    }

    private void message(Values fault) {
        if (!fault.has("message")) {
            return;
        }
        String text = fault.text("message");
        String key = text.substring(0, text.lastIndexOf('#'));
        int version = Integer.parseInt(text.substring(text.lastIndexOf('#') + 1));
        Integer most = versions.get(key);
        if (most == null) {
            problems.add(fault.place("message"), "no workload has the key '" + key + "'." + keys(key));
        } else if (version > most) {
            problems.add(
                    fault.place("message"),
                    "'" + text + "' does not exist: " + key + " has " + most + (most == 1 ? " version" : " versions"));
        }
    }

    private String keys(String key) {
        String hint = NearestWord.hint(key, versions.keySet());
        return hint.isEmpty()
                ? " There is: " + versions.keySet().stream().limit(MOST_SHOWN).collect(Collectors.joining(", "))
                : hint;
    }

    private void link(Values fault) {
        if (fault.has("link") && (fault.has("from") || fault.has("to"))) {
            problems.add(fault.place("link"), "'link' is short for 'from' and 'to'; keep one of them");
        }
        List<String> ends = fault.has("link")
                ? fault.texts("link")
                : fault.has("from") && fault.has("to") ? List.of(fault.text("from"), fault.text("to")) : List.of();
        if (!ends.isEmpty() && ends.getFirst().equals(ends.getLast())) {
            problems.add(fault.place(), "a link from '" + ends.getFirst() + "' to itself; name two nodes");
        }
    }

    private void sides(Values fault) {
        if (!fault.has("between")) {
            return;
        }
        List<Tree> sides = fault.list("between");
        for (String one : side(sides.getFirst())) {
            for (String other : side(sides.getLast())) {
                if (one.equals(other) || Names.deployment(one).equals(other) || one.equals(Names.deployment(other))) {
                    problems.add(
                            fault.place("between"),
                            "'" + one + "' stands on one side of the partition and '" + other
                                    + "' on the other; a node is on one side only");
                }
            }
        }
    }

    private static List<String> side(Tree side) {
        return side instanceof Tree.Sequence many
                ? many.elements().stream().map(e -> ((Tree.Scalar) e).text()).toList()
                : List.of(((Tree.Scalar) side).text());
    }

    private void error(Values fault) {
        boolean sort = fault.is("error", "retriable") || fault.is("error", "fatal");
        if (fault.has("request")
                && fault.has("error")
                && !sort
                && FaultFormat.TO_STORES.contains(fault.text("request"))) {
            problems.add(
                    fault.place("error"),
                    "'" + fault.text("error") + "' is an error of the broker, and '" + fault.text("request")
                            + "' asks a store; write retriable or fatal");
        }
    }

    private void step(String verb, Values fault) {
        for (String point : POINTS) {
            if (!fault.has(point)) {
                continue;
            }
            if (!fault.has("process")) {
                problems.add(
                        fault.place(point), "only a process has steps; give a broker or store its moment with 'at'");
                continue;
            }
            Tree process = root.named("processes").get(Names.deployment(fault.text("process")));
            if (process == null) {
                continue;
            }
            List<String> steps = Steps.names(Steps.of((Tree.Mapping) process), "");
            if (!steps.contains(fault.text(point))) {
                String hint = NearestWord.hint(fault.text(point), steps);
                problems.add(
                        fault.place(point),
                        "process '" + Names.deployment(fault.text("process")) + "' has no step '" + fault.text(point)
                                + "'." + unacknowledged(fault.text(point), Values.of(process))
                                + (hint.isEmpty() ? " It has: " + Steps.numbered(steps) : hint));
            }
        }
    }

    /// Why a process that reads a topic has no step `acknowledge`.
    private String unacknowledged(String step, Values process) {
        if (!step.equals("acknowledge") || !Steps.readsTopic(process.block())) {
            return "";
        }
        return Kinds.of(root.block()).equals(Kinds.PUBSUB)
                ? " With kind pubsub nobody waits for an acknowledgement."
                : " What it reads is acknowledged by itself (auto-commit, or ack: none).";
    }

    private void moment(String verb, Values fault) {
        boolean byStep = POINTS.stream().anyMatch(fault::has);
        boolean named = fault.has("at") || fault.has("message") || byStep || fault.has("request");
        boolean needs = List.of("cut", "stall", "crash", "pause").contains(verb);
        if (needs && !named) {
            problems.add(
                    fault.place(),
                    verb + " needs a moment: 'at', 'message'"
                            + (verb.equals("cut") || verb.equals("stall")
                                    ? " or 'request'"
                                    : " with 'before', 'during' or 'after'"));
        }
        boolean target = List.of("crash", "pause").contains(verb);
        if (target && fault.has("message") && !fault.has("process")) {
            problems.add(
                    fault.place("message"),
                    "only a process works on one message at a time; give a broker or store its moment with 'at'");
        } else if (target && fault.has("message") && !byStep) {
            problems.add(fault.place("message"), "'message' needs a step: 'before', 'during' or 'after'");
        }
        if (verb.equals("slow")
                && !fault.has("store")
                && !fault.has("from")
                && !fault.has("to")
                && !fault.has("link")) {
            problems.add(fault.place(), "slow needs 'store', or a link: 'from', 'to' or 'link'");
        }
        if (fault.truth("stays") && (fault.has("restart") || fault.has("for"))) {
            problems.add(
                    fault.place("stays"),
                    "'stays' means that it never ends; remove it, or '" + (fault.has("restart") ? "restart" : "for")
                            + "'");
        }
    }
}
