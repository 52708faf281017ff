package dev.ackademy.core.explore;

import dev.ackademy.core.model.NetworkEvent;
import dev.ackademy.core.model.NodeEvent;
import dev.ackademy.core.model.Step;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.scenario.Scenario.Deployment;
import dev.ackademy.core.trace.NodeName.Role;
import dev.ackademy.core.trace.Trace;
import dev.ackademy.core.trace.TraceEntry;
import java.util.ArrayList;
import java.util.List;

/// A decision as the scenario format says it: `cut: {request: produce, lose: response, from: shop.1, message: "A#2"}`.
final class FaultText {

    private static final String RESTART = ", restart: 500ms";

    private final Scenario scenario;
    private final Decision decision;
    private final Trace trace;
    private final String[] parts;
    private final TraceEntry entry;

    /// @param trace of the run with the decision
    FaultText(Scenario scenario, Decision decision, Trace trace) {
        this.scenario = scenario;
        this.decision = decision;
        this.trace = trace;
        this.parts = decision.key().split("/");
        this.entry = trace.entries().stream()
                .filter(each -> decision.toString().equals(each.choice()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(decision + " left no entry"));
    }

    /// @param nth which of the requests or steps that fit
    /// @return null where this fault has no nth and it is not the first
    String nth(int nth) {
        String often = nth == 1 ? "" : ", nth: " + nth;
        return switch (parts[0]) {
            case "cut" ->
                parts[1].equals("answer")
                        ? "cut: {lose: response, " + request(2) + often + "}"
                        : "cut: {lose: " + (decision.answer() == 1 ? "request" : "response") + ", " + request(1) + often
                                + "}";
            case "refuse" -> "refuse: {error: retriable, " + request(1) + often + "}";
            case "late", "overtake" ->
                "stall: {hold: " + (parts[1].equals("answer") ? "response" : "request") + ", for: "
                        + (heldUntil() - entry.at()) + "us, " + request(2) + often + "}";
            case "crash", "pause" ->
                Place.ofStep(parts)
                        ? parts[0] + ": {process: " + parts[1] + ", " + parts[3] + ": " + step() + message(parts[4])
                                + lasts() + often + "}"
                        : nth > 1 ? null : parts[0] + ": {" + machine(parts[1]) + at() + lasts() + "}";
            case "slow" ->
                nth > 1
                        ? null
                        : "slow: {" + machine(parts[1]) + ", by: "
                                + ((NodeEvent.ServiceSlowed) entry.event()).takesMicros() + "us" + at() + "}";
            case "fail" -> nth > 1 ? null : "fail: {" + machine(parts[1]) + at() + "}";
            case "power-off" -> nth > 1 ? null : "power-off: {" + machines() + at() + RESTART + "}";
            case "partition" -> nth > 1 ? null : "partition: {between: " + sides() + at() + "}";
            case "skew" ->
                nth > 1
                        ? null
                        : "skew: {process: " + trace.nodes().get(entry.node()).name() + ", by: "
                                + (parts[1].equals("ahead") ? "" : "-") + "10s" + at() + "}";
            default -> throw new IllegalArgumentException("no fault: " + decision);
        };
    }

    /// When the frame that was held up came through after all.
    private long heldUntil() {
        return trace.entries().stream()
                .filter(each -> each.event() instanceof NetworkEvent.FrameArrived && each.n() > entry.n())
                .filter(each -> each.causes().length > 0 && each.causes()[0] == entry.causes()[0])
                .mapToLong(TraceEntry::at)
                .findFirst()
                .orElse(((NetworkEvent.ConnectionStalled) entry.event()).untilMicros());
    }

    private String request(int from) {
        return "request: " + parts[from] + ", from: " + parts[from + 1] + message(parts[from + 2]);
    }

    private static String message(String word) {
        return word.matches(".+#[0-9]+") ? ", message: \"" + word + "\"" : "";
    }

    private String lasts() {
        return entry.event() instanceof NodeEvent.NodePaused paused
                ? ", for: " + (paused.untilMicros() - entry.at()) + "us"
                : RESTART;
    }

    private String at() {
        return ", at: " + entry.at() + "us";
    }

    /// By its verb; by its place where a process has several steps of that verb.
    private String step() {
        String verb = parts[2].substring(parts[2].indexOf('-') + 1);
        Deployment process = scenario.processes().get(parts[1].substring(0, parts[1].lastIndexOf('.')));
        return times(verb, process.steps()) == 1 ? verb : "\"" + parts[2].substring(0, parts[2].indexOf('-')) + "\"";
    }

    private static int times(String verb, List<Step> steps) {
        int times = 0;
        for (Step step : steps) {
            times += step.verb().equals(verb) ? 1 : 0;
            times += step instanceof Step.Transaction transaction ? times(verb, transaction.steps()) : 0;
        }
        return times;
    }

    private String machine(String node) {
        return (scenario.stores().containsKey(node) ? "store: " : "broker: ") + node;
    }

    private String machines() {
        return parts[1].equals("all") ? "nodes: [" + String.join(", ", brokers()) + "]" : machine(parts[1]);
    }

    private List<String> brokers() {
        List<String> brokers = new ArrayList<>();
        trace.nodes().stream().filter(node -> node.role() == Role.BROKER).forEach(node -> brokers.add(node.name()));
        return brokers;
    }

    private String sides() {
        NetworkEvent.LinkParted parted = (NetworkEvent.LinkParted) entry.event();
        String here = trace.nodes().get(parted.from()).name();
        if (parts[1].equals("link")) {
            return "[" + here + ", " + trace.nodes().get(parted.to()).name() + "]";
        }
        List<String> others = new ArrayList<>();
        trace.nodes().stream()
                .filter(node -> parts[1].equals("all") || node.role() == Role.BROKER)
                .filter(node -> !node.name().equals(here))
                .forEach(node -> others.add(node.name()));
        return "[" + here + ", [" + String.join(", ", others) + "]]";
    }
}
