package dev.ackademy.ui.fx.run;

import dev.ackademy.core.model.NetworkEvent.Carried;
import dev.ackademy.core.model.RequestKind;
import dev.ackademy.core.scenario.Scenario;
import dev.ackademy.core.trace.NodeName;
import dev.ackademy.core.trace.TraceEntry;
import dev.ackademy.core.trace.picture.Picture;
import dev.ackademy.ui.fx.draw.Glyph;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a person can break or change at a moment of a run. Each is written as a fault or a change of the scenario from
/// the next µs on, so that what has happened stays as it was.
public final class ByHand {

    /// @param title what the menu says: `Crash it for 1 s`
    public record Action(String title, Glyph glyph, Edit edit) {}

    /// Never a place to fail by themselves, or between brokers and controller only.
    private static final Set<RequestKind> MAINTENANCE =
            EnumSet.of(RequestKind.METADATA, RequestKind.HEARTBEAT, RequestKind.CONTROL);

    private static final Pattern CUT_AT = Pattern.compile("\\{cut: .*, at: ([0-9]{1,18})us}");

    private final Played played;
    private final long at;
    private final String when;

    /// @param micros of virtual time
    public ByHand(Played played, double micros) {
        this.played = played;
        this.at = (long) Math.floor(micros) + 1;
        this.when = " at " + Clock.seconds(micros) + " s";
    }

    private Action fault(String title, Glyph glyph, String what, String yaml) {
        return new Action(title, glyph, Edit.fault("You: " + what + when, "{" + yaml + ", at: " + at + "us}"));
    }

    private Action change(String title, Glyph glyph, String what, String yaml) {
        return new Action(title, glyph, Edit.change("You: " + what + when, "{" + yaml + ", at: " + at + "us}"));
    }

    /// What can be done to a node; nothing for one that is not known.
    public List<Action> toNode(String name) {
        NodeName node = played.trace().nodes().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElse(null);
        List<Action> actions = new ArrayList<>();
        if (node == null) {
            return actions;
        }
        String target = target(node) + ": " + name;
        switch (node.role()) {
            case PROCESS -> {
                actions.add(fault(
                        "Crash " + name + " for 1 s",
                        Glyph.CRASH,
                        name + " crashes",
                        "crash: {" + target + ", restart: 1s}"));
                actions.add(fault(
                        "Let " + name + " stand still for 1 s",
                        Glyph.PAUSE,
                        name + " stands still",
                        "pause: {" + target + ", for: 1s}"));
                actions.add(change(
                        "One more of " + node.deployment(),
                        Glyph.PLUS,
                        "one more of " + node.deployment(),
                        "add-instances: {process: " + node.deployment() + ", count: 1}"));
                if (runs(node.deployment())) {
                    actions.add(change(
                            "One fewer of " + node.deployment(),
                            Glyph.MINUS,
                            "one fewer of " + node.deployment(),
                            "remove-instances: {process: " + node.deployment() + ", count: 1}"));
                }
                brokers().forEach(broker -> actions.add(parted(name, broker)));
            }
            case BROKER -> {
                actions.add(fault(
                        "Crash " + name + " for 1 s",
                        Glyph.CRASH,
                        name + " crashes",
                        "crash: {" + target + ", restart: 1s}"));
                actions.add(fault(
                        "Power off " + name + " for 1 s",
                        Glyph.CRASH,
                        name + " loses power",
                        "power-off: {" + target + ", restart: 1s}"));
                actions.add(fault(
                        "Let " + name + " stand still for 1 s",
                        Glyph.PAUSE,
                        name + " stands still",
                        "pause: {" + target + ", for: 1s}"));
                brokers().filter(other -> !other.equals(name)).forEach(other -> actions.add(parted(name, other)));
            }
            case STORE -> {
                boolean service = played.scenario().stores().get(name) instanceof Scenario.Store.Service;
                actions.add(fault(
                        "Slow " + name + " down by 500 ms for 2 s",
                        Glyph.SLOW,
                        name + " slows down",
                        "slow: {" + target + ", by: 500ms, for: 2s}"));
                actions.add(fault(
                        "Let " + name + " fail for 2 s",
                        Glyph.BLOCKED,
                        name + " fails",
                        "fail: {" + target + ", error: unavailable, for: 2s}"));
                if (!service) {
                    actions.add(fault(
                            "Power off " + name + " for 1 s",
                            Glyph.CRASH,
                            name + " loses power",
                            "power-off: {" + target + ", restart: 1s}"));
                }
            }
            case CONTROLLER -> {}
        }
        return actions;
    }

    private Stream<String> brokers() {
        return played.trace().nodes().stream()
                .filter(node -> node.role() == NodeName.Role.BROKER)
                .map(NodeName::name);
    }

    /// Whether an instance is there at this moment that could be taken away.
    private boolean runs(String deployment) {
        Picture now = played.pictures().at(entries());
        List<NodeName> nodes = played.trace().nodes();
        return now.nodes().keys().stream()
                .anyMatch(node -> nodes.get(node).deployment().equals(deployment)
                        && now.nodes().get(node).up());
    }

    /// How many entries have happened before what is done by hand.
    private int entries() {
        List<TraceEntry> all = played.trace().entries();
        int found = Collections.binarySearch(all, null, (entry, _) -> entry.at() < at ? -1 : 1);
        return -found - 1;
    }

    private Action parted(String a, String b) {
        return fault(
                "Part " + a + " from " + b + " for 1 s",
                Glyph.CUT,
                a + " and " + b + " are parted",
                "partition: {between: [" + a + ", " + b + "], for: 1s}");
    }

    private static String target(NodeName node) {
        return switch (node.role()) {
            case PROCESS -> "process";
            case BROKER, CONTROLLER -> "broker";
            case STORE -> "store";
        };
    }

    /// Nothing where the topic has no partitions: a stream, a subject and a queue have one order.
    public List<Action> toTopic(String topic) {
        if (BrokerKind.of(played.resolved()) != BrokerKind.LOG) {
            return List.of();
        }
        return List.of(change(
                "One more partition of " + topic,
                Glyph.PLUS,
                "one more partition of " + topic,
                "add-partitions: {topic: " + topic + ", count: 1}"));
    }

    /// What can be done to a frame that is under way.
    public List<Action> toMessage(Flights.Flight flight) {
        List<Action> actions = new ArrayList<>();
        Carried carried = flight.carried().isEmpty() ? null : flight.carried().getFirst();
        int asking = flight.answer() ? flight.to() : flight.from();
        int answering = flight.answer() ? flight.from() : flight.to();
        String from = name(asking);
        String to = name(answering);
        String what = carried == null
                ? "the " + flight.kind().word() + " request"
                : carried.operation().id();
        String message =
                carried == null ? "" : ", message: \"" + carried.operation().id() + "\"";
        String on = "request: " + flight.kind().word() + ", from: " + from + ", to: " + to + message;
        if (!flight.answer()) {
            actions.add(fault(
                    "Cut the connection: " + what + " is gone",
                    Glyph.CUT,
                    "the connection is cut, " + what + " is gone",
                    "cut: {lose: request, " + on + "}"));
            actions.add(fault(
                    "Cut the connection: the answer to " + what + " is gone",
                    Glyph.CUT,
                    "the connection is cut, the answer to " + what + " is gone",
                    "cut: {lose: response, " + on + "}"));
            actions.add(fault(
                    "Refuse " + what, Glyph.REFUSED, what + " is refused", "refuse: {error: retriable, " + on + "}"));
        }
        actions.add(fault(
                "Hold the bytes for 500 ms",
                Glyph.STALLED,
                "the bytes of " + what + " are held",
                "stall: {for: 500ms, hold: " + (flight.answer() ? "response" : "request") + ", " + on + "}"));
        if (flight.answer()) {
            actions.add(fault(
                    "Cut the next connection that carries " + what,
                    Glyph.CUT,
                    "the connection is cut",
                    "cut: {lose: response, " + on + "}"));
        }
        return actions;
    }

    private String name(int node) {
        return played.trace().nodes().get(node).name();
    }

    /// What can be done to the next request of one kind on one link, be it under way or not sent yet.
    ///
    /// @param title `Next produce from shop.1 to B1`
    public record Next(String title, List<Action> actions) {}

    private record Asks(int from, int to, RequestKind kind) {}

    /// Every kind of request that this node asks or answers from now on, in the order in which they come.
    public List<Next> ahead(String node, int n) {
        return ahead(
                flight -> name(flight.from()).equals(node) || name(flight.to()).equals(node), n);
    }

    /// The same of every node.
    public List<Next> ahead(int n) {
        return ahead(_ -> true, n);
    }

    private List<Next> ahead(Predicate<Flights.Flight> which, int n) {
        Set<Asks> asks = new LinkedHashSet<>();
        for (Flights.Flight flight : played.flights().all()) {
            if (which.test(flight) && !flight.answer() && flight.ended() > n && !MAINTENANCE.contains(flight.kind())) {
                asks.add(new Asks(flight.from(), flight.to(), flight.kind()));
            }
        }
        return asks.stream().map(this::next).toList();
    }

    private Next next(Asks asks) {
        String word = asks.kind().word();
        String link = "from: " + name(asks.from()) + ", to: " + name(asks.to());
        String on = "request: " + word + ", " + link;
        String what = "the next " + word + " of " + name(asks.from());
        return new Next(
                "Next " + word + " from " + name(asks.from()) + " to " + name(asks.to()),
                List.of(
                        fault(
                                "Cut: the request is gone",
                                Glyph.CUT,
                                what + " is gone",
                                "cut: {lose: request, " + on + "}"),
                        fault(
                                "Cut: its answer is gone",
                                Glyph.CUT,
                                "the answer to " + what + " is gone",
                                "cut: {lose: response, " + on + "}"),
                        fault(
                                "Refuse it",
                                Glyph.REFUSED,
                                what + " is refused",
                                "refuse: {error: retriable, " + on + "}"),
                        fault(
                                "Hold its bytes for 500 ms",
                                Glyph.STALLED,
                                "the bytes of " + what + " are held",
                                "stall: {for: 500ms, hold: request, " + on + "}")));
    }

    /// The connection under the message of the only producer that is under way, or under its next one; null
    /// where no message comes any more.
    public Action cutUnderMessage(int n) {
        for (Flights.Flight flight : played.flights().all()) {
            boolean ahead = flight.kind() == RequestKind.PRODUCE && !flight.answer() && flight.ended() > n;
            if (ahead && flight.fate() != Flights.Fate.LOST) {
                return fault(
                        "Cut the connection",
                        Glyph.HAND,
                        "the connection is cut",
                        "cut: {lose: request, request: produce, from: " + name(flight.from()) + ", to: "
                                + name(flight.to()) + "}");
            }
        }
        return null;
    }

    /// Whether every message that lies ahead is lost anyway, so that nothing is left to cut.
    public static boolean losesByItself(Played played, int n) {
        List<Flights.Flight> ahead = played.flights().all().stream()
                .filter(flight -> flight.kind() == RequestKind.PRODUCE && !flight.answer() && flight.ended() > n)
                .toList();
        return !ahead.isEmpty() && ahead.stream().allMatch(flight -> flight.fate() == Flights.Fate.LOST);
    }

    /// When a connection was cut by hand last, µs; -1 for never.
    public static long cutAt(Recipe recipe) {
        for (Edit edit : recipe.edits().reversed()) {
            Matcher at =
                    CUT_AT.matcher(edit.kind() == Edit.Kind.FAULT ? edit.lines().getFirst() : "");
            if (at.matches()) {
                return Long.parseLong(at.group(1)) - 1;
            }
        }
        return -1;
    }

    /// Everything that makes sense at this moment: first what is under way, then the nodes.
    public List<Action> now(int n) {
        List<Action> actions = new ArrayList<>();
        for (Flights.Flight flight : played.flights().underWay(n)) {
            if (!flight.answer() && !flight.carried().isEmpty() && actions.size() < 6) {
                actions.addAll(toMessage(flight).subList(0, 3));
            }
        }
        for (NodeName node : played.trace().nodes()) {
            toNode(node.name()).stream().limit(1).forEach(actions::add);
        }
        return actions.subList(0, Math.min(18, actions.size()));
    }
}
